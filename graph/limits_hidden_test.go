package graph_test

import (
	"regexp"
	"strings"
	"testing"

	"argmap/graph"
)

// TestNoSuggestionsTellsNoNames sends names that are nearly right, of every sort.
func TestNoSuggestionsTellsNoNames(t *testing.T) {
	w := newWorld(t)
	for _, query := range []string{
		`{ mapz { id } }`, `{ map(idd: "x") { id } }`, `{ node(id: "x") { ...F } } fragment F on Clam { id }`,
		`{ maps(orderBy: TITLES) { totalCount } }`, `{ maps(filter: {owners: "x"}) { totalCount } }`, `{ map(id: "x") }`, `{ map(id: "x") { element(id: "y") { premises { id } } } }`,
	} {
		w.serve(graph.Limits{})
		if a := w.ask(query, nil); !strings.Contains(a.Errors[0].Message, "Did you mean") {
			t.Errorf("%s suggests nothing, so it tells nothing of the switch: %s", query, a.Errors[0].Message)
		}
		w.serve(graph.Limits{NoSuggestions: true})
		if a := w.ask(query, nil); strings.Contains(a.Errors[0].Message, "Did you mean") {
			t.Errorf("%s gives %s", query, a.Errors[0].Message)
		}
	}
}

// TestAHiddenSchemaLeaksNothing looks for names of the schema, in what is said of wrong requests, that
// the client did not send.
func TestAHiddenSchemaLeaksNothing(t *testing.T) {
	w := newWorld(t)
	w.serve(graph.Limits{NoIntrospection: true})
	names := schemaNames(w)
	for _, c := range []struct {
		query string
		vars  vars
	}{
		{`{ __schema { types { name } } }`, nil},
		{`{ ...F } fragment F on Query { __type(name: "Claim") { name } }`, nil},
		{`{ mapz { id } }`, nil},
		{`{ map { id } }`, nil},
		{`{ map(idd: "x") { id } }`, nil},
		{`{ map(id: "x") }`, nil},
		{`{ map(id: "x") { title { x } } }`, nil},
		{`{ map(id: ["x"]) { id } }`, nil},
		{`{ maps(orderBy: TITLES) { totalCount } }`, nil},
		{`{ maps(filter: {ownr: "x"}) { totalCount } }`, nil},
		{`{ node(id: "x") { ... on Clam { text } } }`, nil},
		{`{ node(id: "x") { ... on Query { __typename } } }`, nil},
		{`query($v: Int) { map(id: $v) { id } }`, nil},
		{`{ map(id: "x") { claims { nodes { text: id } edges { node { id } } nodes { text } } } }`, nil},
		{`mutation($v: AddClaimInput!) { addClaim(input: $v) { revision } }`, vars{"v": vars{}}},
		{`mutation($v: AddClaimInput!) { addClaim(input: $v) { revision } }`, vars{"v": vars{"map": "x", "claim": vars{"textt": "y"}}}},
		{`mutation($v: AddClaimInput!) { addClaim(input: $v) { revision } }`, nil},
		{`subscription { x }`, nil},
	} {
		a := w.ask(c.query, c.vars)
		if len(a.Errors) == 0 {
			t.Errorf("%s is taken: %s", c.query, a.Data)
		}
		for _, e := range a.Errors {
			field, _ := e.Extensions["field"].(string)
			for _, word := range regexp.MustCompile(`\w+`).FindAllString(e.Message+" "+field, -1) {
				if names[word] && !regexp.MustCompile(`\b`+word+`\b`).MatchString(c.query) {
					t.Errorf("%s tells %q: %s at %q", c.query, word, e.Message, field)
				}
			}
		}
	}
	w.must(`{ __typename maps { totalCount } }`, nil, "maps.totalCount")
}

// schemaNames are the names of the schema that are no words of plain English.
func schemaNames(w *world) map[string]bool {
	names := map[string]bool{}
	for _, def := range w.schema().Types {
		names[def.Name] = true
		for _, f := range def.Fields {
			names[f.Name] = true
			for _, a := range f.Arguments {
				names[a.Name] = true
			}
		}
		for _, v := range def.EnumValues {
			names[v.Name] = true
		}
	}
	for _, word := range strings.Fields("fields variable type value values name document in schema variables") {
		delete(names, word)
	}
	return names
}
