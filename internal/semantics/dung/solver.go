package dung

import (
	"context"
	"errors"
	"sync"

	"argmap/internal/semantics"
)

// Solver answers questions about one map. It keeps what they share and is safe for concurrent use.
//
// Every question takes a context, whose end is its budget: the answer is then UNKNOWN and says nothing
// else. Errors are about the question: a node that is not there, or ErrRings. A labelling is checked
// against the definition by Check, or CheckAdmissible, before it is given away.
type Solver struct {
	whole     *semantics.Map
	labelling func() *semantics.Labelling
	grounded  []semantics.Label
	rest      *rest
	deps      func(int32) []int32
	plan      func() *plan
	flat      func() (*flattening, error)
	// bits is the number of nodes up to which a part is searched over bit sets.
	bits int
}

// New prepares a solver: it computes the grounded labelling.
func New(m *semantics.Map) *Solver { return newSolver(m, maxBits) }

func newSolver(m *semantics.Map, bits int) *Solver {
	s := &Solver{whole: m, grounded: semantics.GroundedLabels(m), bits: bits}
	s.labelling = sync.OnceValue(func() *semantics.Labelling { return semantics.Grounded(m) })
	s.rest = restOf(m, s.grounded)
	s.deps = dependencies(s.rest.Map)
	s.plan = sync.OnceValue(func() *plan { return newPlan(s.rest.Nodes(), s.deps) })
	s.flat = sync.OnceValues(func() (*flattening, error) { return flatten(m, bits) })
	return s
}

// Grounded gives the grounded labelling with the rounds, which are worked out when they are first asked
// for. It must not be changed.
func (s *Solver) Grounded() *semantics.Labelling { return s.labelling() }

// Answer is one extension, or the reason why there is none. Extension is nil unless the outcome is
// EXACT.
type Answer struct {
	Outcome   Outcome
	Extension Extension
}

// One gives an extension; of a complete semantics with several it is any, for COMPLETE the grounded one.
func (s *Solver) One(ctx context.Context, sem Semantics) (Answer, error) {
	if err := sem.known(); err != nil {
		return Answer{}, err
	}
	if sem == Stage || sem == CF2 {
		return s.first(ctx, sem)
	}
	st, ok, err := s.newRun().one(ctx, sem)
	switch {
	case ended(err):
		return Answer{}, nil
	case err != nil:
		return Answer{}, err
	case !ok:
		return Answer{Outcome: NoExtension}, nil
	}
	e, err := s.deliver(sem, st)
	return Answer{Exact, e}, err
}

// first gives the first extension of those that each finds.
func (s *Solver) first(ctx context.Context, sem Semantics) (a Answer, err error) {
	err = s.each(ctx, sem, func(e Extension) bool {
		a = Answer{Exact, e}
		return false
	})
	if ended(err) {
		return Answer{}, nil
	}
	return a, err
}

// ended tells whether an error is that of a context.
func ended(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// over tells whether a context has ended.
func over(ctx context.Context) bool { return ctx.Err() != nil }

// deliver makes statuses of the rest an extension of the whole map, and checks it. That no complete labelling
// is smaller than the grounded one would be found out by computing that again, which shows nothing.
func (s *Solver) deliver(sem Semantics, st []status) (Extension, error) {
	e := explain(s.whole, s.widen(st))
	if sem == Grounded {
		return e, Check(s.whole, Complete, e)
	}
	return e, Check(s.whole, sem, e)
}

// widen adds what the grounded labelling says of the nodes that are not in the rest.
func (s *Solver) widen(st []status) []status {
	all := make([]status, len(s.grounded))
	for node, label := range s.grounded {
		switch {
		case label == semantics.In:
			all[node] = in
		case label.Out():
			all[node] = out
		default:
			all[node] = st[s.rest.at(int32(node))]
		}
	}
	return all
}

// run is one question under way: the statuses of the rest so far.
type run struct {
	*Solver
	st     []status
	cutter *cutter
	// may bounds what the nodes of the rest can be; nil as long as nobody has asked.
	may []outlook
}

func (s *Solver) newRun() *run {
	return &run{Solver: s, st: make([]status, s.rest.Nodes()), cutter: newCutter(s.rest.Map)}
}

// one looks for an extension and gives its statuses; false when there is none.
func (r *run) one(ctx context.Context, sem Semantics) ([]status, bool, error) {
	if ctx.Err() != nil {
		return nil, false, ctx.Err()
	}
	ok, err := true, error(nil)
	switch sem {
	case Grounded, Complete:
	case Preferred:
		err = r.prefer(ctx, r.plan().comps)
	case Stable:
		ok, err = r.stabilise(ctx)
	case SemiStable:
		err = r.semiStabilise(ctx)
	case Ideal:
		err = r.ideal(ctx)
	default:
		err = r.eager(ctx)
	}
	return r.st, ok, err
}
