package dung

import "argmap/internal/semantics"

// rows holds a list of numbers for each of its rows.
type rows struct{ starts, items []int32 }

func (r *rows) of(i int32) []int32 { return r.items[r.starts[i]:r.starts[i+1]] }

func (r *rows) count() int { return len(r.starts) - 1 }

// end closes the row to which items were appended.
func (r *rows) end() { r.starts = append(r.starts, int32(len(r.items))) }

// turn swaps rows and items, of which there are so many.
func (r *rows) turn(items int) rows {
	t := rows{starts: make([]int32, items+1), items: make([]int32, len(r.items))}
	for _, item := range r.items {
		t.starts[item+1]++
	}
	for i := range items {
		t.starts[i+1] += t.starts[i]
	}
	next := append([]int32(nil), t.starts...)
	for row := range int32(r.count()) {
		for _, item := range r.of(row) {
			t.items[next[item]] = row
			next[item]++
		}
	}
	return t
}

// newRows gives rows with room for so many.
func newRows(count, items int) rows {
	r := rows{starts: make([]int32, 1, count+1), items: make([]int32, 0, items)}
	return r
}

// dependencies gives for each node what its label rests on: attackers and members of needs.
func dependencies(m *semantics.Map) func(node int32) []int32 {
	if m.NeedCount() == 0 {
		return m.Attackers
	}
	d := newRows(m.Nodes(), m.Nodes())
	for node := range int32(m.Nodes()) {
		d.items = append(d.items, m.Attackers(node)...)
		for _, need := range m.NeedsOf(node) {
			d.items = append(d.items, m.Members(need)...)
		}
		d.end()
	}
	return d.of
}

// components gives the strongly connected components over the dependencies, each after those that it depends on: Tarjan 1972, with a stack of its own in
// place of recursion.
func components(nodes int, deps func(int32) []int32) rows {
	t := tarjan{deps: deps, index: make([]int32, nodes), low: make([]int32, nodes), found: newRows(nodes, nodes)}
	for node := range int32(nodes) {
		if t.index[node] == 0 {
			t.walk(node)
		}
	}
	return t.found
}

type tarjan struct {
	deps func(int32) []int32
	// index numbers the nodes from 1 as they are met; a node that left the stack has done.
	index, low []int32
	count      int32
	path       []step
	stack      []int32
	found      rows
}

// step is a node on the path and those of its dependencies that were not looked at.
type step struct {
	node int32
	left []int32
}

// done is greater than every index.
const done int32 = 1<<31 - 1

func (t *tarjan) walk(root int32) {
	t.enter(root)
	for len(t.path) > 0 {
		at := &t.path[len(t.path)-1]
		if len(at.left) == 0 {
			t.leave(at.node)
			continue
		}
		next := at.left[0]
		at.left = at.left[1:]
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
	t.path = append(t.path, step{node, t.deps(node)})
	t.stack = append(t.stack, node)
}

func (t *tarjan) leave(node int32) {
	t.path = t.path[:len(t.path)-1]
	if len(t.path) > 0 {
		parent := t.path[len(t.path)-1].node
		t.low[parent] = min(t.low[parent], t.low[node])
	}
	if t.low[node] != t.index[node] {
		return
	}
	start := len(t.stack) - 1
	for t.stack[start] != node {
		start--
	}
	for _, member := range t.stack[start:] {
		t.index[member] = done
	}
	t.found.items = append(t.found.items, t.stack[start:]...)
	t.found.end()
	t.stack = t.stack[:start]
}

// islands gives the weakly connected components, in the order of their first nodes, by union-find.
func islands(nodes int, deps func(int32) []int32) rows {
	parent := make([]int32, nodes)
	for i := range parent {
		parent[i] = int32(i)
	}
	find := func(n int32) int32 {
		for parent[n] != n {
			parent[n] = parent[parent[n]]
			n = parent[n]
		}
		return n
	}
	for node := range int32(nodes) {
		for _, dep := range deps(node) {
			a, b := find(node), find(dep)
			parent[max(a, b)] = min(a, b) // the root is the first node
		}
	}
	return group(nodes, func(node int32) int32 { return find(node) })
}

// group lists the nodes of each root, in the order of the roots; a root is the first of its nodes.
func group(nodes int, root func(int32) int32) rows {
	number, size := make([]int32, nodes), []int32{}
	for node := range int32(nodes) {
		r := root(node)
		if r == node {
			number[node] = int32(len(size))
			size = append(size, 0)
		}
		size[number[r]]++
	}
	found := rows{starts: make([]int32, len(size)+1), items: make([]int32, nodes)}
	for i, s := range size {
		found.starts[i+1] = found.starts[i] + s
	}
	next := append([]int32(nil), found.starts...)
	for node := range int32(nodes) {
		at := &next[number[root(node)]]
		found.items[*at] = node
		*at++
	}
	return found
}

// ancestors lists a node and all that its label rests on, the nearest first.
func ancestors(nodes int, deps func(int32) []int32, node int32) []int32 {
	seen := make([]bool, nodes)
	seen[node] = true
	found := []int32{node}
	for i := 0; i < len(found); i++ {
		for _, dep := range deps(found[i]) {
			if !seen[dep] {
				seen[dep] = true
				found = append(found, dep)
			}
		}
	}
	return found
}
