package explorer

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

// TestPage shows the page, and gives all that it asks for.
func TestPage(t *testing.T) {
	t.Parallel()
	page := get(t, http.HandlerFunc(Page), "/")
	if got := page.Header().Get("Cache-Control"); got != "no-cache" {
		t.Errorf("the page may be kept: %q", got)
	}
	wanted := regexp.MustCompile(`(?:src|href)="([^"]*)"`).FindAllStringSubmatch(page.Body.String(), -1)
	if len(wanted) < 3 {
		t.Fatalf("the page asks for %d files", len(wanted))
	}
	for _, found := range wanted {
		if answer := get(t, Files(http.NotFoundHandler()), found[1]); answer.Code != http.StatusOK || answer.Body.Len() == 0 {
			t.Errorf("%s: status %d, %d bytes", found[1], answer.Code, answer.Body.Len())
		}
	}
}

// TestFiles gives each file for as long as its name says that it holds.
func TestFiles(t *testing.T) {
	t.Parallel()
	hashed := regexp.MustCompile(`-[\w-]{8}\.(js|css|woff2)$`)
	for _, name := range names(t) {
		answer := get(t, Files(http.NotFoundHandler()), Prefix+name)
		kept := strings.Contains(answer.Header().Get("Cache-Control"), "immutable")
		switch {
		case name == index:
			if answer.Code != http.StatusNotFound {
				t.Errorf("the page has a second address")
			}
		case answer.Code != http.StatusOK:
			t.Errorf("%s: status %d", name, answer.Code)
		case kept != hashed.MatchString(name):
			t.Errorf("%s: kept for good: %v", name, kept)
		}
	}
	for _, path := range []string{"", "nothing.js", "../explorer.go", "./"} {
		if answer := get(t, Files(http.NotFoundHandler()), Prefix+path); answer.Code == http.StatusOK {
			t.Errorf("%q gives %d bytes", path, answer.Body.Len())
		}
	}
}

// firstPaint bounds the script, compressed, that comes before anything can be seen.
const firstPaint = 100 << 10

// TestFirstPaint adds up, for each page that an address may open, the scripts that it waits for.
func TestFirstPaint(t *testing.T) {
	t.Parallel()
	chunks := manifest(t)
	pages := [][]string{
		{"src/views/Home.svelte"},
		{"src/views/AllQuestions.svelte"},
		{"src/views/SourcePage.svelte"},
		{"src/views/MapPage.svelte", "src/views/Reading.svelte"},
		{"src/views/MapPage.svelte", "src/views/TreePage.svelte"},
		{"src/views/MapPage.svelte", "src/views/Drawing.svelte"},
		{"src/views/MapPage.svelte", "src/views/Questions.svelte"},
		{"src/views/MapPage.svelte", "src/views/History.svelte"},
	}
	for _, page := range pages {
		wanted := map[string]bool{}
		for _, entry := range append(page, index) {
			chunks.reach(t, entry, wanted)
		}
		size := 0
		for file := range wanted {
			size += compressed(t, file)
		}
		if size > firstPaint {
			t.Errorf("%s waits for %d bytes of script, more than %d", page[len(page)-1], size, firstPaint)
		}
		t.Logf("%s: %d bytes of script in %d files", page[len(page)-1], size, len(wanted))
	}
}

// TestLicences names every package that the explorer is built with.
func TestLicences(t *testing.T) {
	t.Parallel()
	text := string(read(t, "LICENSES"))
	for _, name := range []string{"svelte ", "graphql-sse ", "@fontsource-variable/inter ", "@fontsource-variable/source-serif-4 ", "SIL OPEN FONT LICENSE", "MIT"} {
		if !strings.Contains(text, name) {
			t.Errorf("LICENSES does not name %q", name)
		}
	}
}

// chunks are what a build made of each module that is asked for by itself.
type chunks map[string]struct {
	File    string   `json:"file"`
	Imports []string `json:"imports"`
}

func manifest(t *testing.T) chunks {
	t.Helper()
	var c chunks
	if err := json.Unmarshal(read(t, "manifest.json"), &c); err != nil {
		t.Fatal(err)
	}
	return c
}

// reach collects the script of a module and of all that it cannot do without.
func (c chunks) reach(t *testing.T, module string, into map[string]bool) {
	t.Helper()
	chunk, ok := c[module]
	if !ok {
		t.Fatalf("the build has no %s", module)
	}
	if into[chunk.File] {
		return
	}
	into[chunk.File] = true
	for _, next := range chunk.Imports {
		c.reach(t, next, into)
	}
}

func compressed(t *testing.T, name string) int {
	t.Helper()
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestSpeed) // as the server does
	if err == nil {
		_, err = w.Write(read(t, name))
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Len()
}

func get(t *testing.T, h http.Handler, path string) *httptest.ResponseRecorder {
	t.Helper()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://localhost/", nil)
	request.URL.Path = path
	answer := httptest.NewRecorder()
	h.ServeHTTP(answer, request)
	return answer
}

func names(t *testing.T) []string {
	t.Helper()
	entries, err := fs.ReadDir(built, "built")
	if err != nil || len(entries) < 10 {
		t.Fatalf("%d files, %v", len(entries), err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	text, err := built.ReadFile("built/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
