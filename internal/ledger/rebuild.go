package ledger

import (
	"context"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// Rebuild replaces the rows of a map by what its log says. The map cannot be read meanwhile; a
// rebuild that failed leaves it so until another one succeeds.
func (l *Ledger) Rebuild(ctx context.Context, m argmap.ID) error {
	leave, err := l.crew.enter()
	if err != nil {
		return err
	}
	defer leave()
	for range commitTries {
		head, err := l.heads.ask(ctx, m)
		if err != nil {
			return err
		}
		if head.State != store.Active && head.State != store.Rebuilding {
			return unknownMap(m)
		}
		s, err := l.byLog(ctx, head)
		if err != nil {
			return err
		}
		app, err := l.store.Rebuild(ctx, m, head.Revision, slices.Collect(s.Entries()))
		if err != nil {
			return err
		}
		if app.Done {
			l.forget(app.Head)
			return nil
		}
	}
	return contended()
}

// byLog gives the state at the head by the log alone, from its first change set on. Only a staged
// import begins with a checkpoint, which is then a part of the log.
func (l *Ledger) byLog(ctx context.Context, head store.Head) (*snapshot.Snapshot, error) {
	base, err := blank(head.Map, head.Epoch)
	if err != nil {
		return nil, err
	}
	staged := false
	err = l.tail(ctx, head.Map, 0, min(1, head.Revision), func(set argmap.ChangeSet) error {
		staged = set.Staged
		return nil
	})
	if err != nil {
		return nil, err
	}
	if staged {
		if base, err = l.imported(ctx, head); err != nil {
			return nil, err
		}
	}
	s, _, err := l.replay(ctx, base, head.Revision)
	return s, err
}

// imported gives the first revision of a map that began as a staged import.
func (l *Ledger) imported(ctx context.Context, head store.Head) (*snapshot.Snapshot, error) {
	c, ok, err := l.store.NearestCheckpoint(ctx, head.Map, 1)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, replayable(argmap.ChangeSet{Map: head.Map, Revision: 1, Staged: true})
	}
	return decode(c)
}
