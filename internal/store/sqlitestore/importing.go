package sqlitestore

import (
	"context"
	"slices"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// swept is the sign of life of an import that is being removed.
const swept = -1

// BeginImport makes an Importing map with these properties.
func (s *Store) BeginImport(ctx context.Context, p *argmap.Properties, at time.Time) (err error) {
	defer s.guard(ctx, &err, "begin an import")
	return s.write(ctx, func(t *transaction) error {
		m, err := t.makeMap(p.ID, store.Importing, micros(at))
		if fault.Reason(err) == "id.taken" {
			return fault.New(fault.Conflict, "map.exists", "the id %s is taken", p.ID).Because(err)
		}
		if err != nil {
			return err
		}
		return t.putAll(m, entriesOf([]argmap.Record{p}, 1))
	})
}

const noteLife = `UPDATE maps SET alive = ?2 WHERE n = ?1`

// Stage adds records to an Importing map, as of revision 1, and notes the time as a sign of life.
func (s *Store) Stage(ctx context.Context, m argmap.ID, at time.Time, records []argmap.Record) (err error) {
	defer s.guard(ctx, &err, "stage records")
	if len(records) > argmap.MaxOperations {
		return fault.New(fault.Invalid, "import.too_many", "%d records are more than the %d that one call may stage", len(records), argmap.MaxOperations)
	}
	return s.write(ctx, func(t *transaction) error {
		row, err := t.importing(m)
		if err != nil {
			return err
		}
		if err := t.putAll(row, entriesOf(records, 1)); err != nil {
			return err
		}
		return t.do(noteLife, row.n, micros(at))
	})
}

// importing reads the head of a map that must be importing.
func (t *transaction) importing(m argmap.ID) (mapRow, error) {
	row, found, err := t.mapRow(m)
	switch {
	case err != nil:
		return row, err
	case !found, row.State == store.Importing && row.alive == swept:
		return row, errNoMap(m)
	case row.State != store.Importing:
		return row, fault.New(fault.Conflict, "map.not_importing", "map %s is not being imported", m)
	}
	return row, nil
}

const hasCheckpoint = `SELECT 1 FROM checkpoints WHERE map = ?1 AND revision = ?2`

// Publish makes an Importing map Active at revision 1 with this change set.
func (s *Store) Publish(ctx context.Context, set argmap.ChangeSet) (err error) {
	defer s.guard(ctx, &err, "publish an import")
	if !set.Staged || len(set.Operations) > 0 || set.Revision != 1 {
		return fault.New(fault.Invalid, "import.bad_set", "the change set that publishes an import is staged, of revision 1, and has no operations")
	}
	return s.write(ctx, func(t *transaction) error {
		m, err := t.importing(set.Map)
		if err != nil {
			return err
		}
		var one int
		found, err := t.one([]any{&one}, hasCheckpoint, m.n, set.Revision)
		if err != nil {
			return err
		}
		if !found {
			return fault.New(fault.Invalid, "import.no_checkpoint", "map %s has no checkpoint of revision 1 yet", set.Map)
		}
		m.State = store.Active
		return t.appendOne(&m, set)
	})
}

const sweepImports = `UPDATE maps SET alive = -1 WHERE state = 'IMPORTING' AND alive < ?1 RETURNING id`

const (
	forgetCheckpoints = `DELETE FROM checkpoints WHERE map = ?1`
	forgetMap         = `DELETE FROM maps WHERE n = ?1`
	forgetID          = `DELETE FROM ids WHERE n = ?1`
)

// SweepImports removes the Importing maps with no sign of life since the time, and gives their ids.
func (s *Store) SweepImports(ctx context.Context, idleSince time.Time) (ids []argmap.ID, err error) {
	defer s.guard(ctx, &err, "sweep imports")
	var idle []string
	err = s.write(ctx, func(t *transaction) error {
		idle, err = t.ids(sweepImports, micros(idleSince))
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(idle)
	for _, id := range idsOf(idle) {
		if err := s.sweep(ctx, id); err != nil {
			return nil, err
		}
	}
	return idsOf(idle), nil
}

// sweep removes an import: its rows in pieces, then its name.
func (s *Store) sweep(ctx context.Context, id argmap.ID) error {
	if err := s.clear(ctx, id); err != nil {
		return err
	}
	return s.write(ctx, func(t *transaction) error {
		m, found, err := t.mapRow(id)
		if err != nil || !found {
			return err
		}
		for _, text := range []string{forgetCheckpoints, forgetMap, forgetID} {
			if err := t.do(text, m.n); err != nil {
				return err
			}
		}
		return nil
	})
}
