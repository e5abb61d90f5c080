package graph

import (
	"context"

	"argmap/graph/model"
	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
)

// treeSince answers ArgumentMap.treeSince.
func (r *Resolver) treeSince(ctx context.Context, m *model.Map, since argmap.Revision, budget int) (*model.TreeStep, error) {
	was, is, err := r.sides(ctx, m, since, budget)
	if err != nil {
		return nil, err
	}
	step, err := is.TreeSince(was, budget)
	if err != nil {
		return nil, err
	}
	out := &model.TreeStep{Since: since, Revision: is.Revision(), RowCount: step.Rows, Parts: make([]model.TreePart, len(step.Parts)), Cut: step.Cut}
	for i, part := range step.Parts {
		out.Parts[i] = model.TreePart(part)
	}
	return out, nil
}

// elementsSince answers ArgumentMap.elementsSince.
func (r *Resolver) elementsSince(ctx context.Context, m *model.Map, since argmap.Revision, budget int) (*model.ElementsStep, error) {
	was, is, err := r.sides(ctx, m, since, budget)
	if err != nil {
		return nil, err
	}
	step := is.ElementsSince(was)
	out := &model.ElementsStep{Since: since, Revision: is.Revision(), Changed: []snapshot.Element{}, Gone: []argmap.ID{}}
	if out.Cut = step.Changed.Len()+len(step.Gone) > budget; out.Cut {
		return out, nil
	}
	for e := range step.Changed.All() {
		out.Changed = append(out.Changed, e)
	}
	out.Gone = append(out.Gone, step.Gone...)
	return out, nil
}

// sides gives a map as it was at another revision, and as it is shown.
func (r *Resolver) sides(ctx context.Context, m *model.Map, since argmap.Revision, budget int) (was, is *snapshot.Snapshot, err error) {
	if err := within("budget", budget, maxBudget); err != nil {
		return nil, nil, err
	}
	if since == 0 {
		return nil, nil, fault.InvalidField("revision", "revision.range", "the revision is 0; the first one is 1")
	}
	if is, err = m.Load(ctx); err != nil {
		return nil, nil, err
	}
	was, err = r.exactly(ctx, place{is.Map(), since, is.Epoch()})
	return was, is, err
}
