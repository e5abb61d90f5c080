package httpapi

import (
	"context"
	"net/http"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"argmap/graph"
	"argmap/graph/direct"
	"argmap/internal/fault"
)

// newGraphQL serves GraphQL by the "GraphQL over HTTP" specification, and live over sockets and event
// streams.
func newGraphQL(o Options, admission *turns, live *streams) http.Handler {
	srv := handler.New(o.Schema)
	plain := transport{bodyLimit: o.BodyLimit, limits: o.Limits, turns: admission, tags: newTagger(o)}
	srv.AddTransport(socketTransport{live})
	srv.AddTransport(eventTransport{live, plain})
	srv.AddTransport(plain)
	srv.Use(newPersisted(o))
	graph.Guard(srv, o.Limits)
	return srv
}

// transport answers one GraphQL request with one answer. It is the last one, and refuses what it
// does not understand.
type transport struct {
	bodyLimit int64
	limits    graph.Limits
	turns     *turns
	tags      *tagger
}

// Supports accepts every request.
func (transport) Supports(*http.Request) bool { return true }

// Do reads the request, lets it be executed, and answers.
func (t transport) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	media, ok := answerMedia(r.Header.Values("Accept"))
	if !ok {
		refuse(w, r, mediaJSON, fault.New(fault.Invalid, "http.not_acceptable", "the answer can be %s or %s", mediaGraphQL, mediaJSON))
		return
	}
	params, err := t.read(w, r)
	if err != nil {
		refuse(w, r, media, err)
		return
	}
	if err := t.turns.take(r.Context()); err != nil {
		refuse(w, r, media, err)
		return
	}
	defer t.turns.done()
	op, errs := exec.CreateOperationContext(r.Context(), params)
	if errs != nil {
		res := withoutData(exec.DispatchError(graphql.WithOperationContext(r.Context(), op), errs))
		answer(w, r, media, requestErrorStatus(media, res.Errors), res)
		return
	}
	lineOf(r.Context()).ran(string(op.Operation.Operation), op.Operation.Name)
	if r.Method == http.MethodGet && op.Operation.Operation == ast.Mutation {
		w.Header().Set("Allow", http.MethodPost)
		refuse(w, r, media, fault.New(fault.Invalid, "http.method", "a %s must be sent by POST", op.Operation.Operation))
		return
	}
	ctx, tag := t.tags.tag(r, op, media)
	if tag.unchanged(w, r) {
		return
	}
	ctx, values := direct.Collect(ctx)
	next, ctx := exec.DispatchOperation(ctx, op)
	res := next(ctx)
	if res == nil {
		refuse(w, r, media, ended(ctx))
		return
	}
	if !tag.none() && len(res.Errors) == 0 {
		tag.set(w.Header(), "")
	}
	answer(w, r, media, http.StatusOK, whole{Errors: res.Errors, Data: &res.Data, Extensions: res.Extensions, values: values})
	values.Release()
}

// ended says why an operation gave no answer.
func ended(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return fault.New(fault.Internal, "internal", "internal error")
}

// requestErrorStatus is that of a query that was never executed. Clients of the older media type
// look for such errors in an answer of status 200, but not for what no other query would have mended:
// what is forbidden, what is beyond a limit, and a server that cannot serve.
func requestErrorStatus(media string, errs gqlerror.List) int {
	for _, e := range errs {
		f := faultOf(e)
		switch {
		case f.Code == fault.Forbidden, f.Code == fault.Unavailable:
			return status(f)
		case strings.HasPrefix(f.Reason, "limit."):
			return http.StatusBadRequest
		}
	}
	if media == mediaGraphQL {
		return http.StatusBadRequest
	}
	return http.StatusOK
}

func withoutData(res *graphql.Response) whole {
	return whole{Errors: res.Errors, Extensions: res.Extensions}
}

// refuse answers a request that is no GraphQL request, in the form of one that failed.
func refuse(w http.ResponseWriter, r *http.Request, media string, err error) {
	list := gqlerror.List{graph.PresentError(r.Context(), err)}
	answer(w, r, media, status(err), whole{Errors: list})
}
