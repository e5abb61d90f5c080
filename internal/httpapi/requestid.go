package httpapi

import (
	"net/http"
	"strings"

	"argmap/graph"
)

// headerRequestID carries the id of a request, in and out.
const headerRequestID = "X-Request-Id"

// maxRequestID bounds an id that a client brings.
const maxRequestID = 64

// withRequestID gives every request an id: the one that it brings, if that is harmless in a log.
func (s *server) withRequestID(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.Header.Get(headerRequestID)
		if !saneRequestID(id) {
			id = s.NewID()
		}
		w.Header().Set(headerRequestID, id)
		next.ServeHTTP(w, r.WithContext(graph.WithRequestID(r.Context(), id)))
	})
}

func saneRequestID(id string) bool {
	const allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:/+="
	return id != "" && len(id) <= maxRequestID && strings.Trim(id, allowed) == ""
}
