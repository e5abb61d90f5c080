package graph_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// tower makes a map with so many stacks of rebuttals: a claim, a rebuttal of it with a premise, a
// rebuttal of that, six high; each claim raises a question, and each is cited from a paragraph.
func (w *world) tower(stacks int) (m, top string) {
	w.Helper()
	paragraphs := make([]string, 20)
	for i := range paragraphs {
		paragraphs[i] = fmt.Sprintf("Paragraph %d says so.", i)
	}
	source := w.id(`mutation($t: String!) { importSource(input: {text: $t, title: "T"}) { source { id } } }`,
		vars{"t": strings.Join(paragraphs, "\n\n")}, "importSource.source.id")
	ids := w.must(`query($s: ID!) { source(id: $s) { paragraphs(first: 50) { nodes { id } } } }`, vars{"s": source}, "source.paragraphs.nodes").([]any)
	cite := func(i int) []any {
		p := ids[i%len(ids)].(map[string]any)["id"]
		return []any{vars{"segments": []any{vars{"paragraph": p, "exact": "says"}}}}
	}
	m = w.id(`mutation { createMap(input: {title: "Tower"}) { map { id } } }`, nil, "createMap.map.id")
	var ops []any
	for s := range stacks {
		for level := range 7 {
			ref := fmt.Sprintf("c-%d-%d", s, level)
			ops = append(ops, vars{"addClaim": vars{"ref": ref, "text": ref, "citations": cite(s + level)}})
			ops = append(ops, vars{"raiseQuestion": vars{"text": "why " + ref, "raisedBy": []any{ref}, "citations": cite(s + level + 1)}})
			if level > 0 {
				ops = append(ops, vars{"addRebuttal": vars{
					"premises": []any{vars{"claim": ref}}, "target": fmt.Sprintf("c-%d-%d", s, level-1), "citations": cite(level),
				}})
			}
		}
	}
	const apply = `mutation($m: ID!, $ops: [OperationInput!]!) { applyChanges(input: {map: $m, operations: $ops}) { ids { ref id } } }`
	top = w.id(apply, vars{"m": m, "ops": ops}, "applyChanges.ids.0.id")
	return m, top
}

// nested is the query of the explorer: claims, what rebuts them, the claims behind that, the
// questions that they raise, each with its paragraph.
func nested(depth int) string {
	const cited = `citations { exact source { title } paragraph { text source { title } } }`
	claim := "text " + cited + " questions { text " + cited + " }"
	for range depth {
		claim += " rebuttals { kind " + cited + " premises { text " + cited + " questions { text " + cited + " }"
	}
	return claim + strings.Repeat(" } }", depth)
}

func TestTheDepthOfAQueryCostsNoStoreCalls(t *testing.T) {
	for _, stacks := range []int{10, 100} {
		w := newWorld(t)
		m, top := w.tower(stacks)
		var first []string
		for depth := 1; depth <= 6; depth++ {
			query := `query($m: ID!) { map(id: $m) { claims(first: 200) { nodes { ` + nested(depth) + ` } } } }`
			var a answer
			calls := w.store.during(func() { a = w.ask(query, vars{"m": m}) })
			if len(a.Errors) > 0 {
				t.Fatal(a.Errors)
			}
			if first == nil {
				first = calls
			}
			t.Logf("%3d stacks, depth %d: %d calls %v, %d bytes", stacks, depth, len(calls), calls, len(a.Data))
			if len(calls) > 3 {
				t.Errorf("%d stacks, depth %d: %v; want a head, the paragraphs, the sources at most", stacks, depth, calls)
			}
		}
		calls := w.store.during(func() {
			w.must(`query($c: ID!) { node(id: $c) { ... on Claim { text rebuttals { premises { text } } } } }`, vars{"c": top}, "node.text")
		})
		if want := []string{"Locate"}; !reflect.DeepEqual(calls, want) {
			t.Errorf("a node of a map in memory costs %v, want %v", calls, want)
		}
	}
}

func TestAMapIsLookedUpOncePerAnswer(t *testing.T) {
	w := newWorld(t)
	m, _ := w.tower(1)
	query := `query($m: ID!) { a: map(id: $m) { revision claims { totalCount } } b: map(id: $m) { title } c: map(id: $m) { questions { totalCount } } }`
	calls := w.store.during(func() { w.must(query, vars{"m": m}, "") })
	if want := []string{"Heads"}; !reflect.DeepEqual(calls, want) {
		t.Errorf("store calls are %v, want %v", calls, want)
	}
}

func TestASessionReadCostsNoStoreCall(t *testing.T) {
	w := newWorld(t)
	m, _ := w.tower(1)
	calls := w.store.during(func() { w.must(`query($m: ID!) { map(id: $m, atLeast: 2) { title } }`, vars{"m": m}, "map.title") })
	if len(calls) > 0 {
		t.Errorf("store calls are %v, want none", calls)
	}
}
