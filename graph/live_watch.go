package graph

import (
	"context"
	"iter"

	"argmap/graph/model"
	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/snapshot"
)

// stream makes a subscription of a sequence: the stream of the context runs it. The channel holds the
// one event that is being delivered.
func stream[E any](s *Stream, events iterator[E], step func(*E) model.Step) <-chan *E {
	current := make(chan *E, 1)
	s.source = func(ctx context.Context, deliver func(Position) bool) error {
		for e, err := range events(ctx) {
			if err != nil {
				return err
			}
			current <- e
			at := step(e)
			if !deliver(Position{at.ToRevision, &at.At}) {
				return nil
			}
		}
		return nil
	}
	return current
}

// iterator gives the events that happen while a context lasts.
type iterator[E any] func(ctx context.Context) iter.Seq2[*E, error]

// mapChanged follows a map.
func (r *Resolver) mapChanged(ctx context.Context, m argmap.ID, since *argmap.Revision, epoch *int) (<-chan *model.MapEvent, error) {
	s, err := streamOf(ctx)
	if err != nil {
		return nil, err
	}
	from, err := s.begin(since, epoch)
	if err != nil {
		return nil, err
	}
	events := func(ctx context.Context) iter.Seq2[*model.MapEvent, error] {
		return func(yield func(*model.MapEvent, error) bool) {
			for e, err := range r.watch(ctx, m, from) {
				if !yield(&model.MapEvent{Step: r.step(e), Refs: e.Changed}, err) {
					return
				}
			}
		}
	}
	return stream(s, events, func(e *model.MapEvent) model.Step { return e.Step }), nil
}

// watch follows a map from a position. Who has seen it in another epoch is reset first.
func (r *Resolver) watch(ctx context.Context, m argmap.ID, from Position) iter.Seq2[ledger.Event, error] {
	return func(yield func(ledger.Event, error) bool) {
		reset, missed, err := r.missed(ctx, m, from)
		switch {
		case err != nil:
			yield(reset, err)
			return
		case missed && !yield(reset, nil):
			return
		case missed:
			from.Revision = reset.To
		}
		for e, err := range r.Ledger.Watch(ctx, m, from.Revision) {
			if !yield(e, renamed(err, "revision", "since")) {
				return
			}
		}
	}
}

// missed tells whether the map's epoch has moved since a position, which the log itself does not say.
func (r *Resolver) missed(ctx context.Context, m argmap.ID, from Position) (ledger.Event, bool, error) {
	var reset ledger.Event
	if from.Epoch == nil {
		return reset, false, nil
	}
	head, err := r.Ledger.Head(ctx, m)
	switch {
	case err != nil:
		return reset, false, err
	case *from.Epoch > head.Epoch:
		return reset, false, fault.InvalidField("epoch", "epoch.future", "the map has no epoch %d yet; its latest is %d", *from.Epoch, head.Epoch)
	case *from.Epoch == head.Epoch || from.Revision > head.Revision:
		return reset, false, nil
	}
	return ledger.Event{Map: m, From: from.Revision, To: head.Revision, Epoch: head.Epoch, Reset: true}, true, nil
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
