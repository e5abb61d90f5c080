package httpapi

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/99designs/gqlgen/graphql"

	"argmap/internal/argmap"
)

// newMap makes a map of one claim and gives its id.
func (e *edge) newMap(title string) string {
	e.t.Helper()
	g := e.query(fmt.Sprintf(`mutation { createMap(input: {title: %q}) { map { id } } }`, title))
	var made struct {
		Data struct {
			CreateMap struct{ Map struct{ ID string } }
		}
	}
	if err := json.Unmarshal([]byte(g.body), &made); err != nil || made.Data.CreateMap.Map.ID == "" {
		e.t.Fatalf("no map was made: %s", g.body)
	}
	e.claim(made.Data.CreateMap.Map.ID, "The first claim.")
	return made.Data.CreateMap.Map.ID
}

func (e *edge) claim(m, text string) {
	e.t.Helper()
	g := e.query(fmt.Sprintf(`mutation { addClaim(input: {map: %q, claim: {text: %q}}) { claim { id } } }`, m, text))
	g.says(e.t, "a new claim", 200, `"data":{"addClaim":{"claim"`)
}

// claims is a query with all that stays within a map.
const claims = `query Claims($id: ID!) { map(id: $id) { ...M } }
	fragment M on ArgumentMap { title revision claims { totalCount nodes { __typename id text ... on Node { id } citations { exact paragraph { text } } } } }`

func of(m string) string { return fmt.Sprintf(`{"id":%q}`, m) }

// TestEntityTags follows a map: its answer is unchanged until the map is.
func TestEntityTags(t *testing.T) {
	t.Parallel()
	e := newEdge(t, func(o *Options) { o.Documents = Documents{"claims": claims} })
	m := e.newMap("A map")
	ask := []string{"documentId", "claims", "variables", of(m)}
	first := e.get(ask)
	tag := first.header.Get("ETag")
	if first.status != 200 || len(tag) < 20 || tag[0] != '"' {
		t.Fatalf("the answer %d %s has the tag %q", first.status, first.body, tag)
	}
	if c := first.header.Get("Cache-Control"); c != "no-cache, private" {
		t.Errorf("Cache-Control is %q", c)
	}
	if vary := strings.Join(first.header.Values("Vary"), ", "); vary != "Accept-Encoding, Accept, Authorization" {
		t.Errorf("Vary is %q", vary)
	}
	for _, has := range []string{tag, "W/" + tag, `"other", ` + tag, strings.TrimSuffix(tag, `"`) + gzipSuffix + `"`} {
		g := e.get(ask, "If-None-Match", has)
		if g.status != 304 || g.body != "" || g.header.Get("ETag") == "" || g.header.Get("Content-Type") != "" || g.header.Get("Cache-Control") != "no-cache, private" {
			t.Errorf("If-None-Match: %s gives %d %v %q, want 304", has, g.status, g.header, g.body)
		}
	}
	for _, has := range []string{`"other"`, `W/"other"`, strings.Trim(tag, `"`), "*", ""} {
		if g := e.get(ask, "If-None-Match", has); g.status != 200 || g.body != first.body || g.header.Get("ETag") != tag {
			t.Errorf("If-None-Match: %s gives %d with the tag %s, want 200 and the same", has, g.status, g.header.Get("ETag"))
		}
	}
	e.newMap("Another map")
	if g := e.get(ask, "If-None-Match", tag); g.status != 304 {
		t.Errorf("after another map's change the answer is %d, want 304", g.status)
	}
	e.claim(m, "The second claim.")
	if g := e.get(ask, "If-None-Match", tag); g.status != 200 || g.header.Get("ETag") == tag || !strings.Contains(g.body, "The second") {
		t.Errorf("after the map's change the answer is %d %s with the tag %s", g.status, g.body, g.header.Get("ETag"))
	}
}

// TestEntityTagsDiffer gives each answer a tag of its own, and equal answers equal ones.
func TestEntityTagsDiffer(t *testing.T) {
	t.Parallel()
	e := newEdge(t, nil)
	a, b := e.newMap("A"), e.newMap("B")
	seen := map[string]string{}
	for name, ask := range map[string][]string{
		"a map":               {"query", claims, "variables", of(a)},
		"another map":         {"query", claims, "variables", of(b)},
		"as it was":           {"query", `{ map(id: "` + a + `", revision: 1) { title } }`},
		"by a literal":        {"query", `{ map(id: "` + a + `") { title } }`},
		"both":                {"query", `{ a: map(id: "` + a + `") { title } b: map(id: "` + b + `") { title } __typename }`},
		"one operation":       {"query", `query A { map(id: "` + a + `") { id } } query B { map(id: "` + b + `") { id } }`, "operationName", "A"},
		"the other operation": {"query", `query A { map(id: "` + a + `") { id } } query B { map(id: "` + b + `") { id } }`, "operationName", "B"},
	} {
		tag := e.get(ask).header.Get("ETag")
		if tag == "" || seen[tag] != "" {
			t.Errorf("%s has the tag %q, like %q", name, tag, seen[tag])
		}
		if again := e.get(ask).header.Get("ETag"); again != tag {
			t.Errorf("%s has the tag %s, then %s", name, tag, again)
		}
		if other := e.get(ask, "Accept", mediaGraphQL).header.Get("ETag"); other == tag {
			t.Errorf("%s has one tag for two media types", name)
		}
		seen[tag] = name
	}
	ask := []string{"query", claims, "variables", of(a)}
	for name, change := range map[string]func(*Options){
		"a program of another version": func(o *Options) { o.Version = "other" },
		"another schema":               func(o *Options) { o.SDL += "#" },
		"another actor":                func(o *Options) { o.Actor = argmap.Actor("other") },
	} {
		other := newEdge(t, change)
		other.newMap("A") // the ids count from one, so it is the same map
		if tag := other.get(ask).header.Get("ETag"); tag == "" || seen[tag] != "" {
			t.Errorf("%s gives the tag %q, like %q", name, tag, seen[tag])
		}
	}
}

// counted counts the operations that are executed.
type counted struct {
	graphql.ExecutableSchema

	n atomic.Int64
}

// Exec counts.
func (c *counted) Exec(ctx context.Context) graphql.ResponseHandler {
	c.n.Add(1)
	return c.ExecutableSchema.Exec(ctx)
}

// TestUnchangedIsNotExecuted answers 304 from the heads alone.
func TestUnchangedIsNotExecuted(t *testing.T) {
	t.Parallel()
	var schema *counted
	e := newEdge(t, func(o *Options) {
		schema = &counted{ExecutableSchema: o.Schema}
		o.Schema = schema
	})
	ask := []string{"query", claims, "variables", of(e.newMap("A map"))}
	tag := e.get(ask).header.Get("ETag")
	before := schema.n.Load()
	if g := e.get(ask, "If-None-Match", tag); g.status != 304 || schema.n.Load() != before {
		t.Errorf("got %d, and %d operations were executed, want 304 and none", g.status, schema.n.Load()-before)
	}
	if e.get(ask); schema.n.Load() != before+1 {
		t.Errorf("%d operations were executed, want 1", schema.n.Load()-before)
	}
}

// TestWeakEntityTag tells of a tree's counts, which may be known later, that they are no more than the
// same.
func TestWeakEntityTag(t *testing.T) {
	t.Parallel()
	e := newEdge(t, nil)
	m := e.newMap("A map")
	for field, weak := range map[string]bool{"childCount": false, "descendantCount": true} {
		ask := []string{"query", `{ map(id: "` + m + `") { tree { rows { ` + field + ` element { id } } } } }`}
		g := e.get(ask)
		tag := g.header.Get("ETag")
		if strings.HasPrefix(tag, weakTag) != weak || tag == "" {
			t.Errorf("%s: the answer %d %s has the tag %q", field, g.status, g.body, tag)
		}
		if g = e.get(ask, "If-None-Match", tag); g.status != 304 || g.header.Get("ETag") != tag {
			t.Errorf("%s: asked again, got %d with the tag %q", field, g.status, g.header.Get("ETag"))
		}
	}
}

// TestTheIDOfASourceKeepsTheTag shows that a quote may name its source: an id never changes.
func TestTheIDOfASourceKeepsTheTag(t *testing.T) {
	t.Parallel()
	e := newEdge(t, nil)
	ask := []string{"query", `{ map(id: "` + e.newMap("A map") + `") { claims { nodes { citations { source { id } paragraph { text source { __typename id } } } } } } }`}
	tag := e.get(ask).header.Get("ETag")
	if g := e.get(ask, "If-None-Match", tag); tag == "" || g.status != 304 {
		t.Errorf("asked again with the tag %q, got %d", tag, g.status)
	}
}

// TestNoEntityTags lists what may change while no map does, and what is no answer to keep.
func TestNoEntityTags(t *testing.T) {
	t.Parallel()
	e := newEdge(t, nil)
	m := e.newMap("A map")
	in := func(fields string) string { return `{ map(id: "` + m + `") { ` + fields + ` } }` }
	for name, query := range map[string]string{
		"the sources of a map":   in(`sources { totalCount }`),
		"the source of a quote":  in(`claims { nodes { citations { source { title } } } }`),
		"the same in a fragment": in(`claims { nodes { ...F } }`) + ` fragment F on Element { citations { ... on Citation { source { title } } } }`,
		"who cites a paragraph":  in(`claims { nodes { citations { paragraph { citations { totalCount } } } } }`),
		"the history":            in(`history { totalCount }`),
		"a preview":              in(`deletePreview(ids: []) { records }`),
		"at least at a revision": `{ map(id: "` + m + `", atLeast: 1) { title } }`,
		"a map that is not":      `{ map(id: "nobody") { title } }`,
		"one of two is not":      `{ a: map(id: "` + m + `") { title } b: map(id: "nobody") { title } }`,
		"a future revision":      `{ map(id: "` + m + `", revision: 99) { title } }`,
		"an error":               in(`claims(first: -1) { totalCount }`),
		"maps":                   `{ maps { totalCount } }`,
		"a map and maps":         `{ map(id: "` + m + `") { title } maps { totalCount } }`,
		"a node":                 `{ node(id: "` + m + `") { id } }`,
		"a search":               `{ search(words: "claim") { nodes { __typename } } }`,
		"the schema":             `{ __schema { queryType { name } } }`,
		"nothing":                typename,
		"what does not parse":    `{`,
	} {
		g := e.get([]string{"query", query}, "If-None-Match", "*")
		if g.status == 304 || g.header.Get("ETag") != "" || g.header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: got %d with the tag %q, Cache-Control %q", name, g.status, g.header.Get("ETag"), g.header.Get("Cache-Control"))
		}
	}
	body := `{"query":` + fmt.Sprintf("%q", in("title")) + `}`
	if g := e.post(body, "If-None-Match", "*"); g.status != 200 || g.header.Get("ETag") != "" || !strings.Contains(g.body, "A map") {
		t.Errorf("POST gives %d %s with the tag %q", g.status, g.body, g.header.Get("ETag"))
	}
	without := newEdge(t, func(o *Options) { o.Versions = nil })
	without.newMap("A map")
	if g := without.get([]string{"query", in("title")}, "If-None-Match", "*"); g.status != 200 || g.header.Get("ETag") != "" {
		t.Errorf("without versions: got %d with the tag %q", g.status, g.header.Get("ETag"))
	}
}

// TestEntityTagNeedsToken gives 304 to nobody who may not have the answer.
func TestEntityTagNeedsToken(t *testing.T) {
	t.Parallel()
	e := newEdge(t, func(o *Options) { o.Token = secret })
	g := e.get([]string{"query", `{ map(id: "x") { title } }`}, "If-None-Match", "*")
	if g.status != 401 || g.header.Get("ETag") != "" {
		t.Errorf("without a token: got %d", g.status)
	}
}
