package graph

import (
	"context"
	"slices"
	"sort"
	"sync"

	"argmap/graph/model"
	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// openFilter says which open questions are wanted.
type openFilter struct {
	Map, Source argmap.ID
	Text        string
	Contested   bool
}

// openQuestions answers Query.openQuestions: of one map from the map, of all from the store's index.
func (r *Resolver) openQuestions(ctx context.Context, f openFilter, w window) (*model.Connection[model.OpenQuestion], error) {
	if f.Map == "" {
		return r.openEverywhere(ctx, f, w)
	}
	s, err := r.latest(ctx, f.Map)
	if err != nil {
		return nil, renamed(err, "id", "map")
	}
	return r.openPage(ctx, s, f, w)
}

// openIn answers ArgumentMap.openQuestions.
func (r *Resolver) openIn(ctx context.Context, m *model.Map, f openFilter, w window) (*model.Connection[model.OpenQuestion], error) {
	s, err := m.Load(ctx)
	if err != nil {
		return nil, err
	}
	f.Map = m.ID()
	return r.openPage(ctx, s, f, w)
}

// openPage gives a page of the open questions of a map.
func (r *Resolver) openPage(ctx context.Context, s *snapshot.Snapshot, f openFilter, w window) (*model.Connection[model.OpenQuestion], error) {
	words, err := wordsIn(f.Text)
	if err != nil {
		return nil, renamed(err, "filter.text", "text")
	}
	var all []item[snapshot.OpenQuestion]
	for _, o := range s.OpenQuestions() {
		if f.passes(o) && (words == nil || words(o.Question)) {
			all = append(all, item[snapshot.OpenQuestion]{openKey(o), o})
		}
	}
	c, err := page(ctx, listing[model.OpenQuestion]{
		list: listOf("openQuestions", f),
		from: func(_ context.Context, k *key, limit int, back bool) ([]item[model.OpenQuestion], error) {
			var items []item[model.OpenQuestion]
			for _, it := range sorted(all, k, limit, back) {
				items = append(items, item[model.OpenQuestion]{it.key, r.openAt(it.node)})
			}
			return items, nil
		},
		compare: compareIDs,
		count:   func(context.Context) (int, error) { return len(all), nil },
	}, w)
	return &c, err
}

func (f openFilter) passes(o snapshot.OpenQuestion) bool {
	return (f.Contested || o.Status == argmap.Open) && (f.Source == "" || o.Cites(f.Source))
}

// openKey sorts as snapshot.OpenQuestions does, and as the store: by weight, what an answer can change, and id.
func openKey(o snapshot.OpenQuestion) key {
	return key{store.OpenQuestion{Weight: o.Weight, Flips: o.CouldFlip()}.Rank(), o.Question.ID()}
}

// openAt gives an open question of a snapshot.
func (r *Resolver) openAt(o snapshot.OpenQuestion) model.OpenQuestion {
	s := o.Question.Snapshot()
	m := model.MapAt(s)
	return model.OpenQuestion{
		Map: m, Record: o.Question.Record(), Status: o.Status, Weight: o.Weight, CouldFlip: o.CouldFlip(), Revision: s.Revision(),
		At: m.Load, Asked: o.AskedIn, Bears: o.BearsOn,
		Texts: func(ctx context.Context, ids []argmap.ID) ([]model.Paragraph, error) {
			return r.paragraphsIn(ctx, s, ids)
		},
	}
}

// sorted gives at most limit items next to a key, of items that stand in the order of their keys.
func sorted[T any](all []item[T], k *key, limit int, back bool) []item[T] {
	from, to := 0, len(all)
	if k != nil && back {
		to = sort.Search(len(all), func(i int) bool { return compareIDs(all[i].key, *k) >= 0 })
	}
	if k != nil && !back {
		from = sort.Search(len(all), func(i int) bool { return compareIDs(all[i].key, *k) > 0 })
	}
	if back {
		return all[max(from, to-limit):to]
	}
	return all[from:min(to, from+limit)]
}

// openEverywhere gives a page of the open questions of all maps. It loads none of them.
func (r *Resolver) openEverywhere(ctx context.Context, f openFilter, w window) (*model.Connection[model.OpenQuestion], error) {
	if _, err := wordsIn(f.Text); err != nil {
		return nil, renamed(err, "filter.text", "text")
	}
	sf := store.QuestionFilter{Source: f.Source, Words: f.Text, Status: argmap.Open}
	if f.Contested {
		sf.Status = ""
	}
	c, err := page(ctx, listing[model.OpenQuestion]{
		list: listOf("openQuestions", f),
		from: func(ctx context.Context, k *key, limit int, back bool) ([]item[model.OpenQuestion], error) {
			rows, err := r.Store.ListQuestions(ctx, sf, storePage(k, limit, back))
			return fromStore(rows, func(row store.QuestionRow) store.Key { return row.Key }, r.openRows(rows)), err
		},
		compare: compareIDs,
		count:   func(ctx context.Context) (int, error) { return r.Store.CountQuestions(ctx, sf) },
	}, w)
	return &c, err
}

// openRows says how to show the rows of a page. The paragraphs of them all are read at once, when the
// first of them is asked for.
func (r *Resolver) openRows(rows []store.QuestionRow) func(store.QuestionRow) model.OpenQuestion {
	texts := r.textsOf(rows)
	listed := r.listed(idsOf(rows, func(row store.QuestionRow) argmap.ID { return row.Head.Map }))
	return func(row store.QuestionRow) model.OpenQuestion {
		then := store.MapRow{Head: row.Head, Properties: row.Properties}
		then.Head.Revision = row.Revision
		return model.OpenQuestion{
			Map:    listed(store.MapRow{Head: row.Head, Properties: row.Properties}),
			Record: row.Question, Status: row.Status, Weight: row.Weight, CouldFlip: row.Flips, Revision: row.Revision,
			At:    r.listedAt(then).Load,
			Asked: func() []argmap.ID { return row.AskedIn }, Bears: func() []argmap.ID { return row.BearsOn },
			Texts: texts,
		}
	}
}

// textsOf gives the paragraphs that rows name.
func (r *Resolver) textsOf(rows []store.QuestionRow) func(context.Context, []argmap.ID) ([]model.Paragraph, error) {
	var once sync.Once
	var known map[argmap.ID]*argmap.Paragraph
	var failed error
	return func(ctx context.Context, ids []argmap.ID) ([]model.Paragraph, error) {
		once.Do(func() {
			var all []argmap.ID
			for _, row := range rows {
				all = slices.Concat(all, row.AskedIn, row.BearsOn)
			}
			var found []*argmap.Paragraph
			found, failed = r.Ledger.Paragraphs(ctx, all)
			known = byID(found, func(p *argmap.Paragraph) argmap.ID { return p.ID })
		})
		ps := make([]model.Paragraph, 0, len(ids))
		for _, id := range ids {
			if failed == nil && known[id] == nil {
				return nil, fault.New(fault.Internal, "paragraph.missing", "a question names the paragraph %s, which the store does not have", id)
			}
			ps = append(ps, model.Paragraph{Record: known[id]})
		}
		return ps, failed
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
