package dung

import "argmap/internal/semantics"

// derive gives the least set of nodes each of which no barred node attacks and which has a member
// for each of its needs. It looks at every edge once at most.
func derive(m *semantics.Map, barred []bool) []bool {
	d := &derivation{m, make([]bool, m.Nodes()), make([]bool, m.Nodes()), make([]int32, m.Nodes()), make([]bool, m.NeedCount()), nil}
	for node, b := range barred {
		if b {
			for _, target := range m.Attacks(int32(node)) {
				d.attacked[target] = true
			}
		}
	}
	for node := range int32(m.Nodes()) {
		d.lacks[node] = int32(len(m.NeedsOf(node)))
		d.reach(node)
	}
	for len(d.ready) > 0 {
		node := d.ready[len(d.ready)-1]
		d.ready = d.ready[:len(d.ready)-1]
		for _, need := range m.Serves(node) {
			if !d.met[need] {
				d.met[need] = true
				d.lacks[m.Owner(need)]--
				d.reach(m.Owner(need))
			}
		}
	}
	return d.got
}

type derivation struct {
	m             *semantics.Map
	got, attacked []bool
	lacks         []int32
	met           []bool
	ready         []int32
}

// reach takes a node into the set when nothing is missing.
func (d *derivation) reach(node int32) {
	if d.lacks[node] > 0 || d.attacked[node] || d.got[node] {
		return
	}
	d.got[node] = true
	if len(d.m.Serves(node)) > 0 {
		d.ready = append(d.ready, node)
	}
}
