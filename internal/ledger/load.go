package ledger

import (
	"context"
	"time"

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
// replaying what was committed between the head before and the head after. The change set of the
// head before is replayed too, which costs next to nothing: a store that is read committed does not
// promise to show a commit's rows at the same moment as its head.
func (l *Ledger) load(ctx context.Context, before store.Head) (*snapshot.Snapshot, error) {
	for range loadTries {
		b := snapshot.NewBuilder(before.Map)
		if err := l.gather(ctx, before.Map, b); err != nil {
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

// gathered is how many entries go from the stream to the builder at a time.
const gathered = 512

// gather streams a map's rows into a builder that works beside the stream: reading the rows and
// laying them out take about as long as each other.
func (l *Ledger) gather(ctx context.Context, m argmap.ID, b *snapshot.Builder) error {
	batches, done := make(chan []argmap.Entry, 4), make(chan struct{})
	go func() {
		defer close(done)
		for batch := range batches {
			for _, e := range batch {
				b.Add(e)
			}
		}
	}()
	batch := make([]argmap.Entry, 0, gathered)
	err := l.store.Load(ctx, m, func(e argmap.Entry) error {
		if e.Record.Ref().ID == "" { // Neo4j gives a row that goes while it is read as an empty one
			return nil
		}
		if batch = append(batch, e); len(batch) == gathered {
			batches <- batch
			batch = make([]argmap.Entry, 0, gathered)
		}
		return nil
	})
	batches <- batch
	close(batches)
	<-done
	return err
}

func (l *Ledger) complete(ctx context.Context, b *snapshot.Builder, before, after store.Head) (*snapshot.Snapshot, error) {
	err := l.tail(ctx, before.Map, max(before.Revision-1, 0), after.Revision, func(set argmap.ChangeSet) error {
		b.Replay(set)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return b.Snapshot(after.Revision, after.Epoch)
}

// tailTries is how often a change set that the head promises, and the log does not show yet, is
// looked for.
const tailTries = 8

// tail streams the change sets after < revision <= upTo, which the head is known to reach. One that
// does not show yet (see load) is waited for a moment; it fails when one is missing for good.
func (l *Ledger) tail(ctx context.Context, m argmap.ID, after, upTo argmap.Revision, yield func(argmap.ChangeSet) error) error {
	if after >= upTo {
		return nil
	}
	next := after + 1
	for try := range tailTries {
		pause(ctx, time.Duration(try)*5*time.Millisecond)
		err := l.store.Tail(ctx, m, next-1, upTo, func(set argmap.ChangeSet) error {
			if set.Revision != next {
				return gap(m, next)
			}
			next++
			return yield(set)
		})
		if next == upTo+1 || (err != nil && fault.Reason(err) != reasonGap) {
			return err
		}
	}
	return gap(m, next)
}

const reasonGap = "log.gap"

func gap(m argmap.ID, r argmap.Revision) error {
	return fault.New(fault.Internal, reasonGap, "the log of map %s has no revision %d", m, r)
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
