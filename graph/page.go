package graph

import (
	"context"
	"slices"

	"argmap/graph/model"
	"argmap/internal/fault"
)

const (
	// maxPage is the greatest page, defaultPage the one that is given when no size is asked for.
	maxPage     = 200
	defaultPage = 20
)

// window is what the arguments of a connection ask for.
type window struct {
	first  *int
	after  *string
	last   *int
	before *string
}

// span is a window in the terms of one list: so many items next to a place, from either side, and
// bounded on the other side.
type span struct {
	limit    int
	backward bool
	after    *key
	before   *key
}

// in reads the window as one of a list.
func (w window) in(l list) (span, error) {
	limit, backward, err := w.size()
	if err != nil {
		return span{}, err
	}
	s := span{limit: limit, backward: backward}
	if w.after != nil {
		if s.after, err = l.key("after", *w.after); err != nil {
			return span{}, err
		}
	}
	if w.before != nil {
		if s.before, err = l.key("before", *w.before); err != nil {
			return span{}, err
		}
	}
	return s, nil
}

func (w window) size() (limit int, backward bool, err error) {
	switch {
	case w.first != nil && w.last != nil:
		return 0, false, fault.InvalidField("last", "page.both", "first and last are both given; a page is counted from one end")
	case w.first != nil:
		limit, err = size("first", *w.first)
		return limit, false, err
	case w.last != nil:
		limit, err = size("last", *w.last)
		return limit, true, err
	}
	return defaultPage, false, nil
}

func size(field string, n int) (int, error) {
	switch {
	case n < 0:
		return 0, fault.InvalidField(field, "page.negative", "%s is %d; it must not be negative", field, n)
	case n > maxPage:
		return 0, fault.New(fault.Exhausted, "page.size", "%s is %d; a page has at most %d items", field, n, maxPage).At(field)
	}
	return n, nil
}

// item is one item of a list with its key.
type item[T any] struct {
	key  key
	node T
}

// listing is a list that can be paged: from gives at most limit items next to a place, which is nil
// at the list's edge, in list order; backward ones end right before it. compare orders keys; it is nil
// where only the store can.
type listing[T any] struct {
	list    list
	from    func(ctx context.Context, place *key, limit int, backward bool) ([]item[T], error)
	compare func(a, b key) int
	count   func(ctx context.Context) (int, error)
}

// page gives the part of a list that a window shows. One item more than is wanted tells whether
// there are others beyond.
func page[T any](ctx context.Context, l listing[T], w window) (model.Connection[T], error) {
	s, err := w.in(l.list)
	if err != nil {
		return model.Connection[T]{}, err
	}
	items, more, err := l.read(ctx, s)
	if err != nil {
		return model.Connection[T]{}, err
	}
	c := model.Connection[T]{Edges: make([]model.Edge[T], len(items)), Count: l.count}
	for i, it := range items {
		c.Edges[i] = model.Edge[T]{Cursor: l.list.cursor(it.key), Node: it.node}
	}
	c.PageInfo = s.info(more)
	if len(items) > 0 {
		c.PageInfo.StartCursor, c.PageInfo.EndCursor = &c.Edges[0].Cursor, &c.Edges[len(items)-1].Cursor
	}
	return c, nil
}

// read gives the items of a span, and whether there are more beyond its open end.
func (l listing[T]) read(ctx context.Context, s span) (items []item[T], more bool, err error) {
	place, bound := s.after, s.before
	if s.backward {
		place, bound = bound, place
	}
	items, err = l.from(ctx, place, s.limit+1, s.backward)
	if err != nil {
		return nil, false, err
	}
	items = l.within(items, bound, s.backward)
	more = len(items) > s.limit
	switch {
	case !more:
	case s.backward:
		items = items[len(items)-s.limit:]
	default:
		items = items[:s.limit]
	}
	return items, more, nil
}

// within cuts off what lies at or beyond the bound.
func (l listing[T]) within(items []item[T], bound *key, backward bool) []item[T] {
	if bound == nil {
		return items
	}
	if l.compare == nil {
		return l.beside(items, *bound, backward)
	}
	for len(items) > 0 && backward && l.compare(items[0].key, *bound) <= 0 {
		items = items[1:]
	}
	for len(items) > 0 && !backward && l.compare(items[len(items)-1].key, *bound) >= 0 {
		items = items[:len(items)-1]
	}
	return items
}

// beside cuts at the bound itself, where the order of the keys is the store's own.
func (l listing[T]) beside(items []item[T], bound key, backward bool) []item[T] {
	i := slices.IndexFunc(items, func(it item[T]) bool { return it.key == bound })
	switch {
	case i < 0:
		return items
	case backward:
		return items[i+1:]
	}
	return items[:i]
}

// info says on which sides there is more. A place that a page begins next to is itself outside the
// page, so there is something on that side.
func (s span) info(more bool) model.PageInfo {
	if s.backward {
		return model.PageInfo{HasPreviousPage: more, HasNextPage: s.before != nil}
	}
	return model.PageInfo{HasNextPage: more, HasPreviousPage: s.after != nil}
}
