package ledger

import (
	"cmp"
	"context"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// CreateMap makes a map with these properties. The proposal is one as for Commit, without Build.
func (l *Ledger) CreateMap(ctx context.Context, p Proposal, properties *argmap.Properties) (Receipt, error) {
	p.Map, p.Create = properties.ID, true
	p.Build = func(*snapshot.Snapshot) ([]argmap.Operation, error) {
		return []argmap.Operation{argmap.Set(properties)}, nil
	}
	return l.Commit(ctx, p)
}

// DeleteMap ends a map's log and takes the map out of sight. With p.Since it is a CONFLICT when
// anything in the map was changed after that revision. The proposal needs no Build.
func (l *Ledger) DeleteMap(ctx context.Context, p Proposal) (Receipt, error) {
	p.Build = func(*snapshot.Snapshot) ([]argmap.Operation, error) { return nil, nil }
	if err := cmp.Or(l.crew.open(), p.check()); err != nil {
		return Receipt{}, err
	}
	if r, ok, err := l.repeated(ctx, p); ok || err != nil {
		return r, err
	}
	writeID := l.o.NewID()
	r, err := detached(ctx, l.crew, func(ctx context.Context) (Receipt, error) { return l.deleteMap(ctx, p, writeID) })
	if ctx.Err() != nil {
		err = withWriteID(err, writeID)
	}
	return r, err
}

func (l *Ledger) deleteMap(ctx context.Context, p Proposal, writeID argmap.ID) (Receipt, error) {
	for range commitTries {
		head, err := l.head(ctx, p.Map)
		if err != nil {
			return Receipt{}, err
		}
		if p.Since > 0 && p.Since != head.Revision {
			return Receipt{}, mapChanged(p.Since, head.Revision)
		}
		set := argmap.ChangeSet{
			Map: p.Map, Revision: head.Revision + 1, WriteID: writeID, Key: p.Key, InputHash: p.InputHash,
			Actor: p.Actor, Time: l.now(), Message: p.Message,
		}
		again := func(ctx context.Context) (store.Appended, error) { return l.store.DeleteMap(ctx, head.Revision, set) }
		app, err := again(ctx)
		if lost(err) {
			app, err = l.pursue(ctx, pursuit{writeID: writeID, cause: err, again: again})
		}
		if err != nil {
			return Receipt{}, err
		}
		if app.Done {
			l.forget(app.Head)
			return Receipt{Map: p.Map, Revision: set.Revision, WriteID: writeID}, nil
		}
	}
	return Receipt{}, contended()
}

// forget drops what is kept of a map and tells its watchers the head.
func (l *Ledger) forget(head store.Head) {
	l.shelf.drop(head.Map)
	l.past.Drop(func(p place, _ *snapshot.Snapshot) bool { return p.Map == head.Map })
	l.moved(head)
}
