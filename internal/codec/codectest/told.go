package codectest

import (
	"fmt"
	"slices"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// failer is what a test and a rapid check have in common.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

var _ failer = testing.TB(nil)

// Told holds a format to what it says of its losses: every record of a document is in what was read back,
// as it was, or some loss names it. Ids, times, authors, names in the file and what is kept raw do not
// count; the end of a link, commitment or citation that a loss names counts by its kind only.
func Told(t failer, before *codec.Document, losses []codec.Loss, after *codec.Document) {
	t.Helper()
	lost := map[argmap.ID]bool{}
	known := map[argmap.ID]bool{before.Properties.ID: true}
	for _, r := range before.Records {
		known[r.Ref().ID] = true
	}
	for _, l := range losses {
		if l.What == "" || l.Why == "" || len(l.Records) == 0 {
			t.Fatalf("a loss says nothing: %+v", l)
		}
		for _, id := range l.Records {
			if !known[id] {
				t.Fatalf("the loss of %s names %q, which is no record of the document", l.What, id)
			}
			lost[id] = true
		}
	}
	w, found := witness{codec.NewGraph(before), lost}, foundIn(after)
	for _, r := range append([]argmap.Record{before.Properties}, before.Records...) {
		line := w.line(r)
		if !lost[r.Ref().ID] && found[line] == 0 {
			t.Fatalf("%s is neither read back nor told as lost:\n%s\nread back is:\n%s", r.Ref(), line, shown(found))
		}
		if _, element := r.(*argmap.Element); element && !lost[r.Ref().ID] {
			found[line]--
		}
	}
}

func shown(found map[string]int) string {
	var lines []string
	for line := range found {
		lines = append(lines, line)
	}
	slices.Sort(lines)
	s := ""
	for _, line := range lines {
		s += line + "\n"
	}
	return s
}

// foundIn gives the lines of what was read back, each end named both in full and by its kind.
func foundIn(after *codec.Document) map[string]int {
	found := map[string]int{}
	g := codec.NewGraph(after)
	for _, r := range append([]argmap.Record{after.Properties}, after.Records...) {
		full := witness{g, nil}
		found[full.line(r)]++
		for _, hidden := range endsOf(r) {
			vague := witness{g, map[argmap.ID]bool{}}
			for _, id := range hidden {
				vague.lost[id] = true
			}
			if line := vague.line(r); line != full.line(r) {
				found[line]++
			}
		}
	}
	return found
}

// endsOf gives every set of a record's ends that may be lost.
func endsOf(r argmap.Record) [][]argmap.ID {
	var ends []argmap.ID
	switch r := r.(type) {
	case *argmap.Link:
		ends = []argmap.ID{r.From, r.To}
	case *argmap.Commitment:
		ends = []argmap.ID{r.Voice, r.Claim, r.ReportedBy}
	case *argmap.Citation:
		ends = []argmap.ID{r.Element}
	case *argmap.Element:
		ends = []argmap.ID{r.Speaker}
		if r.Question != nil {
			ends = []argmap.ID{r.Question.Row}
		}
	case *argmap.Properties, *argmap.Voice, *argmap.Row, *argmap.Leftover:
	}
	var sets [][]argmap.ID
	for bits := 1; bits < 1<<len(ends); bits++ {
		var set []argmap.ID
		for i, id := range ends {
			if bits&(1<<i) != 0 {
				set = append(set, id)
			}
		}
		sets = append(sets, set)
	}
	return sets
}

// witness says a record in one line, by itself and its ends.
type witness struct {
	g    *codec.Graph
	lost map[argmap.ID]bool
}

func (w witness) line(r argmap.Record) string {
	switch r := r.(type) {
	case *argmap.Properties:
		return fmt.Sprintf("map %q %q %q", r.Title, r.Description, r.Language)
	case *argmap.Element:
		return "element " + w.element(r)
	case *argmap.Voice:
		return fmt.Sprintf("voice %s %q %q", r.Kind, r.Name, r.Description)
	case *argmap.Row:
		return fmt.Sprintf("row %q", r.Antecedent)
	case *argmap.Link:
		return fmt.Sprintf("link %s %q %t %s from %s to %s", r.Role, r.Slot, r.Partial, r.Bearing, w.end(r.From), w.end(r.To))
	case *argmap.Commitment:
		return fmt.Sprintf("commitment of %s %s to %s by %s", w.voice(r.Voice), r.Act, w.end(r.Claim), w.voice(r.ReportedBy))
	case *argmap.Citation:
		return fmt.Sprintf("citation of %s %s %s %s", w.end(r.Element), r.Role, r.Explicitness, w.segments(r))
	case *argmap.Leftover:
		return fmt.Sprintf("leftover %q %s", r.What, r.Raw)
	}
	return ""
}

func (w witness) element(e *argmap.Element) string {
	s := fmt.Sprintf("%s %q %s %q %s %q %s %q", e.Kind, e.Text, e.Basis, e.Scheme, e.Attack, e.Act, w.voice(e.Speaker), e.Machine)
	if q := e.Question; q != nil {
		s += fmt.Sprintf(" %q %q %s %s %t %t %s %d %t %s %s %q %s %s", q.Resolved, q.Note, q.Form, q.Force, q.Elliptical, q.Embedded,
			w.row(q.Row), q.Ordinal, q.Withdrawn, q.Answers, q.Standard, q.Critical, q.Burden, q.Effect)
	}
	return s
}

// end names an end of a record, without its own speaker and row, which may be lost though it is not.
func (w witness) end(id argmap.ID) string {
	e := w.g.Element(id)
	if w.lost[id] {
		return string(e.Kind)
	}
	bare := *e
	bare.Speaker = ""
	if e.Question != nil {
		q := *e.Question
		bare.Question, q.Row = &q, ""
	}
	return w.element(&bare)
}

func (w witness) voice(id argmap.ID) string {
	switch {
	case id == "":
		return "nobody"
	case w.lost[id]:
		return "somebody"
	}
	v := w.g.Voice(id)
	return fmt.Sprintf("%s %q", v.Kind, v.Name)
}

func (w witness) row(id argmap.ID) string {
	entry, ok := w.g.Entry(argmap.Ref{Type: argmap.TypeRow, ID: id})
	switch {
	case !ok:
		return "no row"
	case w.lost[id]:
		return "a row"
	}
	return fmt.Sprintf("%q", entry.Record.(*argmap.Row).Antecedent)
}

// segments says where in the whole text the words stand.
func (w witness) segments(c *argmap.Citation) string {
	s := ""
	for _, x := range c.Segments {
		p, _ := w.g.Paragraph(x.Paragraph)
		s += fmt.Sprintf(" %d-%d %q", p.Start+x.Start, p.Start+x.End, x.Exact)
	}
	return s
}
