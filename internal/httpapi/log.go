package httpapi

import (
	"context"
	"fmt"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/rs/zerolog"

	"argmap/graph"
	"argmap/internal/fault"
)

// logged writes one line for each request, once it is answered.
func (s *server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := s.Clock()
		l, m := &line{}, &meter{ResponseWriter: w}
		ctx := context.WithValue(s.Log.WithContext(r.Context()), lineKey, l)
		defer func() {
			e := s.Log.WithLevel(levelOf(r.URL.Path, m.status)).
				Str("method", r.Method).Str("path", shorten(r.URL.Path)).Int("status", m.status).Int64("bytes", m.bytes).
				Dur("duration", s.Clock().Sub(start)).Str("request_id", graph.RequestID(ctx))
			l.write(e)
			e.Msg("request")
		}()
		next.ServeHTTP(m, r.WithContext(ctx))
	})
}

// levelOf keeps the health checks of every few seconds out of a log of ordinary detail.
func levelOf(path string, status int) zerolog.Level {
	switch {
	case status >= http.StatusInternalServerError:
		return zerolog.WarnLevel
	case path == pathLive || path == pathReady:
		return zerolog.DebugLevel
	}
	return zerolog.InfoLevel
}

// maxPath bounds how much of a path goes to the log.
const maxPath = 200

func shorten(path string) string {
	if len(path) > maxPath {
		return path[:maxPath] + "…"
	}
	return path
}

// recovered turns a panic into an INTERNAL answer, if there is still something to answer.
func recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			p := recover()
			switch m, ok := w.(*meter); {
			case p == nil:
			case p == http.ErrAbortHandler: //nolint:errorlint,err113 // net/http compares it so, too
				panic(p)
			case ok && m.begun():
				lineOf(r.Context()).note(fault.New(fault.Internal, "internal", "panic"))
				logPanic(r.Context(), p)
				panic(http.ErrAbortHandler)
			default:
				fail(w, r, fmt.Errorf("panic: %v\n%s", p, debug.Stack()))
			}
		}()
		next.ServeHTTP(w, r)
	})
}

func logPanic(ctx context.Context, p any) {
	zerolog.Ctx(ctx).Error().Str("requestId", graph.RequestID(ctx)).Bytes("stack", debug.Stack()).Msgf("panic: %v", p)
}

// within bounds how long a request may take, from its first byte to its last.
func within(d time.Duration, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), d)
		defer cancel()
		// A connection that takes no deadlines is one of a test.
		rc := http.NewResponseController(w)
		if at, ok := ctx.Deadline(); ok {
			_ = rc.SetReadDeadline(at)
			_ = rc.SetWriteDeadline(at.Add(writeGrace))
		}
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// writeGrace is how long an answer may take that was ready just before the deadline.
const writeGrace = 10 * time.Second
