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
		_, there := s.Entry(op.Ref)
		f.s.touched(op.Ref, !there, near)
		s.touched(op.Ref, false, near)
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

// Relabel gives the grounded verdicts on the elements of a later snapshot, without rounds, from the labels of this
// framework's nodes, by a function that is false for an element that takes no part. The operations are as for Next.
// It costs what the change and what depends on it cost, not what the map does. It is false where elements
// near the change have to do with a question or a preference, where claims strike back, and in the DEDUCTIVE
// reading: these join elements in other ways than by links.
func (f *Framework) Relabel(s *Snapshot, operations []argmap.Operation, labels func(node int32) semantics.Label) (func(argmap.ID) (Verdict, bool), bool) {
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
	return func(id argmap.ID) (Verdict, bool) {
		slot, ok := next.Node(id)
		if !ok {
			return Verdict{}, false
		}
		label, affected := changed[slot]
		if !affected {
			label = labels(slot)
		}
		return VerdictOf(label), true
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
		if f.s.joined(slot) || s.joined(slot) {
			return false
		}
	}
	return true
}

// joined reports whether an element is joined with others by a question or a preference, or might be once what
// is around it changes: it is one, or a claim that a preference is about, or what a question would press.
func (s *Snapshot) joined(slot int32) bool {
	if int(slot) >= s.elements.rows.length || !s.elements.alive(slot) {
		return false
	}
	at := node{s, slot}
	switch s.elements.at(slot).Kind {
	case argmap.KindQuestion, argmap.KindPreference:
		return true
	case argmap.KindInference:
		return s.pressed(slot)
	case argmap.KindClaim:
		for far := range at.far(premiseOf, true) {
			if s.pressed(far) {
				return true
			}
		}
		return s.compared(slot)
	default:
	}
	return false
}

// pressed reports whether a question presses an inference, or a premise of it.
func (s *Snapshot) pressed(slot int32) bool {
	for question := range (node{s, slot}).far(asksAbout, false) {
		if q := s.elements.at(question).Question; q != nil && q.Burden != "" && q.Force == argmap.Challenging && !q.Withdrawn {
			return true
		}
	}
	return false
}

// compared reports whether a preference is about an element.
func (s *Snapshot) compared(slot int32) bool {
	for range (node{s, slot}).far(preferredIn, true) {
		return true
	}
	for range (node{s, slot}).far(preferredTo, false) {
		return true
	}
	return false
}

// touched adds the elements that a record concerns, and their neighbours. The links of an element that is gone
// went with it, whether or not an operation says so.
func (s *Snapshot) touched(ref argmap.Ref, gone bool, to map[int32]bool) {
	e, ok := s.Entry(ref)
	if !ok {
		return
	}
	switch r := e.Record.(type) {
	case *argmap.Element:
		s.around(r.ID, to)
		if gone {
			s.beyond(r.ID, to)
		}
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

// beyond adds what links join with the neighbours of an element.
func (s *Snapshot) beyond(id argmap.ID, to map[int32]bool) {
	slot := s.elements.find(id)
	for _, l := range s.lists[outgoing].of(slot) {
		s.around(s.elements.id(s.ends.at(l).to), to)
	}
	for _, l := range s.lists[incoming].of(slot) {
		s.around(s.elements.id(s.ends.at(l).from), to)
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

// nodeOf gives the node of an element of a snapshot. Most are where they were, and the same record: that is seen
// without looking at it, which for all elements of a large map takes longer than the rest.
func (f *Framework) nodeOf(s *Snapshot, slot int32) int32 {
	e := s.elements.at(slot)
	if int(slot) >= f.s.elements.rows.length || f.s.elements.at(slot) != e {
		slot = f.s.elements.find(e.ID)
	}
	if slot == none || !f.part[slot].takesPart() {
		return none
	}
	return slot
}
