package dot

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/codec/picture"
	"argmap/internal/installtest"
)

// told is what testdata/peers/peers.mjs tells of a file.
type told struct {
	Title []string `json:"title"`
	Nodes []node   `json:"nodes"`
	Edges []edge   `json:"edges"`
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

// TestGraphvizDrawsEveryWord lets Graphviz lay drawn maps out: the texts that it puts on nodes and edges
// are those of the map, whatever marks people typed.
func TestGraphvizDrawsEveryWord(t *testing.T) {
	npm, folder := installtest.NeedNode(t, "testdata/peers"), t.TempDir()
	docs := []*codec.Document{codectest.Marked(), strange()}
	for seed := range 20 {
		docs = append(docs, rapid.Custom([]func(*rapid.T) *codec.Document{codectest.Draw, codectest.Wild}[seed%2]).Example(seed))
	}
	var files []string
	for i, d := range docs {
		path := filepath.Join(folder, fmt.Sprintf("%d.dot", i))
		if err := os.WriteFile(path, []byte(codectest.Encode(t, Format(), d)["map.dot"]), 0o600); err != nil {
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

// strange gives a map whose ids hold what Graphviz takes for marks.
func strange() *codec.Document {
	o := codectest.Options()
	ids := []argmap.ID{"map", `a\`, `a\\`, `a"`, `a\"`, "%3", "a~5C", "a:b", "graph", "<b>", "a&amp;", "-1", `\N`}
	o.NewID = func() argmap.ID {
		id := ids[0]
		ids = append(ids[1:], id+"'")
		return id
	}
	b := codec.Build("x", "Strange ids", codec.File{}, o)
	for range 6 {
		b.Link(argmap.RoleForeign, b.Claim("from").ID, b.Claim("to").ID)
	}
	return b.Done()
}

func expected(d *codec.Document) told {
	p := picture.Of(codec.NewGraph(d))
	want := told{Title: picture.Wrap(p.Title, 3*wide)}
	for _, n := range p.Nodes {
		style, width := "", wide
		switch kind := n.Element.Kind; {
		case kind == argmap.KindQuestion:
			style = "rounded"
		case kind == argmap.KindRebuttal:
			style, width = "dashed", narrow
		case kind.Relation():
			width = narrow
		}
		want.Nodes = append(want.Nodes, node{named(n.Element.ID), style, string(n.Element.Kind), n.Lines(width)})
	}
	for _, x := range p.Edges {
		e := edge{From: named(x.Link.From), To: named(x.Link.To), Kind: string(x.Link.Role)}
		e.Stroke = []string{"solid", "dashed", "dotted"}[x.Line]
		e.Head = []string{"none", "normal", "tee"}[x.Head]
		if x.Label != "" {
			e.Lines = picture.Wrap(x.Label, narrow)
		}
		want.Edges = append(want.Edges, e)
	}
	return want
}

// named is the id as the file has it.
func named(id argmap.ID) string {
	s := ""
	for _, r := range string(id) {
		if strings.ContainsRune(`~%"\&<>`, r) {
			s += fmt.Sprintf("~%02X", r)
		} else {
			s += string(r)
		}
	}
	return s
}

func TestEmptyMap(t *testing.T) {
	d := codec.Build("x", "Nothing", codec.File{}, codectest.Options()).Done()
	if lost := losses(d); lost != nil {
		t.Errorf("an empty map loses %v", lost)
	}
	codectest.Encode(t, Format(), d)
}
