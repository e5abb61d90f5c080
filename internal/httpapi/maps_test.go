package httpapi

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/formats"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// testFormats are our own, one of lines, of which each is a claim and a line "<name" a text beside it,
// and one that writes two files and loses the questions.
func testFormats() formats.Set {
	return append(formats.Set{
		{
			Name: "lines", MediaType: "text/plain", Extensions: []string{".lines"},
			Recognise: func(s codec.Sample) codec.Likelihood {
				if bytes.HasPrefix(s.Data, []byte("lines\n")) {
					return codec.Surely
				}
				return codec.No
			},
			Decode: decodeLines,
			Losses: func(*codec.Document) []codec.Loss { return nil },
			Encode: func(_ context.Context, d *codec.Document, o codec.Output) error { return encodeLines(d, o, ".lines") },
		},
		{
			Name: "two", MediaType: "text/plain", Extensions: []string{".one", ".two"}, Losses: questionsOf,
			Encode: func(_ context.Context, d *codec.Document, o codec.Output) error {
				if d.Properties.Title == "Broken" {
					return errors.New("it cannot be written")
				}
				return errors.Join(encodeLines(d, o, ".one"), encodeLines(d, o, ".two"))
			},
		},
	}, formats.All()...)
}

func decodeLines(_ context.Context, f codec.File, o codec.Options) ([]*codec.Document, error) {
	b := codec.Build("lines", strings.TrimSuffix(f.Name, ".lines"), f, o)
	for i, line := range strings.Split(strings.TrimSpace(string(f.Data)), "\n")[1:] {
		if line == "!" {
			return nil, fault.New(fault.Invalid, "lines.mark", "line %d, column 1: a claim begins with a letter", i+2)
		}
		if name, ok := strings.CutPrefix(line, "<"); ok {
			text, err := f.Beside(name)
			if err != nil {
				return nil, fault.New(fault.Invalid, "lines.beside", "line %d: the file %q is missing", i+2, name)
			}
			line = string(text)
		}
		if line == "?" {
			b.Element(argmap.KindRebuttal, "").Attack = argmap.Rebut
			continue
		}
		b.Commit(b.Speaker().ID, argmap.Asserts, b.Claim(line).ID)
	}
	return []*codec.Document{b.Done()}, nil
}

func encodeLines(d *codec.Document, o codec.Output, ext string) error {
	w, err := o.Create(o.Name + ext)
	if err != nil {
		return err
	}
	text := "lines\n"
	for _, e := range codec.NewGraph(d).Elements {
		text += e.Text + "\n"
	}
	_, err = io.WriteString(w, text)
	return err
}

func questionsOf(d *codec.Document) []codec.Loss {
	var ids []argmap.ID
	for _, e := range codec.NewGraph(d).Elements {
		if e.Kind == argmap.KindRebuttal {
			ids = append(ids, e.ID)
		}
	}
	if ids == nil {
		return nil
	}
	return []codec.Loss{{What: "rebuttals", Why: "there are none", Records: ids}}
}

func (e *edge) sends(path, body string, headers ...string) got {
	e.t.Helper()
	return e.do(http.MethodPost, pathMaps+path, strings.NewReader(body), headers...)
}

// answerOf reads the answer to a file.
func answerOf(t *testing.T, g got, status int) brought {
	t.Helper()
	var b brought
	if err := json.Unmarshal([]byte(g.body), &b); err != nil || g.status != status {
		t.Fatalf("got %d %s (%v), want %d", g.status, g.body, err, status)
	}
	return b
}

func TestMapsComeInAndGoOut(t *testing.T) {
	t.Parallel()
	e := newEdge(t, nil)
	b := answerOf(t, e.sends("?name=folder/Canteen.lines&key=k", "lines\nIt is warm\n?\n"), 201)
	if b.Format != "lines" || len(b.Maps) != 1 || b.Maps[0].Title != "Canteen" || b.Maps[0].Counts.Elements != 2 || len(b.Maps[0].Findings) == 0 {
		t.Fatalf("got %+v", b)
	}
	id := b.Maps[0].Map
	if again := answerOf(t, e.sends("?name=Canteen.lines&key=k", "lines\nIt is warm\n?\n"), 200); again.Maps[0].Map != id || !again.Maps[0].Repeated {
		t.Errorf("under the same key came %+v", again)
	}
	export := pathMaps + "/" + string(id) + "/export?format="
	g := e.do(http.MethodGet, export+"lines", nil)
	tag := g.header.Get("ETag")
	if g.status != 200 || g.body != "lines\nIt is warm\n\n" || g.header.Get("Content-Length") != "18" || g.header.Get("Content-Type") != "text/plain; charset=utf-8" ||
		g.header.Get("Content-Disposition") != "attachment; filename="+string(id)+".lines" || tag == "" || g.header.Get("Argmap-Revision") != "1" {
		t.Errorf("got %d %q with %v", g.status, g.body, g.header)
	}
	if g := e.do(http.MethodGet, export+"lines", nil, "If-None-Match", tag); g.status != 304 || g.body != "" {
		t.Errorf("what the client has comes again: %d %q", g.status, g.body)
	}
	if g := e.do(http.MethodGet, export+"two", nil, "If-None-Match", tag); g.status != 200 {
		t.Errorf("another format has the same tag")
	}
	if g := e.do(http.MethodHead, export+"lines", nil); g.status != 200 || g.body != "" || g.header.Get("ETag") != tag {
		t.Errorf("HEAD gives %d %q", g.status, g.body)
	}
	if g := e.do(http.MethodGet, export+"argmap", nil); g.status != 200 || !strings.HasPrefix(g.body, `{"argmap"`) || g.header.Get("ETag") != "" {
		t.Errorf("our own format: %d %s", g.status, g.body)
	}
	e.tellsLosses(t, export, b.Maps[0].Findings[0].Element)
}

// tellsLosses exports to a format of two files that cannot hold all.
func (e *edge) tellsLosses(t *testing.T, export string, lost argmap.ID) {
	t.Helper()
	g := e.do(http.MethodGet, export+"two", nil)
	z, err := zip.NewReader(strings.NewReader(g.body), int64(len(g.body)))
	if g.status != 200 || g.header.Get("Content-Type") != "application/zip" || err != nil || len(z.File) != 2 || !strings.HasSuffix(z.File[1].Name, ".two") {
		t.Errorf("got %d with %v, %v", g.status, g.header, err)
	}
	want := fmt.Sprintf(`"format":"two","losses":[{"what":"rebuttals","why":"there are none","records":[%q]}]`, lost)
	if g := e.do(http.MethodGet, export+"two&losses=true", nil); g.status != 200 || !strings.Contains(g.body, want) {
		t.Errorf("got %d %s, want %s", g.status, g.body, want)
	}
	g = e.do(http.MethodGet, export+"two&strict=true", nil)
	if f := g.failure(t); g.status != 400 || f.Reason != "export.losses" || !strings.Contains(g.body, string(lost)) {
		t.Errorf("strictly: got %d %s", g.status, g.body)
	}
	if g := e.do(http.MethodGet, export+"lines&losses=true", nil); g.status != 200 || !strings.Contains(g.body, `"losses":[]`) {
		t.Errorf("nothing is lost: got %d %s", g.status, g.body)
	}
}

func TestMapsAreRefused(t *testing.T) {
	t.Parallel()
	e := newEdge(t, nil)
	id := string(answerOf(t, e.sends("?name=Broken", "lines\nx"), 201).Maps[0].Map)
	for _, c := range []struct {
		method, path, body, media string
		status                    int
		reason, says              string
	}{
		{"POST", "", "words", "", 400, "format.unrecognised", "lines"},
		{"POST", "?format=papyrus", "lines\nx", "", 400, "format.unknown", "lines"},
		{"POST", "?format=two", "lines\nx", "", 400, "format.written_only", "two"},
		{"POST", "?formt=lines", "lines\nx", "", 400, "file.field", "formt"},
		{"POST", "?format=lines&format=lines", "lines\nx", "", 400, "file.field", "2 times"},
		{"POST", "", "lines\nx\n!\n", "", 400, "lines.mark", "line 3, column 1"},
		{"POST", "", "lines\n" + strings.Repeat("x", 64<<10), "", 413, "file.too_large", "65536"},
		{"POST", "", "lines\n" + strings.Repeat("x", 1<<20), "", 413, "file.too_large", "65536"},
		{"POST", "", "x=y", "application/x-www-form-urlencoded", 415, "http.media_type", "body"},
		{"POST", "", "", "multipart/form-data", 400, "file.form", "form"},
		{"POST", "", "PK\x03\x04", "", 400, "file.packed", "zip"},
		{"GET", "/" + id + "/export?format=papyrus", "", "", 400, "format.unknown", "lines"},
		{"GET", "/" + id + "/export?format=lines&revision=0", "", "", 400, "export.field", "from 1"},
		{"GET", "/" + id + "/export?format=lines&revision=9", "", "", 400, "revision.future", "1"},
		{"GET", "/" + id + "/export?format=argmap&revision=1", "", "", 400, "export.revision", "history"},
		{"GET", "/" + id + "/export?form=lines", "", "", 400, "export.field", "form"},
		{"GET", "/" + id + "/export?strict=perhaps", "", "", 400, "export.field", "true or false"},
		{"GET", "/" + id + "/export?format=two", "", "", 500, "internal", ""},
		{"GET", "/nothing/export?format=lines", "", "", 404, "map.not_found", "nothing"},
		{"GET", "", "", "", 405, "http.method", "POST"},
	} {
		g := e.do(c.method, pathMaps+c.path, strings.NewReader(c.body), "Content-Type", c.media)
		if f := g.failure(t); g.status != c.status || f.Reason != c.reason || !strings.Contains(f.Message, c.says) || f.RequestID == "" {
			t.Errorf("%s %s: got %d %.300s, want %d %s", c.method, c.path, g.status, g.body, c.status, c.reason)
		}
	}
	broken := e.do(http.MethodPost, pathMaps, strings.NewReader("{\n \"a\": ["), "Content-Type", "")
	if f := broken.failure(t); f.Reason != "format.unrecognised" || fmt.Sprint(f.Details["line"], f.Details["column"]) != "2 8" {
		t.Errorf("a file that breaks off: got %s", broken.body)
	}
	if n, err := e.store.CountMaps(t.Context(), store.MapFilter{}); n != 1 || err != nil {
		t.Errorf("there are %d maps after refusals (%v), want 1", n, err)
	}
}

// TestMapsComeInForms sends what lies beside a map with it.
func TestMapsComeInForms(t *testing.T) {
	t.Parallel()
	e := newEdge(t, nil)
	form := func(path string, files ...[3]string) got {
		var body bytes.Buffer
		w := multipart.NewWriter(&body)
		for _, f := range files {
			if f[1] == "" {
				_ = w.WriteField(f[0], f[2])
				continue
			}
			part, err := w.CreateFormFile(f[0], f[1])
			if err == nil {
				_, err = io.WriteString(part, f[2])
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		w.Close()
		return e.sends(path, body.String(), "Content-Type", w.FormDataContentType())
	}
	main := [3]string{"file", "a.lines", "lines\n<a.txt\n"}
	beside := [3]string{"beside", "a.txt", "It is beside."}
	b := answerOf(t, form("", beside, main, [3]string{"message", "", "from a form"}), 201)
	if b.Maps[0].Title != "a" || b.Maps[0].Counts.Elements != 1 {
		t.Errorf("got %+v", b)
	}
	if g := form("/validate", main, beside); g.status != 200 || !strings.Contains(g.body, `"format":"lines"`) || !strings.Contains(g.body, `"findings":[]`) {
		t.Errorf("validated: %d %s", g.status, g.body)
	}
	many := [][3]string{main}
	for i := range 20 {
		many = append(many, [3]string{"beside", fmt.Sprint(i), "x"})
	}
	for name, g := range map[string]got{
		"nothing beside":  form("", main),
		"no file":         form("", beside),
		"two files":       form("", main, main),
		"too many beside": form("", many...),
		"a wrong field":   form("", main, beside, [3]string{"formt", "", "lines"}),
		"a large file":    form("", main, [3]string{"beside", "a.txt", strings.Repeat("x", 1<<20)}),
	} {
		if g.status < 400 || g.failure(t).Reason == "" {
			t.Errorf("%s: got %d %s", name, g.status, g.body)
		}
	}
}

// TestOtherPagesBringNoMaps: a form of another origin may be sent without a preflight.
func TestOtherPagesBringNoMaps(t *testing.T) {
	t.Parallel()
	e := newEdge(t, nil)
	if g := e.sends("", "lines\nx", "Content-Type", "text/plain", "Origin", "https://elsewhere.example"); g.status != 403 {
		t.Errorf("got %d %s", g.status, g.body)
	}
	locked := newEdge(t, func(o *Options) { o.Token = strings.Repeat("t", 40) })
	if g := locked.sends("", "lines\nx"); g.status != 401 {
		t.Errorf("without the token: %d", g.status)
	}
	if g := locked.do(http.MethodGet, pathMaps+"/m/export", nil); g.status != 401 {
		t.Errorf("without the token: %d", g.status)
	}
}
