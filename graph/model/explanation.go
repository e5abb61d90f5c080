package model

import (
	"argmap/internal/argmap"
	"argmap/internal/evaluation"
	"argmap/internal/snapshot"
)

// Explanation says why an element has its grounded label.
type Explanation struct{ *evaluation.Explanation }

// Element gives what is explained.
func (e Explanation) Element() snapshot.Element { return e.Explanation.Element }

// Label gives its label; nil where the outcome is UNKNOWN.
func (e Explanation) Label() *argmap.Label { return e.Explanation.Label }

// Reason says why it is OUT; nil for other labels.
func (e Explanation) Reason() *argmap.OutReason {
	if e.Explanation.Reason == "" {
		return nil
	}
	return &e.Explanation.Reason
}

// Outcome gives how far it can be relied on.
func (e Explanation) Outcome() EvaluationOutcome { return EvaluationOutcome(e.Explanation.Outcome) }

// Revision gives the revision for which it holds.
func (e Explanation) Revision() argmap.Revision { return e.Explanation.Revision }

// Depth gives the round in which it was decided.
func (e Explanation) Depth() int { return e.Explanation.Depth }

// Text says it in a sentence.
func (e Explanation) Text() string { return e.Explanation.Text }

// Steps gives the steps.
func (e Explanation) Steps() []ExplanationStep {
	steps := make([]ExplanationStep, len(e.Explanation.Steps))
	for i, s := range e.Explanation.Steps {
		steps[i] = ExplanationStep{
			Element: s.Element, Label: s.Label, Because: Ground(s.Because.String()), On: s.On, Against: s.Against, Text: s.Text,
		}
	}
	return steps
}

// Cycle gives the cycle, if it is undecided.
func (e Explanation) Cycle() []snapshot.Element { return e.Explanation.Cycle }

// Parity counts the attacks of the cycle; nil without one.
func (e Explanation) Parity() *CycleParity {
	if len(e.Explanation.Cycle) == 0 {
		return nil
	}
	p := CycleParityEven
	if e.OddCycle() {
		p = CycleParityOdd
	}
	return &p
}

// Cut reports that steps were left out.
func (e Explanation) Cut() bool { return e.Explanation.Cut }
