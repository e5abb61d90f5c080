package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/google/go-cmp/cmp"

	"argmap/graph"
	"argmap/internal/argmap"
	"argmap/internal/authoring"
	"argmap/internal/codec/argmapjson"
	"argmap/internal/codec/formats"
	"argmap/internal/evaluation"
	"argmap/internal/exchange"
	"argmap/internal/ingest"
	"argmap/internal/ledger"
	"argmap/internal/scheme"
	"argmap/internal/store/sqlitestore"
)

var update = flag.Bool("update", false, "write the golden files anew")

// world is the edge over an empty SQLite store, with ids and times that are the same in every run.
type world struct {
	testing.TB
	store  *counter
	ledger *ledger.Ledger
	exec   *executor.Executor
	config graph.Config
}

func newWorld(t testing.TB) *world {
	t.Helper()
	s, err := sqlitestore.Open(t.Context(), sqlitestore.Options{Path: sqlitestore.Memory})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	w := &world{TB: t, store: &counter{Store: s}}
	var ids, ticks atomic.Int64
	newID := func() argmap.ID { return argmap.ID(fmt.Sprintf("id-%04d", ids.Add(1))) }
	clock := func() time.Time {
		return time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC).Add(time.Duration(ticks.Add(1)) * time.Second)
	}
	w.ledger = ledger.New(w.store, ledger.Options{Clock: clock, NewID: newID})
	t.Cleanup(func() {
		_ = w.ledger.Close(context.Background())
		_ = s.Close(context.Background())
	})
	w.config = graph.Config{
		Ledger: w.ledger, Store: w.store, Authoring: authoring.New(w.ledger, newID, clock, scheme.Standard), Schemes: scheme.Standard,
		Sources:     ingest.New(w.store, ingest.Options{NewID: newID, Clock: clock}),
		Interchange: exchange.NewInterchange(w.store, w.ledger, nil, exchange.Options{NewID: newID, Clock: clock, Formats: formats.Set{argmapjson.Format(), partial()}}),
		Actor:       func(context.Context) argmap.Actor { return argmap.Local },
		Evaluator:   evaluation.New(evaluation.Options{}),
	}
	w.serve(graph.Limits{})
	return w
}

func (w *world) serve(l graph.Limits) {
	w.exec = executor.New(graph.NewExecutableSchema(w.config))
	graph.Guard(w.exec, l)
}

// answer is a response as a client reads it.
type answer struct {
	Data   json.RawMessage `json:"data"`
	Errors []problem       `json:"errors,omitempty"`
}

type problem struct {
	Message    string         `json:"message"`
	Path       []any          `json:"path,omitempty"`
	Extensions map[string]any `json:"extensions"`
}

type vars map[string]any

// ask sends a request.
func (w *world) ask(query string, v vars) answer {
	w.Helper()
	return w.askAs(graph.WithRequestID(w.Context(), "request-1"), query, v)
}

// askFor sends a request that holds several operations, for one of them.
func (w *world) askFor(operation, query string, v vars) answer {
	w.Helper()
	return w.send(graph.WithRequestID(w.Context(), "request-1"), &graphql.RawParams{OperationName: operation, Query: query, Variables: numbered(w.TB, v)})
}

func (w *world) askAs(ctx context.Context, query string, v vars) answer {
	w.Helper()
	return w.send(ctx, &graphql.RawParams{Query: query, Variables: numbered(w.TB, v)})
}

func (w *world) send(ctx context.Context, params *graphql.RawParams) answer {
	w.Helper()
	ctx = graphql.StartOperationTrace(ctx)
	op, errs := w.exec.CreateOperationContext(ctx, params)
	var res *graphql.Response
	if errs != nil {
		res = w.exec.DispatchError(graphql.WithOperationContext(ctx, op), errs)
	} else {
		handler, ctx := w.exec.DispatchOperation(ctx, op)
		res = handler(ctx)
	}
	text, err := json.Marshal(res)
	if err != nil {
		w.Fatal(err)
	}
	var a answer
	if err := json.Unmarshal(text, &a); err != nil {
		w.Fatal(err)
	}
	return a
}

// numbered gives variables as they come off the wire.
func numbered(t testing.TB, v vars) map[string]any {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var out map[string]any
	if err := d.Decode(&out); err != nil {
		t.Fatal(err)
	}
	return out
}

// must sends a request that has to succeed, and gives the value at a dotted path of the data.
func (w *world) must(query string, v vars, path string) any {
	w.Helper()
	a := w.ask(query, v)
	if len(a.Errors) > 0 {
		w.Fatalf("%s\nfailed: %+v", query, a.Errors)
	}
	return at(w.TB, a.Data, path)
}

func at(t testing.TB, data json.RawMessage, path string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	for step := range strings.SplitSeq(path, ".") {
		if step == "" {
			continue
		}
		switch in := v.(type) {
		case map[string]any:
			v = in[step]
		case []any:
			var i int
			if _, err := fmt.Sscan(step, &i); err != nil || i >= len(in) {
				t.Fatalf("there is no %s in %s", path, data)
			}
			v = in[i]
		default:
			t.Fatalf("there is no %s in %s", path, data)
		}
	}
	return v
}

func (w *world) id(query string, v vars, path string) string {
	w.Helper()
	id, ok := w.must(query, v, path).(string)
	if !ok {
		w.Fatalf("%s gives no id", path)
	}
	return id
}

// golden compares a text with a file under testdata.
func golden(t testing.TB, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (-want +got); run with -update if that is meant:\n%s", name, diff)
	}
}
