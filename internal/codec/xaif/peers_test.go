package xaif

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/installtest"
)

// TestArguebufReadsWhatWeWrite: a library that reads the format finds every claim and relation of a
// map drawn here, an undercut and linked premises included, in what is written of it.
func TestArguebufReadsWhatWeWrite(t *testing.T) {
	b := codec.Build("x", "A canteen", codec.File{}, codectest.Options())
	less, cheap, good, bar := b.Claim("less meat"), b.Claim("it is cheap"), b.Claim("it is good"), b.Claim("the snack bar")
	b.Inference(less.ID, cheap.ID, good.ID).Scheme = "Expert Opinion"
	b.Rebuttal(b.Rebuttal(less, bar.ID), cheap.ID)
	got, want := found(t, encode(t, b.Done())), any(nil)
	if err := json.Unmarshal([]byte(`{
		"statements": ["it is cheap", "it is good", "less meat", "the snack bar"],
		"relations": [
			["Attack", ["Attack", "the snack bar"], ["less meat"]],
			["Attack", ["it is cheap"], ["Attack"]],
			["Support", ["it is cheap", "it is good"], ["less meat"]]
		]}`), &want); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want -, arguebuf +:\n%s", diff)
	}
}

// found gives what arguebuf finds in a file.
func found(t *testing.T, file []byte) any {
	t.Helper()
	project, peers := t.TempDir(), filepath.Join("..", "kialo", "testdata", "peers")
	installtest.NeedPython(t, peers).Link(t, project)
	path := filepath.Join(project, "map.json")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	script, err := filepath.Abs(filepath.Join(peers, "peers.py"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), filepath.Join(project, ".venv", "bin", "python"), script, "xaif", path)
	var complaint bytes.Buffer
	cmd.Stderr, cmd.WaitDelay = &complaint, time.Second
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, complaint.String())
	}
	var got any
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	return got
}
