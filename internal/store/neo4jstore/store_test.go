package neo4jstore_test

import (
	"context"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"argmap/internal/neo4jtest"
	"argmap/internal/store"
	"argmap/internal/store/neo4jstore"
	"argmap/internal/store/storetest"
)

func TestStoreHoldsEveryLaw(t *testing.T) {
	server := neo4jtest.Shared(t)
	storetest.Run(t, storetest.Harness{
		Open:           func(tb testing.TB) store.Store { return openEmpty(tb, server) },
		Reopen:         reopen,
		OpenUnmigrated: func(tb testing.TB) store.Store { return openUnmigrated(tb, server) },
		Concurrent:     true,
	})
}

func options(s *neo4jtest.Server) neo4jstore.Options {
	return neo4jstore.Options{URI: s.URI, Username: s.Username, Password: s.Password, Database: s.Database}
}

// open opens a store over whatever the server holds.
func open(tb testing.TB, o neo4jstore.Options) *neo4jstore.Store {
	tb.Helper()
	s, err := neo4jstore.Open(context.Background(), o)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = s.Close(context.Background()) })
	return s
}

// openEmpty gives a migrated store without data. It keeps the schema that is there: making it anew
// would take longer than most tests.
func openEmpty(tb testing.TB, server *neo4jtest.Server) *neo4jstore.Store {
	tb.Helper()
	s := open(tb, options(server))
	if _, err := s.Migrations(context.Background()); err != nil {
		reset(tb, server)
	}
	cypher(tb, server, "MATCH (n) WHERE NOT n:Migration CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS", nil)
	if _, err := s.Migrate(context.Background()); err != nil {
		tb.Fatal(err)
	}
	return s
}

func openUnmigrated(tb testing.TB, server *neo4jtest.Server) store.Store {
	tb.Helper()
	reset(tb, server)
	return open(tb, options(server))
}

func reset(tb testing.TB, server *neo4jtest.Server) {
	tb.Helper()
	if err := server.Reset(context.Background()); err != nil {
		tb.Fatal(err)
	}
}

func reopen(tb testing.TB, s store.Store) store.Store {
	tb.Helper()
	if err := s.Close(context.Background()); err != nil {
		tb.Fatal(err)
	}
	return open(tb, options(neo4jtest.Shared(tb)))
}

// cypher runs a statement past the store.
func cypher(tb testing.TB, server *neo4jtest.Server, text string, params map[string]any) []*neo4j.Record {
	tb.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	driver, err := server.Connect()
	if err != nil {
		tb.Fatal(err)
	}
	defer driver.Close(ctx)
	session := driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: server.Database})
	defer session.Close(ctx)
	result, err := session.Run(ctx, text, params)
	if err != nil {
		tb.Fatal(err)
	}
	rows, err := result.Collect(ctx)
	if err != nil {
		tb.Fatal(err)
	}
	return rows
}
