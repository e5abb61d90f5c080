package graph

import (
	"context"

	"argmap/graph/model"
	"argmap/internal/argmap"
	"argmap/internal/ledger"
	"argmap/internal/snapshot"
)

// mapChanged follows a map. The channel holds the one event that is being delivered.
func (r *Resolver) mapChanged(ctx context.Context, m argmap.ID, since *argmap.Revision, epoch *int) (<-chan *model.MapEvent, error) {
	current := make(chan *model.MapEvent, 1)
	err := r.follow(ctx, m, since, epoch, func(_ context.Context, e ledger.Event) (bool, error) {
		current <- &model.MapEvent{Step: r.step(e), Refs: e.Changed}
		return true, nil
	})
	return current, err
}

// step gives what all events say.
func (r *Resolver) step(e ledger.Event) model.Step {
	return model.Step{
		FromRevision: e.From, ToRevision: e.To, At: e.Epoch, Reset: e.Reset,
		Load: func(ctx context.Context) (*snapshot.Snapshot, error) {
			return r.exactly(ctx, place{e.Map, e.To, e.Epoch})
		},
	}
}

// place is a map at a revision, as it was read in an epoch or a later one.
type place struct {
	Map      argmap.ID
	Revision argmap.Revision
	Epoch    argmap.Epoch
}

// exactly gives a map at a revision; without a trip to the store when it is the one in memory.
func (r *Resolver) exactly(ctx context.Context, p place) (*snapshot.Snapshot, error) {
	return requestOf(ctx).maps.do(reading{id: p.Map, asOf: p.Revision}, func() (*snapshot.Snapshot, error) {
		s, err := r.Ledger.At(ctx, p.Map, ledger.Read{AtLeast: p.Revision})
		if err != nil || s.Revision() == p.Revision && s.Epoch() >= p.Epoch {
			return s, err
		}
		return r.Ledger.At(ctx, p.Map, ledger.Read{AsOf: p.Revision})
	})
}
