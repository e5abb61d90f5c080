package sqlitestore

import (
	"context"
	"database/sql"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// Redact applies a redaction and raises the map's epoch by one, all or nothing.
func (s *Store) Redact(ctx context.Context, r store.Redaction) (done store.Appended, err error) {
	defer s.guard(ctx, &err, "redact a map")
	err = s.write(ctx, func(t *transaction) error {
		m, found, err := t.mapRow(r.Map)
		done = store.Appended{Head: m.Head}
		if err != nil || !found || !m.redactable() || m.Revision != r.Expected {
			return err
		}
		done.Head.Epoch++
		done.Done = true
		return t.redact(m, r)
	})
	if err != nil {
		return store.Appended{}, err
	}
	return done, nil
}

// redactable reports whether the map has a log that is not being changed by something else.
func (m mapRow) redactable() bool { return m.State == store.Active || m.State == store.Deleted }

const raiseEpoch = `UPDATE maps SET epoch = epoch + 1 WHERE n = ?1`

func (t *transaction) redact(m mapRow, r store.Redaction) error {
	if err := t.rewriteLog(m, r.Sets); err != nil {
		return err
	}
	if err := t.rewriteRecords(m, r.Records); err != nil {
		return err
	}
	if err := t.replaceCheckpoints(m, r.Checkpoints); err != nil {
		return err
	}
	return t.do(raiseEpoch, m.n)
}

const rewriteSet = `UPDATE log SET body = ?3 WHERE map = ?1 AND revision = ?2`

// rewriteLog replaces the payloads of change sets; write ids and keys stay as they were appended.
func (t *transaction) rewriteLog(m mapRow, sets []argmap.ChangeSet) error {
	for _, set := range sets {
		body, err := encodeSet(set)
		if err != nil {
			return err
		}
		n, err := t.exec(rewriteSet, m.n, set.Revision, body)
		if err != nil {
			return err
		}
		if n == 0 || set.Map != m.Map {
			return fault.New(fault.Invalid, "set.revision", "map %s has no revision %d to redact", m.Map, set.Revision)
		}
	}
	return nil
}

// rewriteRecords replaces the values of live records, which keep their revisions.
func (t *transaction) rewriteRecords(m mapRow, records []argmap.Record) error {
	entries := entriesOf(records, 0)
	for _, typ := range argmap.RecordTypes() {
		at, err := t.revisions(m, typ)
		if err != nil {
			return err
		}
		for i, e := range entries {
			ref := e.Record.Ref()
			if ref.Type != typ {
				continue
			}
			revision, live := at[ref.ID]
			if !live || m.State == store.Deleted { // of which rows may still be going
				return fault.New(fault.Invalid, "record.not_live", "map %s has no %s to redact", m.Map, ref)
			}
			entries[i].Revision = revision
		}
	}
	return t.putAll(m, entries)
}

// revisions gives the revisions that last set a map's records of a type.
func (t *transaction) revisions(m mapRow, typ argmap.RecordType) (map[argmap.ID]argmap.Revision, error) {
	rows, err := t.query(revisionsOf(typ), m.n)
	if err != nil {
		return nil, err
	}
	out := map[argmap.ID]argmap.Revision{}
	return out, each(rows, func(r *sql.Rows) error {
		var id argmap.ID
		var at argmap.Revision
		err := r.Scan(&id, &at)
		out[id] = at
		return err
	})
}

func revisionsOf(t argmap.RecordType) string {
	switch t {
	case argmap.TypeProperties:
		return `SELECT m.id, p.revision FROM properties AS p JOIN maps AS m ON m.n = p.map WHERE p.map = ?1`
	case argmap.TypeVoice:
		return `SELECT id, revision FROM voices WHERE map = ?1`
	case argmap.TypeElement:
		return `SELECT id, revision FROM elements WHERE map = ?1`
	case argmap.TypeRow:
		return `SELECT id, revision FROM rows WHERE map = ?1`
	case argmap.TypeCommitment:
		return `SELECT id, revision FROM commitments WHERE map = ?1`
	case argmap.TypeLink:
		return `SELECT id, revision FROM links WHERE map = ?1`
	case argmap.TypeCitation:
		return `SELECT id, revision FROM citations WHERE map = ?1`
	case argmap.TypeLeftover:
		return `SELECT id, revision FROM leftovers WHERE map = ?1`
	}
	return ``
}

// replaceCheckpoints puts the given checkpoints, of the new epoch, in place of all that there were.
func (t *transaction) replaceCheckpoints(m mapRow, checkpoints []store.Checkpoint) error {
	if err := t.do(forgetCheckpoints, m.n); err != nil {
		return err
	}
	for _, c := range checkpoints {
		c.Epoch = m.Epoch + 1
		if err := t.putCheckpoint(m.n, c); err != nil {
			return err
		}
	}
	return nil
}
