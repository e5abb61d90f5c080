package graph

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/store"
)

// Position is how far a client has followed a map.
type Position struct {
	Revision argmap.Revision
	// Epoch is that of the last event; nil when the client does not know.
	Epoch *argmap.Epoch
}

// String gives the position as one opaque word.
func (p Position) String() string {
	word := strconv.FormatInt(int64(p.Revision), 10)
	if p.Epoch != nil {
		word += "." + strconv.FormatInt(int64(*p.Epoch), 10)
	}
	return word
}

// ParsePosition reads what String gave.
func ParsePosition(word string) (Position, error) {
	revision, epoch, known := strings.Cut(word, ".")
	p := Position{}
	n, err := strconv.ParseUint(revision, 10, 63)
	p.Revision = argmap.Revision(n)
	if err == nil && known {
		var e uint64
		e, err = strconv.ParseUint(epoch, 10, 63)
		p.Epoch = new(argmap.Epoch(e))
	}
	if err != nil || p.Revision == 0 {
		return p, fault.New(fault.Invalid, "live.position", "this is not the id of an event")
	}
	return p, nil
}

// Stream joins a subscription with the transport that delivers its events. The next event is asked
// for when the one before is delivered, so what changes meanwhile is told by one event, and nothing
// waits in a queue. While there is nothing to deliver it has no goroutine.
type Stream struct {
	field  graphql.CollectedField
	resume *Position
	// each bounds the making of one event.
	each time.Duration

	// The rest is what the subscription says of itself when it is dispatched.
	resolver *Resolver
	mapID    argmap.ID
	from     Position
	// show makes an event the next one of the response; it is false when there is nothing to show.
	show func(context.Context, ledger.Event) (bool, error)
}

// NewStream prepares a subscription; the making of one event may take so long. A subscription has
// one field, and that is not one that asks about the schema.
func NewStream(op *graphql.OperationContext, each time.Duration) (*Stream, error) {
	fields := graphql.CollectFields(op, op.Operation.SelectionSet, []string{"Subscription"})
	if len(fields) != 1 || strings.HasPrefix(fields[0].Name, "__") {
		return nil, fault.New(fault.Invalid, "graphql.validation", "a subscription has exactly one field at the top, which is no __typename")
	}
	return &Stream{field: fields[0], each: each}, nil
}

// Resume lets the events begin after a position, whatever the operation itself says.
func (s *Stream) Resume(p Position) { s.resume = &p }

// Within gives the context in which the subscription must be dispatched.
func (s *Stream) Within(ctx context.Context) context.Context {
	return context.WithValue(ctx, streamKey, s)
}

// Deliver encodes an event, whose data are there for this call only, and gives what sends it. That is
// false when there is nobody to send it to.
type Deliver func(res *graphql.Response, at Position) (send func() bool)

// Start has each event delivered, until sending is false or ctx ends; next is what the dispatch gave.
// Then it calls over, once, with the errors with which the subscription was refused or came to its
// end. Calls come one after the other, from this goroutine and later others.
func (s *Stream) Start(ctx context.Context, next graphql.ResponseHandler, deliver Deliver, over func(gqlerror.List)) {
	ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Object: "Subscription", Field: s.field})
	if s.resolver == nil {
		over(refusal(ctx, next))
		return
	}
	head, at, err := s.begin(ctx)
	if err != nil {
		over(errorsOf(ctx, err))
		return
	}
	sub := &subscriber{
		resolver: s.resolver, mapID: s.mapID, ctx: ctx, at: at, busy: true,
		show: func(e ledger.Event) (func() bool, error) { return s.event(ctx, e, next, deliver) },
		over: func(err error) { over(errorsOf(ctx, err)) },
	}
	s.resolver.feeds.join(sub, head)
	s.resolver.feeds.gate <- struct{}{}
	sub.work(s.resolver.feeds)
}

// refusal gives the errors of a subscription that never began.
func refusal(ctx context.Context, next graphql.ResponseHandler) gqlerror.List {
	if res := next(ctx); res != nil && len(res.Errors) > 0 {
		return res.Errors
	}
	return gqlerror.List{PresentError(ctx, internal())}
}

// begin gives the head of the map and the place from which the events begin.
func (s *Stream) begin(ctx context.Context) (store.Head, place, error) {
	head, err := s.resolver.Ledger.Head(ctx, s.mapID)
	at := place{s.mapID, s.from.Revision, head.Epoch}
	switch {
	case err != nil:
	case at.Revision == 0:
		at.Revision = head.Revision
	case at.Revision > head.Revision:
		err = fault.InvalidField("since", "revision.future", "the map has no revision %d yet; its latest is %d", at.Revision, head.Revision).With("revision", head.Revision)
	case s.from.Epoch != nil && *s.from.Epoch > head.Epoch:
		err = fault.InvalidField("epoch", "epoch.future", "the map has no epoch %d yet; its latest is %d", *s.from.Epoch, head.Epoch)
	case s.from.Epoch != nil:
		at.Epoch = *s.from.Epoch
	}
	return head, at, err
}

// event makes one event and gives what sends it.
func (s *Stream) event(ctx context.Context, e ledger.Event, next graphql.ResponseHandler, deliver Deliver) (func() bool, error) {
	limited, cancel := context.WithTimeout(ctx, s.each)
	defer cancel()
	if shown, err := s.show(limited, e); err != nil || !shown {
		return nil, err
	}
	res := next(limited)
	if res == nil {
		return nil, context.Canceled
	}
	return deliver(res, Position{e.To, &e.Epoch}), nil
}

// follow lets the stream of the context follow a map; show is as in Stream.
func (r *Resolver) follow(ctx context.Context, m argmap.ID, since *argmap.Revision, epoch *int, show func(context.Context, ledger.Event) (bool, error)) error {
	s, ok := ctx.Value(streamKey).(*Stream)
	if !ok {
		return fault.New(fault.Invalid, "http.subscription", "a subscription is followed over WebSocket (graphql-transport-ws) or server-sent events (Accept: text/event-stream)")
	}
	from, err := start(since, epoch)
	if err != nil {
		return err
	}
	if s.resume != nil {
		from = *s.resume
	}
	s.resolver, s.mapID, s.from, s.show = r, m, from, show
	return nil
}

// start gives the position that the arguments of a subscription name.
func start(since *argmap.Revision, epoch *int) (Position, error) {
	var p Position
	switch {
	case since == nil && epoch != nil:
		return p, fault.InvalidField("epoch", "revision.missing", "epoch is given without since")
	case since == nil:
		return p, nil
	case *since == 0:
		return p, fault.InvalidField("since", "revision.range", "the revision is 0; the first one is 1")
	case epoch != nil && *epoch < 0:
		return p, fault.InvalidField("epoch", "revision.range", "the epoch is negative")
	}
	p.Revision = *since
	if epoch != nil {
		p.Epoch = new(argmap.Epoch(*epoch))
	}
	return p, nil
}
