package dung

import (
	"context"
	"slices"

	"argmap/internal/fault"
	"argmap/internal/semantics"
)

// Verdict is the answer to whether a node is accepted.
type Verdict struct {
	Outcome Outcome
	Holds   bool
	// Certificate shows why: for a credulous yes a labelling that has the node IN, for a sceptical no one
	// that has not. A sceptical yes and a credulous no have none, for there is no short one.
	//
	// For COMPLETE, PREFERRED and SEMI-STABLE its IN nodes are an admissible set; each extension that
	// contains them proves the verdict, and there is one. For the others it is an extension.
	Certificate Extension
}

// Credulous asks whether some extension accepts the node.
func (s *Solver) Credulous(ctx context.Context, sem Semantics, node int32) (Verdict, error) {
	return s.newRun().decide(ctx, sem, node, isIn)
}

// Sceptical asks whether every extension accepts the node. When there is no extension it holds, with the
// outcome NO_EXTENSION.
func (s *Solver) Sceptical(ctx context.Context, sem Semantics, node int32) (Verdict, error) {
	return s.newRun().decide(ctx, sem, node, notIn)
}

// decide looks for an extension of which the claim holds, and says what follows from it.
func (r *run) decide(ctx context.Context, sem Semantics, node int32, is claim) (Verdict, error) {
	if err := sem.known(); err != nil {
		return Verdict{}, err
	}
	if node < 0 || int(node) >= r.whole.Nodes() {
		return Verdict{}, fault.New(fault.Invalid, "semantics.node",
			"there is no node %d; they go from 0 to %d", node, r.whole.Nodes()-1)
	}
	if over(ctx) {
		return Verdict{}, nil
	}
	witness, outcome, err := r.witness(ctx, sem, node, is)
	if ended(err) {
		return Verdict{}, nil
	}
	if err != nil {
		return Verdict{}, err
	}
	found := witness != nil
	return Verdict{outcome, found == (is == isIn), witness}, nil
}

// witness gives a checked certificate for a claim of a node, or nil when there is none.
func (r *run) witness(ctx context.Context, sem Semantics, node int32, is claim) (Extension, Outcome, error) {
	switch sem {
	case Grounded, Ideal, Eager:
		a, err := r.One(ctx, sem)
		if err == nil && a.Outcome == Unknown {
			err = ctx.Err()
		}
		return onlyIf(a.Extension, node, is), a.Outcome, err
	case Stable:
		return r.stableWitness(ctx, node, is)
	case Stage, CF2:
		e, err := r.flatWitness(ctx, sem, node, is)
		return e, Exact, err
	default:
		return r.admissibleWitness(ctx, sem, node, is)
	}
}

// admissibleWitness gives a certificate where an admissible set is one.
func (r *run) admissibleWitness(ctx context.Context, sem Semantics, node int32, is claim) (Extension, Outcome, error) {
	var found bool
	var err error
	at := r.rest.at(node)
	switch {
	case at == none:
		found = is.holds(r.grounded[node])
	case sem == Preferred && is == notIn:
		found, err = r.rival(ctx, at)
	case sem == SemiStable:
		found, err = r.widestWith(ctx, literal{at, is})
	case is == notIn: // under COMPLETE the grounded labelling shows it
		found = true
	default:
		found, err = r.claim(ctx, at, isIn)
	}
	if !found || err != nil {
		return nil, Exact, err
	}
	e, err := r.certify()
	return e, Exact, err
}

// holds tells whether a claim of IN is true of a label.
func (is claim) holds(l semantics.Label) bool { return (l == semantics.In) == (is == isIn) }

// onlyIf gives the extension if the claim holds in it.
func onlyIf(e Extension, node int32, is claim) Extension {
	if e == nil || !is.holds(e[node]) {
		return nil
	}
	return e
}

// certify makes an admissible labelling of the statuses: OUT is what cannot stand beside the IN nodes.
func (r *run) certify() (Extension, error) {
	st := r.widen(r.st)
	accepted := make([]bool, len(st))
	for n, s := range st {
		accepted[n] = s == in
	}
	for n, held := range derive(r.whole, accepted) {
		switch {
		case accepted[n]:
		case held:
			st[n] = undecided
		default:
			st[n] = out
		}
	}
	e := explain(r.whole, st)
	return e, CheckAdmissible(r.whole, e)
}

// claim labels nodes around a given one so that the claim holds of it, if it can be.
func (r *run) claim(ctx context.Context, node int32, is claim) (bool, error) {
	nodes, st, err := r.near(ctx, node, is)
	r.write(nodes, st)
	return st != nil, err
}

// rival labels nodes so that a preferred labelling with their IN nodes has the given one not IN, if there
// is one. Where an admissible labelling has it OUT that is enough; else the whole cone is searched by
// CDAS of Thimm, Cerutti and Vallati (2021). Let S be complete with the node IN. A preferred labelling
// without it has something of S OUT, else S could be added to it; so it is enough to look at complete
// labellings that do, and to ask whether each can be enlarged to have the node IN.
func (r *run) rival(ctx context.Context, node int32) (bool, error) {
	if ok, err := r.claim(ctx, node, isOut); ok || err != nil {
		return ok, err
	}
	cone := r.cone(node)
	o := r.oracle(r.cutter.cut(cone, nil, complete))
	self := literal{0, isIn}
	ok, err := o.find(ctx, []literal{self}, nil)
	if err != nil {
		return false, err
	}
	if !ok {
		return true, r.growFrom(ctx, o, cone, nil)
	}
	have, _ := split(o.labels(), isIn)
	against := make([]literal, len(have))
	for i, l := range have {
		against[i] = literal{l.node, isOut}
	}
	for {
		if ok, err := o.find(ctx, nil, against); !ok || err != nil {
			return false, err
		}
		rival, _ := split(o.labels(), isIn)
		ok, err := o.find(ctx, append(rival, self), nil)
		if err != nil {
			return false, err
		}
		if !ok {
			return true, r.growFrom(ctx, o, cone, rival)
		}
		_, beyond := split(o.labels(), isIn)
		o.require(beyond) // what is part of this one can be enlarged
	}
}

// growFrom labels a part with a preferred labelling in which the given literals hold.
func (r *run) growFrom(ctx context.Context, o oracle, nodes []int32, given []literal) error {
	if _, err := o.find(ctx, given, nil); err != nil {
		return err
	}
	st, err := grow(ctx, o)
	r.write(nodes, st)
	return err
}

// widestWith labels the island of a node with a semi-stable labelling in which the literal holds.
func (r *run) widestWith(ctx context.Context, l literal) (bool, error) {
	nodes := r.plan().islands.of(r.plan().isle[l.node])
	o := r.oracle(r.cutter.cut(nodes, nil, complete))
	st, ok, err := widest(ctx, o, []literal{{local(nodes, l.node), l.is}})
	if ok {
		r.write(nodes, st)
	}
	return ok, err
}

// local gives the number of a node in a part.
func local(nodes []int32, node int32) int32 {
	i, _ := slices.BinarySearch(nodes, node)
	return int32(i)
}

// stableWitness gives a stable extension of which the claim holds. Every island must have one.
func (r *run) stableWitness(ctx context.Context, node int32, is claim) (Extension, Outcome, error) {
	if ok, err := r.stabilise(ctx); !ok || err != nil {
		return nil, NoExtension, err
	}
	at := r.rest.at(node)
	found := at == none && is.holds(r.grounded[node])
	if at != none {
		if found = (literal{at, is}).holds(r.st[at]); !found {
			nodes := r.plan().islands.of(r.plan().isle[at])
			o := r.oracle(r.cutter.cut(nodes, nil, total))
			ok, err := o.find(ctx, []literal{{local(nodes, at), is}}, nil)
			if err != nil {
				return nil, Exact, err
			}
			if found = ok; found {
				r.write(nodes, o.labels())
			}
		}
	}
	if !found {
		return nil, Exact, nil
	}
	e, err := r.deliver(Stable, r.st)
	return e, Exact, err
}
