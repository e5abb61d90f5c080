package graph

import (
	"context"

	"argmap/graph/model"
	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// maxNodes is how many ids may be asked for at once.
const maxNodes = 100

// node gives whatever has the id, or nil.
func (r *Resolver) node(ctx context.Context, id argmap.ID) (model.Node, error) {
	found, err := r.nodes(ctx, []argmap.ID{id})
	if err != nil {
		return nil, err
	}
	return found[0], nil
}

// nodes gives whatever has the ids, in their order; nil where there is nothing. One statement finds
// all of them, and the heads of the maps that they lie in.
func (r *Resolver) nodes(ctx context.Context, ids []argmap.ID) ([]model.Node, error) {
	if len(ids) > maxNodes {
		return nil, fault.New(fault.Exhausted, "nodes.count", "%d ids are asked for; at most %d are allowed", len(ids), maxNodes).At("ids")
	}
	places, err := r.Store.Locate(ctx, ids)
	if err != nil {
		return nil, err
	}
	found, err := r.outside(ctx, places)
	if err != nil {
		return nil, err
	}
	for _, place := range places {
		if place.Head.Map == "" {
			continue
		}
		s, err := r.atHead(ctx, place.Head)
		if fault.Of(err) == fault.NotFound {
			continue // deleted since it was found
		}
		if err != nil {
			return nil, err
		}
		found[place.ID] = nodeIn(s, place)
	}
	nodes := make([]model.Node, len(ids))
	for i, id := range ids {
		nodes[i] = found[id]
	}
	return nodes, nil
}

// outside gives the sources and paragraphs among the places, each sort in one call.
func (r *Resolver) outside(ctx context.Context, places []store.Location) (map[argmap.ID]model.Node, error) {
	found := map[argmap.ID]model.Node{}
	var sources, paragraphs []argmap.ID
	for _, place := range places {
		switch place.What {
		case store.WhatSource:
			sources = append(sources, place.ID)
		case store.WhatParagraph:
			paragraphs = append(paragraphs, place.ID)
		}
	}
	if len(sources) > 0 {
		ss, err := r.Store.Sources(ctx, sources)
		if err != nil {
			return nil, err
		}
		for _, s := range ss {
			found[s.ID] = model.SourceOf(s)
		}
	}
	if len(paragraphs) > 0 {
		ps, err := r.Ledger.Paragraphs(ctx, paragraphs)
		if err != nil {
			return nil, err
		}
		for _, p := range ps {
			found[p.ID] = model.Paragraph{Record: p}
		}
	}
	return found, nil
}

// nodeIn gives what lies at a place of a map; nil for what is gone and for what is no node, such as
// a link.
func nodeIn(s *snapshot.Snapshot, place store.Location) model.Node {
	switch place.What {
	case store.WhatMap:
		return model.MapAt(s)
	case string(argmap.TypeElement):
		return some(s.Element(place.ID))
	case string(argmap.TypeRow):
		return deref(s.Row(place.ID))
	case string(argmap.TypeVoice):
		return deref(s.Voice(place.ID))
	case string(argmap.TypeCommitment):
		return deref(s.Commitment(place.ID))
	case string(argmap.TypeCitation):
		return deref(s.Citation(place.ID))
	}
	return nil
}

func some(e snapshot.Element) model.Node {
	if e == nil {
		return nil
	}
	return e
}

func deref[T model.Node](p *T) model.Node {
	if p == nil {
		return nil
	}
	return *p
}
