package dung

import "slices"

// checkCF2 verifies that the IN nodes of a map without needs are a CF2 extension, by the definition: it
// takes the map apart as they say, and in each component looks whether a node could be added.
func checkCF2(c *cutter, comps rows, st []status) error {
	var todo *agenda
	for i := comps.count() - 1; i >= 0; i-- {
		todo = &agenda{comps.of(int32(i)), todo}
	}
	done := make([]bool, len(st))
	for ; todo != nil; todo = todo.then {
		var left []int32
		for _, n := range todo.comp {
			if hit := slices.ContainsFunc(c.m.Attackers(n), func(a int32) bool { return done[a] && st[a] == in }); !hit {
				left = append(left, n)
			} else if st[n] == in {
				return refuse(CF2, "node %d is attacked and accepted", n)
			}
		}
		p := c.cut(left, nil, free)
		if len(left) < len(todo.comp) {
			found := components(len(left), p.attackers.of)
			for i := found.count() - 1; i >= 0; i-- {
				todo.then = &agenda{p.pick(found.of(int32(i))), todo.then}
			}
			continue
		}
		if err := p.checkNaive(st); err != nil {
			return err
		}
		for _, n := range left {
			done[n] = true
		}
	}
	return nil
}

// pick gives the nodes of the map for nodes of the part.
func (p *part) pick(some []int32) []int32 {
	nodes := make([]int32, len(some))
	for i, n := range some {
		nodes[i] = p.nodes[n]
	}
	return nodes
}

// checkNaive verifies that the IN nodes of a part are a maximal conflict-free set of it.
func (p *part) checkNaive(st []status) error {
	barred := make([]bool, len(p.nodes))
	for i, n := range p.nodes {
		for _, a := range p.attackers.of(int32(i)) {
			barred[i] = barred[i] || st[p.nodes[a]] == in || int(a) == i
			barred[a] = barred[a] || st[n] == in
		}
	}
	for i, n := range p.nodes {
		if barred[i] == (st[n] == in) {
			return refuse(CF2, "node %d could be added, or taken away", n)
		}
	}
	return nil
}
