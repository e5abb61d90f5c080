package dung

import "argmap/internal/semantics"

// status is a label without the reason for being OUT.
type status uint8

const (
	undecided status = iota
	in
	out
)

// none stands for no node.
const none int32 = -1

// rest is what the grounded labelling leaves undecided, as a map of its own.
type rest struct {
	*semantics.Map
	// home gives the node of the whole map for each node of the rest; nil when nothing was left out.
	home []int32
	// place gives the node of the rest for each node of the whole map, or none; nil as above.
	place []int32
}

// restOf cuts the undecided nodes out of a map: OUT nodes neither attack nor support, and a need
// that has an IN member is met.
func restOf(m *semantics.Map, labels []semantics.Label) *rest {
	r := &rest{Map: m}
	for node, label := range labels {
		if label == semantics.Undecided {
			r.home = append(r.home, int32(node))
		}
	}
	if len(r.home) == m.Nodes() {
		r.home = nil
		return r
	}
	r.place = make([]int32, m.Nodes())
	for i := range r.place {
		r.place[i] = none
	}
	for i, node := range r.home {
		r.place[node] = int32(i)
	}
	b := semantics.NewBuilder(len(r.home))
	for i, node := range r.home {
		for _, attacker := range m.Attackers(node) {
			if at := r.place[attacker]; at != none {
				b.Attack(at, int32(i))
			}
		}
		r.cutNeeds(b, m, labels, node)
	}
	r.Map = b.Map()
	return r
}

func (r *rest) cutNeeds(b *semantics.Builder, m *semantics.Map, labels []semantics.Label, node int32) {
	var left []int32
	for _, need := range m.NeedsOf(node) {
		left = left[:0]
		met := false
		for _, member := range m.Members(need) {
			met = met || labels[member] == semantics.In
			if at := r.place[member]; at != none {
				left = append(left, at)
			}
		}
		if !met {
			b.NeedOne(r.place[node], left...)
		}
	}
}

// at gives the node of the rest for one of the whole map, or none.
func (r *rest) at(node int32) int32 {
	if r.place == nil {
		return node
	}
	return r.place[node]
}

// explain turns statuses of all nodes into labels: an OUT node counts as defeated when an accepted
// one attacks it.
func explain(m *semantics.Map, st []status) Extension {
	e := make(Extension, len(st))
	for node, s := range st {
		switch s {
		case in:
			e[node] = semantics.In
		case out:
			if e[node] != semantics.Defeated {
				e[node] = semantics.Unsupported
			}
		case undecided:
		}
	}
	for node, s := range st {
		if s != in {
			continue
		}
		for _, target := range m.Attacks(int32(node)) {
			e[target] = semantics.Defeated
		}
	}
	return e
}
