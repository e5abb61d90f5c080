package storetest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/fulltext"
	"argmap/internal/store"
)

// sortable writes times so that their texts sort as they do.
const sortable = "2006-01-02T15:04:05.000000Z"

// pageOf cuts a page from rows; before compares two keys in list order.
func pageOf[T any](rows []T, p store.Page, key func(T) store.Key, before func(a, b store.Key) int) []T {
	slices.SortFunc(rows, func(a, b T) int { return before(key(a), key(b)) })
	side := 1
	if p.Backward {
		side = -1
	}
	if p.From != nil {
		rows = slices.DeleteFunc(rows, func(r T) bool { return before(key(r), *p.From) != side })
	}
	n := min(p.Limit, len(rows))
	if p.Backward {
		return rows[len(rows)-n:]
	}
	return rows[:n]
}

// ascending and descending sort by the value; ties are ascending by id in both.
func ascending(a, b store.Key) int {
	return cmp.Or(strings.Compare(a.Value, b.Value), strings.Compare(string(a.ID), string(b.ID)))
}

func descending(a, b store.Key) int {
	return cmp.Or(strings.Compare(b.Value, a.Value), strings.Compare(string(a.ID), string(b.ID)))
}

// found reports whether all words stand in the texts together; no words stand everywhere.
func found(words string, texts ...string) bool {
	q, err := fulltext.Parse(words)
	return err != nil || q.Matches(fulltext.Document(strings.Join(texts, "\n")))
}

// within reports whether since <= t < until, where zero bounds bind nothing.
func within(t, since, until time.Time) bool {
	return (since.IsZero() || !t.Before(since)) && (until.IsZero() || t.Before(until))
}

// ListMaps implements store.Store.
func (m *Model) ListMaps(ctx context.Context, f store.MapFilter, p store.Page) ([]store.MapRow, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	order := descending
	if f.Order == store.ByTitle {
		order = ascending
	}
	return pageOf(m.listMaps(f), p, func(r store.MapRow) store.Key { return r.Key }, order), nil
}

// CountMaps implements store.Store.
func (m *Model) CountMaps(ctx context.Context, f store.MapFilter) (int, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return 0, err
	}
	defer leave()
	return len(m.listMaps(f)), nil
}

func (m *Model) listMaps(f store.MapFilter) []store.MapRow {
	var rows []store.MapRow
	for id, mm := range m.maps {
		if mm.head.State != store.Active {
			continue
		}
		p := mm.rows[argmap.Ref{Type: argmap.TypeProperties, ID: id}].Record.(*argmap.Properties)
		updated := mm.log[len(mm.log)-1].Time
		owned := f.Owner == "" || f.Owner == p.Owner
		if !owned || !within(updated, f.Since, f.Until) || !found(f.Words, p.Title, p.Description) || !mm.citesSource(f.Source) {
			continue
		}
		key := store.Key{Value: updated.Format(sortable), ID: id}
		switch f.Order {
		case store.ByCreated:
			key.Value = p.Created.Format(sortable)
		case store.ByTitle:
			key.Value = fulltext.SortKey(p.Title)
		case store.ByUpdated:
		}
		rows = append(rows, store.MapRow{Head: mm.head, Properties: p, Updated: updated, Key: key})
	}
	return rows
}

// citesSource reports whether some citation lies in the source; an empty id asks for nothing.
func (mm *modelMap) citesSource(source argmap.ID) bool {
	for _, e := range mm.rows {
		if c, ok := e.Record.(*argmap.Citation); ok && c.Source == source {
			return true
		}
	}
	return source == ""
}

// CitationsOf implements store.Store.
func (m *Model) CitationsOf(ctx context.Context, paragraph argmap.ID, p store.Page) ([]store.Citing, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	var rows []store.Citing
	for id, mm := range m.maps {
		for _, e := range mm.rows {
			c, ok := e.Record.(*argmap.Citation)
			here := func(s argmap.Segment) bool { return s.Paragraph == paragraph }
			if ok && mm.head.State == store.Active && slices.ContainsFunc(c.Segments, here) {
				rows = append(rows, store.Citing{
					Paragraph: paragraph, Map: id, Citation: c.ID, Element: c.Element,
					Key: store.Key{Value: string(id), ID: c.ID},
				})
			}
		}
	}
	return pageOf(rows, p, func(c store.Citing) store.Key { return c.Key }, ascending), nil
}

// Search implements store.Store.
func (m *Model) Search(ctx context.Context, f store.SearchFilter, p store.Page) ([]store.Hit, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	q, err := fulltext.Parse(f.Words)
	if err != nil {
		return nil, fault.New(fault.Invalid, "search.empty", "there is no word in %q", f.Words)
	}
	if !f.Elements && !f.Paragraphs {
		return nil, fault.New(fault.Invalid, "search.nowhere", "a search needs a place to look")
	}
	var hits []store.Hit
	add := func(h store.Hit, text string) {
		if doc := fulltext.Document(text); q.Matches(doc) {
			h.Score = 1 / float64(1+len(doc)) // the shorter the text, the more the words are its matter
			h.Key = store.Key{Value: fmt.Sprintf("%.9f", h.Score), ID: h.ID}
			hits = append(hits, h)
		}
	}
	if f.Elements {
		m.searchElements(f, add)
	}
	if f.Paragraphs {
		m.searchParagraphs(f, add)
	}
	return pageOf(hits, p, func(h store.Hit) store.Key { return h.Key }, descending), nil
}

func (m *Model) searchElements(f store.SearchFilter, add func(store.Hit, string)) {
	kinds := f.Kinds
	if kinds == nil {
		kinds = []argmap.Kind{argmap.KindClaim, argmap.KindQuestion}
	}
	worded := []argmap.Kind{argmap.KindClaim, argmap.KindQuestion, argmap.KindLocution}
	for id, mm := range m.maps {
		if mm.head.State != store.Active || f.Map != "" && f.Map != id {
			continue
		}
		for _, e := range mm.rows {
			el, ok := e.Record.(*argmap.Element)
			if ok && slices.Contains(kinds, el.Kind) && slices.Contains(worded, el.Kind) {
				add(store.Hit{What: "element", ID: el.ID, Kind: el.Kind, Map: id}, el.Text)
			}
		}
	}
}

func (m *Model) searchParagraphs(f store.SearchFilter, add func(store.Hit, string)) {
	for id, s := range m.sources {
		if !s.seenBy("") {
			continue
		}
		if f.Source != "" && f.Source != id {
			continue
		}
		for _, p := range s.paragraphs {
			add(store.Hit{What: "paragraph", ID: p.ID, Source: id}, p.Text)
		}
	}
}
