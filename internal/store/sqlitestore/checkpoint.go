package sqlitestore

import (
	"context"
	"database/sql"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// PutCheckpoint keeps a checkpoint, replacing one of the same revision.
func (s *Store) PutCheckpoint(ctx context.Context, c store.Checkpoint) (err error) {
	defer s.guard(ctx, &err, "put a checkpoint")
	return s.write(ctx, func(t *transaction) error {
		m, found, err := t.mapRow(c.Map)
		switch {
		case err != nil:
			return err
		case !found:
			return errNoMap(c.Map)
		case m.Epoch != c.Epoch:
			return fault.New(fault.Conflict, "map.epoch", "the checkpoint is of epoch %d, map %s is in epoch %d", c.Epoch, c.Map, m.Epoch)
		}
		return t.putCheckpoint(m.n, c)
	})
}

const dropCheckpoint = `DELETE FROM checkpoints WHERE map = ?1 AND revision = ?2`

const putCheckpoint = `INSERT INTO checkpoints (map, revision, epoch) VALUES (?1, ?2, ?3)`

const putChunk = `INSERT INTO chunks (map, revision, ordinal, body) VALUES (?1, ?2, ?3, ?4)`

func (t *transaction) putCheckpoint(m int64, c store.Checkpoint) error {
	if err := t.do(dropCheckpoint, m, c.Revision); err != nil {
		return err
	}
	if err := t.do(putCheckpoint, m, c.Revision, c.Epoch); err != nil {
		return err
	}
	for i, chunk := range c.Chunks {
		if chunk == nil {
			chunk = []byte{}
		}
		if err := t.do(putChunk, m, c.Revision, i, chunk); err != nil {
			return err
		}
	}
	return nil
}

const nearestCheckpoint = `SELECT revision, epoch FROM checkpoints WHERE map = ?1 AND revision <= ?2 ORDER BY revision DESC LIMIT 1`

const selectChunks = `SELECT body FROM chunks WHERE map = ?1 AND revision = ?2 ORDER BY ordinal`

// NearestCheckpoint gives the map's checkpoint of the highest revision not above atMost; false if none.
func (s *Store) NearestCheckpoint(ctx context.Context, m argmap.ID, atMost argmap.Revision) (c store.Checkpoint, found bool, err error) {
	defer s.guard(ctx, &err, "read a checkpoint")
	err = s.view(ctx, func(v view) error {
		c.Map = m
		row := mapRow{}
		if known, err := v.one(row.into(), selectMap, m); err != nil || !known {
			return err
		}
		if found, err = v.one([]any{&c.Revision, &c.Epoch}, nearestCheckpoint, row.n, atMost); err != nil || !found {
			return err
		}
		rows, err := v.query(selectChunks, row.n, c.Revision)
		if err != nil {
			return err
		}
		c.Chunks, err = collect(rows, func(r *sql.Rows) (b []byte, err error) { return b, r.Scan(&b) })
		return err
	})
	if err != nil || !found {
		return store.Checkpoint{}, false, err
	}
	return c, true, nil
}
