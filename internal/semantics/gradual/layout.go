package gradual

import (
	"fmt"
	"slices"

	"argmap/internal/fault"
)

// table holds edges in rows, as compressed sparse rows.
type table struct {
	starts []int32
	items  []source
}

// source is the far end of an incoming edge.
type source struct {
	weight float64
	from   int32
}

// row gives the edges of one role that end in a node.
func (t *table) row(x int32, role Role) []source {
	row := 3*x + int32(role)
	return t.items[t.starts[row]:t.starts[row+1]]
}

// all gives the edges that end in a node, and the place of the first among all edges.
func (t *table) all(x int32) (edges []source, first int32) {
	first = t.starts[3*x]
	return t.items[first:t.starts[3*x+3]], first
}

func at(list string, index int, field string) string {
	return fmt.Sprintf("%s.%d.%s", list, index, field)
}

func checkEdge(nodes []Node, e Edge, i int) error {
	switch n := int32(len(nodes)); {
	case e.From < 0 || e.From >= n:
		return fault.InvalidField(at("edges", i, "from"), "gradual.end", "edge %d starts in node %d; there are %d nodes, numbered from 0", i, e.From, n)
	case e.To < 0 || e.To >= n:
		return fault.InvalidField(at("edges", i, "to"), "gradual.end", "edge %d ends in node %d; there are %d nodes, numbered from 0", i, e.To, n)
	case e.Role >= roles:
		return fault.InvalidField(at("edges", i, "role"), "gradual.role", "edge %d has the role %d; it is Attack, Support or Premise", i, e.Role)
	case !(e.Weight >= 0 && e.Weight <= 1): // so written that NaN fails
		return fault.InvalidField(at("edges", i, "weight"), "gradual.weight", "the weight of edge %d is %v; a weight lies from 0 to 1", i, e.Weight)
	case e.Role == Premise && !nodes[e.To].Link:
		return fault.InvalidField(at("edges", i, "to"), "gradual.premise", "edge %d is a premise of node %d, which is no link; only links have premises", i, e.To)
	case e.Role == Premise && nodes[e.From].Link:
		return fault.InvalidField(at("edges", i, "from"), "gradual.premise", "edge %d takes the link %d for a premise; premises are arguments", i, e.From)
	}
	return nil
}

// layIn sorts edges by target, role and source, and leaves out what says nothing.
func layIn(nodes int, edges []Edge) (table, error) {
	place := func(e Edge) int { return 3*int(e.To) + int(e.Role) }
	order := arrange(nodes, identity(len(edges)), func(i int32) int { return int(edges[i].From) })
	order = arrange(3*nodes, order, func(i int32) int { return place(edges[i]) })

	t := table{starts: make([]int32, 3*nodes+1), items: make([]source, 0, len(edges))}
	for k, i := range order {
		e := edges[i]
		if k > 0 && sameBut(edges[order[k-1]], e) {
			if twin := order[k-1]; edges[twin].Weight != e.Weight {
				return table{}, rivals(edges, min(twin, i), max(twin, i))
			}
			continue
		}
		if e.Weight > 0 || e.Role == Premise {
			t.items = append(t.items, source{e.Weight, e.From})
			t.starts[place(e)+1]++
		}
	}
	for row := range 3 * nodes {
		t.starts[row+1] += t.starts[row]
	}
	return t, nil
}

// sameBut reports whether two edges differ in weight at most.
func sameBut(a, b Edge) bool { return a.From == b.From && a.To == b.To && a.Role == b.Role }

func rivals(edges []Edge, first, second int32) error {
	e := edges[second]
	return fault.InvalidField(at("edges", int(second), "weight"), "gradual.twice",
		"edge %d, from node %d to node %d, says again what edge %d says, with the weight %v and not %v; give it once, or twice with one weight",
		second, e.From, e.To, first, e.Weight, edges[first].Weight)
}

func identity(n int) []int32 {
	all := make([]int32, n)
	for i := range all {
		all[i] = int32(i)
	}
	return all
}

// arrange sorts items by their rows, by counting; items of a row keep their order.
func arrange(rows int, items []int32, row func(item int32) int) []int32 {
	next := make([]int32, rows+1)
	for _, i := range items {
		next[row(i)+1]++
	}
	for r := range rows {
		next[r+1] += next[r]
	}
	sorted := make([]int32, len(items))
	for _, i := range items {
		sorted[next[row(i)]] = i
		next[row(i)]++
	}
	return sorted
}

// targets holds, for each node, the nodes in which its edges end.
type targets struct {
	starts, items []int32
}

func (t *targets) of(x int32) []int32 { return t.items[t.starts[x]:t.starts[x+1]] }

// turn swaps the two ends of all edges.
func turn(g *Graph) *targets {
	t := &targets{starts: make([]int32, len(g.base)+1), items: make([]int32, len(g.in.items))}
	for _, e := range g.in.items {
		t.starts[e.from+1]++
	}
	for x := range g.base {
		t.starts[x+1] += t.starts[x]
	}
	next := slices.Clone(t.starts)
	for x := range int32(len(g.base)) {
		edges, _ := g.in.all(x)
		for _, e := range edges {
			t.items[next[e.from]] = x
			next[e.from]++
		}
	}
	return t
}
