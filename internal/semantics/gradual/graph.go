package gradual

import (
	"math"
	"sync"

	"argmap/internal/fault"
)

// Role is what an edge does to the node in which it ends.
type Role uint8

// The roles of edges.
const (
	// Attack lowers the strength of its target.
	Attack Role = iota
	// Support raises it.
	Support
	// Premise ends in a link: the link is as strong as its premises let it be.
	Premise
	roles
)

// Conjunction says how the premises of a link, which stand or fall together, count as one.
type Conjunction uint8

// The conjunctions.
const (
	// Product multiplies the premises' strengths.
	Product Conjunction = iota
	// Minimum takes the weakest premise.
	Minimum
	conjunctions
)

// Node is an argument or a link.
type Node struct {
	// Base is the base score, from 0 to 1: the strength of an argument that nothing attacks or
	// supports, and the weight of a link.
	Base float64
	// Link says that the node is an inference or a rebuttal: it has premises, may be attacked
	// (undercut) and supported (backed) as any node, and passes its own strength on by attack or
	// support edges.
	Link bool
}

// Edge leads from a node to the node on whose strength it bears.
type Edge struct {
	// From and To are numbers of nodes, from 0.
	From, To int32
	// Role is what the edge does.
	Role Role
	// Weight, from 0 to 1, multiplies the strength of From on its way. An attack or support of weight
	// 0 is no edge at all; a premise of weight 0 leaves its link without strength.
	Weight float64
}

// Graph is a bipolar graph with weights, in which links may be nodes. It never changes, and may be
// used by several goroutines at once.
//
// The strength of a link is the one that its semantics gives to its base score, attackers and
// supporters, times the conjunction of its premises, each with its weight; without premises it is an
// argument like others. So where no link is attacked or supported and each has one premise of weight
// 1, the strengths are those of the graph in which every link is an edge that has its base score for
// a weight. Premises are arguments, never links.
type Graph struct {
	base        []float64
	link        []bool
	conjunction Conjunction
	// in holds the edges that end in node x under each role, in the rows 3x+role, by ascending source.
	// Sums and products run in this order, so that an edit elsewhere does not change their last digits.
	in table
	// counts says whether a node is counted as an attacker by CardBased.
	counts []bool
	// links tells that there are links at all, and supports counts the edges of that role.
	links    bool
	supports int
	condensation
	// out holds the targets of each node, and unsupported the graph without its support edges.
	out         func() *targets
	unsupported func() *Graph
}

// Nodes counts the nodes.
func (g *Graph) Nodes() int { return len(g.base) }

// New makes a graph in time linear in its size. It refuses, with an INVALID error that names the
// field: a base score or weight that does not lie from 0 to 1, an end that is no node, an unknown
// role or conjunction, a premise that is a link or ends in an argument, and two edges of the same
// ends and role with different weights. The same edge said twice counts once; an attack and a support
// between the same pair both count; a node may attack or support itself. EXHAUSTED is the error for
// more nodes or edges than can be numbered.
func New(nodes []Node, edges []Edge, conjunction Conjunction) (*Graph, error) {
	if err := check(nodes, edges, conjunction); err != nil {
		return nil, err
	}
	in, err := layIn(len(nodes), edges)
	if err != nil {
		return nil, err
	}
	g := &Graph{
		base: make([]float64, len(nodes)), link: make([]bool, len(nodes)),
		conjunction: conjunction, in: in,
	}
	for i, node := range nodes {
		g.base[i], g.link[i] = node.Base, node.Link
		g.links = g.links || node.Link
	}
	g.finish()
	return g, nil
}

// finish works out what follows from the nodes and edges.
func (g *Graph) finish() {
	g.counts = make([]bool, len(g.base))
	for x := range int32(len(g.base)) {
		g.counts[x] = g.counted(x)
		g.supports += len(g.in.row(x, Support))
	}
	g.condensation = condense(g)
	g.out = sync.OnceValue(func() *targets { return turn(g) })
	g.unsupported = sync.OnceValue(func() *Graph { return unsupported(g) })
}

// counted reports whether a node can have a strength above 0 under a semantics that knows attacks
// only: a positive base score and, for a link, premises with one.
func (g *Graph) counted(x int32) bool {
	for _, e := range g.in.row(x, Premise) {
		if e.weight == 0 || g.base[e.from] == 0 {
			return false
		}
	}
	return g.base[x] > 0
}

// unsupported gives the graph without its support edges.
func unsupported(g *Graph) *Graph {
	if g.supports == 0 {
		return g
	}
	h := &Graph{base: g.base, link: g.link, conjunction: g.conjunction, links: g.links}
	h.in.starts = append(make([]int32, 0, len(g.in.starts)), 0)
	for x := range int32(len(g.base)) {
		for role := range roles {
			if role != Support {
				h.in.items = append(h.in.items, g.in.row(x, role)...)
			}
			h.in.starts = append(h.in.starts, int32(len(h.in.items)))
		}
	}
	h.finish()
	return h
}

const (
	maxNodes = (math.MaxInt32 - 1) / int(roles)
	maxEdges = math.MaxInt32
)

func check(nodes []Node, edges []Edge, conjunction Conjunction) error {
	if len(nodes) > maxNodes || len(edges) > maxEdges {
		return fault.New(fault.Exhausted, "gradual.size", "the graph has %d nodes and %d edges; there is room for %d and %d",
			len(nodes), len(edges), maxNodes, maxEdges)
	}
	if conjunction >= conjunctions {
		return fault.InvalidField("conjunction", "gradual.conjunction", "there is no conjunction %d; it is Product or Minimum", conjunction)
	}
	for i, node := range nodes {
		if !(node.Base >= 0 && node.Base <= 1) { // so written that NaN fails
			return fault.InvalidField(at("nodes", i, "base"), "gradual.base", "the base score of node %d is %v; a base score lies from 0 to 1", i, node.Base)
		}
	}
	for i, e := range edges {
		if err := checkEdge(nodes, e, i); err != nil {
			return err
		}
	}
	return nil
}
