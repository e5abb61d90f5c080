package graph

import (
	"cmp"
	"context"
	"strconv"

	"argmap/graph/model"
	"argmap/internal/argmap"
	"argmap/internal/ledger"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// storePage asks a store for a part of a list.
func storePage(k *key, limit int, back bool) store.Page {
	p := store.Page{Limit: limit, Backward: back}
	if k != nil {
		p.From = &store.Key{Value: k.Value, ID: k.ID}
	}
	return p
}

// fromStore turns rows of a store into items.
func fromStore[R, T any](rows []R, k func(R) store.Key, node func(R) T) []item[T] {
	items := make([]item[T], len(rows))
	for i, row := range rows {
		at := k(row)
		items[i] = item[T]{key{at.Value, at.ID}, node(row)}
	}
	return items
}

// idsOf gives the ids that rows name, in their order.
func idsOf[R any](rows []R, id func(R) argmap.ID) []argmap.ID {
	ids := make([]argmap.ID, len(rows))
	for i, row := range rows {
		ids[i] = id(row)
	}
	return ids
}

// maps answers Query.maps.
func (r *Resolver) maps(ctx context.Context, f *model.MapFilter, order model.MapOrder, w window) (*model.Connection[model.Map], error) {
	sf, err := mapFilter(f, order)
	if err != nil {
		return nil, err
	}
	compare := downwards
	if order == model.MapOrderTitle {
		compare = compareIDs
	}
	c, err := page(ctx, listing[model.Map]{
		list: listOf("maps", sf),
		from: func(ctx context.Context, k *key, limit int, back bool) ([]item[model.Map], error) {
			rows, err := r.Store.ListMaps(ctx, sf, storePage(k, limit, back))
			ids := idsOf(rows, func(row store.MapRow) argmap.ID { return row.Head.Map })
			return fromStore(rows, func(row store.MapRow) store.Key { return row.Key }, r.listed(ids)), err
		},
		compare: compare,
		count:   func(ctx context.Context) (int, error) { return r.Store.CountMaps(ctx, sf) },
	}, w)
	return &c, err
}

func mapFilter(f *model.MapFilter, order model.MapOrder) (store.MapFilter, error) {
	sf := store.MapFilter{Order: store.MapOrder(order)}
	if f == nil {
		return sf, nil
	}
	sf.Words, sf.Owner, sf.Source = value(f.Text), argmap.Actor(value(f.Owner)), value(f.Source)
	sf.Since, sf.Until = value(f.Since), value(f.Until)
	_, err := query(sf.Words)
	return sf, err
}

// sources answers Query.sources.
func (r *Resolver) sources(ctx context.Context, f *model.SourceFilter, w window) (*model.Connection[model.Source], error) {
	sf, err := sourceFilter(f)
	if err != nil {
		return nil, err
	}
	node := func(row store.SourceRow) model.Source { return model.SourceOf(row.Source) }
	c, err := page(ctx, listing[model.Source]{
		list: listOf("sources", sf),
		from: func(ctx context.Context, k *key, limit int, back bool) ([]item[model.Source], error) {
			rows, err := r.Store.ListSources(ctx, sf, storePage(k, limit, back))
			return fromStore(rows, func(row store.SourceRow) store.Key { return row.Key }, node), err
		},
		compare: downwards,
		count:   func(ctx context.Context) (int, error) { return r.Store.CountSources(ctx, sf) },
	}, w)
	return &c, err
}

func sourceFilter(f *model.SourceFilter) (store.SourceFilter, error) {
	if f == nil {
		return store.SourceFilter{}, nil
	}
	_, err := query(value(f.Text))
	return store.SourceFilter{
		Words: value(f.Text), Owner: argmap.Actor(value(f.Owner)), Withdrawn: f.Withdrawn,
		Since: value(f.Since), Until: value(f.Until),
	}, err
}

// downwards orders the keys of a list that goes from the latest time to the first. Times of one store
// are texts of one length.
func downwards(a, b key) int {
	return cmp.Or(cmp.Compare(b.Value, a.Value), cmp.Compare(a.ID, b.ID))
}

// sourcesOf answers ArgumentMap.sources.
func (r *Resolver) sourcesOf(ctx context.Context, m *model.Map, w window) (*model.Connection[model.Source], error) {
	s, err := m.Load(ctx)
	if err != nil {
		return nil, err
	}
	at := func(ctx context.Context, id argmap.ID) (model.Source, error) { return *r.sourceIn(ctx, s, id), nil }
	c, err := page(ctx, listing[model.Source]{
		list: listOf("sourcesOf", m.ID()), from: inMemory(s.Sources(), at), compare: compareIDs,
		count: func(context.Context) (int, error) { return len(s.Sources()), nil },
	}, w)
	return &c, err
}

// voicesOf answers ArgumentMap.voices.
func voicesOf(ctx context.Context, m *model.Map, w window) (*model.Connection[snapshot.Voice], error) {
	s, err := m.Load(ctx)
	if err != nil {
		return nil, err
	}
	var ids []argmap.ID
	for _, v := range s.Voices() {
		ids = append(ids, v.ID())
	}
	at := func(_ context.Context, id argmap.ID) (snapshot.Voice, error) { return *s.Voice(id), nil }
	c, err := page(ctx, listing[snapshot.Voice]{
		list: listOf("voices", m.ID()), from: inMemory(ids, at), compare: compareIDs,
		count: func(context.Context) (int, error) { return len(ids), nil },
	}, w)
	return &c, err
}

// historyOf answers ArgumentMap.history: the change sets up to the revision that is shown.
func (r *Resolver) historyOf(ctx context.Context, m *model.Map, since *argmap.Revision, w window) (*model.Connection[model.ChangeSet], error) {
	first, end := value(since), m.Revision+1
	c, err := page(ctx, listing[model.ChangeSet]{
		list: listOf("history", m.ID(), first),
		from: func(ctx context.Context, k *key, limit int, back bool) ([]item[model.ChangeSet], error) {
			s, err := spanNext(k, ledger.Span{After: first, Before: end, Limit: limit, Latest: back})
			if err != nil {
				return nil, err
			}
			sets, err := r.Ledger.Changes(ctx, m.ID(), s)
			return changes(sets), err
		},
		compare: compareTimes,
		count:   func(context.Context) (int, error) { return int(max(m.Revision-first, 0)), nil },
	}, w)
	return &c, err
}

// spanNext narrows a span to what lies next to a key, on the side that is read.
func spanNext(k *key, s ledger.Span) (ledger.Span, error) {
	if k == nil {
		return s, nil
	}
	n, err := strconv.ParseInt(k.Value, 10, 64)
	if err != nil {
		return s, malformed("after")
	}
	if s.Latest {
		s.Before = min(s.Before, argmap.Revision(n))
	} else {
		s.After = max(s.After, argmap.Revision(n))
	}
	return s, nil
}

func changes(sets []argmap.ChangeSet) []item[model.ChangeSet] {
	items := make([]item[model.ChangeSet], len(sets))
	for i, set := range sets {
		items[i] = item[model.ChangeSet]{key{Value: strconv.FormatInt(int64(set.Revision), 10)}, model.ChangeSet{Set: set}}
	}
	return items
}

// paragraphsOf answers Source.paragraphs.
func (r *Resolver) paragraphsOf(ctx context.Context, source *model.Source, w window) (*model.Connection[model.Paragraph], error) {
	record, err := source.Record(ctx)
	if err != nil {
		return nil, err
	}
	total := record.Paragraphs
	c, err := page(ctx, listing[model.Paragraph]{
		list: listOf("paragraphs", source.ID()),
		from: func(ctx context.Context, k *key, limit int, back bool) ([]item[model.Paragraph], error) {
			after, limit, err := stretch(k, limit, back, total)
			if err != nil || limit < 1 {
				return nil, err
			}
			ps, err := r.Store.SourceParagraphs(ctx, source.ID(), after, limit)
			return paragraphs(ps, source), err
		},
		compare: compareTimes,
		count:   func(context.Context) (int, error) { return total, nil },
	}, w)
	return &c, err
}

// stretch turns a place among total items, which are numbered from 1, into the number to begin after
// and how many to take.
func stretch(k *key, limit int, back bool, total int) (after, n int, err error) {
	place := 0
	if k != nil {
		if place, err = strconv.Atoi(k.Value); err != nil {
			return 0, 0, malformed("after")
		}
	}
	if !back {
		return place, limit, nil
	}
	end := total
	if k != nil {
		end = place - 1
	}
	after = max(0, end-limit)
	return after, end - after, nil
}

func paragraphs(ps []*argmap.Paragraph, source *model.Source) []item[model.Paragraph] {
	items := make([]item[model.Paragraph], len(ps))
	for i, p := range ps {
		items[i] = item[model.Paragraph]{key{Value: strconv.Itoa(p.Ordinal)}, model.Paragraph{Record: p, In: source}}
	}
	return items
}

func value[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}
