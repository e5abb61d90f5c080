package sqlitestore

import (
	"context"
	"database/sql"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/fulltext"
	"argmap/internal/store"
)

const insertSource = `INSERT INTO sources (n, id, revision, state, title, creator, date, publisher, language, rights,
  uri, media_type, sha256, size, code_points, paragraphs, owner, created, import, alive)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)`

const insertBytes = `INSERT INTO bytes (source, body) VALUES (?1, ?2)`

func sourceValues(n int64, s *argmap.Source) []any {
	return []any{
		n, s.ID, s.Revision, s.State, s.Title, s.Creator, s.Date, s.Publisher, s.Language, s.Rights,
		s.URI, s.MediaType, s.SHA256, s.Size, s.CodePoints, s.Paragraphs, s.Owner, micros(s.Created),
	}
}

// PutSource keeps a source with its bytes as they came and its paragraphs, all or nothing.
func (s *Store) PutSource(ctx context.Context, src *argmap.Source, raw []byte, paragraphs []*argmap.Paragraph) (err error) {
	defer s.guard(ctx, &err, "put a source")
	return s.write(ctx, func(t *transaction) error { return t.putSource(src, raw, paragraphs, nil, 0) })
}

// putSource keeps a source, for the import of a name or, when that is nil, for all to see.
func (t *transaction) putSource(src *argmap.Source, raw []byte, paragraphs []*argmap.Paragraph, name any, alive int64) error {
	if raw == nil {
		raw = []byte{}
	}
	n, err := t.newID(src.ID, store.WhatSource, 0)
	if err != nil {
		return err
	}
	if err := t.do(insertSource, append(sourceValues(n, src), name, alive)...); err != nil {
		return err
	}
	if err := t.do(insertBytes, n, raw); err != nil {
		return err
	}
	if err := t.do(putCatalogue, n, sourceDocument(src.Title, src.Creator)); err != nil {
		return err
	}
	return t.putParagraphs(n, src.ID, paragraphs)
}

func sourceDocument(title, creator string) string { return fulltext.Document(title + "\n" + creator) }

const sourceNumber = `SELECT n FROM sources WHERE id = ?1 AND revision = ?2 AND import IS NULL`

const updateSource = `UPDATE sources SET revision = ?3, state = ?4, title = ?5, creator = ?6, date = ?7,
  publisher = ?8, language = ?9, rights = ?10, uri = ?11, media_type = ?12, sha256 = ?13, size = ?14,
  code_points = ?15, paragraphs = ?16, owner = ?17, created = ?18
WHERE n = ?1 AND id = ?2`

// UpdateSource replaces a source's own record if its revision is expected; false when it is not.
func (s *Store) UpdateSource(ctx context.Context, src *argmap.Source, expected argmap.Revision) (did bool, err error) {
	defer s.guard(ctx, &err, "update a source")
	err = s.write(ctx, func(t *transaction) error {
		var n int64
		if did, err = t.one([]any{&n}, sourceNumber, src.ID, expected); err != nil || !did {
			return err
		}
		if err := t.do(updateSource, sourceValues(n, src)...); err != nil {
			return err
		}
		return t.do(putCatalogue, n, sourceDocument(src.Title, src.Creator))
	})
	return did && err == nil, err
}

const sourceColumns = `s.id, s.revision, s.state, s.title, s.creator, s.date, s.publisher, s.language, s.rights,
  s.uri, s.media_type, s.sha256, s.size, s.code_points, s.paragraphs, s.owner, s.created`

func scanSource(r *sql.Rows) (*argmap.Source, error) {
	var s argmap.Source
	var created int64
	err := r.Scan(&s.ID, &s.Revision, &s.State, &s.Title, &s.Creator, &s.Date, &s.Publisher, &s.Language,
		&s.Rights, &s.URI, &s.MediaType, &s.SHA256, &s.Size, &s.CodePoints, &s.Paragraphs, &s.Owner, &created)
	s.Created = fromMicros(created)
	return &s, err
}

const selectSources = `SELECT ` + sourceColumns + ` FROM ` + askedOnce + `
CROSS JOIN sources AS s ON s.id = asked.id AND s.import IS NULL ORDER BY asked.place`

// Sources gives the sources with these ids, in the order asked; unknown ids are left out.
func (s *Store) Sources(ctx context.Context, ids []argmap.ID) (found []*argmap.Source, err error) {
	defer s.guard(ctx, &err, "read sources")
	all, err := list(ids)
	if err != nil {
		return nil, err
	}
	return s.sources(ctx, selectSources, all)
}

const selectByHash = `SELECT ` + sourceColumns + ` FROM sources AS s WHERE s.sha256 = ?1 AND s.import IS NULL ORDER BY s.id`

// SourcesByHash gives the sources whose bytes have this SHA-256, in the order of their ids.
func (s *Store) SourcesByHash(ctx context.Context, sha256 string) (found []*argmap.Source, err error) {
	defer s.guard(ctx, &err, "find sources by hash")
	return s.sources(ctx, selectByHash, sha256)
}

func (s *Store) sources(ctx context.Context, text string, args ...any) ([]*argmap.Source, error) {
	rows, err := s.query(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	return collect(rows, scanSource)
}

const selectBytes = `SELECT b.body FROM bytes AS b JOIN sources AS s ON s.n = b.source WHERE s.id = ?1 AND s.import IS NULL`

// SourceBytes gives the bytes of a source as they came; NOT_FOUND if there is no such source.
func (s *Store) SourceBytes(ctx context.Context, id argmap.ID) (body []byte, err error) {
	defer s.guard(ctx, &err, "read a source's bytes")
	found, err := s.one(ctx, []any{&body}, selectBytes, id)
	if err == nil && !found {
		err = fault.New(fault.NotFound, "source.not_found", "there is no source %s", id)
	}
	return body, err
}
