package evaluation

import (
	"cmp"
	"context"
	"math"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/semantics/gradual"
	"argmap/internal/snapshot"
)

// Influences says what moves the strength of an element.
type Influences struct {
	// Outcome is the worst of the amounts'; ESTIMATED where they are means of samples.
	Outcome  Outcome
	Revision argmap.Revision
	// Element is whose strength is looked at, and Strength how strong it is.
	Element  snapshot.Element
	Strength float64
	// Known reports that there was time for the strength.
	Known bool
	// Converged reports that the strengths on which this rests settled, Iterations how often a cycle was gone
	// through for it, and Residual by how much the strengths would still move at most.
	Converged  bool
	Iterations int
	Residual   float64
	// Samples counts the orders of arrival from which Shapley values were estimated; 0 where they are exact.
	Samples int
	// Found are those that move it, by descending size.
	Found []Influence
	// Count counts all that move it.
	Count int
}

// Influence is what an element does to a strength.
type Influence struct {
	Element snapshot.Element
	// Amount is positive where the element raises the strength.
	Amount float64
	// Error is the standard error of an amount that is estimated.
	Error   *float64
	Outcome Outcome
}

// size gives an amount without its sign, rounded, so that the last digits order nothing; 0 for what is not
// known.
func size(a *gradual.Attribution, node int32) float64 {
	if a.Outcomes[node] == gradual.Unknown {
		return 0
	}
	return math.Round(math.Abs(a.Values[node]) * 1e9)
}

// The bounds of influences.
const (
	// MaxInfluences is how many may be told.
	MaxInfluences = 1000
	// negligible is the size up to which an amount is taken for none; on cycles, where strengths are found
	// by steps, it is negligibleOnCycles.
	negligible         = 1e-9
	negligibleOnCycles = 1e-6
)

// ParseMethod gives the method of attribution of a name in capitals: REMOVAL, GRADIENT or SHAPLEY; the error
// is INVALID and lists the names.
func ParseMethod(name string) (gradual.Method, error) {
	return parse("method", []named[gradual.Method]{
		{"REMOVAL", gradual.Removal}, {"GRADIENT", gradual.Gradient}, {"SHAPLEY", gradual.Shapley},
	}, name)
}

// Influences says which elements move the strength of one the most, so many at most; see gradual.Attribute
// for what the methods say. Nil for an element that takes no part. NOT_FOUND is the error for an id that
// names no element, INVALID for a number below 1 and for a base score that is none, EXHAUSTED for a number
// above MaxInfluences.
func (s *Service) Influences(ctx context.Context, snap *snapshot.Snapshot, id argmap.ID, r StrengthRequest, m gradual.Method, first int) (*Influences, error) {
	e := snap.Element(id)
	if e == nil {
		return nil, fault.New(fault.NotFound, "element.unknown", "there is no element %q in this map", id)
	}
	if err := between("first", first, MaxInfluences); err != nil {
		return nil, err
	}
	in := &Influences{Outcome: Unknown, Revision: snap.Revision(), Element: e}
	all, err := s.Strengths(ctx, snap, r)
	if err != nil {
		return nil, err
	}
	if all.graph == nil {
		return in, nil
	}
	node, takesPart := all.framework.Node(id)
	if !takesPart {
		return nil, nil //nolint:nilnil // nothing moves it
	}
	ctx, cancel := context.WithTimeout(ctx, s.budget)
	defer cancel()
	if !s.turn(ctx) {
		return in, nil
	}
	defer s.done()
	a, err := all.graph.Attribute(ctx, r.Semantics, m, node)
	if err != nil {
		return nil, err
	}
	in.take(a, all, node, first)
	return in, nil
}

// take keeps the largest of an attribution.
func (in *Influences) take(a *gradual.Attribution, all *Strengths, topic int32, first int) {
	in.Outcome, in.Strength, in.Samples = gradualOutcome(a.Outcome), a.Strength, a.Samples
	in.Known = all.Outcomes[topic] != gradual.Unknown
	in.Converged, in.Iterations, in.Residual = all.Outcomes[topic] == gradual.Exact, a.Iterations, a.Residual
	least := negligible
	if a.Iterations > 1 {
		least = negligibleOnCycles
	}
	var moving []int32
	for node := range all.framework.Nodes() {
		if node != topic && (math.Abs(a.Values[node]) > least || a.Outcomes[node] == gradual.Unknown) {
			moving = append(moving, node)
		}
	}
	slices.SortStableFunc(moving, func(x, y int32) int { return cmp.Compare(size(a, y), size(a, x)) })
	in.Count = len(moving)
	for _, node := range moving[:min(first, in.Count)] {
		in.Found = append(in.Found, influenceOf(a, all.framework.Element(node), node))
	}
}

// influenceOf gives what a node does.
func influenceOf(a *gradual.Attribution, e snapshot.Element, node int32) Influence {
	one := Influence{Element: e, Amount: a.Values[node], Outcome: gradualOutcome(a.Outcomes[node])}
	if a.Outcomes[node] == gradual.Estimated {
		one.Error = new(a.StandardErrors[node])
	}
	if one.Outcome == Unknown {
		one.Amount = 0
	}
	return one
}
