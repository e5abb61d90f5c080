package storetest

import (
	"testing"

	"argmap/internal/store"
)

// modelHarness opens Models.
func modelHarness() Harness {
	return Harness{
		Open:           func(testing.TB) store.Store { return NewModel() },
		Reopen:         func(_ testing.TB, s store.Store) store.Store { return s.(*Model).Reopen() },
		OpenUnmigrated: func(testing.TB) store.Store { return NewUnmigratedModel() },
		Concurrent:     true,
	}
}

func TestModelHoldsEveryLaw(t *testing.T) { Run(t, modelHarness()) }

// TestDifferentialOfTwoModels shows that the random commands are fair: two Models agree on them.
func TestDifferentialOfTwoModels(t *testing.T) {
	Differential(t, map[string]store.Store{"other": NewModel()})
}

func BenchmarkModel(b *testing.B) { Bench(b, modelHarness()) }
