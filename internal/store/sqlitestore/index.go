package sqlitestore

import (
	"argmap/internal/argmap"
	"argmap/internal/fulltext"
)

// Each full-text row's rowid is that of its id in table ids. putSearch takes one row of VALUES: a
// statement that FTS5 must be able to undo by itself makes it write out a segment each time, which
// triples the cost of a large change set.
const (
	putSearch    = `INSERT OR REPLACE INTO search (rowid, tokens) VALUES ((SELECT n FROM ids WHERE id = ?1), ?2)`
	putCatalogue = `INSERT OR REPLACE INTO catalogue (rowid, tokens) VALUES (?1, ?2)`
	dropSearch   = `DELETE FROM search WHERE rowid IN (SELECT n FROM ids WHERE id IN (SELECT value FROM json_each(?1)))`

	dropCatalogue = `DELETE FROM catalogue WHERE rowid = ?1`
)

// index writes the full-text rows of the elements among entries, after all their other rows.
func (t *transaction) index(entries []argmap.Entry) error {
	if err := t.unindex(entries); err != nil {
		return err
	}
	for _, entry := range entries {
		e, ok := entry.Record.(*argmap.Element)
		if !ok || !hasWords(e.Kind) {
			continue
		}
		if err := t.do(putSearch, e.ID, elementDocument(e.Kind, e.Text, resolved(e))); err != nil {
			return err
		}
	}
	return nil
}

// unindex drops the full-text rows of elements that have no words, in case they had.
func (t *transaction) unindex(entries []argmap.Entry) error {
	var silent []argmap.ID
	for _, entry := range entries {
		if e, ok := entry.Record.(*argmap.Element); ok && !hasWords(e.Kind) {
			silent = append(silent, e.ID)
		}
	}
	if silent == nil {
		return nil
	}
	all, err := list(silent)
	if err != nil {
		return err
	}
	return t.do(dropSearch, all)
}

// hasWords reports whether elements of the kind can be searched.
func hasWords(k argmap.Kind) bool {
	return k == argmap.KindClaim || k == argmap.KindQuestion || k == argmap.KindLocution
}

func resolved(e *argmap.Element) string {
	if e.Question == nil {
		return ""
	}
	return e.Question.Resolved
}

// elementDocument gives an element's search text.
func elementDocument(kind argmap.Kind, text, resolved string) string {
	if kind == argmap.KindQuestion && resolved != "" {
		text += " " + resolved
	}
	return fulltext.Document(text)
}
