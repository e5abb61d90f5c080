package snapshot

import (
	"argmap/internal/argmap"
	"argmap/internal/semantics"
)

// Verdict is what evaluation says of an element, and why.
type Verdict struct {
	Label argmap.Label
	// Reason says why the label is OUT; empty for other labels.
	Reason argmap.OutReason
	// Round is the depth of the shortest explanation, from 1; 0 while undecided.
	Round int
}

// Verdict gives the grounded verdict in the map reading on an element; false where the element takes
// no part. Claims, inferences, rebuttals and preferences that break no rule of well-formedness take
// part. All verdicts of a snapshot are computed when the first is asked for.
func (s *Snapshot) Verdict(element argmap.ID) (Verdict, bool) {
	slot := s.elements.find(element)
	if slot == none || !s.evaluation().takesPart(slot) {
		return Verdict{}, false
	}
	return s.evaluation().verdict(slot), true
}

// labelOf gives the label of a claim, inference or rebuttal, or nil where it takes no part.
func (s *Snapshot) labelOf(slot int32) *argmap.Label { return s.evaluation().label(slot) }

// labelBeforeIssues gives the label that an element would have if no question were an issue. The status of a
// question rests on it: whether it is answered must not depend on what its answers do to each other.
func (s *Snapshot) labelBeforeIssues(slot int32) *argmap.Label {
	return s.beforeIssues.get(func() *evaluation {
		if e := s.evaluation(); !e.issues {
			return e
		}
		return s.evaluate(Reading{Issues: Ignore})
	}).label(slot)
}

// evaluation is the outcome of evaluating a snapshot; the first nodes of the framework are the slots of
// elements.
type evaluation struct {
	part      []part
	labelling *semantics.Labelling
	// issues reports whether a question was an issue.
	issues bool
}

// part is what an element does in evaluation.
type part uint8

const (
	bystander part = iota
	link
	preference
	given
	argued
	// unheard claims take no part; they are kept apart to tell their basis.
	unheardGiven
	unheardArgued
)

func (p part) takesPart() bool {
	return p == link || p == preference || p == given || p == argued
}

func (p part) claim() bool { return p == given || p == argued }

func (e *evaluation) takesPart(slot int32) bool { return e.part[slot].takesPart() }

func (e *evaluation) basis(slot int32) argmap.Basis {
	if p := e.part[slot]; p == given || p == unheardGiven {
		return argmap.Given
	}
	return argmap.Argued
}

func (e *evaluation) label(slot int32) *argmap.Label {
	if !e.takesPart(slot) || e.part[slot] == preference {
		return nil
	}
	label := e.verdict(slot).Label
	return &label
}

func (e *evaluation) verdict(slot int32) Verdict {
	v := VerdictOf(e.labelling.Labels[slot])
	v.Round = int(e.labelling.Rounds[slot])
	return v
}

// VerdictOf gives what a label of a framework's node says of an element. It has no round.
func VerdictOf(label semantics.Label) Verdict {
	switch label {
	case semantics.In:
		return Verdict{Label: argmap.LabelIn}
	case semantics.Defeated:
		return Verdict{Label: argmap.LabelOut, Reason: argmap.Defeated}
	case semantics.Unsupported:
		return Verdict{Label: argmap.LabelOut, Reason: argmap.Unsupported}
	case semantics.Undecided:
	}
	return Verdict{Label: argmap.LabelUndecided}
}

// Grounded gives the label of a framework's node, from the verdict of VerdictOf.
func (v Verdict) Grounded() semantics.Label {
	switch {
	case v.Label == argmap.LabelIn:
		return semantics.In
	case v.Label == argmap.LabelUndecided:
		return semantics.Undecided
	case v.Reason == argmap.Unsupported:
		return semantics.Unsupported
	}
	return semantics.Defeated
}

func (s *Snapshot) evaluation() *evaluation {
	return s.evaluated.get(func() *evaluation { return s.evaluate(Reading{}) })
}

// evaluate gives the grounded labels of a reading that names no voices.
func (s *Snapshot) evaluate(r Reading) *evaluation {
	f := newFramework(s, r)
	e := &evaluation{part: f.part, labelling: semantics.Grounded(f.Map), issues: len(f.issues) > 0}
	s.derived.Add(int64(len(e.part)) + int64(len(e.labelling.Labels))*5)
	return e
}
