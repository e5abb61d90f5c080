package httpapi

import (
	"testing"

	"argmap/internal/installtest"
)

// TestLiveClients lets the clients of graphql-ws and graphql-sse follow a map, lose the connection and
// come back.
func TestLiveClients(t *testing.T) {
	t.Parallel()
	npm := installtest.NeedNode(t, "clients")
	e := newEdge(t, nil)
	id, _ := e.mapOf("A map")
	want := `graphql-ws query: {"data":{"__typename":"Query"}}
graphql-ws mutation: {"data":{"addClaim":{"revision":2}}}
graphql-ws event: {"data":{"mapChanged":{"fromRevision":1,"toRevision":2,"changed":[{"type":"element"},{"type":"voice"},{"type":"commitment"}]}}}
graphql-ws resumed: {"data":{"mapChanged":{"fromRevision":2,"toRevision":3,"changed":[{"type":"element"},{"type":"commitment"}]}}}
graphql-ws unknown field: INVALID
graphql-ws unknown map: NOT_FOUND
graphql-ws revision to come: INVALID
graphql-sse query: {"data":{"__typename":"Query"}}
graphql-sse mutation: {"data":{"addClaim":{"revision":4}}}
graphql-sse event: {"data":{"mapChanged":{"fromRevision":3,"toRevision":4,"changed":[{"type":"element"},{"type":"commitment"}]}}}
graphql-sse resumed: {"data":{"mapChanged":{"fromRevision":4,"toRevision":5,"changed":[{"type":"element"},{"type":"commitment"}]}}}
graphql-sse unknown field: INVALID
graphql-sse unknown map: NOT_FOUND
graphql-sse revision to come: INVALID
`
	if got := npm.Script(t, "live.mjs", e.URL+pathGraphQL, id); got != want {
		t.Errorf("the clients saw\n%swant\n%s", got, want)
	}
}
