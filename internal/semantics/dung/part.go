package dung

import "argmap/internal/semantics"

// part is some of a map's nodes, numbered from 0, with what the nodes outside say to them folded in.
// Every node outside on which the part depends must be labelled.
type part struct {
	nodes     []int32
	attackers rows
	// Needs needs.of(i) are those of node i that have members in the part; others holds what the best of
	// the members outside can be. A need that one of these meets for sure is left out.
	needs   rows
	members rows
	others  []outlook
	// fates holds what the outside alone would make of each node: IN if nothing there speaks against it.
	fates []outlook
	// rings says that support may run in rings inside the part.
	rings bool
	rule  rule
}

// outlook is a set of statuses that are possible, ordered from the worst to the best. Of nodes that are
// labelled it has one.
type outlook uint8

const (
	mayOut outlook = 1 << iota
	mayUndecided
	mayIn
	anything = mayOut | mayUndecided | mayIn
)

func (s status) outlook() outlook { return [...]outlook{mayUndecided, mayIn, mayOut}[s] }

// not is the outlook of an attack: IN and OUT exchanged.
func (o outlook) not() outlook { return o&mayUndecided | o>>2 | o<<2&anything }

// worse is the outlook of the worse of two, better that of the better.
func (o outlook) worse(p outlook) outlook  { return o&p.upTo() | p&o.upTo() }
func (o outlook) better(p outlook) outlook { return o.not().worse(p.not()).not() }

// upTo holds what is as good as the best of a set, or less.
func (o outlook) upTo() outlook { return o | o>>1 | o>>2 }

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
	return c.cutBy(nodes, func(node int32) outlook { return st[node].outlook() }, r)
}

// cutBy cuts out the part of the given nodes; outside says what the nodes outside may be.
func (c *cutter) cutBy(nodes []int32, outside func(int32) outlook, r rule) *part {
	p := &part{
		nodes: nodes, attackers: newRows(len(nodes), 2*len(nodes)), needs: newRows(len(nodes), 0),
		members: newRows(0, 0), fates: make([]outlook, len(nodes)), rule: r,
	}
	for i, node := range nodes {
		c.slot[node] = int32(i)
		p.fates[i] = mayIn
	}
	for i, node := range nodes {
		for _, attacker := range c.m.Attackers(node) {
			if at := c.slot[attacker]; at != none {
				p.attackers.items = append(p.attackers.items, at)
			} else if r != free {
				p.fates[i] = p.fates[i].worse(outside(attacker).not())
			}
		}
		p.attackers.end()
		for _, need := range c.m.NeedsOf(node) {
			c.cutNeed(p, i, need, outside)
		}
		p.needs.end()
	}
	for _, node := range nodes {
		c.slot[node] = none
	}
	return p
}

func (c *cutter) cutNeed(p *part, node int, need int32, outside func(int32) outlook) {
	from, others := len(p.members.items), mayOut
	for _, member := range c.m.Members(need) {
		if at := c.slot[member]; at != none {
			p.members.items = append(p.members.items, at)
		} else {
			others = others.better(outside(member))
		}
	}
	switch {
	case others == mayIn:
		p.members.items = p.members.items[:from]
	case len(p.members.items) == from:
		p.fates[node] = p.fates[node].worse(others)
	default:
		p.needs.items = append(p.needs.items, int32(p.members.count()))
		p.members.end()
		p.others = append(p.others, others)
		p.rings = true
	}
}
