package snapshot

import (
	"argmap/internal/argmap"
	"argmap/internal/semantics"
)

// entail adds to a map without it what the deductive reading says of supports: not all premises of an
// inference can be accepted while it is in force and what it concludes is refuted.
//
// A premise is attacked by a node that is IN when the inference is in force, the other premises are IN
// and a claim that it concludes is attacked by something IN, or by such a node in turn. With one premise
// this is the mediated attack of Boella and others (2010), written by way of one node a claim like
// bipolar's; linked premises attack each other, for which of them is wrong is left open. An undercut
// takes the implication out of force, as does an attack on a support there.
func (f *Framework) entail() *semantics.Map {
	e := &entailing{Framework: f, b: semantics.NewBuilder(f.Map.Nodes()), hits: map[int32][]int32{}, refuted: map[int32]int32{}}
	for node := range int32(f.Map.Nodes()) {
		for members := range f.Map.Needs(node) {
			e.b.NeedOne(node, members...)
		}
		for _, target := range f.Map.Attacks(node) {
			e.b.Attack(node, target)
		}
	}
	for slot := range f.s.kinds[kindIndex(argmap.KindInference)].all() {
		if f.part[slot] == link {
			e.inference(slot)
		}
	}
	for _, claim := range e.claims {
		e.b.NeedOne(e.refuted[claim], append(e.hits[claim], f.Map.Attackers(claim)...)...)
	}
	return e.b.Map()
}

// entailing is a map of the deductive reading in the making.
type entailing struct {
	*Framework

	b *semantics.Builder
	// refuted holds the node that says of a claim that it is refuted, for all claims that are concluded, which
	// are listed in claims; hits are the attacks on a claim for the sake of what follows from it.
	refuted map[int32]int32
	claims  []int32
	hits    map[int32][]int32
}

func (e *entailing) inference(slot int32) {
	var conclusions, premises []int32
	seen := map[int32]bool{}
	for p := range (node{e.s, slot}).far(premiseOf, false) {
		if !e.part[p].claim() {
			return // nobody can accept all of them, so nothing follows
		}
		if !seen[p] {
			seen[p] = true
			premises = append(premises, p)
		}
	}
	for c := range (node{e.s, slot}).far(concludes, true) {
		if e.part[c].claim() {
			conclusions = append(conclusions, e.refutation(c))
		}
	}
	if len(conclusions) == 0 || len(premises) == 0 {
		return
	}
	force := e.force(slot)
	before, behind := e.others(premises)
	for i, p := range premises {
		hit := e.stand(e.b, StandIn{Kind: Entails, Of: slot})
		e.b.NeedOne(hit, conclusions...)
		for _, also := range []int32{force, before[i], behind[i]} {
			if also != none {
				e.b.NeedOne(hit, also)
			}
		}
		e.b.Attack(hit, p)
		e.hits[p] = append(e.hits[p], hit)
	}
}

// refutation gives the node that says of a claim that it is refuted.
func (e *entailing) refutation(claim int32) int32 {
	n, known := e.refuted[claim]
	if !known {
		n = e.stand(e.b, StandIn{Kind: Refuted, Of: claim})
		e.refuted[claim] = n
		e.claims = append(e.claims, claim)
	}
	return n
}

// force gives a node that is IN while nothing accepted attacks an inference; none where nothing attacks it.
func (e *entailing) force(inference int32) int32 {
	attackers := e.Map.Attackers(inference)
	if len(attackers) == 0 {
		return none
	}
	n := e.stand(e.b, StandIn{Kind: InForce, Of: inference})
	for _, a := range attackers {
		e.b.Attack(a, n)
	}
	return n
}

// others gives, for each premise, nodes that are IN when all premises before it are, and all behind it;
// none where there are none.
func (e *entailing) others(premises []int32) (before, behind []int32) {
	n := len(premises)
	before, behind = make([]int32, n), make([]int32, n)
	before[0], behind[n-1] = none, none
	for i := 1; i < n; i++ {
		before[i] = e.both(before[i-1], premises[i-1])
		behind[n-1-i] = e.both(behind[n-i], premises[n-i])
	}
	return before, behind
}

// both gives a node that is IN when two are, of which the first may be none.
func (e *entailing) both(first, second int32) int32 {
	if first == none {
		return second
	}
	n := e.stand(e.b, StandIn{Kind: AllOf, Of: none})
	e.b.NeedEach(n, first, second)
	return n
}
