package dung

import (
	"context"
	"slices"

	"argmap/internal/semantics"
)

// flattening is a map without needs in the place of one with needs: see the package comment. The nodes
// keep their numbers; helpers follow.
type flattening struct {
	// Solver is over the whole flattening: nothing of it was cut out.
	*Solver
	of *semantics.Map
	// founded are the nodes that could be derived if there were no attacks; nil when all are. The others
	// are OUT and take no part: in the flattening they attack nobody but themselves.
	founded []bool
	// decided holds the grounded labels.
	decided []semantics.Label
}

// flatten gives the flattening of a map, or ErrRings.
func flatten(m *semantics.Map, bits int) (*flattening, error) {
	flat, founded := m, []bool(nil)
	if m.NeedCount() > 0 {
		founded = derive(m, make([]bool, m.Nodes()))
		if supportRuns(m, founded) {
			return nil, ErrRings
		}
		flat = flattened(m, founded)
	}
	s := &Solver{whole: flat, grounded: make([]semantics.Label, flat.Nodes()), rest: &rest{Map: flat}, bits: bits}
	s.deps = flat.Attackers
	p := newPlan(flat.Nodes(), s.deps)
	s.plan = func() *plan { return p }
	return &flattening{s, m, founded, semantics.GroundedLabels(flat)}, nil
}

// supportRuns tells whether support runs in a ring among founded nodes.
func supportRuns(m *semantics.Map, founded []bool) bool {
	deps := newRows(m.Nodes(), m.Nodes())
	for node := range int32(m.Nodes()) {
		for _, need := range m.NeedsOf(node) {
			for _, member := range m.Members(need) {
				if founded[node] && founded[member] {
					if member == node {
						return true
					}
					deps.items = append(deps.items, member)
				}
			}
		}
		deps.end()
	}
	found := components(m.Nodes(), deps.of)
	return found.count() < m.Nodes()
}

func flattened(m *semantics.Map, founded []bool) *semantics.Map {
	helper := int32(m.Nodes())
	b := semantics.NewBuilder(m.Nodes() + m.NeedCount())
	for node := range int32(m.Nodes()) {
		if !founded[node] {
			b.Attack(node, node)
			continue
		}
		for _, target := range m.Attacks(node) {
			if founded[target] {
				b.Attack(node, target)
			}
		}
	}
	for need := range int32(m.NeedCount()) {
		if !founded[m.Owner(need)] {
			continue
		}
		b.Attack(helper+need, m.Owner(need))
		for _, member := range m.Members(need) {
			if founded[member] {
				b.Attack(member, helper+need)
			}
		}
	}
	return b.Map()
}

// extension tells statuses of the flattening in terms of the map that was flattened, and checks them.
func (f *flattening) extension(sem Semantics, st []status) (Extension, error) {
	if sem == CF2 {
		if err := checkCF2(newCutter(f.whole), f.plan().comps, st); err != nil {
			return nil, err
		}
	}
	st = slices.Clone(st[:f.of.Nodes()])
	for n, founded := range f.founded {
		if !founded {
			st[n] = out
		}
	}
	e := explain(f.of, st)
	return e, Check(f.of, sem, e)
}

// eachFlat calls yield with the stage or CF2 extensions of the map.
func (s *Solver) eachFlat(ctx context.Context, sem Semantics, yield func(Extension) bool) error {
	f, err := s.flat()
	if err != nil {
		return err
	}
	r := f.newRun()
	var isles [][]int32
	for i := range int32(f.plan().islands.count()) {
		isles = append(isles, f.plan().islands.of(i))
	}
	return r.product(ctx, isles, f.open(r, sem), func() (bool, error) {
		e, err := f.extension(sem, r.st)
		return err == nil && yield(e), err
	})
}

// open gives the sources of islands. No two extensions of the flattening differ in helpers alone: both
// semantics take a helper in unless a node that is accepted attacks it or is attacked by it.
func (f *flattening) open(r *run, sem Semantics) func([]int32) source {
	return func(nodes []int32) source {
		if sem == CF2 {
			return newCF2(r, nodes, f.plan().compsOf(f.plan().isle[nodes[0]]))
		}
		return f.stages(r, nodes)
	}
}

// stages opens the stage labellings of an island. Where the grounded labelling decides everything it is
// the only one, for it is stable: whichever conflict-free set has full range is then stable too.
func (f *flattening) stages(r *run, nodes []int32) source {
	st := make([]status, len(nodes))
	for i, n := range nodes {
		switch {
		case f.decided[n] == semantics.In:
			st[i] = in
		case f.decided[n].Out():
			st[i] = out
		default:
			return &widestSource{o: r.oracle(r.cutter.cut(nodes, nil, free))}
		}
	}
	return &single{st: st}
}

// countFlat counts stage and CF2 extensions.
func (s *Solver) countFlat(ctx context.Context, sem Semantics, most int) (Number, error) {
	f, err := s.flat()
	if err != nil {
		return Number{}, err
	}
	r := f.newRun()
	var isles [][][]int32
	for i := range int32(f.plan().islands.count()) {
		isles = append(isles, [][]int32{f.plan().islands.of(i)})
	}
	return r.count(ctx, isles, f.open(r, sem), most)
}
