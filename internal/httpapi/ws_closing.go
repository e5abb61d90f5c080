package httpapi

import (
	"context"
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/coder/websocket"
)

// closeError is why a socket is closed, as its client is told.
type closeError struct {
	code   websocket.StatusCode
	reason string
}

// Error gives the code and the reason.
func (c closeError) Error() string { return fmt.Sprintf("%d: %s", c.code, c.reason) }

// The reasons for closing: what graphql-transport-ws lays down, and a few of sockets in general. The
// codes of those that are not the client's fault let it come back.
var (
	errSubprotocol  = closeError{4406, "Subprotocol not acceptable"}
	errInitTimeout  = closeError{4408, "Connection initialisation timeout"}
	errInitTwice    = closeError{4429, "Too many initialisation requests"}
	errUnauthorized = closeError{4401, "Unauthorized"}
	errForbidden    = closeError{4403, "Forbidden"}
	errInternal     = closeError{4500, "Internal server error"}

	errGoingAway = closeError{websocket.StatusGoingAway, "The server is going away"}
	errSlow      = closeError{websocket.StatusTryAgainLater, "Messages were not taken in time"}
	errSilent    = closeError{websocket.StatusTryAgainLater, "No sign of life"}
	errMalformed = closeError{websocket.StatusProtocolError, "Malformed frame"}
	errNotText   = closeError{websocket.StatusInvalidFramePayloadData, "Text that is no UTF-8"}
	// errGone needs no telling.
	errGone = closeError{}
)

// invalid is a message that the protocol does not know.
func invalid(format string, args ...any) closeError {
	return closeError{4400, short(fmt.Sprintf(format, args...))}
}

// taken is an id that another operation has.
func taken(id string) closeError {
	const before, after = "Subscriber for ", " already exists"
	return closeError{4409, before + clipped(id, maxReason-len(before)-len(after)) + after}
}

// maxReason is how long a reason may be in bytes.
const maxReason = 123

func short(reason string) string { return clipped(reason, maxReason) }

// clipped cuts a text to at most n bytes, between two characters.
func clipped(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n]
}

// closingOf gives the reason for which a context ended.
func closingOf(ctx context.Context) closeError {
	if c, ok := errors.AsType[closeError](context.Cause(ctx)); ok {
		return c
	}
	return errGone
}
