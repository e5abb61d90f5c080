package snapshot

import (
	"argmap/internal/argmap"
	"argmap/internal/semantics/gradual"
)

// ClaimBase is the base score of a claim unless asked otherwise: half, so that attack and support have
// as much room each (0 and 1 absorb under several semantics).
const ClaimBase = 0.5

// Graph gives the framework as a graph for strengths; the nodes of elements are those of Map. A claim has the base score given, but 0 where no voice that counts
// is committed to it: then it has what its supports give. Links and preferences have 1. An inference
// supports, a rebuttal attacks; a preference attacks the attack that it leaves without effect. Questions
// and issues move labels, not strengths. The base must lie from 0 to 1.
func (f *Framework) Graph(base float64) *gradual.Graph {
	nodes := make([]gradual.Node, len(f.part), len(f.part)+len(f.counters))
	var edges []gradual.Edge
	join := func(role gradual.Role, from, to int32) {
		edges = append(edges, gradual.Edge{From: from, To: to, Role: role, Weight: 1})
	}
	for i, p := range f.part {
		slot := int32(i)
		switch p {
		case link:
			nodes[slot] = gradual.Node{Base: 1, Link: true}
			if !f.link(slot, join) {
				nodes[slot].Base = 0
			}
		case preference:
			nodes[slot] = gradual.Node{Base: 1}
		case given, argued:
			if f.s.held(slot, f.Reading.Voices) {
				nodes[slot] = gradual.Node{Base: base}
			}
		case bystander, unheardGiven, unheardArgued:
		}
	}
	for _, c := range f.counters {
		nodes = append(nodes, gradual.Node{Base: 1, Link: true})
		join(gradual.Premise, c.from, c.node)
		join(gradual.Attack, c.node, c.to)
	}
	nodes = f.joinPreferences(nodes, join)
	g, err := gradual.New(nodes, edges, gradual.Product)
	if err != nil {
		// The scores and ends are ours, and the base is the caller's to check.
		panic(err)
	}
	return g
}

// link adds the edges of an inference or rebuttal; false when a premise takes no part.
func (f *Framework) link(slot int32, join func(role gradual.Role, from, to int32)) bool {
	n := node{f.s, slot}
	whole := true
	for premise := range n.far(premiseOf, false) {
		if whole = whole && f.part[premise].claim(); whole {
			join(gradual.Premise, premise, slot)
		}
	}
	if n.ElementKind() == argmap.KindRebuttal {
		for target := range n.far(attacks, true) {
			join(gradual.Attack, slot, target)
			if c, ok := f.counterTo[target]; ok {
				join(gradual.Attack, slot, c)
			}
		}
		return whole
	}
	for target := range n.far(concludes, true) {
		if f.Reading.Support != AttacksOnly {
			join(gradual.Support, slot, target)
		}
	}
	return whole
}

// joinPreferences adds the attacks of preferences on what they leave without effect. Several of one
// pair count as one: a node, that none of them holds, stands between.
func (f *Framework) joinPreferences(nodes []gradual.Node, join func(role gradual.Role, from, to int32)) []gradual.Node {
	for range f.unions {
		nodes = append(nodes, gradual.Node{Base: 1})
	}
	for _, u := range f.unions {
		denied := int32(len(nodes))
		nodes = append(nodes, gradual.Node{Base: 1})
		for _, p := range u.of {
			join(gradual.Attack, p, denied)
		}
		join(gradual.Attack, denied, u.node)
	}
	for _, x := range f.blocks {
		join(gradual.Attack, x.by, x.node)
	}
	return nodes
}
