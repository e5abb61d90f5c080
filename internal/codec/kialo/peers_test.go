package kialo

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

// TestArguebufReadsWhatWeWrite: the one library that reads Kialo exports finds every claim and relation
// of a map drawn here, shared claims included, in what is written of it.
func TestArguebufReadsWhatWeWrite(t *testing.T) {
	b := codec.Build("x", "A canteen", codec.File{}, codectest.Options())
	thesis, soon, queue := b.Claim("The canteen should open at eleven."), b.Claim("Lessons (for some) end early."), b.Claim("The queue is long.\nVery long.")
	b.Inference(thesis.ID, soon.ID)
	b.Rebuttal(thesis, queue.ID)
	b.Rebuttal(queue, soon.ID)
	project := t.TempDir()
	installtest.NeedPython(t, "testdata/peers").Link(t, project)
	path := filepath.Join(project, "map.txt")
	if err := os.WriteFile(path, []byte(encoded(t, b.Done())), 0o600); err != nil {
		t.Fatal(err)
	}
	script, err := filepath.Abs("testdata/peers/peers.py")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), filepath.Join(project, ".venv", "bin", "python"), script, "kialo", path)
	var complaint bytes.Buffer
	cmd.Stderr, cmd.WaitDelay = &complaint, time.Second
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, complaint.String())
	}
	var got, want any
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(`{
		"statements": ["Lessons (for some) end early.", "The canteen should open at eleven.", "The queue is long.\nVery long."],
		"relations": [
			["Attack", ["Lessons (for some) end early."], ["The queue is long.\nVery long."]],
			["Attack", ["The queue is long.\nVery long."], ["The canteen should open at eleven."]],
			["Support", ["Lessons (for some) end early."], ["The canteen should open at eleven."]]
		]}`), &want); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want -, arguebuf +:\n%s", diff)
	}
}
