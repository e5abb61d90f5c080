package snapshot

import (
	"iter"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/semantics"
)

// Framework is a snapshot under a reading, as nodes with needs and attacks. An element that takes part
// is a node; other nodes stand for attacks that no element makes, or for nothing. It never changes.
type Framework struct {
	// Reading is the one asked for, normal.
	Reading Reading
	// Map is the framework itself.
	Map *semantics.Map

	s *Snapshot
	// own is what each element does by itself, part what it does once questions are pressed.
	own, part []part
	// counters are the attacks by which rebutted claims strike back; counterTo finds them by rebuttal.
	counters  []counter
	counterTo map[int32]int32
	// blocks are the attacks of preferences on what they leave without effect.
	blocks []blocking
	// unions are nodes that are accepted when one of several preferences is.
	unions []union
	issues []*issue
	pressing
	// standIns are the nodes behind those of elements.
	standIns []StandIn
	// members is room for the members of one need, while the framework is made.
	members []int32
}

// counter is the attack of a rebutted claim on the premise of the rebuttal. It is a node of its own.
type counter struct{ node, rebuttal, from, to int32 }

// blocking says that a preference, or a union of them, leaves a rebuttal or a counter without effect.
type blocking struct{ by, node int32 }

type union struct {
	node int32
	of   []int32
}

// Framework reads the snapshot. A reading with a value that is none is INVALID, and so is BALANCES, which has no
// framework; one with a voice that the map has not is NOT_FOUND.
func (s *Snapshot) Framework(r Reading) (*Framework, error) {
	r, err := r.Normal()
	if err != nil {
		return nil, err
	}
	if r.Support == Balances {
		return nil, fault.InvalidField("reading.support", "reading.balances",
			"the reading BALANCES weighs inferences: it gives labels by GROUNDED semantics, and neither strengths nor explanations")
	}
	if err := s.Hears(r); err != nil {
		return nil, err
	}
	return newFramework(s, r), nil
}

// Hears reports as NOT_FOUND a voice of a reading that the map has not.
func (s *Snapshot) Hears(r Reading) error {
	for i, v := range r.Voices {
		if s.voices.find(v) == none {
			return fault.New(fault.NotFound, "voice.unknown", "there is no voice %q in this map", v).At("reading.voices").With("index", i)
		}
	}
	return nil
}

// Snapshot gives what was read.
func (f *Framework) Snapshot() *Snapshot { return f.s }

// Node gives the node of an element; false where the element takes no part.
func (f *Framework) Node(id argmap.ID) (int32, bool) {
	slot := f.s.elements.find(id)
	return slot, slot != none && f.part[slot].takesPart()
}

// Element gives the element of a node, or nil for a node that stands for none.
func (f *Framework) Element(node int32) Element {
	if int(node) >= len(f.part) || !f.part[node].takesPart() {
		return nil
	}
	return f.s.view(node)
}

// Nodes gives the nodes of the elements that take part, oldest first.
func (f *Framework) Nodes() iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for slot := range f.s.kinds[everyKind].all() {
			if f.part[slot].takesPart() && !yield(slot) {
				return
			}
		}
	}
}

// Elements gives the elements that take part with their nodes, oldest first.
func (f *Framework) Elements() iter.Seq2[int32, Element] {
	return func(yield func(int32, Element) bool) {
		for node := range f.Nodes() {
			if !yield(node, f.s.view(node)) {
				return
			}
		}
	}
}

func newFramework(s *Snapshot, r Reading) *Framework { return wired(s, r, partsOf(s, r)) }

// wired joins elements of which it is known what they do.
func wired(s *Snapshot, r Reading, own []part) *Framework {
	f := &Framework{Reading: r, s: s, own: own, part: slices.Clone(own)}
	b := semantics.NewBuilder(len(f.part))
	if r.Questions != Ignore && f.Reading.Support.asks() {
		f.press()
	}
	if r.Rebuts == Mutual {
		f.strikeBack(b)
	}
	if r.Preferences != Ignore {
		f.findBlocks(b)
	}
	f.wire(b)
	f.burden(b)
	if r.Issues != Ignore {
		f.issues = f.findIssues()
		f.settleIssues(b)
	}
	f.Map = b.Map()
	if r.Support == Deductive {
		f.Map = f.entail()
	}
	return f
}

// wire adds what each element needs and attacks.
func (f *Framework) wire(b *semantics.Builder) {
	for slot := range int32(len(f.part)) {
		f.wireOne(b, slot)
	}
	for _, c := range f.counters {
		b.NeedOne(c.node, c.from)
		b.Attack(c.node, c.to)
	}
	for _, u := range f.unions {
		b.NeedOne(u.node, u.of...)
	}
	for _, x := range f.blocks {
		b.Attack(x.by, x.node)
	}
}

// wireOne adds what an element needs and attacks by itself.
func (f *Framework) wireOne(b *semantics.Builder, slot int32) {
	switch f.part[slot] {
	case link:
		f.needPremises(b, slot)
		f.attack(b, slot)
	case argued:
		if f.grounds[slot] == nil {
			b.NeedOne(slot, f.supports(slot)...)
		}
	case bystander, preference, given, unheardGiven, unheardArgued:
	}
	if f.Reading.Support == Necessary && f.part[slot].takesPart() {
		b.NeedEach(slot, f.s.supports(f.part, slot, f.members[:0])...)
	}
}

// supports gives the inferences on any of which an element may rest.
func (f *Framework) supports(slot int32) []int32 {
	f.members = f.members[:0]
	if f.Reading.Support != AttacksOnly && f.Reading.Support != Necessary {
		f.members = f.s.supports(f.part, slot, f.members)
	}
	return f.members
}

// needPremises makes a link need each of its premises. One that takes no part cannot be accepted.
func (f *Framework) needPremises(b *semantics.Builder, slot int32) {
	for premise := range (node{f.s, slot}).far(premiseOf, false) {
		if f.part[premise].claim() {
			b.NeedOne(slot, premise)
		} else {
			b.NeedOne(slot)
		}
	}
}

// attack makes a rebuttal attack its targets. What attacks a rebuttal attacks its counter too: it says
// that the two claims do not conflict.
func (f *Framework) attack(b *semantics.Builder, slot int32) {
	for target := range (node{f.s, slot}).far(attacks, true) {
		b.Attack(slot, target)
		if c, ok := f.counterTo[target]; ok {
			b.Attack(slot, c)
		}
	}
}

// strikeBack finds the claims that strike back at what rebuts them.
func (f *Framework) strikeBack(b *semantics.Builder) {
	f.counterTo = map[int32]int32{}
	for slot := range f.s.kinds[kindIndex(argmap.KindRebuttal)].all() {
		premise, target := f.only(slot, premiseOf, false), f.only(slot, attacks, true)
		if f.part[slot] != link || f.s.elements.at(slot).Attack != argmap.Rebut {
			continue
		}
		if premise != none && target != none && f.part[premise].claim() && f.part[target].claim() {
			c := counter{f.stand(b, StandIn{Kind: StrikesBack, Of: target}), slot, target, premise}
			f.counters = append(f.counters, c)
			f.counterTo[slot] = c.node
		}
	}
}

// only gives the one element at the other ends of an element's links of a role; none where there are
// more, or none.
func (f *Framework) only(slot int32, r role, out bool) int32 {
	found := none
	for far := range (node{f.s, slot}).far(r, out) {
		if found != none && found != far {
			return none
		}
		found = far
	}
	return found
}

// Held reports whether a voice that counts is committed to a claim.
func (f *Framework) Held(claim argmap.ID) bool {
	slot := f.s.elements.find(claim)
	return slot != none && f.s.held(slot, f.Reading.Voices)
}

// Given reports whether the node is a claim that is GIVEN.
func (f *Framework) Given(node int32) bool { return f.part[node] == given }
