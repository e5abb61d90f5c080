package sqlitestore

import (
	"context"
	"database/sql"

	"argmap/internal/argmap"
	"argmap/internal/store"
)

const locate = `SELECT i.id, i.what, coalesce(m.id, ''), coalesce(m.state, ''), coalesce(m.revision, 0),
  coalesce(m.epoch, 0), coalesce(m.access, 0), coalesce(s.id, '')
FROM ` + askedOnce + `
CROSS JOIN ids AS i ON i.id = asked.id
LEFT JOIN maps AS m ON m.n = CASE WHEN i.what = 'map' THEN i.n WHEN i.what NOT IN ('source', 'paragraph') THEN i.home END
LEFT JOIN sources AS s ON s.n = CASE WHEN i.what = 'source' THEN i.n WHEN i.what = 'paragraph' THEN i.home END
WHERE (m.state IS NULL OR m.state NOT IN ('IMPORTING', 'DELETED')) AND s.import IS NULL
ORDER BY asked.place`

// Locate finds what ids name, in the order asked; unknown ids and those in deleted maps or unfinished
// imports are left out.
func (s *Store) Locate(ctx context.Context, ids []argmap.ID) (found []store.Location, err error) {
	defer s.guard(ctx, &err, "locate ids")
	all, err := list(ids)
	if err != nil {
		return nil, err
	}
	rows, err := s.query(ctx, locate, all)
	if err != nil {
		return nil, err
	}
	return collect(rows, func(r *sql.Rows) (l store.Location, err error) {
		dest := append([]any{&l.ID, &l.What}, headInto(&l.Head)...)
		return l, r.Scan(append(dest, &l.Source)...)
	})
}
