package httpapi

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"argmap/graph"
	"argmap/internal/fault"
)

// outlet is where the results of one operation go. The last call is over.
type outlet interface {
	// next encodes a result and gives what sends it, which is false when the client is gone. The
	// result of a subscription has a position.
	next(result whole, at *graph.Position) (send func() bool)
	// fail sends the errors of an operation that was refused or came to an end.
	fail(errs gqlerror.List)
	// complete tells that there are no more results.
	complete()
	// over tells that nothing of the operation is left.
	over()
}

// operation is what a client wants to be run, on a socket or an event stream.
type operation struct {
	params *graphql.RawParams
	// resume is where the client left a subscription; nil when the operation says it.
	resume *graph.Position
	// reading refuses mutations.
	reading bool
}

// run executes an operation and sends what comes of it, until ctx ends. A subscription goes on when
// run has returned, without a goroutine while nothing happens.
func (s *streams) run(ctx context.Context, exec graphql.GraphExecutor, o operation, out outlet) {
	ctx = graphql.StartOperationTrace(ctx)
	turn, cancel := context.WithTimeout(ctx, s.Deadline)
	defer cancel()
	if err := s.admission.take(turn); err != nil {
		refused(turn, err, out)
		return
	}
	done := onlyOnce(s.admission.done)
	defer done()
	op, errs := exec.CreateOperationContext(turn, o.params)
	if errs != nil {
		out.fail(exec.DispatchError(graphql.WithOperationContext(ctx, op), errs).Errors)
		out.over()
		return
	}
	lineOf(ctx).ran(string(op.Operation.Operation), op.Operation.Name)
	switch {
	case op.Operation.Operation == ast.Subscription:
		s.follow(ctx, exec, op, o.resume, out, done)
	case op.Operation.Operation == ast.Mutation && o.reading:
		refused(ctx, fault.New(fault.Invalid, "http.method", "a mutation must be sent by POST"), out)
	default:
		once(turn, exec, op, out, done)
	}
}

func refused(ctx context.Context, err error, out outlet) {
	out.fail(gqlerror.List{graph.PresentError(ctx, err)})
	out.over()
}

// once runs a query or a mutation.
func once(ctx context.Context, exec graphql.GraphExecutor, op *graphql.OperationContext, out outlet, done func()) {
	next, ctx := exec.DispatchOperation(ctx, op)
	res := next(ctx)
	if res == nil {
		refused(ctx, ended(ctx), out)
		return
	}
	done()
	if send := out.next(whole{Errors: res.Errors, Data: &res.Data, Extensions: res.Extensions}, nil); send() {
		out.complete()
	}
	out.over()
}

// follow starts a subscription.
func (s *streams) follow(ctx context.Context, exec graphql.GraphExecutor, op *graphql.OperationContext, resume *graph.Position, out outlet, done func()) {
	stream, err := graph.NewStream(op, s.Deadline)
	if err != nil {
		refused(ctx, err, out)
		return
	}
	if resume != nil {
		stream.Resume(*resume)
	}
	next, ctx := exec.DispatchOperation(stream.Within(ctx), op)
	done()
	deliver := func(res *graphql.Response, at graph.Position) func() bool {
		return out.next(whole{Errors: res.Errors, Data: &res.Data, Extensions: res.Extensions}, &at)
	}
	stream.Start(ctx, next, deliver, func(errs gqlerror.List) {
		if errs != nil {
			out.fail(errs)
		} else {
			out.complete()
		}
		out.over()
	})
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
