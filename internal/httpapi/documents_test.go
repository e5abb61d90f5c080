package httpapi

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/rs/zerolog"

	"argmap/graph"
)

// documentBytes is what all that is remembered of documents may take together.
const documentBytes = 8_000_000

// TestDocumentsAreBounded sends many documents that are never sent again, each with its hash: long
// ones, each of which would take 400 KB, and short ones.
func TestDocumentsAreBounded(t *testing.T) {
	for _, c := range []struct {
		name string
		many int
		text func(i int) string
	}{
		{"long", 60, func(i int) string {
			return fmt.Sprintf(`{nodes(ids:["%d" %s]){id}}`, i, strings.Repeat(`"123" `, 1900))
		}},
		{"short", 6000, func(i int) string { return fmt.Sprintf("query Q%d{__typename}", i) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := newEdge(t, func(o *Options) { o.Limits = graph.Limits{Cost: 1 << 20}; o.Log = zerolog.Nop() })
			e.post(persistedBody(c.text(c.many))).says(t, "the first document", 200, "data")
			before := allocated()
			for i := range c.many {
				if g := e.post(persistedBody(c.text(i))); g.status != 200 || !strings.Contains(g.body, "data") {
					t.Fatalf("document %d gives %d %s", i, g.status, g.body)
				}
			}
			if took := allocated() - before; took > documentBytes {
				t.Errorf("%d documents hold on to %d bytes, want at most %d", c.many, took, documentBytes)
			} else {
				t.Logf("%d documents hold on to %d bytes", c.many, took)
			}
			e.post(`{"extensions":`+byHash(c.text(c.many-1))+`}`).says(t, "the last document by its hash", 200, "data")
		})
	}
}

// persistedBody is a request with a document and its hash.
func persistedBody(text string) string {
	return fmt.Sprintf(`{"query":%q,"extensions":%s}`, text, byHash(text))
}

func allocated() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
