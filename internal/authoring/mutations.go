package authoring

import (
	"context"

	"argmap/internal/argmap"
)

// AddClaim adds a claim.
func (s *Service) AddClaim(ctx context.Context, w Write, in ClaimInput) (Result, error) {
	return s.carryOut(ctx, w, request{"addClaim", in}, []step{claimStep("input.claim", &in)})
}

// AddInference adds an inference from premises to what they conclude.
func (s *Service) AddInference(ctx context.Context, w Write, in InferenceInput) (Result, error) {
	return s.carryOut(ctx, w, request{"addInference", in}, []step{inferenceStep("input.inference", &in)})
}

// AddRebuttal adds a rebuttal of a target.
func (s *Service) AddRebuttal(ctx context.Context, w Write, in RebuttalInput) (Result, error) {
	return s.carryOut(ctx, w, request{"addRebuttal", in}, []step{rebuttalStep("input.rebuttal", &in)})
}

// RaiseQuestion raises a question.
func (s *Service) RaiseQuestion(ctx context.Context, w Write, in QuestionInput) (Result, error) {
	return s.carryOut(ctx, w, request{"raiseQuestion", in}, []step{questionStep("input.question", &in)})
}

// RaiseCriticalQuestion puts a critical question of an inference's scheme to it, in the scheme's words.
func (s *Service) RaiseCriticalQuestion(ctx context.Context, w Write, in CriticalQuestionInput) (Result, error) {
	return s.carryOut(ctx, w, request{"raiseCriticalQuestion", in}, []step{criticalStep("input.question", &in)})
}

// AnswerQuestion answers a question with a claim; the result's id is that of the ANSWERS link. An answer
// that FAILS makes the rebuttal that the question's effect names as well, which the result names.
func (s *Service) AnswerQuestion(ctx context.Context, w Write, in AnswerInput) (Result, error) {
	return s.carryOut(ctx, w, request{"answerQuestion", in}, []step{answerStep("input.answer", &in)})
}

// Cite cites words of a source for an element.
func (s *Service) Cite(ctx context.Context, w Write, element argmap.ID, in CitationInput) (Result, error) {
	both := ElementCitationInput{Element: element, Citation: in}
	return s.carryOut(ctx, w, request{"cite", both}, []step{citeStep("input", &both)})
}

// UpdateElement changes an element's own fields; those left out stay as they are.
func (s *Service) UpdateElement(ctx context.Context, w Write, in ElementUpdate) (Result, error) {
	return s.carryOut(ctx, w, request{"updateElement", in}, []step{updateStep("input.element", &in)})
}

// DeleteElements deletes elements with all that falls with them.
func (s *Service) DeleteElements(ctx context.Context, w Write, ids []argmap.ID) (Result, error) {
	return s.carryOut(ctx, w, request{"deleteElement", ids}, []step{deleteStep("input.ids", true, ids...)})
}

// Apply carries out a list of operations in their order, all or none, as one revision.
func (s *Service) Apply(ctx context.Context, c Command) (Result, error) {
	steps, err := stepsOf(c.Operations)
	if err != nil {
		return Result{}, err
	}
	return s.carryOut(ctx, c.Write, request{"applyChanges", c.Operations}, steps)
}

// Preview tells what deleting elements would come to at the head, and at which revision that is.
func (s *Service) Preview(ctx context.Context, m argmap.ID, ids []argmap.ID) (argmap.Impact, argmap.Revision, error) {
	return s.ledger.Preview(ctx, m, ids)
}
