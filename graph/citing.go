package graph

import (
	"context"
	"slices"

	"argmap/graph/model"
	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// citationsOf answers Paragraph.citations: those in one map, or in all.
func (r *Resolver) citationsOf(ctx context.Context, p *model.Paragraph, in *argmap.ID, w window) (*model.Connection[snapshot.Citation], error) {
	if in == nil {
		c, err := page(ctx, r.citingEverywhere(p.ID()), w)
		return &c, err
	}
	s, err := r.sameMap(ctx, p, *in)
	if err != nil {
		return nil, err
	}
	c, err := page(ctx, citingIn(s, p.ID()), w)
	return &c, err
}

// sameMap gives the map in which a paragraph's citations are asked for: at the revision through
// which the paragraph was reached, if that was the same map.
func (r *Resolver) sameMap(ctx context.Context, p *model.Paragraph, id argmap.ID) (*snapshot.Snapshot, error) {
	if p.From != nil && p.From.Map() == id {
		return p.From, nil
	}
	return r.latest(ctx, id)
}

func citingIn(s *snapshot.Snapshot, paragraph argmap.ID) listing[snapshot.Citation] {
	var ids []argmap.ID
	for c := range s.CitationsIn(paragraph) {
		ids = append(ids, c.ID)
	}
	slices.Sort(ids)
	at := func(_ context.Context, id argmap.ID) (snapshot.Citation, error) { return *s.Citation(id), nil }
	return listing[snapshot.Citation]{
		list: listOf("citingIn", paragraph, s.Map()), from: inMemory(ids, at), compare: compareIDs,
		count: func(context.Context) (int, error) { return len(ids), nil },
	}
}

func (r *Resolver) citingEverywhere(paragraph argmap.ID) listing[snapshot.Citation] {
	return listing[snapshot.Citation]{
		list: listOf("citing", paragraph),
		from: func(ctx context.Context, k *key, limit int, back bool) ([]item[snapshot.Citation], error) {
			rows, err := r.Store.CitationsOf(ctx, paragraph, storePage(k, limit, back))
			if err != nil {
				return nil, err
			}
			return r.citings(ctx, rows)
		},
		compare: compareIDs,
		count:   func(ctx context.Context) (int, error) { return r.countCitings(ctx, paragraph) },
	}
}

// citings gives the citations that the rows name; one that went since is left out. One statement
// finds the heads of all their maps.
func (r *Resolver) citings(ctx context.Context, rows []store.Citing) ([]item[snapshot.Citation], error) {
	var maps []argmap.ID
	for _, row := range rows {
		maps = append(maps, row.Map)
	}
	heads, err := r.headsOf(ctx, maps)
	if err != nil {
		return nil, err
	}
	var items []item[snapshot.Citation]
	for _, row := range rows {
		s, err := r.atKnown(ctx, heads, row.Map)
		if err != nil {
			return nil, err
		}
		if s == nil {
			continue
		}
		if c := s.Citation(row.Citation); c != nil {
			items = append(items, item[snapshot.Citation]{key{row.Key.Value, row.Key.ID}, *c})
		}
	}
	return items, nil
}

// headsOf gives the heads of some maps, in one statement.
func (r *Resolver) headsOf(ctx context.Context, maps []argmap.ID) (map[argmap.ID]store.Head, error) {
	heads := map[argmap.ID]store.Head{}
	if len(maps) == 0 {
		return heads, nil
	}
	places, err := r.Store.Locate(ctx, maps)
	for _, place := range places {
		heads[place.ID] = place.Head
	}
	return heads, err
}

// atKnown gives a map at one of the known heads; nil when it was deleted since.
func (r *Resolver) atKnown(ctx context.Context, heads map[argmap.ID]store.Head, id argmap.ID) (*snapshot.Snapshot, error) {
	head, ok := heads[id]
	if !ok {
		return nil, nil //nolint:nilnil // a map that is gone
	}
	s, err := r.atHead(ctx, head)
	if fault.Of(err) == fault.NotFound {
		return nil, nil //nolint:nilnil // a map that is gone
	}
	return s, err
}

// countCitings walks the list, for which the store keeps no count.
func (r *Resolver) countCitings(ctx context.Context, paragraph argmap.ID) (int, error) {
	const step = 1000
	n := 0
	for at := (*key)(nil); ; {
		rows, err := r.Store.CitationsOf(ctx, paragraph, storePage(at, step, false))
		if err != nil {
			return 0, err
		}
		n += len(rows)
		if len(rows) < step {
			return n, nil
		}
		last := rows[len(rows)-1].Key
		at = &key{last.Value, last.ID}
	}
}
