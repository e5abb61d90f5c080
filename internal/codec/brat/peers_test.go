package brat

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"argmap/internal/anchor"
	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/installtest"
)

// TestArguebufReadsWhatWeWrite: the library that reads annotated essays finds every claim, stance and
// relation in what is written of a map drawn here.
func TestArguebufReadsWhatWeWrite(t *testing.T) {
	b := codec.Build("x", "A canteen", codec.File{}, codectest.Options())
	s, err := b.Source("", []byte("It should open at eleven, as lessons end early.\n\nLunch takes\nan hour. It never did.\n"), "text/plain")
	if err != nil {
		t.Fatal(err)
	}
	said := func(text string, start, end int) argmap.ID {
		c := b.Claim(text)
		b.Commit(b.Speaker().ID, argmap.Asserts, c.ID)
		if end > 0 {
			b.Quote(c.ID, s, anchor.Span{Start: start, End: end})
		}
		return c.ID
	}
	thesis, early, lunch, never, late := said("It should open at eleven", 0, 24), said("lessons end early", 29, 46), said("Lunch takes an hour", 49, 68), said("It never did", 70, 82), said("Late is soon enough", 0, 0)
	b.Inference(thesis, early)
	b.Inference(early, lunch)
	b.Rebuttal(codec.NewGraph(b.Done()).Element(lunch), never)
	b.Rebuttal(codec.NewGraph(b.Done()).Element(thesis), late)
	ann, _ := encoded(t, b.Done())
	project := t.TempDir()
	peers := filepath.Join("..", "kialo", "testdata", "peers")
	installtest.NeedPython(t, peers).Link(t, project)
	path := filepath.Join(project, "map.ann")
	if err := os.WriteFile(path, []byte(ann), 0o600); err != nil {
		t.Fatal(err)
	}
	script, err := filepath.Abs(filepath.Join(peers, "peers.py"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), filepath.Join(project, ".venv", "bin", "python"), script, "brat", path)
	var complaint bytes.Buffer
	cmd.Stderr, cmd.WaitDelay = &complaint, time.Second
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s\n%s", err, complaint.String(), ann)
	}
	var got, want any
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	// Arguebuf joins all major claims to one, with full stops between them.
	if err := json.Unmarshal([]byte(`{
		"statements": [". It should open at eleven", "It never did", "Late is soon enough", "Lunch takes an hour", "lessons end early"],
		"relations": [
			["Attack", ["It never did"], ["Lunch takes an hour"]],
			["Attack", ["Late is soon enough"], [". It should open at eleven"]],
			["Support", ["Lunch takes an hour"], ["lessons end early"]],
			["Support", ["lessons end early"], [". It should open at eleven"]]
		]}`), &want); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want -, arguebuf +:\n%s", diff)
	}
}
