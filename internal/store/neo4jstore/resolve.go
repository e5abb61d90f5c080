package neo4jstore

import (
	"context"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/store"
)

// found is what an id was found to name: a record of the map home, or, when the type of ref is empty,
// a source or paragraph.
type found struct {
	ref   argmap.Ref
	home  argmap.ID
	entry argmap.Entry
}

// resolve finds what ids name, in every map whatever its state.
func (s *Store) resolve(ctx context.Context, ids []argmap.ID) ([]found, error) {
	slices.Sort(ids)
	rows, err := s.run(ctx, s.text.resolve, params{"ids": strs(slices.Compact(ids))})
	if err != nil {
		return nil, err
	}
	var out []found
	parts := map[argmap.Ref][]segmentOf{}
	for _, r := range rows {
		f, place := decodeFound(r)
		if f.ref.Type == argmap.TypeCitation {
			parts[f.ref] = append(parts[f.ref], segmentOf{place, f.entry})
			if len(parts[f.ref]) > 1 {
				continue
			}
		}
		out = append(out, f)
	}
	for i, f := range out {
		if f.ref.Type == argmap.TypeCitation {
			out[i].entry = joinSegments(parts[f.ref])
		}
	}
	return out, nil
}

// decodeFound reads a row of resolveText, and which segment it is if it is one.
func decodeFound(r row) (found, int) {
	id := argmap.ID(r.Values[0].(string))
	h := held(asMap(r.Values[6]))
	if kind, ok := r.Values[2].(string); ok {
		from, _ := r.Values[3].(string)
		to, _ := r.Values[4].(string)
		entry := decodeEdge(kind, argmap.ID(from), argmap.ID(to), h)
		return found{argmap.Ref{Type: typeOfEdge(kind), ID: id}, h.id("map"), entry}, h.number("segment")
	}
	t := typeOfLabels(r.Values[1])
	f := found{ref: argmap.Ref{Type: t, ID: id}, home: h.id("map")}
	if t == argmap.TypeProperties {
		f.home = id
	}
	if t != "" {
		f.entry = decodeNode(t, h)
	}
	return f, 0
}

func asMap(v any) map[string]any { m, _ := v.(map[string]any); return m }

// typeOfLabels gives the record type of a node with these labels; empty for sources and paragraphs.
func typeOfLabels(v any) argmap.RecordType {
	for _, l := range v.([]any) {
		if t := typeOfLabel(l.(string)); t != "" {
			return t
		}
	}
	return ""
}

// Locate implements store.Store.
func (s *Store) Locate(ctx context.Context, ids []argmap.ID) ([]store.Location, error) {
	if len(ids) == 0 {
		return nil, s.open(ctx)
	}
	rows, err := s.run(ctx, s.text.locate, params{"ids": strs(unrepeated(ids))})
	if err != nil {
		return nil, err
	}
	at := map[argmap.ID]store.Location{}
	for _, r := range rows {
		if l, ok := decodeLocation(r); ok {
			at[l.ID] = l
		}
	}
	return inOrder(ids, at), nil
}

func decodeLocation(r row) (store.Location, bool) {
	id := argmap.ID(r.Values[0].(string))
	home, _ := r.Values[3].(string)
	state, _ := r.Values[4].(string)
	l := store.Location{ID: id}
	if kind, ok := r.Values[2].(string); ok {
		l.What = string(typeOfEdge(kind))
	} else if l.What = string(typeOfLabels(r.Values[1])); l.What == "" {
		return locateSource(l, r.Values[1].([]any), argmap.ID(home)), true
	}
	l.Head = store.Head{Map: argmap.ID(home), State: store.MapState(state)}
	if l.What == string(argmap.TypeProperties) {
		l.What, l.Head.Map = store.WhatMap, id
	}
	if state == "" || l.Head.State == store.Importing || l.Head.State == store.Deleted {
		return l, false
	}
	readHead(&l.Head, r.Values[5:8])
	return l, true
}

func locateSource(l store.Location, labels []any, home argmap.ID) store.Location {
	l.What, l.Source = store.WhatParagraph, home
	if slices.Contains(labels, any(labelSource)) {
		l.What, l.Source = store.WhatSource, l.ID
	}
	return l
}

// unrepeated gives each id once, in the order in which they first come.
func unrepeated(ids []argmap.ID) []argmap.ID {
	seen := make(map[argmap.ID]bool, len(ids))
	out := make([]argmap.ID, 0, len(ids))
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}

// inOrder gives what was found in the order asked, each once.
func inOrder[T any](ids []argmap.ID, found map[argmap.ID]T) []T {
	var out []T
	for _, id := range unrepeated(ids) {
		if v, ok := found[id]; ok {
			out = append(out, v)
		}
	}
	return out
}
