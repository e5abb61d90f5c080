package graph

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"argmap/graph/model"
	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// elementsOf answers the lists of a map's elements: those of one kind, or all for the empty kind,
// which pass the filter, oldest first. E is their view.
func elementsOf[E snapshot.Element](ctx context.Context, m *model.Map, kind argmap.Kind, f *model.ElementFilter, w window) (*model.Connection[E], error) {
	s, err := m.Load(ctx)
	if err != nil {
		return nil, err
	}
	passes, err := passing(f)
	if err != nil {
		return nil, err
	}
	all := s.Elements()
	if kind != "" {
		all = s.OfKind(kind)
	}
	c, err := page(ctx, listing[E]{
		list: listOf("elements", m.ID(), kind, f),
		from: func(_ context.Context, k *key, limit int, back bool) ([]item[E], error) {
			return walk[E](all, passes, k, limit, back)
		},
		compare: compareTimes,
		count:   func(context.Context) (int, error) { return count(all, passes), nil },
	}, w)
	return &c, err
}

// walk collects what passes, from a key on in one direction. The key need not be there any more.
func walk[E snapshot.Element](all snapshot.List, passes filter, k *key, limit int, back bool) ([]item[E], error) {
	next, step, err := begin(all, k, back)
	if err != nil {
		return nil, err
	}
	var items []item[E]
	for ; next >= 0 && next < all.Len() && len(items) < limit; next += step {
		if e := all.At(next); passes == nil || passes(e) {
			items = append(items, item[E]{keyOf(e), e.(E)})
		}
	}
	if back {
		slices.Reverse(items)
	}
	return items, nil
}

// begin gives the rank next to a key, and the way to go from there.
func begin(all snapshot.List, k *key, back bool) (rank, step int, err error) {
	switch {
	case k == nil && back:
		return all.Len() - 1, -1, nil
	case k == nil:
		return 0, 1, nil
	}
	micros, err := strconv.ParseInt(k.Value, 10, 64)
	if err != nil {
		return 0, 0, malformed("after")
	}
	rank = all.Rank(time.UnixMicro(micros).UTC(), k.ID)
	if back {
		return rank - 1, -1, nil
	}
	if rank < all.Len() && all.At(rank).ID() == k.ID {
		rank++
	}
	return rank, 1, nil
}

func keyOf(e snapshot.Element) key {
	return key{strconv.FormatInt(e.Created().UnixMicro(), 10), e.ID()}
}

// compareTimes orders keys whose values are times in microseconds, the earlier first.
func compareTimes(a, b key) int {
	x, _ := strconv.ParseInt(a.Value, 10, 64)
	y, _ := strconv.ParseInt(b.Value, 10, 64)
	return cmp.Or(cmp.Compare(x, y), cmp.Compare(a.ID, b.ID))
}

func count(all snapshot.List, passes filter) int {
	if passes == nil {
		return all.Len()
	}
	n := 0
	for e := range all.All() {
		if passes(e) {
			n++
		}
	}
	return n
}

// inMemory lists what is all in memory already, sorted by id.
func inMemory[T any](ids []argmap.ID, at func(context.Context, argmap.ID) (T, error)) func(context.Context, *key, int, bool) ([]item[T], error) {
	return func(ctx context.Context, k *key, limit int, back bool) ([]item[T], error) {
		var items []item[T]
		for _, id := range besides(ids, k, limit, back) {
			v, err := at(ctx, id)
			if err != nil {
				return nil, err
			}
			items = append(items, item[T]{key{ID: id}, v})
		}
		return items, nil
	}
}

// besides gives at most limit of the sorted ids next to a key.
func besides(ids []argmap.ID, k *key, limit int, back bool) []argmap.ID {
	from, to := 0, len(ids)
	if k != nil && back {
		for to > 0 && ids[to-1] >= k.ID {
			to--
		}
	}
	if k != nil && !back {
		for from < to && ids[from] <= k.ID {
			from++
		}
	}
	if back {
		return ids[max(from, to-limit):to]
	}
	return ids[from:min(to, from+limit)]
}

func compareIDs(a, b key) int {
	return cmp.Or(strings.Compare(a.Value, b.Value), cmp.Compare(a.ID, b.ID))
}
