package neo4jstore

import (
	"context"
	"errors"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/fulltext"
	"argmap/internal/store"
)

// Where a list of maps begins. Words and source are the narrowest, so they come first.
const (
	mapsAll      = "MATCH (m:Map) WHERE m.state = 'ACTIVE'\n"
	mapsByWords  = "CALL db.index.fulltext.queryNodes('map_tokens', $p.words) YIELD node AS m\n"
	mapsBySource = `
MATCH (:Source {id: $p.source})-[:HAS_PARAGRAPH]->()<-[r:CITES]-()
WITH DISTINCT r.map AS home
MATCH (m:Map {id: home})
`
	mapsFiltered = `
WITH m WHERE m.state = 'ACTIVE'
  AND ($p.owner IS NULL OR m.owner = $p.owner)
  AND ($p.since IS NULL OR m.updated >= $p.since)
  AND ($p.until IS NULL OR m.updated < $p.until)
`
	mapsCiting = `
WITH m WHERE EXISTS { MATCH ()-[r:CITES]->() WHERE r.map = m.id AND r.id > '' AND r.source = $p.source }
`
	mapRow = "RETURN properties(m) AS holds, key, id"
)

// mapsText gives the statement of a list of maps up to its filters; there are four.
func mapsText(f store.MapFilter, words bool) string {
	switch {
	case words && f.Source != "":
		return mapsByWords + mapsFiltered + mapsCiting
	case words:
		return mapsByWords + mapsFiltered
	case f.Source != "":
		return mapsBySource + mapsFiltered
	}
	return mapsAll + mapsFiltered
}

// mapOrder gives what a list of maps is sorted by.
func mapOrder(o store.MapOrder) (key string, s sorting) {
	switch o {
	case store.ByTitle:
		return "WITH m, m.id AS id, coalesce(m.titleKey, '') AS key", sorting{}
	case store.ByCreated:
		return "WITH m, m.id AS id, coalesce(m.created, datetime('0001-01-01T00:00:00Z')) AS key", sorting{descending: true}
	case store.ByUpdated:
	}
	return "WITH m, m.id AS id, m.updated AS key", sorting{descending: true}
}

func mapParams(f store.MapFilter, words string) params {
	return params{
		"owner": optional(f.Owner), "source": optional(f.Source), "words": words,
		"since": bound(f.Since), "until": bound(f.Until),
	}
}

// ListMaps implements store.Store.
func (s *Store) ListMaps(ctx context.Context, f store.MapFilter, page store.Page) (out []store.MapRow, err error) {
	defer fault.Wrap(&err, "neo4jstore: list maps")
	words, err := listWords(f.Words)
	if err != nil {
		return nil, err
	}
	p := mapParams(f, words)
	from := fromTime
	if f.Order == store.ByTitle {
		from = fromText
	}
	value, err := from(page)
	if err := into(p, page, value, err); err != nil {
		return nil, err
	}
	key, order := mapOrder(f.Order)
	text := mapsText(f, words != "") + key + order.clause(page.Backward) + mapRow
	rows, err := s.run(ctx, statement{name: "maps.list", text: text}, p)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		out = append(out, decodeMapRow(r))
	}
	return inListOrder(out, page), nil
}

func decodeMapRow(r row) store.MapRow {
	h := held(asMap(r.Values[0]))
	out := store.MapRow{Head: decodeHead(h), Properties: decodeMap(h), Updated: h.time("updated")}
	value, text := r.Values[1].(string)
	if !text {
		value = timeKey(toTime(r.Values[1]))
	}
	out.Key = keyOf(value, r.Values[2])
	return out
}

// decodeHead reads the head of a map from its node.
func decodeHead(h held) store.Head {
	return store.Head{
		Map: h.id("id"), State: store.MapState(h.text("state")), Revision: h.revision(),
		Epoch: argmap.Epoch(h.number("epoch")), Access: int64(h.number("access")),
	}
}

// CountMaps implements store.Store.
func (s *Store) CountMaps(ctx context.Context, f store.MapFilter) (n int, err error) {
	defer fault.Wrap(&err, "neo4jstore: count maps")
	words, err := listWords(f.Words)
	if err != nil {
		return 0, err
	}
	return s.count(ctx, statement{name: "maps.count", text: mapsText(f, words != "") + "RETURN count(m)"}, mapParams(f, words))
}

func (s *Store) count(ctx context.Context, st statement, p params) (int, error) {
	rows, err := s.run(ctx, st, p)
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	return int(rows[0].Values[0].(int64)), nil
}

// listWords renders the words of a list's filter; words without a token filter nothing.
func listWords(words string) (string, error) {
	q, err := fulltext.Parse(words)
	switch {
	case errors.Is(err, fulltext.ErrEmpty):
		return "", nil
	case err != nil:
		return "", tooLong(err)
	}
	return q.Lucene(), nil
}

func tooLong(err error) error {
	return fault.New(fault.Invalid, "search.too_long", "a search has at most %d words", fulltext.MaxTerms).Because(err)
}
