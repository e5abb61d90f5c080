package httpapi

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Origins are the web pages, by origin, that may call this server from a browser beside its own
// page. None may unless they are named. No cookie is ever read or set, so credentials in the sense of
// browsers are allowed to nobody: a page sends the token itself.
type Origins []string

// anyOrigin lets every page in that knows the token.
const anyOrigin = "*"

// ParseOrigins reads a list of origins with commas or blanks between them. Each is exact: a scheme,
// a host and perhaps a port, as browsers write it. A lone * stands for all.
func ParseOrigins(list string) (Origins, error) {
	names := strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' })
	for _, name := range names {
		if err := checkOrigin(name, len(names)); err != nil {
			return nil, err
		}
	}
	return names, nil
}

func checkOrigin(name string, names int) error {
	if name == anyOrigin {
		if names > 1 {
			return errors.New("* stands for all origins, and must stand alone")
		}
		return nil
	}
	u, err := url.Parse(name)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || name != u.Scheme+"://"+strings.ToLower(u.Host) || strings.Contains(u.Host, anyOrigin) {
		return fmt.Errorf("%q is not an origin; one is like https://maps.example or http://localhost:5173, without a path", name)
	}
	return nil
}

// Any reports whether every page may come in.
func (o Origins) Any() bool { return slices.Contains(o, anyOrigin) }

// allow reports whether a page of the origin may come in because it was named.
func (o Origins) allow(origin string) bool {
	return origin != "" && (slices.Contains(o, origin) || o.Any())
}

// What pages of other origins may send and read, beside what browsers always let them.
var (
	corsMethods = strings.Join([]string{http.MethodGet, http.MethodHead, http.MethodPost}, ", ")
	corsSent    = strings.Join([]string{
		"Authorization", "Content-Type", "If-None-Match", "Last-Event-ID", headerRequestID,
		"Apollo-Require-Preflight", "GraphQL-Require-Preflight",
	}, ", ")
	corsRead = strings.Join([]string{"ETag", "Retry-After", headerRequestID, "Argmap-Store"}, ", ")
)

// preflightAge is how long a browser may remember what it was told.
const preflightAge = "600"

// withCORS tells browsers what pages of other origins may do. It answers a preflight itself, because
// that carries no token. An origin that was not named is told nothing, and its browser keeps the
// answer from it.
func (s *server) withCORS(next http.Handler) http.Handler {
	if len(s.Origins) == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h, origin := w.Header(), r.Header.Get("Origin")
		h.Add("Vary", "Origin")
		if !s.Origins.allow(origin) {
			next.ServeHTTP(w, r)
			return
		}
		if s.Origins.Any() {
			origin = anyOrigin
		}
		h.Set("Access-Control-Allow-Origin", origin)
		if r.Method == http.MethodOptions && r.Header.Get("Access-Control-Request-Method") != "" {
			preflight(w)
			return
		}
		h.Set("Access-Control-Expose-Headers", corsRead)
		next.ServeHTTP(w, r)
	})
}

// preflight says which requests may follow.
func preflight(w http.ResponseWriter) {
	h := w.Header()
	h.Add("Vary", "Access-Control-Request-Method, Access-Control-Request-Headers")
	h.Set("Access-Control-Allow-Methods", corsMethods)
	h.Set("Access-Control-Allow-Headers", corsSent)
	h.Set("Access-Control-Max-Age", preflightAge)
	w.WriteHeader(http.StatusNoContent)
}
