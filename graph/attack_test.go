package graph_test

import (
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/introspection"
	"github.com/vektah/gqlparser/v2/ast"

	"argmap/graph"
)

// mostAllocated is how many bytes a refusal may take.
const mostAllocated = 10 << 20

// TestAttacksAreRefused sends each attack, and bounds what is looked at and allocated for it. How much
// of the processor each takes is for BenchmarkAttacks.
func TestAttacksAreRefused(t *testing.T) {
	w := newWorld(t)
	served := w.schema()
	l := graph.Limits{}.WithDefaults()
	for _, a := range append(refusedBeforeParsing(), refusedByValidation()...) {
		t.Run(a.name, func(t *testing.T) {
			params := &graphql.RawParams{Query: a.query, Variables: numbered(t, a.vars)}
			var got answer
			bytes := allocated(func() { got = w.send(t.Context(), params) })
			if len(got.Errors) == 0 || got.Errors[0].Extensions["reason"] != a.reason {
				t.Fatalf("the errors are %+v, want %s", got.Errors, a.reason)
			}
			if n := len(got.Errors); n != 1 && strings.HasPrefix(a.reason, "limit.") || n > l.Errors+1 {
				t.Errorf("there are %d errors", n)
			}
			if bytes > mostAllocated {
				t.Errorf("it allocates %d bytes, at most %d are allowed", bytes, mostAllocated)
			}
			bounded(t, l, graph.Examine(l, served, a.query))
		})
	}
	if n := len(w.store.during(func() {})); n > 0 {
		t.Errorf("the store was called %d times", n)
	}
}

// bounded holds what the limiter looked at to the limits: every token once, and every selection a few
// times for each check.
func bounded(t *testing.T, l graph.Limits, e graph.Examined) {
	t.Helper()
	if e.Tokens > l.Tokens+1 {
		t.Errorf("%d tokens were looked at, at most %d are allowed", e.Tokens, l.Tokens)
	}
	if most := 4*l.Checks + 4*l.Tokens; e.Selections > most {
		t.Errorf("%d selections were looked at, at most %d are allowed", e.Selections, most)
	}
	if e.Err == nil && e.Pairs > l.Checks {
		t.Errorf("%d pairs passed, at most %d are allowed", e.Pairs, l.Checks)
	}
}

func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// schema gives the schema that is served.
func (w *world) schema() *ast.Schema { return graph.NewExecutableSchema(w.config).Schema() }

// TestLegalQueriesPass holds what people send, in the README, the documents and these tests, against
// the limits.
func TestLegalQueriesPass(t *testing.T) {
	w := newWorld(t)
	for name, query := range legal(t) {
		if e := graph.Examine(graph.Limits{}, w.schema(), query); e.Err != nil || !e.Parsed {
			t.Errorf("%s is refused, or does not parse: %v", name, e.Err)
		}
	}
}

func legal(t testing.TB) map[string]string {
	t.Helper()
	queries := map[string]string{"introspection": introspection.Query, "a tree of six levels": `{ map(id: "x") { claims { nodes { ` + nested(6) + ` } } } }`}
	for _, a := range worstThatPass() {
		queries[a.name] = a.query
	}
	for _, pattern := range []string{"testdata/walk/*.graphql", "../README.md", "../docs/*.md"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal("there is no", pattern, err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(file, ".graphql") {
				queries[file] = string(text)
			}
			for _, block := range regexp.MustCompile("(?s)```graphql\n(.*?)```").FindAllStringSubmatch(string(text), -1) {
				queries[file+": "+block[1]] = block[1]
			}
		}
	}
	return queries
}
