package graph_test

import (
	"encoding/json"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"

	"argmap/graph"
)

// FuzzLimits sends whatever comes: the limiter never panics, and looks at no more than the limits let
// it; what it lets pass, validation answers.
func FuzzLimits(f *testing.F) {
	for _, a := range append(append(refusedBeforeParsing(), refusedByValidation()...), worstThatPass()...) {
		if len(a.query) < 20_000 {
			f.Add(a.query, `{"n": 3}`)
		}
	}
	for _, query := range legal(f) {
		f.Add(query, `{"map": "x", "ids": ["y"]}`)
	}
	schema := graph.NewExecutableSchema(graph.Config{})
	exec := executor.New(schema)
	graph.Guard(exec, graph.Limits{})
	l := graph.Limits{}.WithDefaults()
	f.Fuzz(func(t *testing.T, query, variables string) {
		params := &graphql.RawParams{Query: query}
		_ = json.Unmarshal([]byte(variables), &params.Variables)
		ctx := graphql.StartOperationTrace(t.Context())
		if op, errs := exec.CreateOperationContext(ctx, params); errs != nil {
			exec.DispatchError(graphql.WithOperationContext(ctx, op), errs)
		}
		bounded(t, l, graph.Examine(l, schema.Schema(), query))
	})
}

// FuzzBody counts the values of whatever comes as a body: it never panics, and what is JSON has no more
// values, nor deeper ones, than are counted.
func FuzzBody(f *testing.F) {
	for _, body := range []string{`{"query":"{ a }","variables":{"v":[1,{"a":"[[[\\\""}]}}`, `[[[`, `"\`, `{"a":]]]]]`} {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		var v any
		err := graph.Limits{VariableDepth: 3, VariableValues: 20}.Body(body)
		if json.Unmarshal(body, &v) == nil && (nesting(v) > 4) && err == nil {
			t.Errorf("%q nests more than four deep, and passes", body)
		}
	})
}

func nesting(v any) int {
	deepest := 0
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			deepest = max(deepest, nesting(x))
		}
	case map[string]any:
		for _, x := range v {
			deepest = max(deepest, nesting(x))
		}
	default:
		return 0
	}
	return 1 + deepest
}
