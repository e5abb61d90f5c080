package agxml

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
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
	b, err := os.ReadFile(filepath.Join("..", "..", "..", "examples", "agxml", file))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// decoded reads a file with a text beside it, if there is one.
func decoded(t testing.TB, data, text string) *codec.Document {
	t.Helper()
	beside := map[string]string{}
	if text != "" {
		beside["map.txt"] = text
	}
	return codectest.Decode(t, Format(), codectest.File("map.xml", []byte(data), beside))[0]
}

func encoded(t testing.TB, d *codec.Document) (data, text string) {
	t.Helper()
	files := codectest.Encode(t, Format(), d)
	return files["map.xml"], files["map.txt"]
}

func again(t testing.TB, d *codec.Document) *codec.Document {
	t.Helper()
	data, text := encoded(t, d)
	return decoded(t, data, text)
}

// drawn tells each relation as "id kind premises > target".
func drawn(d *codec.Document) []string {
	g := codec.NewGraph(d)
	var lines []string
	ids := func(some []*argmap.Element) string {
		var found []string
		for _, e := range some {
			found = append(found, e.External.ID)
		}
		return strings.Join(found, "+")
	}
	for _, e := range g.Elements {
		to := append(g.Ends(e.ID, argmap.RoleConcludes, false), g.Ends(e.ID, argmap.RoleAttacks, false)...)
		if e.Kind.Relation() {
			lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s %s%s%s %s > %s", e.External.ID, e.Kind, e.Attack, e.Scheme, ids(g.Ends(e.ID, argmap.RolePremiseOf, true)), ids(to))))
		}
	}
	return lines
}

func rules(d *codec.Document) []string {
	var found []string
	for _, f := range d.Findings {
		found = append(found, fmt.Sprintf("%s %s %s", f.Rule, f.Where, f.External))
	}
	return found
}

func want(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s, want -, got +:\n%s", what, diff)
	}
}

func TestUndercutsAndAddedPremises(t *testing.T) {
	d := decoded(t, example(t, "canteen.xml"), example(t, "canteen.txt"))
	want(t, "relations", drawn(d), []string{
		"c1 INFERENCE a2+a3 > a1", "c3 REBUTTALREBUT a4 > a1", "c4 REBUTTALUNDERCUT a5 > c3", "c5 REBUTTALUNDERCUT a6 > c4", "c6 INFERENCEexample a7 > a5",
	})
	want(t, "findings", rules(d), []string(nil))
	g := codec.NewGraph(d)
	for _, e := range g.Elements {
		if e.Kind != argmap.KindClaim {
			continue
		}
		by := slices.Collect(g.CommitmentsTo(e.ID))
		cites := slices.Collect(g.CitationsOf(e.ID))
		if len(by) != 1 || len(cites) != 1 || cites[0].Segments[0].Exact != e.Text {
			t.Fatalf("%q has the commitments %v and the citations %v", e.Text, by, cites)
		}
		if opposed := e.External.ID == "a4" || e.External.ID == "a6"; opposed != (g.Voice(by[0].Voice).Kind == argmap.VoiceReported) || opposed != (by[0].ReportedBy != "") {
			t.Errorf("%q is held by %+v", e.Text, g.Voice(by[0].Voice))
		}
	}
}

func TestJointsRestatementsAndImplicitUnits(t *testing.T) {
	d := decoded(t, example(t, "mensa.xml"), example(t, "mensa.txt"))
	want(t, "relations", drawn(d), []string{"c7 INFERENCE a2+a3 > a1"})
	want(t, "findings", rules(d), []string{"AGXML-UNUSED line 7 e4"})
	var said []string
	g := codec.NewGraph(d)
	for _, c := range g.Citations {
		for _, s := range c.Segments {
			said = append(said, fmt.Sprintf("%s %s %d-%d %q", g.Element(c.Element).External.ID, c.External.ID, s.Start, s.End, s.Exact))
		}
	}
	want(t, "citations", said, []string{
		`a1 e1 0-31 "Die Mensa sollte um elf öffnen,"`, `a2 e2 32-50 "denn\ndie  Prüfung,"`, `a2 e3 51-86 "die um zwölf\nbeginnt, wartet nicht."`, `a1 e5 15-29 "Also: elf Uhr."`,
	})
	if text := g.Elements[1].Text; text != "denn die Prüfung, die um zwölf beginnt, wartet nicht." {
		t.Errorf("the joint says %q", text)
	}
}

func TestBrokenFiles(t *testing.T) {
	d := decoded(t, example(t, "broken.xml"), "")
	want(t, "relations", drawn(d), []string{"c4 REBUTTALREBUT a1 > a2", "c5 INFERENCE a2 > c4", "c6 REBUTTALREBUT a1 > a2"})
	want(t, "findings", rules(d), []string{
		"AGXML-ELEMENT line 3 e2", "AGXML-ID line 4 e2", "AGXML-TYPE line 6 a2", "AGXML-SEG line 7 a3", "AGXML-TARGET line 12 c5", "AGXML-TARGET line 13 c6", "AGXML-TYPE line 14 c7",
		"AGXML-UNUSED line 4 e2", "AGXML-END line 10 c3", "AGXML-END line 15 c8", "AGXML-END line 16 c9", "AGXML-END line 17 c10", "AGXML-ELEMENT line 18 ",
	})
	data, _ := encoded(t, d)
	var want []string
	for line := range strings.Lines(example(t, "broken.xml")) {
		want = append(want, strings.NewReplacer("<b>", "", "</b>", "", "<![CDATA[", "", "]]>", "").Replace(line))
	}
	if diff := cmp.Diff(strings.Join(want, ""), strings.NewReplacer("<![CDATA[", "", "]]>", "").Replace(data)); diff != "" {
		t.Errorf("written again:\n%s", diff)
	}
}

func TestExamplesAreWrittenAsTheyWere(t *testing.T) {
	for _, name := range []string{"canteen", "mensa"} {
		data, text := example(t, name+".xml"), example(t, name+".txt")
		d := decoded(t, data, text)
		got, beside := encoded(t, d)
		if got != data || beside != strings.ReplaceAll(text, "\r\n", "\n") {
			t.Errorf("%s, written again:\n%s\n%s", name, cmp.Diff(data, got), cmp.Diff(text, beside))
		}
		if l := losses(d); l != nil {
			t.Errorf("%s loses %+v", name, l)
		}
		d = decoded(t, data, "")
		if got, beside := encoded(t, d); got != data || beside != "" || losses(d) != nil {
			t.Errorf("%s, read without its text, is not written as it was", name)
		}
	}
}

func TestLossesAreTold(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := codectest.Draw(rt)
		codectest.Told(rt, d, losses(d), again(t, d))
	})
}

// TestWrittenIsStable: what was written and read loses nothing more, and says the same when it is written
// again, even if a claim has been changed in between.
func TestWrittenIsStable(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		first := again(t, codectest.Draw(rt))
		if l := losses(first); len(l) > 0 && !strings.Contains(fmt.Sprint(l), "U+FFFD") {
			rt.Fatalf("a graph that was read loses %+v", l)
		}
		if diff := cmp.Diff(codectest.Canonical(first), codectest.Canonical(again(t, first))); diff != "" {
			rt.Fatal(diff)
		}
		for i, r := range first.Records {
			if e, ok := r.(*argmap.Element); ok && e.Kind == argmap.KindClaim {
				changed := *e
				changed.Text = "Said in other words"
				first.Records[i] = &changed
				break
			}
		}
		codectest.Told(rt, first, losses(first), again(t, first))
	})
}

// TestWrittenFollowsTheDTD: units, joints, claims and edges come in this order, with ids of their own
// that every edge finds.
func TestWrittenFollowsTheDTD(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		data, _ := encoded(t, codectest.Draw(rt))
		order, last, ids := map[string]int{"edu": 1, "joint": 2, "adu": 3, "edge": 4}, 0, map[string]bool{}
		var ends []string
		for in := xml.NewDecoder(strings.NewReader(data)); ; {
			token, err := in.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				rt.Fatalf("%v\n%s", err, data)
			}
			begin, ok := token.(xml.StartElement)
			if !ok || begin.Name.Local == "arggraph" {
				continue
			}
			if order[begin.Name.Local] < last {
				rt.Fatalf("%s comes too late:\n%s", begin.Name.Local, data)
			}
			last = order[begin.Name.Local]
			for _, a := range begin.Attr {
				switch a.Name.Local {
				case "id":
					if ids[a.Value] {
						rt.Fatalf("the id %s is there twice:\n%s", a.Value, data)
					}
					ids[a.Value] = true
				case "src", "trg":
					ends = append(ends, a.Value)
				}
			}
		}
		for _, end := range ends {
			if !ids[end] {
				rt.Fatalf("an edge names %s, which is not there:\n%s", end, data)
			}
		}
	})
}

func TestRingsOfEdges(t *testing.T) {
	d := decoded(t, `<arggraph id="r"><edu id="e1">a</edu><adu id="a1" type="pro"/><edge id="s" src="e1" trg="a1" type="seg"/>
<edge id="c1" src="a1" trg="c2" type="und"/><edge id="c2" src="a1" trg="c1" type="und"/><edge id="c3" src="a1" trg="c3" type="und"/>
<edge id="c4" src="a1" trg="c4" type="add"/><edge id="c5" src="a1" trg="c6" type="und"/><edge id="c6" src="a1" trg="c5" type="add"/></arggraph>`, "")
	want(t, "relations", drawn(d), []string{"c1 REBUTTALUNDERCUT a1 > c2", "c2 REBUTTALUNDERCUT a1 > c1", "c3 REBUTTALUNDERCUT a1 > c3", "c5 REBUTTALUNDERCUT a1+a1 > c5"})
	want(t, "findings", rules(d), []string{"AGXML-CENTRAL  ", "AGXML-END line 3 c4"})
	want(t, "written again", drawn(again(t, d)), drawn(d))
}

func TestRefusals(t *testing.T) {
	deep := strings.Repeat("<b>", maxDepth+1) + strings.Repeat("</b>", maxDepth+1)
	for _, c := range []struct{ data, reason, place string }{
		{"", "agxml.root", "line 1"},
		{"<html></html>", "agxml.root", "<html>"},
		{"<arggraph>\n <edu id='e1'>", "agxml.syntax", "line 2"},
		{"<arggraph>\n <edu></adu></arggraph>", "agxml.syntax", "line 2, column"},
		{"<arggraph/><arggraph/>", "agxml.root", "one <arggraph>"},
		{"<!DOCTYPE arggraph [<!ENTITY a \"b\">]><arggraph/>", "agxml.declaration", "line 1"},
		{"<arggraph><edu>&a;</edu></arggraph>", "agxml.syntax", "entity"},
		{"<?xml version='1.0' encoding='ISO-8859-1'?><arggraph/>", "agxml.encoding", "UTF-8"},
		{"<arggraph><edu>\xff</edu></arggraph>", "agxml.syntax", "line 1"},
		{"<arggraph><edu>" + deep + "</edu></arggraph>", "agxml.depth", "line 1"},
		{"<arggraph><edu>" + strings.Repeat("x", maxNode) + "</edu></arggraph>", "agxml.long", "line 1"},
		{"<arggraph id='" + strings.Repeat("x", maxAround) + "'/>", "agxml.long", "line 1"},
		{"<arggraph><edu id='e'>" + strings.Repeat("x", maxNode/2) + "</edu>" + shared(20) + "</arggraph>", "agxml.shared", "line 1"},
		{"<arggraph>" + strings.Repeat("<adu/>", MaxNodes+1) + "</arggraph>", "agxml.nodes", "line 1"},
	} {
		_, err := decode(t.Context(), codectest.File("x.xml", []byte(c.data), nil), codectest.Options())
		if fault.Reason(err) != c.reason || !strings.Contains(err.Error(), c.place) {
			t.Errorf("%.40q: got %v, want %s with %q", c.data, err, c.reason, c.place)
		}
	}
}

// shared gives adus that are all said by one unit.
func shared(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<adu id='a%d'/><edge src='e' trg='a%d' type='seg'/>", i, i)
	}
	return b.String()
}

// TestDoctypeWithoutDeclarations: a file may name its DTD, which nobody reads.
func TestDoctypeWithoutDeclarations(t *testing.T) {
	data := "<?xml version='1.0'?>\n<!DOCTYPE arggraph SYSTEM \"arggraph.dtd\">\n<arggraph id=\"a\">\n  <edu id=\"e1\"><![CDATA[x ]]]]><![CDATA[> y]]></edu>\n</arggraph>\n<!-- end -->\n"
	d := decoded(t, data, "")
	if got, _ := encoded(t, d); got != data {
		t.Errorf("written again:\n%s", cmp.Diff(data, got))
	}
}

func TestUnitsAreFoundInOrder(t *testing.T) {
	l := newLocator("a b. a b. C  d\ne. f")
	for _, c := range []struct {
		words      string
		start, end int
		order, ok  bool
	}{
		{"a b.", 0, 4, true, true},
		{"a\nb.", 5, 9, true, true},
		{"Cd", 10, 14, true, true},
		{"nowhere", 0, 0, false, false},
		{"f", 18, 19, true, true},
		{"b. a", 2, 6, false, true},
		{" \n", 0, 0, true, false},
	} {
		span, order, ok := l.find(c.words)
		if span.Start != c.start || span.End != c.end || order != c.order || ok != c.ok {
			t.Errorf("find(%q) = %v, %v, %v; want %d-%d, %v, %v", c.words, span, order, ok, c.start, c.end, c.order, c.ok)
		}
	}
}

// TestLocatorsWorkIsBounded: a hostile file may name any number of units that do not stand in a text.
func TestLocatorsWorkIsBounded(t *testing.T) {
	l := newLocator(strings.Repeat("a", 1000) + "b")
	for range 10 * effort {
		l.find("aab aab")
	}
	if _, _, ok := l.find("ab"); ok || l.work < -3*len(l.words) {
		t.Errorf("units are still looked for, with %d bytes of work left", l.work)
	}
	if _, _, ok := l.find("aaa"); !ok {
		t.Error("what stands where it should is not found")
	}
}

func TestRecognise(t *testing.T) {
	for data, want := range map[string]codec.Likelihood{
		"\ufeff<?xml version='1.0'?><arggraph id='a'>": codec.Surely, "<arggraph/>": codec.Surely, "<graphml/>": codec.No, "of <arggraph> it": codec.No, "": codec.No,
	} {
		if got := recognise(codec.NewSample([]byte(data))); got != want {
			t.Errorf("recognise(%q) = %v, want %v", data, got, want)
		}
	}
}

// FuzzDecode reads a file and the text beside it, with a NUL between them.
func FuzzDecode(f *testing.F) {
	beside := Format()
	beside.Decode = func(ctx context.Context, in codec.File, o codec.Options) ([]*codec.Document, error) {
		data, text, _ := strings.Cut(string(in.Data), "\x00")
		return decode(ctx, codectest.File("map.xml", []byte(data), map[string]string{"map.txt": text}), o)
	}
	codectest.Fuzz(f, beside, []byte(example(f, "canteen.xml")+"\x00"+example(f, "canteen.txt")), []byte(example(f, "mensa.xml")+"\x00"+example(f, "mensa.txt")), []byte(example(f, "broken.xml")))
}

// TestRelationsOnWhatCannotBeWritten: an undercut of an inference without premises falls with it, and so
// does what undercuts that.
func TestRelationsOnWhatCannotBeWritten(t *testing.T) {
	b := codec.Build("x", "map", codec.File{}, codectest.Options())
	a, c := b.Claim("a"), b.Claim("c")
	bare := b.Inference(a.ID)
	first := b.Rebuttal(bare, c.ID)
	second := b.Rebuttal(first, a.ID)
	told := losses(b.Done())
	codectest.Told(t, b.Done(), told, again(t, b.Done()))
	i := slices.IndexFunc(told, func(l codec.Loss) bool { return l.What == "relations without an end" })
	if i < 0 || !slices.Equal(told[i].Records, []argmap.ID{bare.ID, first.ID, second.ID}) {
		t.Errorf("told %+v", told)
	}
}

// TestManyAddedPremises come in the order of the file.
func TestManyAddedPremises(t *testing.T) {
	var b strings.Builder
	b.WriteString("<arggraph id=\"a\">\n")
	for i := range 41 {
		fmt.Fprintf(&b, "  <edu id=\"e%d\"><![CDATA[unit %d]]></edu>\n", i, i)
	}
	for i := range 41 {
		fmt.Fprintf(&b, "  <adu id=\"a%d\" type=\"pro\"/>\n", i)
	}
	for i := range 41 {
		fmt.Fprintf(&b, "  <edge id=\"s%d\" src=\"e%d\" trg=\"a%d\" type=\"seg\"/>\n", i, i, i)
	}
	b.WriteString("  <edge id=\"c1\" src=\"a1\" trg=\"a0\" type=\"sup\"/>\n")
	for i := 2; i < 41; i++ {
		to := 1 // every other one names the premise before it
		if i%2 == 1 {
			to = i - 1
		}
		fmt.Fprintf(&b, "  <edge id=\"c%d\" src=\"a%d\" trg=\"c%d\" type=\"add\"/>\n", i, i, to)
	}
	b.WriteString("</arggraph>\n")
	d := decoded(t, b.String(), "")
	if got := drawn(d); len(got) != 1 || strings.Count(got[0], "+") != 39 || !strings.Contains(got[0], "a1+a2+a3+") {
		t.Errorf("the relations are %q", got)
	}
	if got, _ := encoded(t, d); got != b.String() {
		t.Errorf("written again:\n%s", cmp.Diff(b.String(), got))
	}
}

func TestCharactersComeBack(t *testing.T) {
	for _, text := range []string{"a\rb", "a\r\nb", "a]]>b", "]]>", " a\tb\n", "<&>\"'", "\u0085\u2028\ufeff"} {
		b := codec.Build("x", "map", codec.File{}, codectest.Options())
		b.Commit(b.Voice(argmap.VoiceAuthor, proponent).ID, argmap.Asserts, b.Claim(text).ID)
		if l := losses(b.Done()); l != nil {
			t.Errorf("%q loses %+v", text, l)
		}
		if got := codec.NewGraph(again(t, b.Done())).Elements[0].Text; got != text {
			t.Errorf("%q comes back as %q", text, got)
		}
	}
}

// TestNewIDsLeaveOldOnesAlone: what was added here takes no id that the file has given.
func TestNewIDsLeaveOldOnesAlone(t *testing.T) {
	d := decoded(t, example(t, "canteen.xml"), "")
	before := strings.Count(example(t, "canteen.xml"), "\n")
	b := codec.Build("x", "more", codec.File{}, codec.Options{NewID: func() argmap.ID { return argmap.ID(fmt.Sprint("new-", len(d.Records))) }})
	d.Records = append(d.Records, b.Claim("One more reason."))
	reason := d.Records[len(d.Records)-1].Ref().ID
	relation := b.Element(argmap.KindInference, "")
	d.Records = append(d.Records, relation)
	d.Records = append(d.Records, b.Link(argmap.RolePremiseOf, reason, relation.ID))
	d.Records = append(d.Records, b.Link(argmap.RoleConcludes, relation.ID, codec.NewGraph(d).Elements[0].ID))
	data, _ := encoded(t, d)
	kept := 0
	for line := range strings.Lines(example(t, "canteen.xml")) {
		if strings.Contains(data, line) {
			kept++
		}
	}
	if kept != before || strings.Count(data, "\n") != before+4 || !strings.Contains(data, `src="a8" trg="a1" type="sup"/>`) {
		t.Errorf("written:\n%s", data)
	}
}
