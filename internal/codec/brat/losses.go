package brat

import (
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/paragraph"
)

// format is how the format is called in reasons.
const format = "brat stand-off"

func losses(d *codec.Document) []codec.Loss {
	l := &lister{plan: lay(d)}
	l.cited, l.stated = l.readBack(), slices.ContainsFunc(l.g.Commitments, l.states)
	if p := d.Properties; p.Description != "" || p.Language != "" || keptIn(p.External, p.Raw).Line != p.Title {
		l.Add("properties of the map", "the title is that of the file, and "+format+" says no more", p.ID)
	}
	for _, r := range d.Records {
		l.record(r)
	}
	return l.Losses()
}

type lister struct {
	codec.LossList
	*plan
	// cited are the citations that are read back as they are.
	cited map[*argmap.Citation]bool
	// stated says that the author states something.
	stated bool
}

// readBack cites the places of annotations as reading does, in a plain text.
func (l *lister) readBack() map[*argmap.Citation]bool {
	cited := map[*argmap.Citation]bool{}
	if l.source == nil {
		return cited
	}
	b := codec.Build(name, "", codec.File{}, l.g.Document.ReadingBack())
	s, err := b.Source("", []byte(l.source.Text), paragraph.PlainText)
	if err != nil {
		return cited
	}
	starts := map[argmap.ID]int{}
	for _, some := range [][]*argmap.Paragraph{s.Paragraphs, l.source.Paragraphs} {
		for _, p := range some {
			starts[p.ID] = p.Start
		}
	}
	for _, c := range l.quoted {
		again := b.Quote(c.Element, s, l.spans(c)...)
		cited[c] = len(again) == 1 && slices.EqualFunc(again[0].Segments, c.Segments, func(x, y argmap.Segment) bool {
			return starts[x.Paragraph]+x.Start == starts[y.Paragraph]+y.Start && starts[x.Paragraph]+x.End == starts[y.Paragraph]+y.End
		})
	}
	return cited
}

func (l *lister) record(r argmap.Record) {
	switch r := r.(type) {
	case *argmap.Element:
		l.element(r)
	case *argmap.Link:
		if !l.keepsLink(r) {
			l.NoPlace(r, format)
		}
	case *argmap.Voice:
		if !speaks(r) || !l.heard() {
			l.Add("voices", format+" names nobody; read back, what is stated is the author's", r.ID)
		}
	case *argmap.Commitment:
		if !l.states(r) {
			l.Add("commitments", format+" names nobody; read back, the author asserts what is stated", r.ID)
		}
	case *argmap.Citation:
		if !l.cited[r] {
			l.Add("citations", format+" has one stretch of one text for each claim or question, its explicit words", r.ID)
		}
	case *argmap.Leftover:
		if textOfLine(r) == "" {
			l.NoPlace(r, format)
		}
	case *argmap.Row, *argmap.Properties:
		l.NoPlace(r, format)
	}
}

// heard tells whether the author states anything.
func (l *lister) heard() bool {
	return l.stated
}

func (l *lister) element(e *argmap.Element) {
	switch e.Kind {
	case argmap.KindClaim:
		if e.Basis != "" {
			l.Add("pinned bases", format+" has no place for them", e.ID)
		}
	case argmap.KindQuestion:
		if asked := (argmap.Inquiry{Form: codec.FormOf(e.Text), Force: argmap.Pure}); *e.Question != asked {
			l.Add("details of questions", format+" keeps a question's words only", e.ID)
		}
	case argmap.KindInference, argmap.KindRebuttal:
		l.relationOf(e)
	default:
		l.NoPlace(e, format)
	}
	if e.Machine != "" {
		l.Add("marks of what a program proposed", format+" has no place for them", e.ID)
	}
	if l.added[e.ID] {
		l.Add("claims and questions that cite no words", "their words are put below the text, and cited there", e.ID)
	}
	if k := keptIn(e.External, e.Raw); len(k.More) > 0 && l.ids[e.ID] != e.External.ID {
		l.Add("attributes and notes of what shares its id", "they would be about the other", e.ID)
	}
}

func (l *lister) relationOf(e *argmap.Element) {
	if l.placed[e.ID] == "" {
		l.Add("relations on relations, or without an end", "a relation of "+format+" joins two stretches of text", e.ID)
		return
	}
	switch {
	case e.Kind == argmap.KindRebuttal && e.Attack != argmap.Rebut:
		l.Add("undermining attacks", "they are written as attacks on the claim", e.ID)
	case len(l.premises(e)) > 1:
		l.Add("linked premises", "each is written as a relation by itself", e.ID)
	case len(l.g.Ends(e.ID, argmap.RoleConcludes, false))+len(l.g.Ends(e.ID, argmap.RoleAttacks, false)) > 1:
		l.Add("second targets of relations", "a relation has one; the first is kept", e.ID)
	}
	if e.Scheme != "" {
		l.Add("schemes", format+" has no place for them", e.ID)
	}
}

func (l *lister) keepsLink(k *argmap.Link) bool {
	switch k.Role {
	case argmap.RolePremiseOf:
		return l.placed[k.To] != "" && k.Slot == ""
	case argmap.RoleConcludes, argmap.RoleAttacks:
		return l.placed[k.From] == k.To
	default:
		return l.says(k) && k.Slot == "" && !k.Partial && k.Bearing == ""
	}
}
