package codec

import (
	"cmp"
	"iter"
	"slices"

	"argmap/internal/argmap"
)

// Graph is a document laid out for looking things up. It is an argmap.View of the document at revision
// 1, and gives the records of each type in the document's order beside.
type Graph struct {
	Document    *Document
	Voices      []*argmap.Voice
	Rows        []*argmap.Row
	Elements    []*argmap.Element
	Links       []*argmap.Link
	Citations   []*argmap.Citation
	Commitments []*argmap.Commitment
	Leftovers   []*argmap.Leftover

	records  map[argmap.Ref]argmap.Record
	from, to map[argmap.ID][]*argmap.Link
	cites    map[argmap.ID][]*argmap.Citation
	toClaim  map[argmap.ID][]*argmap.Commitment
	ofVoice  map[argmap.ID][]*argmap.Commitment
	inRow    map[argmap.ID][]*argmap.Element
	texts    map[argmap.ID]*argmap.Paragraph
	sources  map[argmap.ID]Source
	work     *work
}

var _ argmap.View = (*Graph)(nil)

// NewGraph lays a document out. The document must not change afterwards.
func NewGraph(d *Document) *Graph {
	g := &Graph{
		Document: d,
		records:  make(map[argmap.Ref]argmap.Record, len(d.Records)+1),
		from:     map[argmap.ID][]*argmap.Link{}, to: map[argmap.ID][]*argmap.Link{},
		cites:   map[argmap.ID][]*argmap.Citation{},
		toClaim: map[argmap.ID][]*argmap.Commitment{}, ofVoice: map[argmap.ID][]*argmap.Commitment{},
		inRow: map[argmap.ID][]*argmap.Element{},
		texts: map[argmap.ID]*argmap.Paragraph{}, sources: map[argmap.ID]Source{}, work: d.work,
	}
	g.records[d.Properties.Ref()] = d.Properties
	for _, r := range d.Records {
		g.records[r.Ref()] = r
		g.add(r)
	}
	for _, s := range d.Sources {
		g.sources[s.ID] = s
		for _, p := range s.Paragraphs {
			g.texts[p.ID] = p
		}
	}
	g.sort()
	return g
}

func (g *Graph) add(r argmap.Record) {
	g.work.step()
	switch r := r.(type) {
	case *argmap.Voice:
		g.Voices = append(g.Voices, r)
	case *argmap.Row:
		g.Rows = append(g.Rows, r)
	case *argmap.Element:
		g.Elements = append(g.Elements, r)
		if r.Question != nil && r.Question.Row != "" {
			g.inRow[r.Question.Row] = append(g.inRow[r.Question.Row], r)
		}
	case *argmap.Link:
		g.Links = append(g.Links, r)
		g.from[r.From] = append(g.from[r.From], r)
		g.to[r.To] = append(g.to[r.To], r)
	case *argmap.Citation:
		g.Citations = append(g.Citations, r)
		g.cites[r.Element] = append(g.cites[r.Element], r)
	case *argmap.Commitment:
		g.commit(r)
	case *argmap.Leftover:
		g.Leftovers = append(g.Leftovers, r)
	case *argmap.Properties:
	}
}

func (g *Graph) commit(c *argmap.Commitment) {
	g.Commitments = append(g.Commitments, c)
	g.toClaim[c.Claim] = append(g.toClaim[c.Claim], c)
	g.ofVoice[c.Voice] = append(g.ofVoice[c.Voice], c)
	if c.ReportedBy != "" && c.ReportedBy != c.Voice {
		g.ofVoice[c.ReportedBy] = append(g.ofVoice[c.ReportedBy], c)
	}
}

// sort brings what hangs on one record into the order that a view promises.
func (g *Graph) sort() {
	for _, links := range []map[argmap.ID][]*argmap.Link{g.from, g.to} {
		for _, some := range links {
			slices.SortFunc(some, argmap.CompareLinks)
		}
	}
	for _, some := range g.cites {
		slices.SortFunc(some, byID)
	}
	for _, commitments := range []map[argmap.ID][]*argmap.Commitment{g.toClaim, g.ofVoice} {
		for _, some := range commitments {
			slices.SortFunc(some, byID)
		}
	}
	for _, some := range g.inRow {
		slices.SortFunc(some, argmap.CompareInRow)
	}
}

func byID[R argmap.Record](a, b R) int { return cmp.Compare(a.Ref().ID, b.Ref().ID) }

// Map gives the map's id.
func (g *Graph) Map() argmap.ID { return g.Document.Properties.ID }

// Revision is 1.
func (g *Graph) Revision() argmap.Revision { return 1 }

// Entry gives a record.
func (g *Graph) Entry(ref argmap.Ref) (argmap.Entry, bool) {
	g.work.step()
	r, ok := g.records[ref]
	return argmap.Entry{Record: r, Revision: 1}, ok
}

// LinksFrom gives the links that start at an element.
func (g *Graph) LinksFrom(element argmap.ID) iter.Seq[*argmap.Link] {
	g.work.step()
	return slices.Values(g.from[element])
}

// LinksTo gives the links that end at an element.
func (g *Graph) LinksTo(element argmap.ID) iter.Seq[*argmap.Link] {
	g.work.step()
	return slices.Values(g.to[element])
}

// CitationsOf gives an element's citations.
func (g *Graph) CitationsOf(element argmap.ID) iter.Seq[*argmap.Citation] {
	g.work.step()
	return slices.Values(g.cites[element])
}

// CommitmentsTo gives the commitments to a claim.
func (g *Graph) CommitmentsTo(claim argmap.ID) iter.Seq[*argmap.Commitment] {
	g.work.step()
	return slices.Values(g.toClaim[claim])
}

// CommitmentsOf gives the commitments in which a voice acts or reports.
func (g *Graph) CommitmentsOf(voice argmap.ID) iter.Seq[*argmap.Commitment] {
	g.work.step()
	return slices.Values(g.ofVoice[voice])
}

// QuestionsIn gives the questions of a row.
func (g *Graph) QuestionsIn(row argmap.ID) iter.Seq[*argmap.Element] {
	return slices.Values(g.inRow[row])
}

// Element gives an element, or nil.
func (g *Graph) Element(id argmap.ID) *argmap.Element { return argmap.ElementIn(g, id) }

// Voice gives a voice, or nil.
func (g *Graph) Voice(id argmap.ID) *argmap.Voice {
	g.work.step()
	v, _ := g.records[argmap.Ref{Type: argmap.TypeVoice, ID: id}].(*argmap.Voice)
	return v
}

// Ends gives the elements at the far end of an element's links of a role: those that it leads to, and
// with back those that lead to it. They come in the order of the links.
func (g *Graph) Ends(element argmap.ID, role argmap.Role, back bool) []*argmap.Element {
	g.work.step()
	links := g.from[element]
	if back {
		links = g.to[element]
	}
	var ends []*argmap.Element
	for _, l := range links {
		if l.Role != role {
			continue
		}
		if back {
			ends = append(ends, g.Element(l.From))
		} else {
			ends = append(ends, g.Element(l.To))
		}
	}
	return ends
}

// Source gives a source of the document; false when it has none of that id.
func (g *Graph) Source(id argmap.ID) (Source, bool) {
	g.work.step()
	s, ok := g.sources[id]
	return s, ok
}

// Paragraph gives a paragraph of the document's sources, which may always be cited; nil when there is
// none of that id. With it a Graph is an argmap.Texts too.
func (g *Graph) Paragraph(id argmap.ID) (*argmap.Paragraph, bool) {
	g.work.step()
	p := g.texts[id]
	return p, p != nil
}
