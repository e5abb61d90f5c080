package dung

import "context"

// prefer labels components so that IN is maximal, each after those it depends on: a maximal choice
// in one component can always be completed in those after it.
func (r *run) prefer(ctx context.Context, comps rows) error {
	for c := range int32(comps.count()) {
		if c%patience == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := r.preferIn(ctx, comps.of(c)); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) preferIn(ctx context.Context, comp []int32) error {
	if len(comp) == 1 {
		r.st[comp[0]] = r.alone(comp[0])
		return nil
	}
	o := r.oracle(r.cutter.cut(comp, r.st, complete))
	if _, err := o.find(ctx, nil, nil); err != nil {
		return err
	}
	st, err := grow(ctx, o)
	r.write(comp, st)
	return err
}

// write gives the nodes of a part their statuses.
func (r *run) write(nodes []int32, st []status) {
	for i, s := range st {
		r.st[nodes[i]] = s
	}
}

// alone gives the one status that a node can have which is a component by itself, when all that it
// depends on is labelled.
func (r *run) alone(node int32) status {
	worst, self := in, false
	for _, a := range r.rest.Attackers(node) {
		switch {
		case a == node:
			self = true
		case r.st[a] == in:
			return out
		case r.st[a] == undecided:
			worst = undecided
		}
	}
	for _, need := range r.rest.NeedsOf(node) {
		switch best := r.best(node, need); best {
		case out:
			return out
		case undecided:
			worst = undecided
		case in:
		}
	}
	if self {
		return undecided
	}
	return worst
}

// best gives the best status of a need's members other than the node itself, which cannot hold
// itself up.
func (r *run) best(node, need int32) status {
	best := out
	for _, m := range r.rest.Members(need) {
		switch {
		case m == node:
		case r.st[m] == in:
			return in
		case r.st[m] == undecided:
			best = undecided
		}
	}
	return best
}

// grow enlarges the IN nodes of the labelling found last until they are maximal.
func grow(ctx context.Context, o oracle) ([]status, error) {
	return climb(ctx, o, isIn)
}

// climb looks for labellings in which ever more nodes are so, and gives the last.
func climb(ctx context.Context, o oracle, so claim) ([]status, error) {
	for {
		best := append([]status(nil), o.labels()...)
		have, lack := split(best, so)
		if len(lack) == 0 {
			return best, nil
		}
		if ok, err := o.find(ctx, have, lack); !ok || err != nil {
			return best, err
		}
	}
}

// split makes a claim of every node: those of which it holds, and the others.
func split(st []status, so claim) (have, lack []literal) {
	for i, s := range st {
		l := literal{int32(i), so}
		if l.holds(s) {
			have = append(have, l)
		} else {
			lack = append(lack, l)
		}
	}
	return have, lack
}
