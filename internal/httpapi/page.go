package httpapi

import (
	"bytes"
	"embed"
	"io/fs"
	"net/http"
	"strings"
	"time"
)

// static is the interactive page; graphiql/ has its source.
//
//go:embed static/graphiql
var static embed.FS

// servePage gives the interactive GraphQL page.
func servePage(w http.ResponseWriter, r *http.Request) {
	body, err := static.ReadFile("static/graphiql/index.html")
	if err != nil {
		fail(w, r, err)
		return
	}
	http.ServeContent(w, r, "index.html", time.Time{}, bytes.NewReader(body))
}

// pageFiles gives the page's script and style sheet, and the licences of what is in them.
func pageFiles() http.Handler {
	files, err := fs.Sub(static, "static/graphiql")
	if err != nil {
		return http.HandlerFunc(unknown) // never: the name is valid
	}
	serve := http.StripPrefix(pathPage, http.FileServerFS(files))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, pathPage)
		if info, err := fs.Stat(files, name); err != nil || info.IsDir() || name == "index.html" {
			unknown(w, r)
			return
		}
		w.Header().Set("Cache-Control", "no-cache")
		serve.ServeHTTP(w, r)
	})
}

// pageOr shows the page to a browser that opens the endpoint, and leaves all else to next.
func (s *server) pageOr(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept")
		if wantsPage(r) {
			servePage(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// wantsPage reports whether a browser has opened the endpoint.
func wantsPage(r *http.Request) bool {
	if r.Method != http.MethodGet || r.URL.Path != pathGraphQL || !strings.Contains(r.Header.Get("Accept"), "text/html") {
		return false
	}
	q := r.URL.Query()
	return !q.Has("query") && !q.Has(parameterDocumentID) && !q.Has("extensions")
}
