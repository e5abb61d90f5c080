package sqlitestore

import (
	"context"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/store"
)

// Rebuild replaces the map's rows by these entries, keeping revision and epoch. One transaction marks
// the map Rebuilding, and a second replaces the rows and makes it Active; other writes wait for it.
func (s *Store) Rebuild(ctx context.Context, m argmap.ID, expected argmap.Revision, entries []argmap.Entry) (done store.Appended, err error) {
	defer s.guard(ctx, &err, "rebuild a map")
	entries = slices.Clone(entries)
	sortEntries(entries)
	for _, replace := range []func(*transaction, mapRow) error{
		nil,
		func(t *transaction, row mapRow) error { return t.replaceRows(row, entries) },
	} {
		done, err = s.rebuildStep(ctx, m, expected, replace)
		if err != nil {
			return store.Appended{}, err
		}
		if !done.Done {
			return done, nil
		}
	}
	return done, nil
}

const setState = `UPDATE maps SET state = ?2 WHERE n = ?1`

// rebuildStep marks the map as Rebuilding or, when it is told how to replace its rows, does that.
func (s *Store) rebuildStep(ctx context.Context, m argmap.ID, expected argmap.Revision, replace func(*transaction, mapRow) error) (done store.Appended, err error) {
	err = s.write(ctx, func(t *transaction) error {
		row, found, err := t.mapRow(m)
		done.Head = row.Head
		if err != nil || !found || row.Revision != expected || row.State != store.Active && row.State != store.Rebuilding {
			return err
		}
		row.State = store.Rebuilding
		if replace != nil {
			if err := replace(t, row); err != nil {
				return err
			}
			row.State = store.Active
		}
		done = store.Appended{Head: row.Head, Done: true}
		return t.do(setState, row.n, string(row.State))
	})
	return done, err
}

func (t *transaction) replaceRows(m mapRow, entries []argmap.Entry) error {
	for more := true; more; {
		var err error
		if more, err = t.clearPiece(m); err != nil {
			return err
		}
		if err := t.caller.Err(); err != nil {
			return err
		}
	}
	for chunk := range slices.Chunk(entries, argmap.MaxOperations) {
		if err := t.putAll(m, chunk); err != nil {
			return err
		}
	}
	return nil
}
