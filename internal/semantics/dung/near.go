package dung

import "context"

// near looks for nodes around a given one and an admissible labelling of them under which the claim
// holds of it. It looks at ever more of the cone, the nearest first, and takes the others for UNDECIDED:
// what is admissible so is admissible whatever they are. Nil when there is none.
func (r *run) near(ctx context.Context, node int32, is claim) ([]int32, []status, error) {
	cone := r.unsure(node)
	outside := func(n int32) outlook {
		if r.sure(n) {
			return r.may[n]
		}
		return mayUndecided
	}
	for size := max(r.bits, 1); ; size *= 8 {
		nodes := cone[:min(size, len(cone))]
		o := r.oracle(r.cutter.cutBy(nodes, outside, complete))
		ok, err := o.find(ctx, []literal{{0, is}}, nil)
		if err != nil {
			return nil, nil, err
		}
		if ok {
			return nodes, o.labels(), nil
		}
		if len(nodes) == len(cone) {
			return nil, nil, nil
		}
	}
}

// cone gives a node of the rest, first, and all that it rests on: whatever its label is under a
// complete or preferred labelling, it has it by that part alone.
func (r *run) cone(node int32) []int32 {
	return ancestors(r.rest.Nodes(), r.deps, node)
}

// unsure is the cone without nodes that can only be one thing, and without what only these rest on.
func (r *run) unsure(node int32) []int32 {
	if r.may == nil {
		return r.cone(node)
	}
	var open []int32
	return ancestors(r.rest.Nodes(), func(n int32) []int32 {
		open = open[:0]
		for _, dep := range r.deps(n) {
			if !r.sure(dep) {
				open = append(open, dep)
			}
		}
		return open
	}, node)
}

// sure tells whether a node has the same status under all complete labellings, as far as is known.
func (r *run) sure(node int32) bool {
	return int(node) < len(r.may) && r.may[node]&(r.may[node]-1) == 0
}
