package httpapi

import (
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/rs/zerolog"

	"argmap/graph"
	"argmap/internal/fault"
)

// failure is an error as the routes beside GraphQL give it.
type failure struct {
	Code      fault.Code `json:"code"`
	Reason    string     `json:"reason"`
	Field     string     `json:"field,omitempty"`
	Message   string     `json:"message"`
	RequestID string     `json:"requestId"`
	// Details are further facts for programs: the losses of an export that was refused.
	Details map[string]any `json:"details,omitempty"`
}

// fail answers with an error, and logs its cause when that is a fault of ours. What asked for GraphQL
// is told in the form of GraphQL.
func fail(w http.ResponseWriter, r *http.Request, err error) {
	if r.URL.Path == pathGraphQL {
		refuse(w, r, mediaJSON, err)
		return
	}
	f := shown(err)
	lineOf(r.Context()).note(f)
	if f.Code == fault.Internal {
		zerolog.Ctx(r.Context()).Error().Err(err).Str("requestId", graph.RequestID(r.Context())).Msg("internal error")
	}
	retryLater(w, f)
	writeJSON(w, status(err), failure{f.Code, f.Reason, f.Field, f.Message, graph.RequestID(r.Context()), f.Details})
}

// retryLater says when to try again what is UNAVAILABLE.
func retryLater(w http.ResponseWriter, f *fault.Error) {
	if f.Code != fault.Unavailable {
		return
	}
	seconds := any(1)
	if s, ok := f.Details["retryAfter"]; ok {
		seconds = s
	}
	w.Header().Set("Retry-After", fmt.Sprint(seconds))
}

// writeJSON answers with a value. What cannot be sent any more is of no use to anybody.
func writeJSON(w http.ResponseWriter, status int, value any) {
	body, err := json.Marshal(value)
	if err != nil {
		status, body = http.StatusInternalServerError, []byte(`{"code":"INTERNAL","reason":"internal","message":"internal error"}`)
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(append(body, '\n'))
}
