// Package explorer holds the web explorer, built: a text and its argument, side by side. Its source is in
// web/, and "make explorer" builds it into this package; the file LICENSES names what it is built with.
package explorer

import (
	"bytes"
	"embed"
	"io/fs"
	"net/http"
	"strings"
	"time"
)

// Prefix is the path under which the page asks for its files.
const Prefix = "/explorer/"

//go:embed built
var built embed.FS

// index is the one file that has no hash of its content in its name.
const index = "index.html"

// Page gives the page itself.
func Page(w http.ResponseWriter, r *http.Request) {
	page, err := built.ReadFile("built/" + index)
	if err != nil {
		http.Error(w, "the explorer was not built", http.StatusInternalServerError) // never: a test reads it
		return
	}
	w.Header().Set("Cache-Control", "no-cache")
	http.ServeContent(w, r, index, time.Time{}, bytes.NewReader(page))
}

// Files gives what the page asks for, below Prefix. The name of a file that a build makes holds a hash of
// its content, so browsers may keep it for good. What there is not goes to missing.
func Files(missing http.Handler) http.Handler {
	files, err := fs.Sub(built, "built")
	if err != nil {
		return missing // never: the name is valid
	}
	serve := http.StripPrefix(Prefix, http.FileServerFS(files))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, Prefix)
		if info, err := fs.Stat(files, name); err != nil || info.IsDir() || name == index {
			missing.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Cache-Control", keep(name))
		serve.ServeHTTP(w, r)
	})
}

func keep(name string) string {
	if strings.HasSuffix(name, ".js") || strings.HasSuffix(name, ".css") || strings.HasSuffix(name, ".woff2") {
		return "public, max-age=31536000, immutable"
	}
	return "no-cache"
}
