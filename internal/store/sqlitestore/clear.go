package sqlitestore

import (
	"context"

	"argmap/internal/argmap"
	"argmap/internal/store"
)

// piece is how many rows of one type one transaction removes, so that no other write waits for long.
const piece = 2000

// clear removes the rows of a deleted map or a dropped import in pieces, each in a transaction of its own.
func (s *Store) clear(ctx context.Context, id argmap.ID) error {
	for more := true; more; {
		err := s.write(ctx, func(t *transaction) error {
			m, found, err := t.mapRow(id)
			if err != nil || !found || !m.dying() {
				more = false
				return err
			}
			more, err = t.clearPiece(m)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// dying reports whether the map's rows are going for good.
func (m mapRow) dying() bool {
	return m.State == store.Deleted || m.State == store.Importing && m.name == ""
}

// clearPiece removes some records of a map, those that hang on others first; it tells whether there
// may be more.
func (t *transaction) clearPiece(m mapRow) (more bool, err error) {
	types := argmap.RecordTypes()
	for i := len(types) - 1; i >= 0; i-- {
		if types[i] == argmap.TypeProperties {
			return false, t.remove(m.n, types[i], []argmap.ID{m.Map})
		}
		ids, err := t.ids(someOf(types[i]), m.n, piece)
		if err != nil {
			return false, err
		}
		if len(ids) > 0 {
			return true, t.remove(m.n, types[i], idsOf(ids))
		}
	}
	return false, nil
}

// someOf is the statement that gives the first ids of a map's records of a type.
func someOf(t argmap.RecordType) string {
	switch t {
	case argmap.TypeVoice:
		return `SELECT id FROM voices WHERE map = ?1 ORDER BY id LIMIT ?2`
	case argmap.TypeElement:
		return `SELECT id FROM elements WHERE map = ?1 ORDER BY id LIMIT ?2`
	case argmap.TypeRow:
		return `SELECT id FROM rows WHERE map = ?1 ORDER BY id LIMIT ?2`
	case argmap.TypeCommitment:
		return `SELECT id FROM commitments WHERE map = ?1 ORDER BY id LIMIT ?2`
	case argmap.TypeLink:
		return `SELECT id FROM links WHERE map = ?1 ORDER BY id LIMIT ?2`
	case argmap.TypeCitation:
		return `SELECT id FROM citations WHERE map = ?1 ORDER BY id LIMIT ?2`
	case argmap.TypeLeftover:
		return `SELECT id FROM leftovers WHERE map = ?1 ORDER BY id LIMIT ?2`
	case argmap.TypeProperties:
		return ``
	}
	return ``
}
