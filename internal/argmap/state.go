package argmap

import (
	"cmp"
	"iter"
	"maps"
	"slices"
)

// State is a map at one revision in the plainest form: a table of records. It is the reference that
// snapshots and stores are held to; every look-up but Entry reads the whole table.
type State struct {
	id       ID
	revision Revision
	entries  map[Ref]Entry
}

// NewState gives the empty state of a map, at revision 0.
func NewState(id ID) *State { return &State{id: id, entries: map[Ref]Entry{}} }

// Clone gives an independent copy.
func (s *State) Clone() *State {
	return &State{id: s.id, revision: s.revision, entries: maps.Clone(s.entries)}
}

// Apply carries out a change set's operations as they stand and takes its revision. Removing an
// element takes its links, citations and commitments with it. It checks nothing.
func (s *State) Apply(set ChangeSet) {
	s.revision = set.Revision
	for _, op := range set.Operations {
		if op.After != nil {
			s.entries[op.Ref] = Entry{op.After, set.Revision}
			continue
		}
		delete(s.entries, op.Ref)
		if op.Ref.Type == TypeElement {
			maps.DeleteFunc(s.entries, func(_ Ref, e Entry) bool { return hangsOn(e.Record, op.Ref.ID) })
		}
	}
}

// Put sets one entry as it stands; for states that are read from elsewhere.
func (s *State) Put(e Entry) {
	s.entries[e.Record.Ref()] = e
	s.revision = max(s.revision, e.Revision)
}

// hangsOn reports whether a record cannot be without the element.
func hangsOn(r Record, element ID) bool {
	switch r := r.(type) {
	case *Link:
		return r.From == element || r.To == element
	case *Citation:
		return r.Element == element
	case *Commitment:
		return r.Claim == element
	case *Properties, *Voice, *Row, *Element, *Leftover:
		return false
	}
	return false
}

// Entries gives all entries: types in the order of RecordTypes, records of one type by id.
func (s *State) Entries() []Entry {
	rank := map[RecordType]int{}
	for i, t := range RecordTypes() {
		rank[t] = i
	}
	return slices.SortedFunc(maps.Values(s.entries), func(a, b Entry) int {
		x, y := a.Record.Ref(), b.Record.Ref()
		return cmp.Or(cmp.Compare(rank[x.Type], rank[y.Type]), cmp.Compare(x.ID, y.ID))
	})
}

// Map gives the map's id.
func (s *State) Map() ID { return s.id }

// Revision gives the revision of the last change set that was applied.
func (s *State) Revision() Revision { return s.revision }

// Entry gives a record and the revision that last set it.
func (s *State) Entry(ref Ref) (Entry, bool) {
	e, ok := s.entries[ref]
	return e, ok
}

// LinksFrom gives the links that start at an element.
func (s *State) LinksFrom(element ID) iter.Seq[*Link] {
	return sorted(pick(s, func(l *Link) bool { return l.From == element }), CompareLinks)
}

// LinksTo gives the links that end at an element.
func (s *State) LinksTo(element ID) iter.Seq[*Link] {
	return sorted(pick(s, func(l *Link) bool { return l.To == element }), CompareLinks)
}

// CitationsOf gives an element's citations.
func (s *State) CitationsOf(element ID) iter.Seq[*Citation] {
	return sorted(pick(s, func(c *Citation) bool { return c.Element == element }), byID)
}

// CommitmentsTo gives the commitments to a claim.
func (s *State) CommitmentsTo(claim ID) iter.Seq[*Commitment] {
	return sorted(pick(s, func(c *Commitment) bool { return c.Claim == claim }), byID)
}

// CommitmentsOf gives the commitments in which a voice acts or reports.
func (s *State) CommitmentsOf(voice ID) iter.Seq[*Commitment] {
	return sorted(pick(s, func(c *Commitment) bool { return c.Voice == voice || c.ReportedBy == voice }), byID)
}

// QuestionsIn gives the questions of a row.
func (s *State) QuestionsIn(row ID) iter.Seq[*Element] {
	in := func(e *Element) bool { return row != "" && e.Question != nil && e.Question.Row == row }
	return sorted(pick(s, in), CompareInRow)
}

// CompareLinks orders the links of one element: by role as in Joins, then ordinal, then id.
func CompareLinks(a, b *Link) int {
	return cmp.Or(
		cmp.Compare(roleRank(a.Role), roleRank(b.Role)),
		cmp.Compare(a.Ordinal, b.Ordinal),
		cmp.Compare(a.ID, b.ID))
}

// CompareInRow orders the questions of one row: by ordinal, then id.
func CompareInRow(a, b *Element) int {
	return cmp.Or(cmp.Compare(a.Question.Ordinal, b.Question.Ordinal), cmp.Compare(a.ID, b.ID))
}

func roleRank(r Role) int {
	switch r {
	case RolePremiseOf:
		return 0
	case RoleConcludes:
		return 1
	case RoleAttacks:
		return 2
	case RoleAgainst:
		return 3
	case RoleRaises:
		return 4
	case RoleAsksAbout:
		return 5
	case RoleCarries:
		return 6
	case RoleAnswers:
		return 7
	case RoleRephrases:
		return 8
	case RoleRephraseOf:
		return 9
	case RolePreferredIn:
		return 10
	case RolePreferredTo:
		return 11
	case RolePerforms:
		return 12
	case RoleHasContent:
		return 13
	case RoleStarts:
		return 14
	case RoleEndsIn:
		return 15
	case RoleForeign:
		return 16
	}
	return 17
}

func byID[T Record](a, b T) int { return cmp.Compare(a.Ref().ID, b.Ref().ID) }

func pick[T Record](s *State, want func(T) bool) []T {
	var out []T
	for _, e := range s.entries {
		if r, ok := e.Record.(T); ok && want(r) {
			out = append(out, r)
		}
	}
	return out
}

func sorted[T any](rs []T, compare func(a, b T) int) iter.Seq[T] {
	slices.SortFunc(rs, compare)
	return slices.Values(rs)
}
