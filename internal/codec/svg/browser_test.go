package svg

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/codec/picture"
	"argmap/internal/installtest"
)

// TestBrowserDrawsEveryWord opens pictures in a real browser, where letters are as wide as they are: words lie
// within their cards, those of lines on no card and on no other line's, and no arrow ends on a cross.
func TestBrowserDrawsEveryWord(t *testing.T) {
	npm, folder := installtest.NeedNode(t, "testdata/peers"), t.TempDir()
	docs := []*codec.Document{codectest.Marked(), crowd()}
	for seed := range 12 {
		docs = append(docs, rapid.Custom([]func(*rapid.T) *codec.Document{codectest.Draw, codectest.Wild}[seed%2]).Example(seed))
	}
	files := []string{installtest.NeedBrowser(t)}
	for i, d := range docs {
		path := filepath.Join(folder, fmt.Sprintf("%d.svg", i))
		if err := os.WriteFile(path, []byte(codectest.Encode(t, Format(), d)["map.svg"]), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
	}
	answers := json.NewDecoder(strings.NewReader(npm.Script(t, "look.mjs", files...)))
	for i, d := range docs {
		var got struct {
			Cards, Lines int
			Name         string
			Faults       []string
		}
		if err := answers.Decode(&got); err != nil {
			t.Fatal(err)
		}
		g := codec.NewGraph(d)
		if got.Cards != len(g.Elements) || got.Lines != len(g.Links) || got.Name != picture.Clean(d.Properties.Title) {
			t.Errorf("document %d: %d cards and %d lines under %q for %d elements and %d links", i, got.Cards, got.Lines, got.Name, len(g.Elements), len(g.Links))
		}
		for _, fault := range got.Faults {
			t.Errorf("document %d: %s", i, fault)
		}
	}
}

// crowd gives a map in which reasons, attacks, questions and their answers all end at one claim, and begin there.
func crowd() *codec.Document {
	b := codec.Build("x", "A crowd", codec.File{}, codectest.Options())
	middle := b.Claim("In the middle")
	for i := range 4 {
		reason, doubt, asked := b.Claim("A reason"), b.Claim("A doubt"), b.Element("QUESTION", fmt.Sprintf("Why %d?", i))
		b.Inference(middle.ID, reason.ID)
		b.Rebuttal(middle, doubt.ID)
		b.Link("ASKS_ABOUT", asked.ID, middle.ID).Slot = "the place where it stands"
		b.Link("RAISES", middle.ID, asked.ID)
		b.Link("PREMISE_OF", middle.ID, b.Inference(reason.ID, doubt.ID).ID).Slot = "a slot"
	}
	return b.Done()
}
