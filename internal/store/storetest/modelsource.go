package storetest

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// modelSource is one source of a Model.
type modelSource struct {
	source     *argmap.Source
	raw        []byte
	paragraphs []*argmap.Paragraph
	unpublished
}

// seen gives a source that is for all to see, or nil.
func (m *Model) seen(id argmap.ID) *modelSource {
	if s := m.sources[id]; s != nil && s.seenBy("") {
		return s
	}
	return nil
}

// paragraph gives a paragraph of any source, or nil.
func (m *Model) paragraph(id argmap.ID) *argmap.Paragraph {
	for _, s := range m.sources {
		for _, p := range s.paragraphs {
			if p.ID == id {
				return p
			}
		}
	}
	return nil
}

// PutSource implements store.Store.
func (m *Model) PutSource(ctx context.Context, s *argmap.Source, raw []byte, paragraphs []*argmap.Paragraph) error {
	return m.putSource(ctx, &modelSource{source: s, raw: bytes.Clone(raw), paragraphs: paragraphs})
}

// BringSource implements store.Store.
func (m *Model) BringSource(ctx context.Context, name argmap.ID, at time.Time, s *argmap.Source, raw []byte, paragraphs []*argmap.Paragraph) error {
	return m.putSource(ctx, &modelSource{source: s, raw: bytes.Clone(raw), paragraphs: paragraphs, unpublished: unpublished{name, at}})
}

func (m *Model) putSource(ctx context.Context, s *modelSource) error {
	leave, err := m.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	ids := []argmap.ID{s.source.ID}
	for _, p := range s.paragraphs {
		ids = append(ids, p.ID)
	}
	for i, id := range ids {
		if m.maps[id] != nil || m.taken(argmap.Ref{ID: id}, "") || slices.Contains(ids[:i], id) {
			return fault.New(fault.Invalid, "id.taken", "id %s names something else", id)
		}
	}
	m.sources[s.source.ID] = s
	return nil
}

// UpdateSource implements store.Store.
func (m *Model) UpdateSource(ctx context.Context, s *argmap.Source, expected argmap.Revision) (bool, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return false, err
	}
	defer leave()
	old := m.seen(s.ID)
	if old == nil || old.source.Revision != expected {
		return false, nil
	}
	old.source = s
	return true, nil
}

// Sources implements store.Store.
func (m *Model) Sources(ctx context.Context, ids []argmap.ID) ([]*argmap.Source, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	var out []*argmap.Source
	for i, id := range ids {
		if s := m.seen(id); s != nil && !slices.Contains(ids[:i], id) {
			out = append(out, s.source)
		}
	}
	return out, nil
}

// SourcesByHash implements store.Store.
func (m *Model) SourcesByHash(ctx context.Context, sha256 string) ([]*argmap.Source, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	var out []*argmap.Source
	for _, s := range m.sources {
		if s.source.SHA256 == sha256 && s.seenBy("") {
			out = append(out, s.source)
		}
	}
	slices.SortFunc(out, func(a, b *argmap.Source) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return out, nil
}

// SourceBytes implements store.Store.
func (m *Model) SourceBytes(ctx context.Context, id argmap.ID) ([]byte, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	if m.seen(id) == nil {
		return nil, fault.New(fault.NotFound, "source.not_found", "there is no source %s", id)
	}
	return bytes.Clone(m.sources[id].raw), nil
}

// Paragraphs implements store.Store.
func (m *Model) Paragraphs(ctx context.Context, ids []argmap.ID) ([]*argmap.Paragraph, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	var out []*argmap.Paragraph
	for i, id := range ids {
		if p := m.paragraph(id); p != nil && m.seen(p.Source) != nil && !slices.Contains(ids[:i], id) {
			out = append(out, p)
		}
	}
	return out, nil
}

// SourceParagraphs implements store.Store.
func (m *Model) SourceParagraphs(ctx context.Context, source argmap.ID, after, limit int) ([]*argmap.Paragraph, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	var out []*argmap.Paragraph
	if s := m.seen(source); s != nil {
		out = append(out, s.paragraphs...)
	}
	slices.SortFunc(out, func(a, b *argmap.Paragraph) int { return a.Ordinal - b.Ordinal })
	out = slices.DeleteFunc(out, func(p *argmap.Paragraph) bool { return p.Ordinal <= after })
	return out[:min(limit, len(out))], nil
}

// ListSources implements store.Store.
func (m *Model) ListSources(ctx context.Context, f store.SourceFilter, p store.Page) ([]store.SourceRow, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	return pageOf(m.listSources(f), p, func(r store.SourceRow) store.Key { return r.Key }, descending), nil
}

// CountSources implements store.Store.
func (m *Model) CountSources(ctx context.Context, f store.SourceFilter) (int, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return 0, err
	}
	defer leave()
	return len(m.listSources(f)), nil
}

func (m *Model) listSources(f store.SourceFilter) []store.SourceRow {
	var rows []store.SourceRow
	for id, ms := range m.sources {
		s := ms.source
		shown := ms.seenBy("") && (f.Withdrawn || s.State != argmap.SourceWithdrawn)
		owned := f.Owner == "" || f.Owner == s.Owner
		if shown && owned && within(s.Created, f.Since, f.Until) && found(f.Words, s.Title, s.Creator) {
			rows = append(rows, store.SourceRow{Source: s, Key: store.Key{Value: s.Created.Format(sortable), ID: id}})
		}
	}
	return rows
}
