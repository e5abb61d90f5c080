// Package fault holds the one error type of the service and its closed list of codes.
//
// An error is made where its fact is known: INVALID in the domain, NOT_FOUND, CONFLICT and
// UNAVAILABLE in a store or the ledger. The edge only presents it.
package fault

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"unicode/utf8"
)

// Code is the class of an error that a program may act on.
type Code string

// The closed list of codes; it is only ever appended to.
const (
	// Invalid: the input is wrong, and sending it again will not help.
	Invalid Code = "INVALID"
	// NotFound: what the input names is not there, or not for this reader.
	NotFound Code = "NOT_FOUND"
	// Conflict: what the author changes was changed by somebody else after the revision he saw.
	Conflict Code = "CONFLICT"
	// Unauthenticated: no valid credentials came with the request.
	Unauthenticated Code = "UNAUTHENTICATED"
	// Forbidden: the credentials are valid and do not allow this.
	Forbidden Code = "FORBIDDEN"
	// Exhausted: a limit was reached.
	Exhausted Code = "EXHAUSTED"
	// Unavailable: the service cannot answer now; the same request may succeed later.
	Unavailable Code = "UNAVAILABLE"
	// Cancelled: the caller went away.
	Cancelled Code = "CANCELLED"
	// Unimplemented: this service does not offer it.
	Unimplemented Code = "UNIMPLEMENTED"
	// Internal: a fault of the service itself.
	Internal Code = "INTERNAL"
)

// Codes lists every code, in the order of their declaration.
func Codes() []Code {
	return []Code{
		Invalid, NotFound, Conflict, Unauthenticated, Forbidden,
		Exhausted, Unavailable, Cancelled, Unimplemented, Internal,
	}
}

// Error is the one error type that crosses a room's border.
type Error struct {
	// Code is the class.
	Code Code
	// Reason is stable and greppable: a dotted name or a rule id ("MAP-INF-PREMISE").
	Reason string
	// Message is safe to show to the user: what was wrong, where, and what would be right.
	Message string
	// Field is the input at fault, as a dotted path; empty when no single input is.
	Field string
	// Details holds further facts for programs, such as the two versions of a conflict; it may be nil.
	Details map[string]any
	// Err is the cause, for the log only; it may be nil.
	Err error
}

// New makes an error of the given code; the message is formatted as by fmt.Sprintf.
func New(code Code, reason, format string, args ...any) *Error {
	return &Error{Code: code, Reason: reason, Message: fmt.Sprintf(format, args...)}
}

// InvalidField is an INVALID error about one field of the input.
func InvalidField(field, reason, format string, args ...any) *Error {
	return New(Invalid, reason, format, args...).At(field)
}

// At returns a copy of e that names the input at fault.
func (e *Error) At(field string) *Error {
	c := *e
	c.Field = field
	return &c
}

// Because returns a copy of e with its cause.
func (e *Error) Because(err error) *Error {
	c := *e
	c.Err = err
	return &c
}

// With returns a copy of e with one more detail.
func (e *Error) With(key string, value any) *Error {
	c := *e
	c.Details = make(map[string]any, len(e.Details)+1)
	maps.Copy(c.Details, e.Details)
	c.Details[key] = value
	return &c
}

// AtPlace returns a copy of e that says where in a text it is: at a line and column, both from 1, the
// column in code points, or 0 where only the line is known. The message begins with it, and programs
// find it under the details "line" and "column".
func (e *Error) AtPlace(line, column int) *Error {
	c := e.With("line", line)
	where := fmt.Sprintf("line %d", line)
	delete(c.Details, "column")
	if column > 0 {
		c.Details["column"] = column
		where += fmt.Sprintf(", column %d", column)
	}
	c.Message = where + ": " + e.Message
	return c
}

// AtByte is AtPlace for the byte at an offset of a text.
func (e *Error) AtByte(text []byte, at int) *Error {
	at = min(max(at, 0), len(text))
	begin := bytes.LastIndexByte(text[:at], '\n') + 1
	return e.AtPlace(1+bytes.Count(text[:at], []byte("\n")), 1+utf8.RuneCount(text[begin:at]))
}

// AtPath returns a copy of e that says at which value of a JSON text it is, by its path ("$.nodes[3]").
// The message begins with it, and programs find it under the detail "path".
func (e *Error) AtPath(path string) *Error {
	c := e.With("path", path)
	c.Message = path + ": " + e.Message
	return c
}

// Error gives the code, the reason, the field and the message, and the cause if there is one.
func (e *Error) Error() string {
	s := string(e.Code)
	if e.Reason != "" {
		s += " " + e.Reason
	}
	if e.Field != "" {
		s += " (" + e.Field + ")"
	}
	s += ": " + e.Message
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Of gives the code of an error: that of the outermost Error in its chain, CANCELLED for
// context.Canceled, UNAVAILABLE for context.DeadlineExceeded, and INTERNAL for all others.
// Of(nil) is the empty code.
func Of(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	switch {
	case errors.As(err, &e):
		return e.Code
	case errors.Is(err, context.Canceled):
		return Cancelled
	case errors.Is(err, context.DeadlineExceeded):
		return Unavailable
	default:
		return Internal
	}
}

// Reason gives the reason of the outermost Error in the chain, or the empty string.
func Reason(err error) string {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Reason
	}
	return ""
}

// Wrap puts context before *err, keeping code, reason, field and details. It does nothing when
// *err is nil. Use it once, deferred, at the top of a method that crosses a room's border.
func Wrap(err *error, format string, args ...any) {
	if *err != nil {
		*err = fmt.Errorf(format+": %w", append(args, *err)...)
	}
}
