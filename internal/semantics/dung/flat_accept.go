package dung

import "context"

// flatWitness gives a stage or CF2 extension of which the claim holds: where the node lies it is looked
// for, the other islands give their first.
func (r *run) flatWitness(ctx context.Context, sem Semantics, node int32, is claim) (Extension, error) {
	f, err := r.flat()
	if err != nil {
		return nil, err
	}
	w := f.newRun()
	mine := f.plan().isle[node]
	look := w.stageWith
	if sem == CF2 {
		look = w.cf2With
	}
	if ok, err := look(ctx, f, literal{node, is}); !ok || err != nil {
		return nil, err
	}
	open := f.open(w, sem)
	for i := range int32(f.plan().islands.count()) {
		if i == mine {
			continue
		}
		first := open(f.plan().islands.of(i))
		if _, err := first.next(ctx); err != nil {
			return nil, err
		}
		w.write(f.plan().islands.of(i), first.labels())
	}
	return f.extension(sem, w.st)
}

// stageWith labels the island of a node with a stage labelling in which the literal holds.
func (r *run) stageWith(ctx context.Context, f *flattening, l literal) (bool, error) {
	nodes := r.plan().islands.of(r.plan().isle[l.node])
	if from, sole := f.stages(r, nodes).(*single); sole {
		r.write(nodes, from.st)
		return l.holds(r.st[l.node]), nil
	}
	o := r.oracle(r.cutter.cut(nodes, nil, free))
	st, ok, err := widest(ctx, o, []literal{{local(nodes, l.node), l.is}})
	if ok {
		r.write(nodes, st)
	}
	return ok, err
}

// cf2With labels the island of a node with a CF2 labelling in which the literal holds. What the node
// rests on decides; the others then follow.
func (r *run) cf2With(ctx context.Context, _ *flattening, l literal) (bool, error) {
	cone := ancestors(r.rest.Nodes(), r.deps, l.node)
	inside := make([]bool, r.rest.Nodes())
	for _, n := range cone {
		inside[n] = true
	}
	var first, then [][]int32
	var others []int32
	for _, comp := range r.plan().compsOf(r.plan().isle[l.node]) {
		if inside[comp[0]] {
			first = append(first, comp)
		} else {
			then = append(then, comp)
			others = append(others, comp...)
		}
	}
	decisive := newCF2(r, cone, first)
	decisive.want = &l
	if ok, err := decisive.next(ctx); !ok || err != nil {
		return false, err
	}
	follow := newCF2(r, others, then)
	if _, err := follow.next(ctx); err != nil {
		return false, err
	}
	r.write(cone, decisive.labels())
	r.write(others, follow.labels())
	return true, nil
}
