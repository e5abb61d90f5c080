package httpapi

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// TestLikesGzip reads Accept-Encoding with its weights.
func TestLikesGzip(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]bool{
		"":                               false,
		"gzip":                           true,
		"GZIP":                           true,
		"x-gzip":                         true,
		"gzip, deflate, br":              true,
		"deflate, br":                    false,
		"*":                              true,
		"*;q=0":                          false,
		"gzip;q=0":                       false,
		"gzip;q=0, *":                    false,
		"gzip; q=0.5":                    true,
		"gzip;q=0.5, identity":           false,
		"gzip;q=0.5, identity;q=0.5":     true,
		"identity;q=1, gzip;q=0.1":       false,
		"identity;q=0, gzip;q=0.001":     true,
		"gzip;q=none":                    false,
		"gzip;level=9":                   false,
		"br;q=1.0, gzip;q=0.8, *;q=0.1":  true,
		"identity":                       false,
		"gzipped":                        false,
		"deflate;q=0.5,gzip;Q=1.0, br,,": true,
	} {
		if got := likesGzip([]string{header}); got != want {
			t.Errorf("Accept-Encoding %q: got %v, want %v", header, got, want)
		}
	}
}

// plain reads an answer that was compressed.
func (g got) plain(t *testing.T) string {
	t.Helper()
	r, err := gzip.NewReader(strings.NewReader(g.body))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestCompression holds answers against each other, compressed and not.
func TestCompression(t *testing.T) {
	t.Parallel()
	e := newEdge(t, nil)
	m := e.newMap(strings.Repeat("A map. ", 20))
	long := `{ map(id: "` + m + `") { title ` + aliases(20) + ` } }`
	for name, path := range map[string]string{
		"a long answer": pathGraphQL + "?query=" + escape(long), "the schema": pathSchema, "the page's script": pathPage + "page.js",
	} {
		was, g := e.do("GET", path, nil, "Accept-Encoding", "identity"), e.do("GET", path, nil, "Accept-Encoding", "gzip")
		if was.header.Get("Content-Encoding") != "" || g.header.Get("Content-Encoding") != "gzip" || g.plain(t) != was.body || len(g.body) >= len(was.body) {
			t.Errorf("%s: %d bytes, compressed %d by %q", name, len(was.body), len(g.body), g.header.Get("Content-Encoding"))
		}
		for _, h := range []http.Header{was.header, g.header} {
			if !strings.Contains(strings.Join(h.Values("Vary"), ","), "Accept-Encoding") {
				t.Errorf("%s: Vary is %q", name, h.Values("Vary"))
			}
		}
		if g.header.Get("Content-Type") != was.header.Get("Content-Type") {
			t.Errorf("%s: the type is %q, compressed %q", name, was.header.Get("Content-Type"), g.header.Get("Content-Type"))
		}
	}
	ask := []string{"query", long}
	was, g := e.get(ask, "Accept-Encoding", "identity"), e.get(ask, "Accept-Encoding", "gzip")
	if tag := g.header.Get("ETag"); tag != strings.TrimSuffix(was.header.Get("ETag"), `"`)+`-gzip"` {
		t.Errorf("the tag is %s, compressed %s", was.header.Get("ETag"), tag)
	}
	for _, has := range []string{was.header.Get("ETag"), g.header.Get("ETag")} {
		if g := e.get(ask, "Accept-Encoding", "gzip", "If-None-Match", has); g.status != 304 || g.header.Get("ETag") != has || g.header.Get("Content-Encoding") != "" || g.body != "" {
			t.Errorf("If-None-Match %s gives %d %v", has, g.status, g.header)
		}
	}
	g = e.do("GET", pathGraphQL+"?query="+escape(typename), nil, "Accept-Encoding", "gzip")
	if g.header.Get("Content-Encoding") != "" || !strings.Contains(g.body, "Query") {
		t.Errorf("a short answer is %q by %q", g.body, g.header.Get("Content-Encoding"))
	}
}

func aliases(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("a" + strings.Repeat("b", i) + ": title ")
	}
	return b.String()
}

func escape(query string) string {
	return strings.NewReplacer(" ", "%20", "{", "%7B", "}", "%7D", `"`, "%22").Replace(query)
}

// TestCompressor takes answers in all the ways in which handlers give them.
func TestCompressor(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("words ", 1000)
	write := func(w http.ResponseWriter, pieces ...string) {
		for _, p := range pieces {
			_, _ = io.WriteString(w, p)
		}
	}
	for name, c := range map[string]struct {
		serve func(w http.ResponseWriter)
		body  string
		gzip  bool
	}{
		"one piece":           {func(w http.ResponseWriter) { write(w, text) }, text, true},
		"many pieces":         {func(w http.ResponseWriter) { write(w, strings.SplitAfter(text, " ")...) }, text, true},
		"a short one":         {func(w http.ResponseWriter) { write(w, "a", "b") }, "ab", false},
		"nothing":             {func(http.ResponseWriter) {}, "", false},
		"no content":          {func(w http.ResponseWriter) { w.WriteHeader(204) }, "", false},
		"an error":            {func(w http.ResponseWriter) { w.WriteHeader(500); write(w, text) }, text, true},
		"two statuses":        {func(w http.ResponseWriter) { w.WriteHeader(200); w.WriteHeader(500); write(w, text) }, text, true},
		"a stated length":     {func(w http.ResponseWriter) { w.Header().Set("Content-Length", "6000"); write(w, text) }, text, true},
		"a stated short one":  {func(w http.ResponseWriter) { w.Header().Set("Content-Length", "2"); write(w, "ab") }, "ab", false},
		"a picture":           {func(w http.ResponseWriter) { w.Header().Set("Content-Type", "image/png"); write(w, text) }, text, false},
		"no type":             {func(w http.ResponseWriter) { w.Header().Del("Content-Type"); write(w, text) }, text, false},
		"encoded already":     {func(w http.ResponseWriter) { w.Header().Set("Content-Encoding", "br"); write(w, text) }, text, false},
		"a part":              {func(w http.ResponseWriter) { w.WriteHeader(206); write(w, text) }, text, false},
		"an early hint":       {func(w http.ResponseWriter) { w.WriteHeader(103); write(w, text) }, text, true},
		"an event stream":     {func(w http.ResponseWriter) { w.Header().Set("Content-Type", "text/event-stream"); write(w, text) }, text, false},
		"flushed at once":     {func(w http.ResponseWriter) { flush(t, w); write(w, text) }, text, false},
		"flushed when short":  {func(w http.ResponseWriter) { write(w, "ab"); flush(t, w); write(w, text) }, "ab" + text, false},
		"flushed when longer": {func(w http.ResponseWriter) { write(w, text); flush(t, w); write(w, "ab") }, text + "ab", true},
	} {
		h := compressed(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			c.serve(w)
		}))
		e := &edge{Server: httptest.NewServer(h), t: t}
		g := e.do("GET", "/", nil, "Accept-Encoding", "gzip")
		e.Close()
		body := g.body
		if c.gzip {
			body = g.plain(t)
		}
		if (g.header.Get("Content-Encoding") == "gzip") != c.gzip || body != c.body {
			t.Errorf("%s: %d %v, %d bytes", name, g.status, g.header, len(body))
		}
	}
}

func flush(t *testing.T, w http.ResponseWriter) {
	t.Helper()
	if err := http.NewResponseController(w).Flush(); err != nil {
		t.Error(err)
	}
}

// TestCompressionOfMany shares the writers among requests at one time.
func TestCompressionOfMany(t *testing.T) {
	t.Parallel()
	e := newEdge(t, nil)
	want := e.do("GET", pathSchema, nil).body
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if g := e.do("GET", pathSchema, nil, "Accept-Encoding", "gzip"); g.plain(t) != want {
				t.Errorf("the schema differs: %d bytes, want %d", len(g.plain(t)), len(want))
			}
		})
	}
	all.Wait()
}
