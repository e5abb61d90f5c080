package codectest

import (
	"slices"
	"strconv"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// Many gives a document that has all the records and texts of another a number of times, each time under
// other ids.
func Many(d *codec.Document, times int) *codec.Document {
	many := codec.Document{Properties: d.Properties}
	for n := range times {
		c := copier{"-" + strconv.Itoa(n)}
		for _, s := range d.Sources {
			many.Sources = append(many.Sources, c.source(s))
		}
		for _, r := range d.Records {
			many.Records = append(many.Records, c.record(r))
		}
	}
	return &many
}

// copier copies records under ids with an ending of its own.
type copier struct{ ending string }

func (c copier) id(id argmap.ID) argmap.ID {
	if id == "" {
		return ""
	}
	return id + argmap.ID(c.ending)
}

func (c copier) source(s codec.Source) codec.Source {
	again, paragraphs := *s.Source, make([]*argmap.Paragraph, 0, len(s.Paragraphs))
	again.ID = c.id(again.ID)
	for _, old := range s.Paragraphs {
		p := *old
		p.ID, p.Source = c.id(p.ID), again.ID
		paragraphs = append(paragraphs, &p)
	}
	return codec.Source{Source: &again, Text: s.Text, Raw: s.Raw, Paragraphs: paragraphs}
}

func (c copier) record(r argmap.Record) argmap.Record {
	switch old := r.(type) {
	case *argmap.Voice:
		r := *old
		r.ID, r.Name = c.id(r.ID), r.Name+c.ending
		return &r
	case *argmap.Row:
		r := *old
		r.ID = c.id(r.ID)
		return &r
	case *argmap.Element:
		return c.element(*old)
	case *argmap.Link:
		r := *old
		r.ID, r.From, r.To = c.id(r.ID), c.id(r.From), c.id(r.To)
		return &r
	case *argmap.Commitment:
		r := *old
		r.ID, r.Voice, r.Claim, r.ReportedBy = c.id(r.ID), c.id(r.Voice), c.id(r.Claim), c.id(r.ReportedBy)
		return &r
	case *argmap.Citation:
		r := *old
		r.ID, r.Element, r.Source, r.Segments = c.id(r.ID), c.id(r.Element), c.id(r.Source), slices.Clone(r.Segments)
		for i := range r.Segments {
			r.Segments[i].Paragraph = c.id(r.Segments[i].Paragraph)
		}
		return &r
	case *argmap.Leftover:
		r := *old
		r.ID = c.id(r.ID)
		return &r
	case *argmap.Properties:
	}
	return r
}

func (c copier) element(e argmap.Element) *argmap.Element {
	e.ID, e.Speaker, e.Text = c.id(e.ID), c.id(e.Speaker), e.Text+c.ending
	if e.Question != nil {
		q := *e.Question
		q.Row, e.Question = c.id(q.Row), &q
	}
	return &e
}
