package codec

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"argmap/internal/anchor"
	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/paragraph"
)

func options() Options {
	n := 0
	return Options{
		NewID: func() argmap.ID { n++; return argmap.ID(fmt.Sprintf("id-%04d", (n*7919)%10000)) },
		Now:   time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC), Actor: "someone",
	}
}

// TestGraphIsTheViewThatStateIs draws documents and compares every look-up with argmap.State, which
// reads its whole table for each.
func TestGraphIsTheViewThatStateIs(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := drawDocument(rt)
		g, s := NewGraph(d), argmap.NewState(d.Properties.ID)
		s.Put(argmap.Entry{Record: d.Properties, Revision: 1})
		for _, r := range d.Records {
			s.Put(argmap.Entry{Record: r, Revision: 1})
		}
		for _, e := range s.Entries() {
			id := e.Record.Ref().ID
			same(rt, "entry", one(g.Entry(e.Record.Ref())), one(s.Entry(e.Record.Ref())))
			same(rt, "links from", slices.Collect(g.LinksFrom(id)), slices.Collect(s.LinksFrom(id)))
			same(rt, "links to", slices.Collect(g.LinksTo(id)), slices.Collect(s.LinksTo(id)))
			same(rt, "citations", collect(g.CitationsOf(id)), collect(s.CitationsOf(id)))
			same(rt, "commitments to", collect(g.CommitmentsTo(id)), collect(s.CommitmentsTo(id)))
			same(rt, "commitments of", collect(g.CommitmentsOf(id)), collect(s.CommitmentsOf(id)))
			same(rt, "questions", collect(g.QuestionsIn(id)), collect(s.QuestionsIn(id)))
			same(rt, "defects", argmap.Defects(g, id), argmap.Defects(s, id))
		}
		if g.Map() != s.Map() || g.Revision() != s.Revision() {
			rt.Fatal("the view is of another map or revision")
		}
	})
}

func one(e argmap.Entry, ok bool) any { return []any{e, ok} }

func collect[R any](seq iter.Seq[R]) []R { return slices.Collect(seq) }

func same(t *rapid.T, what string, got, want any) {
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("%s, state against graph:\n%s", what, diff)
	}
}

func drawDocument(t *rapid.T) *Document {
	b := Build("drawn", "A map", File{}, options())
	var all []*argmap.Element
	row := &argmap.Row{ID: "row", Antecedent: "an intervention"}
	b.Add(row)
	for range rapid.IntRange(1, 6).Draw(t, "claims") {
		c := b.Claim("a claim")
		all = append(all, c)
		b.Commit(b.Speaker().ID, argmap.Asserts, c.ID)
	}
	any := func() *argmap.Element { return rapid.SampledFrom(all).Draw(t, "element") }
	for range rapid.IntRange(0, 6).Draw(t, "relations") {
		if rapid.Bool().Draw(t, "attacks") {
			all = append(all, b.Rebuttal(any(), any().ID, any().ID))
		} else {
			all = append(all, b.Inference(any().ID, any().ID))
		}
	}
	for i := range rapid.IntRange(0, 4).Draw(t, "questions") {
		q := b.Element(argmap.KindQuestion, "By whom?")
		q.Question = &argmap.Inquiry{Form: argmap.FormWH, Force: argmap.Pure, Row: row.ID, Ordinal: 4 - i}
		b.Link(argmap.RoleAsksAbout, q.ID, any().ID)
	}
	reporter := b.Voice(argmap.VoiceReported, "critics")
	b.Commit(b.Speaker().ID, argmap.Denies, all[0].ID).ReportedBy = reporter.ID
	return b.Done()
}

func TestCiteSplitsAtParagraphs(t *testing.T) {
	b := Build("x", "A map", File{}, options())
	s, err := b.Source("The text", []byte("\xef\xbb\xbfÄrger eins.\r\n\r\n\r\nZwei 👩‍👩‍👧 drei.\n"), paragraph.PlainText)
	if err != nil {
		t.Fatal(err)
	}
	claim := b.Claim("c")
	c, err := b.Cite(claim.ID, s, 6, 18)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, x := range c.Segments {
		got = append(got, fmt.Sprintf("%d-%d <%s> after <%s> before <%s>", x.Start, x.End, x.Exact, x.Prefix, x.Suffix))
	}
	want := []string{"6-11 <eins.> after <Ärger > before <>", "0-4 <Zwei> after <> before < 👩‍👩‍👧 drei.>"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, err := b.Cite(claim.ID, s, 11, 14); fault.Reason(err) != "citation.nothing" {
		t.Errorf("white space between paragraphs is cited: %v", err)
	}
	if _, err := b.Cite(claim.ID, s, 900, 901); fault.Reason(err) != "citation.nothing" {
		t.Errorf("what is behind the end is cited: %v", err)
	}
	check(t, b.Done())
}

func TestQuoteOfSeveralStretches(t *testing.T) {
	b := Build("x", "A map", File{}, options())
	s, err := b.Source("", []byte("one two three four"), paragraph.PlainText)
	if err != nil {
		t.Fatal(err)
	}
	claim := b.Claim("c")
	cited := b.Quote(claim.ID, s, anchor.Span{Start: 8, End: 13}, anchor.Span{Start: 0, End: 3}, anchor.Span{Start: 40, End: 41})
	if len(cited) != 1 || len(cited[0].Segments) != 2 || cited[0].Segments[0].Exact != "three" || cited[0].Segments[1].Exact != "one" {
		t.Errorf("Quote gives %+v", cited)
	}
	check(t, b.Done())
}

// TestQuoteOfManyParagraphs: a citation holds a hundred segments, so a longer stretch has more citations.
func TestQuoteOfManyParagraphs(t *testing.T) {
	b := Build("x", "A map", File{}, options())
	s, err := b.Source("", []byte(strings.Repeat("a\n\n", 250)), paragraph.PlainText)
	if err != nil {
		t.Fatal(err)
	}
	cited := b.Quote(b.Claim("c").ID, s, anchor.Span{Start: 0, End: s.CodePoints})
	if len(cited) != 3 || len(cited[2].Segments) != 50 {
		t.Errorf("Quote gives %d citations", len(cited))
	}
	check(t, b.Done())
}

// TestCitationsAgreeWithTheDomain draws texts and stretches: what Cite made passes the map's own check,
// and its words are those of the stretch.
func TestCitationsAgreeWithTheDomain(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		raw := rapid.StringMatching(`[a-cé👍\n ]{1,60}`).Draw(rt, "text")
		b := Build("x", "A map", File{}, options())
		s, err := b.Source("", []byte(raw), paragraph.PlainText)
		if err != nil {
			rt.Skip("no text")
		}
		start := rapid.IntRange(0, s.CodePoints).Draw(rt, "start")
		end := rapid.IntRange(start, s.CodePoints).Draw(rt, "end")
		c, err := b.Cite(b.Claim("c").ID, s, start, end)
		want := strings.Join(strings.Fields(string([]rune(s.Text)[start:end])), "")
		if err != nil {
			if want != "" {
				rt.Fatalf("Cite: %v, and the stretch says %q", err, want)
			}
			return
		}
		got := ""
		for _, x := range c.Segments {
			got += strings.Join(strings.Fields(x.Exact), "")
		}
		if got != want {
			rt.Fatalf("the segments say %q, the stretch %q", got, want)
		}
		check(rt, b.Done())
	})
}

type fataler interface{ Fatalf(string, ...any) }

// check holds a document to the rules that a store enforces.
func check(t fataler, d *Document) {
	ops := []argmap.Operation{argmap.Set(d.Properties)}
	for _, r := range d.Records {
		ops = append(ops, argmap.Set(r))
	}
	g := NewGraph(d)
	if _, err := argmap.Check(argmap.NewState(d.Properties.ID), g, ops, argmap.Importing); err != nil {
		t.Fatalf("the map refuses the document: %v", err)
	}
}

func TestTitles(t *testing.T) {
	for _, c := range []struct{ title, name, want string }{
		{"  A\n title\x00 ", "f.json", "A title"},
		{"\x01", "f.json", "f.json"},
		{"", "", "aif"},
		{strings.Repeat("é", 300), "", strings.Repeat("é", 199) + "…"},
	} {
		d := Build("aif", c.title, File{Name: c.name}, options()).Done()
		if d.Properties.Title != c.want {
			t.Errorf("the title %q in %q becomes %q", c.title, c.name, d.Properties.Title)
		}
		check(t, d)
	}
}

func TestCheckListsWhatTheMapAndTheFileBreak(t *testing.T) {
	b := Build("aif", "A map", File{}, options())
	b.Find(Finding{Rule: "AIF-END", Severity: Error, Where: "$.edges[0]"})
	e := b.Element(argmap.KindInference, "")
	e.External.ID = "n1"
	var got []string
	for _, f := range b.Done().Check() {
		got = append(got, fmt.Sprintf("%s %s %s", f.Rule, f.Severity, f.External))
	}
	want := []string{
		"AIF-END ERROR ", string(argmap.RuleInfPremise) + " ERROR n1", string(argmap.RuleInfEnd) + " ERROR n1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
