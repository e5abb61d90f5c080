package neo4jstore

import (
	"context"
	"errors"
	"strconv"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/fulltext"
	"argmap/internal/store"
)

const (
	searchElements = `
  CALL db.index.fulltext.queryNodes('element_tokens', $p.words) YIELD node AS n, score
  WHERE n.kind IN $p.kinds AND ($p.map IS NULL OR n.map = $p.map)
  MATCH (m:Map {id: n.map}) WHERE m.state = 'ACTIVE'
  RETURN 'element' AS what, n.id AS id, n.kind AS kind, n.map AS home, score AS key
`
	searchParagraphs = `
  CALL db.index.fulltext.queryNodes('paragraph_tokens', $p.words) YIELD node AS n, score
  WHERE $p.source IS NULL OR n.source = $p.source
  MATCH (s:Source {id: n.source}) WHERE s.import IS NULL
  RETURN 'paragraph' AS what, n.id AS id, null AS kind, n.source AS home, score AS key
`
	searchRow = "RETURN what, id, kind, home, key"
)

// searchText gives the statement of a search up to its page; there are three.
func searchText(f store.SearchFilter) string {
	switch {
	case f.Elements && f.Paragraphs:
		return "CALL () {" + searchElements + "UNION ALL" + searchParagraphs + "}"
	case f.Elements:
		return "CALL () {" + searchElements + "}"
	}
	return "CALL () {" + searchParagraphs + "}"
}

// Search implements store.Store.
func (s *Store) Search(ctx context.Context, f store.SearchFilter, page store.Page) (out []store.Hit, err error) {
	defer fault.Wrap(&err, "neo4jstore: search")
	q, err := fulltext.Parse(f.Words)
	switch {
	case errors.Is(err, fulltext.ErrEmpty):
		return nil, fault.InvalidField("words", "search.empty", "there is no word to search for in %q", f.Words)
	case err != nil:
		return nil, tooLong(err)
	case !f.Elements && !f.Paragraphs:
		return nil, fault.New(fault.Invalid, "search.nowhere", "a search looks among elements, paragraphs or both")
	}
	p := params{"words": q.Lucene(), "kinds": strs(searchKinds(f.Kinds)), "map": optional(f.Map), "source": optional(f.Source)}
	value, err := fromScore(page)
	if err := into(p, page, value, err); err != nil {
		return nil, err
	}
	text := searchText(f) + sorting{descending: true}.clause(page.Backward) + searchRow
	rows, err := s.run(ctx, statement{name: "search", text: text}, p)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		out = append(out, decodeHit(r))
	}
	return inListOrder(out, page), nil
}

func searchKinds(kinds []argmap.Kind) []argmap.Kind {
	if kinds == nil {
		return []argmap.Kind{argmap.KindClaim, argmap.KindQuestion}
	}
	return kinds
}

func fromScore(page store.Page) (any, error) {
	if page.From == nil {
		return 0.0, nil
	}
	return strconv.ParseFloat(page.From.Value, 64)
}

func decodeHit(r row) store.Hit {
	score := r.Values[4].(float64)
	h := store.Hit{What: r.Values[0].(string), Score: score}
	h.Key = keyOf(strconv.FormatFloat(score, 'g', -1, 64), r.Values[1])
	h.ID = h.Key.ID
	home := argmap.ID(r.Values[3].(string))
	if kind, ok := r.Values[2].(string); ok {
		h.Kind, h.Map = argmap.Kind(kind), home
	} else {
		h.Source = home
	}
	return h
}
