package sqlitestore

import (
	"context"
	"database/sql"
	"fmt"

	"argmap/internal/argmap"
	"argmap/internal/fulltext"
	"argmap/internal/store"
)

// The rules that Check looks at.
const (
	ruleFile    = "STORE-FILE"    // PRAGMA integrity_check finds the file whole
	ruleForeign = "STORE-FOREIGN" // PRAGMA foreign_key_check finds every row's parent
	ruleEnd     = "STORE-END"     // what a record names is there
	ruleGap     = "STORE-GAP"     // a log's revisions count from 1 without gaps
	ruleHead    = "STORE-HEAD"    // a map's head is where its log ends
	ruleID      = "STORE-ID"      // table ids holds the ids of all rows, and no others
	ruleSearch  = "STORE-SEARCH"  // the full-text rows are those of the texts
)

// check is one statement that selects (map, id, what) of whatever breaks a rule.
type check struct{ rule, text string }

func checks() []check {
	return []check{
		{ruleFile, checkFile},
		{ruleForeign, checkForeign},
		{ruleGap, checkGaps},
		{ruleHead, checkHeads},
		{ruleEnd, checkRecordEnds},
		{ruleEnd, checkSourceEnds},
		{ruleID, checkIDs},
		{ruleSearch, checkStray},
	}
}

// Check looks at the store's own invariants and yields what is broken.
func (s *Store) Check(ctx context.Context, yield func(store.Finding) error) (err error) {
	defer s.guard(ctx, &err, "check")
	report := func(f store.Finding) error {
		if err := yield(f); err != nil {
			return yielded{err}
		}
		return nil
	}
	return s.view(ctx, func(v view) error {
		if err := v.freshIndexes(); err != nil {
			return err
		}
		for _, c := range checks() {
			rows, err := v.query(c.text)
			if err != nil {
				return err
			}
			err = each(rows, func(r *sql.Rows) error {
				f := store.Finding{Rule: c.rule}
				if err := r.Scan(&f.Map, &f.ID, &f.What); err != nil {
					return err
				}
				return report(f)
			})
			if err != nil {
				return err
			}
		}
		return v.checkSearch(report)
	})
}

// touchIndexes opens both full-text tables.
const touchIndexes = `SELECT (SELECT count(*) FROM (SELECT rowid FROM search LIMIT 1))
  + (SELECT count(*) FROM (SELECT rowid FROM catalogue LIMIT 1))`

// freshIndexes makes the connection forget what it knew of the full-text tables before others wrote
// to them, which PRAGMA integrity_check by itself does not and then takes for corruption.
func (v view) freshIndexes() error {
	var n int
	_, err := v.one([]any{&n}, touchIndexes)
	return err
}

const checkFile = `SELECT '', '', integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'`

const checkForeign = `SELECT '', '', 'a row of table ' || "table" || ' lacks its parent in table ' || parent
FROM pragma_foreign_key_check`

const checkGaps = `SELECT m.id, '', 'the log has ' || count(l.revision) || ' change sets from ' || coalesce(min(l.revision), 0)
  || ' to ' || coalesce(max(l.revision), 0)
FROM maps AS m LEFT JOIN log AS l ON l.map = m.n
GROUP BY m.n HAVING count(l.revision) <> coalesce(max(l.revision), 0) OR coalesce(min(l.revision), 1) <> 1
ORDER BY m.id`

const checkHeads = `SELECT m.id, '', 'the head is ' || m.revision || ' and the log ends at ' || coalesce(max(l.revision), 0)
FROM maps AS m LEFT JOIN log AS l ON l.map = m.n
GROUP BY m.n HAVING m.revision <> coalesce(max(l.revision), 0)
ORDER BY m.id`

const checkRecordEnds = `SELECT m.id, x.id, x.what || ' ' || x.missing || ' is not there'
FROM (
  SELECT map, id, 'voice' AS what, voice AS missing FROM commitments AS c
  WHERE NOT EXISTS (SELECT 1 FROM voices AS v WHERE v.map = c.map AND v.id = c.voice)
  UNION ALL
  SELECT map, id, 'voice', reported_by FROM commitments AS c
  WHERE reported_by <> '' AND NOT EXISTS (SELECT 1 FROM voices AS v WHERE v.map = c.map AND v.id = c.reported_by)
  UNION ALL
  SELECT map, id, 'element', claim FROM commitments AS c
  WHERE NOT EXISTS (SELECT 1 FROM elements AS e WHERE e.map = c.map AND e.id = c.claim)
  UNION ALL
  SELECT map, id, 'element', from_id FROM links AS l
  WHERE NOT EXISTS (SELECT 1 FROM elements AS e WHERE e.map = l.map AND e.id = l.from_id)
  UNION ALL
  SELECT map, id, 'element', to_id FROM links AS l
  WHERE NOT EXISTS (SELECT 1 FROM elements AS e WHERE e.map = l.map AND e.id = l.to_id)
  UNION ALL
  SELECT map, id, 'element', element FROM citations AS c
  WHERE NOT EXISTS (SELECT 1 FROM elements AS e WHERE e.map = c.map AND e.id = c.element)
) AS x LEFT JOIN maps AS m ON m.n = x.map
WHERE m.state = 'ACTIVE' ORDER BY m.id, x.id`

const checkSourceEnds = `SELECT m.id, x.id, x.what || ' ' || x.missing || ' is not there'
FROM (
  SELECT map, id, 'source' AS what, source AS missing FROM citations AS c
  WHERE NOT EXISTS (SELECT 1 FROM sources AS s WHERE s.id = c.source AND s.import IS NULL)
  UNION ALL
  SELECT map, citation, 'paragraph', paragraph FROM segments AS g
  WHERE NOT EXISTS (SELECT 1 FROM paragraphs AS p JOIN sources AS s ON s.n = p.source WHERE p.id = g.paragraph AND s.import IS NULL)
) AS x JOIN maps AS m ON m.n = x.map
WHERE m.state = 'ACTIVE' ORDER BY m.id, x.id`

const checkIDs = `WITH named (id, what, home) AS (
  SELECT id, 'map', 0 FROM maps UNION ALL SELECT id, 'source', 0 FROM sources
  UNION ALL SELECT id, 'paragraph', source FROM paragraphs
  UNION ALL SELECT id, 'voice', map FROM voices UNION ALL SELECT id, 'element', map FROM elements
  UNION ALL SELECT id, 'row', map FROM rows UNION ALL SELECT id, 'commitment', map FROM commitments
  UNION ALL SELECT id, 'link', map FROM links UNION ALL SELECT id, 'citation', map FROM citations
  UNION ALL SELECT id, 'leftover', map FROM leftovers
)
SELECT '', id, 'the id of this ' || what || ' is not in table ids' FROM (SELECT id, what, home FROM named EXCEPT SELECT id, what, home FROM ids)
UNION ALL
SELECT '', id, 'table ids names a ' || what || ' that is not there' FROM (SELECT id, what, home FROM ids EXCEPT SELECT id, what, home FROM named)`

const checkStray = `SELECT '', coalesce(i.id, ''), 'search row ' || s.rowid || ' belongs to nothing that has words'
FROM search AS s LEFT JOIN ids AS i ON i.n = s.rowid
WHERE i.n IS NULL OR i.what <> 'paragraph' AND i.kind NOT IN ('CLAIM', 'QUESTION', 'LOCUTION')
UNION ALL
SELECT '', coalesce(i.id, ''), 'catalogue row ' || s.rowid || ' belongs to nothing that has words'
FROM catalogue AS s LEFT JOIN ids AS i ON i.n = s.rowid
WHERE i.n IS NULL OR i.what NOT IN ('map', 'source')`

// indexed is every text that should be in a full-text row, beside the row.
const indexed = `SELECT m.id, e.id, e.kind, e.text, e.q_resolved, coalesce(x.tokens, '-')
FROM elements AS e JOIN maps AS m ON m.n = e.map JOIN ids AS i ON i.id = e.id LEFT JOIN search AS x ON x.rowid = i.n
WHERE e.kind IN ('CLAIM', 'QUESTION', 'LOCUTION')
UNION ALL
SELECT '', p.id, 'paragraph', p.text, '', coalesce(x.tokens, '-') FROM paragraphs AS p LEFT JOIN search AS x ON x.rowid = p.n
UNION ALL
SELECT m.id, m.id, 'map', p.title, p.description, coalesce(x.tokens, '-')
FROM properties AS p JOIN maps AS m ON m.n = p.map LEFT JOIN catalogue AS x ON x.rowid = p.map
UNION ALL
SELECT '', s.id, 'source', s.title, s.creator, coalesce(x.tokens, '-') FROM sources AS s LEFT JOIN catalogue AS x ON x.rowid = s.n`

// checkSearch compares each full-text row with the text that it was made of.
func (v view) checkSearch(report func(store.Finding) error) error {
	rows, err := v.query(indexed)
	if err != nil {
		return err
	}
	return each(rows, func(r *sql.Rows) error {
		f := store.Finding{Rule: ruleSearch}
		var kind, text, more, tokens string
		if err := r.Scan(&f.Map, &f.ID, &kind, &text, &more, &tokens); err != nil {
			return err
		}
		if tokens == document(kind, text, more) {
			return nil
		}
		f.What = fmt.Sprintf("the full-text row of this %s is missing or stale", kind)
		return report(f)
	})
}

func document(kind, text, more string) string {
	switch kind {
	case store.WhatMap:
		return propertiesDocument(text, more)
	case store.WhatSource:
		return sourceDocument(text, more)
	case store.WhatParagraph:
		return fulltext.Document(text)
	}
	return elementDocument(argmap.Kind(kind), text, more)
}
