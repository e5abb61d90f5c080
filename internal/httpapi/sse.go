package httpapi

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/rs/zerolog"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"argmap/graph"
)

// mediaEvents is the media type of server-sent events.
const mediaEvents = "text/event-stream"

// headerLastEventID carries the id of the last event that a client saw.
const headerLastEventID = "Last-Event-ID"

// wantsEvents reports whether a client likes an event stream best.
func wantsEvents(r *http.Request) bool {
	media, _ := chosenMedia(r.Header.Values("Accept"), func(media string) string {
		if media == mediaEvents {
			return mediaEvents
		}
		return offered(media)
	})
	return media == mediaEvents
}

// eventTransport answers by server-sent events, by the protocol of graphql-sse in its mode of distinct
// connections: one operation, its results as "next" events, then "complete".
type eventTransport struct {
	*streams
	plain transport
}

// Supports accepts requests that ask for an event stream.
func (eventTransport) Supports(r *http.Request) bool { return wantsEvents(r) && !upgrades(r) }

// Do reads the operation and opens the stream, which then has no goroutine but the one that waits for
// the client to go: that of the request would hold on to much that is needed no more. A server that
// goes just ends the stream, and the client comes back with the id of the last event.
func (t eventTransport) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	o, err := t.read(w, r)
	if err != nil {
		refuse(w, r, mediaJSON, err)
		return
	}
	leave, err := t.enter()
	if err != nil {
		refuse(w, r, mediaJSON, err)
		return
	}
	ctx := graph.WithRequestID(t.ctx, graph.RequestID(r.Context()))
	out, err := t.open(context.WithValue(ctx, lineKey, &line{}), w)
	if err != nil {
		leave()
		fail(w, r, err)
		return
	}
	go func() {
		defer leave()
		out.live()
	}()
	go t.work(exec, o, out)
}

// work runs the operation. A subscription outlasts it.
func (t eventTransport) work(exec graphql.GraphExecutor, o operation, out *eventStream) {
	defer func() {
		if p := recover(); p != nil {
			logPanic(out.ctx, p)
			out.over()
		}
	}()
	t.run(out.ctx, exec, o, out)
}

// read takes the operation from the request, in the time that any request has.
func (t eventTransport) read(w http.ResponseWriter, r *http.Request) (operation, error) {
	rc := http.NewResponseController(w)
	_ = rc.SetReadDeadline(deadline(t.Deadline)) // a connection that takes none is one of a test
	defer func() { _ = rc.SetReadDeadline(time.Time{}) }()
	params, err := t.plain.read(w, r)
	if err != nil {
		return operation{}, err
	}
	o := operation{params: params, reading: r.Method == http.MethodGet}
	if id := r.Header.Get(headerLastEventID); id != "" {
		at, err := graph.ParsePosition(id)
		if err != nil {
			return o, err
		}
		o.resume = &at
	}
	return o, nil
}

// open begins the answer and takes the connection, which ends with the stream.
func (t eventTransport) open(ctx context.Context, w http.ResponseWriter) (*eventStream, error) {
	h := w.Header()
	h.Set("Content-Type", mediaEvents+"; charset=utf-8")
	h.Set("Cache-Control", "no-store, no-transform")
	h.Set("X-Accel-Buffering", "no")
	h.Set("Transfer-Encoding", "identity") // not in chunks: net/http has no hand in what follows
	rc := http.NewResponseController(w)
	_ = rc.SetWriteDeadline(deadline(t.Live.WriteWait))
	w.WriteHeader(http.StatusOK)
	conn, rw, err := rc.Hijack()
	if err != nil {
		return nil, err
	}
	if err := errors.Join(conn.SetWriteDeadline(deadline(t.Live.WriteWait)), rw.Flush()); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	e := &eventStream{conn: conn, limits: t.Live, log: t.Log, clock: t.Clock, done: make(chan struct{})}
	e.ctx, e.cancel = context.WithCancel(ctx)
	e.mu.Lock()
	defer e.mu.Unlock()
	e.pulse = time.AfterFunc(t.Live.Comment, e.comment)
	e.write(":\n\n")
	return e, nil
}

// eventStream writes events to one client. It implements outlet.
type eventStream struct {
	ctx    context.Context //nolint:containedctx // lives as long as the stream
	cancel context.CancelFunc
	limits LiveLimits
	log    zerolog.Logger
	clock  func() time.Time
	// done is closed when the operation is over.
	done chan struct{}

	mu     sync.Mutex
	conn   net.Conn
	closed bool
	pulse  *time.Timer
}

// live waits until the client goes or the operation is over, and then for whatever is left of it.
func (e *eventStream) live() {
	start := e.clock()
	e.untilGone()
	e.cancel()
	<-e.done
	event := e.log.Info().Dur("duration", e.clock().Sub(start)).Str("request_id", graph.RequestID(e.ctx))
	lineOf(e.ctx).write(event)
	event.Msg("event stream closed")
}

// untilGone reads what nobody should send, until there is nobody who could.
func (e *eventStream) untilGone() {
	var nothing [16]byte
	for {
		if _, err := e.conn.Read(nothing[:]); err != nil {
			return
		}
	}
}

// over closes the connection; nobody writes any more.
func (e *eventStream) over() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.closed = true
	e.pulse.Stop()
	_ = e.conn.Close()
	close(e.done)
}

func (e *eventStream) next(result whole, at *graph.Position) func() bool {
	noteErrors(e.ctx, result.Errors)
	data, err := json.Marshal(result)
	if err != nil {
		return func() bool { return false }
	}
	var b bytes.Buffer
	b.WriteString("event: next\n")
	if at != nil {
		b.WriteString("id: " + at.String() + "\n")
	}
	b.WriteString("data: ")
	b.Write(data) // without a line break: the encoder writes none
	b.WriteString("\n\n")
	text := b.String()
	return func() bool { return e.send(text) }
}

// fail sends errors as a result without data, as the protocol has it: a status would tell a browser's
// EventSource nothing.
func (e *eventStream) fail(errs gqlerror.List) {
	if send := e.next(whole{Errors: errs}, nil); send() {
		e.complete()
	}
}

func (e *eventStream) complete() {
	if e.ctx.Err() == nil {
		e.send("event: complete\ndata:\n\n")
	}
}

// comment keeps proxies from taking a quiet stream for a dead one.
func (e *eventStream) comment() {
	if e.send(":\n\n") {
		e.mu.Lock()
		defer e.mu.Unlock()
		if !e.closed {
			e.pulse.Reset(e.limits.Comment)
		}
	}
}

func (e *eventStream) send(text string) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return !e.closed && e.write(text)
}

// write sends in the time that a client has for it. Who does not read is cut off.
func (e *eventStream) write(text string) bool {
	err := e.conn.SetWriteDeadline(deadline(e.limits.WriteWait))
	if err == nil {
		_, err = io.WriteString(e.conn, text)
	}
	if err != nil {
		e.cancel()
	}
	return err == nil
}

// deadline gives the time after d. Connections want a time, and this room has a clock for users only.
func deadline(d time.Duration) time.Time {
	ctx, cancel := context.WithTimeout(context.Background(), d)
	defer cancel()
	at, _ := ctx.Deadline()
	return at
}
