package argmap

import "iter"

// View is a map at one revision, as the rules need to see it. Snapshots and State implement it.
// Sequences come in a fixed order: links by role (as in Joins), ordinal and id; all others by id,
// but the questions of a row by ordinal and id.
type View interface {
	// Map is the map's id, and Revision the one that the view shows.
	Map() ID
	Revision() Revision
	// Entry gives a record and the revision that last set it; false when it is not there.
	Entry(ref Ref) (Entry, bool)
	// LinksFrom and LinksTo give the links that start or end at an element.
	LinksFrom(element ID) iter.Seq[*Link]
	LinksTo(element ID) iter.Seq[*Link]
	// CitationsOf gives an element's citations.
	CitationsOf(element ID) iter.Seq[*Citation]
	// CommitmentsTo gives the commitments to a claim; CommitmentsOf those in which a voice acts or reports.
	CommitmentsTo(claim ID) iter.Seq[*Commitment]
	CommitmentsOf(voice ID) iter.Seq[*Commitment]
	// QuestionsIn gives the questions of a row.
	QuestionsIn(row ID) iter.Seq[*Element]
}

// Texts gives the paragraphs that citations are checked against.
type Texts interface {
	// Paragraph gives a paragraph and whether its source may be cited anew; nil when it does not exist.
	Paragraph(id ID) (p *Paragraph, citable bool)
}

// ElementIn gives an element of a view, or nil when it is not there.
func ElementIn(v View, id ID) *Element {
	e, ok := v.Entry(Ref{TypeElement, id})
	if !ok {
		return nil
	}
	return e.Record.(*Element)
}

// PropertiesIn gives the map's properties, or nil before the first change set.
func PropertiesIn(v View) *Properties {
	e, ok := v.Entry(Ref{TypeProperties, v.Map()})
	if !ok {
		return nil
	}
	return e.Record.(*Properties)
}
