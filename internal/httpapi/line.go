package httpapi

import (
	"context"
	"net/http"
	"sync"

	"github.com/rs/zerolog"

	"argmap/internal/fault"
)

type contextKey int

const (
	lineKey contextKey = iota
	actorKey
)

// line is what the log says of one request beside what every request has. It is filled in on the
// way, perhaps by several goroutines.
type line struct {
	mu        sync.Mutex
	operation string
	kind      string
	code      fault.Code
	reason    string
}

// lineOf gives the line of a request; one that nobody reads when there is none.
func lineOf(ctx context.Context) *line {
	if l, ok := ctx.Value(lineKey).(*line); ok {
		return l
	}
	return &line{}
}

// note keeps the first error of a request.
func (l *line) note(f *fault.Error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.code == "" {
		l.code, l.reason = f.Code, f.Reason
	}
}

// maxOperationName bounds how much of a client's own word goes to the log.
const maxOperationName = 100

// ran keeps what GraphQL operation the request asked for.
func (l *line) ran(kind, name string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(name) > maxOperationName {
		name = name[:maxOperationName]
	}
	l.kind, l.operation = kind, name
}

// write adds what was kept to the event.
func (l *line) write(e *zerolog.Event) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, f := range []struct{ name, value string }{
		{"op_type", l.kind}, {"op_name", l.operation}, {"code", string(l.code)}, {"reason", l.reason},
	} {
		if f.value != "" {
			e.Str(f.name, f.value)
		}
	}
}

// meter counts what is answered. It is unwrapped by http.ResponseController.
type meter struct {
	http.ResponseWriter
	status int
	bytes  int64
}

// WriteHeader notes the first status.
func (m *meter) WriteHeader(status int) {
	if m.status == 0 {
		m.status = status
	}
	m.ResponseWriter.WriteHeader(status)
}

// Write counts.
func (m *meter) Write(b []byte) (int, error) {
	if m.status == 0 {
		m.status = http.StatusOK
	}
	n, err := m.ResponseWriter.Write(b)
	m.bytes += int64(n)
	return n, err
}

// Unwrap gives the writer beneath.
func (m *meter) Unwrap() http.ResponseWriter { return m.ResponseWriter }

// begun reports whether anything of the answer is on its way.
func (m *meter) begun() bool { return m.status != 0 }
