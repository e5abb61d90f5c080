package sqlitestore

import (
	"context"
	"database/sql"
	"strconv"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

const searchHits = `WITH hits AS MATERIALIZED (
  SELECT i.id AS id, i.what AS what, i.kind AS kind, coalesce(m.id, '') AS map, coalesce(s.id, '') AS source,
    bm25(search) AS score
  FROM search
  CROSS JOIN ids AS i ON i.n = search.rowid
  LEFT JOIN maps AS m ON i.what = 'element' AND m.n = i.home
  LEFT JOIN sources AS s ON i.what = 'paragraph' AND s.n = i.home
  WHERE search MATCH ?5
    AND (?6 AND m.state = 'ACTIVE' AND i.kind IN (SELECT value FROM json_each(?7)) AND (?8 = '' OR m.id = ?8)
      OR ?9 AND s.id IS NOT NULL AND s.import IS NULL AND (?10 = '' OR s.id = ?10))
)
SELECT id, what, kind, map, source, score FROM hits WHERE true`

// Search gives a page of the hits, best first by bm25.
func (s *Store) Search(ctx context.Context, f store.SearchFilter, p store.Page) (hits []store.Hit, err error) {
	defer s.guard(ctx, &err, "search")
	args, err := place(p, parseScore)
	if err != nil {
		return nil, err
	}
	more, err := searchArgs(f)
	if err != nil {
		return nil, err
	}
	sorted := column{"score", "id", false}
	rows, err := s.query(ctx, searchHits+sorted.sort(p.Backward), append(args, more...)...)
	if err != nil {
		return nil, err
	}
	hits, err = collect(rows, scanHit)
	return inOrder(hits, p), err
}

// searchArgs gives the arguments ?5 to ?10.
func searchArgs(f store.SearchFilter) ([]any, error) {
	if !f.Elements && !f.Paragraphs {
		return nil, fault.New(fault.Invalid, "search.nowhere", "say where to search: in elements, in paragraphs, or in both")
	}
	words, err := match(f.Words)
	if err != nil {
		return nil, err
	}
	kinds := []argmap.Kind{argmap.KindClaim, argmap.KindQuestion}
	if f.Kinds != nil {
		kinds = f.Kinds
	}
	all, err := list(kinds)
	return []any{words, f.Elements, all, f.Map, f.Paragraphs, f.Source}, err
}

func scanHit(r *sql.Rows) (h store.Hit, err error) {
	var bm25 float64
	err = r.Scan(&h.ID, &h.What, &h.Kind, &h.Map, &h.Source, &bm25)
	h.Score = -bm25
	h.Key = store.Key{Value: strconv.FormatFloat(bm25, 'g', -1, 64), ID: h.ID}
	return h, err
}
