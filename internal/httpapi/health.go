package httpapi

import (
	"context"
	"io"
	"net/http"
	"runtime"
	"time"

	"argmap/internal/fault"
)

// health is the answer of /readyz.
type health struct {
	Status string `json:"status"`
	Store  string `json:"store"`
}

// readyWithin bounds a health check.
const readyWithin = 2 * time.Second

// live says that the process answers.
func live(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, http.StatusOK, struct {
		Status string `json:"status"`
	}{"live"})
}

// ready says whether requests can be served: the store can be reached, its schema is current, and
// the server is not going away.
func (s *server) ready(w http.ResponseWriter, r *http.Request) {
	if s.draining.Load() {
		fail(w, r, fault.New(fault.Unavailable, "service.closing", "the server is going away"))
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), readyWithin)
	defer cancel()
	if err := s.Ready(ctx); err != nil {
		fail(w, r, notReady(err))
		return
	}
	writeJSON(w, http.StatusOK, health{"ready", s.StoreKind})
}

// notReady says why, as far as a client may know; whatever it is, it may be mended.
func notReady(err error) error {
	if fault.Of(err) == fault.Unavailable {
		return err
	}
	reason := fault.Reason(err)
	if reason == "" {
		reason = "store.failed"
	}
	return fault.New(fault.Unavailable, reason, "the store cannot be used; the server's log says more").Because(err)
}

// build is the answer of /version.
type build struct {
	Version string `json:"version"`
	Go      string `json:"go"`
	Store   string `json:"store"`
}

func (s *server) version(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, http.StatusOK, build{s.Version, runtime.Version(), s.StoreKind})
}

// schema gives the schema's text.
func (s *server) schema(w http.ResponseWriter, r *http.Request) {
	if s.Limits.NoIntrospection {
		fail(w, r, fault.New(fault.NotFound, "http.path", "this server does not show its schema"))
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = io.WriteString(w, s.SDL)
}

// unknown answers what no route takes.
func unknown(w http.ResponseWriter, r *http.Request) {
	if allow, ok := allowed(r.URL.Path); ok {
		w.Header().Set("Allow", allow)
		fail(w, r, fault.New(fault.Invalid, "http.method", "%s takes %s", r.URL.Path, allow))
		return
	}
	fail(w, r, fault.New(fault.NotFound, "http.path", "there is nothing at %q; GraphQL is at %s", shorten(r.URL.Path), pathGraphQL))
}

// allowed gives the methods of the routes that take some only.
func allowed(path string) (string, bool) {
	switch path {
	case pathSources, pathMaps, pathMaps + "/validate":
		return http.MethodPost, true
	case "/", pathSchema, pathLive, pathReady, pathVersion:
		return "GET, HEAD", true
	}
	return "", false
}
