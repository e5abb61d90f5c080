package snapshot

import (
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/fault"
)

// MaxRadius is the largest radius of a subgraph.
const MaxRadius = 1_000

// SubgraphOptions say which part of a map to give. The zero value is the whole map, DefaultRows nodes
// and edges of it.
type SubgraphOptions struct {
	// Around are the elements in the middle; none for the whole map.
	Around []argmap.ID
	// Radius is how many links a node may lie away from them; it has no meaning for the whole map.
	Radius int
	// Roles are those of the links to follow and to give; none for all.
	Roles []argmap.Role
	// Budget is how many nodes and edges to give at most, together; 0 for DefaultRows.
	Budget int
	// After is the Next of a subgraph that the budget cut, with the same options but for the budget.
	After string
}

// Subgraph is a part of a map as nodes and edges, or as much of it as the budget allowed.
type Subgraph struct {
	Nodes []SubgraphNode
	// Edges lead from one node to another, either of them perhaps in an earlier part of the same answer.
	Edges []SubgraphEdge
	// Next goes on after the last node or edge (see SubgraphOptions.After); empty when all was given.
	Next string

	steps int
}

// SubgraphNode is an element of a subgraph.
type SubgraphNode struct {
	Element Element
	// Distance is the number of links to the nearest element in the middle; 0 in a whole map.
	Distance int
	// Degree counts the ends of links at the element, of the roles asked for, whether given or not. A node
	// that has fewer of them in the subgraph has neighbours outside of it.
	Degree int
}

// SubgraphEdge is a link of a subgraph.
type SubgraphEdge struct{ *argmap.Link }

// SlotName gives the slot that a premise fills or a question asks about, or nil.
func (e SubgraphEdge) SlotName() *string {
	if e.Slot == "" {
		return nil
	}
	return &e.Slot
}

// Subgraph gives the elements within a radius around some others, whatever way the links lead, and all
// links between them: each once, as in a breadth-first search. Nodes come in the order in which they
// are met, an element's links out of it followed before those into it, both in reading order; without a
// middle they come oldest first. Each node is followed by its edges to nodes that came before it, so
// that every part of an answer can be drawn with the parts before it.
//
// The budget counts nodes and edges. What it cuts off is given by Next, at this revision. The walk
// there is done again; it looks at each link of a node a bounded number of times.
//
// An unknown element is NOT_FOUND; an unknown role, a negative radius or budget, and a token that does
// not fit are INVALID; a radius or budget above the bounds is EXHAUSTED; a token of another revision is
// CONFLICT.
func (s *Snapshot) Subgraph(o SubgraphOptions) (Subgraph, error) {
	g, err := s.grapher(o)
	if err != nil {
		return Subgraph{}, err
	}
	defer g.met.release()
	if len(o.Around) == 0 {
		g.whole()
	} else {
		g.around(o.Radius)
	}
	if g.full {
		g.answer.Next = s.token(g.key, g.first+g.budget)
	}
	return g.answer, nil
}

// grapher collects the part of a subgraph that an answer has.
type grapher struct {
	s      *Snapshot
	roles  roleSet
	middle []int32
	// met holds the nodes with their distances, nodes has them in order, degrees counts their links.
	met     firsts
	nodes   []int32
	degrees int
	// found is room for the edges of one node.
	found []int32
	// first is the number of the answer's first node or edge, count how many there are so far.
	first, budget, count int
	full                 bool
	key                  uint64
	answer               Subgraph
}

// roleSet says of each role whether it is wanted.
type roleSet [foreign + 1]bool

func (s *Snapshot) grapher(o SubgraphOptions) (*grapher, error) {
	g := &grapher{s: s}
	var err error
	if g.budget, err = bounded("budget", o.Budget, DefaultRows, MaxRows); err != nil {
		return nil, err
	}
	if _, err = within("radius", o.Radius, MaxRadius); err != nil {
		return nil, err
	}
	if g.roles, err = wanted(o.Roles); err != nil {
		return nil, err
	}
	if _, err = within("around", len(o.Around), MaxRows); err != nil {
		return nil, err
	}
	for _, id := range o.Around {
		slot := s.elements.find(id)
		if slot == none {
			return nil, unknownElement("around", id)
		}
		g.middle = append(g.middle, slot)
	}
	g.key = tokenKey("subgraph", s, o.Around, o.Radius, g.roles)
	if g.first, err = s.resume(g.key, o.After); err != nil {
		return nil, err
	}
	g.met = newFirsts(s.elements.rows.length)
	return g, nil
}

func allRoles() roleSet {
	var set roleSet
	for i := range set {
		set[i] = true
	}
	return set
}

func wanted(roles []argmap.Role) (roleSet, error) {
	var set roleSet
	for i, j := range argmap.Joins() {
		set[i] = len(roles) == 0 || slices.Contains(roles, j.Role)
	}
	for _, r := range roles {
		if _, known := argmap.JoinOf(r); !known {
			return set, fault.InvalidField("roles", "role.unknown", "there is no role %q", r)
		}
	}
	return set, nil
}

// whole gives all elements.
func (g *grapher) whole() {
	g.answer.Nodes = make([]SubgraphNode, 0, min(g.budget, g.s.elements.live))
	g.answer.Edges = make([]SubgraphEdge, 0, min(g.budget, g.s.links.live))
	g.nodes = make([]int32, 0, min(g.budget, g.s.elements.live))
	for slot := range g.s.kinds[everyKind].all() {
		if !g.node(slot, 0) {
			return
		}
	}
}

// around gives the elements within the radius.
func (g *grapher) around(radius int) {
	for _, slot := range g.middle {
		if _, met := g.met.get(slot); !met && !g.node(slot, 0) {
			return
		}
	}
	for i := 0; i < len(g.nodes); i++ {
		slot := g.nodes[i]
		if distance, _ := g.met.get(slot); int(distance) == radius || !g.ring(slot, distance+1) {
			return
		}
	}
}

// ring gives the neighbours of a node that were not met; false when the answer is full.
func (g *grapher) ring(slot, distance int32) bool {
	for link := range g.s.linksAt(slot) {
		g.answer.steps++
		e := g.s.ends.at(link)
		if _, met := g.met.get(e.other(slot)); !met && g.roles[e.role] && !g.node(e.other(slot), distance) {
			return false
		}
	}
	return true
}

// node gives a node and its edges to those before it; false when the answer is full.
func (g *grapher) node(slot, distance int32) bool {
	if !g.room() {
		return false
	}
	if g.count++; g.count > g.first {
		g.answer.Nodes = append(g.answer.Nodes, SubgraphNode{g.s.view(slot), int(distance), g.degree(slot)})
	}
	g.met.set(slot, distance)
	for _, link := range g.edges(slot) {
		if !g.room() {
			return false
		}
		if g.count++; g.count > g.first {
			g.answer.Edges = append(g.answer.Edges, SubgraphEdge{g.s.links.at(link)})
		}
	}
	g.nodes = append(g.nodes, slot)
	g.degrees += g.s.degree(slot)
	return true
}

// room reports whether the answer may have one more.
func (g *grapher) room() bool {
	g.full = g.count >= g.first+g.budget
	return !g.full
}

// degree counts the wanted ends of links at an element.
func (g *grapher) degree(slot int32) int {
	if g.roles == allRoles() {
		return g.s.degree(slot)
	}
	n := 0
	for r := range foreign + 1 {
		if g.roles[r] {
			n += len(node{g.s, slot}.links(r, true)) + len(node{g.s, slot}.links(r, false))
		}
	}
	return n
}

// edges gives the wanted links between a node and those before it or itself, those out of it first. It
// looks at them from the side that has fewer links.
func (g *grapher) edges(slot int32) []int32 {
	found := g.found[:0]
	defer func() { g.found = found }()
	take := func(link int32) {
		g.answer.steps++
		e := g.s.ends.at(link)
		if _, met := g.met.get(e.other(slot)); met && g.roles[e.role] && (e.from == slot || e.to == slot) {
			found = append(found, link)
		}
	}
	if g.s.degree(slot) <= g.degrees {
		for link := range g.s.linksAt(slot) {
			take(link)
		}
		return found
	}
	for _, near := range g.nodes {
		for link := range g.s.linksAt(near) {
			take(link)
		}
	}
	for _, link := range g.s.loops(slot) {
		take(link)
	}
	slices.SortFunc(found, func(a, b int32) int { return g.s.compareLinksAt(slot, a, b) })
	return found
}
