package gradual

import "slices"

// cone is the part of a graph on which the strength of a topic depends.
type cone struct {
	topic int32
	// components are those with a path to the topic, parents first; within says which they are.
	components []int32
	within     []bool
}

func (g *Graph) coneOf(topic int32) *cone {
	k := &cone{topic: topic, within: make([]bool, len(g.ends))}
	k.within[g.home[topic]] = true
	for c := g.home[topic]; c >= 0; c-- {
		if !k.within[c] {
			continue
		}
		k.components = append(k.components, c)
		for _, x := range g.component(c) {
			edges, _ := g.in.all(x)
			for _, e := range edges {
				k.within[g.home[e.from]] = true
			}
		}
	}
	slices.Reverse(k.components)
	return k
}

// size counts the nodes of a cone.
func (g *Graph) size(k *cone) (nodes int) {
	for _, c := range k.components {
		nodes += len(g.component(c))
	}
	return nodes
}

// game is an evaluation of a cone, which nodes leave and enter.
type game struct {
	*run
	*cone
	// seen holds the number of the last search that met a component; found lists what it met.
	seen  []int32
	turns int32
	found []int32
}

func newGame(r *run, k *cone) *game {
	r.gone = make([]int32, len(r.base))
	return &game{run: r, cone: k, seen: make([]int32, len(r.ends))}
}

// players lists the nodes of the cone other than the topic, the farthest first.
func (g *game) players() []int32 {
	var players []int32
	for _, c := range g.components {
		for _, x := range g.component(c) {
			if x != g.topic {
				players = append(players, x)
			}
		}
	}
	return players
}

// leave takes a node out, with its edges and the links it is a premise of; it gives the components
// that were evaluated again, which holds until the next change. Without patience left, nothing is.
func (g *game) leave(x int32) []int32 { return g.change(x, 1) }

// enter puts a node back.
func (g *game) enter(x int32) { g.change(x, -1) }

func (g *game) change(x, by int32) []int32 {
	if g.patience.over {
		return nil
	}
	g.note(x, by)
	below := g.below(x)
	for _, c := range below {
		g.visit(c)
	}
	return below
}

// note counts that a node leaves or enters, and evaluates nothing.
func (g *game) note(x, by int32) {
	g.gone[x] += by
	for _, y := range g.out().of(x) {
		if g.link[y] && g.premise(x, y) {
			g.gone[y] += by
		}
	}
}

func (g *game) premise(x, link int32) bool {
	_, found := slices.BinarySearchFunc(g.in.row(link, Premise), x, func(e source, x int32) int { return int(e.from - x) })
	return found
}

// below lists the components of the cone that depend on a node, its own first, parents first.
func (g *game) below(x int32) []int32 {
	g.turns++
	g.found = g.found[:0]
	g.meet(g.home[x])
	for i := 0; i < len(g.found); i++ {
		for _, y := range g.component(g.found[i]) {
			for _, z := range g.out().of(y) {
				g.meet(g.home[z])
			}
		}
	}
	slices.Sort(g.found)
	return g.found
}

func (g *game) meet(c int32) {
	if g.within[c] && g.seen[c] != g.turns {
		g.seen[c] = g.turns
		g.found = append(g.found, c)
	}
}
