package why

import "argmap/internal/semantics"

// cone is the part of a map on which the label of a topic depends, under suppositions: some nodes are
// held to a label.
type cone struct {
	m     *semantics.Map
	topic int32
	// nodes are the topic and what it depends on, nearest first.
	nodes  []int32
	within []bool
	// labels are those under the suppositions; held marks the nodes whose label is supposed.
	labels []semantics.Label
	held   []bool
	// number counts the nodes of the part under evaluation; none for all others.
	number []int32
}

func newCone(m *semantics.Map, labels []semantics.Label, topic int32) *cone {
	n := m.Nodes()
	c := &cone{
		m: m, topic: topic, within: make([]bool, n),
		labels: labels, held: make([]bool, n), number: make([]int32, n),
	}
	for i := range c.number {
		c.number[i] = none
	}
	c.meet(topic)
	for i := 0; i < len(c.nodes); i++ {
		c.meet(m.Attackers(c.nodes[i])...)
		for members := range m.Needs(c.nodes[i]) {
			c.meet(members...)
		}
	}
	return c
}

func (c *cone) meet(nodes ...int32) {
	for _, n := range nodes {
		if !c.within[n] {
			c.within[n] = true
			c.nodes = append(c.nodes, n)
		}
	}
}

// suppose holds a node to a label, and gives what follows: the nodes of the cone that depend on it and
// are not held, and the label of each. Labels other than that node's stay as they were.
func (c *cone) suppose(node int32, label semantics.Label) (part []int32, labels []semantics.Label) {
	c.labels[node], c.held[node] = label, true
	part = c.below(node)
	return part, c.relabel(part)
}

// relabel labels a part, given the labels of all other nodes.
func (c *cone) relabel(part []int32) []semantics.Label {
	for i, n := range part {
		c.number[n] = int32(i)
	}
	labels := c.evaluate(part)
	for _, n := range part {
		c.number[n] = none
	}
	return labels
}

// below lists what in the cone depends on a node, through nodes that are not held, and numbers it.
func (c *cone) below(node int32) []int32 {
	var part []int32
	meet := func(n int32) {
		if c.within[n] && !c.held[n] && c.number[n] == none {
			c.number[n] = int32(len(part))
			part = append(part, n)
		}
	}
	for at, i := node, 0; ; i++ {
		for _, target := range c.m.Attacks(at) {
			meet(target)
		}
		for _, need := range c.m.Serves(at) {
			meet(c.m.Owner(need))
		}
		if i == len(part) {
			return part
		}
		at = part[i]
	}
}

// evaluate labels the part that is numbered. Its grounded labels follow from those of the nodes on which
// it depends; one node stands for all of these that have the same label.
func (c *cone) evaluate(part []int32) []semantics.Label {
	b := semantics.NewBuilder(len(part))
	in, out, undecided := b.Node(), b.Node(), b.Node()
	b.NeedOne(out)
	b.Attack(undecided, undecided)
	stand := [...]int32{semantics.In: in, semantics.Undecided: undecided, semantics.Defeated: out, semantics.Unsupported: out}
	at := func(n int32) int32 {
		if c.number[n] != none {
			return c.number[n]
		}
		return stand[c.labels[n]]
	}
	var members []int32
	for i, node := range part {
		for _, attacker := range c.m.Attackers(node) {
			b.Attack(at(attacker), int32(i))
		}
		for need := range c.m.Needs(node) {
			members = members[:0]
			for _, member := range need {
				members = append(members, at(member))
			}
			b.NeedOne(int32(i), members...)
		}
	}
	return semantics.GroundedLabels(b.Map())[:len(part)]
}
