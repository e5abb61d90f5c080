package snapshot

import (
	"iter"
	"maps"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/semantics"
)

// Next gives the framework of a later snapshot of the same map under the same reading, in less time than to read
// that anew. The operations must be all that lie between the two; which of several on one record comes last does
// not matter. A voice of the reading that the map has no more is NOT_FOUND.
//
// What an element does follows from its record, its commitments, its links, and whether the inferences
// that conclude it take part. So it is worked out anew for what was touched and for the neighbours of that.
func (f *Framework) Next(s *Snapshot, operations []argmap.Operation) (*Framework, error) {
	if err := s.Hears(f.Reading); err != nil {
		return nil, err
	}
	parts, _ := f.partsIn(s, operations)
	return wired(s, f.Reading, parts), nil
}

// partsIn works out what the elements of a later snapshot do, and gives those near to a change: no other
// needs or attacks something else than before.
func (f *Framework) partsIn(s *Snapshot, operations []argmap.Operation) ([]part, map[int32]bool) {
	parts := make([]part, s.elements.rows.length)
	copy(parts, f.own)
	near := map[int32]bool{}
	for _, op := range operations {
		f.s.touched(op.Ref, near)
		s.touched(op.Ref, near)
	}
	for slot := range near {
		parts[slot] = bystander
		if s.elements.alive(slot) {
			parts[slot] = s.relationPart(slot)
		}
	}
	for slot := range near {
		if s.elements.alive(slot) && s.elements.at(slot).Kind == argmap.KindClaim {
			parts[slot] = s.claimPart(parts, f.Reading, slot)
		}
	}
	return parts, near
}

// Relabel gives the grounded labels of the elements of a later snapshot, from the labels of this framework's
// nodes, by a function that gives none for an element that takes no part. The operations are as for Next.
// It costs what the change and what depends on it cost, not what the map does. It is false where elements
// near the change have to do with a question or a preference, where claims strike back, and in the DEDUCTIVE
// reading: these join elements in other ways than by links.
func (f *Framework) Relabel(s *Snapshot, operations []argmap.Operation, labels func(node int32) semantics.Label) (func(argmap.ID) *argmap.Label, bool) {
	parts, near := f.partsIn(s, operations)
	if f.Map.Nodes() > len(f.part) || !f.plain(s, near) {
		return nil, false
	}
	next := &Framework{Reading: f.Reading, s: s, own: parts, part: parts}
	b, redone := semantics.NewBuilder(len(parts)), slices.Sorted(maps.Keys(near))
	for _, slot := range redone {
		next.wireOne(b, slot)
	}
	changed := f.Map.Relabel(labels, redone, b)
	return func(id argmap.ID) *argmap.Label {
		slot, ok := next.Node(id)
		if !ok {
			return nil
		}
		label, affected := changed[slot]
		if !affected {
			label = labels(slot)
		}
		return new(VerdictOf(label).Label)
	}, true
}

// plain reports whether some elements are joined by links alone, before and after a change.
func (f *Framework) plain(s *Snapshot, near map[int32]bool) bool {
	if len(f.blocks)+len(f.counters) > 0 || f.Reading.Rebuts == Mutual || f.Reading.Support == Deductive {
		return false
	}
	for _, i := range f.issues {
		if i.standard != "" || slices.ContainsFunc(i.answers, func(claim int32) bool { return near[claim] }) {
			return false
		}
	}
	for slot := range near {
		if f.grounds[slot] != nil || f.answer[slot] != nil || f.s.joins(slot) || s.joins(slot) {
			return false
		}
	}
	return true
}

// joins reports whether an element is one by which others may be joined.
func (s *Snapshot) joins(slot int32) bool {
	if int(slot) >= s.elements.rows.length || !s.elements.alive(slot) {
		return false
	}
	kind := s.elements.at(slot).Kind
	return kind == argmap.KindQuestion || kind == argmap.KindPreference
}

// touched adds the elements that a record concerns, and their neighbours.
func (s *Snapshot) touched(ref argmap.Ref, to map[int32]bool) {
	e, ok := s.Entry(ref)
	if !ok {
		return
	}
	switch r := e.Record.(type) {
	case *argmap.Element:
		s.around(r.ID, to)
	case *argmap.Link:
		s.around(r.From, to)
		s.around(r.To, to)
	case *argmap.Commitment:
		s.around(r.Claim, to)
	case *argmap.Properties, *argmap.Voice, *argmap.Row, *argmap.Citation, *argmap.Leftover:
	}
}

// around adds an element and those that links join it with.
func (s *Snapshot) around(id argmap.ID, to map[int32]bool) {
	slot := s.elements.find(id)
	if slot == none {
		return
	}
	to[slot] = true
	for _, l := range s.lists[outgoing].of(slot) {
		to[s.ends.at(l).to] = true
	}
	for _, l := range s.lists[incoming].of(slot) {
		to[s.ends.at(l).from] = true
	}
}

// Against gives the nodes of the elements, oldest first, each with the node of the same element in another
// framework of the map, which is -1 where it takes no part.
func (f *Framework) Against(other *Framework) iter.Seq2[int32, int32] {
	return func(yield func(node, there int32) bool) {
		for slot := range f.s.kinds[everyKind].all() {
			if f.part[slot].takesPart() && !yield(slot, other.nodeOf(f.s, slot)) {
				return
			}
		}
	}
}

// nodeOf gives the node of an element of a snapshot. Most are where they were.
func (f *Framework) nodeOf(s *Snapshot, slot int32) int32 {
	id := s.elements.id(slot)
	if int(slot) >= f.s.elements.rows.length || !f.s.elements.alive(slot) || f.s.elements.id(slot) != id {
		slot = f.s.elements.find(id)
	}
	if slot == none || !f.part[slot].takesPart() {
		return none
	}
	return slot
}
