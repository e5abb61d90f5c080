package httpapi

import (
	"bytes"
	"mime/multipart"
	"strings"
	"testing"

	"argmap/internal/store"
)

// TestUploadRefused names what is wrong with each text.
func TestUploadRefused(t *testing.T) {
	t.Parallel()
	e := newEdge(t, nil)
	for _, c := range []struct {
		name, query, media, text string
		status                   int
		reason, field            string
	}{
		{"no title", "", "text/plain", "text", 400, "source.title", "title"},
		{"a field that is none", "?title=x&titel=y", "text/plain", "text", 400, "source.field", "titel"},
		{"a field twice", "?title=x&title=y", "text/plain", "text", 400, "source.field", "title"},
		{"an end that is none", "?title=x&fragment=MIDDLE", "text/plain", "text", 400, "source.fragment", "fragment"},
		{"empty", "?title=x", "text/plain", " \n", 400, "source.empty", "text"},
		{"binary", "?title=x", "text/plain", "a\x00b", 400, "source.binary", "text"},
		{"not UTF-8", "?title=x", "text/plain", "caf\xe9", 400, "source.not_utf8", "text"},
		{"another charset", "?title=x", "text/plain; charset=latin1", "text", 415, "source.media_type", ""},
		{"another media type", "?title=x", "application/pdf", "text", 415, "source.media_type", ""},
		{"none", "?title=x", "", "text", 415, "source.media_type", ""},
		{"over the limit", "?title=x", "text/plain", strings.Repeat("x", 1001), 413, "source.too_large", "text"},
		{"far over the limit", "?title=x", "text/plain", strings.Repeat("x", 1<<20), 413, "source.too_large", "text"},
		{"a title that is too long", "?title=" + strings.Repeat("x", 5000), "text/plain", "text", 413, "source.metadata", "title"},
		{"a form without a boundary", "", "multipart/form-data", "text", 400, "source.form", ""},
		{"a form that is cut off", "", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nhalf", 499, "source.cut_off", "text"},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := e.upload(c.query, c.media, c.text)
			if f := g.failure(t); g.status != c.status || f.Reason != c.reason || f.Field != c.field || f.Message == "" || f.RequestID == "" {
				t.Errorf("got %d %s, want %d %s %s", g.status, g.body, c.status, c.reason, c.field)
			}
		})
	}
	if n, err := e.store.CountSources(t.Context(), all()); n != 0 || err != nil {
		t.Errorf("there are %d sources after refusals (%v), want none", n, err)
	}
}

// TestUploadForms takes fields before and after the file, and knows Markdown by its name.
func TestUploadForms(t *testing.T) {
	t.Parallel()
	e := newEdge(t, nil)
	form := func(fields func(w *multipart.Writer)) got {
		var body bytes.Buffer
		w := multipart.NewWriter(&body)
		fields(w)
		w.Close()
		return e.upload("", w.FormDataContentType(), body.String())
	}
	file := func(w *multipart.Writer, name, text string) {
		part, err := w.CreateFormFile("file", name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	g := form(func(w *multipart.Writer) {
		_ = w.WriteField("title", "Notes")
		file(w, "notes.md", "# One\n\nTwo.")
		_ = w.WriteField("fragment", "START")
		_ = w.WriteField("fragment", "END")
	})
	if g.status != 201 || !strings.Contains(g.body, `"existing":false,"paragraphs":2`) {
		t.Errorf("got %d %s", g.status, g.body)
	}
	rows, err := e.store.ListSources(t.Context(), all(), store.Page{Limit: 10})
	if err != nil || len(rows) != 1 || rows[0].Source.MediaType != "text/markdown" || rows[0].Source.Title != "Notes" {
		t.Errorf("the store has %+v (%v)", rows, err)
	}
	for name, fields := range map[string]func(w *multipart.Writer){
		"no file":       func(w *multipart.Writer) { _ = w.WriteField("title", "x") },
		"two files":     func(w *multipart.Writer) { file(w, "a", "a"); file(w, "b", "b") },
		"a large file":  func(w *multipart.Writer) { file(w, "a", strings.Repeat("x", 1001)) },
		"a large field": func(w *multipart.Writer) { _ = w.WriteField("title", strings.Repeat("x", 10000)) },
		"too large":     func(w *multipart.Writer) { file(w, "a", strings.Repeat("x", 1<<20)) },
		"a wrong field": func(w *multipart.Writer) { _ = w.WriteField("titel", "x"); file(w, "a", "a") },
		"endless fields": func(w *multipart.Writer) {
			for range 100 {
				_ = w.WriteField("x", strings.Repeat("x", 8000))
			}
		},
	} {
		if g := form(fields); g.status < 400 || g.failure(t).Reason == "" {
			t.Errorf("%s: got %d %s", name, g.status, g.body)
		}
	}
}
