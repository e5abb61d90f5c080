package sqlitestore

import (
	"context"
	"slices"
	"time"

	"argmap/internal/argmap"
)

// What is to be removed is of the import with the empty name, which nobody can publish or stage into.
const (
	dropMaps    = `UPDATE maps SET import = '' WHERE import IN (SELECT value FROM json_each(?1)) RETURNING id`
	dropSources = `UPDATE sources SET import = '' WHERE import IN (SELECT value FROM json_each(?1)) RETURNING id`

	idleImports = `SELECT import FROM (
  SELECT import, alive FROM maps WHERE import IS NOT NULL UNION ALL SELECT import, alive FROM sources WHERE import IS NOT NULL
) GROUP BY import HAVING import <> '' AND max(alive) < ?1 ORDER BY import`
)

// DropImport removes what an import has brought and not published.
func (s *Store) DropImport(ctx context.Context, name argmap.ID) (err error) {
	defer s.guard(ctx, &err, "drop an import")
	err = s.write(ctx, func(t *transaction) error { return t.condemn([]string{string(name)}) })
	if err != nil {
		return err
	}
	return s.removeCondemned(ctx)
}

// SweepImports drops the imports with no sign of life since the time, and gives their names.
func (s *Store) SweepImports(ctx context.Context, idleSince time.Time) (names []argmap.ID, err error) {
	defer s.guard(ctx, &err, "sweep imports")
	var idle []string
	err = s.write(ctx, func(t *transaction) error {
		if idle, err = t.ids(idleImports, micros(idleSince)); err != nil || len(idle) == 0 {
			return err
		}
		return t.condemn(idle)
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(idle)
	return idsOf(idle), s.removeCondemned(ctx)
}

// condemn gives all that imports have brought to the one with the empty name.
func (t *transaction) condemn(names []string) error {
	all, err := list(names)
	if err != nil {
		return err
	}
	for _, text := range []string{dropMaps, dropSources} {
		if _, err := t.ids(text, all); err != nil {
			return err
		}
	}
	return nil
}

const (
	condemnedMaps    = `SELECT id FROM maps WHERE import = '' ORDER BY id`
	condemnedSources = `SELECT id FROM sources WHERE import = '' ORDER BY id`
)

// removeCondemned removes maps and then the sources that they cite, also what was left when an earlier call broke off.
func (s *Store) removeCondemned(ctx context.Context) error {
	for _, some := range []struct {
		text   string
		remove func(context.Context, argmap.ID) error
	}{{condemnedMaps, s.removeMap}, {condemnedSources, s.removeSource}} {
		var ids []string
		err := s.write(ctx, func(t *transaction) (err error) {
			ids, err = t.ids(some.text)
			return err
		})
		if err != nil {
			return err
		}
		for _, id := range idsOf(ids) {
			if err := some.remove(ctx, id); err != nil {
				return err
			}
		}
	}
	return nil
}

const (
	forgetCheckpoints = `DELETE FROM checkpoints WHERE map = ?1`
	forgetMap         = `DELETE FROM maps WHERE n = ?1`
	forgetID          = `DELETE FROM ids WHERE n = ?1`
)

// removeMap removes a condemned map: its rows in pieces, then its name.
func (s *Store) removeMap(ctx context.Context, id argmap.ID) error {
	if err := s.clear(ctx, id); err != nil {
		return err
	}
	return s.write(ctx, func(t *transaction) error {
		m, found, err := t.mapRow(id)
		if err != nil || !found || !m.dying() {
			return err
		}
		return t.doAll(m.n, forgetCheckpoints, forgetMap, forgetID)
	})
}

const (
	condemnedSource  = `SELECT n FROM sources WHERE id = ?1 AND import = ''`
	removeParagraphs = `DELETE FROM paragraphs WHERE n IN (SELECT n FROM paragraphs WHERE source = ?1 ORDER BY ordinal LIMIT ?2) RETURNING id`
	forgetBytes      = `DELETE FROM bytes WHERE source = ?1`
	forgetSource     = `DELETE FROM sources WHERE n = ?1`
)

// removeSource removes a condemned source: its paragraphs in pieces, then all else.
func (s *Store) removeSource(ctx context.Context, id argmap.ID) error {
	for more := true; more; {
		err := s.write(ctx, func(t *transaction) (err error) {
			more, err = t.removePiece(id)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// removePiece removes some paragraphs of a condemned source, or, when none is left, the source; it tells
// whether there is more.
func (t *transaction) removePiece(id argmap.ID) (more bool, err error) {
	var n int64
	found, err := t.one([]any{&n}, condemnedSource, id)
	if err != nil || !found {
		return false, err
	}
	gone, err := t.ids(removeParagraphs, n, piece)
	if err != nil {
		return false, err
	}
	if len(gone) > 0 {
		return true, t.forget(gone)
	}
	return false, t.doAll(n, forgetBytes, dropCatalogue, forgetSource, forgetID)
}

// doAll runs statements with one argument.
func (t *transaction) doAll(arg any, texts ...string) error {
	for _, text := range texts {
		if err := t.do(text, arg); err != nil {
			return err
		}
	}
	return nil
}
