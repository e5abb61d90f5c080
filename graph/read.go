package graph

import (
	"context"
	"sync"

	"argmap/graph/model"
	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// latest gives a map as it is. One answer looks each map up once, and sees it at one revision.
func (r *Resolver) latest(ctx context.Context, id argmap.ID) (*snapshot.Snapshot, error) {
	return requestOf(ctx).maps.do(reading{id: id}, func() (*snapshot.Snapshot, error) {
		return r.Ledger.At(ctx, id, ledger.Read{})
	})
}

// atHead gives a map at a head that the store has given in the course of this answer, so that no
// other look-up is needed when it is in memory.
func (r *Resolver) atHead(ctx context.Context, head store.Head) (*snapshot.Snapshot, error) {
	return requestOf(ctx).maps.do(reading{id: head.Map}, func() (*snapshot.Snapshot, error) {
		s, err := r.Ledger.At(ctx, head.Map, ledger.Read{AtLeast: head.Revision})
		if err != nil || s.Epoch() >= head.Epoch {
			return s, err
		}
		return r.Ledger.At(ctx, head.Map, ledger.Read{})
	})
}

// asOf gives a map as it was.
func (r *Resolver) asOf(ctx context.Context, id argmap.ID, revision argmap.Revision) (*snapshot.Snapshot, error) {
	return requestOf(ctx).maps.do(reading{id: id, asOf: revision}, func() (*snapshot.Snapshot, error) {
		return r.Ledger.At(ctx, id, ledger.Read{AsOf: revision})
	})
}

// session gives a map at a revision or later.
func (r *Resolver) session(ctx context.Context, id argmap.ID, atLeast argmap.Revision) (*snapshot.Snapshot, error) {
	return requestOf(ctx).maps.do(reading{id: id, atLeast: atLeast}, func() (*snapshot.Snapshot, error) {
		return r.Ledger.At(ctx, id, ledger.Read{AtLeast: atLeast})
	})
}

// mapFor answers Query.map: latest, as of a revision, or at least at one; nil when there is no map.
func (r *Resolver) mapFor(ctx context.Context, id argmap.ID, revision, atLeast *argmap.Revision) (*model.Map, error) {
	var s *snapshot.Snapshot
	err := checkRevisions(revision, atLeast)
	switch {
	case err != nil:
	case revision != nil:
		s, err = r.asOf(ctx, id, *revision)
	case atLeast != nil:
		s, err = r.session(ctx, id, *atLeast)
		err = renamed(err, "revision", "atLeast")
	default:
		s, err = r.latest(ctx, id)
	}
	if fault.Of(err) == fault.NotFound {
		return nil, nil //nolint:nilnil // no map is null
	}
	if err != nil {
		return nil, err
	}
	m := model.MapAt(s)
	return &m, nil
}

func checkRevisions(revision, atLeast *argmap.Revision) error {
	switch {
	case revision != nil && atLeast != nil:
		return fault.InvalidField("atLeast", "revision.both", "revision and atLeast are both given; the one is exact, the other a least")
	case revision != nil && *revision == 0:
		return fault.InvalidField("revision", "revision.range", "the revision is 0; the first one is 1")
	}
	return nil
}

// renamed gives an error about one field another field's name.
func renamed(err error, from, to string) error {
	f, ok := asFault(err)
	if !ok || f.Field != from {
		return err
	}
	return f.At(to)
}

// listed says how to show the maps of a list: what the list knows of them at once, the rest when it is asked for.
// The open questions of them all are counted at once, when the first count is asked for.
func (r *Resolver) listed(maps []argmap.ID) func(store.MapRow) model.Map {
	counts := r.openCounts(maps)
	return func(row store.MapRow) model.Map {
		m := r.listedAt(row)
		m.CountOpen = func(ctx context.Context) (*int, error) {
			all, err := counts(ctx)
			if n, known := all[m.ID()]; known && err == nil {
				return &n, nil
			}
			return nil, err
		}
		return m
	}
}

// openCounts counts the open questions of maps, once.
func (r *Resolver) openCounts(maps []argmap.ID) func(context.Context) (map[argmap.ID]int, error) {
	var once sync.Once
	var counts map[argmap.ID]int
	var failed error
	return func(ctx context.Context) (map[argmap.ID]int, error) {
		once.Do(func() { counts, failed = r.Store.CountOpen(ctx, maps) })
		return counts, failed
	}
}

// listedAt gives a map as a list has it, without its count.
func (r *Resolver) listedAt(row store.MapRow) model.Map {
	load := func(ctx context.Context) (*snapshot.Snapshot, error) {
		s, err := r.atHead(ctx, row.Head)
		if err != nil || s.Revision() == row.Head.Revision {
			return s, err
		}
		return r.asOf(ctx, row.Head.Map, row.Head.Revision)
	}
	return model.Map{Properties: row.Properties, Revision: row.Head.Revision, Load: load}
}
