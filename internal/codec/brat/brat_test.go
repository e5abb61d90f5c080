package brat

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/fault"
)

func example(t testing.TB, file string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "..", "examples", "brat", file))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func decoded(t testing.TB, ann, text string) *codec.Document {
	t.Helper()
	return codectest.Decode(t, Format(), codectest.File("map.ann", []byte(ann), map[string]string{"map.txt": text}))[0]
}

func encoded(t testing.TB, d *codec.Document) (ann, text string) {
	t.Helper()
	files := codectest.Encode(t, Format(), d)
	return files["map.ann"], files["map.txt"]
}

func again(t testing.TB, d *codec.Document) *codec.Document {
	t.Helper()
	ann, text := encoded(t, d)
	return decoded(t, ann, text)
}

// annotations gives the .ann alone.
func annotations(t testing.TB, d *codec.Document) string {
	t.Helper()
	ann, _ := encoded(t, d)
	return ann
}

// drawn tells what the annotations became: claims with what they cite, relations and links with their
// ends.
func drawn(d *codec.Document) []string {
	g := codec.NewGraph(d)
	var lines []string
	for _, e := range g.Elements {
		to := append(g.Ends(e.ID, argmap.RoleConcludes, false), g.Ends(e.ID, argmap.RoleAttacks, false)...)
		if e.Kind.Relation() {
			lines = append(lines, fmt.Sprintf("%s %s %s > %s", e.External.ID, e.Kind, g.Ends(e.ID, argmap.RolePremiseOf, true)[0].External.ID, to[0].External.ID))
		}
	}
	for _, l := range g.Links {
		if l.External.ID != "" {
			lines = append(lines, fmt.Sprintf("%s %s %s > %s", l.External.ID, l.Role, g.Element(l.From).External.ID, g.Element(l.To).External.ID))
		}
	}
	return lines
}

func cited(d *codec.Document) []string {
	g := codec.NewGraph(d)
	var lines []string
	for _, c := range g.Citations {
		s := g.Element(c.Element).External.ID
		for _, x := range c.Segments {
			s += fmt.Sprintf(" %q", x.Exact)
		}
		lines = append(lines, s)
	}
	return lines
}

func rules(d *codec.Document) []string {
	var found []string
	for _, f := range d.Findings {
		found = append(found, strings.TrimSpace(fmt.Sprintf("%s %s", f.Rule, f.Where)))
	}
	return found
}

func want(t *testing.T, what string, got, want []string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s, want -, got +:\n%s", what, diff)
	}
}

var essayRelations = []string{
	"R1 INFERENCE T4 > T3", "R2 REBUTTAL T7 > T6", "A1 INFERENCE T3 > T1", "A1 INFERENCE T3 > T2", "A2 INFERENCE T5 > T1", "A2 INFERENCE T5 > T2",
	"A3 REBUTTAL T6 > T1", "A3 REBUTTAL T6 > T2", "R3 ASKS_ABOUT T8 > T1",
}

var essayCitations = []string{
	`T1 "pupils should cook there once a week"`, `T2 "a day in the kitchen teaches more than a lesson"`, `T3 "who cooks learns what food costs"`,
	`T4 "A pupil who has peeled potatoes for sixty\nothers wastes none of them"`, `T5 "it makes friends across the classes"`, `T6 "kitchens are dangerous"`,
	`T7 "sharp knives are kept locked away"`, `T8 "Under whose eyes" "?"`,
}

func TestEssay(t *testing.T) {
	ann, text := example(t, "essay.ann"), example(t, "essay.txt")
	d := decoded(t, ann, text)
	want(t, "relations", drawn(d), essayRelations)
	want(t, "citations", cited(d), append(slices.Clone(essayCitations), `T9 "kitchen, and few"`))
	want(t, "findings", rules(d), []string{"BRAT-TYPE line 9"})
	g := codec.NewGraph(d)
	for _, e := range g.Elements {
		by := len(slices.Collect(g.CommitmentsTo(e.ID)))
		if stands := e.Kind == argmap.KindClaim && e.External.ID != "T9"; stands != (by == 1) {
			t.Errorf("%s has %d commitments", e.External.ID, by)
		}
	}
	got, beside := encoded(t, d)
	if got != ann || beside != text {
		t.Errorf("written again:\n%s", cmp.Diff(ann, got))
	}
	if l := losses(d); l != nil {
		t.Errorf("the essay loses %+v", l)
	}
}

// TestWindows: the same essay with a byte order mark and CR LF, its offsets counted as brat counts them.
func TestWindows(t *testing.T) {
	d := decoded(t, example(t, "windows.ann"), example(t, "windows.txt"))
	want(t, "relations", drawn(d), essayRelations)
	want(t, "citations", cited(d), essayCitations)
	want(t, "findings", rules(d), nil)
	got, text := encoded(t, d)
	plain := decoded(t, example(t, "essay.ann"), example(t, "essay.txt"))
	if text != example(t, "essay.txt") {
		t.Error("the text is written with its marks")
	}
	codectest.Told(t, d, losses(d), decoded(t, got, text))
	want(t, "citations, written and read", cited(decoded(t, got, text)), cited(plain)[:8])
}

// TestCounts: other tools count otherwise; the whole file tells how.
func TestCounts(t *testing.T) {
	for _, c := range []struct{ name, text, ann, told string }{
		{"as it is", "\ufeff🍲\r\nab\r\ncd", "T1\tClaim 4 6\tab\nT2\tClaim 8 10\tcd\n", ""},
		{"without mark", "\ufeff🍲\r\nab\r\ncd", "T1\tClaim 3 5\tab\nT2\tClaim 7 9\tcd\n", "code points without the byte order mark"},
		{"CR LF as one", "🍲\r\nab\r\ncd", "T1\tClaim 2 4\tab\nT2\tClaim 5 7\tcd\n", "code points with CR LF as one"},
		{"neither", "\ufeff🍲\r\nab\r\ncd", "T1\tClaim 2 4\tab\nT2\tClaim 5 7\tcd\n", "without the byte order mark, with CR LF as one"},
		{"UTF-16", "🍲\nab\ncd", "T1\tClaim 3 5\tab\nT2\tClaim 6 8\tcd\n", "UTF-16"},
		{"bytes", "🍲\nab\ncd", "T1\tClaim 5 7\tab\nT2\tClaim 8 10\tcd\n", "bytes"},
		{"most decide", "🍲\nab\ncd", "T1\tClaim 5 7\tab\nT2\tClaim 8 10\tcd\nT3\tClaim 0 1\t🍲\n", "bytes"},
	} {
		d := decoded(t, c.ann, c.text)
		want(t, c.name, cited(d)[:2], []string{`T1 "ab"`, `T2 "cd"`})
		told := ""
		for _, f := range d.Findings {
			if f.Rule == ruleCount {
				told = f.Message
			}
		}
		if (told == "") != (c.told == "") || !strings.Contains(told, c.told) {
			t.Errorf("%s: told %q, want %q", c.name, told, c.told)
		}
	}
}

func TestBrokenFiles(t *testing.T) {
	ann := example(t, "broken.ann")
	d := decoded(t, ann, example(t, "broken.txt"))
	want(t, "citations", cited(d), []string{`T1 "Should"`, `T4 "pupils"`})
	want(t, "relations", drawn(d), []string{"R2 FOREIGN T1 > T2"})
	want(t, "findings", rules(d), []string{
		"BRAT-SYNTAX line 6", "BRAT-WORDS line 2", "BRAT-RANGE line 3", "BRAT-RANGE line 4", "BRAT-TWICE line 5", "BRAT-END line 7", "BRAT-TYPE line 8", "BRAT-SYNTAX line 9",
		"BRAT-STANCE line 10", "BRAT-END line 11", "BRAT-SYNTAX line 12",
	})
	got, _ := encoded(t, d)
	if want := strings.Replace(ann, "T4\tClaim", "T6\tClaim", 1); got != want {
		t.Errorf("written again:\n%s", cmp.Diff(want, got))
	}
}

func TestDiscontinuousAcrossParagraphs(t *testing.T) {
	text := "one two\n\nthree four\n\nfive\n"
	d := decoded(t, "T1\tClaim 4 14\ttwo  three\nT2\tClaim 0 3;15 19;21 25\tone four five\n", text)
	want(t, "citations", cited(d), []string{`T1 "two" "three"`, `T2 "one" "four" "five"`})
	if got, _ := encoded(t, d); got != "T1\tClaim 4 14\ttwo  three\nT2\tClaim 0 3;15 25\tone four  five\n" {
		t.Errorf("written again:\n%s", got)
	}
}

func TestAnnotationsWithoutWords(t *testing.T) {
	d := decoded(t, "T1\tClaim 0 3\nT2\tClaim 4 13", "one two\nthree\n")
	want(t, "citations", cited(d), []string{`T1 "one"`, `T2 "two\nthree"`})
	if e := codec.NewGraph(d).Elements[1]; e.Text != "two three" {
		t.Errorf("the claim says %q", e.Text)
	}
	long := strings.Repeat("T1\tClaim 0 600000\n", 10)
	d = decoded(t, long, strings.Repeat("a b\n\n", 120000))
	if n := len(d.Records); n > 20000 {
		t.Errorf("ten lines make %d records", n)
	}
}

func TestLossesAreTold(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := codectest.Draw(rt)
		codectest.Told(rt, d, losses(d), again(t, d))
	})
}

// TestWrittenIsStable: what was written and read says the same when it is written again, and loses
// nothing; and no claim is found fault with.
func TestWrittenIsStable(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		first := again(t, codectest.Draw(rt))
		for _, f := range first.Findings {
			if f.Rule != ruleType {
				rt.Fatalf("what we write breaks %s: %s\n%s", f.Rule, f.Message, annotations(t, first))
			}
		}
		if l := losses(first); len(l) > 0 {
			rt.Fatalf("annotations that were read lose %+v\n%s", l, annotations(t, first))
		}
		if diff := cmp.Diff(codectest.Canonical(first), codectest.Canonical(again(t, first))); diff != "" {
			rt.Fatal(diff)
		}
	})
}

// TestWordsAreTheText: brat refuses an annotation whose words are not those of the text, so none is
// written.
func TestWordsAreTheText(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		ann, text := encoded(t, codectest.Draw(rt))
		points := []rune(text)
		for line := range strings.Lines(ann) {
			x, ok := markOf(strings.TrimSuffix(line, "\n"))
			if line[0] != 'T' {
				continue
			}
			var words []string
			for _, s := range x.spans {
				words = append(words, strings.ReplaceAll(string(points[s.Start:s.End]), "\n", " "))
			}
			if got := strings.Join(words, " "); !ok || got != x.words {
				rt.Fatalf("%q, and the text says %q", line, got)
			}
		}
	})
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct{ name, ann, text, reason, says string }{
		{"map.ann", "T1\tClaim 0 1\ta", "", "brat.text", "map.txt"},
		{"", "T1\tClaim 0 1\ta", "", "brat.text", ".txt"},
		{"map.ann", "T1\tClaim 0 1\t\xff", "a", "brat.not_text", "line 1, column 14"},
		{"map.ann", "T1\tClaim 0 1\ta", "a\xff", "source.not_utf8", "in the text beside: line 1, column 2: byte 1"},
		{"map.ann", "#1\tNote T1\t" + strings.Repeat("x", maxLine), "a", "brat.long", "line 1"},
		{"map.ann", strings.Repeat("*\tEquiv T1 T2\n", MaxLines+1), "a", "brat.lines", "line 200001"},
	} {
		beside := map[string]string{}
		if c.text != "" {
			beside["map.txt"] = c.text
		}
		_, err := decode(t.Context(), codectest.File(c.name, []byte(c.ann), beside), codectest.Options())
		if fault.Reason(err) != c.reason || fault.Of(err) == fault.Internal || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%.30q: got %v, want %s with %q", c.ann, err, c.reason, c.says)
		}
	}
}

func TestRecognise(t *testing.T) {
	for data, want := range map[string]codec.Likelihood{
		"T1\tClaim 0 5\twords": codec.Surely, "\ufeffT1\tClaim 0 5": codec.Surely, "R1\tsupports Arg1:T1 Arg2:T2": codec.Surely, "#1\tAnnotatorNotes T1\tx": codec.Surely,
		"*\tEquiv T1 T2": codec.Surely, "T1 Claim 0 5": codec.No, "# heading": codec.No, "Text\tof 1 2": codec.No, "": codec.No,
	} {
		if got := recognise(codec.NewSample([]byte(data))); got != want {
			t.Errorf("recognise(%q) = %v, want %v", data, got, want)
		}
	}
}

// FuzzDecode reads annotations and their text, with a NUL between them.
func FuzzDecode(f *testing.F) {
	both := Format()
	both.Decode = func(ctx context.Context, in codec.File, o codec.Options) ([]*codec.Document, error) {
		ann, text, _ := strings.Cut(string(in.Data), "\x00")
		return decode(ctx, codectest.File("map.ann", []byte(ann), map[string]string{"map.txt": text}), o)
	}
	var seeds [][]byte
	for _, name := range []string{"essay", "windows", "broken"} {
		seeds = append(seeds, []byte(example(f, name+".ann")+"\x00"+example(f, name+".txt")))
	}
	codectest.Fuzz(f, both, seeds...)
}

// TestWhatIsLostByName: what is written otherwise than it is meant is told by its name.
func TestWhatIsLostByName(t *testing.T) {
	b := codec.Build("x", "A map", codec.File{}, codectest.Options())
	a, c, d := b.Claim("a"), b.Claim("c"), b.Claim("d")
	linked := b.Inference(a.ID, c.ID, d.ID)
	undercut := b.Rebuttal(linked, a.ID)
	undermining := b.Rebuttal(c, d.ID)
	undermining.Attack = argmap.Undermine
	told := map[string]argmap.ID{}
	for _, l := range losses(b.Done()) {
		told[l.What] = l.Records[0]
	}
	for what, id := range map[string]argmap.ID{
		"linked premises": linked.ID, "relations on relations, or without an end": undercut.ID, "undermining attacks": undermining.ID, "claims and questions that cite no words": a.ID,
	} {
		if told[what] != id {
			t.Errorf("the loss of %s names %q, want %q", what, told[what], id)
		}
	}
}

// TestTypesOfMapsFromElsewhere: what all reasons lead to is the major claim, with stances; where some
// lead elsewhere there is none.
func TestTypesOfMapsFromElsewhere(t *testing.T) {
	draw := func(second bool) string {
		b := codec.Build("x", "A map", codec.File{}, codectest.Options())
		claim := func(text string) *argmap.Element {
			c := b.Claim(text)
			b.Commit(b.Speaker().ID, argmap.Asserts, c.ID)
			return c
		}
		thesis, reason, ground, doubt := claim("thesis"), claim("reason"), claim("ground"), b.Claim("doubt")
		b.Inference(thesis.ID, reason.ID)
		b.Inference(reason.ID, ground.ID)
		b.Rebuttal(thesis, doubt.ID)
		if second {
			b.Inference(claim("other thesis").ID, ground.ID)
		}
		return annotations(t, b.Done())
	}
	want(t, "one thesis", strings.Split(draw(false), "\n"), []string{
		"T1\tMajorClaim 0 6\tthesis", "T2\tClaim 8 14\treason", "T3\tPremise 16 22\tground", "T4\tStatement 24 29\tdoubt",
		"A1\tStance T2 For", "R1\tsupports Arg1:T3 Arg2:T2", "A2\tStance T4 Against", "",
	})
	want(t, "two theses", strings.Split(draw(true), "\n"), []string{
		"T1\tClaim 0 6\tthesis", "T2\tClaim 8 14\treason", "T3\tClaim 16 22\tground", "T4\tStatement 24 29\tdoubt", "T5\tClaim 31 43\tother thesis",
		"R1\tsupports Arg1:T2 Arg2:T1", "R2\tsupports Arg1:T3 Arg2:T2", "R3\tattacks Arg1:T4 Arg2:T1", "R4\tsupports Arg1:T3 Arg2:T5", "",
	})
}

// TestStanceIsForAll: a reason that was added for one of two major claims is no stance.
func TestStanceIsForAll(t *testing.T) {
	d := decoded(t, example(t, "essay.ann"), example(t, "essay.txt"))
	b := codec.Build("x", "more", codec.File{}, codec.Options{NewID: func() argmap.ID { return argmap.ID(fmt.Sprint("new-", len(d.Records))) }})
	d.Records = append(d.Records, b.Claim("One more reason."))
	reason := d.Records[len(d.Records)-1].Ref().ID
	relation := b.Element(argmap.KindInference, "")
	d.Records = append(d.Records, relation)
	d.Records = append(d.Records, b.Link(argmap.RolePremiseOf, reason, relation.ID))
	d.Records = append(d.Records, b.Link(argmap.RoleConcludes, relation.ID, codec.NewGraph(d).Elements[0].ID))
	if got := annotations(t, d); !strings.HasSuffix(got, "\nT10\tStatement 477 493\tOne more reason.\nR4\tsupports Arg1:T10 Arg2:T1\n") {
		t.Errorf("written:\n%s", got)
	}
}

// TestLinesAboutLines keeps what is about relations and events, which are no annotations of the text, and writes
// it again: an event's attribute is in order, a relation on a relation is not.
func TestLinesAboutLines(t *testing.T) {
	ann := "T1\tClaim 0 5\tWords\nT2\tPremise 6 10\tmore\nT3\tPremise 11 14\tyet\nR2\tattacks Arg1:T3 Arg2:R1\nR1\tsupports Arg1:T2 Arg2:T1\n" +
		"R3\tattacks Arg1:T3 Arg2:R1\nE1\tSaying:T2 Theme:T3\nM1\tNegation E1\n#1\tAnnotatorNotes R1\tunsure\n*\tEquiv T2 T3\n"
	d := decoded(t, ann, "Words more yet")
	want(t, "relations", drawn(d), []string{"R1 INFERENCE T2 > T1"})
	want(t, "findings", rules(d), []string{"BRAT-END line 4", "BRAT-END line 6"})
	if got, _ := encoded(t, d); got != ann {
		t.Errorf("written again:\n%s", cmp.Diff(ann, got))
	}
}
