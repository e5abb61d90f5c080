package sqlitestore

import (
	"context"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// BringSource keeps a source for an import; nobody else sees it yet.
func (s *Store) BringSource(ctx context.Context, name argmap.ID, at time.Time, src *argmap.Source, raw []byte, paragraphs []*argmap.Paragraph) (err error) {
	defer s.guard(ctx, &err, "bring a source")
	if name == "" {
		return errNoName()
	}
	return s.write(ctx, func(t *transaction) error { return t.putSource(src, raw, paragraphs, string(name), micros(at)) })
}

func errNoName() error {
	return fault.New(fault.Invalid, "import.name", "an import is named by the id of the first map that it makes")
}

// BeginImport makes an Importing map with these properties.
func (s *Store) BeginImport(ctx context.Context, name argmap.ID, p *argmap.Properties, at time.Time) (err error) {
	defer s.guard(ctx, &err, "begin an import")
	if name == "" {
		return errNoName()
	}
	return s.write(ctx, func(t *transaction) error {
		m, err := t.makeMap(p.ID, store.Importing, micros(at), name)
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
	case !found, row.dying() && row.State == store.Importing:
		return row, errNoMap(m)
	case row.State != store.Importing:
		return row, fault.New(fault.Conflict, "map.not_importing", "map %s is not being imported", m)
	}
	return row, nil
}

const hasCheckpoint = `SELECT 1 FROM checkpoints WHERE map = ?1 AND revision = ?2`

// Publish makes the maps of an import Active at revision 1, each with its change set, and shows its sources.
func (s *Store) Publish(ctx context.Context, sets []argmap.ChangeSet) (err error) {
	defer s.guard(ctx, &err, "publish an import")
	if len(sets) == 0 {
		return fault.New(fault.Invalid, "import.bad_set", "there is no change set to publish an import with")
	}
	return s.write(ctx, func(t *transaction) error {
		for _, set := range sets {
			if err := t.publish(sets[0].Map, set); err != nil {
				return err
			}
		}
		return t.showSources(sets[0].Map)
	})
}

func (t *transaction) publish(name argmap.ID, set argmap.ChangeSet) error {
	if !set.Staged || len(set.Operations) > 0 || set.Revision != 1 {
		return fault.New(fault.Invalid, "import.bad_set", "the change set that publishes an import is staged, of revision 1, and has no operations")
	}
	m, err := t.importing(set.Map)
	if err != nil {
		return err
	}
	if m.name != string(name) {
		return fault.New(fault.Conflict, "import.other", "map %s is of the import %s, not of %s", set.Map, m.name, name)
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
}

const showSources = `UPDATE sources SET import = NULL, alive = 0 WHERE import = nullif(?1, '')`

// showSources makes the sources that an import has brought like any other.
func (t *transaction) showSources(name argmap.ID) error { return t.do(showSources, string(name)) }
