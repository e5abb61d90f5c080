package httpapi

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/store"
	"argmap/internal/store/sqlitestore"
)

// lookups counts how often a store is asked for heads.
type lookups struct {
	store.Store
	n atomic.Int64
}

// Heads counts.
func (l *lookups) Heads(ctx context.Context, maps []argmap.ID) ([]store.Head, error) {
	l.n.Add(1)
	return l.Store.Heads(ctx, maps)
}

// TestOneLookUpARead looks a map's head up once for each answer of its latest state: the look that
// proves an entity tag is the one from which the answer is made.
func TestOneLookUpARead(t *testing.T) {
	t.Parallel()
	st, err := sqlitestore.Open(t.Context(), sqlitestore.Options{Path: sqlitestore.Memory})
	if err != nil {
		t.Fatal(err)
	}
	counted := &lookups{Store: st}
	e := edgeOver(t, counted, "id", nil)
	id, add := e.mapOf("A map")
	add("A claim")
	query := fmt.Sprintf(`{ map(id: %q) { revision claims { nodes { text } } } again: map(id: %q) { questions { totalCount } } }`, id, id)
	tag := e.get([]string{"query", query}).header.Get("ETag")
	if tag == "" {
		t.Fatal("the answer has no tag")
	}
	for _, c := range []struct {
		name string
		want int
		ask  func() got
	}{
		{"an answer with a tag", 200, func() got { return e.get([]string{"query", query}) }},
		{"an answer to who has an old one", 200, func() got { return e.get([]string{"query", query}, "If-None-Match", `"old"`) }},
		{"an answer that is unchanged", 304, func() got { return e.get([]string{"query", query}, "If-None-Match", tag) }},
		{"an answer to POST", 200, func() got { return e.query(query) }},
	} {
		before := counted.n.Load()
		g := c.ask()
		if looks := counted.n.Load() - before; g.status != c.want || looks != 1 {
			t.Errorf("%s has status %d and took %d look-ups of heads, want %d and 1", c.name, g.status, looks, c.want)
		}
		if c.want == 200 && !strings.Contains(g.body, "A claim") {
			t.Errorf("%s is %s", c.name, g.body)
		}
	}
}
