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
	list := listOf("elements", m.ID(), kind, f)
	all := ranked(whole{s.Elements()})
	if kind != "" {
		all = whole{s.OfKind(kind)}
	}
	if passes != nil {
		all = all.(whole).Where(string(list[:]), passes)
	}
	c, err := page(ctx, listing[E]{
		list: list,
		from: func(_ context.Context, k *key, limit int, back bool) ([]item[E], error) {
			return walk[E](all, k, limit, back)
		},
		compare: compareTimes,
		count:   func(context.Context) (int, error) { return all.Len(), nil },
	}, w)
	return &c, err
}

// ranked is a list of elements, oldest first.
type ranked interface {
	// Len counts the elements.
	Len() int
	// At gives the element of a rank, from 0; false beyond the end.
	At(rank int) (snapshot.Element, bool)
	// Rank counts the elements that come before a key.
	Rank(created time.Time, id argmap.ID) int
}

// whole is a list without a filter.
type whole struct{ snapshot.List }

// At gives the element of a rank, from 0; false beyond the end.
func (w whole) At(rank int) (snapshot.Element, bool) {
	if rank < 0 || rank >= w.Len() {
		return nil, false
	}
	return w.List.At(rank), true
}

// walk collects elements from a key on in one direction. The key need not be there any more.
func walk[E snapshot.Element](all ranked, k *key, limit int, back bool) ([]item[E], error) {
	next, step, err := begin(all, k, back)
	if err != nil {
		return nil, err
	}
	var items []item[E]
	for ; len(items) < limit; next += step {
		e, ok := all.At(next)
		if !ok {
			break
		}
		items = append(items, item[E]{keyOf(e), e.(E)})
	}
	if back {
		slices.Reverse(items)
	}
	return items, nil
}

// begin gives the rank next to a key, and the way to go from there.
func begin(all ranked, k *key, back bool) (rank, step int, err error) {
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
	if e, ok := all.At(rank); ok && e.ID() == k.ID {
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

// inMemory lists what is all in memory already, sorted by id.
func inMemory[T any](ids []argmap.ID, at func(context.Context, argmap.ID) (T, error)) func(context.Context, *key, int, bool) ([]item[T], error) {
	return func(ctx context.Context, k *key, limit int, back bool) ([]item[T], error) {
		var items []item[T]
		for _, id := range nextTo(ids, k, limit, back) {
			v, err := at(ctx, id)
			if err != nil {
				return nil, err
			}
			items = append(items, item[T]{key{ID: id}, v})
		}
		return items, nil
	}
}

// nextTo gives at most limit of the sorted ids next to a key.
func nextTo(ids []argmap.ID, k *key, limit int, back bool) []argmap.ID {
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
