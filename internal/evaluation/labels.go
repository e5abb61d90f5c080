package evaluation

import (
	"context"
	"errors"
	"iter"

	"argmap/internal/argmap"
	"argmap/internal/semantics"
	"argmap/internal/semantics/dung"
	"argmap/internal/snapshot"
)

// Labels says of every element that takes part what a semantics makes of it.
//
// Where the semantics has one extension, or one that all others contain (GROUNDED, COMPLETE, IDEAL,
// EAGER), a label is that of this extension. Else it is the one that all extensions agree on, and UNDECIDED
// where they do not (for STAGE and CF2, which leave nothing undecided, OUT means that no extension
// accepts the element).
type Labels struct {
	Outcome   Outcome
	Semantics dung.Semantics
	// Revision is the one that the labels hold for.
	Revision argmap.Revision

	framework *snapshot.Framework
	// labels, credulous and sceptical are by node; nil where the outcome says that there are none.
	labels               []snapshot.Verdict
	credulous, sceptical []bool
	// weighed is what the reading BALANCES says besides; nil under others.
	weighed *weighed
}

// Acceptance is what a semantics makes of an element.
type Acceptance struct {
	// Label is nil where the outcome is not EXACT.
	Label *argmap.Label
	// Reason says why the label is OUT; empty for other labels, and where extensions may differ on it.
	Reason argmap.OutReason
	// Credulous says whether some extension accepts the element, Sceptical whether all do; nil where the
	// outcome is UNKNOWN. Without any extension the one is false and the other true.
	Credulous, Sceptical *bool
	// Weight is what an inference weighs, from 0 to 1; only in the reading BALANCES, once it can be weighed.
	Weight *float64
}

func (l *Labels) bytes() int64  { return int64(len(l.labels)) * 42 }
func (l *Labels) settled() bool { return l.Outcome != Unknown }

// Of gives what became of an element; false where it takes no part.
func (l *Labels) Of(id argmap.ID) (Acceptance, bool) {
	node, ok := l.framework.Node(id)
	if !ok || !l.weighed.has(node) {
		return Acceptance{}, false
	}
	return l.at(node), true
}

// All gives every element that takes part, oldest first.
func (l *Labels) All() iter.Seq2[snapshot.Element, Acceptance] {
	return func(yield func(snapshot.Element, Acceptance) bool) {
		for node, e := range l.framework.Elements() {
			if l.weighed.has(node) && !yield(e, l.at(node)) {
				return
			}
		}
	}
}

// Decisions gives what became of the issues that have a standard of proof; in the reading BALANCES of all.
func (l *Labels) Decisions() []snapshot.Decision {
	if l.weighed != nil {
		return l.weighed.decisions
	}
	return l.framework.Decisions()
}

// Counts counts the elements that take part by their label; all are zero where there are no labels.
func (l *Labels) Counts() (in, out, undecided int) {
	for _, a := range l.All() {
		switch {
		case a.Label == nil:
		case *a.Label == argmap.LabelIn:
			in++
		case *a.Label == argmap.LabelOut:
			out++
		default:
			undecided++
		}
	}
	return in, out, undecided
}

func (l *Labels) at(node int32) Acceptance {
	var a Acceptance
	if !l.weighed.has(node) {
		return a
	}
	a.Weight = l.weighed.weight(node)
	if l.labels != nil {
		label := l.labels[node].Label
		a.Label, a.Reason = &label, l.labels[node].Reason
	}
	if l.credulous != nil {
		credulous, sceptical := l.credulous[node], l.sceptical[node]
		a.Credulous, a.Sceptical = &credulous, &sceptical
	}
	return a
}

// atOrNone is empty for an element that takes no part.
func (l *Labels) atOrNone(node int32) Acceptance {
	if node < 0 {
		return Acceptance{}
	}
	return l.at(node)
}

// Evaluate labels all elements of a snapshot, which must be one of its map's log. Rings of support are
// INVALID under STAGE and CF2, the reading DEDUCTIVE under these, SEMI_STABLE and EAGER, and BALANCES under
// all but GROUNDED.
func (s *Service) Evaluate(ctx context.Context, snap *snapshot.Snapshot, r Request) (*Labels, error) {
	return s.evaluate(ctx, snap, r, anew(snap))
}

func (s *Service) evaluate(ctx context.Context, snap *snapshot.Snapshot, r Request, by func(snapshot.Reading) (*read, error)) (*Labels, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	if r.Reading.Support == snapshot.Balances {
		return s.balance(ctx, snap, r)
	}
	frame, k, err := s.frame(ctx, snap, r.Reading, by)
	if err != nil {
		return s.late(snap, r, err)
	}
	k.what = "labels " + r.semantics().String()
	l, err := once(ctx, s, k, func(ctx context.Context) (*Labels, error) { return frame.labels(ctx, r.semantics()) })
	if err != nil {
		return s.late(snap, r, err)
	}
	return l, nil
}

// late turns the end of a caller's context into an answer that says so.
func (s *Service) late(snap *snapshot.Snapshot, r Request, err error) (*Labels, error) {
	if !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded) {
		return nil, err
	}
	f, err := snap.Framework(r.Reading)
	if err != nil {
		return nil, err
	}
	return &Labels{Outcome: Unknown, Semantics: r.semantics(), Revision: snap.Revision(), framework: f}, nil
}

func (r *read) labels(ctx context.Context, sem dung.Semantics) (*Labels, error) {
	l := &Labels{Semantics: sem, Revision: r.Snapshot().Revision(), framework: r.Framework}
	var err error
	switch sem {
	case dung.Grounded, dung.Ideal, dung.Eager:
		err = l.single(ctx, r, sem)
	case dung.Complete, dung.Preferred, dung.Stable, dung.SemiStable, dung.Stage, dung.CF2:
		err = l.several(ctx, r, sem)
	default:
		_, err = r.solver.One(ctx, sem)
	}
	if err != nil {
		return nil, err
	}
	return l, nil
}

// single takes the labels from the one extension.
func (l *Labels) single(ctx context.Context, r *read, sem dung.Semantics) error {
	a, err := r.solver.One(ctx, sem)
	if l.Outcome = outcomeOf(a.Outcome); err != nil || l.Outcome != Exact {
		return err
	}
	l.labels = verdicts(a.Extension)
	l.credulous = make([]bool, len(a.Extension))
	for i, label := range a.Extension {
		l.credulous[i] = isIn(label)
	}
	l.sceptical = l.credulous
	return nil
}

// several takes the labels from what all extensions agree on.
func (l *Labels) several(ctx context.Context, r *read, sem dung.Semantics) error {
	a, err := r.solver.Acceptance(ctx, sem)
	if l.Outcome = outcomeOf(a.Outcome); err != nil || l.Outcome == Unknown {
		return err
	}
	l.credulous, l.sceptical = a.Credulous, a.Sceptical
	if l.Outcome == NoExtension {
		return nil
	}
	grounded, err := r.solver.One(ctx, dung.Grounded)
	if err != nil || grounded.Outcome != dung.Exact {
		return l.giveUp(err)
	}
	l.labels = verdicts(grounded.Extension)
	var rejected []bool
	switch sem {
	case dung.Complete:
		return nil
	case dung.Stable, dung.Stage, dung.CF2:
		rejected = negated(a.Credulous)
	default:
		if rejected, err = rejectedByAll(ctx, r.Map, sem, a.Credulous, l.labels); err != nil || rejected == nil {
			return l.giveUp(err)
		}
	}
	for i := range l.labels {
		l.labels[i] = agreed(l.labels[i], a.Sceptical[i], rejected[i])
	}
	return nil
}

// agreed gives the label on which all extensions agree, with the reason that the grounded one gives.
func agreed(grounded snapshot.Verdict, accepted, rejected bool) snapshot.Verdict {
	switch {
	case accepted:
		return snapshot.Verdict{Label: argmap.LabelIn}
	case rejected:
		return snapshot.Verdict{Label: argmap.LabelOut, Reason: grounded.Reason}
	}
	return snapshot.Verdict{Label: argmap.LabelUndecided}
}

func (l *Labels) giveUp(err error) error {
	l.Outcome, l.labels, l.credulous, l.sceptical = Unknown, nil, nil, nil
	return err
}

func verdicts(e dung.Extension) []snapshot.Verdict {
	vs := make([]snapshot.Verdict, len(e))
	for i, label := range e {
		vs[i] = snapshot.VerdictOf(label)
	}
	return vs
}

func negated(bs []bool) []bool {
	out := make([]bool, len(bs))
	for i, b := range bs {
		out[i] = !b
	}
	return out
}

// rejectedByAll says which nodes every extension has OUT, for a semantics of complete labellings; nil
// when the context ends first. A node that is attacked by one other alone, and touches nothing else,
// is IN exactly where that one is OUT, and changes no extension otherwise; so the question becomes one
// of acceptance. It is asked of the nodes that no extension accepts and the grounded one leaves open.
func rejectedByAll(ctx context.Context, m *semantics.Map, sem dung.Semantics, credulous []bool, grounded []snapshot.Verdict) ([]bool, error) {
	rejected := make([]bool, m.Nodes())
	var open []int32
	for i := range rejected {
		rejected[i] = grounded[i].Label == argmap.LabelOut
		if !credulous[i] && grounded[i].Label == argmap.LabelUndecided {
			open = append(open, int32(i))
		}
	}
	if len(open) == 0 {
		return rejected, nil
	}
	a, err := dung.New(mirrored(m, open)).Acceptance(ctx, sem)
	if err != nil || a.Outcome != dung.Exact {
		return nil, err
	}
	for i, node := range open {
		rejected[node] = a.Sceptical[m.Nodes()+i]
	}
	return rejected, nil
}

// mirrored gives a map with one more node for each of some, attacked by it.
func mirrored(m *semantics.Map, nodes []int32) *semantics.Map {
	b := semantics.NewBuilder(m.Nodes() + len(nodes))
	for node := range int32(m.Nodes()) {
		for members := range m.Needs(node) {
			b.NeedOne(node, members...)
		}
		for _, target := range m.Attacks(node) {
			b.Attack(node, target)
		}
	}
	for i, node := range nodes {
		b.Attack(node, int32(m.Nodes()+i))
	}
	return b.Map()
}
