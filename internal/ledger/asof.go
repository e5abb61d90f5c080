package ledger

import (
	"context"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// near is how many revisions below the wanted one a snapshot in memory may lie and still be
// preferred, unseen, to the store's nearest checkpoint.
const near = 256

// stride is how many revisions of a watched map lie at least between two that are kept because they
// were the latest.
const stride = 16

// place is a map at a revision.
type place struct {
	Map      argmap.ID
	Revision argmap.Revision
}

// keep makes a snapshot the latest one of its map. Those who watch the map ask next what it was before, so
// the one that was the latest is kept too, unless one is there from which it is quickly made again.
func (l *Ledger) keep(s *snapshot.Snapshot) error {
	was := l.shelf.get(s.Map())
	if was != nil && was.Revision() < s.Revision() && was.Epoch() == s.Epoch() && l.hub.watched(s.Map()) {
		_, near := l.past.Best(func(p place, s *snapshot.Snapshot) bool {
			return p.Map == was.Map() && p.Revision <= was.Revision() && was.Revision()-p.Revision < stride && s.Epoch() == was.Epoch()
		}, newer)
		if !near {
			l.past.Put(place{was.Map(), was.Revision()}, was, newer)
		}
	}
	return l.shelf.put(s)
}

// asOf gives the snapshot of exactly one revision, which the head is known to reach.
func (l *Ledger) asOf(ctx context.Context, head store.Head, r argmap.Revision) (*snapshot.Snapshot, error) {
	if s := l.shelf.get(head.Map); s != nil && s.Revision() == r && s.Epoch() == head.Epoch {
		return s, nil
	}
	for range reachTries {
		if s, ok := l.past.Get(place{head.Map, r}); ok && s.Epoch() >= head.Epoch {
			return s, nil
		}
		s, err := l.dives.do(ctx, place{head.Map, r}, func(ctx context.Context) (*snapshot.Snapshot, error) {
			return l.dive(ctx, head, r)
		})
		if err != nil {
			return nil, err
		}
		if s.Epoch() >= head.Epoch {
			return s, nil
		}
	}
	return nil, moving()
}

// dive replays the log up to a revision from the nearest state below it. States are never taken
// backwards: a change set carries the values before, but not the revisions that had set them.
func (l *Ledger) dive(ctx context.Context, head store.Head, r argmap.Revision) (*snapshot.Snapshot, error) {
	base, err := l.below(ctx, head, r)
	if err != nil {
		return nil, err
	}
	s, operations, err := l.advance(ctx, base, r)
	if err != nil {
		return nil, err
	}
	if err := l.shelf.fits(s); err != nil {
		return nil, err
	}
	l.past.Put(place{head.Map, r}, s, newer)
	l.marks.longWay(l, s, operations)
	return s, nil
}

// below gives the nearest state at or below a revision: one in memory, a checkpoint, or the empty map.
func (l *Ledger) below(ctx context.Context, head store.Head, r argmap.Revision) (*snapshot.Snapshot, error) {
	kept := l.keptBelow(head, r)
	if kept != nil && r-kept.Revision() <= near {
		return kept, nil
	}
	c, ok, err := l.store.NearestCheckpoint(ctx, head.Map, r)
	switch {
	case err != nil:
		return nil, err
	case ok && c.Epoch == head.Epoch && (kept == nil || c.Revision > kept.Revision()):
		s, err := decode(c)
		if err == nil {
			return s, nil
		}
		l.o.OnError(err) // the log says the same, only slower
	}
	if kept != nil {
		return kept, nil
	}
	return blank(head.Map, head.Epoch)
}

// decode reads a checkpoint and holds it to what it is filed as.
func decode(c store.Checkpoint) (*snapshot.Snapshot, error) {
	s, err := snapshot.Decode(c.Chunks)
	if err == nil && (s.Map() != c.Map || s.Revision() != c.Revision || s.Epoch() != c.Epoch) {
		err = fault.New(fault.Internal, "checkpoint.misfiled", "it holds revision %d, epoch %d, of map %s", s.Revision(), s.Epoch(), s.Map())
	}
	fault.Wrap(&err, "checkpoint of map %s at revision %d", c.Map, c.Revision)
	return s, err
}

func (l *Ledger) keptBelow(head store.Head, r argmap.Revision) *snapshot.Snapshot {
	best, _ := l.past.Best(
		func(p place, s *snapshot.Snapshot) bool {
			return p.Map == head.Map && p.Revision <= r && s.Epoch() == head.Epoch
		}, newer)
	latest := l.shelf.get(head.Map)
	if latest != nil && latest.Epoch() == head.Epoch && latest.Revision() <= r && (best == nil || newer(latest, best)) {
		return latest
	}
	return best
}
