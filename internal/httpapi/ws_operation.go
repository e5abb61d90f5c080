package httpapi

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/rs/zerolog"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"argmap/graph"
	"argmap/internal/fault"
)

// running is an operation under way on a socket. It implements outlet.
type running struct {
	*socket
	id     string
	ctx    context.Context //nolint:containedctx // lives as long as the operation
	cancel context.CancelFunc
}

// subscribe begins an operation under the id of the message.
func (k *socket) subscribe(m message) error {
	if !k.acknowledged {
		return errUnauthorized
	}
	params, err := k.subscribed(m.Payload)
	if strings.HasPrefix(fault.Reason(err), "limit.") {
		k.refuse(m.ID, err)
		return nil
	}
	if err != nil {
		return err
	}
	op := &running{socket: k, id: m.ID}
	op.ctx, op.cancel = context.WithCancel(context.WithValue(k.ctx, lineKey, &line{}))
	switch k.hold(op) {
	case heldTwice:
		op.cancel()
		return taken(m.ID)
	case heldTooMany:
		op.cancel()
		busy := fault.New(fault.Exhausted, "limit.operations", "%d operations run on this socket already", k.Live.Operations).With("limit", k.Live.Operations)
		k.refuse(m.ID, busy)
		return nil
	case held:
	}
	go op.work(params)
	return nil
}

// refuse says why an operation does not begin.
func (k *socket) refuse(id string, err error) {
	k.send(reply(outgoing{id, "error", gqlerror.List{graph.PresentError(k.ctx, err)}}))
}

// subscribed reads the payload of subscribe. What is beyond a limit is a fault, and what is no payload
// the reason to close the socket.
func (k *socket) subscribed(payload json.RawMessage) (*graphql.RawParams, error) {
	if err := k.Limits.Body(payload); err != nil {
		return nil, err
	}
	fields, err := membersOf(payload)
	if err != nil {
		return nil, invalid("Invalid message: the payload of subscribe is no object")
	}
	params, err := paramsOf(fields, nil)
	switch {
	case strings.HasPrefix(fault.Reason(err), "limit."):
		return nil, err
	case err != nil:
		return nil, invalid("Invalid message: in the payload of subscribe, %s", shown(err).Message)
	}
	return params, nil
}

// holding says what became of the wish to hold an id.
type holding int

const (
	held holding = iota
	heldTwice
	heldTooMany
)

// hold gives an operation its id.
func (k *socket) hold(op *running) holding {
	k.mu.Lock()
	defer k.mu.Unlock()
	switch {
	case k.operation(op.id) != nil:
		return heldTwice
	case k.working >= k.Live.Operations:
		return heldTooMany
	}
	k.running = append(k.running, op)
	k.working++
	k.served++
	k.workers.Add(1) // the reader is here, so live still waits for it
	return held
}

// stop ends the operation that has the id, which is free at once. An unknown id is that of one that
// came to its end while the message was on its way.
func (k *socket) stop(id string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if op := k.operation(id); op != nil {
		k.release(op)
		op.cancel()
	}
}

// operation gives the operation that has an id, or nil. There are few; the caller holds the lock.
func (k *socket) operation(id string) *running {
	for _, op := range k.running {
		if op.id == id {
			return op
		}
	}
	return nil
}

// release frees the id of an operation, if that still has it. The caller holds the lock.
func (k *socket) release(op *running) {
	if i := slices.Index(k.running, op); i >= 0 {
		k.running = slices.Delete(k.running, i, i+1)
	}
}

// work runs the operation. A subscription outlasts it.
func (op *running) work(params *graphql.RawParams) {
	defer func() {
		if p := recover(); p != nil {
			logPanic(op.ctx, p)
			op.end(errInternal)
			op.over()
		}
	}()
	op.run(op.ctx, op.exec, operation{params: params}, op)
}

// over lets the socket go on, or come to its end, without the operation.
func (op *running) over() {
	op.cancel()
	e := zerolog.Ctx(op.ctx).Debug().Str("request_id", graph.RequestID(op.ctx))
	lineOf(op.ctx).write(e)
	e.Msg("operation ended")
	op.mu.Lock()
	op.working--
	op.release(op)
	op.mu.Unlock()
	op.workers.Done()
}

func (op *running) next(result whole, _ *graph.Position) func() bool {
	noteErrors(op.ctx, result.Errors)
	text := reply(outgoing{op.id, "next", result})
	return func() bool { return op.tell(text, false) }
}

func (op *running) fail(errs gqlerror.List) {
	noteErrors(op.ctx, errs)
	op.tell(reply(outgoing{op.id, "error", errs}), true)
}

func (op *running) complete() { op.tell(reply(outgoing{ID: op.id, Type: "complete"}), true) }

// tell sends a message while the operation still has its id, which is free before the client hears
// of the end.
func (op *running) tell(text []byte, last bool) bool {
	if !op.take() {
		return false
	}
	defer func() { <-op.slot }()
	return op.holds(last) && op.write(text)
}

// holds reports whether the operation still has its id, and takes it away for its last message.
func (op *running) holds(last bool) bool {
	op.mu.Lock()
	defer op.mu.Unlock()
	if !slices.Contains(op.running, op) {
		return false
	}
	if last {
		op.release(op)
	}
	return true
}
