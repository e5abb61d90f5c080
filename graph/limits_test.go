package graph_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql/introspection"

	"argmap/graph"
)

// TestToolsMayReadTheSchema sends the query by which tools learn a schema. The server allows it here
// by default; whether it does is for httpapi to say.
func TestToolsMayReadTheSchema(t *testing.T) {
	w := newWorld(t)
	a := w.ask(introspection.Query, nil)
	for _, e := range a.Errors {
		if e.Extensions["code"] == "EXHAUSTED" {
			t.Errorf("the limits refuse the introspection query: %v", e)
		}
	}
}

func TestFragmentsCountTowardsTheDepth(t *testing.T) {
	w := newWorld(t)
	var b strings.Builder
	b.WriteString(`{ map(id: "x") { claims { nodes { ...F0 } } } }`)
	for i := range 12 {
		fmt.Fprintf(&b, " fragment F%d on Claim { rebuttals { premises { ...F%d } } }", i, i+1)
	}
	b.WriteString(" fragment F12 on Claim { id }")
	a := w.ask(b.String(), nil)
	if len(a.Errors) != 1 || a.Errors[0].Extensions["reason"] != "limit.depth" {
		t.Errorf("28 levels through fragments: %+v, want limit.depth", a.Errors)
	}
}

// TestSpreadingAFragmentTwiceIsNotPaidTwice doubles at each of 30 levels: a walk without memory would
// take minutes.
func TestSpreadingAFragmentTwiceIsNotPaidTwice(t *testing.T) {
	w := newWorld(t)
	var b strings.Builder
	b.WriteString(`{ map(id: "x") { claims { nodes { ...F0 } } } }`)
	for i := range 30 {
		fmt.Fprintf(&b, " fragment F%d on Claim { ...F%d ...F%d }", i, i+1, i+1)
	}
	b.WriteString(" fragment F30 on Claim { id }")
	start := time.Now()
	a := w.ask(b.String(), nil)
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("it took %v, with errors %v", took, a.Errors)
	}
}

func TestLargeChangesMayHaveLargeVariables(t *testing.T) {
	w := newWorld(t)
	w.fill()
	var ops []any
	for range 20 {
		ops = append(ops, vars{"addClaim": vars{"text": strings.Repeat("word ", 3000)}})
	}
	w.must(`mutation($ops: [OperationInput!]!) { applyChanges(input: {map: "map", operations: $ops}) { revision } }`, vars{"ops": ops}, "")
	w.must(`mutation($t: String!) { importSource(input: {text: $t, title: "Long"}) { revision } }`, vars{"t": strings.Repeat("Long words.\n\n", 20_000)}, "")
	file := vars{"content": "partial\n" + strings.Repeat("Long words.\n", 20_000)}
	w.must(`query($f: MapFileInput!) { validateFile(file: $f) { format } }`, vars{"f": file}, "")
	w.must(`mutation($f: MapFileInput!) { importMap(input: {file: $f}) { format } }`, vars{"f": file}, "")
}

func TestLimitsCanBeSet(t *testing.T) {
	w := newWorld(t)
	w.fill()
	w.serve(graph.Limits{Depth: 2, VariableBytes: 3})
	if a := w.ask(`{ map(id: "map") { claims { totalCount } } }`, nil); len(a.Errors) != 1 || a.Errors[0].Extensions["reason"] != "limit.depth" {
		t.Errorf("three levels where two are allowed: %+v", a.Errors)
	}
	if a := w.ask(`query($m: ID!) { map(id: $m) { id } }`, vars{"m": "four"}); len(a.Errors) != 1 || a.Errors[0].Extensions["field"] != "m" {
		t.Errorf("four bytes where three are allowed: %+v", a.Errors)
	}
}
