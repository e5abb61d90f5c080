package evaluation

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/semantics/gradual"
	"argmap/internal/snapshot"
)

// StrengthRequest says how strengths are worked out.
type StrengthRequest struct {
	Reading   snapshot.Reading
	Semantics gradual.Semantics
	// Base is the base score of claims, from 0 to 1; snapshot.ClaimBase where nil.
	Base *float64
}

// Strengths says of every element that takes part how strong it is.
type Strengths struct {
	*gradual.Result

	// Outcome is the worst of all; one of the elements may be better off.
	Outcome  Outcome
	Revision argmap.Revision

	framework *snapshot.Framework
	graph     *gradual.Graph
	base      float64
}

// Strength is how strong an element is.
type Strength struct {
	// Value lies from 0 to 1; it means nothing where the outcome is UNKNOWN.
	Value   float64
	Outcome Outcome
}

func (s *Strengths) bytes() int64 {
	if s.Result == nil {
		return 0
	}
	return int64(len(s.Result.Strengths)) * 80
}

func (s *Strengths) settled() bool { return s.Outcome == Exact }

// Of gives the strength of an element; false where it takes no part.
func (s *Strengths) Of(id argmap.ID) (Strength, bool) {
	node, ok := s.framework.Node(id)
	if !ok {
		return Strength{}, false
	}
	return s.at(node), true
}

// All gives every element that takes part, oldest first.
func (s *Strengths) All() iter.Seq2[snapshot.Element, Strength] {
	return func(yield func(snapshot.Element, Strength) bool) {
		for node, e := range s.framework.Elements() {
			if !yield(e, s.at(node)) {
				return
			}
		}
	}
}

func (s *Strengths) at(node int32) Strength {
	if s.Result == nil {
		return Strength{Outcome: Unknown}
	}
	return Strength{s.Result.Strengths[node], gradualOutcome(s.Outcomes[node])}
}

// Strengths gives the strengths of all elements of a snapshot, which must be one of its map's log.
func (s *Service) Strengths(ctx context.Context, snap *snapshot.Snapshot, r StrengthRequest) (*Strengths, error) {
	base := snapshot.ClaimBase
	if r.Base != nil {
		base = *r.Base
	}
	if !(base >= 0 && base <= 1) {
		return nil, fault.InvalidField("base", "evaluation.base", "the base score of claims is %v; it must lie from 0 to 1", base)
	}
	if !slices.Contains(gradual.AllSemantics(), r.Semantics) {
		return nil, fault.InvalidField("semantics", "evaluation.semantics", "there is no gradual semantics number %d", r.Semantics)
	}
	frame, k, err := s.frame(ctx, snap, r.Reading, anew(snap))
	if err == nil {
		k.what = fmt.Sprintf("strengths %s %v", r.Semantics, base)
		var found *Strengths
		found, err = once(ctx, s, k, func(ctx context.Context) (*Strengths, error) {
			return frame.strengths(ctx, r.Semantics, base), nil
		})
		if err == nil {
			return found, nil
		}
	}
	if err := unlessLate(err); err != nil {
		return nil, err
	}
	f, err := snap.Framework(r.Reading)
	return &Strengths{Outcome: Unknown, Revision: snap.Revision(), framework: f, base: base}, err
}

func (r *read) strengths(ctx context.Context, sem gradual.Semantics, base float64) *Strengths {
	g := r.Graph(base)
	result := g.Evaluate(ctx, sem)
	return &Strengths{
		Result: result, Outcome: gradualOutcome(result.Outcome), Revision: r.Snapshot().Revision(),
		framework: r.Framework, graph: g, base: base,
	}
}
