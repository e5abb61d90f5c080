package storetest_test

import (
	"testing"

	"argmap/internal/store"
	"argmap/internal/store/storetest"
)

// harness opens Models.
func harness() storetest.Harness {
	return storetest.Harness{
		Open:           func(testing.TB) store.Store { return storetest.NewModel() },
		Reopen:         func(_ testing.TB, s store.Store) store.Store { return s.(*storetest.Model).Reopen() },
		OpenUnmigrated: func(testing.TB) store.Store { return storetest.NewUnmigratedModel() },
		Concurrent:     true,
	}
}

func TestModel(t *testing.T) { storetest.Run(t, harness()) }
