package argdown

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/installtest"
)

// said is what a document says, in the words of stock/model.js.
type said struct {
	Errors     []string
	Statements []saidCast
	Arguments  []saidCast
	Relations  []string
	Sections   []string
	Tags       []string
}

type saidCast struct {
	Title   string
	Members int
	Texts   []string
	Tags    []string
	Data    json.RawMessage
	Section string
	Starts  []string
	Lines   []saidLine
}

type saidLine struct {
	Title, Role string
	Rules       []string
	Data        json.RawMessage
}

// stock reads documents with @argdown/core, all in one process.
func stock(t *testing.T, documents []string) []said {
	t.Helper()
	var all []said
	ask(t, documents, &all)
	return all
}

// ask gives documents to stock/model.js and reads its answers.
func ask(t *testing.T, documents []string, answers any, more ...string) {
	t.Helper()
	npm := installtest.NeedNode(t, "stock")
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.json"), filepath.Join(dir, "out.json")
	raw, err := json.Marshal(documents)
	if err == nil {
		err = os.WriteFile(in, raw, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	npm.Script(t, "model.js", append([]string{in, out}, more...)...)
	raw, err = os.ReadFile(out)
	if err == nil {
		err = json.Unmarshal(raw, answers)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// ours reads a document with this package and says the same of it.
func ours(t *testing.T, document string) said {
	t.Helper()
	p, err := parse([]byte(document))
	if err != nil {
		return said{Errors: []string{err.Error()}}
	}
	m := build(p)
	var s said
	for _, f := range m.found {
		if f.Severity == codec.Error {
			s.Errors = append(s.Errors, f.Where+": "+f.Message)
		}
	}
	if s.Errors != nil {
		return s
	}
	tags := map[string]bool{}
	for _, c := range m.classes {
		s.Statements = append(s.Statements, sayCast(p, c.title, c.cast, tags))
	}
	for _, a := range m.arguments {
		said := sayCast(p, a.title, a.cast, tags)
		said.Section, said.Starts = "", nil
		for i, l := range a.lines {
			said.Lines = append(said.Lines, sayLine(l, i == len(a.lines)-1))
		}
		s.Arguments = append(s.Arguments, said)
	}
	for _, r := range m.relations {
		s.Relations = append(s.Relations, fmt.Sprintf("%s %s -> %s", r.sort, sayEnd(r.from), sayEnd(r.to)))
	}
	for _, x := range m.sections {
		s.Sections = append(s.Sections, fmt.Sprintf("%d %s", x.level, x.full))
		for _, tag := range x.tags {
			tags[tag] = true
		}
	}
	for tag := range tags {
		s.Tags = append(s.Tags, tag)
	}
	return s
}

func sayCast(p *parser, title string, c cast, tags map[string]bool) saidCast {
	said := saidCast{Title: title, Members: len(c.members), Tags: c.tags}
	for _, m := range c.members {
		if !m.reference {
			said.Texts = append(said.Texts, trim(m.full))
		}
		if where := p.places.find(m.at); true {
			said.Starts = append(said.Starts, fmt.Sprintf("%d:%d", where.line, where.column))
		}
	}
	for _, tag := range c.tags {
		tags[tag] = true
	}
	return said
}

func sayLine(l *pcsLine, last bool) saidLine {
	s := saidLine{Title: l.class.title, Role: "premise"}
	if l.inference != nil {
		s.Role, s.Rules = "intermediary-conclusion", l.inference.rules
		if l.inference.data != nil {
			s.Data = l.inference.data.json
		}
		if last {
			s.Role = "main-conclusion"
		}
	}
	return s
}

func sayEnd(t thing) string {
	switch t := t.(type) {
	case *class:
		return "equivalence-class " + t.title
	case *argument:
		return "argument " + t.title
	case *inference:
		return fmt.Sprintf("inference %s#%d", t.argument.title, t.index)
	}
	return "?"
}

// sorted brings what has no order of its own into one.
func (s said) sorted() said {
	byTitle := func(a, b saidCast) int { return strings.Compare(a.Title, b.Title) }
	for _, casts := range [][]saidCast{s.Statements, s.Arguments} {
		slices.SortFunc(casts, byTitle)
		for i := range casts {
			c := &casts[i]
			slices.Sort(c.Tags)
			c.Data, c.Section = nil, ""
		}
	}
	for i := range s.Arguments {
		s.Arguments[i].Starts = nil
	}
	slices.Sort(s.Relations)
	slices.Sort(s.Tags)
	return s
}

// dataOverCRLF is what this package reads and core does not: data of several lines that end as on Windows.
var dataOverCRLF = regexp.MustCompile(`\{[^}]*\r\n`)

// saysUndefined: core writes "undefined" into a text that begins with empty bold text.
func saysUndefined(c saidCast) bool {
	return slices.ContainsFunc(c.Texts, func(s string) bool { return strings.HasPrefix(s, "undefined") })
}

func notYAML(message string) bool { return !strings.Contains(message, "as YAML") }

// differ says how two readings differ; empty when they agree. Of errors only that there are some counts.
func differ(ours, stock said) string {
	if len(stock.Errors) == 0 && len(ours.Errors) > 0 && !slices.ContainsFunc(ours.Errors, notYAML) {
		return "" // the two readers of YAML do not take the same broken texts
	}
	if (len(ours.Errors) > 0) != (len(stock.Errors) > 0) {
		return fmt.Sprintf("errors here: %q\nerrors of @argdown/core: %q", ours.Errors, stock.Errors)
	}
	if len(ours.Errors) > 0 {
		return ""
	}
	return cmp.Diff(stock.sorted(), ours.sorted(), cmpopts.EquateEmpty())
}

// pieces are what documents are drawn of: what stands at a line's beginning, within it, and at its end.
var pieces = struct{ begin, inside, finish []string }{
	begin: []string{
		"", "", "[A]: ", "[B]: ", "[C D]: ", "[A]", "[B]", "<X>: ", "<Y>: ", "<X>", "<Z>", "# ", "## ", "(1) ", "(2) ", "(3) ", "1. ", "* ", "--", "----",
		"-- Rule --", "-- modus ponens, R.2 {uses: [1, 2]} --", "{a: 1}", "// note", "/* a\nb */", "<!-- c -->", "===", "+ ", "-> ",
	},
	inside: []string{
		"words", "Under whose auspices?", "a, b; c.", "**bold**", "__bold__ ", "*it*", "_it_ ", "#tag", "#(long tag) ", "@[A]", "@<X> ", "[link](http://x.org) ",
		"\\[no\\] ", "\\\\", "\\* ", ".->. ", ":smile:", "e.g. x", "3 * 4", "a_b", "(in brackets)", "{k: v}", "http://y.org/z ", "ä ß", "日本", "😀", "  ", "\t",
		"-", "--", "=", "====", "***", "[", "]", "<", ">", "@", "#", "'", "\"", "}", "{", "/*", "*/", ":", ".", "..", "\u00a0", "\u2028", "it's",
	},
	finish: []string{
		"\n", "\n", "\n\n", "\n\n", " {a: 1, b: [x, y]}\n", " {\n  c: d\n}\n", "\r\n", "\r\n\r\n", "\n\n\n", "  \n", " \n \n", "", " // end\n", " #last\n", "\r",
	},
}

var signs = []string{"+ ", "- ", "+> ", "-> ", "<+ ", "<- ", ">< ", "_ ", "<_ ", "_> "}

// wild draws a document of pieces in any order: most are broken somewhere.
func wild(t *rapid.T) string {
	var s strings.Builder
	some := func(of []string) { s.WriteString(rapid.SampledFrom(of).Draw(t, "piece")) }
	for range rapid.IntRange(1, 8).Draw(t, "lines") {
		s.WriteString(strings.Repeat(" ", rapid.SampledFrom([]int{0, 0, 0, 1, 2, 4}).Draw(t, "indent")))
		if rapid.IntRange(0, 3).Draw(t, "relation") == 0 {
			some(signs)
		}
		some(pieces.begin)
		for range rapid.IntRange(0, 3).Draw(t, "words") {
			some(pieces.inside)
		}
		some(pieces.finish)
	}
	return s.String()
}

// tame draws a document as people write them: nearly all are whole.
func tame(t *rapid.T) string {
	d := &tamer{T: t, nl: rapid.SampledFrom([]string{"\n", "\n", "\r\n"}).Draw(t, "line end")}
	if d.one(4) {
		d.s.WriteString("===" + d.nl + "title: T" + d.nl)
		if d.one(2) {
			d.s.WriteString("model:" + d.nl + "    mode: strict" + d.nl)
		}
		d.s.WriteString("===" + d.nl + d.nl)
	}
	for range rapid.IntRange(1, 7).Draw(t, "paragraphs") {
		switch d.pick(10) {
		case 0:
			d.s.WriteString(strings.Repeat("#", 1+d.pick(3)) + " ")
			d.words()
			d.nls(1)
		case 1, 2:
			d.structure()
		case 3:
			for range 1 + d.pick(3) {
				d.s.WriteString(" * ")
				d.node(3, 2)
			}
		default:
			d.node(0, 3)
		}
		d.nls(1 + d.pick(2))
		if d.one(8) {
			d.s.WriteString("/* a comment */" + d.nl)
		}
	}
	return d.s.String()
}

type tamer struct {
	*rapid.T
	s  strings.Builder
	nl string
}

func (d *tamer) pick(n int) int    { return rapid.IntRange(0, n-1).Draw(d.T, "pick") }
func (d *tamer) one(of int) bool   { return d.pick(of) == 0 }
func (d *tamer) nls(n int)         { d.s.WriteString(strings.Repeat(d.nl, n)) }
func (d *tamer) some(of ...string) { d.s.WriteString(rapid.SampledFrom(of).Draw(d.T, "piece")) }
func (d *tamer) title() string {
	return rapid.SampledFrom([]string{"A", "B", "C", "D e", "F"}).Draw(d.T, "title")
}

func (d *tamer) words() {
	for range 1 + d.pick(3) {
		d.some("words ", "more words, ", "Who? ", "**bold** ", "_it_ ", "#tag ", "@[A] ", "[link](http://x.org) ", "\\[no\\] ", ".->. ", "3 * 4 ", "(yes) ", "ä 😀 ")
	}
	d.some("end", "end.", "so: end", "end #tag", "end #(a tag)")
}

// node draws a statement or an argument with its relations, at an indentation, so many levels deep.
func (d *tamer) node(indent, deep int) {
	open, closed := "[", "]"
	if d.one(3) {
		open, closed = "<", ">"
	}
	d.rest(open, closed, indent, deep)
}

func (d *tamer) rest(open, closed string, indent, deep int) {
	reference := false
	switch d.pick(3) {
	case 0:
		d.s.WriteString(open + d.title() + closed)
		reference = true
		if d.one(4) {
			d.s.WriteString(" #tag")
		}
	case 1:
		d.s.WriteString(open + d.title() + closed + ": ")
		d.words()
	default:
		d.words()
	}
	if d.one(5) {
		d.some(" {a: 1}", " {b: [1, x], c: \"y z\"}", " {isCanonical: true}")
	}
	if !reference && d.one(6) && d.s.Len() > 0 && !strings.HasSuffix(d.s.String(), "}") {
		d.s.WriteString(d.nl + strings.Repeat(" ", indent) + "and on")
	}
	d.nls(1)
	if deep == 0 {
		return
	}
	for range d.pick(3) {
		d.s.WriteString(strings.Repeat(" ", indent+2) + rapid.SampledFrom(signs).Draw(d.T, "sign"))
		if strings.HasSuffix(d.s.String(), ">< ") {
			d.rest("[", "]", indent+2, deep-1)
		} else {
			d.node(indent+2, deep-1)
		}
	}
}

func (d *tamer) structure() {
	if d.one(2) {
		d.s.WriteString("<" + rapid.SampledFrom([]string{"P", "Q", "R", "S", "T", "U"}).Draw(d.T, "argument") + ">")
		if d.one(2) {
			d.s.WriteString(": ")
			d.words()
		}
		d.nls(1)
		if d.one(3) {
			d.s.WriteString("  _ ")
			d.node(2, 0)
		}
		d.nls(1)
	}
	n := 0
	line := func() {
		n++
		fmt.Fprintf(&d.s, "(%d) ", n)
		d.rest("[", "]", 0, d.pick(2))
	}
	for range 1 + d.pick(2) {
		for range 1 + d.pick(2) {
			line()
		}
		d.some("----", "-- Rule --", "-- R, S {uses: [1]} --", "--"+d.nl+"A long rule"+d.nl+"--")
		d.nls(1)
		if d.one(4) {
			d.s.WriteString("  _ ")
			d.node(2, 0)
		}
		line()
	}
}

// drawn is how many documents of either sort are compared.
const drawn = 3000

// TestAgreesWithStockArgdown draws documents and compares what is read with what @argdown/core reads:
// statements with their texts, places and tags, arguments, premise-conclusion structures with rules and
// data, relations. A document in which core finds an error is found wrong here too, and no other is.
func TestAgreesWithStockArgdown(t *testing.T) {
	for name, draw := range map[string]func(*rapid.T) string{"wild": wild, "tame": tame} {
		t.Run(name, func(t *testing.T) {
			documents := make([]string, 0, drawn)
			for seed := range drawn {
				documents = append(documents, rapid.Custom(draw).Example(seed))
			}
			whole, wrong := 0, 0
			for i, s := range stock(t, documents) {
				if dataOverCRLF.MatchString(documents[i]) || slices.ContainsFunc(s.Statements, saysUndefined) {
					continue
				}
				d := differ(ours(t, documents[i]), s)
				if d != "" {
					if wrong++; wrong <= 10 {
						t.Errorf("%q:\n%s", documents[i], d)
					}
				} else if s.Errors == nil {
					whole++
				}
			}
			t.Logf("%d of %d differ; %d are whole", wrong, drawn, whole)
			if whole < drawn/20 {
				t.Errorf("only %d of %d documents are whole: too few were compared", whole, drawn)
			}
		})
	}
}

// TestExportsSayWhatTheirSourcesSay draws documents, has @argdown/core export them as JSON, and reads
// both: the maps are the same, but for what cites the source and what is kept aside.
func TestExportsSayWhatTheirSourcesSay(t *testing.T) {
	var documents []string
	for seed := range 600 {
		documents = append(documents, rapid.Custom(tame).Example(seed))
	}
	var exports []*string
	ask(t, documents, &exports, "json")
	read := 0
	for i, export := range exports {
		if export == nil {
			continue
		}
		read++
		want := mapOf(codectest.Decode(t, Format(), codectest.File("a", []byte(documents[i]), nil))[0])
		got := mapOf(codectest.Decode(t, JSON(), codectest.File("a", []byte(*export), nil))[0])
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("source against export:\n%s\n%s", diff, documents[i])
		}
	}
	if read < 300 {
		t.Errorf("only %d exports were read", read)
	}
}

func mapOf(d *codec.Document) []string {
	return slices.DeleteFunc(codectest.Canonical(d), func(line string) bool {
		for _, other := range []string{"map ", "source ", "citation ", "leftover "} {
			if strings.HasPrefix(line, other) {
				return true
			}
		}
		return false
	})
}
