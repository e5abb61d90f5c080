package dung

import "context"

// stabilise labels every island without UNDECIDED nodes; false when one of them cannot be.
func (r *run) stabilise(ctx context.Context) (bool, error) {
	for i := range int32(r.plan().islands.count()) {
		if ok, err := r.stable(ctx, i); !ok || err != nil {
			return false, err
		}
	}
	return true, nil
}

// stable labels one island without UNDECIDED nodes. It takes the first choice of each component;
// when that leads to a component without any, it asks whether what this one depends on has a stable
// labelling at all (a part on which nothing outside bears must have one), and then searches the
// whole island.
func (r *run) stable(ctx context.Context, island int32) (bool, error) {
	stuck, err := r.rush(ctx, r.plan().compsOf(island))
	if stuck == none || err != nil {
		return err == nil, err
	}
	cone := ancestors(r.rest.Nodes(), r.deps, stuck)
	nodes := r.plan().islands.of(island)
	if len(cone) < len(nodes) {
		ok, err := r.oracle(r.cutter.cut(cone, nil, total)).find(ctx, nil, nil)
		if !ok || err != nil {
			return false, err
		}
	}
	o := r.oracle(r.cutter.cut(nodes, nil, total))
	ok, err := o.find(ctx, nil, nil)
	if ok {
		r.write(nodes, o.labels())
	}
	return ok, err
}

// rush labels components one after another and gives a node of the first that cannot be.
func (r *run) rush(ctx context.Context, comps [][]int32) (int32, error) {
	for i, comp := range comps {
		if i%patience == 0 && ctx.Err() != nil {
			return none, ctx.Err()
		}
		if len(comp) == 1 {
			if r.st[comp[0]] = r.alone(comp[0]); r.st[comp[0]] == undecided {
				return comp[0], nil
			}
			continue
		}
		o := r.oracle(r.cutter.cut(comp, r.st, total))
		ok, err := o.find(ctx, nil, nil)
		if err != nil {
			return none, err
		}
		if !ok {
			return comp[0], nil
		}
		r.write(comp, o.labels())
	}
	return none, nil
}

// semiStabilise labels every island with minimal UNDECIDED. Within an island the whole range counts: a
// component's choice may cost a later one more than it gains.
func (r *run) semiStabilise(ctx context.Context) error {
	for i := range int32(r.plan().islands.count()) {
		ok, err := r.stable(ctx, i)
		if err != nil {
			return err
		}
		if ok {
			continue
		}
		if err := r.settle(ctx, i); err != nil {
			return err
		}
	}
	return nil
}

// settle labels an island with minimal UNDECIDED, starting from a preferred labelling.
func (r *run) settle(ctx context.Context, island int32) error {
	for _, comp := range r.plan().compsOf(island) {
		if err := r.preferIn(ctx, comp); err != nil {
			return err
		}
	}
	nodes := r.plan().islands.of(island)
	var given []literal
	for i, n := range nodes {
		if r.st[n] == in {
			given = append(given, literal{int32(i), isIn})
		}
	}
	o := r.oracle(r.cutter.cut(nodes, nil, complete))
	if _, err := o.find(ctx, given, nil); err != nil {
		return err
	}
	st, err := climb(ctx, o, settled)
	if err == nil {
		r.write(nodes, st)
	}
	return err
}

// widest looks for a labelling of maximal range, by the oracle's rule, in which one of some holds (nil:
// no such demand). It rules out ranges for good in which there is none, so later demands of the same
// oracle must be of fewer literals.
func widest(ctx context.Context, o oracle, some []literal) ([]status, bool, error) {
	for {
		if ok, err := o.find(ctx, nil, some); !ok || err != nil {
			return nil, false, err
		}
		st, err := climb(ctx, o, settled)
		if err != nil {
			return nil, false, err
		}
		if some == nil || holdsOne(some, st) {
			return st, true, nil
		}
		reached, beyond := split(st, settled)
		ok, err := o.find(ctx, reached, some)
		if err != nil {
			return nil, false, err
		}
		if ok {
			return append([]status(nil), o.labels()...), true, nil
		}
		if len(beyond) == 0 {
			return nil, false, nil
		}
		o.require(beyond)
	}
}

// holdsOne tells whether one of the literals holds.
func holdsOne(some []literal, st []status) bool {
	for _, l := range some {
		if l.holds(st[l.node]) {
			return true
		}
	}
	return false
}
