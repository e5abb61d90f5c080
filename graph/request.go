package graph

import (
	"context"
	"sync"

	"github.com/99designs/gqlgen/graphql"

	"argmap/graph/model"
	"argmap/internal/anchor"
	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

type contextKey int

const (
	requestIDKey contextKey = iota
	requestKey
	streamKey
)

// WithRequestID gives a context that carries the id of the request, which errors show and logs name.
func WithRequestID(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestIDKey, id)
}

// RequestID gives the id that WithRequestID put into the context; empty when there is none.
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey).(string)
	return id
}

// request remembers what one answer has read, so that it reads nothing twice and every map at one
// revision.
type request struct {
	maps       memo[reading, *snapshot.Snapshot]
	paragraphs texts
	named      namedSources
	sources    memo[*snapshot.Snapshot, map[argmap.ID]*argmap.Source]
	singles    memo[argmap.ID, *argmap.Source]
	indexes    memo[argmap.ID, *anchor.Index]
}

// namedSources are the sources that this answer named, most often one and the same.
type namedSources struct {
	mu    sync.Mutex
	known map[sourceOfMap]*model.Source
}

type sourceOfMap struct {
	in *snapshot.Snapshot
	id argmap.ID
}

// texts are paragraphs that were read for this answer.
type texts struct {
	mu    sync.Mutex
	known map[argmap.ID]*argmap.Paragraph
}

// reading is a map as it was asked for; the zero revisions are LATEST.
type reading struct {
	id            argmap.ID
	asOf, atLeast argmap.Revision
}

// withRequest gives a context in which reads are remembered; for the span of one answer.
func withRequest(ctx context.Context) context.Context {
	return context.WithValue(ctx, requestKey, &request{})
}

// requestOf gives the request of a context; one that remembers for this call only if there is none.
func requestOf(ctx context.Context) *request {
	if r, ok := ctx.Value(requestKey).(*request); ok {
		return r
	}
	return &request{}
}

// memory makes every answer a request of its own. It implements graphql.ResponseInterceptor.
type memory struct{}

// ExtensionName names the extension.
func (memory) ExtensionName() string { return "Memory" }

// Validate accepts every schema.
func (memory) Validate(graphql.ExecutableSchema) error { return nil }

// InterceptResponse lets the answer remember what it reads, beside what was read for it before.
func (memory) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	if _, ok := ctx.Value(requestKey).(*request); ok {
		return next(ctx)
	}
	return next(withRequest(ctx))
}

// memo remembers the outcome of calls. Who asks while a call is under way waits for it.
type memo[K comparable, V any] struct {
	mu    sync.Mutex
	calls map[K]func() (V, error)
}

// do gives the outcome for the key, which f finds when nobody asked for it before.
func (m *memo[K, V]) do(k K, f func() (V, error)) (V, error) {
	m.mu.Lock()
	call, ok := m.calls[k]
	if !ok {
		call = sync.OnceValues(f)
		m.put(k, call)
	}
	m.mu.Unlock()
	return call()
}

// set replaces what is remembered for the key.
func (m *memo[K, V]) set(k K, v V) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.put(k, func() (V, error) { return v, nil })
}

func (m *memo[K, V]) put(k K, call func() (V, error)) {
	if m.calls == nil {
		m.calls = map[K]func() (V, error){}
	}
	m.calls[k] = call
}
