package svg

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/codec/picture"
)

// seen is what stands in a picture: of each group its rectangle or curve, and its words.
type seen struct {
	Title, Desc string
	Groups      []group
}

type group struct {
	ID                  string
	Title               string
	X, Y, Width, Height int
	Path                []int
	Lines               []string
}

// look reads a picture as any reader of XML does.
func look(t codectest.TB, text string) seen {
	t.Helper()
	var s struct {
		Title string `xml:"title"`
		Desc  string `xml:"desc"`
		Group []struct {
			ID    string `xml:"id,attr"`
			Title string `xml:"title"`
			Rect  *struct {
				X      int `xml:"x,attr"`
				Y      int `xml:"y,attr"`
				Width  int `xml:"width,attr"`
				Height int `xml:"height,attr"`
			} `xml:"rect"`
			Path *struct {
				D string `xml:"d,attr"`
			} `xml:"path"`
			Lines []string `xml:"text>tspan"`
		} `xml:"g"`
	}
	dec := xml.NewDecoder(strings.NewReader(text))
	if err := dec.Decode(&s); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if rest := strings.TrimSpace(text[dec.InputOffset():]); rest != "" {
		t.Fatalf("more than one element: %s", rest)
	}
	all := seen{Title: s.Title, Desc: s.Desc}
	for _, x := range s.Group {
		g := group{ID: x.ID, Title: x.Title, Lines: x.Lines}
		if x.Rect != nil {
			g.X, g.Y, g.Width, g.Height = x.Rect.X, x.Rect.Y, x.Rect.Width, x.Rect.Height
		}
		if x.Path != nil {
			g.Path = make([]int, 8)
			if _, err := fmt.Sscanf(x.Path.D, "M%d %d C%d %d %d %d %d %d", &g.Path[0], &g.Path[1], &g.Path[2], &g.Path[3], &g.Path[4], &g.Path[5], &g.Path[6], &g.Path[7]); err != nil {
				t.Fatalf("%q: %v", x.Path.D, err)
			}
		}
		all.Groups = append(all.Groups, g)
	}
	return all
}

// TestEverythingIsDrawn draws maps: every element is one card with all its words, every link one curve that
// begins and ends on the edges of its cards, no two cards overlap, and all lie within the picture.
func TestEverythingIsDrawn(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := rapid.SampledFrom([]func(*rapid.T) *codec.Document{codectest.Draw, codectest.Wild}).Draw(rt, "sort")(rt)
		laws(rt, d)
	})
	laws(t, codectest.Marked())
}

func laws(t codectest.TB, d *codec.Document) {
	t.Helper()
	s := look(t, codectest.Encode(t, Format(), d)["map.svg"])
	g := codec.NewGraph(d)
	l := layOut(g)
	if len(s.Groups) != len(g.Elements)+len(g.Links) {
		t.Fatalf("%d groups for %d elements and %d links", len(s.Groups), len(g.Elements), len(g.Links))
	}
	if s.Title != picture.Clean(d.Properties.Title) {
		t.Fatalf("the title is %q", s.Title)
	}
	cards := map[argmap.ID]group{}
	var boxes []group
	for i, e := range g.Elements {
		at := s.Groups[len(g.Links)+i]
		words := strings.Join(l.Nodes[i].Words, " ")
		if at.ID != "element-"+string(e.ID) || at.Title != words || bare(strings.Join(at.Lines, "")) != bare(words) {
			t.Fatalf("%q is drawn as %+v", words, at)
		}
		if at.X < 0 || at.Y < 0 || at.X+at.Width > l.width || at.Y+at.Height > l.height {
			t.Fatalf("%+v lies outside of %d x %d", at, l.width, l.height)
		}
		cards[e.ID] = at
		boxes = append(boxes, at)
	}
	for i, a := range boxes {
		for _, b := range boxes[:i] {
			if a.X < b.X+b.Width && b.X < a.X+a.Width && a.Y < b.Y+b.Height && b.Y < a.Y+a.Height {
				t.Fatalf("two cards overlap: %+v %+v", a, b)
			}
		}
	}
	for i, link := range g.Links {
		at := s.Groups[i]
		if at.ID != "link-"+string(link.ID) || !cards[link.From].touches(at.Path[0], at.Path[1]) || !cards[link.To].touches(at.Path[6], at.Path[7]) {
			t.Fatalf("%s is drawn as %+v, from %+v to %+v", link.Ref(), at, cards[link.From], cards[link.To])
		}
	}
}

func bare(s string) string { return strings.ReplaceAll(s, " ", "") }

// touches tells whether a point lies on the left or right edge of a card.
func (g group) touches(x, y int) bool {
	return (x == g.X || x == g.X+g.Width) && g.Y <= y && y <= g.Y+g.Height
}

// TestWordsFit: no line is wider than its card, by the estimate.
func TestWordsFit(t *testing.T) {
	for _, p := range layOut(codec.NewGraph(codectest.Marked())).places {
		size := letter
		if p.Shape == picture.Step {
			size = small
		}
		for _, line := range p.lines {
			if picture.Width(line)*size > (p.width-2*padding)*picture.Em {
				t.Errorf("%q is too wide", line)
			}
		}
	}
}

// TestCycleAndDepth lays out a ring, a claim that is its own premise, and a chain of ten thousand.
func TestCycleAndDepth(t *testing.T) {
	b := codec.Build("x", "Rings", codec.File{}, codectest.Options())
	first := b.Claim("0")
	b.Inference(first.ID, first.ID)
	last := first
	for i := range 5000 {
		next := b.Claim(fmt.Sprint(i))
		b.Inference(last.ID, next.ID)
		last = next
	}
	b.Inference(last.ID, first.ID)
	d := b.Done()
	g := codec.NewGraph(d)
	l := layOut(g)
	if len(l.of) != len(g.Elements) {
		t.Fatalf("%d places for %d elements", len(l.of), len(g.Elements))
	}
	columns := map[int]bool{}
	for _, p := range l.places {
		columns[p.column] = true
	}
	if len(columns) < 5000 {
		t.Errorf("a ring of 10,000 is folded into %d columns", len(columns))
	}
	codectest.Encode(t, Format(), d)
}

// TestSharedElementIsDrawnOnce puts a claim under two others: it stands in one place, with both edges.
func TestSharedElementIsDrawnOnce(t *testing.T) {
	b := codec.Build("x", "Shared", codec.File{}, codectest.Options())
	one, two, shared := b.Claim("one"), b.Claim("two"), b.Claim("shared")
	b.Inference(one.ID, shared.ID)
	b.Rebuttal(two, shared.ID)
	text := codectest.Encode(t, Format(), b.Done())["map.svg"]
	if n := strings.Count(text, ">shared</tspan>"); n != 1 {
		t.Errorf("it is drawn %d times", n)
	}
	if !strings.Contains(text, "argmap-cross)") || !strings.Contains(text, "stroke-dasharray") || !strings.Contains(text, "× denies") || !strings.Contains(text, "+ supports") {
		t.Error("an attack does not look like one")
	}
	for _, forbidden := range []string{"<script", "href", "<style", "<image"} {
		if strings.Contains(text, forbidden) {
			t.Errorf("the picture holds %q", forbidden)
		}
	}
}

func TestLosses(t *testing.T) {
	b := codec.Build("x", "Losses", codec.File{}, codectest.Options())
	b.Properties().Description, b.Properties().Language = "A description", "en"
	c := b.Claim("two\nlines")
	who := b.Commit(b.Speaker().ID, argmap.Asserts, c.ID)
	var told []argmap.ID
	for _, l := range losses(b.Done()) {
		told = append(told, l.Records...)
	}
	want := []argmap.ID{c.ID, b.Speaker().ID, who.ID}
	slices.Sort(told)
	slices.Sort(want)
	if !slices.Equal(told, want) {
		t.Errorf("told are %v, want %v", told, want)
	}
	text := codectest.Encode(t, Format(), b.Done())["map.svg"]
	if !strings.Contains(text, `xml:lang="en"`) || !strings.Contains(text, "A description — A map of arguments. Claims: 1.") {
		t.Errorf("description or language is missing:\n%s", text)
	}
}

func BenchmarkEncode(b *testing.B) {
	m := codec.Build("x", "Many", codec.File{}, codectest.Options())
	claims := []*argmap.Element{m.Claim("the first of all")}
	for i := range 5000 {
		c := m.Claim("a claim with a text of usual length, which is to be wrapped into some lines")
		m.Inference(claims[i/3].ID, c.ID)
		claims = append(claims, c)
	}
	d := m.Done()
	b.ResetTimer()
	for b.Loop() {
		_ = encode(b.Context(), d, codec.Output{Name: "x", Create: func(string) (io.Writer, error) { return io.Discard, nil }})
	}
}
