package snapshot

import (
	"argmap/internal/argmap"
	"argmap/internal/semantics"
)

// Verdict is what evaluation says of an element, and why.
type Verdict struct {
	Label argmap.Label
	// Reason says why the label is OUT; empty for other labels.
	Reason argmap.OutReason
	// Round is the depth of the shortest explanation, from 1; 0 while undecided.
	Round int
}

// Verdict gives the grounded verdict in the map reading on an element; false where the element takes
// no part. Claims, inferences and rebuttals that break no rule of well-formedness take part. All
// verdicts of a snapshot are computed when the first is asked for.
func (s *Snapshot) Verdict(element argmap.ID) (Verdict, bool) {
	slot := s.elements.find(element)
	if slot == none || !s.evaluation().takesPart(slot) {
		return Verdict{}, false
	}
	return s.evaluation().verdict(slot), true
}

// labelOf gives an element's label, or nil where it takes no part.
func (s *Snapshot) labelOf(slot int32) *argmap.Label {
	if !s.evaluation().takesPart(slot) {
		return nil
	}
	label := s.evaluation().verdict(slot).Label
	return &label
}

// evaluation is the outcome of evaluating a snapshot; the nodes of the framework are the slots of
// elements.
type evaluation struct {
	part      []part
	labelling *semantics.Labelling
}

// part is what an element does in evaluation.
type part uint8

const (
	bystander part = iota
	link
	given
	argued
	// unheard claims take no part; they are kept apart to tell their basis.
	unheardGiven
	unheardArgued
)

func (e *evaluation) takesPart(slot int32) bool {
	p := e.part[slot]
	return p == link || p == given || p == argued
}

func (e *evaluation) basis(slot int32) argmap.Basis {
	if p := e.part[slot]; p == given || p == unheardGiven {
		return argmap.Given
	}
	return argmap.Argued
}

func (e *evaluation) verdict(slot int32) Verdict {
	v := Verdict{Round: int(e.labelling.Rounds[slot])}
	switch e.labelling.Labels[slot] {
	case semantics.In:
		v.Label = argmap.LabelIn
	case semantics.Defeated:
		v.Label, v.Reason = argmap.LabelOut, argmap.Defeated
	case semantics.Unsupported:
		v.Label, v.Reason = argmap.LabelOut, argmap.Unsupported
	case semantics.Undecided:
		v.Label = argmap.LabelUndecided
	}
	return v
}

func (s *Snapshot) evaluation() *evaluation { return s.evaluated.get(s.evaluate) }

func (s *Snapshot) evaluate() *evaluation {
	r := reading{s: s, part: make([]part, s.elements.rows.length)}
	for slot := range s.kinds[1].all() {
		r.relation(slot)
	}
	for slot := range s.kinds[2].all() {
		r.relation(slot)
	}
	for slot := range s.kinds[0].all() {
		r.claim(slot)
	}
	e := &evaluation{part: r.part, labelling: semantics.Grounded(r.framework())}
	s.derived.Add(int64(len(e.part)) * 6)
	return e
}

// reading turns a snapshot into a framework.
type reading struct {
	s    *Snapshot
	part []part
	// members is room for the members of one need.
	members []int32
}

func (r *reading) relation(slot int32) {
	if !r.s.defective(slot) {
		r.part[slot] = link
	}
}

// claim works out a claim's basis: GIVEN when pinned or when no inference concludes it, but never
// while no voice is committed to it. Relations must have their parts.
func (r *reading) claim(slot int32) {
	basis := r.s.elements.at(slot).Basis
	isGiven := basis == argmap.Given || basis == "" && len(r.supports(slot)) == 0
	isGiven = isGiven && r.s.held(slot)
	switch heard := !r.s.defective(slot); {
	case heard && isGiven:
		r.part[slot] = given
	case heard:
		r.part[slot] = argued
	case isGiven:
		r.part[slot] = unheardGiven
	default:
		r.part[slot] = unheardArgued
	}
}

// held reports whether a voice is committed to a claim.
func (s *Snapshot) held(slot int32) bool {
	for _, c := range s.lists[committed].of(slot) {
		if s.commitments.at(c).Act.Commits() {
			return true
		}
	}
	return false
}

// supports gives the inferences that conclude a claim and take part.
func (r *reading) supports(slot int32) []int32 {
	r.members = r.members[:0]
	for inference := range (node{r.s, slot}).far(concludes, false) {
		if r.part[inference] == link {
			r.members = append(r.members, inference)
		}
	}
	return r.members
}

func (r *reading) framework() *semantics.Map {
	b := semantics.NewBuilder(len(r.part))
	for i, p := range r.part {
		slot := int32(i)
		switch p {
		case link:
			r.needPremises(b, slot)
			r.attack(b, slot)
		case argued:
			b.NeedOne(slot, r.supports(slot)...)
		case bystander, given, unheardGiven, unheardArgued:
		}
	}
	return b.Map()
}

// needPremises makes a link need each of its premises. One that takes no part cannot be accepted.
func (r *reading) needPremises(b *semantics.Builder, slot int32) {
	for premise := range (node{r.s, slot}).far(premiseOf, false) {
		if p := r.part[premise]; p == given || p == argued {
			b.NeedOne(slot, premise)
		} else {
			b.NeedOne(slot)
		}
	}
}

func (r *reading) attack(b *semantics.Builder, slot int32) {
	for target := range (node{r.s, slot}).far(attacks, true) {
		b.Attack(slot, target)
	}
}
