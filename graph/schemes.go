package graph

import (
	"context"
	"slices"

	"argmap/graph/model"
	"argmap/internal/argmap"
	"argmap/internal/authoring"
	"argmap/internal/scheme"
	"argmap/internal/snapshot"
)

// schemesIn answers Query.schemes.
func (r *Resolver) schemesIn(ctx context.Context, w window) (*model.Connection[model.Scheme], error) {
	var ids []argmap.ID
	byID := map[argmap.ID]*scheme.Scheme{}
	for _, sc := range r.Schemes().All() {
		ids = append(ids, argmap.ID(sc.ID))
		byID[argmap.ID(sc.ID)] = sc
	}
	slices.Sort(ids)
	c, err := page(ctx, listing[model.Scheme]{
		list:    listOf("schemes"),
		from:    inMemory(ids, func(_ context.Context, id argmap.ID) (model.Scheme, error) { return schemeOf(byID[id]), nil }),
		compare: compareIDs,
		count:   func(context.Context) (int, error) { return len(ids), nil },
	}, w)
	return &c, err
}

// schemeReading says what a name means.
func (r *Resolver) schemeReading(name string) *model.SchemeReading {
	out := &model.SchemeReading{Name: name, Candidates: []model.Scheme{}}
	sc, err := r.Schemes().Find(name)
	if err == nil {
		found := schemeOf(sc)
		out.Status, out.Scheme = model.SchemeStatusFound, &found
		return out
	}
	f, _ := asFault(err)
	out.Message = &f.Message
	out.Status = map[string]model.SchemeStatus{
		"scheme.ambiguous": model.SchemeStatusAmbiguous, "scheme.none": model.SchemeStatusNone, "scheme.unknown": model.SchemeStatusUnknown,
	}[f.Reason]
	ids, _ := f.Details["candidates"].([]string)
	for _, id := range ids {
		if sc, err := r.Schemes().Find(id); err == nil {
			out.Candidates = append(out.Candidates, schemeOf(sc))
		}
	}
	return out
}

// criticalQuestions answers Inference.criticalQuestions: those of its scheme, and who asked them.
func (r *Resolver) criticalQuestions(i *snapshot.Inference) []model.CriticalQuestionUse {
	uses := []model.CriticalQuestionUse{}
	s := i.Snapshot()
	sc, err := r.Schemes().Find(value(i.Scheme()))
	if err != nil {
		return uses
	}
	known := scheme.FillingOf(s, i.ID(), nil)
	for _, q := range sc.Questions {
		asked := sc.Ask(q, known)
		use := model.CriticalQuestionUse{Question: new(criticalOf(q)), Text: asked.Text, About: unlessEmpty(asked.About), Asked: []snapshot.Question{}}
		for _, id := range r.Schemes().Asking(s, i.ID(), q) {
			if question, ok := s.Element(id).(snapshot.Question); ok {
				use.Asked = append(use.Asked, question)
			}
		}
		uses = append(uses, use)
	}
	return uses
}

// schemeOf gives a scheme as the schema has it.
func schemeOf(sc *scheme.Scheme) model.Scheme {
	out := model.Scheme{
		ID: argmap.ID(sc.ID), Name: sc.Name, Aliases: orEmpty(sc.Aliases), Aifdb: orEmpty(sc.AIFdb), Family: sc.Family, Source: sc.Source,
		Conclusion: string(sc.Conclusion), Variables: []model.SchemeVariable{}, Premises: []model.SchemeSlot{}, Questions: []model.CriticalQuestion{},
	}
	for _, v := range sc.Variables {
		out.Variables = append(out.Variables, model.SchemeVariable{Name: v.Name, Words: v.Words})
	}
	for _, p := range sc.Premises {
		out.Premises = append(out.Premises, model.SchemeSlot{ID: p.ID, Kind: model.SlotKind(p.Kind), Says: string(p.Says)})
	}
	for _, q := range sc.Questions {
		out.Questions = append(out.Questions, criticalOf(q))
	}
	return out
}

func criticalOf(q *scheme.CriticalQuestion) model.CriticalQuestion {
	return model.CriticalQuestion{
		ID: q.ID, Name: q.Ref(), Asks: string(q.Asks), Effect: q.Attacks, Slot: unlessEmpty(q.Slot), Burden: q.Burden, BurdenOn: q.Burden.On(),
	}
}

// rebuttalOf gives the rebuttal that a failing answer made; nil when it made none.
func rebuttalOf(res authoring.Result) *snapshot.Rebuttal {
	for _, id := range res.Rebuttals {
		if reb, ok := res.Snapshot.Element(id).(snapshot.Rebuttal); ok {
			return &reb
		}
	}
	return nil
}

func orEmpty(list []string) []string { return append([]string{}, list...) }

func unlessEmpty(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
