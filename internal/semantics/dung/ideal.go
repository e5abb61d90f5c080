package dung

import (
	"context"
	"slices"
)

// ideal labels the rest with the largest complete labelling whose IN nodes no complete labelling has
// OUT (Dung, Mancarella and Toni 2007; the bound from above is that of CDIS, Thimm, Cerutti and Vallati
// 2021). Preferred labellings that contradict each other narrow the bound; of what stands then most is
// shown to hold component by component, and the rest is asked of one by one.
func (r *run) ideal(ctx context.Context) error {
	if err := r.prefer(ctx, r.plan().comps); err != nil {
		return err
	}
	keep := make([]bool, len(r.st))
	for n, s := range r.st {
		keep[n] = s == in
	}
	for range 2 {
		if err := r.contradict(ctx, keep); err != nil {
			return err
		}
		if err := r.adopt(ctx, keep); err != nil {
			return err
		}
	}
	if !slices.Contains(keep, true) {
		return nil
	}
	if err := r.doubtAll(ctx, keep); err != nil {
		return err
	}
	return r.adopt(ctx, keep)
}

// contradict makes another preferred labelling, which has OUT what is in keep wherever a component
// allows it, and takes from keep what it has not IN.
func (r *run) contradict(ctx context.Context, keep []bool) error {
	comps := r.plan().comps
	for c := range int32(comps.count()) {
		if c%patience == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		comp := comps.of(c)
		if len(comp) == 1 {
			r.st[comp[0]] = r.alone(comp[0])
		} else if err := r.contradictIn(ctx, comp, keep); err != nil {
			return err
		}
		for _, n := range comp {
			keep[n] = keep[n] && r.st[n] == in
		}
	}
	return nil
}

func (r *run) contradictIn(ctx context.Context, comp []int32, keep []bool) error {
	o := r.oracle(r.cutter.cut(comp, r.st, complete))
	ok, err := false, error(nil)
	if against := claims(comp, keep, isOut); len(against) > 0 {
		ok, err = o.find(ctx, nil, against)
	}
	if !ok && err == nil {
		_, err = o.find(ctx, nil, nil)
	}
	if err != nil {
		return err
	}
	st, err := grow(ctx, o)
	r.write(comp, st)
	return err
}

// claims makes a claim of the chosen nodes of a part.
func claims(nodes []int32, chosen []bool, is claim) []literal {
	var some []literal
	for i, node := range nodes {
		if chosen[node] {
			some = append(some, literal{int32(i), is})
		}
	}
	return some
}

// doubtAll takes from keep what some complete labelling has OUT.
func (r *run) doubtAll(ctx context.Context, keep []bool) error {
	if err := r.bound(ctx); err != nil {
		return err
	}
	for _, n := range r.plan().comps.items {
		if !keep[n] || r.may[n]&mayOut == 0 {
			continue
		}
		nodes, st, err := r.near(ctx, n, isOut)
		if err != nil {
			return err
		}
		for i, s := range st {
			keep[nodes[i]] = keep[nodes[i]] && s != out
		}
	}
	return nil
}

// bound notes for each node statuses outside of which no complete labelling has it: component by
// component, as if what the nodes outside may be were chosen for each edge anew.
func (r *run) bound(ctx context.Context) error {
	comps := r.plan().comps
	may := make([]outlook, len(r.st))
	for i := range may {
		may[i] = anything
	}
	outside := func(n int32) outlook { return may[n] }
	for c := range int32(comps.count()) {
		if c%patience == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		comp := comps.of(c)
		if len(comp) > r.bits {
			continue
		}
		seen, err := newBits(r.cutter.cutBy(comp, outside, complete)).possible(ctx)
		if err != nil {
			return err
		}
		for i, n := range comp {
			may[n] = seen[i]
		}
	}
	r.may = may
	return nil
}

// eager labels the rest with the largest complete labelling whose IN nodes every semi-stable one has
// IN.
func (r *run) eager(ctx context.Context) error {
	keep := make([]bool, len(r.st))
	for i := range int32(r.plan().islands.count()) {
		if err := r.agreed(ctx, r.plan().islands.of(i), keep); err != nil {
			return err
		}
	}
	return r.adopt(ctx, keep)
}

// agreed keeps the nodes of an island that all semi-stable labellings have IN.
func (r *run) agreed(ctx context.Context, nodes []int32, keep []bool) error {
	o := r.oracle(r.cutter.cut(nodes, nil, complete))
	for _, node := range nodes {
		keep[node] = true
	}
	for some := []literal(nil); ; {
		st, ok, err := widest(ctx, o, some)
		if !ok || err != nil {
			return err
		}
		for i, s := range st {
			keep[nodes[i]] = keep[nodes[i]] && s == in
		}
		if some = claims(nodes, keep, notIn); len(some) == 0 {
			return nil
		}
	}
}

// adopt labels the rest with the largest admissible labelling whose IN nodes are all in keep, which
// must be accepted together by some complete labelling, and takes the other nodes from keep.
func (r *run) adopt(ctx context.Context, keep []bool) error {
	comps := r.plan().comps
	for c := range int32(comps.count()) {
		if c%patience == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		comp := comps.of(c)
		if n := comp[0]; len(comp) == 1 {
			if r.st[n] = r.alone(n); r.st[n] == in && !keep[n] {
				r.st[n] = undecided
			}
		} else {
			p := r.cutter.cut(comp, r.st, complete)
			kept := make([]bool, len(comp))
			for i, n := range comp {
				kept[i] = keep[n]
			}
			r.write(comp, p.largest(kept))
		}
		for _, n := range comp {
			keep[n] = r.st[n] == in
		}
	}
	return nil
}

// largest gives the greatest fixpoint of defence among the nodes that are kept, which also derive
// each other without nodes that are not.
func (p *part) largest(kept []bool) []status {
	for {
		held := p.derive(func(i int32) bool {
			return p.fates[i] != mayOut && !p.attackedBy(i, kept)
		}, true)
		next := p.derive(func(i int32) bool {
			return kept[i] && p.fates[i] == mayIn && !p.attackedBy(i, held)
		}, false)
		if slices.Equal(kept, next) {
			st := make([]status, len(kept))
			for i := range st {
				switch {
				case kept[i]:
					st[i] = in
				case !held[i]:
					st[i] = out
				}
			}
			return st
		}
		kept = next
	}
}

func (p *part) attackedBy(i int32, set []bool) bool {
	return slices.ContainsFunc(p.attackers.of(i), func(a int32) bool { return set[a] })
}

// derive gives the least set of the fit nodes with a member for each of their needs; soft needs count
// as met when soft is set.
func (p *part) derive(fit func(int32) bool, soft bool) []bool {
	got := make([]bool, len(p.nodes))
	for changed := true; changed; {
		changed = false
		for i := range int32(len(p.nodes)) {
			if !got[i] && fit(i) && p.met(i, got, soft) {
				got[i], changed = true, true
			}
		}
	}
	return got
}

func (p *part) met(i int32, got []bool, soft bool) bool {
	for _, need := range p.needs.of(i) {
		if soft && p.others[need] == mayUndecided {
			continue
		}
		if !slices.ContainsFunc(p.members.of(need), func(m int32) bool { return got[m] }) {
			return false
		}
	}
	return true
}
