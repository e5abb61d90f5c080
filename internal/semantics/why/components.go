package why

import "slices"

// components numbers the strongly connected components of a graph, and says which nodes lie on a cycle:
// Tarjan 1972, "Depth-first search and linear graph algorithms", with a stack of its own.
func components(edges [][]int32) (home []int32, cyclic []bool) {
	t := &tarjan{
		edges: edges, index: make([]int32, len(edges)), low: make([]int32, len(edges)),
		next: make([]int, len(edges)), home: make([]int32, len(edges)), cyclic: make([]bool, len(edges)),
	}
	for node := range int32(len(edges)) {
		if t.index[node] == 0 {
			t.walk(node)
		}
	}
	return t.home, t.cyclic
}

type tarjan struct {
	edges [][]int32
	// index numbers nodes from 1 as they are met; low is the lowest that a node reaches on the stack, which
	// a finished node has left.
	index, low  []int32
	count       int32
	next        []int
	path, stack []int32
	home        []int32
	homes       int32
	cyclic      []bool
}

// finished is greater than every index.
const finished int32 = 1<<31 - 1

func (t *tarjan) walk(root int32) {
	t.enter(root)
	for len(t.path) > 0 {
		node := t.path[len(t.path)-1]
		if t.next[node] == len(t.edges[node]) {
			t.leave(node)
			continue
		}
		to := t.edges[node][t.next[node]]
		t.next[node]++
		if t.index[to] == 0 {
			t.enter(to)
		} else {
			t.low[node] = min(t.low[node], t.index[to])
		}
	}
}

func (t *tarjan) enter(node int32) {
	t.count++
	t.index[node], t.low[node] = t.count, t.count
	t.path = append(t.path, node)
	t.stack = append(t.stack, node)
}

func (t *tarjan) leave(node int32) {
	t.path = t.path[:len(t.path)-1]
	if len(t.path) > 0 {
		parent := t.path[len(t.path)-1]
		t.low[parent] = min(t.low[parent], t.low[node])
	}
	if t.low[node] != t.index[node] {
		return
	}
	from := len(t.stack) - 1
	for t.stack[from] != node {
		from--
	}
	cyclic := len(t.stack)-from > 1 || slices.Contains(t.edges[node], node)
	for _, n := range t.stack[from:] {
		t.index[n], t.home[n], t.cyclic[n] = finished, t.homes, cyclic
	}
	t.stack = t.stack[:from]
	t.homes++
}
