package agxml

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

// TestArguebufReadsWhatWeWrite: the library that reads microtexts finds every claim, every relation, an
// undercut of an undercut and linked premises in what is written of a map drawn here.
func TestArguebufReadsWhatWeWrite(t *testing.T) {
	b := codec.Build("x", "A canteen", codec.File{}, codectest.Options())
	thesis, soon, long, late, ever := b.Claim("It opens at eleven."), b.Claim("Lessons <end> early."), b.Claim("Lunch & rest\ntake an hour."), b.Claim("It opens late."), b.Claim("It always did.")
	b.Inference(thesis.ID, soon.ID, long.ID)
	undercut := b.Rebuttal(b.Rebuttal(thesis, late.ID), ever.ID)
	b.Rebuttal(undercut, soon.ID)
	data, _ := encoded(t, b.Done())
	project := t.TempDir()
	peers := filepath.Join("..", "kialo", "testdata", "peers")
	installtest.NeedPython(t, peers).Link(t, project)
	path := filepath.Join(project, "map.xml")
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	script, err := filepath.Abs(filepath.Join(peers, "peers.py"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), filepath.Join(project, ".venv", "bin", "python"), script, "microtexts", path)
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
		"statements": ["It always did.", "It opens at eleven.", "It opens late.", "Lessons <end> early.", "Lunch & rest\ntake an hour."],
		"relations": [
			["Attack", ["Attack", "It always did."], ["Attack"]],
			["Attack", ["Attack", "It opens late."], ["It opens at eleven."]],
			["Attack", ["Lessons <end> early."], ["Attack"]],
			["Support", ["Lessons <end> early.", "Lunch & rest\ntake an hour."], ["It opens at eleven."]]
		]}`), &want); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want -, arguebuf +:\n%s", diff)
	}
}
