package graph_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"argmap/graph"
	"argmap/internal/argmap"
	"argmap/internal/ledger"
	"argmap/internal/snapshot"
)

func TestAMapIsShownAsItWas(t *testing.T) {
	w := newWorld(t)
	w.fill()
	w.must(`mutation { updateElement(input: {map: "map", element: {id: "aid", text: "Other words"}}) { revision } }`, nil, "")
	got := w.must(`{
		old: map(id: "map", revision: 1) { revision element(id: "aid") { text } history { totalCount } }
		new: map(id: "map") { revision element(id: "aid") { text revision } history { totalCount } }
		none: map(id: "nobody") { id }
	}`, nil, "")
	want := "map[new:map[element:map[revision:2 text:Other words] history:map[totalCount:2] revision:2]" +
		" none:<nil> old:map[element:map[text:Aid is no assault on states] history:map[totalCount:1] revision:1]]"
	if fmt.Sprint(got) != want {
		t.Errorf("two revisions in one answer:\n%v, want\n%v", got, want)
	}
}

func TestAParagraphReachedThroughAMapShowsItsRevision(t *testing.T) {
	w := newWorld(t)
	lib := w.fill()
	w.must(`mutation($p: ID!) { cite(input: {map: "map", element: "un", citation: {segments: [{paragraph: $p, exact: "Aid"}]}}) { revision } }`, vars{"p": lib.First}, "")
	const through = `element(id: "aid") { citations { paragraph { citations(map: "map") { totalCount nodes { element { revision } } } } } }`
	const path = "element.citations.0.paragraph.citations.totalCount"
	for revision, want := range map[int]float64{1: 2, 2: 3} {
		got := w.must(`query($r: Revision) { map(id: "map", revision: $r) { `+through+` } }`, vars{"r": revision}, "map."+path)
		if got != want {
			t.Errorf("at revision %d the paragraph is cited %v times, want %v", revision, got, want)
		}
	}
}

// writer is a ledger that changes the map after every read, as a busy author would.
type writer struct {
	graph.Ledger
	write func()
}

func (l writer) At(ctx context.Context, m argmap.ID, r ledger.Read) (*snapshot.Snapshot, error) {
	s, err := l.Ledger.At(ctx, m, r)
	l.write()
	return s, err
}

func TestOneAnswerShowsOneRevision(t *testing.T) {
	w := newWorld(t)
	lib := w.fill()
	n := 0
	w.config.Ledger = writer{w.ledger, func() {
		n++
		p := ledger.Proposal{Map: lib.Map, Actor: argmap.Local, Build: func(head *snapshot.Snapshot) ([]argmap.Operation, error) {
			p := *head.Properties()
			p.Title = fmt.Sprint("title ", n)
			return []argmap.Operation{argmap.Set(&p)}, nil
		}}
		if _, err := w.ledger.Commit(t.Context(), p); err != nil {
			t.Error(err)
		}
	}}
	w.serve(graph.Limits{})
	got := w.must(`query($p: ID!) {
		a: map(id: "map") { revision } b: map(id: "map") { revision title }
		c: node(id: "map") { ... on ArgumentMap { revision } }
		d: node(id: $p) { ... on Paragraph { citations(map: "map") { nodes { element { revision } } } } }
	}`, vars{"p": lib.First}, "").(map[string]any)
	first := got["a"].(map[string]any)["revision"]
	for _, name := range []string{"b", "c"} {
		if r := got[name].(map[string]any)["revision"]; r != first {
			t.Errorf("%s shows revision %v, and a shows %v", name, r, first)
		}
	}
	if n != 1 {
		t.Errorf("the map was read %d times in one answer, want once", n)
	}
}

func TestALaterWriteOfOneRequestIsSeen(t *testing.T) {
	w := newWorld(t)
	lib := w.fill()
	const add = `addClaim(input: {map: "map", claim: {text: "t", citations: [{segments: [{paragraph: $p, exact: "Aid"}]}]}}) { claim { citations { paragraph { citations(map: "map") { totalCount } } } } map { revision } }`
	got := w.must(`mutation($p: ID!) { a: `+add+` b: `+add+` }`, vars{"p": lib.First}, "")
	for i, name := range []string{"a", "b"} {
		count := got.(map[string]any)[name].(map[string]any)["claim"].(map[string]any)["citations"].([]any)[0].(map[string]any)["paragraph"].(map[string]any)["citations"].(map[string]any)["totalCount"]
		if count != float64(3+i) {
			t.Errorf("after the write %s the paragraph is cited %v times, want %d", name, count, 3+i)
		}
	}
}

func TestNodesComeInTheOrderAskedAcrossMaps(t *testing.T) {
	w := newWorld(t)
	lib := w.fill()
	other := w.id(`mutation { createMap(input: {title: "Other"}) { map { id } } }`, nil, "createMap.map.id")
	claim := w.id(`mutation($m: ID!) { addClaim(input: {map: $m, claim: {text: "t"}}) { claim { id } } }`, vars{"m": other}, "addClaim.claim.id")
	ids := []string{claim, "nobody", "aid", string(lib.Source), other, string(lib.Second), "aid"}
	var got []any
	calls := w.store.during(func() {
		got = w.must(`query($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }`, vars{"ids": ids}, "nodes").([]any)
	})
	want := fmt.Sprintf("[map[__typename:Claim id:%s] <nil> map[__typename:Claim id:aid] map[__typename:Source id:%s] map[__typename:ArgumentMap id:%s] map[__typename:Paragraph id:%s] map[__typename:Claim id:aid]]", claim, lib.Source, other, lib.Second)
	if fmt.Sprint(got) != want {
		t.Errorf("nodes are %v, want %v", got, want)
	}
	if !slices.Equal(calls, []string{"Locate", "Sources"}) && !slices.Equal(calls, []string{"Locate", "Paragraphs", "Sources"}) {
		t.Errorf("store calls are %v; want one to locate, one for the source, one for the paragraph", calls)
	}
}

func TestAListOfMapsLoadsNone(t *testing.T) {
	w := newWorld(t)
	w.fill()
	w.ledger = ledger.New(w.store, ledger.Options{NewID: func() argmap.ID { return "new" }})
	t.Cleanup(func() { _ = w.ledger.Close(context.Background()) })
	w.config.Ledger = w.ledger
	w.serve(graph.Limits{})
	calls := w.store.during(func() { w.must(`{ maps { nodes { id title revision owner created } } }`, nil, "") })
	if !slices.Equal(calls, []string{"ListMaps"}) {
		t.Errorf("store calls are %v, want the list alone", calls)
	}
	cold := w.store.during(func() { w.must(`{ map(id: "map") { claims { nodes { `+nested(6)+` } } } }`, nil, "") })
	t.Logf("depth 6 from a cold start: %v", cold)
	if len(cold) > 7 {
		t.Errorf("from a cold start: %v", cold)
	}
}

func TestFilters(t *testing.T) {
	w := newWorld(t)
	lib := w.fill()
	for filter, want := range map[string][]string{
		`text: "assault states"`:                             {"aid", "assault"},
		`text: "overr*"`:                                     {"overrides"},
		`text: "decides about"`:                              {"who"},
		`kinds: [QUESTION, FOREIGN]`:                         {"who", "really", "odd"},
		`text: " ", kinds: [FOREIGN]`:                        {"odd"},
		`kinds: []`:                                          nil,
		`status: [NOT_EXPECTED]`:                             {"really"},
		`label: [OUT], kinds: [CLAIM]`:                       {"assault", "overrides", "un"},
		`paragraph: "` + string(lib.Second) + `"`:            {"aid"},
		`source: "` + string(lib.Source) + `"`:               {"aid", "who"},
		`voice: "critics"`:                                   {"assault", "overrides"},
		`author: "nobody"`:                                   nil,
		`until: "2026-01-01T00:00:02.123456Z"`:               {"aid"},
		`since: "2026-01-01T01:00:20.123456+01:00"`:          {"broken"},
		`attacked: true`:                                     {"aid", "overrides", "because"},
		`attacked: false, kinds: [INFERENCE]`:                {"backing", "shield", "broken"},
		`root: true`:                                         {"replied", "odd", "broken"},
		`root: false, kinds: [CLAIM], attacked: true`:        {"aid", "overrides"},
		`defect: true`:                                       {"odd", "broken"},
		`defect: false, kinds: [INFERENCE], text: "step"`:    {"because"},
		`text: "assault", voice: "speaker", author: "local"`: {"aid"},
	} {
		nodes := w.must(`{ map(id: "map") { elements(first: 200, filter: {`+filter+`}) { nodes { id } } } }`, nil, "map.elements.nodes").([]any)
		var got []string
		for _, n := range nodes {
			got = append(got, n.(map[string]any)["id"].(string))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s finds %v, want %v", filter, got, want)
		}
	}
}
