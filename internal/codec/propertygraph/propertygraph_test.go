package propertygraph_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/codec/propertygraph"
)

func drawn(t *rapid.T) *codec.Document {
	if rapid.Bool().Draw(t, "wild") {
		return codectest.Wild(t)
	}
	return codectest.Draw(t)
}

// TestNothingIsLeftOut looks for everything that the JSON of a record says among its values.
func TestNothingIsLeftOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawn(t)
		said := saidBy(propertygraph.Of(d))
		for _, r := range append([]argmap.Record{d.Properties}, d.Records...) {
			text, err := json.Marshal(r)
			if err != nil {
				t.Fatalf("%v", err)
			}
			for _, leaf := range leaves(t, text) {
				if !slices.Contains(said[r.Ref().ID], leaf) {
					t.Fatalf("%s says %q; its node or edges say only %q", r.Ref(), leaf, said[r.Ref().ID])
				}
			}
		}
	})
}

// saidBy gives "name=value" for all that nodes and edges say, by record.
func saidBy(g *propertygraph.Graph) map[argmap.ID][]string {
	said := map[argmap.ID][]string{}
	for _, n := range g.Nodes {
		said[n.Record] = append(said[n.Record], "id="+n.ID)
		for _, v := range n.Values {
			said[n.Record] = append(said[n.Record], v.Name+"="+v.Text)
		}
	}
	for _, e := range g.Edges {
		id, _, _ := strings.Cut(e.ID, "/")
		said[e.Record] = append(said[e.Record], "id="+id, "role="+e.Type,
			"from="+e.From, "voice="+e.From, "element="+e.From, "to="+e.To, "claim="+e.To, "paragraph="+e.To)
		for _, v := range e.Values {
			said[e.Record] = append(said[e.Record], v.Name+"="+v.Text)
		}
	}
	return said
}

// leaves gives "name=value" for every value in an object, of external names under their names here.
func leaves(t *rapid.T, text []byte) []string {
	var all map[string]json.RawMessage
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatalf("%v", err)
	}
	var found []string
	for name, v := range all {
		switch {
		case name == "raw":
			found = append(found, "raw="+string(v))
		case name == "external":
			for _, leaf := range leaves(t, v) {
				found = append(found, "external"+strings.ToUpper(leaf[:1])+leaf[1:])
			}
		case v[0] == '{':
			found = append(found, leaves(t, v)...)
		case v[0] == '[':
			var list []json.RawMessage
			if err := json.Unmarshal(v, &list); err != nil {
				t.Fatalf("%v", err)
			}
			for _, one := range list {
				found = append(found, leaves(t, one)...)
			}
		default:
			var value any
			d := json.NewDecoder(strings.NewReader(string(v)))
			d.UseNumber()
			if err := d.Decode(&value); err != nil {
				t.Fatalf("%v", err)
			}
			if leaf := fmt.Sprintf("%s=%v", name, value); !slices.Contains([]string{"text=", "title=", "antecedent=", "why=", "ordinal=0"}, leaf) {
				found = append(found, leaf)
			}
		}
	}
	return found
}

// TestValuesHaveColumns holds every value to a column of its name and type, once, every end of an edge to
// a node, and every id to be there once.
func TestValuesHaveColumns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g, nodes, edges := propertygraph.Of(drawn(t)), map[string]bool{}, map[string]bool{}
		for _, n := range g.Nodes {
			if nodes[n.ID] {
				t.Fatalf("two nodes have the id %q", n.ID)
			}
			nodes[n.ID] = true
			hold(t, n.Values, propertygraph.NodeColumns())
		}
		for _, e := range g.Edges {
			if edges[e.ID] || !nodes[e.From] || !nodes[e.To] {
				t.Fatalf("the edge %+v is there twice, or an end of it is not there", e)
			}
			edges[e.ID] = true
			hold(t, e.Values, propertygraph.EdgeColumns())
		}
	})
}

func hold(t *rapid.T, values []propertygraph.Value, columns []propertygraph.Column) {
	seen := map[string]bool{}
	for _, v := range values {
		if seen[v.Name] || !slices.Contains(columns, v.Column) {
			t.Fatalf("the value %+v has no column, or is there twice", v)
		}
		seen[v.Name] = true
	}
	line := propertygraph.Line(values, columns)
	for _, v := range values {
		if line[slices.Index(columns, v.Column)] != v.Text {
			t.Fatalf("the line %q has not %+v in its place", line, v)
		}
	}
}

// TestXMLLosses names who has a character that XML cannot hold, and nobody else.
func TestXMLLosses(t *testing.T) {
	b := codec.Build("x", "A canteen", codec.File{}, codectest.Options())
	b.Claim("plain\ttext\r\n👩‍👩‍👧")
	bad, worse := b.Claim("bell\a"), b.Claim("no character: \uffff")
	q := b.Element(argmap.KindQuestion, "Why?")
	q.Question = &argmap.Inquiry{Form: argmap.FormWH, Force: argmap.Pure, Note: "\x1b"}
	l := b.Link(argmap.RoleAsksAbout, q.ID, bad.ID)
	l.Slot = "\x01"
	lost := propertygraph.XMLLosses(b.Done())
	if len(lost) != 1 || !slices.Equal(lost[0].Records, []argmap.ID{bad.ID, worse.ID, q.ID, l.ID}) {
		t.Errorf("told is %+v", lost)
	}
}

// TestSegmentsAreEdgesInOrder: a citation of two paragraphs is two edges, with what came raw on the first.
func TestSegmentsAreEdgesInOrder(t *testing.T) {
	b := codec.Build("x", "A canteen", codec.File{}, codectest.Options())
	s, err := b.Source("", []byte("One.\n\nTwo.\n"), "text/plain")
	if err != nil {
		t.Fatal(err)
	}
	c, err := b.Cite(b.Claim("both").ID, s, 0, s.CodePoints)
	if err != nil {
		t.Fatal(err)
	}
	c.Raw = []byte("{}")
	var got [][]string
	for _, e := range propertygraph.Of(b.Done()).Edges {
		if e.Type == "CITES" {
			got = append(got, []string{e.ID, e.To, e.Value("segment"), e.Value("segments"), e.Value("exact"), e.Value("raw")})
		}
	}
	id, p := string(c.ID), s.Paragraphs
	want := [][]string{
		{id, string(p[0].ID), "0", "2", "One.", "{}"}, {id + "/2", string(p[1].ID), "1", "2", "Two.", ""},
	}
	if !slices.EqualFunc(got, want, slices.Equal[[]string]) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestCaption: nothing is without one, and relations are called by their kind.
func TestCaption(t *testing.T) {
	b := codec.Build("x", "Captions", codec.File{}, codectest.Options())
	first, second := b.Claim("words"), b.Claim("")
	b.Inference(first.ID, second.ID).Scheme = "Expert Opinion"
	b.Rebuttal(first, second.ID)
	want := []string{"Captions", "words", "claim", "inference (Expert Opinion)", "rebuttal (REBUT)"}
	var got []string
	for _, n := range propertygraph.Of(b.Done()).Nodes {
		got = append(got, n.Caption())
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q; want %q", got, want)
	}
}
