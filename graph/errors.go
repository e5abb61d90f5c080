package graph

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime/debug"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/rs/zerolog"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"argmap/internal/fault"
)

// PresentError gives an error the form in which a client sees it: a message that is safe to show,
// and the extensions code, reason, field and requestId beside the details of the fault. An INTERNAL
// error says nothing of the inside; it is logged here, once.
func PresentError(ctx context.Context, err error) *gqlerror.Error {
	var shown *gqlerror.Error
	if !errors.As(err, &shown) {
		shown = gqlerror.WrapPath(graphql.GetPath(ctx), err)
	}
	f := faultIn(ctx, err, shown)
	if f.Code == fault.Internal {
		zerolog.Ctx(ctx).Error().Err(err).Str("requestId", RequestID(ctx)).Stringer("path", shown.Path).Msg("internal error")
		f = internal()
	}
	if f.Field == "" {
		f = f.At(inputPath(ctx, shown.Path))
	}
	return &gqlerror.Error{
		Message: f.Message, Path: responsePath(ctx, shown.Path), Locations: shown.Locations,
		Extensions: extensions(f, RequestID(ctx)),
	}
}

// RecoverPanic turns a panic into an error that keeps its stack for the log.
func RecoverPanic(_ context.Context, panicked any) error {
	return internal().Because(fmt.Errorf("panic: %v\n%s", panicked, debug.Stack()))
}

func internal() *fault.Error { return fault.New(fault.Internal, "internal", "internal error") }

func extensions(f *fault.Error, requestID string) map[string]any {
	ext := maps.Clone(f.Details)
	if ext == nil {
		ext = map[string]any{}
	}
	ext["code"], ext["reason"] = string(f.Code), f.Reason
	if f.Field != "" {
		ext["field"] = f.Field
	}
	if requestID != "" {
		ext["requestId"] = requestID
	}
	return ext
}

// faultIn finds the fault in an error. What the GraphQL library itself refuses is the client's
// doing; everything else that is no fault is INTERNAL.
func faultIn(ctx context.Context, err error, shown *gqlerror.Error) *fault.Error {
	var f *fault.Error
	switch {
	case errors.As(err, &f):
		return f
	case shown.Extensions["code"] == errcode.ParseFailed && strings.Contains(shown.Message, "exceeded token limit"):
		return fault.New(fault.Exhausted, "limit.tokens", "the document is too long: %s", shown.Message)
	case shown.Extensions["code"] == errcode.ParseFailed:
		return fault.New(fault.Invalid, "graphql.parse", "%s", shown.Message)
	case shown.Extensions["code"] == errcode.ValidationFailed:
		return fault.New(fault.Invalid, "graphql.validation", "%s", shown.Message)
	case fault.Of(err) == fault.Cancelled:
		return fault.New(fault.Cancelled, "request.cancelled", "the request was cancelled")
	case fault.Of(err) == fault.Unavailable:
		return fault.New(fault.Unavailable, "request.timeout", "the request took too long; try again in a moment")
	case inputPath(ctx, shown.Path) != "":
		return fault.New(fault.Invalid, "graphql.input", "%s", shown.Message)
	}
	return internal().Because(err)
}

// inputPath gives the dotted path of the input at fault: what an error's path has beyond that of
// the field, or beyond the word "variable". It is empty when the error is not about the input.
func inputPath(ctx context.Context, path ast.Path) string {
	if len(path) > 0 && path[0] == ast.PathName("variable") {
		return dotted(path[1:])
	}
	field := graphql.GetFieldContext(ctx)
	if field == nil || len(path) <= len(field.Path()) {
		return ""
	}
	return dotted(path[len(field.Path()):])
}

// responsePath cuts an error's path back to the field of the answer that it belongs to.
func responsePath(ctx context.Context, path ast.Path) ast.Path {
	if inputPath(ctx, path) == "" {
		return path
	}
	if field := graphql.GetFieldContext(ctx); field != nil {
		return field.Path()
	}
	return nil
}

func dotted(path ast.Path) string {
	var b strings.Builder
	for _, step := range path {
		switch step := step.(type) {
		case ast.PathIndex:
			fmt.Fprintf(&b, "[%d]", step)
		case ast.PathName:
			if b.Len() > 0 {
				b.WriteByte('.')
			}
			b.WriteString(string(step))
		}
	}
	return b.String()
}

func asFault(err error) (*fault.Error, bool) {
	var f *fault.Error
	ok := errors.As(err, &f)
	return f, ok
}
