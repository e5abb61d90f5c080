package outline

import (
	"fmt"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
)

// shown gives what a reader of the Markdown sees, each item on its line.
func shown(markdown string) []string {
	source := []byte(markdown)
	var lines []string
	var line strings.Builder
	_ = ast.Walk(goldmark.DefaultParser().Parse(text.NewReader(source)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Text:
			if entering {
				line.Write(unescape(n.Segment.Value(source)))
				if n.SoftLineBreak() {
					line.WriteByte(' ')
				}
			}
		case *ast.TextBlock, *ast.Paragraph, *ast.Heading:
			if !entering {
				lines = append(lines, line.String())
				line.Reset()
			}
		}
		return ast.WalkContinue, nil
	})
	return lines
}

func unescape(b []byte) []byte {
	var out []byte
	for i := 0; i < len(b); i++ {
		if b[i] == '\\' && i+1 < len(b) && strings.IndexByte("\\`*_[]<>#|~&!+-.)(=:@", b[i+1]) >= 0 {
			i++
		}
		out = append(out, b[i])
	}
	return out
}

func written(t testing.TB, d *codec.Document) string {
	t.Helper()
	return codectest.Encode(t, Format(), d)["map.md"]
}

// TestEverythingIsThere: every claim, step and question has one line that a Markdown reader shows with
// its words, and every record that is not told as lost is somewhere.
func TestEverythingIsThere(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := codectest.Draw(rt)
		markdown := written(t, d)
		seen := strings.Join(shown(markdown), "\n")
		w := newWriter(nil, codec.NewGraph(d))
		lost := map[argmap.ID]bool{}
		for _, l := range losses(d) {
			for _, id := range l.Records {
				lost[id] = true
			}
		}
		for _, e := range w.g.Elements {
			name := w.names[e.ID]
			if name == "" {
				if !lost[e.ID] {
					rt.Fatalf("%s has no line and is not told as lost", e.Kind)
				}
				continue
			}
			if n := strings.Count(markdown, "**"+name+"** ") + strings.Count(markdown, "**"+name+"**\n") - strings.Count(markdown, "see **"+name+"**\n"); n != 1 {
				rt.Fatalf("%s has %d lines:\n%s", name, n, markdown)
			}
			if e.Kind == argmap.KindClaim && !lost[e.ID] && !strings.Contains(seen, strings.TrimSpace(name+" "+e.Text)) {
				rt.Fatalf("%s says %q, and a reader sees\n%s", name, e.Text, seen)
			}
		}
		if n := strings.Count(markdown, "\n[^"); n != len(w.g.Citations)-lostCitations(d, lost) {
			rt.Fatalf("there are %d footnotes:\n%s", n, markdown)
		}
	})
}

func lostCitations(d *codec.Document, lost map[argmap.ID]bool) int {
	n := 0
	for _, r := range d.Records {
		if c, ok := r.(*argmap.Citation); ok && lost[c.ID] {
			n++
		}
	}
	return n
}

func TestOutline(t *testing.T) {
	b := codec.Build("x", "A canteen", codec.File{}, codectest.Options())
	s, err := b.Source("The letter", []byte("It opens late."), "text/plain")
	if err != nil {
		t.Fatal(err)
	}
	thesis, late, long, soon := b.Claim("It should open at 11."), b.Claim("It opens late."), b.Claim("Lunch is *long*."), b.Claim("Nobody minds.")
	if _, err := b.Cite(late.ID, s, 0, 14); err != nil {
		t.Fatal(err)
	}
	b.Commit(b.Speaker().ID, argmap.Asserts, thesis.ID)
	step := b.Inference(thesis.ID, late.ID, long.ID)
	b.Rebuttal(step, soon.ID)
	b.Rebuttal(late, soon.ID)
	q := b.Element(argmap.KindQuestion, "By whom?")
	q.Question = &argmap.Inquiry{Form: argmap.FormWH, Force: argmap.Pure}
	b.Link(argmap.RoleAsksAbout, q.ID, thesis.ID)
	want := `# A canteen

## Claims

- **C1** It should open at 11\. (asserts: author)
  - **S1** supported, only by all of these together:
    - **C2** It opens late\.[^1]
      - **S3** denied by:
        - **C4** Nobody minds\.
    - **C3** Lunch is \*long\*\.
    - **S2** the step is broken by:
      - see **C4**
  - asks: **Q1** By whom? (no answer yet; wh; pure; about C1)

## Voices

- author (author)

[^1]: “It opens late\.” The letter, paragraph 1 (words, explicit)
`
	if got := written(t, b.Done()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if l := losses(b.Done()); l != nil {
		t.Errorf("the outline loses %+v", l)
	}
}

func TestDeepMapsAreCut(t *testing.T) {
	b := codec.Build("x", "deep", codec.File{}, codectest.Options())
	last := b.Claim("claim 0")
	for i := range 2000 {
		c := b.Claim(fmt.Sprint("claim ", i+1))
		b.Inference(last.ID, c.ID)
		last = c
	}
	markdown := written(t, b.Done())
	if strings.Contains(markdown, strings.Repeat("  ", deepest+2)+"-") || strings.Count(markdown, "**C") < 2001 {
		t.Errorf("the outline is %d bytes long", len(markdown))
	}
}
