package storetest

import (
	"context"
	"maps"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/store"
)

// spilling keeps what an import brings like any other source.
type spilling struct{ store.Store }

func (s spilling) BringSource(ctx context.Context, _ argmap.ID, _ time.Time, src *argmap.Source, raw []byte, ps []*argmap.Paragraph) error {
	return s.PutSource(ctx, src, raw, ps)
}

// peeping shows by some call what an import has brought.
type peeping struct {
	store.Store
	brought map[argmap.ID]*text
	byID, byHash, inList, inSearch, bytes, located, paragraphs,
	ofSource bool
}

func (p peeping) BringSource(ctx context.Context, name argmap.ID, at time.Time, src *argmap.Source, raw []byte, ps []*argmap.Paragraph) error {
	err := p.Store.BringSource(ctx, name, at, src, raw, ps)
	if err == nil {
		p.brought[src.ID] = &text{source: src, raw: raw, paragraphs: ps}
	}
	return err
}

func (p peeping) Sources(ctx context.Context, ids []argmap.ID) ([]*argmap.Source, error) {
	got, err := p.Store.Sources(ctx, ids)
	if p.byID && len(got) == 0 && len(ids) == 1 && p.brought[ids[0]] != nil {
		got = append(got, p.brought[ids[0]].source)
	}
	return got, err
}

func (p peeping) SourcesByHash(ctx context.Context, sha256 string) ([]*argmap.Source, error) {
	got, err := p.Store.SourcesByHash(ctx, sha256)
	for _, t := range p.brought {
		if p.byHash && t.source.SHA256 == sha256 {
			got = append(got, t.source)
		}
	}
	return got, err
}

func (p peeping) SourceBytes(ctx context.Context, id argmap.ID) ([]byte, error) {
	if t := p.brought[id]; p.bytes && t != nil {
		return t.raw, nil
	}
	return p.Store.SourceBytes(ctx, id)
}

func (p peeping) Paragraphs(ctx context.Context, ids []argmap.ID) ([]*argmap.Paragraph, error) {
	got, err := p.Store.Paragraphs(ctx, ids)
	for _, t := range p.brought {
		if p.paragraphs && len(got) == 0 && len(ids) > 0 && t.paragraphs[0].ID == ids[0] {
			got = t.paragraphs
		}
	}
	return got, err
}

func (p peeping) SourceParagraphs(ctx context.Context, source argmap.ID, after, limit int) ([]*argmap.Paragraph, error) {
	if t := p.brought[source]; p.ofSource && t != nil {
		return t.paragraphs, nil
	}
	return p.Store.SourceParagraphs(ctx, source, after, limit)
}

func (p peeping) Locate(ctx context.Context, ids []argmap.ID) ([]store.Location, error) {
	got, err := p.Store.Locate(ctx, ids)
	for _, id := range ids {
		if p.located && len(got) == 0 && p.brought[id] != nil {
			got = append(got, store.Location{ID: id, What: store.WhatSource, Source: id})
		}
	}
	return got, err
}

func (p peeping) CountSources(ctx context.Context, f store.SourceFilter) (int, error) {
	n, err := p.Store.CountSources(ctx, f)
	for _, t := range p.brought {
		if p.inList && f.Owner == t.source.Owner {
			n = 1
		}
	}
	return n, err
}

func (p peeping) Search(ctx context.Context, f store.SearchFilter, page store.Page) ([]store.Hit, error) {
	hits, err := p.Store.Search(ctx, f, page)
	if t := p.brought[f.Source]; p.inSearch && t != nil && len(hits) == 0 {
		hits = append(hits, store.Hit{What: store.WhatParagraph, ID: t.paragraphs[0].ID, Source: f.Source})
	}
	return hits, err
}

func peeps(how string, set func(*peeping)) mutant {
	return wrapping("shows by "+how+" what an import has brought", func(s store.Store) store.Store {
		p := peeping{Store: s, brought: map[argmap.ID]*text{}}
		set(&p)
		return p
	})
}

// importMutants bend the Model itself: all that they do wrong is about what an import owns.
func importMutants() []mutant {
	return []mutant{
		wrapping("keeps what an import brings for all to see", func(s store.Store) store.Store { return spilling{s} }),
		peeps("id", func(p *peeping) { p.byID = true }),
		peeps("hash", func(p *peeping) { p.byHash = true }),
		peeps("bytes", func(p *peeping) { p.bytes = true }),
		peeps("the ids of paragraphs", func(p *peeping) { p.paragraphs = true }),
		peeps("the paragraphs of a source", func(p *peeping) { p.ofSource = true }),
		peeps("Locate", func(p *peeping) { p.located = true }),
		peeps("a count", func(p *peeping) { p.inList = true }),
		peeps("a search", func(p *peeping) { p.inSearch = true }),
		wrapping("updates a source that nobody sees", func(s store.Store) store.Store { return meddling{s} }),
		wrapping("lets anybody cite what an import brought", func(s store.Store) store.Store { return generous{s} }),
		wrapping("shows nothing when the map is made", func(s store.Store) store.Store { return shy{s} }),
		wrapping("shows the texts of a map that is refused", func(s store.Store) store.Store { return blurting{s} }),
		wrapping("shows the texts of a map that is there already", func(s store.Store) store.Store { return talkative{s} }),
		wrapping("publishes the first map alone", func(s store.Store) store.Store { return single{s} }),
		wrapping("publishes one map after the other", func(s store.Store) store.Store { return piecemeal{s} }),
		wrapping("publishes maps of other imports", func(s store.Store) store.Store { return sociable{s} }),
		wrapping("drops maps and keeps texts", func(s store.Store) store.Store { return hoarding{s, false, true} }),
		wrapping("drops texts and keeps maps", func(s store.Store) store.Store { return hoarding{s, true, false} }),
		wrapping("drops what was published", func(s store.Store) store.Store { return greedy{s, map[argmap.ID]argmap.ID{}} }),
		wrapping("refuses to drop what is not there", func(s store.Store) store.Store { return pedantic{s} }),
		wrapping("sweeps maps and no texts", func(s store.Store) store.Store { return forgetting{s} }),
		wrapping("notes no sign of life of a text", func(s store.Store) store.Store { return textless{s} }),
		wrapping("takes the same bytes for the same source", func(s store.Store) store.Store { return merging{s} }),
	}
}

type meddling struct{ store.Store }

func (m meddling) UpdateSource(ctx context.Context, s *argmap.Source, expected argmap.Revision) (bool, error) {
	did, err := m.Store.UpdateSource(ctx, s, expected)
	if old := model(m.Store).sources[s.ID]; err == nil && !did && old != nil && old.name != "" {
		return true, nil
	}
	return did, err
}

// model gives the Model below a mutant.
func model(s store.Store) *Model { return s.(*Model) }

// unnamed runs f while nothing but the import of this name is hidden: the sources of all others are shown.
func unnamed(m *Model, keep argmap.ID, f func()) {
	hidden := map[*modelSource]unpublished{}
	for _, s := range m.sources {
		if s.name != "" && s.name != keep {
			hidden[s], s.unpublished = s.unpublished, unpublished{}
		}
	}
	f()
	for s, u := range hidden {
		s.unpublished = u
	}
}

type generous struct{ store.Store }

func (g generous) Append(ctx context.Context, m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, active []argmap.ID) (got store.Appended, err error) {
	unnamed(model(g.Store), m, func() { got, err = g.Store.Append(ctx, m, expected, sets, active) })
	return got, err
}

type shy struct{ store.Store }

func (s shy) Append(ctx context.Context, m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, active []argmap.ID) (store.Appended, error) {
	brought := map[*modelSource]unpublished{}
	for _, src := range model(s.Store).sources {
		if src.name == m {
			brought[src] = src.unpublished
		}
	}
	got, err := s.Store.Append(ctx, m, expected, sets, active)
	for src, u := range brought {
		src.unpublished = u
	}
	return got, err
}

type blurting struct{ store.Store }

func (b blurting) Append(ctx context.Context, m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, active []argmap.ID) (store.Appended, error) {
	got, err := b.Store.Append(ctx, m, expected, sets, active)
	if expected == 0 {
		model(b.Store).show(m)
	}
	return got, err
}

type talkative struct{ store.Store }

func (t talkative) Append(ctx context.Context, m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, active []argmap.ID) (store.Appended, error) {
	got, err := t.Store.Append(ctx, m, expected, sets, active)
	if got.Done {
		model(t.Store).show(m)
	}
	return got, err
}

type single struct{ store.Store }

func (s single) Publish(ctx context.Context, sets []argmap.ChangeSet) error {
	return s.Store.Publish(ctx, sets[:min(1, len(sets))])
}

type piecemeal struct{ store.Store }

func (p piecemeal) Publish(ctx context.Context, sets []argmap.ChangeSet) error {
	name := sets[0].Map
	for _, set := range sets {
		if mm := model(p.Store).maps[set.Map]; mm != nil && mm.name == name {
			mm.name = set.Map
		}
		if err := p.Store.Publish(ctx, []argmap.ChangeSet{set}); err != nil {
			return err
		}
	}
	return nil
}

type sociable struct{ store.Store }

func (s sociable) Publish(ctx context.Context, sets []argmap.ChangeSet) error {
	for _, set := range sets {
		if mm := model(s.Store).maps[set.Map]; mm != nil && mm.name != "" {
			mm.name = sets[0].Map
		}
	}
	return s.Store.Publish(ctx, sets)
}

type hoarding struct {
	store.Store
	maps, texts bool
}

func (h hoarding) DropImport(ctx context.Context, name argmap.ID) error {
	m := model(h.Store)
	kept, texts := map[argmap.ID]*modelMap{}, map[argmap.ID]*modelSource{}
	for id, mm := range m.maps {
		if h.maps && mm.name == name {
			kept[id] = mm
		}
	}
	for id, s := range m.sources {
		if h.texts && s.name == name {
			texts[id] = s
		}
	}
	err := h.Store.DropImport(ctx, name)
	maps.Copy(m.maps, kept)
	maps.Copy(m.sources, texts)
	return err
}

// greedy remembers which import brought a source, and removes it whatever became of it.
type greedy struct {
	store.Store
	brought map[argmap.ID]argmap.ID
}

func (g greedy) BringSource(ctx context.Context, name argmap.ID, at time.Time, src *argmap.Source, raw []byte, ps []*argmap.Paragraph) error {
	g.brought[src.ID] = name
	return g.Store.BringSource(ctx, name, at, src, raw, ps)
}

func (g greedy) DropImport(ctx context.Context, name argmap.ID) error {
	for id, by := range g.brought {
		if by == name {
			delete(model(g.Store).sources, id)
		}
	}
	return g.Store.DropImport(ctx, name)
}

type pedantic struct{ store.Store }

func (p pedantic) DropImport(ctx context.Context, name argmap.ID) error {
	m := model(p.Store)
	some := false
	for _, mm := range m.maps {
		some = some || mm.name == name
	}
	for _, s := range m.sources {
		some = some || s.name == name
	}
	if !some {
		return noMap(name)
	}
	return p.Store.DropImport(ctx, name)
}

type forgetting struct{ store.Store }

func (f forgetting) SweepImports(ctx context.Context, idleSince time.Time) ([]argmap.ID, error) {
	m := model(f.Store)
	texts := map[argmap.ID]*modelSource{}
	for id, s := range m.sources {
		if s.name != "" {
			texts[id] = s
		}
	}
	got, err := f.Store.SweepImports(ctx, idleSince)
	maps.Copy(m.sources, texts)
	return got, err
}

type textless struct{ store.Store }

func (t textless) BringSource(ctx context.Context, name argmap.ID, _ time.Time, src *argmap.Source, raw []byte, ps []*argmap.Paragraph) error {
	return t.Store.BringSource(ctx, name, time.Time{}, src, raw, ps)
}

// merging gives who keeps the same bytes nothing of his own.
type merging struct{ store.Store }

func (m merging) PutSource(ctx context.Context, s *argmap.Source, raw []byte, ps []*argmap.Paragraph) error {
	for _, old := range model(m.Store).sources {
		if old.name != "" && old.source.SHA256 == s.SHA256 && old.source.ID != s.ID && s.SHA256 != "" {
			old.source, old.paragraphs = s, ps
			model(m.Store).sources[s.ID] = old
			return nil
		}
	}
	return m.Store.PutSource(ctx, s, raw, ps)
}
