package main

import (
	"context"
	"errors"
	"fmt"

	"argmap/internal/argmap"
	"argmap/internal/ledger"
	"argmap/internal/store"
)

// rebuildCommand makes graphs anew.
type rebuildCommand struct {
	Maps []argmap.ID `arg:"" optional:"" name:"map" help:"Ids of the maps."`
	All  bool        `help:"All maps."`
}

// Run makes the graph of each map anew. It goes on after a failure, and fails in the end.
func (c *rebuildCommand) Run(s *session) error {
	if c.All == (len(c.Maps) > 0) {
		return usagef("name the maps to rebuild, or say --all")
	}
	return s.withLedger(func(st store.Store, l *ledger.Ledger) error {
		ids := c.Maps
		if c.All {
			var err error
			if ids, err = s.liveMaps(st); err != nil {
				return err
			}
		}
		var failed error
		for _, id := range ids {
			if err := rebuildOne(s.ctx, l, id); err != nil {
				failed = errors.Join(failed, fmt.Errorf("map %s: %s", id, explain(err)))
				continue
			}
			s.sayf("rebuilt %s\n", id)
		}
		return failed
	})
}

// rebuildOne makes the rows of a map anew, and what is kept of its open questions.
func rebuildOne(ctx context.Context, l *ledger.Ledger, m argmap.ID) error {
	if err := l.Rebuild(ctx, m); err != nil {
		return err
	}
	return l.IndexQuestions(ctx, m)
}

// withLedger opens the store that is there, with a ledger over it.
func (s *session) withLedger(work func(store.Store, *ledger.Ledger) error) error {
	return s.withLedgerOn(false, work)
}

// withLedgerOn does the same, and makes the embedded store first if it may.
func (s *session) withLedgerOn(create bool, work func(store.Store, *ledger.Ledger) error) error {
	return s.with(create, func(st store.Store) error {
		log := s.logger()
		l := s.ledger(st, func(err error) { log.Error().Err(err).Msg("background work failed") })
		err := work(st, l)
		ctx, cancel := context.WithTimeout(context.WithoutCancel(s.ctx), closeWithin)
		defer cancel()
		return errors.Join(err, l.Close(ctx))
	})
}

// headsAtOnce is how many heads are asked for in one statement.
const headsAtOnce = 500

// liveMaps lists the maps that are neither deleted nor being imported.
func (s *session) liveMaps(st store.Store) ([]argmap.ID, error) {
	ids, err := st.MapIDs(s.ctx)
	if err != nil {
		return nil, err
	}
	var live []argmap.ID
	for len(ids) > 0 {
		n := min(headsAtOnce, len(ids))
		heads, err := st.Heads(s.ctx, ids[:n])
		if err != nil {
			return nil, err
		}
		for _, h := range heads {
			if h.State == store.Active || h.State == store.Rebuilding {
				live = append(live, h.Map)
			}
		}
		ids = ids[n:]
	}
	return live, nil
}
