package httpapi

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"argmap/graph"
	"argmap/internal/argmap"
	"argmap/internal/authoring"
	"argmap/internal/evaluation"
	"argmap/internal/exchange"
	"argmap/internal/ingest"
	"argmap/internal/ledger"
	"argmap/internal/library"
	"argmap/internal/scheme"
	"argmap/internal/store"
	"argmap/internal/store/sqlitestore"
)

// edge is a server under test, over a real store.
type edge struct {
	*httptest.Server
	t       testing.TB
	handler *Handler
	log     *journal
	store   *sqlitestore.Store
}

// journal keeps a log that several goroutines write.
type journal struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.String()
}

// newEdge starts an edge; change may alter what it is given.
func newEdge(t testing.TB, change func(*Options)) *edge {
	t.Helper()
	st, err := sqlitestore.Open(t.Context(), sqlitestore.Options{Path: sqlitestore.Memory})
	if err != nil {
		t.Fatal(err)
	}
	e := edgeOver(t, st, "id", change)
	e.store = st
	return e
}

// edgeOver starts an edge over a store of its own, and gives ids that begin with a word.
func edgeOver(t testing.TB, st store.Store, word string, change func(*Options)) *edge {
	t.Helper()
	ctx := context.Background()
	if _, err := st.Migrate(ctx); err != nil {
		t.Fatal(err)
	}
	var ids atomic.Int64
	newID := func() argmap.ID { return argmap.ID(fmt.Sprintf("%s-%d", word, ids.Add(1))) }
	l := ledger.New(st, ledger.Options{NewID: newID})
	texts := library.New(st)
	sources := ingest.New(st, ingest.Options{Limit: 1000, NewID: newID, Clock: time.Now, Library: texts})
	maps := exchange.NewInterchange(st, l, texts, exchange.Options{NewID: newID, Clock: time.Now, Limit: 64 << 10, Formats: testFormats()})
	log := &journal{}
	config := graph.Config{
		Ledger: l, Store: st, Authoring: authoring.New(l, newID, time.Now, scheme.Standard), Schemes: scheme.Standard, Sources: sources, Interchange: maps,
		Actor:     func(context.Context) argmap.Actor { return argmap.Local },
		Evaluator: evaluation.New(evaluation.Options{}),
	}
	o := Options{
		Schema: graph.NewExecutableSchema(config), Versions: graph.NewVersions(config),
		SDL: graph.SDL(), Sources: sources, Maps: maps, Ready: st.Ready, StoreKind: "sqlite", Version: "test", Actor: argmap.Local,
		Log: zerolog.New(log), Clock: time.Now, NewID: func() string { return string(newID()) },
	}
	if change != nil {
		change(&o)
	}
	h := New(o)
	e := &edge{Server: httptest.NewServer(h), t: t, handler: h, log: log}
	t.Cleanup(func() {
		_ = h.Close(ctx)
		e.Close()
		_ = l.Close(ctx)
		_ = st.Close(ctx)
	})
	return e
}

// got is an answer.
type got struct {
	status int
	header http.Header
	body   string
}

// failure reads the body as an error of the routes beside GraphQL.
func (g got) failure(t *testing.T) failure {
	t.Helper()
	var f failure
	if err := json.Unmarshal([]byte(g.body), &f); err != nil {
		t.Fatalf("%q is no error: %v", g.body, err)
	}
	return f
}

// do sends a request; headers are pairs of name and value.
func (e *edge) do(method, path string, body io.Reader, headers ...string) got {
	e.t.Helper()
	req, err := http.NewRequestWithContext(e.t.Context(), method, e.URL+path, body)
	if err != nil {
		e.t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			req.Host = headers[i+1]
		}
		req.Header.Set(headers[i], headers[i+1])
	}
	res, err := e.Client().Do(req)
	if err != nil {
		e.t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		e.t.Fatal(err)
	}
	return got{res.StatusCode, res.Header, string(text)}
}

// query sends a GraphQL request.
func (e *edge) query(query string, headers ...string) got {
	e.t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		e.t.Fatal(err)
	}
	return e.do(http.MethodPost, pathGraphQL, bytes.NewReader(body), append([]string{"Content-Type", mediaJSON}, headers...)...)
}

func (e *edge) upload(path, media, text string) got {
	e.t.Helper()
	return e.do(http.MethodPost, pathSources+path, strings.NewReader(text), "Content-Type", media)
}

// all selects every source.
func all() store.SourceFilter { return store.SourceFilter{Withdrawn: true} }
