package gradual

// condensation lists nodes by strongly connected component, the components of parents before those
// of their children.
type condensation struct {
	// order holds the nodes; component c is order[ends[c-1]:ends[c]].
	order []int32
	ends  []int32
	// cyclic says that edges run in a circle in component c: it has several nodes, or one with a loop.
	cyclic []bool
	// home is the component of each node.
	home []int32
}

func (c *condensation) component(i int32) []int32 {
	if i == 0 {
		return c.order[:c.ends[0]]
	}
	return c.order[c.ends[i-1]:c.ends[i]]
}

// condense finds the components of a graph. The nodes of each ascend, since they are gone through
// often and lie in memory in that order.
func condense(g *Graph) condensation {
	all := identity(len(g.base))
	t := newTarjan(g)
	t.find(all, func(int32) bool { return true })
	home := make([]int32, len(g.base))
	start := int32(0)
	for c, end := range t.ends {
		for _, x := range t.order[start:end] {
			home[x] = int32(c)
		}
		start = end
	}
	order := arrange(len(t.ends), all, func(x int32) int { return int(home[x]) })
	return condensation{order: order, ends: t.ends, cyclic: t.cyclic, home: home}
}

// tarjan is the algorithm of Tarjan 1972, "Depth-first search and linear graph algorithms", with a
// stack of its own in place of recursion. It walks edges backwards, so components come out with
// parents first.
type tarjan struct {
	*Graph
	// index numbers the nodes from 1 as they are met; a node that left the stack has done.
	index, low []int32
	count      int32
	path       []step
	stack      []int32

	order, ends []int32
	cyclic      []bool
}

// step is a node on the path, with the next and the last of its edges.
type step struct{ node, edge, last int32 }

// done is greater than every index.
const done int32 = 1<<31 - 1

func newTarjan(g *Graph) *tarjan {
	return &tarjan{Graph: g, index: make([]int32, len(g.base)), low: make([]int32, len(g.base))}
}

// find sets order, ends and cyclic to the components of the subgraph of the nodes given, which are
// those among which within holds.
func (t *tarjan) find(nodes []int32, within func(x int32) bool) {
	t.order, t.ends, t.cyclic, t.count = t.order[:0], t.ends[:0], t.cyclic[:0], 0
	for _, x := range nodes {
		t.index[x] = 0
	}
	for _, x := range nodes {
		if t.index[x] == 0 {
			t.walk(x, within)
		}
	}
}

func (t *tarjan) walk(root int32, within func(x int32) bool) {
	t.enter(root)
	for len(t.path) > 0 {
		top := &t.path[len(t.path)-1]
		if top.edge == top.last {
			t.leave(top.node)
			continue
		}
		next := t.in.items[top.edge].from
		top.edge++
		switch {
		case !within(next):
		case t.index[next] == 0:
			t.enter(next)
		default:
			t.low[top.node] = min(t.low[top.node], t.index[next])
		}
	}
}

func (t *tarjan) enter(x int32) {
	t.count++
	t.index[x], t.low[x] = t.count, t.count
	t.path = append(t.path, step{x, t.in.starts[3*x], t.in.starts[3*x+3]})
	t.stack = append(t.stack, x)
}

func (t *tarjan) leave(x int32) {
	t.path = t.path[:len(t.path)-1]
	if len(t.path) > 0 {
		child := t.path[len(t.path)-1].node
		t.low[child] = min(t.low[child], t.low[x])
	}
	if t.low[x] == t.index[x] {
		t.close(x)
	}
}

// close takes the component of its first node off the stack.
func (t *tarjan) close(first int32) {
	start := len(t.stack) - 1
	for t.stack[start] != first {
		start--
	}
	component := t.stack[start:]
	for _, x := range component {
		t.index[x] = done
	}
	t.order = append(t.order, component...)
	t.ends = append(t.ends, int32(len(t.order)))
	t.cyclic = append(t.cyclic, len(component) > 1 || t.loops(first))
	t.stack = t.stack[:start]
}

// loops reports whether an edge leads from a node to itself.
func (t *tarjan) loops(x int32) bool {
	edges, _ := t.in.all(x)
	for _, e := range edges {
		if e.from == x {
			return true
		}
	}
	return false
}
