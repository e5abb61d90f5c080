package sqlitestore

import (
	"context"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// DeleteMap appends a change set without operations that ends the log, makes the map Deleted, and then
// removes its rows in pieces. A call that finds the map Deleted and its log ending in the expected
// revision, or in this very change set, appends nothing, removes what is left, and is Done.
func (s *Store) DeleteMap(ctx context.Context, expected argmap.Revision, set argmap.ChangeSet) (done store.Appended, err error) {
	defer s.guard(ctx, &err, "delete a map")
	if len(set.Operations) > 0 {
		return done, fault.New(fault.Invalid, "set.operations", "the change set that deletes a map has no operations")
	}
	err = s.write(ctx, func(t *transaction) error {
		done, err = t.deleteMap(expected, set)
		return err
	})
	if err == nil && done.Done {
		err = s.clear(ctx, set.Map)
	}
	if err != nil {
		return store.Appended{}, err
	}
	return done, nil
}

func (t *transaction) deleteMap(expected argmap.Revision, set argmap.ChangeSet) (store.Appended, error) {
	m, found, err := t.mapRow(set.Map)
	if err != nil || !found {
		return store.Appended{Head: m.Head}, err
	}
	if m.State == store.Deleted {
		again, err := t.endsIn(m, set.WriteID)
		return store.Appended{Head: m.Head, Done: again || m.Revision == expected}, err
	}
	if m.State != store.Active || m.Revision != expected {
		return store.Appended{Head: m.Head}, nil
	}
	if set.Revision != expected+1 {
		return store.Appended{}, fault.New(fault.Invalid, "set.revision", "the change set has revision %d, not %d", set.Revision, expected+1)
	}
	m.State = store.Deleted
	if err := t.do(dropQuestions, m.n); err != nil {
		return store.Appended{}, err
	}
	err = t.appendOne(&m, set)
	return store.Appended{Head: m.Head, Done: true}, err
}

const selectLogEnd = `SELECT 1 FROM log WHERE map = ?1 AND revision = ?2 AND write_id = ?3`

// endsIn reports whether a map's log ends in a write.
func (t *transaction) endsIn(m mapRow, writeID argmap.ID) (bool, error) {
	var one int
	return t.one([]any{&one}, selectLogEnd, m.n, m.Revision, writeID)
}
