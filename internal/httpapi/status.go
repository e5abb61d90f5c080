package httpapi

import (
	"errors"
	"net/http"

	"argmap/internal/fault"
)

// statusCancelled says that the client went away before the answer, as proxies log it.
const statusCancelled = 499

// statusOf is the one table from code to HTTP status, for all answers but those of GraphQL.
func statusOf(code fault.Code) int {
	switch code {
	case fault.Invalid:
		return http.StatusBadRequest
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Conflict:
		return http.StatusConflict
	case fault.Unauthenticated:
		return http.StatusUnauthorized
	case fault.Forbidden:
		return http.StatusForbidden
	case fault.Exhausted:
		return http.StatusRequestEntityTooLarge
	case fault.Unavailable:
		return http.StatusServiceUnavailable
	case fault.Cancelled:
		return statusCancelled
	case fault.Unimplemented:
		return http.StatusNotImplemented
	case fault.Internal:
		return http.StatusInternalServerError
	}
	return http.StatusInternalServerError
}

// status is that of an error: by its code, unless its reason has a status of its own.
func status(err error) int {
	switch fault.Reason(err) {
	case "source.media_type", "http.media_type":
		return http.StatusUnsupportedMediaType
	case "http.method":
		return http.StatusMethodNotAllowed
	case "http.not_acceptable":
		return http.StatusNotAcceptable
	case "store.full", "neo4j.memory":
		return http.StatusInsufficientStorage
	case "limit.bytes", "limit.variable_depth", "limit.variable_values":
		return http.StatusBadRequest
	}
	return statusOf(fault.Of(err))
}

// shown is the form of an error that a client may see: that of a fault as it is, and nothing of the
// inside of any other.
func shown(err error) *fault.Error {
	var f *fault.Error
	switch code := fault.Of(err); {
	case code == fault.Internal:
		return fault.New(fault.Internal, "internal", "internal error")
	case errors.As(err, &f):
		return f
	case code == fault.Unavailable:
		return fault.New(fault.Unavailable, "request.timeout", "the request took too long; try again in a moment")
	}
	return fault.New(fault.Cancelled, "request.cancelled", "the request was cancelled")
}
