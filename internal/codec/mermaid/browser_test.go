package mermaid

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/codec/picture"
	"argmap/internal/installtest"
)

// drawn is what testdata/peers/draw.mjs tells of a file.
type drawn struct {
	Title, Description, Heading string
	Nodes                       []struct {
		Name    string
		Lines   []string
		Wrapped int
		Fits    bool
		Dashed  bool
	}
	Edges   int
	Labels  []string
	Scripts int
}

// TestBrowserDrawsEveryWord lets Mermaid draw maps in a real browser: every element is a node with its words
// in its lines, inside its shape, a rebuttal dashed, every link an edge with its words, and none of what people
// typed has become a tag.
func TestBrowserDrawsEveryWord(t *testing.T) {
	npm, folder := installtest.NeedNode(t, "testdata/peers"), t.TempDir()
	docs := []*codec.Document{codectest.Marked()}
	for seed := range 8 {
		docs = append(docs, rapid.Custom([]func(*rapid.T) *codec.Document{codectest.Draw, codectest.Wild}[seed%2]).Example(seed))
	}
	files := []string{installtest.NeedBrowser(t)}
	for i, d := range docs {
		path := filepath.Join(folder, fmt.Sprintf("%d.mmd", i))
		if err := os.WriteFile(path, []byte(codectest.Encode(t, Format(), d)["map.mmd"]), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
	}
	answers := json.NewDecoder(strings.NewReader(npm.Script(t, "draw.mjs", files...)))
	for i, d := range docs {
		var got drawn
		if err := answers.Decode(&got); err != nil {
			t.Fatal(err)
		}
		for _, fault := range faults(d, got) {
			t.Errorf("document %d: %s", i, fault)
		}
	}
}

func faults(d *codec.Document, got drawn) (found []string) {
	fault := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }
	want, p := expected(d), picture.Of(codec.NewGraph(d))
	if got.Title != p.Title || got.Heading != p.Title || got.Description != picture.Describe(d) {
		fault("it is called %q, headed %q and described as %q; want %q and %q", got.Title, got.Heading, got.Description, p.Title, picture.Describe(d))
	}
	if len(got.Nodes) != len(want.Nodes) || got.Edges != len(want.Edges) || got.Scripts > 0 {
		fault("%d nodes and %d edges; want %d and %d; %d scripts and the like", len(got.Nodes), got.Edges, len(want.Nodes), len(want.Edges), got.Scripts)
		return found
	}
	nodes := map[string]int{}
	for i, n := range want.Nodes {
		nodes[n.Name] = i
	}
	for _, n := range got.Nodes {
		i, there := nodes[n.Name]
		switch lines := want.Nodes[i].Lines; {
		case !there:
			fault("no element is %s", n.Name)
		case strings.Join(n.Lines, "\n") != strings.Join(lines, "\n"):
			fault("%s says %q; want %q", n.Name, n.Lines, lines)
		case n.Wrapped > len(lines) || !n.Fits:
			fault("%q has %d lines for %d, or stands out of its shape", lines, n.Wrapped, len(lines))
		case n.Dashed != (p.Nodes[i].Line == picture.Dashed):
			fault("%q is dashed: %t", lines, n.Dashed)
		}
	}
	var labels []string
	for _, e := range want.Edges {
		if said := strings.Join(e.Lines, ""); said != "" {
			labels = append(labels, said)
		}
	}
	slices.Sort(labels)
	if slices.Sort(got.Labels); !slices.Equal(labels, got.Labels) {
		fault("the edges say %q; want %q", got.Labels, labels)
	}
	return found
}
