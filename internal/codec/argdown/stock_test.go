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
	p, err := parse([]byte(document), new(codec.FindingList))
	if err != nil {
		return said{Errors: []string{err.Error()}}
	}
	m := build(p)
	var s said
	for _, f := range m.found.Findings() {
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
