package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"argmap/graph"
)

// TestPlainNestedWorkPasses asks five times for a map's 200 claims with what is said of them and where.
func TestPlainNestedWorkPasses(t *testing.T) {
	w := newWorld(t)
	m, _ := w.tower(40)
	claims := ` map(id: "` + m + `") { claims(first: 200) { nodes { text citations { exact paragraph { text } } questions { text } } } }`
	var b strings.Builder
	for i := range 5 {
		fmt.Fprintf(&b, " m%d:%s", i, claims)
	}
	w.must("{"+b.String()+" }", nil, "m4.claims.nodes.199.citations.0.exact")
}

// TestRunawayNestingEndsEarly goes back and forth between claims and rebuttals: the answer would hold
// each claim many times over.
func TestRunawayNestingEndsEarly(t *testing.T) {
	w := newWorld(t)
	m, _ := w.tower(20)
	w.serve(graph.Limits{Rows: 1000})
	turn := "rebuttals { premises { rebuts { target { ... on Claim { "
	a := w.ask(`query($m: ID!) { map(id: $m) { claims(first: 140) { nodes { `+strings.Repeat(turn, 4)+"id"+strings.Repeat(" } } } } }", 4)+` } } } }`, vars{"m": m})
	if len(a.Errors) != 1 || string(a.Data) != "null" {
		t.Fatalf("the answer is %s with %+v, want null and one error", a.Data, a.Errors)
	}
	ext := a.Errors[0].Extensions
	if ext["code"] != "EXHAUSTED" || ext["reason"] != "limit.rows" || ext["limit"] != 1000.0 || !strings.Contains(fmt.Sprint(ext["field"]), ".") || len(a.Errors[0].Path) == 0 {
		t.Errorf("the error is %+v, want limit.rows with the field, its place and 1000", a.Errors[0])
	}
	if found := ext["found"].(float64); found > 1000+140 {
		t.Errorf("%v rows were counted; the answer did not end early", found)
	}
	w.must(`query($m: ID!) { map(id: $m) { claims(first: 140) { nodes { id } } } }`, vars{"m": m}, "map.claims.nodes.139.id")
}

// TestEveryStoreListHasAPrice reminds of new lists: a connection is read from the store, and has a
// price, or is in memory with its map.
func TestEveryStoreListHasAPrice(t *testing.T) {
	inMemory := map[string]bool{}
	for _, name := range strings.Fields("elements claims inferences rebuttals questions openQuestions voices sources") {
		inMemory["ArgumentMap."+name] = true
	}
	inMemory["Query.schemes"], inMemory["Query.formats"] = true, true
	priced := map[string]bool{"Query.nodes": true}
	for _, name := range graph.StoreLists() {
		priced[name] = true
	}
	for _, def := range newWorld(t).schema().Types {
		for _, f := range def.Fields {
			name := def.Name + "." + f.Name
			if strings.HasSuffix(f.Type.Name(), "Connection") && priced[name] == inMemory[name] {
				t.Errorf("%s is not known as a list of the store, nor as one in memory", name)
			}
		}
	}
}
