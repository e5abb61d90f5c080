package graph

import (
	"context"
	"fmt"
	"slices"
	"sort"

	"argmap/graph/model"
	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// maxMapsOfSource is how many maps are read to find the open questions about one source.
const maxMapsOfSource = 50

// openFilter says which open questions are wanted.
type openFilter struct {
	Map, Source argmap.ID
	Text        string
	Contested   bool
}

// openQuestions answers Query.openQuestions.
func (r *Resolver) openQuestions(ctx context.Context, f openFilter, w window) (*model.Connection[snapshot.OpenQuestion], error) {
	switch {
	case f.Map != "":
		s, err := r.latest(ctx, f.Map)
		if err != nil {
			return nil, renamed(err, "id", "map")
		}
		return openPage(ctx, []*snapshot.Snapshot{s}, f, w)
	case f.Source != "":
		maps, err := r.mapsCiting(ctx, f.Source)
		if err != nil {
			return nil, err
		}
		return openPage(ctx, maps, f, w)
	}
	return nil, fault.InvalidField("map", "questions.where", "neither a map nor a source is named; the open questions are those of a map, or of the maps that cite a source")
}

// mapsCiting gives the maps that cite a source.
func (r *Resolver) mapsCiting(ctx context.Context, source argmap.ID) ([]*snapshot.Snapshot, error) {
	rows, err := r.Store.ListMaps(ctx, store.MapFilter{Source: source, Order: store.ByUpdated}, store.Page{Limit: maxMapsOfSource + 1})
	if err != nil {
		return nil, err
	}
	if len(rows) > maxMapsOfSource {
		return nil, fault.New(fault.Exhausted, "questions.maps", "more than %d maps cite the source; ask map by map", maxMapsOfSource).At("source")
	}
	var all []*snapshot.Snapshot
	for _, row := range rows {
		s, err := r.atHead(ctx, row.Head)
		if fault.Of(err) == fault.NotFound {
			continue // deleted since
		}
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}

// openIn answers ArgumentMap.openQuestions.
func openIn(ctx context.Context, m *model.Map, f openFilter, w window) (*model.Connection[snapshot.OpenQuestion], error) {
	s, err := m.Load(ctx)
	if err != nil {
		return nil, err
	}
	f.Map = m.ID()
	return openPage(ctx, []*snapshot.Snapshot{s}, f, w)
}

// openPage gives a page of the open questions of some maps.
func openPage(ctx context.Context, maps []*snapshot.Snapshot, f openFilter, w window) (*model.Connection[snapshot.OpenQuestion], error) {
	words, err := wordsIn(f.Text)
	if err != nil {
		return nil, renamed(err, "filter.text", "text")
	}
	var all []item[snapshot.OpenQuestion]
	for _, s := range maps {
		for _, o := range s.OpenQuestions() {
			if f.passes(o) && (words == nil || words(o.Question)) {
				all = append(all, item[snapshot.OpenQuestion]{openKey(o), o})
			}
		}
	}
	slices.SortFunc(all, func(a, b item[snapshot.OpenQuestion]) int { return compareIDs(a.key, b.key) })
	c, err := page(ctx, listing[snapshot.OpenQuestion]{
		list: listOf("openQuestions", f), from: sorted(all), compare: compareIDs,
		count: func(context.Context) (int, error) { return len(all), nil },
	}, w)
	return &c, err
}

func (f openFilter) passes(o snapshot.OpenQuestion) bool {
	return (f.Contested || o.Status == argmap.Open) && (f.Source == "" || o.Cites(f.Source))
}

// openKey sorts as snapshot.OpenQuestions does: by weight, what an answer can change, and id.
func openKey(o snapshot.OpenQuestion) key {
	return key{fmt.Sprintf("%012d%d", 999_999_999_999-o.Weight, 2-o.Urgency()), o.Question.ID()}
}

// sorted lists items that are all there, in the order of their keys.
func sorted[T any](all []item[T]) func(context.Context, *key, int, bool) ([]item[T], error) {
	return func(_ context.Context, k *key, limit int, back bool) ([]item[T], error) {
		from, to := 0, len(all)
		if k != nil && back {
			to = sort.Search(len(all), func(i int) bool { return compareIDs(all[i].key, *k) >= 0 })
		}
		if k != nil && !back {
			from = sort.Search(len(all), func(i int) bool { return compareIDs(all[i].key, *k) > 0 })
		}
		if back {
			return all[max(from, to-limit):to], nil
		}
		return all[from:min(to, from+limit)], nil
	}
}

// paragraphsIn gives paragraphs that a map cites.
func (r *Resolver) paragraphsIn(ctx context.Context, s *snapshot.Snapshot, ids []argmap.ID) ([]model.Paragraph, error) {
	ps := make([]model.Paragraph, 0, len(ids))
	for _, id := range ids {
		p, err := r.paragraphIn(ctx, s, id)
		if err != nil {
			return nil, err
		}
		ps = append(ps, *p)
	}
	return ps, nil
}
