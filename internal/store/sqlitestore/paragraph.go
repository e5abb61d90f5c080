package sqlitestore

import (
	"context"
	"database/sql"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/fulltext"
	"argmap/internal/store"
)

const insertParagraph = `INSERT INTO paragraphs (n, id, source, ordinal, kind, start_at, end_at, text, torn)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)`

const indexParagraph = `INSERT INTO search (rowid, tokens) VALUES (?1, ?2)`

// The bits of paragraphs.torn.
const (
	tornStart = 1
	tornEnd   = 2
)

func (t *transaction) putParagraphs(source int64, id argmap.ID, paragraphs []*argmap.Paragraph) error {
	for _, p := range paragraphs {
		if p.Source != id {
			return fault.New(fault.Invalid, "paragraph.source", "paragraph %s is of source %s, not %s", p.ID, p.Source, id)
		}
		n, err := t.newID(p.ID, store.WhatParagraph, source)
		if err != nil {
			return err
		}
		if err := t.do(insertParagraph, n, p.ID, source, p.Ordinal, p.Kind, p.Start, p.End, p.Text, tornBits(p)); err != nil {
			return err
		}
		if err := t.do(indexParagraph, n, fulltext.Document(p.Text)); err != nil {
			return err
		}
	}
	return t.caller.Err()
}

func tornBits(p *argmap.Paragraph) (bits int) {
	if p.TornStart {
		bits |= tornStart
	}
	if p.TornEnd {
		bits |= tornEnd
	}
	return bits
}

const paragraphColumns = `p.id, s.id, p.kind, p.ordinal, p.start_at, p.end_at, p.text, p.torn`

func scanParagraph(r *sql.Rows) (*argmap.Paragraph, error) {
	var p argmap.Paragraph
	var torn int
	err := r.Scan(&p.ID, &p.Source, &p.Kind, &p.Ordinal, &p.Start, &p.End, &p.Text, &torn)
	p.TornStart, p.TornEnd = torn&tornStart != 0, torn&tornEnd != 0
	return &p, err
}

const selectParagraphs = `SELECT ` + paragraphColumns + ` FROM ` + askedOnce + `
CROSS JOIN paragraphs AS p ON p.id = asked.id JOIN sources AS s ON s.n = p.source AND s.import IS NULL ORDER BY asked.place`

// Paragraphs gives the paragraphs with these ids, in the order asked; unknown ids are left out.
func (s *Store) Paragraphs(ctx context.Context, ids []argmap.ID) (found []*argmap.Paragraph, err error) {
	defer s.guard(ctx, &err, "read paragraphs")
	all, err := list(ids)
	if err != nil {
		return nil, err
	}
	return s.paragraphs(ctx, selectParagraphs, all)
}

const selectSourceParagraphs = `SELECT ` + paragraphColumns + ` FROM sources AS s JOIN paragraphs AS p ON p.source = s.n
WHERE s.id = ?1 AND s.import IS NULL AND p.ordinal > ?2 ORDER BY p.ordinal LIMIT ?3`

// SourceParagraphs gives at most limit paragraphs of a source with ordinals above after, in order.
func (s *Store) SourceParagraphs(ctx context.Context, source argmap.ID, after, limit int) (found []*argmap.Paragraph, err error) {
	defer s.guard(ctx, &err, "read a source's paragraphs")
	return s.paragraphs(ctx, selectSourceParagraphs, source, after, max(limit, 0))
}

func (s *Store) paragraphs(ctx context.Context, text string, args ...any) ([]*argmap.Paragraph, error) {
	rows, err := s.query(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	return collect(rows, scanParagraph)
}
