package mermaid

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"go.yaml.in/yaml/v4"
	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/codec/picture"
	"argmap/internal/installtest"
)

// told is what testdata/peers/peers.mjs tells of a file.
type told struct {
	Nodes []node `json:"nodes"`
	Edges []edge `json:"edges"`
}

type node struct {
	Name  string   `json:"name"`
	Shape string   `json:"shape"`
	Kind  string   `json:"kind"`
	Lines []string `json:"lines"`
}

type edge struct {
	From   string   `json:"from"`
	To     string   `json:"to"`
	Stroke string   `json:"stroke"`
	Head   string   `json:"head"`
	Kind   string   `json:"kind"`
	Lines  []string `json:"lines"`
}

// TestMermaidFindsEveryWord lets Mermaid parse drawn maps: the texts that it finds on nodes and edges
// are those of the map, whatever marks people typed.
func TestMermaidFindsEveryWord(t *testing.T) {
	npm, folder := installtest.NeedNode(t, "testdata/peers"), t.TempDir()
	docs := []*codec.Document{codectest.Marked()}
	for seed := range 20 {
		docs = append(docs, rapid.Custom([]func(*rapid.T) *codec.Document{codectest.Draw, codectest.Wild}[seed%2]).Example(seed))
	}
	var files []string
	for i, d := range docs {
		path := filepath.Join(folder, fmt.Sprintf("%d.mmd", i))
		if err := os.WriteFile(path, []byte(codectest.Encode(t, Format(), d)["map.mmd"]), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
	}
	answers := json.NewDecoder(strings.NewReader(npm.Script(t, "peers.mjs", files...)))
	for i, d := range docs {
		var got told
		if err := answers.Decode(&got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(expected(d), got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("document %d, what is meant -, what is found +:\n%s", i, diff)
		}
	}
}

func expected(d *codec.Document) told {
	p := picture.Of(codec.NewGraph(d))
	want, names := told{}, map[argmap.ID]string{}
	for i, n := range p.Nodes {
		shape, width := "square", wide
		switch kind := n.Element.Kind; {
		case kind == argmap.KindQuestion:
			shape = "stadium"
		case kind.Relation():
			shape, width = "hexagon", narrow
		}
		names[n.Element.ID] = fmt.Sprintf("n%d", i+1)
		want.Nodes = append(want.Nodes, node{names[n.Element.ID], shape, "string", n.Lines(width)})
	}
	for _, x := range p.Edges {
		e := edge{From: names[x.Link.From], To: names[x.Link.To]}
		e.Stroke = []string{"normal", "dotted", "dotted"}[x.Line]
		e.Head = []string{"arrow_open", "arrow_point", "arrow_cross"}[x.Head]
		if e.Kind = "text"; x.Label != "" {
			e.Lines, e.Kind = picture.Wrap(x.Label, narrow), "string"
		}
		want.Edges = append(want.Edges, e)
	}
	return want
}

// TestTitle reads the head of a file as YAML.
func TestTitle(t *testing.T) {
	d := codectest.Marked()
	_, rest, _ := strings.Cut(codectest.Encode(t, Format(), d)["map.mmd"], "---\n")
	head, _, _ := strings.Cut(rest, "\n---\n")
	var got struct{ Title string }
	if err := yaml.Unmarshal([]byte(head), &got); err != nil || got.Title != d.Properties.Title {
		t.Errorf("got %q, %v; want %q", got.Title, err, d.Properties.Title)
	}
}

func TestEmptyMap(t *testing.T) {
	d := codec.Build("x", "Nothing", codec.File{}, codectest.Options()).Done()
	if lost := losses(d); lost != nil {
		t.Errorf("an empty map loses %v", lost)
	}
	codectest.Encode(t, Format(), d)
}
