package ledger

import (
	"context"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// Read says how fresh a snapshot must be. The zero Read is LATEST.
type Read struct {
	// AtLeast makes a SESSION read: the snapshot shows this revision or a later one, and the store is
	// not asked when such a snapshot is in memory. It may then show what another ledger redacted, or a
	// map that another one deleted, until this one meets the map's head again.
	AtLeast argmap.Revision
	// AsOf makes an AS-OF read: the snapshot shows exactly this revision.
	AsOf argmap.Revision
	// Admit, when set, is asked with the head that proves the read; its error refuses the read. A
	// SESSION read that is served from memory is proven by no head and asks nobody.
	Admit func(store.Head) error
}

// reachTries is how often a reader waits for a load that turned out to be too old for him.
const reachTries = 5

// At gives a map as the read asks for it. LATEST shows every write that was acknowledged, by
// whatever ledger, before the call. A map that is unknown, deleted or importing is NOT_FOUND, a
// revision above the head is INVALID "revision.future".
func (l *Ledger) At(ctx context.Context, m argmap.ID, r Read) (*snapshot.Snapshot, error) {
	if err := l.crew.open(); err != nil {
		return nil, err
	}
	return l.at(ctx, m, r)
}

func (l *Ledger) at(ctx context.Context, m argmap.ID, r Read) (*snapshot.Snapshot, error) {
	if r.AsOf == 0 && r.AtLeast > 0 {
		if s := l.shelf.get(m); s != nil && s.Revision() >= r.AtLeast {
			return s, nil
		}
	}
	head, err := l.head(ctx, m)
	if err != nil {
		return nil, err
	}
	if r.Admit != nil {
		if err := r.Admit(head); err != nil {
			return nil, err
		}
	}
	if asked := max(r.AtLeast, r.AsOf); asked > head.Revision {
		return nil, future(asked, head.Revision)
	}
	if r.AsOf > 0 {
		return l.asOf(ctx, head, r.AsOf)
	}
	return l.reach(ctx, head)
}

func future(asked, head argmap.Revision) error {
	return fault.InvalidField("revision", "revision.future", "the map has no revision %d yet; its latest is %d", asked, head).With("revision", head)
}

// reach gives a snapshot that shows at least the head.
func (l *Ledger) reach(ctx context.Context, head store.Head) (*snapshot.Snapshot, error) {
	for range reachTries {
		if s := l.shelf.get(head.Map); covers(s, head) {
			return s, nil
		}
		s, err := l.loads.do(ctx, head.Map, func(ctx context.Context) (*snapshot.Snapshot, error) {
			return l.refresh(ctx, head)
		})
		if err != nil {
			return nil, err
		}
		if covers(s, head) {
			return s, nil
		}
	}
	return nil, moving()
}

// refresh brings the kept snapshot up to the head by the tail, or loads the map.
func (l *Ledger) refresh(ctx context.Context, head store.Head) (*snapshot.Snapshot, error) {
	if err := l.shelf.admits(head.Map); err != nil {
		return nil, err
	}
	s := l.shelf.get(head.Map)
	var err error
	switch {
	case covers(s, head):
		return s, nil
	case s != nil && s.Epoch() == head.Epoch:
		s, _, err = l.advance(ctx, s, head.Revision)
	default:
		s, err = l.load(ctx, head)
	}
	if err != nil {
		return nil, err
	}
	return s, l.keep(s)
}
