package sqlitestore

import (
	"context"
	"database/sql"

	"argmap/internal/store"
)

const fromSources = ` FROM sources AS s
WHERE s.import IS NULL
  AND (?5 = '' OR s.n IN (SELECT rowid FROM catalogue WHERE catalogue MATCH ?5))
  AND (?6 = '' OR s.owner = ?6)
  AND (?7 OR s.state <> 'WITHDRAWN')
  AND s.created >= ?8 AND s.created < ?9`

const listSources = `SELECT ` + sourceColumns + fromSources

// countSources keeps the numbers of listSources' parameters; ?1 to ?4 are not used.
const countSources = `SELECT count(*)` + fromSources + ` AND ?1 IS NULL AND ?2 IS NULL AND ?3 IS NULL AND ?4 IS NULL`

// sourceArgs gives the arguments ?5 to ?9.
func sourceArgs(f store.SourceFilter) ([]any, error) {
	words, err := filterWords(f.Words)
	if err != nil {
		return nil, err
	}
	from, to := span(f.Since, f.Until)
	return []any{words, f.Owner, f.Withdrawn, from, to}, nil
}

// ListSources gives a page of the sources that pass the filter, newest first.
func (s *Store) ListSources(ctx context.Context, f store.SourceFilter, p store.Page) (list []store.SourceRow, err error) {
	defer s.guard(ctx, &err, "list sources")
	args, err := place(p, parseTime)
	if err != nil {
		return nil, err
	}
	more, err := sourceArgs(f)
	if err != nil {
		return nil, err
	}
	sorted := column{"s.created", "s.id", true}
	rows, err := s.query(ctx, listSources+sorted.sort(p.Backward), append(args, more...)...)
	if err != nil {
		return nil, err
	}
	list, err = collect(rows, func(r *sql.Rows) (row store.SourceRow, err error) {
		row.Source, err = scanSource(r)
		row.Key = timeKey(row.Source.Created, row.Source.ID)
		return row, err
	})
	return inOrder(list, p), err
}

// CountSources gives how many sources pass the filter in all.
func (s *Store) CountSources(ctx context.Context, f store.SourceFilter) (n int, err error) {
	defer s.guard(ctx, &err, "count sources")
	args, err := sourceArgs(f)
	if err != nil {
		return 0, err
	}
	_, err = s.one(ctx, []any{&n}, countSources, append([]any{nil, nil, nil, nil}, args...)...)
	return n, err
}
