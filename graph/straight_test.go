package graph_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"
	"pgregory.net/rapid"

	"argmap/graph"
	"argmap/graph/direct"
	"argmap/internal/argmap"
	"argmap/internal/ledger"
)

// winding gives an executor for the same world in which gqlgen writes all values.
func (w *world) winding(l graph.Limits) *executor.Executor {
	exec := executor.New(graph.NewExecutableSchema(w.config))
	graph.GuardWinding(exec, l)
	return exec
}

// execute runs a query, and gives the response as gqlgen does.
func (w *world) execute(exec *executor.Executor, query string) *graphql.Response {
	return w.executeWith(w.Context(), exec, query, nil)
}

func (w *world) executeWith(ctx context.Context, exec *executor.Executor, query string, variables map[string]any) *graphql.Response {
	ctx = graphql.StartOperationTrace(graph.WithRequestID(ctx, "request-1"))
	op, errs := exec.CreateOperationContext(ctx, &graphql.RawParams{Query: query, Variables: variables})
	if errs != nil {
		return exec.DispatchError(graphql.WithOperationContext(ctx, op), errs)
	}
	handler, ctx := exec.DispatchOperation(ctx, op)
	return handler(ctx)
}

// collected runs a query as the HTTP transport does, and puts the answer together.
func (w *world) collected(exec *executor.Executor, query string, variables map[string]any) *graphql.Response {
	ctx, values := direct.Collect(w.Context())
	res := w.executeWith(ctx, exec, query, variables)
	res.Data = slices.Concat(values.Pieces(res.Data)...)
	values.Release()
	return res
}

// TestStraightAnswersAreThoseOfGqlgen draws queries over the whole schema, and asks each several times,
// with other variables and without, so that what was remembered of it is used. Answers must be the same
// to the byte, errors and their places included.
func TestStraightAnswersAreThoseOfGqlgen(t *testing.T) {
	w := newWorld(t)
	lib := w.fill()
	schema := graph.NewExecutableSchema(w.config).Schema()
	l := graph.Limits{Aliases: 1000}
	w.serve(l)
	winding := w.winding(l)
	whole := 0
	rapid.Check(t, func(t *rapid.T) {
		d := drawing{T: t, schema: schema}
		query := fmt.Sprintf(`query($unit: OffsetUnit!, $id: ID!, $yes: Boolean!) { one: __typename @include(if: $yes) map(id: %q) {
			used: element(id: $id) { id ... on Claim { citations { start(unit: $unit) } } } ... on ArgumentMap %s } }`,
			lib.Map, d.selection(schema.Types["ArgumentMap"], 4))
		if d.conditions == 0 {
			query = strings.Replace(query, "@include(if: $yes)", "", 1)
			query = strings.Replace(query, ", $yes: Boolean!", "", 1)
		}
		for n := range 4 {
			variables := map[string]any{"unit": []string{"UTF16", "BYTE"}[n%2], "id": []string{"aid", "because", "nobody"}[n%3]}
			if d.conditions > 0 {
				variables["yes"] = n%2 == 0
			}
			a, b := w.collected(w.exec, query, variables), w.executeWith(w.Context(), winding, query, variables)
			if len(a.Errors) == 0 {
				whole++
			}
			if string(a.Data) != string(b.Data) || shown(t, a) != shown(t, b) {
				t.Fatalf("%s\n%v\nstraight: %s\n%s\ngqlgen:   %s\n%s", query, variables, a.Data, shown(t, a), b.Data, shown(t, b))
			}
		}
	})
	if whole == 0 {
		t.Error("no query was answered without errors")
	}
	t.Logf("%d answers had no errors", whole)
}

func shown(t *rapid.T, r *graphql.Response) string {
	text, err := json.Marshal(r.Errors)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// drawing draws queries.
type drawing struct {
	*rapid.T

	schema *ast.Schema
	names  int
	// conditions counts the directives that depend on the variable $yes.
	conditions int
}

// arguments are what fields get that must have some, or that do little without.
var arguments = map[string]string{
	"ArgumentMap.element": `(id: $id)`, "ArgumentMap.deletePreview": `(ids: ["because"])`,
	"ArgumentMap.paths": `(from: "overrides", to: "aid")`, "ArgumentMap.pathToRoot": `(id: "un")`,
	"Explanation.flips": `(tries: 1)`, "Explanation.questions": `(first: 1)`,
	"Citation.start": `(unit: $unit)`, "Segment.end": `(unit: BYTE)`,
}

// selection draws a selection set of a type, nested so deep at most.
func (d *drawing) selection(def *ast.Definition, depth int) string {
	var parts []string
	for range rapid.IntRange(1, 4).Draw(d.T, "parts") {
		parts = append(parts, d.part(def, depth))
	}
	return "{ __typename " + strings.Join(parts, " ") + " }"
}

// part draws a field, or a fragment on a type that values of this one may have.
func (d *drawing) part(def *ast.Definition, depth int) string {
	possible := d.schema.GetPossibleTypes(def)
	if def.IsAbstractType() && depth > 0 && rapid.Bool().Draw(d.T, "fragment") {
		on := possible[rapid.IntRange(0, len(possible)-1).Draw(d.T, "on")]
		return fmt.Sprintf("... on %s %s", on.Name, d.selection(on, depth-1))
	}
	var fields []*ast.FieldDefinition
	for _, f := range def.Fields {
		leaf := d.schema.Types[f.Type.Name()].IsLeafType()
		if !strings.HasPrefix(f.Name, "__") && (leaf || depth > 0) && d.suits(def, f) {
			fields = append(fields, f)
		}
	}
	if len(fields) == 0 {
		return "__typename"
	}
	f := fields[rapid.IntRange(0, len(fields)-1).Draw(d.T, "field")]
	d.names++
	text := fmt.Sprintf("a%d: %s%s", d.names%20, f.Name, arguments[def.Name+"."+f.Name])
	switch rapid.IntRange(0, 19).Draw(d.T, "skipped") {
	case 0:
		text += " @skip(if: true)"
	case 1:
		text += " @skip(if: $yes)"
		d.conditions++
	}
	if below := d.schema.Types[f.Type.Name()]; !below.IsLeafType() {
		text += " " + d.selection(below, depth-1)
	}
	return text
}

// suits leaves out what needs an argument that is not given.
func (d *drawing) suits(def *ast.Definition, f *ast.FieldDefinition) bool {
	for _, a := range f.Arguments {
		if a.Type.NonNull && a.DefaultValue == nil && arguments[def.Name+"."+f.Name] == "" {
			return false
		}
	}
	return true
}

// TestStraightAnswersKeepTheBudgetOfRows gives the same error, or none, wherever the budget ends. The
// place in the error is not compared: gqlgen's goroutines come to it in any order.
func TestStraightAnswersKeepTheBudgetOfRows(t *testing.T) {
	w := newWorld(t)
	lib := w.fill()
	query := fmt.Sprintf(`{ map(id: %q) { tree { rows { element { questions { id } rebuttals { id } ... on Claim { premiseOf { premises { id } } } } } }
		claims(first: 5) { nodes { inferences { id } citations { segments { exact } } } } } }`, lib.Map)
	passed := 0
	for rows := 1; rows < 200; rows++ {
		l := graph.Limits{Rows: rows}
		w.serve(l)
		a, b := w.execute(w.exec, query), w.execute(w.winding(l), query)
		if string(a.Data) != string(b.Data) || len(a.Errors) != len(b.Errors) {
			t.Fatalf("%d rows: %s %v; gqlgen %s %v", rows, a.Data, a.Errors, b.Data, b.Errors)
		}
		if len(a.Errors) == 0 {
			passed++
		} else if reason := a.Errors[0].Extensions["reason"]; reason != "limit.rows" {
			t.Fatalf("%d rows: %v", rows, a.Errors)
		}
	}
	if passed == 0 || passed == 199 {
		t.Errorf("%d of 199 limits let the answer pass; the test needs some of both", passed)
	}
}

// big puts a bush into the world.
func (w *world) big(tb testing.TB, claims int) {
	tb.Helper()
	properties := &argmap.Properties{ID: "big", Title: "Big", Owner: argmap.Local, Created: birth(0)}
	records := func(yield func(argmap.Record, error) bool) {
		for _, r := range bush(claims) {
			if !yield(r, nil) {
				return
			}
		}
	}
	if _, err := w.ledger.Import(tb.Context(), ledger.Proposal{Actor: argmap.Local}, properties, records); err != nil {
		tb.Fatal(err)
	}
}

const drawnRows = `{ map(id: "big") { tree(budget: 200) { rows {
	element { __typename id text ... on Claim { basis label citations { exact paragraph { id text } } } }
	parent role depth occurrenceId childCount descendantCount } } } }`

// TestStraightAnswersAllocateLittle shows that lists are in fact written straight.
func TestStraightAnswersAllocateLittle(t *testing.T) {
	w := newWorld(t)
	w.big(t, 200)
	winding := w.winding(graph.Limits{})
	straight := testing.AllocsPerRun(20, func() { w.execute(w.exec, drawnRows) })
	plain := testing.AllocsPerRun(20, func() { w.execute(winding, drawnRows) })
	if straight > plain/10 {
		t.Errorf("200 rows take %.0f allocations, and %.0f by gqlgen alone; want a tenth at most", straight, plain)
	}
}

// BenchmarkRows draws 200 rows, straight and as gqlgen would.
func BenchmarkRows(b *testing.B) {
	w := newWorld(b)
	w.big(b, 200)
	for name, exec := range map[string]*executor.Executor{"straight": w.exec, "gqlgen": w.winding(graph.Limits{})} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				w.execute(exec, drawnRows)
			}
		})
	}
}
