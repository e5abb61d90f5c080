package dung

import (
	"context"

	"argmap/internal/semantics"
)

// Acceptance tells of every node whether some, and whether all extensions accept it. Without any
// extension none is accepted credulously and all are sceptically. Both are nil when the outcome is
// UNKNOWN.
type Acceptance struct {
	Outcome              Outcome
	Credulous, Sceptical []bool
}

// Acceptance decides credulous and sceptical acceptance of all nodes together, which takes fewer
// searches than to ask of each.
func (s *Solver) Acceptance(ctx context.Context, sem Semantics) (Acceptance, error) {
	a, err := s.acceptance(ctx, sem)
	if ended(err) {
		return Acceptance{}, nil
	}
	return a, err
}

func (s *Solver) acceptance(ctx context.Context, sem Semantics) (Acceptance, error) {
	if err := sem.known(); err != nil {
		return Acceptance{}, err
	}
	if ctx.Err() != nil {
		return Acceptance{}, ctx.Err()
	}
	switch sem {
	case Grounded, Ideal, Eager:
		answer, err := s.One(ctx, sem)
		if err == nil && answer.Outcome == Unknown {
			err = ctx.Err()
		}
		accepted := accepts(answer.Extension)
		return Acceptance{Exact, accepted, accepted}, err
	case Stage, CF2:
		return s.flatAcceptance(ctx, sem)
	default:
	}
	r := s.newRun()
	if sem == Stable {
		ok, err := r.stabilise(ctx)
		if err != nil {
			return Acceptance{}, err
		}
		if !ok {
			return s.nothing(), nil
		}
	}
	some, all := make([]bool, len(r.st)), make([]bool, len(r.st))
	for i := range int32(r.plan().islands.count()) {
		if err := r.sweep(ctx, sem, r.plan().islands.of(i), some, all); err != nil {
			return Acceptance{}, err
		}
	}
	return Acceptance{Exact, s.spread(some), s.spread(all)}, nil
}

// nothing is the acceptance when there is no extension.
func (s *Solver) nothing() Acceptance {
	a := Acceptance{NoExtension, make([]bool, s.whole.Nodes()), make([]bool, s.whole.Nodes())}
	for i := range a.Sceptical {
		a.Sceptical[i] = true
	}
	return a
}

// spread adds to what is said of the rest that grounded nodes are accepted by all.
func (s *Solver) spread(of []bool) []bool {
	all := make([]bool, s.whole.Nodes())
	for n, label := range s.grounded {
		if label == semantics.Undecided {
			all[n] = of[s.rest.at(int32(n))]
		} else {
			all[n] = label == semantics.In
		}
	}
	return all
}

// sweep decides an island.
func (r *run) sweep(ctx context.Context, sem Semantics, nodes []int32, some, all []bool) error {
	switch sem {
	case Stable:
		o := r.oracle(r.cutter.cut(nodes, nil, total))
		return sweepBoth(nodes, some, all, func(demand []literal) ([]status, bool, error) {
			ok, err := o.find(ctx, nil, demand)
			return o.labels(), ok, err
		})
	case SemiStable:
		return r.sweepWidest(ctx, nodes, complete, some, all)
	default:
	}
	if sem == Preferred {
		return r.sweepLargest(ctx, nodes, some, all)
	}
	o := r.oracle(r.cutter.cut(nodes, nil, complete))
	return sweepSome(nodes, some, isIn, func(demand []literal) ([]status, bool, error) {
		if ok, err := o.find(ctx, nil, demand); !ok || err != nil {
			return nil, false, err
		}
		st, err := grow(ctx, o)
		return st, true, err
	})
}

// sweepLargest decides an island by preferred labellings. What all of those have IN that were found is asked of
// node by node, which takes as long as many labellings do; so where that would be many nodes, a few more
// labellings are gone through first, which may well be all.
func (r *run) sweepLargest(ctx context.Context, nodes []int32, some, all []bool) error {
	for _, n := range nodes {
		all[n] = true
	}
	note := func(st []status) {
		for i, n := range nodes {
			some[n] = some[n] || st[i] == in
			all[n] = all[n] && st[i] == in
		}
	}
	o := r.oracle(r.cutter.cut(nodes, nil, complete))
	err := sweepSome(nodes, some, isIn, func(demand []literal) ([]status, bool, error) {
		if ok, err := o.find(ctx, nil, demand); !ok || err != nil {
			return nil, false, err
		}
		st, err := grow(ctx, o)
		if err == nil {
			note(st)
		}
		return st, true, err
	})
	if err != nil {
		return err
	}
	if marked(nodes, some) == 0 { // the one labelling has nothing IN
		for _, n := range nodes {
			all[n] = false
		}
		return nil
	}
	if marked(nodes, all) > fewSets {
		from := &largestSource{o: r.oracle(r.cutter.cut(nodes, nil, complete))}
		for range fewSets {
			if ok, err := from.next(ctx); !ok || err != nil {
				return err
			}
			note(from.labels())
		}
	}
	return r.ask(ctx, nodes, all)
}

// fewSets is how many labellings are gone through before each node is asked about.
const fewSets = 8

func marked(nodes []int32, of []bool) int {
	count := 0
	for _, n := range nodes {
		if of[n] {
			count++
		}
	}
	return count
}

// ask leaves marked, of some nodes of an island, those that all preferred labellings have IN.
func (r *run) ask(ctx context.Context, nodes []int32, all []bool) error {
	for _, n := range nodes {
		if all[n] {
			rival, err := r.rival(ctx, n)
			if err != nil {
				return err
			}
			all[n] = !rival
		}
	}
	return nil
}

// sweepWidest decides an island by labellings of maximal range.
func (r *run) sweepWidest(ctx context.Context, nodes []int32, by rule, some, all []bool) error {
	var o oracle
	look := func(demand []literal) ([]status, bool, error) { return widest(ctx, o, demand) }
	o = r.oracle(r.cutter.cut(nodes, nil, by))
	if err := sweepSome(nodes, some, isIn, look); err != nil {
		return err
	}
	o = r.oracle(r.cutter.cut(nodes, nil, by)) // the first has ruled out ranges for its demands
	return sweepAll(nodes, all, look)
}

func sweepBoth(nodes []int32, some, all []bool, look func([]literal) ([]status, bool, error)) error {
	if err := sweepSome(nodes, some, isIn, look); err != nil {
		return err
	}
	return sweepAll(nodes, all, look)
}

// sweepSome marks the nodes of which a claim holds in some labelling: each look is for one that
// marks another node.
func sweepSome(nodes []int32, marked []bool, is claim, look func([]literal) ([]status, bool, error)) error {
	for {
		var demand []literal
		for i, n := range nodes {
			if !marked[n] {
				demand = append(demand, literal{int32(i), is})
			}
		}
		if len(demand) == 0 {
			return nil
		}
		st, ok, err := look(demand)
		if !ok || err != nil {
			return err
		}
		for i, s := range st {
			marked[nodes[i]] = marked[nodes[i]] || literal{int32(i), is}.holds(s)
		}
	}
}

// sweepAll marks the nodes that are IN in all labellings.
func sweepAll(nodes []int32, marked []bool, look func([]literal) ([]status, bool, error)) error {
	if err := sweepSome(nodes, marked, notIn, look); err != nil {
		return err
	}
	for _, n := range nodes {
		marked[n] = !marked[n]
	}
	return nil
}

// flatAcceptance decides stage and CF2 island by island.
func (s *Solver) flatAcceptance(ctx context.Context, sem Semantics) (Acceptance, error) {
	f, err := s.flat()
	if err != nil {
		return Acceptance{}, err
	}
	r := f.newRun()
	some, all := make([]bool, len(r.st)), make([]bool, len(r.st))
	for i := range int32(f.plan().islands.count()) {
		nodes := f.plan().islands.of(i)
		if from, sole := f.stages(r, nodes).(*single); sole && sem == Stage {
			for i, s := range from.st {
				some[nodes[i]], all[nodes[i]] = s == in, s == in
			}
		} else if sem == Stage {
			err = r.sweepWidest(ctx, nodes, free, some, all)
		} else {
			err = r.sweepCF2(ctx, f, nodes, some, all)
		}
		if err != nil {
			return Acceptance{}, err
		}
	}
	n := f.of.Nodes()
	return Acceptance{Exact, some[:n], all[:n]}, nil
}

// enoughSets is how many labellings are gone through before each node is asked about.
const enoughSets = 64

// sweepCF2 decides an island by going through its labellings. Where there are many it asks of each node that is
// still open whether some labelling accepts it, and whether some does not.
func (r *run) sweepCF2(ctx context.Context, f *flattening, nodes []int32, some, all []bool) error {
	for _, n := range nodes {
		all[n] = true
	}
	note := func(st func(i int) status) {
		for i, n := range nodes {
			some[n] = some[n] || st(i) == in
			all[n] = all[n] && st(i) == in
		}
	}
	from := f.open(r, CF2)(nodes)
	for range enoughSets {
		ok, err := from.next(ctx)
		if !ok || err != nil {
			return err
		}
		note(func(i int) status { return from.labels()[i] })
	}
	for _, is := range []claim{isIn, notIn} {
		for _, n := range nodes {
			if open := is == isIn && !some[n] || is == notIn && all[n]; !open {
				continue
			}
			ok, err := r.cf2With(ctx, f, literal{n, is})
			if err != nil {
				return err
			}
			if ok {
				note(func(i int) status { return r.st[nodes[i]] })
			}
		}
	}
	return nil
}
