package httpapi

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
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

// Do runs the operation until it is complete, the client goes or the server does. A server that goes
// just ends the stream, and the client comes back with the id of the last event.
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
	defer leave()
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	stay := context.AfterFunc(t.ctx, cancel)
	defer stay()
	out := t.open(ctx, w, cancel)
	defer out.close()
	t.run(ctx, exec, o, out)
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

// open begins the stream.
func (t eventTransport) open(ctx context.Context, w http.ResponseWriter, cancel context.CancelFunc) *eventStream {
	h := w.Header()
	h.Set("Content-Type", mediaEvents+"; charset=utf-8")
	h.Set("Cache-Control", "no-store, no-transform")
	h.Set("X-Accel-Buffering", "no")
	out := &eventStream{ctx: ctx, w: w, rc: http.NewResponseController(w), limits: t.Live, cancel: cancel}
	out.mu.Lock()
	defer out.mu.Unlock()
	out.pulse = time.AfterFunc(t.Live.Comment, out.comment)
	out.write(":\n\n")
	return out
}

// eventStream writes events to one client. It implements outlet.
type eventStream struct {
	ctx    context.Context //nolint:containedctx // that of the request
	rc     *http.ResponseController
	limits LiveLimits
	cancel context.CancelFunc

	mu     sync.Mutex
	w      http.ResponseWriter
	closed bool
	pulse  *time.Timer
}

func (e *eventStream) next(result whole, at *graph.Position) bool {
	noteErrors(e.ctx, result.Errors)
	data, err := json.Marshal(result)
	if err != nil {
		e.cancel()
		return false
	}
	var b bytes.Buffer
	b.WriteString("event: next\n")
	if at != nil {
		b.WriteString("id: " + at.String() + "\n")
	}
	b.WriteString("data: ")
	b.Write(data) // without a line break: the encoder writes none
	b.WriteString("\n\n")
	return e.send(b.String())
}

// fail sends errors as a result without data, as the protocol has it: a status would tell a browser's
// EventSource nothing.
func (e *eventStream) fail(errs gqlerror.List) {
	if e.next(whole{Errors: errs}, nil) {
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

// write sends at once, in the time that a client has for it. Who does not read is cut off.
func (e *eventStream) write(text string) bool {
	_ = e.rc.SetWriteDeadline(deadline(e.limits.WriteWait)) // a connection that takes none is one of a test
	_, err := strings.NewReader(text).WriteTo(e.w)
	if err == nil {
		err = e.rc.Flush()
	}
	if err != nil {
		e.cancel()
	}
	return err == nil
}

// close lets nobody write any more, and leaves time for the end of the answer.
func (e *eventStream) close() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.closed = true
	e.pulse.Stop()
	_ = e.rc.SetWriteDeadline(deadline(e.limits.WriteWait))
}

// deadline gives the time after d. Connections want a time, and this room has a clock for users only.
func deadline(d time.Duration) time.Time {
	ctx, cancel := context.WithTimeout(context.Background(), d)
	defer cancel()
	at, _ := ctx.Deadline()
	return at
}
