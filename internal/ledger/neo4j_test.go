package ledger_test

import (
	"context"
	"testing"
	"time"

	"argmap/internal/neo4jtest"
	"argmap/internal/store"
	"argmap/internal/store/neo4jstore"
)

// openNeo4j gives two stores over one server. What other tests left there does not matter: every
// test makes maps of its own.
func openNeo4j(t *testing.T) (store.Store, store.Store) {
	server := neo4jtest.Shared(t)
	open := func() store.Store {
		s, err := neo4jstore.Open(context.Background(), neo4jstore.Options{
			URI: server.URI, Username: server.Username, Password: server.Password, Database: server.Database,
			Timeout: time.Minute, // the first plan takes long beside other tests
		})
		if err != nil {
			t.Fatal(err)
		}
		return migrated(t, s)
	}
	return open(), open()
}
