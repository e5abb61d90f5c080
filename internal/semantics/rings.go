package semantics

const none int32 = -1

// rings are the strongly connected components of support in which support runs in a circle, and for
// each of their nodes what holds it up.
type rings struct {
	m *Map
	// ring numbers the component of a node from 0; none for a node in no ring.
	ring []int32
	// source is, for a need of a node in a ring, the member that meets it: one outside the ring, or one
	// that was founded before the node was. So the sources of founded nodes never run in a circle.
	source  []int32
	founded []bool
	// missing counts the needs of a lost node that have no source yet.
	missing []int32
	// suspects lost a source in this round; lost are the nodes that nothing holds up for now.
	suspects, lost []int32
}

// findRings finds the rings of a map and takes all their nodes for lost.
func findRings(m *Map) *rings {
	r := &rings{m: m}
	r.ring, r.lost = components(m)
	if len(r.lost) == 0 {
		return r
	}
	r.source = make([]int32, len(m.owner))
	for need := range r.source {
		r.source[need] = none
	}
	r.founded = make([]bool, m.nodes)
	r.missing = make([]int32, m.nodes)
	return r
}

// lose notes that a member of a need is OUT.
func (r *rings) lose(need, member int32) {
	if r.source != nil && r.source[need] == member { //nolint:gocritic // nil until prepared, then one for each need
		r.source[need] = none
		r.suspects = append(r.suspects, r.m.owner[need])
	}
}

// fall notes that a node is OUT.
func (r *rings) fall(node int32) {
	if r.source != nil {
		r.founded[node] = false
	}
}

// search settles the nodes of rings that lost their ground in this round.
func (r *rings) search(g *grounding) {
	r.unfound()
	if len(r.lost) == 0 {
		return
	}
	r.refound(g)
	for _, node := range r.lost {
		if !r.founded[node] {
			g.settle(node, Unsupported)
		}
	}
	r.lost = r.lost[:0]
}

// unfound gathers the nodes whose chain of sources is broken.
func (r *rings) unfound() {
	for len(r.suspects) > 0 {
		node := r.suspects[len(r.suspects)-1]
		r.suspects = r.suspects[:len(r.suspects)-1]
		if !r.founded[node] {
			continue
		}
		r.founded[node] = false
		r.lost = append(r.lost, node)
		for _, need := range r.m.serves.of(node) {
			r.lose(need, node)
		}
	}
}

// refound looks for other sources for the lost nodes.
func (r *rings) refound(g *grounding) {
	var ready []int32
	for _, node := range r.lost {
		if r.resource(g, node); r.missing[node] == 0 {
			r.founded[node] = true
			ready = append(ready, node)
		}
	}
	for len(ready) > 0 {
		node := ready[len(ready)-1]
		ready = ready[:len(ready)-1]
		for _, need := range r.m.serves.of(node) {
			owner := r.m.owner[need]
			if r.ring[owner] != r.ring[node] || r.source[need] != none || g.fallen(owner) {
				continue // what has fallen is not counted any more, and founds nothing
			}
			r.source[need] = node
			r.missing[owner]--
			if r.missing[owner] == 0 {
				r.founded[owner] = true
				ready = append(ready, owner)
			}
		}
	}
}

// resource gives the needs of a node the sources that are there, and counts those without.
func (r *rings) resource(g *grounding, node int32) {
	r.missing[node] = 0
	for _, need := range r.m.needs.of(node) {
		if r.source[need] == none {
			r.source[need] = r.sourceFor(g, need)
		}
		if r.source[need] == none {
			r.missing[node]++
		}
	}
}

func (r *rings) sourceFor(g *grounding, need int32) int32 {
	home := r.ring[r.m.owner[need]]
	for _, member := range r.m.members.of(need) {
		if !g.fallen(member) && (r.ring[member] != home || r.founded[member]) {
			return member
		}
	}
	return none
}

// fallen reports whether a node was OUT by the end of this round.
func (g *grounding) fallen(node int32) bool {
	return g.labels[node].Out() && g.rounds[node] <= g.round
}

// components numbers the components in which support runs in a circle, and lists their nodes:
// Tarjan 1972, "Depth-first search and linear graph algorithms", with a stack of its own in place of
// recursion.
func components(m *Map) (ring, nodes []int32) {
	t := tarjan{m: m, index: make([]int32, m.nodes), low: make([]int32, m.nodes), ring: make([]int32, m.nodes)}
	for node := range t.ring {
		t.ring[node] = none
	}
	for node := range int32(m.nodes) {
		if t.index[node] == 0 {
			t.walk(node)
		}
	}
	return t.ring, t.found
}

type tarjan struct {
	m *Map
	// index numbers the nodes from 1 as they are met; a node that left the stack has done.
	index, low []int32
	count      int32
	path       []step
	stack      []int32
	ring       []int32
	rings      int32
	found      []int32
}

// step is a node on the path and the next of its edges.
type step struct {
	node int32
	edge int
}

// done is greater than every index.
const done int32 = 1<<31 - 1

func (t *tarjan) walk(root int32) {
	t.enter(root)
	for len(t.path) > 0 {
		at := &t.path[len(t.path)-1]
		edges := t.m.serves.of(at.node)
		if at.edge == len(edges) {
			t.leave(at.node)
			continue
		}
		next := t.m.owner[edges[at.edge]]
		at.edge++
		if t.index[next] == 0 {
			t.enter(next)
		} else {
			t.low[at.node] = min(t.low[at.node], t.index[next])
		}
	}
}

func (t *tarjan) enter(node int32) {
	t.count++
	t.index[node], t.low[node] = t.count, t.count
	t.path = append(t.path, step{node: node})
	t.stack = append(t.stack, node)
}

func (t *tarjan) leave(node int32) {
	t.path = t.path[:len(t.path)-1]
	if len(t.path) > 0 {
		parent := t.path[len(t.path)-1].node
		t.low[parent] = min(t.low[parent], t.low[node])
	}
	if t.low[node] == t.index[node] {
		t.close(node)
	}
}

// close takes the component of its first node off the stack.
func (t *tarjan) close(first int32) {
	start := len(t.stack) - 1
	for t.stack[start] != first {
		start--
	}
	component := t.stack[start:]
	for _, node := range component {
		t.index[node] = done
	}
	if len(component) > 1 || t.supportsItself(first) {
		for _, node := range component {
			t.ring[node] = t.rings
		}
		t.found = append(t.found, component...)
		t.rings++
	}
	t.stack = t.stack[:start]
}

func (t *tarjan) supportsItself(node int32) bool {
	for _, need := range t.m.serves.of(node) {
		if t.m.owner[need] == node {
			return true
		}
	}
	return false
}
