package model

import (
	"argmap/internal/argmap"
	"argmap/internal/evaluation"
	"argmap/internal/snapshot"
)

// Evaluation is what a semantics makes of a map.
type Evaluation struct {
	Labelling *evaluation.Labels
	// Snapshot and Request say what was evaluated, and how.
	Snapshot *snapshot.Snapshot
	Request  evaluation.Request
	// In, Out and Undecided count the elements by their label.
	In, Out, Undecided int
}

// Outcome gives how far it can be relied on.
func (e Evaluation) Outcome() EvaluationOutcome { return EvaluationOutcome(e.Labelling.Outcome) }

// Revision gives the revision for which it holds.
func (e Evaluation) Revision() argmap.Revision { return e.Labelling.Revision }

// Decisions gives what became of the questions that have a standard of proof.
func (e Evaluation) Decisions() []snapshot.Decision { return e.Labelling.Decisions() }

// LabelsEvent are the labels of a map that flipped in a step.
type LabelsEvent struct {
	Step
	Outcome EvaluationOutcome
	Changes []LabelChange
}
