package graph_test

import "testing"

// badReadings are requests for what cannot be drawn. The error's field is the argument's path.
func badReadings(w *world, lib library) []badInput {
	w.Helper()
	token := w.must(`{ map(id: "map") { tree(budget: 2) { next } } }`, nil, "map.tree.next")
	later := w.must(`{ map(id: "map", revision: 1) { tree(budget: 3) { next } } }`, nil, "map.tree.next")
	w.must(`mutation { updateElement(input: {map: "map", element: {id: "odd", text: "changed"}}) { revision } }`, nil, "")
	in := func(field string) string { return `{ map(id: "map") { ` + field + ` } }` }
	after := func(field string) string {
		return `query($c: Cursor) { map(id: "map", revision: 1) { ` + field + ` } }`
	}
	tree := func(args string) string { return in("tree(" + args + ") { cut }") }
	subgraph := func(args string) string { return in("subgraph(" + args + ") { cut }") }
	paths := func(args string) string { return in("paths(" + args + ") { cut }") }
	return []badInput{
		{"an unknown root", tree(`root: "nobody"`), nil, "NOT_FOUND", "element.unknown", "root"},
		{"a root that no element can have", tree(`root: ""`), nil, "INVALID", "STR-ID", "root"},
		{"a root that is a paragraph", tree(`root: "` + string(lib.First) + `"`), nil, "NOT_FOUND", "element.unknown", "root"},
		{"a negative depth", tree(`depth: -1`), nil, "INVALID", "walk.negative", "depth"},
		{"a huge depth", tree(`depth: 2000000000`), nil, "EXHAUSTED", "walk.too_large", "depth"},
		{"a depth beyond 32 bits", tree(`depth: 9999999999999999999`), nil, "INVALID", "graphql.validation", ""},
		{"a negative budget", tree(`budget: -1`), nil, "INVALID", "walk.too_small", "budget"},
		{"a budget of nothing", tree(`budget: 0`), nil, "INVALID", "walk.too_small", "budget"},
		{"a huge budget", tree(`budget: 20001`), nil, "EXHAUSTED", "walk.too_large", "budget"},
		{"a label that is none", tree(`filter: {label: MAYBE}`), nil, "INVALID", "graphql.validation", ""},
		{"a token that is none", tree(`after: "xyz"`), nil, "INVALID", "walk.token", "after"},
		{"a token of other arguments", after(`tree(after: $c, depth: 1) { cut }`), vars{"c": token}, "INVALID", "walk.token", "after"},
		{"a token of a tree for a subgraph", after(`subgraph(after: $c) { cut }`), vars{"c": token}, "INVALID", "walk.token", "after"},
		{"a token of another revision", `query($c: Cursor) { map(id: "map") { tree(after: $c) { cut } } }`, vars{"c": later}, "CONFLICT", "walk.moved", "after"},

		{"a tree since nothing", in(`treeSince(revision: 0) { cut }`), nil, "INVALID", "revision.range", "revision"},
		{"a tree since what is to come", in(`treeSince(revision: 99) { cut }`), nil, "INVALID", "revision.future", "revision"},
		{"a step of no rows", in(`treeSince(revision: 1, budget: 0) { cut }`), nil, "INVALID", "walk.too_small", "budget"},
		{"a huge step", in(`treeSince(revision: 1, budget: 20001) { cut }`), nil, "EXHAUSTED", "walk.too_large", "budget"},
		{"elements since what is to come", in(`elementsSince(revision: 99) { cut }`), nil, "INVALID", "revision.future", "revision"},
		{"a huge list of elements", in(`elementsSince(revision: 1, budget: 20001) { cut }`), nil, "EXHAUSTED", "walk.too_large", "budget"},

		{"an unknown middle", subgraph(`around: ["aid", "nobody"]`), nil, "NOT_FOUND", "element.unknown", "around"},
		{"an empty middle", subgraph(`around: []`), nil, "INVALID", "walk.empty", "around"},
		{"no roles", subgraph(`roles: []`), nil, "INVALID", "walk.empty", "roles"},
		{"a role that is none", subgraph(`roles: [LIKES]`), nil, "INVALID", "graphql.validation", ""},
		{"a negative radius", subgraph(`around: ["aid"], radius: -1`), nil, "INVALID", "walk.negative", "radius"},
		{"a huge radius", subgraph(`around: ["aid"], radius: 1001`), nil, "EXHAUSTED", "walk.too_large", "radius"},
		{"a subgraph of nothing", subgraph(`budget: 0`), nil, "INVALID", "walk.too_small", "budget"},
		{"a huge subgraph", subgraph(`budget: 20001`), nil, "EXHAUSTED", "walk.too_large", "budget"},

		{"paths from nobody", paths(`from: "nobody", to: "aid"`), nil, "NOT_FOUND", "element.unknown", "from"},
		{"paths to nobody", paths(`from: "aid", to: "nobody"`), nil, "NOT_FOUND", "element.unknown", "to"},
		{"paths of no length", paths(`from: "aid", to: "un", maxLength: 0`), nil, "INVALID", "walk.too_small", "maxLength"},
		{"paths that are too long", paths(`from: "aid", to: "un", maxLength: 101`), nil, "EXHAUSTED", "walk.too_large", "maxLength"},
		{"a negative number of paths", paths(`from: "aid", to: "un", limit: -1`), nil, "INVALID", "walk.too_small", "limit"},
		{"too many paths", paths(`from: "aid", to: "un", limit: 1001`), nil, "EXHAUSTED", "walk.too_large", "limit"},
		{"a foreign token for paths", after(`paths(from: "aid", to: "un", after: $c) { cut }`), vars{"c": token}, "INVALID", "walk.token", "after"},
		{"a way up from nobody", in(`pathToRoot(id: "nobody") { link }`), nil, "NOT_FOUND", "element.unknown", "id"},
	}
}

func TestWhatCannotBeDrawnIsRefused(t *testing.T) {
	w := newWorld(t)
	lib := w.fill()
	for _, c := range badReadings(w, lib) {
		t.Run(c.name, func(t *testing.T) {
			a := w.ask(c.query, c.vars)
			if len(a.Errors) == 0 {
				t.Fatalf("it is taken: %s", a.Data)
			}
			ext := a.Errors[0].Extensions
			field, _ := ext["field"].(string)
			if ext["code"] != c.code || ext["reason"] != c.reason || field != c.field {
				t.Errorf("it is %v %v at %q, want %s %s at %q: %s", ext["code"], ext["reason"], field, c.code, c.reason, c.field, a.Errors[0].Message)
			}
		})
	}
}

func TestACutTreeGoesOnAtItsRevision(t *testing.T) {
	w := newWorld(t)
	w.fill()
	token := w.must(`{ map(id: "map") { tree(budget: 2) { next } } }`, nil, "map.tree.next")
	w.must(`mutation { updateElement(input: {map: "map", element: {id: "odd", text: "changed"}}) { revision } }`, nil, "")
	text := w.must(`query($c: Cursor) { map(id: "map", revision: 1) { tree(budget: 2, after: $c) { rows { element { text } } } } }`,
		vars{"c": token}, "map.tree.rows.1.element.text")
	if text != "?" {
		t.Errorf("the row is %q, want the words of revision 1", text)
	}
}
