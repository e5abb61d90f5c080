package ledger

import (
	"context"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// loadTries is how often a load begins anew because the map's epoch moved under it.
const loadTries = 5

// stepwise is how many change sets are applied one by one; a longer tail is replayed as a whole.
const stepwise = 64

// load reads a whole map. The rows that it streams may be torn by a writer, and are made exact by
// replaying what was committed between the head before and the head after.
func (l *Ledger) load(ctx context.Context, before store.Head) (*snapshot.Snapshot, error) {
	for range loadTries {
		b := snapshot.NewBuilder(before.Map)
		err := l.store.Load(ctx, before.Map, func(e argmap.Entry) error { b.Add(e); return nil })
		if err != nil {
			return nil, err
		}
		after, err := l.head(ctx, before.Map)
		if err != nil {
			return nil, err
		}
		if after.Epoch == before.Epoch {
			return l.complete(ctx, b, before, after)
		}
		before = after
	}
	return nil, moving()
}

func (l *Ledger) complete(ctx context.Context, b *snapshot.Builder, before, after store.Head) (*snapshot.Snapshot, error) {
	next := before.Revision
	err := l.tail(ctx, before.Map, before.Revision, after.Revision, func(set argmap.ChangeSet) error {
		next = set.Revision
		b.Replay(set)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return b.Snapshot(next, after.Epoch)
}

// tail streams the change sets after < revision <= upTo, and fails when one is missing.
func (l *Ledger) tail(ctx context.Context, m argmap.ID, after, upTo argmap.Revision, yield func(argmap.ChangeSet) error) error {
	if after >= upTo {
		return nil
	}
	next := after + 1
	err := l.store.Tail(ctx, m, after, upTo, func(set argmap.ChangeSet) error {
		if set.Revision != next {
			return gap(m, next)
		}
		next++
		return yield(set)
	})
	if err == nil && next != upTo+1 {
		return gap(m, next)
	}
	return err
}

func gap(m argmap.ID, r argmap.Revision) error {
	return fault.New(fault.Internal, "log.gap", "the log of map %s has no revision %d", m, r)
}

// advance brings a snapshot forward to a revision by the log, and tells how many operations that took.
func (l *Ledger) advance(ctx context.Context, s *snapshot.Snapshot, upTo argmap.Revision) (*snapshot.Snapshot, int, error) {
	if upTo-s.Revision() > stepwise {
		return l.replay(ctx, s, upTo)
	}
	operations := 0
	err := l.tail(ctx, s.Map(), s.Revision(), upTo, func(set argmap.ChangeSet) error {
		if err := replayable(set); err != nil {
			return err
		}
		operations += len(set.Operations)
		next, err := s.Apply(set)
		if err == nil {
			s = next
		}
		return err
	})
	return s, operations, err
}

// replay is advance for long tails: it builds the last snapshot only.
func (l *Ledger) replay(ctx context.Context, s *snapshot.Snapshot, upTo argmap.Revision) (*snapshot.Snapshot, int, error) {
	b := snapshot.NewBuilder(s.Map())
	for e := range s.Entries() {
		b.Add(e)
	}
	operations := 0
	err := l.tail(ctx, s.Map(), s.Revision(), upTo, func(set argmap.ChangeSet) error {
		operations += len(set.Operations)
		b.Replay(set)
		return replayable(set)
	})
	if err != nil {
		return nil, 0, err
	}
	s, err = b.Snapshot(upTo, s.Epoch())
	return s, operations, err
}

// replayable refuses the first change set of a staged import: what it made is in its checkpoint.
func replayable(set argmap.ChangeSet) error {
	if set.Staged {
		return fault.New(fault.Internal, "log.no_checkpoint", "map %s was imported, and the checkpoint of its revision %d is gone", set.Map, set.Revision)
	}
	return nil
}

// blank is a map before its first change set.
func blank(m argmap.ID, epoch argmap.Epoch) (*snapshot.Snapshot, error) {
	return snapshot.NewBuilder(m).Snapshot(0, epoch)
}
