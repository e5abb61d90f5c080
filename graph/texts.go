package graph

import (
	"context"
	"slices"

	"argmap/graph/model"
	"argmap/internal/anchor"
	"argmap/internal/argmap"
	"argmap/internal/authoring"
	"argmap/internal/fault"
	"argmap/internal/paragraph"
	"argmap/internal/snapshot"
)

// paragraphIn gives a paragraph that a map cites. One that has to be read brings others along, so that
// neither the depth of a query nor the length of its lists counts.
func (r *Resolver) paragraphIn(ctx context.Context, s *snapshot.Snapshot, id argmap.ID) (*model.Paragraph, error) {
	p, err := r.cited(ctx, s, id)
	if err != nil {
		return nil, err
	}
	if p == nil {
		return nil, fault.New(fault.Internal, "paragraph.missing", "map %s cites the paragraph %s, which the store does not have", s.Map(), id)
	}
	return &model.Paragraph{Record: p, From: s}, nil
}

// paragraphCited gives the paragraph of a citation's first segment. The citation remembers it while it is
// in memory: in a long list most of the work would be to look it up by its id.
func (r *Resolver) paragraphCited(ctx context.Context, c *snapshot.Citation) (*model.Paragraph, error) {
	if p := c.Quote().Text(); p != nil {
		return &model.Paragraph{Record: p, From: c.Snapshot()}, nil
	}
	id := firstOf(c).Paragraph
	p, err := r.paragraphIn(ctx, c.Snapshot(), id)
	if q := r.Ledger.Quote(id); q != nil {
		c.Remember(q)
	}
	return p, err
}

// broughtAlong is how many paragraphs one call brings at most: those that the map cites next to the one
// that is asked for, by their ids, which follow the order of the text.
const broughtAlong = 1000

// cited gives the text of a paragraph, or nil: from memory, from what this answer read before, or from
// the store.
func (r *Resolver) cited(ctx context.Context, s *snapshot.Snapshot, id argmap.ID) (*argmap.Paragraph, error) {
	if p := r.Ledger.Quote(id).Text(); p != nil {
		return p, nil
	}
	read := &requestOf(ctx).paragraphs
	read.mu.Lock() // who misses another one meanwhile finds it brought along
	defer read.mu.Unlock()
	if p, ok := read.known[id]; ok {
		return p, nil
	}
	ps, err := r.Ledger.Paragraphs(ctx, besides(s.Paragraphs(), id))
	if err != nil {
		return nil, err
	}
	if read.known == nil {
		read.known = map[argmap.ID]*argmap.Paragraph{id: nil}
	}
	for _, p := range ps {
		read.known[p.ID] = p
	}
	return read.known[id], nil
}

// besides gives a stretch of sorted ids that has one of them in it.
func besides(ids []argmap.ID, id argmap.ID) []argmap.ID {
	at, _ := slices.BinarySearch(ids, id)
	from := max(0, min(at-broughtAlong/4, len(ids)-broughtAlong))
	return ids[from:min(len(ids), from+broughtAlong)]
}

// sourceIn gives a source that a map cites. It is read when more than its id is asked for, and then all
// that the map cites are.
func (r *Resolver) sourceIn(ctx context.Context, s *snapshot.Snapshot, id argmap.ID) *model.Source {
	named := &requestOf(ctx).named
	named.mu.Lock()
	defer named.mu.Unlock()
	k := sourceOfMap{s, id}
	if named.known[k] == nil {
		if named.known == nil {
			named.known = map[sourceOfMap]*model.Source{}
		}
		source := model.SourceLater(id, func(ctx context.Context) (*argmap.Source, error) { return r.sourceRecord(ctx, s, id) })
		named.known[k] = &source
	}
	return named.known[k]
}

func (r *Resolver) sourceRecord(ctx context.Context, s *snapshot.Snapshot, id argmap.ID) (*argmap.Source, error) {
	all, err := requestOf(ctx).sources.do(s, func() (map[argmap.ID]*argmap.Source, error) {
		ss, err := r.Store.Sources(ctx, s.Sources())
		return byID(ss, func(s *argmap.Source) argmap.ID { return s.ID }), err
	})
	if err != nil {
		return nil, err
	}
	source, ok := all[id]
	if !ok {
		return nil, fault.New(fault.Internal, "source.missing", "map %s cites the source %s, which the store does not have", s.Map(), id)
	}
	return source, nil
}

func byID[T any](all []T, id func(T) argmap.ID) map[argmap.ID]T {
	m := make(map[argmap.ID]T, len(all))
	for _, v := range all {
		m[id(v)] = v
	}
	return m
}

// source gives a source, or nil.
func (r *Resolver) source(ctx context.Context, id argmap.ID) (*model.Source, error) {
	s, err := requestOf(ctx).singles.do(id, func() (*argmap.Source, error) {
		found, err := r.Store.Sources(ctx, []argmap.ID{id})
		if err != nil || len(found) == 0 {
			return nil, err
		}
		return found[0], nil
	})
	if err != nil || s == nil {
		return nil, err
	}
	source := model.SourceOf(s)
	return &source, nil
}

// sourceOf gives the source of a paragraph.
func (r *Resolver) sourceOf(ctx context.Context, p *model.Paragraph) (*model.Source, error) {
	switch {
	case p.In != nil:
		return p.In, nil
	case p.From != nil:
		return r.sourceIn(ctx, p.From, p.Record.Source), nil
	}
	return r.source(ctx, p.Record.Source)
}

// segmentsOf gives the segments of a citation.
func segmentsOf(c *snapshot.Citation) []model.Segment {
	segments := make([]model.Segment, len(c.Record().Segments))
	for i, s := range c.Record().Segments {
		segments[i] = model.Segment{Segment: s, From: c.Snapshot()}
	}
	return segments
}

// firstOf gives the first segment of a citation; there always is one.
func firstOf(c *snapshot.Citation) model.Segment {
	return model.Segment{Segment: c.Record().Segments[0], From: c.Snapshot()}
}

// offsetIn counts a code point of a segment's paragraph in another unit.
func (r *Resolver) offsetIn(ctx context.Context, s model.Segment, offset int, unit authoring.OffsetUnit) (int, error) {
	return r.offset(ctx, s.Paragraph, offset, unit, func() (string, error) {
		p, err := r.paragraphIn(ctx, s.From, s.Paragraph)
		if err != nil {
			return "", err
		}
		return p.Record.Text, nil
	})
}

// offsetOf counts a code point of a paragraph's source in another unit.
func (r *Resolver) offsetOf(ctx context.Context, p *model.Paragraph, offset int, unit authoring.OffsetUnit) (int, error) {
	return r.offset(ctx, p.Record.Source, offset, unit, func() (string, error) {
		raw, err := r.Store.SourceBytes(ctx, p.Record.Source)
		if err != nil {
			return "", err
		}
		return paragraph.Text(raw)
	})
}

// offset counts a code point of a text, which is read when it is needed and once per answer.
func (r *Resolver) offset(ctx context.Context, id argmap.ID, offset int, unit authoring.OffsetUnit, text func() (string, error)) (int, error) {
	if unit == authoring.UnitCodePoint {
		return offset, nil
	}
	index, err := requestOf(ctx).indexes.do(id, func() (*anchor.Index, error) {
		t, err := text()
		return anchor.NewIndex(t), err
	})
	if err != nil {
		return 0, err
	}
	n, ok := index.Convert(offset, anchor.CodePoint, unitOf(unit))
	if !ok {
		return 0, fault.New(fault.Internal, "offset.outside", "the offset %d does not lie in the text %s", offset, id)
	}
	return n, nil
}

func unitOf(u authoring.OffsetUnit) anchor.Unit {
	switch u {
	case authoring.UnitUTF16:
		return anchor.UTF16
	case authoring.UnitByte:
		return anchor.Byte
	case authoring.UnitCodePoint:
	}
	return anchor.CodePoint
}
