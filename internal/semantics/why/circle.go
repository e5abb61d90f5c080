package why

import (
	"slices"

	"argmap/internal/semantics"
)

// wander explains an undecided topic: the way to the cycle, the cycle, and what joins each node to the
// next.
func (e *Explanation) wander(m *semantics.Map, l *semantics.Labelling, budget int) {
	g := newWaiting(m, l, e.Topic)
	lead, cycle := g.findCircle()
	if len(cycle) == 0 {
		return
	}
	way, attacks := slices.Concat(lead, cycle, cycle[:1]), 0
	for i, at := range way[:len(way)-1] {
		because := SupportedBy
		if g.attacked(at, way[i+1]) {
			because = AttackedBy
			if i >= len(lead) {
				attacks++
			}
		}
		if i < budget {
			e.Steps = append(e.Steps, Step{Node: g.nodes[at], Because: because, Nodes: []int32{g.nodes[way[i+1]]}})
		}
	}
	e.Parity = Even + Parity(attacks%2)
	e.Cut = len(way)-1 > budget
	if !e.Cut {
		e.Steps = append(e.Steps, Step{Node: g.nodes[cycle[0]], Because: Cycle, Nodes: g.named(cycle)})
	}
}

// waiting is what an undecided topic waits for: the undecided nodes above it, numbered from 0 for the
// topic by distance. An edge leads to an undecided attacker, or to an undecided member of a need that
// is not met.
type waiting struct {
	m      *semantics.Map
	l      *semantics.Labelling
	nodes  []int32
	number map[int32]int32
	// toward is the first edge by which a node was found: the one nearer to the topic.
	toward []int32
	edges  [][]int32
	// attacks counts the edges of each node that are attacks; they come first.
	attacks []int
}

func newWaiting(m *semantics.Map, l *semantics.Labelling, topic int32) *waiting {
	g := &waiting{m: m, l: l, number: map[int32]int32{}}
	g.find(topic, none)
	for at := int32(0); int(at) < len(g.nodes); at++ {
		node := g.nodes[at]
		edges := g.undecided(nil, at, m.Attackers(node))
		g.attacks = append(g.attacks, len(edges))
		for members := range m.Needs(node) {
			if !slices.ContainsFunc(members, func(n int32) bool { return l.Labels[n] == semantics.In }) {
				edges = g.undecided(edges, at, members)
			}
		}
		g.edges = append(g.edges, edges)
	}
	return g
}

func (g *waiting) undecided(edges []int32, from int32, nodes []int32) []int32 {
	for _, node := range nodes {
		if g.l.Labels[node] == semantics.Undecided {
			edges = append(edges, g.find(node, from))
		}
	}
	return edges
}

func (g *waiting) find(node, from int32) int32 {
	at, known := g.number[node]
	if !known {
		at = int32(len(g.nodes))
		g.number[node] = at
		g.nodes, g.toward = append(g.nodes, node), append(g.toward, from)
	}
	return at
}

func (g *waiting) attacked(at, by int32) bool {
	return slices.Contains(g.edges[at][:g.attacks[at]], by)
}

func (g *waiting) named(numbers []int32) []int32 {
	nodes := make([]int32, len(numbers))
	for i, n := range numbers {
		nodes[i] = g.nodes[n]
	}
	return nodes
}

// findCircle gives a cycle with an attack in it, and the way from the topic to its first node. A cycle
// of needs alone would be OUT unless something else kept it undecided, so there is always one.
//
// It is the shortest through the topic, where the shortest closed walk from the topic over an attack
// passes no other node twice. Else it is the shortest that begins with an attack on the node nearest to
// the topic of which there is one.
func (g *waiting) findCircle() (lead, cycle []int32) {
	if cycle := g.throughTopic(); cycle != nil {
		return nil, cycle
	}
	home, _ := components(g.edges)
	for at := range int32(len(g.nodes)) {
		var starts []int32
		for _, by := range g.edges[at][:g.attacks[at]] {
			if home[by] == home[at] {
				starts = append(starts, by)
			}
		}
		if len(starts) > 0 {
			return g.join(at, g.closing(at, starts))
		}
	}
	return nil, nil
}

// throughTopic looks for the shortest closed walk from the topic over an attack, and gives it if it is
// a cycle. Each node is met twice: at 2n before an attack was passed, at 2n+1 after.
func (g *waiting) throughTopic() []int32 {
	from := make([]int32, 2*len(g.nodes))
	for i := range from {
		from[i] = none
	}
	queue := []int32{0}
	for i := 0; i < len(queue); i++ {
		node, passed := queue[i]/2, queue[i]%2
		for j, to := range g.edges[node] {
			next := 2 * to
			if passed == 1 || j < g.attacks[node] {
				next++
			}
			if next == 0 || from[next] != none {
				continue
			}
			from[next] = queue[i]
			if next == 1 {
				return g.trace(from)
			}
			queue = append(queue, next)
		}
	}
	return nil
}

// trace follows a closed walk back from its end; nil if it passes a node twice.
func (g *waiting) trace(from []int32) []int32 {
	seen := map[int32]bool{}
	var cycle []int32
	for at := from[1]; ; at = from[at] {
		if seen[at/2] {
			return nil
		}
		seen[at/2] = true
		cycle = append(cycle, at/2)
		if at == 0 {
			slices.Reverse(cycle)
			return cycle
		}
	}
}

// closing gives the shortest cycle that leads from a node to one of the starts, and back.
func (g *waiting) closing(node int32, starts []int32) []int32 {
	from := make([]int32, len(g.nodes))
	for i := range from {
		from[i] = none
	}
	queue := make([]int32, 0, len(starts))
	for _, s := range starts {
		from[s] = node
		queue = append(queue, s)
	}
	for i := 0; i < len(queue) && from[node] == none; i++ {
		for _, to := range g.edges[queue[i]] {
			if from[to] == none {
				from[to] = queue[i]
				queue = append(queue, to)
			}
		}
	}
	cycle := []int32{node}
	for at := from[node]; at != node; at = from[at] {
		cycle = append(cycle, at)
	}
	slices.Reverse(cycle[1:])
	return cycle
}

// join turns a cycle so that it begins where the way from the topic first meets it.
func (g *waiting) join(node int32, cycle []int32) (lead, turned []int32) {
	for at := node; at != none; at = g.toward[at] {
		lead = append(lead, at)
	}
	slices.Reverse(lead)
	place := make(map[int32]int, len(cycle))
	for i, at := range cycle {
		place[at] = i
	}
	for i, at := range lead {
		if j, on := place[at]; on {
			return lead[:i], slices.Concat(cycle[j:], cycle[:j])
		}
	}
	return nil, cycle
}
