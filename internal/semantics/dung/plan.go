package dung

// plan takes a map apart: weakly connected components (islands) do not concern each other; within
// one, strongly connected components depend on those before them.
type plan struct {
	islands rows
	// comps lists the strongly connected components island by island; first gives the first of each
	// island, and the end.
	comps rows
	first []int32
	// isle numbers the island of each node.
	isle []int32
}

func newPlan(nodes int, deps func(int32) []int32) *plan {
	p := &plan{islands: islands(nodes, deps), isle: make([]int32, nodes)}
	for i := range int32(p.islands.count()) {
		for _, node := range p.islands.of(i) {
			p.isle[node] = i
		}
	}
	found := components(nodes, deps)
	home := func(c int32) int32 { return p.isle[found.of(c)[0]] }
	p.first = make([]int32, p.islands.count()+1)
	for c := range int32(found.count()) {
		p.first[home(c)+1]++
	}
	for i := range p.islands.count() {
		p.first[i+1] += p.first[i]
	}
	next, order := append([]int32(nil), p.first...), make([]int32, found.count())
	for c := range int32(found.count()) {
		order[next[home(c)]] = c
		next[home(c)]++
	}
	p.comps = newRows(found.count(), nodes)
	for _, c := range order {
		p.comps.items = append(p.comps.items, found.of(c)...)
		p.comps.end()
	}
	return p
}

// compsOf lists the components of an island, each after those that it depends on.
func (p *plan) compsOf(island int32) [][]int32 {
	comps := make([][]int32, 0, p.first[island+1]-p.first[island])
	for c := p.first[island]; c < p.first[island+1]; c++ {
		comps = append(comps, p.comps.of(c))
	}
	return comps
}
