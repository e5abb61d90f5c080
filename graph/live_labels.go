package graph

import (
	"context"

	"argmap/graph/model"
	"argmap/internal/argmap"
	"argmap/internal/evaluation"
	"argmap/internal/ledger"
	"argmap/internal/semantics/dung"
)

// labelLeap is a step for whoever watches the labels of a semantics under a reading.
type labelLeap struct {
	leap
	semantics dung.Semantics
	reading   string
}

// labelsChanged follows the labels of a map. A request that has no meaning there is refused at once.
func (r *Resolver) labelsChanged(ctx context.Context, m argmap.ID, request evaluation.Request, since *argmap.Revision, epoch *int) (<-chan *model.LabelsEvent, error) {
	normal, err := request.Normal()
	if err != nil {
		return nil, err
	}
	if len(normal.Reading.Voices) > 0 {
		now, err := r.latest(ctx, m)
		if err == nil {
			err = now.Hears(normal.Reading)
		}
		if err != nil {
			return nil, err
		}
	}
	current := make(chan *model.LabelsEvent, 1)
	err = r.follow(ctx, m, since, epoch, func(ctx context.Context, e ledger.Event) (bool, error) {
		event := &model.LabelsEvent{Step: r.step(e), Outcome: model.EvaluationOutcomeUnknown, Changes: []model.LabelChange{}}
		if !e.Reset {
			c, err := r.flips(ctx, e, normal)
			if err != nil || c.Outcome == evaluation.Exact && len(c.Changes) == 0 {
				return false, err
			}
			event.Outcome, event.Changes = model.EvaluationOutcome(c.Outcome), changesOf(c.Changes)
		}
		current <- event
		return true, nil
	})
	return current, err
}

// flips gives the labels that flipped in an event. Watchers of one map, who are woken together, share
// the work.
func (r *Resolver) flips(ctx context.Context, e ledger.Event, request evaluation.Request) (*evaluation.Changes, error) {
	at := labelLeap{leap{place{e.Map, e.To, e.Epoch}, e.From}, request.Semantics, request.Reading.Key()}
	return r.standings.flips.do(at, func() (*evaluation.Changes, error) {
		before, err := r.exactly(ctx, place{e.Map, e.From, e.Epoch})
		if err != nil {
			return nil, err
		}
		after, err := r.exactly(ctx, at.To)
		if err != nil {
			return nil, err
		}
		return r.changed(ctx, before, after, request)
	})
}
