package neo4jstore

import (
	"context"

	"argmap/internal/fault"
	"argmap/internal/store"
)

const (
	sourcesAll      = "MATCH (s:Source)\n"
	sourcesByWords  = "CALL db.index.fulltext.queryNodes('source_tokens', $p.words) YIELD node AS s\n"
	sourcesFiltered = `
WITH s WHERE s.import IS NULL AND ($p.withdrawn OR s.state <> 'WITHDRAWN')
  AND ($p.owner IS NULL OR s.owner = $p.owner)
  AND ($p.since IS NULL OR s.created >= $p.since)
  AND ($p.until IS NULL OR s.created < $p.until)
WITH s, s.id AS id, s.created AS key
`
	sourceRow = "RETURN properties(s) AS holds, key, id"
)

func sourcesListText(words string) string {
	if words != "" {
		return sourcesByWords + sourcesFiltered
	}
	return sourcesAll + sourcesFiltered
}

func sourceParams(f store.SourceFilter, words string) params {
	return params{
		"words": words, "owner": optional(f.Owner), "withdrawn": f.Withdrawn,
		"since": bound(f.Since), "until": bound(f.Until),
	}
}

// ListSources implements store.Store.
func (s *Store) ListSources(ctx context.Context, f store.SourceFilter, page store.Page) (out []store.SourceRow, err error) {
	defer fault.Wrap(&err, "neo4jstore: list sources")
	words, err := listWords(f.Words)
	if err != nil {
		return nil, err
	}
	p := sourceParams(f, words)
	value, err := fromTime(page)
	if err := into(p, page, value, err); err != nil {
		return nil, err
	}
	text := sourcesListText(words) + sorting{descending: true}.clause(page.Backward) + sourceRow
	rows, err := s.run(ctx, statement{name: "sources.list", text: text}, p)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		out = append(out, store.SourceRow{
			Source: decodeSource(asMap(r.Values[0])), Key: keyOf(timeKey(toTime(r.Values[1])), r.Values[2]),
		})
	}
	return inListOrder(out, page), nil
}

// CountSources implements store.Store.
func (s *Store) CountSources(ctx context.Context, f store.SourceFilter) (n int, err error) {
	defer fault.Wrap(&err, "neo4jstore: count sources")
	words, err := listWords(f.Words)
	if err != nil {
		return 0, err
	}
	return s.count(ctx, statement{name: "sources.count", text: sourcesListText(words) + "RETURN count(s)"}, sourceParams(f, words))
}
