package graph

import (
	"context"

	"argmap/graph/model"
	"argmap/internal/argmap"
	"argmap/internal/evaluation"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/snapshot"
)

// maxLabels is how many labels one page may have, and maxBehind how many revisions may be compared.
const (
	maxLabels = 1_000
	maxBehind = 1_000
)

// asked gives the request for a semantics and a reading, which may be nil.
func asked(semantics model.Semantics, reading *snapshot.Reading) (evaluation.Request, error) {
	sem, err := evaluation.ParseSemantics(string(semantics))
	if err != nil {
		return evaluation.Request{}, err
	}
	r, err := readingAsked(reading)
	return evaluation.Request{Reading: r, Semantics: sem}, err
}

// readingAsked gives a reading. A list of voices that is there and empty is refused.
func readingAsked(reading *snapshot.Reading) (snapshot.Reading, error) {
	r := value(reading)
	return r, given("reading.voices", len(r.Voices), r.Voices != nil)
}

// acceptance answers the field of that name of an element.
func (r *Resolver) acceptance(ctx context.Context, e snapshot.Element, semantics model.Semantics, reading *snapshot.Reading) (*model.Acceptance, error) {
	request, err := asked(semantics, reading)
	if err != nil {
		return nil, err
	}
	labels, err := r.Evaluator.Evaluate(ctx, e.Snapshot(), request)
	if err != nil {
		return nil, err
	}
	a, ok := labels.Of(e.ID())
	if !ok {
		return nil, nil //nolint:nilnil // it takes no part
	}
	return new(accepted(labels, a)), nil
}

func accepted(l *evaluation.Labels, a evaluation.Acceptance) model.Acceptance {
	return model.Acceptance{
		Label: a.Label, Reason: nonZero(&a.Reason), Credulous: a.Credulous, Sceptical: a.Sceptical, Weight: a.Weight,
		Outcome: model.EvaluationOutcome(l.Outcome), Revision: l.Revision,
	}
}

// strength answers the field of that name of an element.
func (r *Resolver) strength(ctx context.Context, e snapshot.Element, semantics model.GradualSemantics, reading *snapshot.Reading, base float64) (*model.Strength, error) {
	sem, err := evaluation.ParseStrength(string(semantics))
	if err != nil {
		return nil, err
	}
	how, err := readingAsked(reading)
	if err != nil {
		return nil, err
	}
	all, err := r.Evaluator.Strengths(ctx, e.Snapshot(), evaluation.StrengthRequest{Reading: how, Semantics: sem, Base: &base})
	if err != nil {
		return nil, err
	}
	v, ok := all.Of(e.ID())
	if !ok {
		return nil, nil //nolint:nilnil // it takes no part
	}
	out := &model.Strength{Outcome: model.EvaluationOutcome(v.Outcome), Revision: all.Revision}
	if v.Outcome != evaluation.Unknown {
		out.Value = &v.Value
	}
	return out, nil
}

// evaluate answers ArgumentMap.evaluation.
func (r *Resolver) evaluate(ctx context.Context, m *model.Map, semantics model.Semantics, reading *snapshot.Reading) (*model.Evaluation, error) {
	request, err := asked(semantics, reading)
	if err != nil {
		return nil, err
	}
	s, err := m.Load(ctx)
	if err != nil {
		return nil, err
	}
	labels, err := r.Evaluator.Evaluate(ctx, s, request)
	if err != nil {
		return nil, err
	}
	out := &model.Evaluation{Labelling: labels, Snapshot: s, Request: request}
	out.In, out.Out, out.Undecided = labels.Counts()
	return out, nil
}

// labelsOf answers Evaluation.labels.
func labelsOf(e *model.Evaluation, first, skip int) ([]model.ElementLabel, error) {
	if err := within("first", first, maxLabels); err != nil {
		return nil, err
	}
	if skip < 0 {
		return nil, fault.InvalidField("skip", "evaluation.page", "skip is %d; it must not be negative", skip)
	}
	page := []model.ElementLabel{}
	for element, a := range e.Labelling.All() {
		if skip--; skip >= 0 {
			continue
		}
		if len(page) == first {
			break
		}
		page = append(page, model.ElementLabel{Element: element, Acceptance: new(accepted(e.Labelling, a))})
	}
	return page, nil
}

// extensionsOf answers Evaluation.extensions.
func (r *Resolver) extensionsOf(ctx context.Context, e *model.Evaluation, first, after int) (*model.ExtensionPage, error) {
	p, err := r.Evaluator.Extensions(ctx, e.Snapshot, e.Request, first, after)
	if err != nil {
		return nil, err
	}
	out := &model.ExtensionPage{Outcome: model.EvaluationOutcome(p.Outcome), Revision: p.Revision, More: p.More, Extensions: []model.Extension{}}
	for _, x := range p.Extensions {
		out.Extensions = append(out.Extensions, model.Extension{Number: x.Number, In: x.In})
	}
	return out, nil
}

// countOf answers Evaluation.count.
func (r *Resolver) countOf(ctx context.Context, e *model.Evaluation) (*model.ExtensionCount, error) {
	n, err := r.Evaluator.Count(ctx, e.Snapshot, e.Request)
	if err != nil {
		return nil, err
	}
	return &model.ExtensionCount{Outcome: model.EvaluationOutcome(n.Outcome), Count: n.N, More: n.More}, nil
}

// whatIf answers ArgumentMap.whatIf.
func (r *Resolver) whatIf(ctx context.Context, m *model.Map, what evaluation.Supposition, semantics model.Semantics, reading *snapshot.Reading) (*model.EvaluationDiff, error) {
	request, err := asked(semantics, reading)
	if err != nil {
		return nil, err
	}
	s, err := m.Load(ctx)
	if err != nil {
		return nil, err
	}
	d, err := r.Evaluator.WhatIf(ctx, s, what, request)
	if err != nil {
		return nil, err
	}
	out := &model.EvaluationDiff{Outcome: model.EvaluationOutcome(d.Outcome), Revision: s.Revision(), Flips: []model.LabelFlip{}}
	for _, f := range d.Flips {
		out.Flips = append(out.Flips, model.LabelFlip{Element: f.Element, Before: f.Before.Label, After: f.After.Label})
	}
	return out, nil
}

// supposed gives what a client supposes.
func supposed(without []argmap.ID, with *model.SuppositionInput) evaluation.Supposition {
	what := evaluation.Supposition{Without: without}
	if with == nil {
		return what
	}
	for _, c := range with.Claims {
		what.Claims = append(what.Claims, evaluation.SupposedClaim{Key: c.Key, Text: c.Text, Basis: value(c.Basis)})
	}
	for _, x := range with.Inferences {
		what.Inferences = append(what.Inferences, evaluation.SupposedInference{Key: value(x.Key), Premises: x.Premises, Conclusion: x.Conclusion})
	}
	for _, x := range with.Rebuttals {
		what.Rebuttals = append(what.Rebuttals, evaluation.SupposedRebuttal{Key: value(x.Key), Premises: x.Premises, Target: x.Target, Against: value(x.Against)})
	}
	return what
}

// evaluationChanged answers ArgumentMap.evaluationChanged.
func (r *Resolver) evaluationChanged(ctx context.Context, m *model.Map, since argmap.Revision, request evaluation.Request) (*model.LabelChanges, error) {
	after, err := m.Load(ctx)
	if err != nil {
		return nil, err
	}
	switch now := after.Revision(); {
	case since == 0 || since > now:
		return nil, fault.InvalidField("since", "revision.range", "since is %d; it must lie from 1 to %d", since, now)
	case since+maxBehind < now:
		return nil, fault.New(fault.Exhausted, "evaluation.behind", "revision %d lies more than %d before %d; compare with a later one", since, maxBehind, now).At("since")
	}
	before, err := r.asOf(ctx, after.Map(), since)
	if err != nil {
		return nil, err
	}
	c, err := r.changed(ctx, before, after, request)
	if err != nil {
		return nil, err
	}
	return &model.LabelChanges{Outcome: model.EvaluationOutcome(c.Outcome), FromRevision: since, ToRevision: after.Revision(), Changes: changesOf(c.Changes)}, nil
}

// changed compares the labels of two revisions of a map.
func (r *Resolver) changed(ctx context.Context, before, after *snapshot.Snapshot, request evaluation.Request) (*evaluation.Changes, error) {
	span := ledger.Span{After: before.Revision(), Before: after.Revision() + 1, Limit: maxBehind}
	sets, err := r.Ledger.Changes(ctx, after.Map(), span)
	if err != nil {
		return nil, err
	}
	return r.Evaluator.Changed(ctx, before, after, sets, request)
}

func changesOf(changes []evaluation.Change) []model.LabelChange {
	out := make([]model.LabelChange, len(changes))
	for i, c := range changes {
		edits := make([]model.LabelEdit, len(c.Edits))
		for n, e := range c.Edits {
			edits[n] = model.LabelEdit{Revision: e.Revision, Type: string(e.Ref.Type), ID: e.Ref.ID, Removed: e.After == nil}
		}
		out[i] = model.LabelChange{Element: c.Element, Before: *c.Flip.Before.Label, After: *c.Flip.After.Label, Edits: edits, Tested: c.Tested}
	}
	return out
}
