package picture_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/codec/picture"
)

// TestShownOrTold draws maps: every element and link is in the picture, in order, with all that is not told
// as lost; every other record is told.
func TestShownOrTold(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := rapid.SampledFrom([]func(*rapid.T) *codec.Document{codectest.Draw, codectest.Wild}).Draw(rt, "sort")(rt)
		whole := rapid.Bool().Draw(rt, "whole")
		lost := map[argmap.ID]bool{}
		for _, l := range picture.Losses(d, "it", whole) {
			for _, id := range l.Records {
				lost[id] = true
			}
		}
		p := picture.Of(codec.NewGraph(d))
		nodes, edges := 0, 0
		for _, r := range d.Records {
			switch r := r.(type) {
			case *argmap.Element:
				element(rt, p.Nodes[nodes], r, lost[r.ID])
				nodes++
			case *argmap.Link:
				link(rt, p.Edges[edges], r, lost[r.ID])
				edges++
			default:
				if !lost[r.Ref().ID] {
					rt.Fatalf("%s is not drawn and not told", r.Ref())
				}
			}
		}
		if nodes != len(p.Nodes) || edges != len(p.Edges) {
			rt.Fatalf("%d nodes, %d edges too many", len(p.Nodes)-nodes, len(p.Edges)-edges)
		}
		q := d.Properties
		if told := lost[q.ID]; !told && (p.Title != q.Title || !whole && q.Description+q.Language != "") {
			rt.Fatalf("properties %+v are not told", q)
		}
	})
}

func element(t codectest.TB, n picture.Node, e *argmap.Element, lost bool) {
	t.Helper()
	if n.Element != e || len(n.Words) == 0 || n.Words[0] == "" {
		t.Fatalf("%s is drawn as %+v", e.Ref(), n)
	}
	if lost {
		return
	}
	for _, s := range []string{e.Text, e.Scheme, e.Act} {
		if s != "" && !slices.Contains(n.Words, s) && !slices.Contains(n.Words, "("+s+")") {
			t.Fatalf("%q is not on %+v", s, n)
		}
	}
	if e.Question != nil || e.Basis != "" || e.Machine != "" || e.Speaker != "" {
		t.Fatalf("%+v is not drawn and not told", e)
	}
}

func link(t codectest.TB, x picture.Edge, l *argmap.Link, lost bool) {
	t.Helper()
	if x.Link != l {
		t.Fatalf("%s is drawn as %+v", l.Ref(), x)
	}
	if !lost && !strings.Contains(x.Label, l.Slot) || l.Partial != strings.Contains(x.Label, "in part") ||
		(l.Bearing == argmap.Fails) != strings.Contains(x.Label, "fails") || (l.Bearing == argmap.Meets) != strings.Contains(x.Label, "meets") {
		t.Fatalf("%+v is labelled %q", l, x.Label)
	}
}

// TestColourIsNotNeeded: supports and attacks differ in sign, line and end.
func TestColourIsNotNeeded(t *testing.T) {
	b := codec.Build("x", "Signs", codec.File{}, codectest.Options())
	c, reason := b.Claim("c"), b.Claim("reason")
	support := b.Inference(c.ID, reason.ID)
	b.Rebuttal(support, reason.ID)
	b.Inference(support.ID, reason.ID)
	p := picture.Of(codec.NewGraph(b.Done()))
	for i, want := range []string{"c", "reason", "+ supports", "× breaks the step", "+ backs the step"} {
		if got := p.Nodes[i].Words[0]; got != want {
			t.Errorf("node %d says %q, want %q", i, got, want)
		}
	}
	for _, x := range p.Edges {
		from, to := p.Nodes[0].Line, x.Link
		attack := to.Role == argmap.RoleAttacks
		if (x.Head == picture.Cross) != attack || attack && x.Line == from {
			t.Errorf("%s is drawn as %+v", to.Role, x)
		}
	}
}

// TestWrap wraps texts: nothing is lost but spaces, no line is empty or too wide.
func TestWrap(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := picture.Clean(rapid.String().Draw(rt, "text"))
		width := rapid.IntRange(picture.Em, 30*picture.Em).Draw(rt, "width")
		lines := picture.Wrap(s, width)
		if strings.ReplaceAll(strings.Join(lines, ""), " ", "") != strings.ReplaceAll(s, " ", "") {
			rt.Fatalf("%q becomes %q", s, lines)
		}
		for _, line := range lines {
			if picture.Width(line) > width || line == "" && s != "" {
				rt.Fatalf("the line %q is %d wide, not %d", line, picture.Width(line), width)
			}
		}
	})
}

func TestClean(t *testing.T) {
	for s, want := range map[string]string{
		"\ta\t b\n": "a b", "\ufeffa": "a", "a\x00b": "a\uFFFDb", "\xff": "\uFFFD", "a\u2028b": "a b", "\u202eevil": "\uFFFDevil", "a\uffff": "a\uFFFD", "": "",
	} {
		if got := picture.Clean(s); got != want {
			t.Errorf("Clean(%q) = %q, want %q", s, got, want)
		}
	}
}
