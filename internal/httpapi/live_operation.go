package httpapi

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"argmap/graph"
	"argmap/internal/fault"
)

// outlet is where the results of one operation go.
type outlet interface {
	// next sends a result; a subscription's has a position. It is false when the client is gone.
	next(result whole, at *graph.Position) bool
	// fail sends the errors of an operation that was refused or came to an end, and nothing after them.
	fail(errs gqlerror.List)
	// complete tells that there are no more results.
	complete()
}

// operation is what a client wants to be run, on a socket or an event stream.
type operation struct {
	params *graphql.RawParams
	// resume is where the client left a subscription; nil when the operation says it.
	resume *graph.Position
	// reading refuses mutations.
	reading bool
}

// run executes an operation and sends what comes of it, until ctx ends.
func (s *streams) run(ctx context.Context, exec graphql.GraphExecutor, o operation, out outlet) {
	ctx = graphql.StartOperationTrace(ctx)
	turn, cancel := context.WithTimeout(ctx, s.Deadline)
	defer cancel()
	if err := s.admission.take(turn); err != nil {
		out.fail(listed(turn, err))
		return
	}
	done := onlyOnce(func() {
		s.admission.done()
		cancel() // a subscription goes on without it
	})
	defer done()
	op, errs := exec.CreateOperationContext(turn, o.params)
	if errs != nil {
		out.fail(exec.DispatchError(graphql.WithOperationContext(ctx, op), errs).Errors)
		return
	}
	lineOf(ctx).ran(string(op.Operation.Operation), op.Operation.Name)
	switch {
	case op.Operation.Operation == ast.Subscription:
		s.follow(ctx, exec, op, o.resume, out, done)
	case op.Operation.Operation == ast.Mutation && o.reading:
		out.fail(listed(ctx, fault.New(fault.Invalid, "http.method", "a mutation must be sent by POST")))
	default:
		once(turn, exec, op, out, done)
	}
}

// once runs a query or a mutation.
func once(ctx context.Context, exec graphql.GraphExecutor, op *graphql.OperationContext, out outlet, done func()) {
	next, ctx := exec.DispatchOperation(ctx, op)
	res := next(ctx)
	if res == nil {
		out.fail(listed(ctx, ended(ctx)))
		return
	}
	done()
	if out.next(whole{Errors: res.Errors, Data: &res.Data, Extensions: res.Extensions}, nil) {
		out.complete()
	}
}

// follow runs a subscription. It does not count as work but for the making of its events.
func (s *streams) follow(ctx context.Context, exec graphql.GraphExecutor, op *graphql.OperationContext, resume *graph.Position, out outlet, done func()) {
	stream, err := graph.NewStream(op, s.Deadline)
	if err != nil {
		out.fail(listed(ctx, err))
		return
	}
	if resume != nil {
		stream.Resume(*resume)
	}
	next, ctx := exec.DispatchOperation(stream.Within(ctx), op)
	done()
	errs := stream.Run(ctx, s.made(next), func(res *graphql.Response, at graph.Position) bool {
		return out.next(whole{Errors: res.Errors, Data: &res.Data, Extensions: res.Extensions}, &at)
	})
	if errs != nil {
		out.fail(errs)
		return
	}
	out.complete()
}

// made lets events be made a few at a time, however many clients wait for them.
func (s *streams) made(next graphql.ResponseHandler) graphql.ResponseHandler {
	return func(ctx context.Context) *graphql.Response {
		if s.making.take(ctx) != nil {
			return nil
		}
		defer s.making.done()
		return next(ctx)
	}
}

// listed shows an error as those of GraphQL are shown, and keeps it for the log.
func listed(ctx context.Context, err error) gqlerror.List {
	return gqlerror.List{graph.PresentError(ctx, err)}
}

// noteErrors keeps the errors of a result for the log.
func noteErrors(ctx context.Context, errs gqlerror.List) {
	for _, e := range errs {
		lineOf(ctx).note(faultOf(e))
	}
}

// onlyOnce gives a function that calls f the first time.
func onlyOnce(f func()) func() {
	called := false
	return func() {
		if !called {
			called = true
			f()
		}
	}
}
