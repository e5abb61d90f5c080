package sqlitestore

import (
	"database/sql"

	"argmap/internal/argmap"
)

const putCitation = `INSERT INTO citations (map, id, revision, element, source, role, explicitness, ext_space, ext_id, raw)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
ON CONFLICT (map, id) DO UPDATE SET revision = excluded.revision, element = excluded.element,
  source = excluded.source, role = excluded.role, explicitness = excluded.explicitness,
  ext_space = excluded.ext_space, ext_id = excluded.ext_id, raw = excluded.raw`

const dropSegments = `DELETE FROM segments WHERE map = ?1 AND citation = ?2`

const putSegment = `INSERT INTO segments (map, citation, ordinal, paragraph, start_at, end_at, exact, prefix, suffix)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)`

func (t *transaction) putCitation(m int64, c *argmap.Citation, at argmap.Revision) error {
	err := t.do(putCitation, m, c.ID, at, c.Element, c.Source, c.Role, c.Explicitness,
		c.External.Namespace, c.External.ID, string(c.Raw))
	if err != nil {
		return err
	}
	if err := t.do(dropSegments, m, c.ID); err != nil {
		return err
	}
	for i, g := range c.Segments {
		err := t.do(putSegment, m, c.ID, i, g.Paragraph, g.Start, g.End, g.Exact, g.Prefix, g.Suffix)
		if err != nil {
			return err
		}
	}
	return nil
}

const selectCitations = `SELECT c.id, c.revision, c.element, c.source, c.role, c.explicitness, c.ext_space,
  c.ext_id, c.raw, g.citation IS NOT NULL, coalesce(g.paragraph, ''), coalesce(g.start_at, 0),
  coalesce(g.end_at, 0), coalesce(g.exact, ''), coalesce(g.prefix, ''), coalesce(g.suffix, '')
FROM citations AS c LEFT JOIN segments AS g ON g.map = c.map AND g.citation = c.id
WHERE c.map = ?1 ORDER BY c.id, g.ordinal`

// loadCitations yields a map's citations, each of which is as many rows as it has segments.
func loadCitations(rows *sql.Rows, yield func(argmap.Entry) error) error {
	var c, last argmap.Citation
	var at, lastAt argmap.Revision
	var g argmap.Segment
	var raw string
	var some bool
	dest := []any{
		&c.ID, &at, &c.Element, &c.Source, &c.Role, &c.Explicitness, &c.External.Namespace, &c.External.ID,
		&raw, &some, &g.Paragraph, &g.Start, &g.End, &g.Exact, &g.Prefix, &g.Suffix,
	}
	begun := false
	flush := func() error {
		if !begun {
			return nil
		}
		whole := last
		return yield(argmap.Entry{Record: &whole, Revision: lastAt})
	}
	err := each(rows, func(r *sql.Rows) error {
		if err := r.Scan(dest...); err != nil {
			return err
		}
		if !begun || c.ID != last.ID {
			if err := flush(); err != nil {
				return err
			}
			begun, last, lastAt = true, c, at
			last.Raw, last.Segments = rawOf(raw), nil
		}
		if some {
			last.Segments = append(last.Segments, g)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return flush()
}
