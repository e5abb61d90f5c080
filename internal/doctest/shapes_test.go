package doctest

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"argmap/internal/installtest"
)

// shapes is where the drawing shapes of docs/api.md are.
const shapes = root + "/examples/clients/shapes"

// clientsDocument says how to install and run each client.
const clientsDocument = "examples/clients/README.md"

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
	npm := installtest.NeedNode(t, shapes)
	dir := filepath.Join(project(t, "examples/clients/shapes"), "examples", "clients", "shapes")
	npm.Link(t, dir)
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

// project gives a new folder with the files of the checkout that lie below some names, without what was
// installed or made there.
func project(t *testing.T, below ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range files(t) {
		if !slices.ContainsFunc(below, func(b string) bool { return name == b || strings.HasPrefix(name, b+"/") }) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(root, name))
		if os.IsNotExist(err) {
			continue // deleted, but not yet committed
		}
		to := filepath.Join(dir, name)
		if err == nil {
			err = os.MkdirAll(filepath.Dir(to), 0o750)
		}
		if err == nil {
			err = os.WriteFile(to, text, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
