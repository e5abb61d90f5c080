package snapshot

import (
	"cmp"
	"iter"
	"slices"
	"sync/atomic"

	"argmap/internal/argmap"
)

// Snapshot is one map at one revision. It never changes.
type Snapshot struct {
	layout

	evaluated    lazy[*evaluation]
	beforeIssues lazy[*evaluation]
	rooted       lazy[[]int32]
	named        lazy[map[external][]argmap.Ref]
	cited        lazy[[]argmap.ID]
	outlined     outlined
	drawn        lazy[*trees]
	filters      filters
	quotes       lazy[[]atomic.Pointer[quotes]]
	opened       lazy[[]OpenQuestion]
	// derived counts the bytes of what was computed on demand.
	derived atomic.Int64
}

var _ argmap.View = (*Snapshot)(nil)

// layout is what a snapshot is made of; successive snapshots share the greatest part of it.
type layout struct {
	id         argmap.ID
	revision   argmap.Revision
	epoch      argmap.Epoch
	properties argmap.Entry

	voices      table[*argmap.Voice]
	rows        table[*argmap.Row]
	elements    table[*argmap.Element]
	commitments packed[argmap.Commitment, packedCommitment]
	links       packed[argmap.Link, packedLink]
	citations   table[*argmap.Citation]
	leftovers   table[*argmap.Leftover]
	// paragraphs are those that citations name; places of paragraphs cited no more stay empty.
	paragraphs table[argmap.ID]

	lists [listCount]lists
	// ends holds for each slot of links what a walk needs to know of the link.
	ends vec[ends]
	// kinds holds the elements of each kind by (Created, ID), in the order of argmap.Kinds, and after
	// them, at everyKind, all elements.
	kinds []ranking
	// tops and doubles are kept for the drawn tree (see tree_tops.go).
	tops    ranking
	doubles vec[int32]
	// records is the memory that the records take, as bytesOf counts it.
	records int64
}

// The lists of a layout, by whose slots own them.
const (
	outgoing  = iota // element: links that start at it, by argmap.CompareLinks
	incoming         // element: links that end at it, by argmap.CompareLinks
	cites            // element: its citations, by id
	committed        // element: commitments to it, by id
	commits          // voice: commitments in which it acts or reports, by id
	asked            // row: its questions, by argmap.CompareInRow
	citedBy          // paragraph: citations in it, by where they start, then id
	listCount
)

func newLayout(id argmap.ID) layout {
	return layout{
		id:          id,
		voices:      newTable(func(r **argmap.Voice) argmap.ID { return (*r).ID }),
		rows:        newTable(func(r **argmap.Row) argmap.ID { return (*r).ID }),
		elements:    newTable(func(r **argmap.Element) argmap.ID { return (*r).ID }),
		commitments: newPacked(func(c *packedCommitment) argmap.ID { return c.id }, packCommitment),
		links:       newPacked(func(l *packedLink) argmap.ID { return l.id }, packLink),
		citations:   newTable(func(r **argmap.Citation) argmap.ID { return (*r).ID }),
		leftovers:   newTable(func(r **argmap.Leftover) argmap.ID { return (*r).ID }),
		paragraphs:  newTable(func(id *argmap.ID) argmap.ID { return *id }),
		kinds:       make([]ranking, everyKind+1),
	}
}

// Map gives the map's id.
func (s *Snapshot) Map() argmap.ID { return s.id }

// Revision gives the revision that the snapshot shows.
func (s *Snapshot) Revision() argmap.Revision { return s.revision }

// Epoch gives the epoch in which the snapshot was read.
func (s *Snapshot) Epoch() argmap.Epoch { return s.epoch }

// Properties gives what the map says of itself; nil before the first change set.
func (s *Snapshot) Properties() *argmap.Properties { return argmap.PropertiesIn(s) }

// Entry gives a record and the revision that last set it.
func (s *Snapshot) Entry(ref argmap.Ref) (argmap.Entry, bool) {
	switch ref.Type {
	case argmap.TypeProperties:
		return s.properties, s.properties.Record != nil && ref.ID == s.id
	case argmap.TypeVoice:
		return entry(&s.voices, ref.ID)
	case argmap.TypeRow:
		return entry(&s.rows, ref.ID)
	case argmap.TypeElement:
		return entry(&s.elements, ref.ID)
	case argmap.TypeCommitment:
		return entry(&s.commitments, ref.ID)
	case argmap.TypeLink:
		return entry(&s.links, ref.ID)
	case argmap.TypeCitation:
		return entry(&s.citations, ref.ID)
	case argmap.TypeLeftover:
		return entry(&s.leftovers, ref.ID)
	}
	return argmap.Entry{}, false
}

// source is a table, of records as they are or packed.
type source[R any] interface {
	find(id argmap.ID) int32
	at(slot int32) R
	id(slot int32) argmap.ID
	setAt(slot int32) argmap.Revision
	slots() iter.Seq[int32]
	scan(yield func(slot int32, record R) bool)
}

func entry[R argmap.Record](t source[R], id argmap.ID) (argmap.Entry, bool) {
	slot := t.find(id)
	if slot == none {
		return argmap.Entry{}, false
	}
	return entryAt(t, slot), true
}

func entryAt[R argmap.Record](t source[R], slot int32) argmap.Entry {
	return argmap.Entry{Record: t.at(slot), Revision: t.setAt(slot)}
}

// Entries gives all entries: types in the order of argmap.RecordTypes, records of one type by id.
func (s *Snapshot) Entries() iter.Seq[argmap.Entry] { return s.entries() }

func (l *layout) entries() iter.Seq[argmap.Entry] {
	return func(yield func(argmap.Entry) bool) {
		if l.properties.Record != nil && !yield(l.properties) {
			return
		}
		_ = each(&l.voices, yield) && each(&l.elements, yield) && each(&l.rows, yield) &&
			each(&l.commitments, yield) && each(&l.links, yield) && each(&l.citations, yield) &&
			each(&l.leftovers, yield)
	}
}

// all gives all records with their slots: types in the order of argmap.RecordTypes, records of one
// type by slot. A record holds only until the next one is given.
func (l *layout) all() iter.Seq2[int32, argmap.Record] {
	return func(yield func(int32, argmap.Record) bool) {
		if l.properties.Record != nil && !yield(none, l.properties.Record) {
			return
		}
		_ = records(&l.voices, yield) && records(&l.elements, yield) && records(&l.rows, yield) &&
			records(&l.commitments, yield) && records(&l.links, yield) && records(&l.citations, yield) &&
			records(&l.leftovers, yield)
	}
}

func records[R argmap.Record](t source[R], yield func(int32, argmap.Record) bool) bool {
	for slot, record := range t.scan {
		if !yield(slot, record) {
			return false
		}
	}
	return true
}

func each[R argmap.Record](t source[R], yield func(argmap.Entry) bool) bool {
	slots := slices.Collect(t.slots())
	slices.SortFunc(slots, func(a, b int32) int { return cmp.Compare(t.id(a), t.id(b)) })
	for _, slot := range slots {
		if !yield(entryAt(t, slot)) {
			return false
		}
	}
	return true
}

// LinksFrom gives the links that start at an element.
func (s *Snapshot) LinksFrom(element argmap.ID) iter.Seq[*argmap.Link] {
	return listed(&s.elements, element, &s.lists[outgoing], &s.links)
}

// LinksTo gives the links that end at an element.
func (s *Snapshot) LinksTo(element argmap.ID) iter.Seq[*argmap.Link] {
	return listed(&s.elements, element, &s.lists[incoming], &s.links)
}

// CitationsOf gives an element's citations.
func (s *Snapshot) CitationsOf(element argmap.ID) iter.Seq[*argmap.Citation] {
	return listed(&s.elements, element, &s.lists[cites], &s.citations)
}

// CitationsIn gives the citations with a segment in a paragraph, by where their first segment in it
// starts, then by id.
func (s *Snapshot) CitationsIn(paragraph argmap.ID) iter.Seq[*argmap.Citation] {
	return listed(&s.paragraphs, paragraph, &s.lists[citedBy], &s.citations)
}

// CommitmentsTo gives the commitments to a claim.
func (s *Snapshot) CommitmentsTo(claim argmap.ID) iter.Seq[*argmap.Commitment] {
	return listed(&s.elements, claim, &s.lists[committed], &s.commitments)
}

// CommitmentsOf gives the commitments in which a voice acts or reports.
func (s *Snapshot) CommitmentsOf(voice argmap.ID) iter.Seq[*argmap.Commitment] {
	return listed(&s.voices, voice, &s.lists[commits], &s.commitments)
}

// QuestionsIn gives the questions of a row.
func (s *Snapshot) QuestionsIn(row argmap.ID) iter.Seq[*argmap.Element] {
	return listed(&s.rows, row, &s.lists[asked], &s.elements)
}

// listed gives the records in an owner's list.
func listed[O, M any](owners *table[O], owner argmap.ID, l *lists, members source[M]) iter.Seq[M] {
	return func(yield func(M) bool) {
		slot := owners.find(owner)
		if slot == none {
			return
		}
		for _, member := range l.of(slot) {
			if !yield(members.at(member)) {
				return
			}
		}
	}
}
