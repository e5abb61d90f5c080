package sqlitestore

import (
	"context"
	"database/sql"

	"argmap/internal/argmap"
	"argmap/internal/store"
)

const citationsOf = `SELECT DISTINCT m.id, c.id, c.element
FROM segments AS g
JOIN maps AS m ON m.n = g.map AND m.state = 'ACTIVE'
JOIN citations AS c ON c.map = g.map AND c.id = g.citation
WHERE g.paragraph = ?5`

// CitationsOf gives a page of the live citations of a paragraph in Active maps, each once.
func (s *Store) CitationsOf(ctx context.Context, paragraph argmap.ID, p store.Page) (list []store.Citing, err error) {
	defer s.guard(ctx, &err, "list citations of a paragraph")
	args, err := place(p, parseText)
	if err != nil {
		return nil, err
	}
	sorted := column{"m.id", "c.id", false}
	rows, err := s.query(ctx, citationsOf+sorted.sort(p.Backward), append(args, paragraph)...)
	if err != nil {
		return nil, err
	}
	list, err = collect(rows, func(r *sql.Rows) (store.Citing, error) {
		c := store.Citing{Paragraph: paragraph}
		err := r.Scan(&c.Map, &c.Citation, &c.Element)
		c.Key = store.Key{Value: string(c.Map), ID: c.Citation}
		return c, err
	})
	return inOrder(list, p), err
}
