package graph_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// listing is a request for a list, with PAGE where the arguments of a page belong and LIST where the
// fields of a connection do, and the path at which the connection stands in the answer.
type listing struct{ request, path, node, id string }

func (l listing) query(backward bool) string {
	arguments, variables := "first: $n, after: $c", "$n: Int, $c: Cursor"
	if backward {
		arguments = "last: $n, before: $c"
	}
	if l.id != "" {
		variables += ", $id: ID!"
	}
	list := "nodes { " + l.node + " } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount"
	return "query(" + variables + ") { " + strings.NewReplacer("PAGE", arguments, "LIST", list).Replace(l.request) + " }"
}

// listed walks a list in pages of a size, from either end, and gives the nodes in list order.
func (w *world) listed(l listing, size int, backward bool) []string {
	w.Helper()
	v := vars{"id": l.id}
	query, path := l.query(backward), l.path
	next, more, edge := "endCursor", "hasNextPage", "hasPreviousPage"
	if backward {
		next, more, edge = "startCursor", "hasPreviousPage", "hasNextPage"
	}
	var ids []string
	var cursor any
	for first := true; ; first = false {
		v["n"], v["c"] = size, cursor
		a := w.ask(query, v)
		if len(a.Errors) > 0 {
			w.Fatal(query, a.Errors)
		}
		page := at(w.TB, a.Data, path).(map[string]any)
		info := page["pageInfo"].(map[string]any)
		if info[edge] != !first {
			w.Errorf("page after %v of %s: %s is %v", cursor, path, edge, info[edge])
		}
		var here []string
		for _, n := range page["nodes"].([]any) {
			here = append(here, fmt.Sprint(n.(map[string]any)))
		}
		if backward {
			ids = append(here, ids...)
		} else {
			ids = append(ids, here...)
		}
		if info[more] == false {
			if total := int(page["totalCount"].(float64)); total != len(ids) {
				w.Errorf("%s has %d items and says %d", path, len(ids), total)
			}
			return ids
		}
		cursor = info[next]
	}
}

func TestEveryListIsTheSameInPagesOfEverySize(t *testing.T) {
	w := newWorld(t)
	lib := w.fill()
	for i := range 4 {
		w.must(`mutation($t: String!) { createMap(input: {title: $t}) { revision } }`, vars{"t": fmt.Sprint("Map ", i%2)}, "")
		w.must(`mutation($t: String!) { importSource(input: {text: $t, title: $t}) { revision } }`, vars{"t": fmt.Sprint("Text ", i)}, "")
		w.must(`mutation($t: String!) { updateMap(input: {map: "map", title: $t}) { revision } }`, vars{"t": fmt.Sprint("On aid ", i)}, "")
	}
	other := w.id(`mutation { copyMap(input: {map: "map"}) { map { id } } }`, nil, "copyMap.map.id")
	if other == string(lib.Map) {
		t.Fatal("the copy is the original")
	}
	w.index()
	for _, l := range []listing{
		{"maps(PAGE) { LIST }", "maps", "id", ""},
		{"maps(PAGE, orderBy: CREATED) { LIST }", "maps", "id", ""},
		{"maps(PAGE, orderBy: TITLE) { LIST }", "maps", "id", ""},
		{"sources(PAGE) { LIST }", "sources", "id", ""},
		{"map(id: $id) { elements(PAGE) { LIST } }", "map.elements", "id", "map"},
		{"map(id: $id) { elements(PAGE, filter: {kinds: [CLAIM, QUESTION]}) { LIST } }", "map.elements", "id", "map"},
		{"map(id: $id) { claims(PAGE) { LIST } }", "map.claims", "id", "map"},
		{"map(id: $id) { claims(PAGE, filter: {text: \"aid\"}) { LIST } }", "map.claims", "id", "map"},
		{"map(id: $id) { voices(PAGE) { LIST } }", "map.voices", "id", "map"},
		{"map(id: $id) { sources(PAGE) { LIST } }", "map.sources", "id", "map"},
		{"map(id: $id) { openQuestions(contested: true, PAGE) { LIST } }", "map.openQuestions", "weight question { id }", "map"},
		{"openQuestions(source: $id, PAGE) { LIST }", "openQuestions", "weight question { id }", string(lib.Source)},
		{"openQuestions(contested: true, PAGE) { LIST }", "openQuestions", "weight question { id }", ""},
		{"schemes(PAGE) { LIST }", "schemes", "id", ""},
		{"map(id: $id) { history(PAGE) { LIST } }", "map.history", "revision", "map"},
		{"map(id: $id) { history(since: 2, PAGE) { LIST } }", "map.history", "revision", "map"},
		{"source(id: $id) { paragraphs(PAGE) { LIST } }", "source.paragraphs", "id", string(lib.Source)},
		{"node(id: $id) { ... on Paragraph { citations(PAGE) { LIST } } }", "node.citations", "id", string(lib.First)},
		{"node(id: $id) { ... on Paragraph { citations(map: \"map\", PAGE) { LIST } } }", "node.citations", "id", string(lib.First)},
	} {
		t.Run(l.request, func(t *testing.T) {
			w := &world{TB: t, exec: w.exec, store: w.store, config: w.config}
			all := w.listed(l, 200, false)
			if len(all) == 0 {
				t.Fatal("the list is empty")
			}
			for size := 1; size <= 3; size++ {
				for _, backward := range []bool{false, true} {
					if got := w.listed(l, size, backward); !reflect.DeepEqual(got, all) {
						t.Errorf("in pages of %d, backward %v: %v, want %v", size, backward, got, all)
					}
				}
			}
		})
	}
}

func TestASearchIsTheSameInPagesOfEverySize(t *testing.T) {
	w := newWorld(t)
	w.fill()
	const query = `query($n: Int, $c: Cursor) { search(words: "aid*", first: $n, after: $c) { nodes { ... on Claim { id } ... on Question { id } ... on Paragraph { id } } pageInfo { hasNextPage endCursor } } }`
	all := w.must(query, vars{"n": 200}, "search.nodes").([]any)
	var got []any
	for cursor, more := any(nil), true; more; {
		found := w.must(query, vars{"n": 2, "c": cursor}, "search").(map[string]any)
		got = append(got, found["nodes"].([]any)...)
		info := found["pageInfo"].(map[string]any)
		cursor, more = info["endCursor"], info["hasNextPage"].(bool)
	}
	if len(all) != 5 || !reflect.DeepEqual(got, all) {
		t.Errorf("in pages of 2: %v, want %v", got, all)
	}
}

func TestBothBoundsHoldAtOnce(t *testing.T) {
	w := newWorld(t)
	w.fill()
	edges := w.must(`{ map(id: "map") { elements(first: 10) { edges { cursor node { id } } } } }`, nil, "map.elements.edges").([]any)
	cursor := func(i int) any { return edges[i].(map[string]any)["cursor"] }
	for _, arguments := range []string{"first: 200", "last: 200", "first: 3", "last: 3"} {
		nodes := w.must(`query($a: Cursor, $b: Cursor) { map(id: "map") { elements(after: $a, before: $b, `+arguments+`) { nodes { id } } } }`,
			vars{"a": cursor(2), "b": cursor(6)}, "map.elements.nodes").([]any)
		if len(nodes) != 3 {
			t.Errorf("%s between the third and the seventh: %v, want three", arguments, nodes)
		}
	}
}

func TestAnEmptyPageHasNoCursors(t *testing.T) {
	w := newWorld(t)
	w.fill()
	got := w.must(`{ map(id: "map") { claims(first: 0) { edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`, nil, "map.claims")
	want := map[string]any{"edges": []any{}, "pageInfo": map[string]any{"hasNextPage": true, "hasPreviousPage": false, "startCursor": nil, "endCursor": nil}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("a page of none is %v, want %v", got, want)
	}
}

func TestPagesStayRightWhileTheMapChanges(t *testing.T) {
	w := newWorld(t)
	m := w.id(`mutation { createMap(input: {title: "M"}) { map { id } } }`, nil, "createMap.map.id")
	add := func(text string) string {
		return w.id(`mutation($m: ID!, $t: String!) { addClaim(input: {map: $m, claim: {text: $t}}) { claim { id } } }`, vars{"m": m, "t": text}, "addClaim.claim.id")
	}
	var ids []string
	for i := range 6 {
		ids = append(ids, add(fmt.Sprint("claim ", i)))
	}
	const query = `query($m: ID!, $c: Cursor) { map(id: $m) { claims(first: 3, after: $c) { nodes { text } pageInfo { endCursor } } } }`
	first := w.must(query, vars{"m": m}, "map.claims").(map[string]any)
	// The very claim at the cursor goes, and so does one before it; another comes at the end.
	for _, i := range []int{2, 0} {
		w.must(`mutation($m: ID!, $i: ID!) { deleteElement(input: {map: $m, ids: [$i]}) { revision } }`, vars{"m": m, "i": ids[i]}, "")
	}
	add("claim 6")
	second := w.must(query, vars{"m": m, "c": first["pageInfo"].(map[string]any)["endCursor"]}, "map.claims.nodes").([]any)
	var texts []string
	for _, n := range second {
		texts = append(texts, n.(map[string]any)["text"].(string))
	}
	if want := []string{"claim 3", "claim 4", "claim 5"}; !slices.Equal(texts, want) {
		t.Errorf("the second page has %v, want %v", texts, want)
	}
}

func TestTheTotalIsCountedOnlyWhenItIsAskedFor(t *testing.T) {
	w := newWorld(t)
	w.fill()
	if calls := w.store.during(func() { w.must(`{ maps { nodes { title } } sources { nodes { title } } }`, nil, "") }); !slices.Equal(calls, []string{"ListMaps", "ListSources"}) {
		t.Errorf("without totals: %v", calls)
	}
	if calls := w.store.during(func() { w.must(`{ maps { totalCount } }`, nil, "") }); !slices.Equal(calls, []string{"CountMaps", "ListMaps"}) {
		t.Errorf("with a total: %v", calls)
	}
}
