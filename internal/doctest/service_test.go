package doctest

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"argmap/examples"
	"argmap/graph"
	"argmap/internal/argmap"
	"argmap/internal/authoring"
	"argmap/internal/evaluation"
	"argmap/internal/exchange"
	"argmap/internal/httpapi"
	"argmap/internal/ingest"
	"argmap/internal/ledger"
	"argmap/internal/scheme"
	"argmap/internal/store"
	"argmap/internal/store/sqlitestore"
)

// serve starts the service in this process, over a store with both examples, put together as in
// server/edge.go. It gives the address.
func serve(t *testing.T) string {
	t.Helper()
	st := filled(t)
	var made atomic.Int64
	newID := func() argmap.ID { return argmap.ID(fmt.Sprintf("01990000-0000-7000-8000-%012d", made.Add(1))) }
	l := ledger.New(st, ledger.Options{Clock: time.Now, NewID: newID})
	t.Cleanup(func() { _ = l.Close(context.Background()) })
	sources := ingest.New(st, ingest.Options{NewID: newID, Clock: time.Now})
	maps := exchange.NewInterchange(st, l, nil, exchange.Options{NewID: newID, Clock: time.Now})
	edge := httpapi.New(httpapi.Options{
		Schema: graph.NewExecutableSchema(graph.Config{
			Ledger: l, Store: st, Authoring: authoring.New(l, newID, time.Now, scheme.Standard), Schemes: scheme.Standard, Sources: sources, Interchange: maps,
			Actor:     func(context.Context) argmap.Actor { return argmap.Local },
			Evaluator: evaluation.New(evaluation.Options{}),
		}),
		SDL: graph.SDL(), Sources: sources, Maps: maps, Ready: st.Ready, StoreKind: st.Info().Kind, Version: "test",
		Actor: argmap.Local, Clock: time.Now, NewID: func() string { return string(newID()) },
	})
	srv := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if _, err := l.MendQuestions(r.Context()); err != nil { // as a server has done soon after every change
			t.Error(err)
		}
		edge.ServeHTTP(rw, r)
	}))
	t.Cleanup(srv.Close)
	return srv.URL
}

// filled gives a store that holds the examples.
func filled(t *testing.T) store.Store {
	t.Helper()
	st, err := sqlitestore.Open(t.Context(), sqlitestore.Options{Path: sqlitestore.Memory})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close(context.Background()) })
	if _, err := st.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	bring := exchange.New(st, time.Now)
	for _, name := range examples.Maps() {
		text, err := examples.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := bring.Restore(t.Context(), bytes.NewReader(text)); err != nil {
			t.Fatal(err)
		}
	}
	return st
}

// ask sends a GraphQL request to a service and gives the answer, decoded; to a subscription that is its
// first event.
func ask(t *testing.T, base, query string) map[string]any {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, base+"/graphql", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	live := strings.HasPrefix(strings.TrimSpace(query), "subscription")
	if live {
		req.Header.Set("Accept", "text/event-stream")
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if live {
		return firstEvent(t, res.Body)
	}
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return decoded(t, string(text))
}

// firstEvent gives what the first event of a stream holds, decoded.
func firstEvent(t *testing.T, stream io.Reader) map[string]any {
	t.Helper()
	lines := bufio.NewScanner(stream)
	for lines.Scan() {
		if data, found := strings.CutPrefix(lines.Text(), "data: "); found {
			return decoded(t, data)
		}
	}
	t.Fatalf("the stream ended without an event: %v", lines.Err())
	return nil
}

// decoded reads JSON with its numbers as they are written.
func decoded(t *testing.T, text string) map[string]any {
	t.Helper()
	var v map[string]any
	in := json.NewDecoder(bytes.NewReader([]byte(text)))
	in.UseNumber()
	if err := in.Decode(&v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return v
}
