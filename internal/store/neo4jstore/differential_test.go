package neo4jstore_test

import (
	"context"
	"testing"

	"argmap/internal/neo4jtest"
	"argmap/internal/store"
	"argmap/internal/store/sqlitestore"
	"argmap/internal/store/storetest"
)

// TestDifferential gives random commands to both stores and to the model of the port, side by side.
func TestDifferential(t *testing.T) {
	server := neo4jtest.Shared(t)
	storetest.Differential(t, map[string]store.Store{"neo4j": openEmpty(t, server), "sqlite": openSQLite(t)})
}

func openSQLite(t *testing.T) store.Store {
	t.Helper()
	s, err := sqlitestore.Open(context.Background(), sqlitestore.Options{Path: sqlitestore.Memory})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close(context.Background()) })
	if _, err := s.Migrate(context.Background()); err != nil {
		t.Fatal(err)
	}
	return s
}

func BenchmarkPort(b *testing.B) {
	server := neo4jtest.Shared(b)
	storetest.Bench(b, storetest.Harness{
		Open: func(tb testing.TB) store.Store { return openEmpty(tb, server) }, Reopen: reopen,
		OpenUnmigrated: func(tb testing.TB) store.Store { return openUnmigrated(tb, server) },
	})
}
