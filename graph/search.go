package graph

import (
	"context"
	"slices"

	"argmap/graph/model"
	"argmap/internal/argmap"
	"argmap/internal/store"
)

// found is a hit with what it found.
type found struct {
	result model.SearchResult
	at     *model.Map // nil for a paragraph
	score  float64
}

// search answers Query.search.
func (r *Resolver) search(ctx context.Context, f store.SearchFilter, w window) (*model.SearchConnection, error) {
	c, err := page(ctx, listing[found]{
		list: listOf("search", f),
		from: func(ctx context.Context, k *key, limit int, back bool) ([]item[found], error) {
			hits, err := r.Store.Search(ctx, f, storePage(k, limit, back))
			if err != nil {
				return nil, err
			}
			return r.hits(ctx, hits)
		},
	}, w)
	if err != nil {
		return nil, err
	}
	out := &model.SearchConnection{PageInfo: &c.PageInfo, Edges: []model.SearchEdge{}, Nodes: []model.SearchResult{}}
	for _, e := range c.Edges {
		out.Edges = append(out.Edges, model.SearchEdge{Cursor: e.Cursor, Node: e.Node.result, Map: e.Node.at, Score: e.Node.score})
		out.Nodes = append(out.Nodes, e.Node.result)
	}
	return out, nil
}

// searchFilter says where to look: a map narrows the elements, a source the paragraphs.
func searchFilter(words string, in []model.SearchIn, m, source *argmap.ID) store.SearchFilter {
	f := store.SearchFilter{Words: words, Map: value(m), Source: value(source)}
	kinds := map[model.SearchIn]argmap.Kind{
		model.SearchInClaims: argmap.KindClaim, model.SearchInQuestions: argmap.KindQuestion, model.SearchInLocutions: argmap.KindLocution,
	}
	for _, place := range in {
		if kind, ok := kinds[place]; ok && !slices.Contains(f.Kinds, kind) {
			f.Kinds = append(f.Kinds, kind)
		}
	}
	f.Elements = len(f.Kinds) > 0
	f.Paragraphs = slices.Contains(in, model.SearchInParagraphs)
	return f
}

// hits gives what the hits found; what went since is left out. All paragraphs come in one call, and
// so do the heads of all maps.
func (r *Resolver) hits(ctx context.Context, hits []store.Hit) ([]item[found], error) {
	var maps, paragraphs []argmap.ID
	for _, h := range hits {
		if h.Map != "" {
			maps = append(maps, h.Map)
		} else {
			paragraphs = append(paragraphs, h.ID)
		}
	}
	heads, err := r.headsOf(ctx, maps)
	if err != nil {
		return nil, err
	}
	texts, err := r.paragraphs(ctx, paragraphs)
	if err != nil {
		return nil, err
	}
	var items []item[found]
	for _, h := range hits {
		result, at, err := r.hit(ctx, h, heads, texts)
		if err != nil {
			return nil, err
		}
		if result != nil {
			items = append(items, item[found]{key{h.Key.Value, h.Key.ID}, found{result, at, h.Score}})
		}
	}
	return items, nil
}

// hit gives what a hit found, and the map of an element; nothing when it is gone.
func (r *Resolver) hit(ctx context.Context, h store.Hit, heads map[argmap.ID]store.Head, texts map[argmap.ID]*argmap.Paragraph) (model.SearchResult, *model.Map, error) {
	if h.Map == "" {
		if p := texts[h.ID]; p != nil {
			return model.Paragraph{Record: p}, nil, nil
		}
		return nil, nil, nil
	}
	s, err := r.atKnown(ctx, heads, h.Map)
	if s == nil || err != nil {
		return nil, nil, err
	}
	m := model.MapAt(s)
	return some(s.Element(h.ID)), &m, nil
}

// paragraphs gives some paragraphs in one call, or none.
func (r *Resolver) paragraphs(ctx context.Context, ids []argmap.ID) (map[argmap.ID]*argmap.Paragraph, error) {
	if len(ids) == 0 {
		return map[argmap.ID]*argmap.Paragraph{}, nil
	}
	ps, err := r.Ledger.Paragraphs(ctx, ids)
	return byID(ps, func(p *argmap.Paragraph) argmap.ID { return p.ID }), err
}
