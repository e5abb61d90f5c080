package graph_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"argmap/graph"
	"argmap/internal/argmap"
	"argmap/internal/fault"
)

// TestEveryCodeIsShown makes the store fail with each code in turn.
func TestEveryCodeIsShown(t *testing.T) {
	w := newWorld(t)
	for _, code := range fault.Codes() {
		t.Run(string(code), func(t *testing.T) {
			w.store.failWith(fault.New(code, "some.reason", "a message").At("id").With("revision", 7).Because(errors.New("driver: secret")))
			defer w.store.failWith(nil)
			a := w.ask(`{ node(id: "x") { id } }`, nil)
			if len(a.Errors) != 1 {
				t.Fatalf("errors are %+v, want one", a.Errors)
			}
			ext, message := a.Errors[0].Extensions, a.Errors[0].Message
			want := map[string]any{"code": string(code), "reason": "some.reason", "field": "id", "revision": 7.0, "requestId": "request-1"}
			wantMessage := "a message"
			if code == fault.Internal {
				want, wantMessage = map[string]any{"code": "INTERNAL", "reason": "internal", "requestId": "request-1"}, "internal error"
			}
			if fmt.Sprint(ext) != fmt.Sprint(want) || message != wantMessage {
				t.Errorf("shown as %q %v, want %q %v", message, ext, wantMessage, want)
			}
		})
	}
}

func TestWhatIsNoFaultIsInternal(t *testing.T) {
	w := newWorld(t)
	w.store.failWith(errors.New("dial tcp 10.0.0.1: refused"))
	a := w.ask(`{ node(id: "x") { id } }`, nil)
	if got := fmt.Sprint(a.Errors); strings.Contains(got, "10.0.0.1") || a.Errors[0].Extensions["code"] != "INTERNAL" {
		t.Errorf("an unknown error is shown as %s", got)
	}
}

func TestPanicsAreInternal(t *testing.T) {
	w := newWorld(t)
	w.config.Actor = func(context.Context) argmap.Actor { panic("secret") }
	w.serve(graph.Limits{})
	a := w.ask(`mutation { createMap(input: {title: "t"}) { revision } }`, nil)
	if len(a.Errors) != 1 || a.Errors[0].Message != "internal error" || a.Errors[0].Extensions["code"] != "INTERNAL" {
		t.Errorf("a panic is shown as %+v", a.Errors)
	}
}

func TestACancelledRequestSaysSo(t *testing.T) {
	err := graph.PresentError(t.Context(), fmt.Errorf("waiting: %w", context.DeadlineExceeded))
	if err.Extensions["code"] != "UNAVAILABLE" || err.Extensions["reason"] != "request.timeout" {
		t.Errorf("a request out of time is shown as %v", err.Extensions)
	}
	err = graph.PresentError(t.Context(), context.Canceled)
	if err.Extensions["code"] != "CANCELLED" {
		t.Errorf("a cancelled request is shown as %v", err.Extensions)
	}
}

// badInput is a request that must be refused and change nothing.
type badInput struct {
	name                string
	query               string
	vars                vars
	code, reason, field string
}

func badInputs(w *world, lib library) []badInput {
	foreign := w.must(`query($m: ID!) { map(id: $m) { claims(first: 1) { pageInfo { endCursor } } } }`, vars{"m": lib.Map}, "map.claims.pageInfo.endCursor")
	const add = `mutation($claim: ClaimInput!) { addClaim(input: {map: "map", claim: $claim}) { revision } }`
	const infer = `mutation($in: InferenceInput!) { addInference(input: {map: "map", inference: $in}) { revision } }`
	const attack = `mutation($in: RebuttalInput!) { addRebuttal(input: {map: "map", rebuttal: $in}) { revision } }`
	const cite = `mutation($in: CitationInput!) { cite(input: {map: "map", element: "aid", citation: $in}) { revision } }`
	segment := func(s vars) vars {
		s["paragraph"] = lib.First
		return vars{"in": vars{"segments": []any{s}}}
	}
	un := []any{vars{"claim": "un"}}
	return []badInput{
		{"a query that is none", `{ map(`, nil, "INVALID", "graphql.parse", ""},
		{"a field that is not there", `{ maps { colour } }`, nil, "INVALID", "graphql.validation", ""},
		{"a number for a text", add, vars{"claim": vars{"text": 3}}, "INVALID", "scalar.string", "input.claim.text"},
		{"a variable of another type", add, vars{"claim": vars{"text": vars{}}}, "INVALID", "graphql.validation", "claim.text"},
		{"an enum that is none", add, vars{"claim": vars{"text": "t", "basis": "MAYBE"}}, "INVALID", "graphql.validation", "claim.basis"},
		{"deep nesting", `{ map(id: "map") { claims { nodes ` + strings.Repeat(`{ rebuttals { premises `, 20) + `{ id }` + strings.Repeat(`} }`, 20) + ` } } }`, nil, "EXHAUSTED", "limit.depth", ""},
		{"a query of too many tokens", `{ ` + strings.Repeat("map(id: 1) { id } ", 500) + `}`, nil, "EXHAUSTED", "limit.tokens", ""},
		{"an id with a control character", `query($id: ID!) { node(id: $id) { id } }`, vars{"id": "a\x00b"}, "INVALID", "STR-ID", "id"},
		{"an id that is too long", `query($id: ID!) { node(id: $id) { id } }`, vars{"id": strings.Repeat("x", 201)}, "INVALID", "STR-ID", "id"},
		{"too many ids", `query($ids: [ID!]!) { nodes(ids: $ids) { id } }`, vars{"ids": make([]int, 101)}, "EXHAUSTED", "nodes.count", "ids"},
		{"a negative revision", `query($r: Revision) { map(id: "map", revision: $r) { id } }`, vars{"r": -1}, "INVALID", "scalar.revision", "revision"},
		{"revision 0", `{ map(id: "map", revision: 0) { id } }`, nil, "INVALID", "revision.range", "revision"},
		{"a revision to come", `{ map(id: "map", revision: 99) { id } }`, nil, "INVALID", "revision.future", "revision"},
		{"at least a revision to come", `{ map(id: "map", atLeast: 99) { id } }`, nil, "INVALID", "revision.future", "atLeast"},
		{"a revision and a least one", `{ map(id: "map", revision: 1, atLeast: 1) { id } }`, nil, "INVALID", "revision.both", "atLeast"},
		{"a time that is none", `{ maps(filter: {since: "yesterday"}) { totalCount } }`, nil, "INVALID", "scalar.datetime", "filter.since"},
		{"first and last", `{ maps(first: 1, last: 1) { totalCount } }`, nil, "INVALID", "page.both", "last"},
		{"a negative first", `{ maps(first: -1) { totalCount } }`, nil, "INVALID", "page.negative", "first"},
		{"a page that is too large", `{ maps(last: 201) { totalCount } }`, nil, "EXHAUSTED", "page.size", "last"},
		{"a cursor that is none", `{ maps(after: "xyz") { totalCount } }`, nil, "INVALID", "cursor.malformed", "after"},
		{"a cursor of another list", `query($c: Cursor) { maps(after: $c) { totalCount } }`, vars{"c": foreign}, "INVALID", "cursor.foreign", "after"},
		{"a cursor of another kind of element", `query($c: Cursor) { map(id: "map") { questions(before: $c) { totalCount } } }`, vars{"c": foreign}, "INVALID", "cursor.foreign", "before"},
		{"a cursor of another filter", `query($c: Cursor) { map(id: "map") { claims(after: $c, filter: {text: "aid"}) { totalCount } } }`, vars{"c": foreign}, "INVALID", "cursor.foreign", "after"},
		{"a search for nothing", `{ search(words: "++") { nodes { __typename } } }`, nil, "INVALID", "search.empty", "words"},
		{"a filter by no word", `{ map(id: "map") { claims(filter: {text: "++"}) { totalCount } } }`, nil, "INVALID", "search.empty", "filter.text"},
		{"maps by no word", `{ maps(filter: {text: "++"}) { totalCount } }`, nil, "INVALID", "search.empty", "filter.text"},
		{"sources by too many words", `query($t: String) { sources(filter: {text: $t}) { totalCount } }`, vars{"t": manyWords()}, "EXHAUSTED", "search.too_long", "filter.text"},
		{"a preview of what is not there", `{ map(id: "map") { deletePreview(ids: ["aid", "nobody"]) { records } } }`, nil, "NOT_FOUND", "element.unknown", "ids"},
		{"citations in a map that is not there", `query($p: ID!) { node(id: $p) { ... on Paragraph { citations(map: "nowhere") { totalCount } } } }`, vars{"p": lib.First}, "NOT_FOUND", "map.not_found", "map"},

		{"a write to a map that is not there", `mutation { addClaim(input: {map: "nowhere", claim: {text: "t"}}) { revision } }`, nil, "NOT_FOUND", "map.not_found", "input.map"},
		{"a claim without text", add, vars{"claim": vars{"text": ""}}, "INVALID", "MAP-CLAIM-TEXT", "input.claim.text"},
		{"control characters", add, vars{"claim": vars{"text": "a\x07b"}}, "INVALID", "MAP-TEXT-CONTROL", "input.claim.text"},
		{"NUL", add, vars{"claim": vars{"text": "a\x00b"}}, "INVALID", "STR-TEXT", "input.claim.text"},
		{"a claim of 30,000 code points", add, vars{"claim": vars{"text": strings.Repeat("x", 30_000)}}, "INVALID", "MAP-TEXT-LENGTH", "input.claim.text"},
		{"a claim of 1 MB", add, vars{"claim": vars{"text": strings.Repeat("x", 1<<20)}}, "EXHAUSTED", "limit.variable_bytes", "claim.text"},
		{"an inference without premise", infer, vars{"in": vars{"premises": []any{}, "conclusion": "aid"}}, "INVALID", "MAP-INF-PREMISE", "input.inference.premises"},
		{"an inference to nothing", infer, vars{"in": vars{"premises": un, "conclusion": "nobody"}}, "INVALID", "STR-ENDS", "input.inference.conclusion"},
		{"an attack on a missing target", attack, vars{"in": vars{"premises": un, "target": "nobody"}}, "INVALID", "STR-ENDS", "input.rebuttal.target"},
		{"an attack by a missing claim", attack, vars{"in": vars{"premises": []any{vars{"claim": "nobody"}}, "target": "aid"}}, "INVALID", "STR-ENDS", "input.rebuttal.premises[0].claim"},
		{"an attack on a question", attack, vars{"in": vars{"premises": un, "target": "who"}}, "INVALID", "STR-JOIN", "input.rebuttal.target"},
		{"a citation outside its paragraph", cite, segment(vars{"start": 5, "end": 5000}), "INVALID", "STR-CITE-RANGE", "input.citation.segments[0].end"},
		{"a citation with other words", cite, segment(vars{"start": 2, "end": 5, "exact": "Foe"}), "INVALID", "STR-CITE-WORDS", "input.citation.segments[0].exact"},
		{"an update of what is not there", `mutation { updateElement(input: {map: "map", element: {id: "nobody", text: "t"}}) { revision } }`, nil, "NOT_FOUND", "element.unknown", "input.element.id"},
		{"a deletion of what is not there", `mutation { deleteElement(input: {map: "map", ids: ["nobody"]}) { revision } }`, nil, "NOT_FOUND", "element.unknown", "input.ids[0]"},
		{"an operation that says nothing", `mutation { applyChanges(input: {map: "map", operations: [{}]}) { revision } }`, nil, "INVALID", "", "input.operations[0]"},
		{"an undo of the import", `mutation { undo(input: {map: "map", revision: 1}) { revision } }`, nil, "INVALID", "", "input.revision"},
		{"a source that is no text", `mutation($t: String!) { importSource(input: {text: $t, title: "t"}) { revision } }`, vars{"t": "a\x01b"}, "INVALID", "source.binary", "input.text"},
		{"a source that is not there", `mutation { withdrawSource(input: {source: "nobody"}) { revision } }`, nil, "NOT_FOUND", "source.unknown", "input.source"},
	}
}

func manyWords() string {
	var b strings.Builder
	for i := range 200 {
		fmt.Fprintf(&b, "word%d ", i)
	}
	return b.String()
}

func TestBadInputIsRefusedAndChangesNothing(t *testing.T) {
	w := newWorld(t)
	lib := w.fill()
	const revision = `{ map(id: "map") { revision } }`
	for _, c := range badInputs(w, lib) {
		t.Run(c.name, func(t *testing.T) {
			before := w.must(revision, nil, "map.revision")
			a := w.ask(c.query, c.vars)
			if len(a.Errors) == 0 {
				t.Fatalf("it is taken: %s", a.Data)
			}
			ext := a.Errors[0].Extensions
			field, _ := ext["field"].(string)
			if ext["code"] != c.code || (c.reason != "" && ext["reason"] != c.reason) || field != c.field {
				t.Errorf("it is %v %v at %q, want %s %s at %q: %s", ext["code"], ext["reason"], field, c.code, c.reason, c.field, a.Errors[0].Message)
			}
			if after := w.must(revision, nil, "map.revision"); after != before {
				t.Errorf("the map went from revision %v to %v", before, after)
			}
		})
	}
}

func TestAConflictNamesBothVersions(t *testing.T) {
	w := newWorld(t)
	w.fill()
	const change = `mutation($t: String) { updateElement(input: {map: "map", since: 1, element: {id: "aid", text: $t}}) { revision } }`
	w.must(change, vars{"t": "one"}, "")
	a := w.ask(change, vars{"t": "two"})
	if len(a.Errors) != 1 || a.Errors[0].Extensions["code"] != "CONFLICT" {
		t.Fatalf("the second change is %+v", a.Errors)
	}
	ext := a.Errors[0].Extensions
	if yours, theirs := fmt.Sprint(ext["yours"]), fmt.Sprint(ext["theirs"]); !strings.Contains(yours, "two") || !strings.Contains(theirs, "one") {
		t.Errorf("yours is %s, theirs is %s", yours, theirs)
	}
}
