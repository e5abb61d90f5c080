package storetest

import (
	"slices"
	"strings"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/store"
)

const (
	lawFrom     = "From is the row next to which the page begins, not itself part of it; nil begins at the list's edge"
	lawBackward = "Backward asks for the rows before From, or the list's last ones"
	lawOrder    = "Rows come in list order all the same"
)

func pageLaws() []law {
	return []law{
		{"Limit is how many rows are wanted, at least 1", limits, shared},
		{lawFrom, pagesForward, shared},
		{lawFrom + " — even when that row is gone by now", pagesFromGone, shared},
		{lawFrom + " — every row once beside inserts and deletes", pagesBeside, shared},
		{lawBackward, pagesBackward, shared},
		{lawOrder, pagesInOrder, shared},
	}
}

func sortedIDs(ids []argmap.ID) []argmap.ID {
	slices.SortFunc(ids, func(a, b argmap.ID) int { return strings.Compare(string(a), string(b)) })
	return ids
}

// listing is one list of the port, with rows in it.
type listing struct {
	name string
	page func(p store.Page) ([]store.Key, error)
}

// keysOf gives the keys of rows.
func keysOf[T any](rows []T, err error, key func(T) store.Key) ([]store.Key, error) {
	keys := []store.Key{}
	for _, r := range rows {
		keys = append(keys, key(r))
	}
	return keys, err
}

// listings gives one list of each sort, of seven rows each, with ties in them.
func (w *world) listings() []listing {
	w.Helper()
	owner, word, asked := newActor(), newWord(), newWord()
	t := w.put(newText(word+" one", "two"))
	for i := range 7 {
		c := w.owned(owner, strings.Repeat("t", i/2), noon().Add(time.Duration(i/2)*time.Microsecond), noon().Add(time.Duration(i/3)*time.Second))
		e, q := claim(strings.Repeat("and ", i/2)+word), question(asked)
		c.commit(sets(e, t.cite(e, 0), q)...)
		c.putQuestions(waiting(q, i/2, nil))
		more := newText("more")
		more.source.Owner, more.source.Created = owner, noon().Add(time.Duration(i/2)*time.Second)
		w.put(more)
	}
	maps := func(o store.MapOrder) listing {
		return listing{"maps in order " + string(o), func(p store.Page) ([]store.Key, error) {
			rows, err := w.s.ListMaps(w.ctx, store.MapFilter{Owner: owner, Order: o}, p)
			return keysOf(rows, err, func(r store.MapRow) store.Key { return r.Key })
		}}
	}
	return []listing{
		maps(store.ByUpdated), maps(store.ByCreated), maps(store.ByTitle),
		{"sources", func(p store.Page) ([]store.Key, error) {
			rows, err := w.s.ListSources(w.ctx, store.SourceFilter{Owner: owner}, p)
			return keysOf(rows, err, func(r store.SourceRow) store.Key { return r.Key })
		}},
		{"citations", func(p store.Page) ([]store.Key, error) {
			rows, err := w.s.CitationsOf(w.ctx, t.paragraphs[0].ID, p)
			return keysOf(rows, err, func(r store.Citing) store.Key { return r.Key })
		}},
		{"questions", func(p store.Page) ([]store.Key, error) {
			rows, err := w.s.ListQuestions(w.ctx, store.QuestionFilter{Words: asked}, p)
			return keysOf(rows, err, func(r store.QuestionRow) store.Key { return r.Key })
		}},
		{"hits", func(p store.Page) ([]store.Key, error) {
			rows, err := w.s.Search(w.ctx, store.SearchFilter{Words: word, Elements: true}, p)
			return keysOf(rows, err, func(h store.Hit) store.Key { return h.Key })
		}},
	}
}

// get gives a page of a list.
func (l listing) get(w *world, p store.Page) []store.Key {
	w.Helper()
	keys, err := l.page(p)
	w.ok(err)
	return keys
}

// all gives the whole list, which must have seven rows with different keys.
func (l listing) all(w *world) []store.Key {
	w.Helper()
	keys := l.get(w, store.Page{Limit: 100})
	distinct := map[store.Key]bool{}
	for _, k := range keys {
		distinct[k] = true
	}
	if len(keys) != 7 || len(distinct) != 7 {
		w.Fatalf("%s: got %d rows with %d keys, want 7", l.name, len(keys), len(distinct))
	}
	return keys
}

func limits(w *world) {
	for _, l := range w.listings() {
		all := l.all(w)
		for n := 1; n <= 9; n++ {
			m := min(n, 7)
			w.same(l.name+", first", l.get(w, store.Page{Limit: n}), all[:m])
			w.same(l.name+", last", l.get(w, store.Page{Limit: n, Backward: true}), all[7-m:])
		}
	}
}

func pagesForward(w *world) {
	for _, l := range w.listings() {
		all := l.all(w)
		for i := range all {
			for _, n := range []int{1, 2, 9} {
				got := l.get(w, store.Page{Limit: n, From: &all[i]})
				w.same(l.name, got, all[i+1:min(7, i+1+n)])
			}
		}
	}
}

func pagesBackward(w *world) {
	for _, l := range w.listings() {
		all := l.all(w)
		for i := range all {
			for _, n := range []int{1, 2, 9} {
				got := l.get(w, store.Page{Limit: n, From: &all[i], Backward: true})
				w.same(l.name, got, all[max(0, i-n):i])
			}
		}
	}
}

func pagesInOrder(w *world) {
	for _, l := range w.listings() {
		all := l.all(w)
		got := []store.Key{}
		p := store.Page{Limit: 3, Backward: true}
		for range 9 { // a page that does not move on must not hang the suite
			page := l.get(w, p)
			if len(page) == 0 {
				break
			}
			got = append(slices.Clone(page), got...)
			p.From = &page[0]
		}
		w.same(l.name+", joined from the end", got, all)
	}
}

// pagesFromGone takes away the row that the next page begins at.
func pagesFromGone(w *world) {
	owner := newActor()
	var charts []*chart
	for i := range 5 {
		charts = append(charts, w.owned(owner, "t", noon(), noon().Add(-time.Duration(i)*time.Second)))
	}
	f := store.MapFilter{Owner: owner}
	rows, err := w.s.ListMaps(w.ctx, f, store.Page{Limit: 3})
	w.ok(err)
	charts[2].delete()
	after, err := w.s.ListMaps(w.ctx, f, store.Page{Limit: 9, From: &rows[2].Key})
	w.ok(err)
	before, err := w.s.ListMaps(w.ctx, f, store.Page{Limit: 9, From: &rows[2].Key, Backward: true})
	w.ok(err)
	var got []argmap.ID
	for _, r := range append(before, after...) {
		got = append(got, r.Head.Map)
	}
	w.same("rows around it", got, idsOf(charts[0], charts[1], charts[3], charts[4]))
}

func pagesBeside(w *world) {
	owner := newActor()
	var charts []*chart
	for i := range 6 {
		charts = append(charts, w.owned(owner, "t", noon(), noon().Add(-time.Duration(i)*time.Hour)))
	}
	seen := map[argmap.ID]int{}
	p := store.Page{Limit: 2}
	for n := range 9 {
		rows, err := w.s.ListMaps(w.ctx, store.MapFilter{Owner: owner}, p)
		w.ok(err)
		if len(rows) == 0 {
			break
		}
		for _, r := range rows {
			seen[r.Head.Map]++
			p.From = &r.Key
		}
		w.owned(owner, "before", noon(), noon().Add(time.Hour))
		if n == 0 {
			charts[0].delete()
			w.owned(owner, "after", noon(), noon().Add(-9*time.Hour))
		}
	}
	w.same("rows seen", len(seen), 7)
	for _, c := range charts {
		w.same("times seen", seen[c.id], 1)
	}
}
