package graph

import (
	"context"

	"argmap/graph/model"
	"argmap/internal/evaluation"
	"argmap/internal/snapshot"
)

// why answers the field of that name of an element.
func (r *Resolver) why(ctx context.Context, e snapshot.Element, reading *snapshot.Reading, steps int) (*model.Explanation, error) {
	how, err := readingAsked(reading)
	if err != nil {
		return nil, err
	}
	x, err := r.Evaluator.Explain(ctx, e.Snapshot(), e.ID(), how, steps)
	if err != nil || x == nil {
		return nil, err
	}
	return &model.Explanation{Explanation: x}, nil
}

// defenceOf answers Explanation.defence.
func defenceOf(ctx context.Context, x *model.Explanation, tries int) (*model.Defence, error) {
	d, err := x.Defence(ctx, tries)
	if err != nil || d == nil {
		return nil, err
	}
	return &model.Defence{Outcome: model.EvaluationOutcome(d.Outcome), Elements: orNone(d.Elements), Minimal: d.Minimal}, nil
}

// flipsOf answers Explanation.flips.
func flipsOf(ctx context.Context, x *model.Explanation, tries int) (*model.Flips, error) {
	f, err := x.Flips(ctx, tries)
	if err != nil {
		return nil, err
	}
	out := &model.Flips{Removals: []model.Removal{}, Tried: f.Tried, All: f.All}
	for _, one := range f.Found {
		out.Removals = append(out.Removals, model.Removal{Element: one.Element, Label: one.Label, Reason: nonZero(&one.Reason)})
	}
	return out, nil
}

// questionsOf answers Explanation.questions.
func questionsOf(ctx context.Context, x *model.Explanation, first int) (*model.OpenCriticalQuestions, error) {
	rests, err := x.Rests(ctx, first)
	if err != nil {
		return nil, err
	}
	out := &model.OpenCriticalQuestions{Questions: []model.OpenCriticalQuestion{}, More: rests.More}
	for _, q := range rests.Questions {
		out.Questions = append(out.Questions, model.OpenCriticalQuestion{
			Question: &q.Question, About: q.About, IfMet: q.IfMet, IfFailed: q.IfFailed, Matters: q.Matters,
		})
	}
	return out, nil
}

// influencesAsked is what is asked about influences.
type influencesAsked struct {
	semantics model.GradualSemantics
	reading   *snapshot.Reading
	base      float64
	method    model.AttributionMethod
	first     int
}

// influences answers the field of that name of an element.
func (r *Resolver) influences(ctx context.Context, e snapshot.Element, a influencesAsked) (*model.Influences, error) {
	sem, err := evaluation.ParseStrength(string(a.semantics))
	if err != nil {
		return nil, err
	}
	method, err := evaluation.ParseMethod(string(a.method))
	if err != nil {
		return nil, err
	}
	how, err := readingAsked(a.reading)
	if err != nil {
		return nil, err
	}
	request := evaluation.StrengthRequest{Reading: how, Semantics: sem, Base: &a.base}
	in, err := r.Evaluator.Influences(ctx, e.Snapshot(), e.ID(), request, method, a.first)
	if err != nil || in == nil {
		return nil, err
	}
	out := &model.Influences{
		Element: in.Element, Outcome: model.EvaluationOutcome(in.Outcome), Revision: in.Revision, Converged: in.Converged,
		Iterations: in.Iterations, Residual: in.Residual, Samples: in.Samples, Count: in.Count, Influences: []model.Influence{},
	}
	if in.Known {
		out.Strength = &in.Strength
	}
	for _, one := range in.Found {
		i := model.Influence{Element: one.Element, Error: one.Error, Outcome: model.EvaluationOutcome(one.Outcome)}
		if one.Outcome != evaluation.Unknown {
			i.Amount = &one.Amount
		}
		out.Influences = append(out.Influences, i)
	}
	return out, nil
}
