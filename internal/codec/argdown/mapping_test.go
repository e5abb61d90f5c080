package argdown

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
)

// told says a map in lines: each relation with its premises and its end, each question with its links.
func told(d *codec.Document) []string {
	g := codec.NewGraph(d)
	var lines []string
	name := func(e *argmap.Element) string {
		switch {
		case e.External.ID != "":
			return e.External.ID
		case e.Kind.Relation():
			return strings.ToLower(string(e.Kind))
		}
		return e.Text
	}
	names := func(es []*argmap.Element) string {
		var all []string
		for _, e := range es {
			all = append(all, name(e))
		}
		return strings.Join(all, ", ")
	}
	for _, e := range g.Elements {
		switch e.Kind {
		case argmap.KindInference:
			lines = append(lines, fmt.Sprintf("%s: %s so %s (%s)", name(e), names(g.Ends(e.ID, argmap.RolePremiseOf, true)), names(g.Ends(e.ID, argmap.RoleConcludes, false)), e.Scheme))
		case argmap.KindRebuttal:
			lines = append(lines, fmt.Sprintf("%s against %s (%s)", names(g.Ends(e.ID, argmap.RolePremiseOf, true)), names(g.Ends(e.ID, argmap.RoleAttacks, false)), e.Attack))
		case argmap.KindQuestion:
			lines = append(lines, fmt.Sprintf("asked: %s %s %s about %s", e.Text, e.Question.Form, e.Question.Force, names(g.Ends(e.ID, argmap.RoleAsksAbout, false))))
		default:
		}
	}
	slices.Sort(lines)
	return lines
}

// TestRelations says what each way to write a relation becomes.
func TestRelations(t *testing.T) {
	for _, c := range []struct {
		name, file string
		want       []string
	}{
		{"outgoing and incoming", "[a]: x\n  + [b]: y\n  +> [c]: z\n  <+ [d]: w\n", []string{"inference: [a] so [c] ()", "inference: [b] so [a] ()", "inference: [d] so [a] ()"}},
		{"attacks", "[a]: x\n  - [b]: y\n  -> [c]: z\n  <- [d]: w\n", []string{"[a] against [c] (REBUT)", "[b] against [a] (REBUT)", "[d] against [a] (REBUT)"}},
		{"one relation written twice", "[a]: x\n  + [b]: y\n\n[b]\n  +> [a]\n", []string{"inference: [b] so [a] ()"}},
		{"a contradiction", "[a]: x\n  >< [b]: y\n\n[b]\n >< [a]\n", []string{"[a] against [b] (REBUT)", "[b] against [a] (REBUT)"}},
		{"strict mode", "===\nmodel:\n  mode: strict\n===\n\n[a]: x\n  - [b]: y\n  + [c]: z\n  - <d>: w\n", []string{"<d> against [a] (REBUT)", "[a] against [b] (REBUT)", "[b] against [a] (REBUT)", "inference: [c] so [a] ()"}},
		{"sketched arguments", "<a>: x\n  + <b>: y\n  - <c>: z\n  _ <d>: w\n  +> [e]: v\n", []string{"<c> against <a> (REBUT)", "<d> against <a> (REBUT)", "inference: <a> so [e] ()", "inference: <b> so <a> ()"}},
		{"a reconstructed argument", "<a>: x\n  + [s]: s\n  - [t]: t\n  _ [u]: u\n  -> [v]: v\n\n(1) [p]: p\n(2) [q]: q\n-- R, S --\n(3) [c]: c\n", []string{
			"<a>: [p], [q] so [c] (R, S)", "[c] against [v] (REBUT)", "[t] against <a> (UNDERCUT)", "[u] against <a> (UNDERCUT)", "inference: [s] so <a> ()",
		}},
		{"an attack that a premise bears already", "<a>\n  - [t]: t\n\n(1) [p]: p\n  - [t]\n----\n(2) [c]: c\n", []string{"<a>: [p] so [c] ()", "[t] against [p] (REBUT)"}},
		{"steps", "<a>\n\n(1) [p]: p\n----\n(2) [q]: q\n(3) [r]: r\n-- {uses: [1, 3]} --\n  _ [u]: u\n(4) [c]: c\n----\n(5) [e]: e\n", []string{
			"<a>: [c] so [e] ()", "[u] against inference (UNDERCUT)", "inference: [p] so [q] ()", "inference: [p], [r] so [c] ()",
		}},
		{"questions", "Who? {asksAbout: [\"[a]\", \"<b>\"]}\n\n[a]: So? {kind: claim}\n\n[x]: Tell me. #question\n\n<b>: y\n\nIs it red or blue? {force: rhetorical}\n\nWhy so?\n  + [a]\n", []string{
			"asked: Is it red or blue? ALTERNATIVE RHETORICAL about ", "asked: Tell me. POLAR PURE about ", "asked: Who? WH PURE about [a], <b>", "inference: [a] so Why so? ()",
		}},
		{"rebuttals of one's own", "<r>\n\n(1) [p]: p\n(2) [q]: q\n----\n(3) [r]: against {kind: rebuttal}\n  -> [t]: t\n\n<s>\n\n(1) [p]\n----\n(2) [s]: against {kind: rebuttal}\n  _> <r>\n", []string{
			"[p] against <r> (UNDERCUT)", "[p], [q] against [t] (REBUT)",
		}},
	} {
		d := codectest.Decode(t, Format(), codectest.File("a", []byte(c.file), nil))[0]
		if diff := cmp.Diff(c.want, told(d)); diff != "" {
			t.Errorf("%s:\n%s", c.name, diff)
		}
		if found := codec.NewGraph(d); len(argmap.Defects(found, found.Elements[0].ID)) > 0 {
			t.Errorf("%s: the map has defects: %+v", c.name, d.Check())
		}
	}
}

// TestPlacesAreCited: every place of a statement is a citation, in code points of the file's text.
func TestPlacesAreCited(t *testing.T) {
	file := "\ufeff[a]: Ärger 👩‍👩‍👧 **so** #t {b: 1}\r\n\r\n[c]: d\r\n  + [a]\r\n\r\n[a]: Ärger,\r\n   again\r\n"
	d := codectest.Decode(t, Format(), codectest.File("file.argdown", []byte(file), nil))[0]
	g := codec.NewGraph(d)
	var got []string
	for _, e := range g.Elements {
		for c := range g.CitationsOf(e.ID) {
			p, _ := g.Paragraph(c.Segments[0].Paragraph)
			s := c.Segments[0]
			got = append(got, fmt.Sprintf("%s %d %q", e.External.ID, p.Start+s.Start, s.Exact))
		}
	}
	slices.Sort(got)
	text := []rune(d.Sources[0].Text)
	for _, line := range got {
		var title, exact string
		var at int
		if _, err := fmt.Sscanf(line, "%s %d %q", &title, &at, &exact); err != nil || string(text[at:at+len([]rune(exact))]) != exact {
			t.Errorf("%s is not in the text: %v", line, err)
		}
	}
	var exact []string
	for _, line := range got {
		exact = append(exact, line[:4]+line[strings.IndexByte(line, '"'):])
	}
	slices.Sort(exact)
	if diff := cmp.Diff([]string{`[a] "[a]"`, fmt.Sprintf("[a] %q", "Ärger 👩‍👩‍👧 **so**"), `[a] "Ärger,\n   again"`, `[c] "d"`}, exact); diff != "" {
		t.Error(diff)
	}
	if e := g.Elements[0]; e.Text != "Ärger, again" || !strings.Contains(string(e.Raw), `"others":["Ärger 👩‍👩‍👧 so"]`) || !strings.Contains(string(e.Raw), `"data":{"b":1}`) {
		t.Errorf("the claim is %q with %s", e.Text, e.Raw)
	}
}

// TestRelationsGoOutAgain: a contradiction, and entailment in strict mode, are written as such when the
// map was changed elsewhere; and a question may name one title without a list.
func TestRelationsGoOutAgain(t *testing.T) {
	file := "===\nmodel:\n  mode: strict\n===\n\n[a]: x\n  >< [b]: y\n  - [c]: z\n  + [d]: w\n\nWho? {asksAbout: \"[a]\"}\n"
	d := codectest.Decode(t, Format(), codectest.File("a", []byte(file), nil))[0]
	raws := ""
	for _, e := range codec.NewGraph(d).Elements {
		raws += string(e.Raw)
	}
	for _, want := range []string{`"relation":"entails"`, `"relation":"contradictory","back":true`, `"relation":"contrary","back":true`} {
		if !strings.Contains(raws, want) {
			t.Errorf("no %s is kept in %s", want, raws)
		}
	}
	d.Properties.Title = "Another"
	text, back := written(t, d)
	for _, want := range []string{"\n  >< [b]: y\n", "\n  - [c]: z\n", "\n  + [d]: w\n"} {
		if strings.Count(text, want) != 1 {
			t.Errorf("not %q once, but\n%s", want, text)
		}
	}
	if diff := cmp.Diff(told(d), told(back)); diff != "" || !slices.Contains(told(d), "asked: Who? WH PURE about [a]") {
		t.Errorf("%v\n%s", told(d), diff)
	}
}
