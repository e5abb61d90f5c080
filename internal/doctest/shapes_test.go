package doctest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// shapes is where the drawing shapes of docs/api.md are.
const shapes = root + "/examples/clients/shapes"

// TestTheDocumentPrintsTheShapes compares docs/api.md with the functions that are run.
func TestTheDocumentPrintsTheShapes(t *testing.T) {
	t.Parallel()
	var printed []string
	for _, b := range readDocument(t, "docs/api.md").blocks {
		if b.lang == "js" {
			printed = append(printed, b.text)
		}
	}
	text, err := os.ReadFile(filepath.Join(shapes, "shapes.js"))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(printed, "\n"); got != string(text) {
		t.Errorf("docs/api.md prints other functions than shapes.js:\n%s", got)
	}
}

// TestShapes draws both examples with the packages that front ends use.
func TestShapes(t *testing.T) {
	t.Parallel()
	dir := installed(t)
	base := serve(t)
	for _, m := range []string{"69b30f1c-99cc-5ead-8a30-3af498f27021", "d9dc6490-db90-58ca-b209-2fc77afeb6e5"} {
		cmd := exec.CommandContext(t.Context(), "node", "check.mjs", base, m)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		t.Logf("%s", out)
	}
}

// installed gives a directory with the files of shapes and the packages that they need, at the versions
// of the lock. It lies in the user's cache, so that they are fetched once.
func installed(t *testing.T) string {
	t.Helper()
	for _, program := range []string{"node", "npm"} {
		if _, err := exec.LookPath(program); err != nil {
			without(t, err.Error())
		}
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		without(t, err.Error())
	}
	cache = filepath.Join(cache, "argmap")
	dir := filepath.Join(cache, "shapes-"+fingerprint(t))
	if _, err := os.Stat(dir); err == nil {
		return dir
	}
	fresh := copied(t, cache)
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "npm", "ci", "--ignore-scripts")
	cmd.Dir = fresh
	if out, err := cmd.CombinedOutput(); err != nil {
		without(t, "npm ci: "+err.Error()+"\n"+string(out))
	}
	if err := os.Rename(fresh, dir); err != nil && !os.IsExist(err) {
		t.Fatal(err) // another run may have been faster; its packages are the same
	}
	return dir
}

// copied gives a new directory under the cache with the files of shapes.
func copied(t *testing.T, cache string) string {
	t.Helper()
	if err := os.MkdirAll(cache, 0o750); err != nil {
		t.Fatal(err)
	}
	fresh, err := os.MkdirTemp(cache, "new-*") //nolint:usetesting // it is renamed into the cache, so it must lie beside
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(fresh) })
	for _, name := range shapeFiles() {
		if err := os.WriteFile(filepath.Join(fresh, name), contents(t, name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return fresh
}

// shapeFiles lists what shapes consists of.
func shapeFiles() []string {
	return []string{".npmrc", "package.json", "package-lock.json", "shapes.js", "check.mjs"}
}

// fingerprint tells one state of shapes from another.
func fingerprint(t *testing.T) string {
	t.Helper()
	hash := sha256.New()
	for _, name := range shapeFiles() {
		hash.Write(contents(t, name))
	}
	return hex.EncodeToString(hash.Sum(nil)[:8])
}

func contents(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(shapes, name))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// without skips a test that has no Node.js, or fails it where that is required.
func without(t *testing.T, why string) {
	t.Helper()
	if os.Getenv("REQUIRE_NODE") != "" {
		t.Fatalf("Node.js is required here: %s", why)
	}
	t.Skipf("NOT RUN, needs Node.js 20 and npm: %s", why)
}
