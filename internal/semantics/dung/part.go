package dung

import "argmap/internal/semantics"

// part is some of a map's nodes, numbered from 0, with what the nodes outside say to them folded in.
// Every node outside on which the part depends must be labelled.
type part struct {
	nodes     []int32
	attackers rows
	// Needs needs.of(i) are those of node i that no IN node outside meets; members are those in the
	// part, and soft marks a need with an UNDECIDED member outside.
	needs   rows
	members rows
	soft    []bool
	fates   []fate
	// rings says that support may run in rings inside the part.
	rings bool
	rule  rule
}

// fate is what the outside leaves possible for a node.
type fate uint8

const (
	open   fate = iota
	capped      // not IN: an attacker is UNDECIDED, or a need cannot be more
	fallen      // OUT
)

// rule says which labellings of a part are looked for.
type rule uint8

const (
	complete rule = iota
	// total ones are complete without UNDECIDED nodes.
	total
	// free ones are conflict-free: nobody IN attacks another, who is attacked by IN is OUT, the others are
	// UNDECIDED. Nothing outside counts, and there must be no needs.
	free
)

// cutter cuts parts out of a map. It keeps room for the numbering.
type cutter struct {
	m    *semantics.Map
	slot []int32
}

func newCutter(m *semantics.Map) *cutter {
	c := &cutter{m, make([]int32, m.Nodes())}
	for i := range c.slot {
		c.slot[i] = none
	}
	return c
}

// cut cuts out the part of the given nodes; st labels the nodes outside.
func (c *cutter) cut(nodes []int32, st []status, r rule) *part {
	p := &part{
		nodes: nodes, attackers: newRows(len(nodes), 2*len(nodes)), needs: newRows(len(nodes), 0),
		members: newRows(0, 0), fates: make([]fate, len(nodes)), rule: r,
	}
	for i, node := range nodes {
		c.slot[node] = int32(i)
	}
	for i, node := range nodes {
		for _, attacker := range c.m.Attackers(node) {
			if at := c.slot[attacker]; at != none {
				p.attackers.items = append(p.attackers.items, at)
			} else if r != free {
				p.meet(i, st[attacker])
			}
		}
		p.attackers.end()
		for _, need := range c.m.NeedsOf(node) {
			c.cutNeed(p, i, need, st)
		}
		p.needs.end()
	}
	for _, node := range nodes {
		c.slot[node] = none
	}
	return p
}

// meet notes an attacker from outside.
func (p *part) meet(node int, attacker status) {
	switch attacker {
	case in:
		p.fates[node] = fallen
	case undecided:
		p.fates[node] = max(p.fates[node], capped)
	case out:
	}
}

func (c *cutter) cutNeed(p *part, node int, need int32, st []status) {
	from, soft := len(p.members.items), false
	for _, member := range c.m.Members(need) {
		at := c.slot[member]
		switch {
		case at != none:
			p.members.items = append(p.members.items, at)
		case st[member] == in:
			p.members.items = p.members.items[:from]
			return
		default:
			soft = soft || st[member] == undecided
		}
	}
	if len(p.members.items) > from {
		p.needs.items = append(p.needs.items, int32(p.members.count()))
		p.members.end()
		p.soft = append(p.soft, soft)
		p.rings = true
		return
	}
	if soft {
		p.fates[node] = max(p.fates[node], capped)
	} else {
		p.fates[node] = fallen
	}
}
