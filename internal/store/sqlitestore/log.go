package sqlitestore

import (
	"context"
	"database/sql"
	"encoding/json"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

const selectWrite = `SELECT m.id, l.revision, l.write_id, l.input_hash FROM log AS l JOIN maps AS m ON m.n = l.map
WHERE l.write_id = ?1`

const selectKey = `SELECT m.id, l.revision, l.write_id, l.input_hash FROM log AS l JOIN maps AS m ON m.n = l.map
WHERE l.actor = ?1 AND l.key = ?2 AND l.key <> ''`

// FindWrite gives the outcome of a write that was appended; false when there was none.
func (s *Store) FindWrite(ctx context.Context, ref store.WriteRef) (o store.Outcome, found bool, err error) {
	defer s.guard(ctx, &err, "find a write")
	dest := []any{&o.Map, &o.Revision, &o.WriteID, &o.InputHash}
	if ref.WriteID != "" {
		found, err = s.one(ctx, dest, selectWrite, ref.WriteID)
	}
	if err == nil && !found && ref.Key != "" {
		found, err = s.one(ctx, dest, selectKey, ref.Actor, ref.Key)
	}
	return o, found, err
}

const selectLog = `SELECT body FROM log WHERE map = ?1 AND revision > ?2 AND (?3 = 0 OR revision <= ?3) ORDER BY revision`

// Tail streams the change sets of a map with after < revision <= upTo in order; upTo 0 means all.
func (s *Store) Tail(ctx context.Context, m argmap.ID, after, upTo argmap.Revision, yield func(argmap.ChangeSet) error) (err error) {
	defer s.guard(ctx, &err, "read the log")
	return s.view(ctx, func(v view) error {
		row, err := v.mapRow(m)
		if err != nil {
			return err
		}
		rows, err := v.query(selectLog, row.n, after, upTo)
		if err != nil {
			return err
		}
		return each(rows, func(r *sql.Rows) error {
			set, err := scanSet(r, m)
			if err != nil {
				return err
			}
			if err := yield(set); err != nil {
				return yielded{err}
			}
			return nil
		})
	})
}

func scanSet(r *sql.Rows, m argmap.ID) (set argmap.ChangeSet, err error) {
	var body sql.RawBytes
	if err := r.Scan(&body); err != nil {
		return set, err
	}
	if err := json.Unmarshal(body, &set); err != nil {
		return set, fault.New(fault.Internal, "log.unreadable", "a change set of map %s cannot be read", m).Because(err)
	}
	return set, nil
}
