package evaluation

import (
	"context"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/semantics"
	"argmap/internal/semantics/why"
	"argmap/internal/snapshot"
)

// Explanation says why an element has its grounded label under a reading.
type Explanation struct {
	// Outcome is EXACT, or UNKNOWN where the time ended before there was a label; then there is no more.
	Outcome  Outcome
	Revision argmap.Revision
	// Element is what is explained.
	Element snapshot.Element
	// Label is nil where the outcome is UNKNOWN; Reason says why it is OUT.
	Label  *argmap.Label
	Reason argmap.OutReason
	// Depth is the round in which the label was decided, from 1: the depth of the shortest dispute tree;
	// 0 while undecided.
	Depth int
	// Text says in one sentence why.
	Text string
	// Steps begin with the element's and go on with those of the elements on which they rest, nearest first.
	// Each element named in a step has steps of its own, unless Cut.
	Steps []Step
	// Cycle is that of an undecided element, each of which depends on the next and the last on the first;
	// Parity counts the attacks in it.
	Cycle  []snapshot.Element
	Parity why.Parity
	// Cut reports that steps, or elements in them, were left out for want of budget or time.
	Cut bool

	service *Service
	snap    *snapshot.Snapshot
	frame   *read
	node    int32
}

// Step gives one ground of the label of an element.
type Step struct {
	Element snapshot.Element
	Label   argmap.Label
	Because why.Because
	// On are the elements on which it rests, as Because says; Against those that attack it and do not
	// succeed.
	On, Against []snapshot.Element
	// Text says it in a sentence that names no other elements than these.
	Text string
}

// OddCycle reports that the cycle has an odd number of attacks.
func (x *Explanation) OddCycle() bool { return x.Parity == why.Odd }

// The bounds of explanations.
const (
	// MaxSteps is how many steps an explanation may have.
	MaxSteps = 1000
	// MaxTries is how many removals may be tried out for Flips and for a Defence.
	MaxTries = 1000
	// MaxOpen is how many questions Rests may list.
	MaxOpen = 100
)

// Explain says why an element of a snapshot, which must be one of its map's log, has its grounded label
// under a reading, in so many steps at most. It gives nil for an element that takes no part in evaluation.
// NOT_FOUND is the error for an id that names no element, INVALID for a number of steps below 1, EXHAUSTED
// for one above MaxSteps.
func (s *Service) Explain(ctx context.Context, snap *snapshot.Snapshot, id argmap.ID, r snapshot.Reading, steps int) (*Explanation, error) {
	if err := between("steps", steps, MaxSteps); err != nil {
		return nil, err
	}
	x, err := s.asked(ctx, snap, id, r)
	if err != nil || x == nil || x.Outcome == Unknown {
		return x, err
	}
	if !s.turn(ctx) {
		return x.unknown(), nil
	}
	defer s.done()
	l := x.frame.solver.Grounded()
	found, err := why.Explain(ctx, x.frame.Map, l, x.node, why.Options{Budget: steps})
	if err != nil {
		return nil, err
	}
	x.tell(found, l, steps)
	return x, nil
}

// asked finds what an explanation is about.
func (s *Service) asked(ctx context.Context, snap *snapshot.Snapshot, id argmap.ID, r snapshot.Reading) (*Explanation, error) {
	e := snap.Element(id)
	if e == nil {
		return nil, fault.New(fault.NotFound, "element.unknown", "there is no element %q in this map", id)
	}
	x := &Explanation{Outcome: Exact, Revision: snap.Revision(), Element: e, service: s, snap: snap}
	frame, _, err := s.frame(ctx, snap, r, anew(snap))
	if err != nil {
		return x.unknown(), unlessLate(err)
	}
	node, takesPart := frame.Node(id)
	if !takesPart {
		return nil, nil //nolint:nilnil // there is nothing to explain
	}
	x.frame, x.node = frame, node
	return x, nil
}

func (x *Explanation) unknown() *Explanation {
	x.Outcome = Unknown
	return x
}

// tell fills in what was found.
func (x *Explanation) tell(found *why.Explanation, l *semantics.Labelling, most int) {
	v := snapshot.VerdictOf(found.Label)
	x.Label, x.Reason, x.Depth = &v.Label, v.Reason, int(found.Depth)
	x.Parity, x.Cut = found.Parity, found.Cut
	t := newTelling(x.frame.Framework, l, found)
	x.Steps, x.Cycle = t.steps(), t.cycle()
	x.Text = t.summary()
	if len(x.Steps) > most {
		x.Steps, x.Cut = x.Steps[:most], true
	}
}

// between checks a bound that a caller gives.
func between(field string, n, most int) error {
	switch {
	case n < 1:
		return fault.InvalidField(field, "evaluation.too_small", "%s is %d; it must be 1 at least", field, n)
	case n > most:
		return fault.New(fault.Exhausted, "evaluation.too_large", "%s is %d; at most %d is allowed", field, n, most).At(field)
	}
	return nil
}

// turn waits until there is room for work on one element; false when the context ends first.
func (s *Service) turn(ctx context.Context) bool {
	select {
	case s.turns <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

func (s *Service) done() { <-s.turns }
