package argmapjson

import (
	"fmt"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/fault"
)

// naming gives the records of one map new ids. The records that it is given stay as they are.
type naming struct {
	*replay
	ids      map[argmap.ID]argmap.ID
	cited    map[argmap.ID]bool
	document *codec.Document
}

// id gives the new id for an old one; none for none.
func (n naming) id(old argmap.ID) argmap.ID {
	if old == "" {
		return ""
	}
	if n.ids[old] == "" {
		n.ids[old] = n.options.NewID()
	}
	return n.ids[old]
}

// was keeps an old id as the record's name, where it has none from an import before.
func was(x argmap.External, old argmap.ID) argmap.External {
	if x == (argmap.External{}) {
		return argmap.External{Namespace: Name, ID: string(old)}
	}
	return x
}

func (n naming) properties(old *argmap.Properties) *argmap.Properties {
	p := *old
	p.ID, p.Owner, p.Created, p.External = n.options.NewID(), n.options.Actor, instant(old.Created), was(old.External, old.ID)
	return &p
}

// record gives a record under its new id, with the new ids of what it names.
func (n naming) record(old argmap.Record) (argmap.Record, error) {
	switch old := old.(type) {
	case *argmap.Voice:
		v := *old
		v.ID, v.External = n.id(old.ID), was(old.External, old.ID)
		return &v, nil
	case *argmap.Row:
		r := *old
		r.ID, r.External = n.id(old.ID), was(old.External, old.ID)
		return &r, nil
	case *argmap.Element:
		return n.element(old), nil
	case *argmap.Commitment:
		c := *old
		c.ID, c.External = n.id(old.ID), was(old.External, old.ID)
		c.Voice, c.Claim, c.ReportedBy = n.id(old.Voice), n.id(old.Claim), n.id(old.ReportedBy)
		return &c, nil
	case *argmap.Link:
		l := *old
		l.ID, l.External, l.From, l.To = n.id(old.ID), was(old.External, old.ID), n.id(old.From), n.id(old.To)
		return &l, nil
	case *argmap.Citation:
		return n.citation(old)
	case *argmap.Leftover:
		l := *old
		l.ID = n.id(old.ID)
		return &l, nil
	case *argmap.Properties:
	}
	return nil, fault.New(fault.Invalid, "argmap_json.revision", "map %s has the properties of another, %s", n.document.Properties.External.ID, old.Ref().ID)
}

func (n naming) element(old *argmap.Element) *argmap.Element {
	e := *old
	e.ID, e.External, e.Speaker = n.id(old.ID), was(old.External, old.ID), n.id(old.Speaker)
	e.Author, e.Created = n.options.Actor, instant(old.Created)
	if old.Question != nil {
		q := *old.Question
		q.Row = n.id(q.Row)
		e.Question = &q
	}
	return &e
}

func (n naming) citation(old *argmap.Citation) (argmap.Record, error) {
	s := n.sources[old.Source]
	if s == nil {
		return n.without(old)
	}
	if err := n.made(s); err != nil {
		return nil, err
	}
	if !n.cited[old.Source] {
		n.cited[old.Source] = true
		n.document.Sources = append(n.document.Sources, s.new)
	}
	c := *old
	c.ID, c.External, c.Element, c.Source = n.id(old.ID), was(old.External, old.ID), n.id(old.Element), s.new.ID
	c.Segments = slices.Clone(old.Segments)
	for i := range c.Segments {
		p, ok := s.byOld[c.Segments[i].Paragraph]
		if !ok {
			return nil, fault.New(fault.Invalid, "argmap_json.source", "citation %s names paragraph %s, which source %s does not have", old.ID, c.Segments[i].Paragraph, old.Source)
		}
		c.Segments[i].Paragraph = p
	}
	return &c, nil
}

// without keeps a citation aside whose text is not in the file: it is in the store that the file came
// from.
func (n naming) without(old *argmap.Citation) (argmap.Record, error) {
	raw, err := argmap.EncodeRecord(old)
	if err != nil {
		return nil, err
	}
	n.document.Findings = append(n.document.Findings, codec.Finding{
		Rule: ruleSource, Severity: codec.Warning, Element: n.id(old.Element), External: string(old.ID),
		Message: fmt.Sprintf("citation %s names source %s, which the file does not have before it; the citation is kept aside", old.ID, old.Source),
	})
	return &argmap.Leftover{
		ID: n.id(old.ID), What: "citation", Why: "its source is not in the file", Ordinal: len(n.document.Findings) - 1,
		External: was(argmap.External{}, old.ID), Raw: raw,
	}, nil
}
