package sqlitestore_test

import (
	"testing"

	"argmap/internal/store"
	"argmap/internal/store/storetest"
)

// TestDifferential gives random commands to the store and to the model of the port.
func TestDifferential(t *testing.T) {
	storetest.Differential(t, map[string]store.Store{"sqlite": open(t)})
}

func BenchmarkPort(b *testing.B) {
	storetest.Bench(b, storetest.Harness{Open: open, OpenUnmigrated: openUnmigrated, Reopen: reopen})
}
