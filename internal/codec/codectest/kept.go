package codectest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// Kept holds a format to what it says of its losses. Every record of a document is either listed there,
// or is found among those that were read back from what was written of the document; and no element,
// link, commitment or citation is read back that neither the document has nor a loss explains. name and is
// give the name that an element has in the file; without is, that is its External.ID.
func Kept(t TB, before, after *codec.Document, losses []codec.Loss, name func(argmap.ID) string, is ...func(*codec.Graph) func(argmap.ID) string) {
	t.Helper()
	lost := map[argmap.ID]bool{}
	for _, l := range losses {
		for _, id := range l.Records {
			lost[id] = true
		}
	}
	was := &shapes{codec.NewGraph(before), name}
	now := &shapes{codec.NewGraph(after), nil}
	now.name = func(id argmap.ID) string { return now.g.Element(id).External.ID }
	if len(is) > 0 {
		now.name = is[0](now.g)
	}
	found, rough := map[string]int{}, map[string]bool{}
	for _, r := range records(after) {
		found[now.of(r)]++
	}
	for _, r := range records(before) {
		rough[was.roughly(r)] = true
		if lost[r.Ref().ID] {
			continue
		}
		if found[was.of(r)]--; found[was.of(r)] < 0 {
			t.Fatalf("%s is neither kept nor told as lost: %s\nwas read back:\n%s", r.Ref(), was.of(r), list(now, after))
		}
	}
	for _, r := range records(after) {
		if what := now.roughly(r); what != "" && !rough[what] {
			t.Fatalf("%s was read back and was not there: %s", r.Ref(), what)
		}
	}
}

func records(d *codec.Document) []argmap.Record {
	return append([]argmap.Record{d.Properties}, d.Records...)
}

func list(s *shapes, d *codec.Document) string {
	var b bytes.Buffer
	for _, r := range records(d) {
		fmt.Fprintf(&b, "  %s\n", s.of(r))
	}
	return b.String()
}

type shapes struct {
	g    *codec.Graph
	name func(argmap.ID) string
}

func (s *shapes) voice(id argmap.ID) string {
	v := s.g.Voice(id)
	if v == nil {
		return "nobody"
	}
	return fmt.Sprintf("%s %q %q", v.Kind, v.Name, v.Description)
}

// of says all that a record says, with names in place of ids; who commits himself is for Told to compare.
func (s *shapes) of(r argmap.Record) string {
	switch r := r.(type) {
	case *argmap.Properties:
		return fmt.Sprintf("map %q %q %q", r.Title, r.Description, r.Language)
	case *argmap.Voice:
		return "voice " + s.voice(r.ID)
	case *argmap.Row:
		return fmt.Sprintf("row %q", r.Antecedent)
	case *argmap.Element:
		return s.element(r)
	case *argmap.Link:
		return fmt.Sprintf("link %s of %q to %q %q %t %s", r.Role, s.name(r.From), s.name(r.To), r.Slot, r.Partial, r.Bearing)
	case *argmap.Commitment:
		return fmt.Sprintf("commitment %s to %q, reported: %t", r.Act, s.name(r.Claim), r.ReportedBy != "")
	case *argmap.Citation:
		return s.citation(r)
	case *argmap.Leftover:
		var raw bytes.Buffer
		if err := json.Compact(&raw, r.Raw); err != nil {
			return fmt.Sprintf("leftover %q without JSON: %v", r.What, err)
		}
		return fmt.Sprintf("leftover %q %s", r.What, raw.String())
	}
	return ""
}

func (s *shapes) element(e *argmap.Element) string {
	text := fmt.Sprintf("%s %q %q basis %q scheme %q attack %q act %q speaker %s machine %q",
		e.Kind, s.name(e.ID), e.Text, e.Basis, e.Scheme, e.Attack, e.Act, s.voice(e.Speaker), e.Machine)
	if e.Question != nil {
		q := *e.Question
		row := ""
		if i := slices.IndexFunc(s.g.Rows, func(r *argmap.Row) bool { return r.ID == q.Row }); i >= 0 {
			row = s.g.Rows[i].Antecedent
		}
		q.Row = argmap.ID(row)
		text += fmt.Sprintf(" asks %+v", q)
	}
	return text
}

func (s *shapes) citation(c *argmap.Citation) string {
	source, _ := s.g.Source(c.Source)
	text := fmt.Sprintf("citation of %q in %q %s %s", s.name(c.Element), source.Text, c.Role, c.Explicitness)
	for _, x := range c.Segments {
		p, _ := s.g.Paragraph(x.Paragraph)
		text += fmt.Sprintf(" %d:%d-%d", p.Ordinal, x.Start, x.End)
	}
	return text
}

// roughly says what a record is about; empty for what a reader may add of its own.
func (s *shapes) roughly(r argmap.Record) string {
	switch r := r.(type) {
	case *argmap.Element:
		return fmt.Sprintf("%s %q", r.Kind, s.name(r.ID))
	case *argmap.Link:
		return fmt.Sprintf("a link of %q to %q", s.name(r.From), s.name(r.To))
	case *argmap.Commitment:
		return fmt.Sprintf("somebody commits himself to %q: %t", s.name(r.Claim), r.Act.Commits())
	case *argmap.Citation:
		return fmt.Sprintf("a citation of %q", s.name(r.Element))
	case *argmap.Properties, *argmap.Voice, *argmap.Row, *argmap.Leftover:
	}
	return ""
}
