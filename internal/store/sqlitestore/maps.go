package sqlitestore

import (
	"context"
	"database/sql"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

const fromMaps = ` FROM maps AS m JOIN properties AS p ON p.map = m.n
WHERE m.state = 'ACTIVE'
  AND (?5 = '' OR m.n IN (SELECT rowid FROM catalogue WHERE catalogue MATCH ?5))
  AND (?6 = '' OR p.owner = ?6)
  AND (?7 = '' OR EXISTS (SELECT 1 FROM citations AS c WHERE c.source = ?7 AND c.map = m.n))
  AND m.updated >= ?8 AND m.updated < ?9`

const selectMaps = `SELECT ` + headColumns + `, m.updated, p.title_key, m.id, ` + propertyColumns + fromMaps

// countMaps keeps the numbers of selectMaps' parameters; ?1 to ?4 are not used.
const countMaps = `SELECT count(*)` + fromMaps + ` AND ?1 IS NULL AND ?2 IS NULL AND ?3 IS NULL AND ?4 IS NULL`

func mapColumn(o store.MapOrder) (column, func(string) (any, error), error) {
	switch o {
	case store.ByUpdated, "":
		return column{"m.updated", "m.id", true}, parseTime, nil
	case store.ByCreated:
		return column{"p.created", "m.id", true}, parseTime, nil
	case store.ByTitle:
		return column{"p.title_key", "m.id", false}, parseText, nil
	}
	return column{}, nil, fault.InvalidField("order", "list.order", "there is no order %q", o)
}

// mapArgs gives the arguments ?5 to ?9.
func mapArgs(f store.MapFilter) ([]any, error) {
	words, err := filterWords(f.Words)
	if err != nil {
		return nil, err
	}
	from, to := span(f.Since, f.Until)
	return []any{words, f.Owner, f.Source, from, to}, nil
}

// ListMaps gives a page of the Active maps that pass the filter.
func (s *Store) ListMaps(ctx context.Context, f store.MapFilter, p store.Page) (list []store.MapRow, err error) {
	defer s.guard(ctx, &err, "list maps")
	sorted, parse, err := mapColumn(f.Order)
	if err != nil {
		return nil, err
	}
	args, err := place(p, parse)
	if err != nil {
		return nil, err
	}
	more, err := mapArgs(f)
	if err != nil {
		return nil, err
	}
	rows, err := s.query(ctx, selectMaps+sorted.sort(p.Backward), append(args, more...)...)
	if err != nil {
		return nil, err
	}
	list, err = collect(rows, func(r *sql.Rows) (store.MapRow, error) { return scanMapRow(r, f.Order) })
	return inOrder(list, p), err
}

func scanMapRow(r *sql.Rows, o store.MapOrder) (row store.MapRow, err error) {
	var updated int64
	var title string
	dest, entry := propertiesReader()
	err = r.Scan(append(append(headInto(&row.Head), &updated, &title), dest...)...)
	row.Properties = entry().Record.(*argmap.Properties)
	row.Updated = fromMicros(updated)
	switch o {
	case store.ByTitle:
		row.Key = store.Key{Value: title, ID: row.Head.Map}
	case store.ByCreated:
		row.Key = timeKey(row.Properties.Created, row.Head.Map)
	default:
		row.Key = timeKey(row.Updated, row.Head.Map)
	}
	return row, err
}

// CountMaps gives how many maps pass the filter in all.
func (s *Store) CountMaps(ctx context.Context, f store.MapFilter) (n int, err error) {
	defer s.guard(ctx, &err, "count maps")
	args, err := mapArgs(f)
	if err != nil {
		return 0, err
	}
	_, err = s.one(ctx, []any{&n}, countMaps, append([]any{nil, nil, nil, nil}, args...)...)
	return n, err
}
