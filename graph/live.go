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
// waits in a queue. All of it happens on the goroutine that calls Run.
type Stream struct {
	field  graphql.CollectedField
	resume *Position
	// Each bounds the making of one event.
	each time.Duration
	// source runs the subscription; it calls deliver when the next response has an event to show.
	source func(ctx context.Context, deliver func(Position) bool) error
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

// Run calls deliver with each event and its position until deliver is false or ctx ends; next is what
// the dispatch gave. It returns the errors with which the subscription was refused or came to its end.
func (s *Stream) Run(ctx context.Context, next graphql.ResponseHandler, deliver func(*graphql.Response, Position) bool) gqlerror.List {
	ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Object: "Subscription", Field: s.field})
	if s.source == nil {
		return refusal(ctx, next)
	}
	err := s.source(ctx, func(p Position) bool {
		res := s.event(ctx, next)
		return res != nil && deliver(res, p)
	})
	if err == nil || ctx.Err() != nil {
		return nil //nolint:nilerr // the client is gone, or the server goes
	}
	return gqlerror.List{PresentError(ctx, err)}
}

// refusal gives the errors of a subscription that never began.
func refusal(ctx context.Context, next graphql.ResponseHandler) gqlerror.List {
	if res := next(ctx); res != nil && len(res.Errors) > 0 {
		return res.Errors
	}
	return gqlerror.List{PresentError(ctx, internal())}
}

func (s *Stream) event(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	ctx, cancel := context.WithTimeout(ctx, s.each)
	defer cancel()
	return next(ctx)
}

// begin gives the position from which a subscription starts.
func (s *Stream) begin(since *argmap.Revision, epoch *int) (Position, error) {
	var p Position
	switch {
	case s.resume != nil:
		return *s.resume, nil
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

// streamOf gives the stream that a subscription is dispatched in.
func streamOf(ctx context.Context) (*Stream, error) {
	s, ok := ctx.Value(streamKey).(*Stream)
	if !ok {
		return nil, fault.New(fault.Invalid, "http.subscription", "a subscription is followed over WebSocket (graphql-transport-ws) or server-sent events (Accept: text/event-stream)")
	}
	return s, nil
}
