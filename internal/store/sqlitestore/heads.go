package sqlitestore

import (
	"context"
	"database/sql"

	"argmap/internal/argmap"
	"argmap/internal/store"
)

const headColumns = `m.id, m.state, m.revision, m.epoch, m.access`

const selectHeads = `SELECT ` + headColumns + `
FROM ` + askedOnce + `
JOIN maps AS m ON m.id = asked.id
ORDER BY asked.place`

func headInto(h *store.Head) []any {
	return []any{&h.Map, &h.State, &h.Revision, &h.Epoch, &h.Access}
}

// Heads gives the heads of the maps that exist, deleted and importing ones included, in the order asked.
func (s *Store) Heads(ctx context.Context, maps []argmap.ID) (heads []store.Head, err error) {
	defer s.guard(ctx, &err, "read heads")
	asked, err := list(maps)
	if err != nil {
		return nil, err
	}
	rows, err := s.query(ctx, selectHeads, asked)
	if err != nil {
		return nil, err
	}
	return collect(rows, func(r *sql.Rows) (h store.Head, err error) { return h, r.Scan(headInto(&h)...) })
}

// mapRow is a map's head with its row number.
type mapRow struct {
	store.Head
	n int64
	// name is that of the import which the map belongs to; empty for none, or one that is being removed.
	name string
}

const selectMap = `SELECT m.n, coalesce(m.import, ''), ` + headColumns + ` FROM maps AS m WHERE m.id = ?1`

// into gives the places for what selectMap selects.
func (m *mapRow) into() []any { return append([]any{&m.n, &m.name}, headInto(&m.Head)...) }

// mapRow reads a map's head; when there is none, false and a head of nothing but the id.
func (t *transaction) mapRow(id argmap.ID) (m mapRow, found bool, err error) {
	found, err = t.one(m.into(), selectMap, id)
	m.Map = id
	return m, found, err
}

func (v view) mapRow(id argmap.ID) (m mapRow, err error) {
	found, err := v.one(m.into(), selectMap, id)
	if err == nil && !found {
		err = errNoMap(id)
	}
	return m, err
}

const selectMapIDs = `SELECT id FROM maps WHERE state <> 'IMPORTING' ORDER BY id`

// MapIDs lists every map that has a log, deleted ones included and importing ones not, by id.
func (s *Store) MapIDs(ctx context.Context) (ids []argmap.ID, err error) {
	defer s.guard(ctx, &err, "list map ids")
	rows, err := s.query(ctx, selectMapIDs)
	if err != nil {
		return nil, err
	}
	return collect(rows, func(r *sql.Rows) (id argmap.ID, err error) { return id, r.Scan(&id) })
}
