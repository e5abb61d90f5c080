package storetest

import (
	"strings"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fulltext"
	"argmap/internal/store"
)

const (
	lawList      = "ListMaps gives a page of the Active maps that pass the filter"
	lawCount     = "CountMaps gives how many there are in all"
	lawWords     = "Words must all stand in the title or description; see fulltext.Parse"
	lawOfSource  = "Source selects the maps of which some live citation lies in the source"
	lawSince     = "Since and Until bound the time of the latest change: Since <= t < Until"
	lawByUpdated = "ByUpdated puts the latest change first"
	lawByCreated = "ByCreated puts the newest map first"
	lawByTitle   = "ByTitle sorts by the title's sort key (fulltext.SortKey), A first"
	lawTies      = "Ties are broken by id, ascending"
	lawMapIDs    = "MapIDs lists every map that has a log, deleted ones included and importing ones not, by id"
)

func listLaws() []law {
	return []law{
		{lawList, lists, shared},
		{lawList + " — an empty filter selects everything", listsAll, fresh},
		{lawCount, counts, shared},
		{lawWords, listsWords, shared},
		{lawWords + " — as they are now", listsNewWords, shared},
		{lawOfSource, listsBySource, shared},
		{lawSince, listsBetween, shared},
		{lawByUpdated, byUpdated, shared},
		{lawByCreated, byCreated, shared},
		{lawByTitle, byTitle, shared},
		{lawByTitle + " — titles alike as far as the key goes tie", byLongTitle, shared},
		{lawTies, breaksTies, shared},
		{lawMapIDs, listsIDs, fresh},
	}
}

// owned makes a map of this owner, title, time of creation and time of its one change set.
func (w *world) owned(owner argmap.Actor, title string, created, updated time.Time) *chart {
	w.Helper()
	c := w.newChart()
	c.props.Owner, c.props.Title, c.props.Created = owner, title, created
	c.clock = updated.Add(-time.Second)
	c.start()
	return c
}

// listed gives the ids of the maps that pass a filter, which must be as many as are counted.
func (w *world) listed(f store.MapFilter) []argmap.ID {
	w.Helper()
	rows, err := w.s.ListMaps(w.ctx, f, store.Page{Limit: 1000})
	w.ok(err)
	n, err := w.s.CountMaps(w.ctx, f)
	w.ok(err)
	w.same("count", n, len(rows))
	ids := []argmap.ID{}
	for _, r := range rows {
		ids = append(ids, r.Head.Map)
	}
	return ids
}

func idsOf(charts ...*chart) []argmap.ID {
	ids := []argmap.ID{}
	for _, c := range charts {
		ids = append(ids, c.id)
	}
	return ids
}

func lists(w *world) {
	owner := newActor()
	c := w.newChart()
	c.props = fullRecords(w, c.id)[0].(*argmap.Properties)
	c.props.Owner = owner
	c.start()
	c.commit(sets(claim("later"))...)
	w.draw()
	rows, err := w.s.ListMaps(w.ctx, store.MapFilter{Owner: owner}, store.Page{Limit: 9})
	w.ok(err)
	if len(rows) != 1 {
		w.Fatalf("got %d maps, want one", len(rows))
	}
	w.same("id in the key", rows[0].Key.ID, c.id)
	rows[0].Key = store.Key{}
	w.same("row", rows[0], store.MapRow{Head: w.head(c.id), Properties: c.props, Updated: c.clock})
}

func listsAll(w *world) {
	w.same("maps of an empty store", w.listed(store.MapFilter{}), []argmap.ID{})
	a := w.owned(newActor(), "a", noon(), noon())
	b := w.owned(newActor(), "b", noon(), noon().Add(time.Hour))
	w.drawDeletedAndImporting()
	w.same("maps", w.listed(store.MapFilter{}), idsOf(b, a))
}

// drawDeletedAndImporting makes two maps that no list may show.
func (w *world) drawDeletedAndImporting() (deleted *chart) {
	w.Helper()
	deleted = w.draw()
	deleted.delete()
	w.ok(w.s.BeginImport(w.ctx, newID(), w.newChart().props, noon()))
	return deleted
}

func counts(w *world) {
	owner := newActor()
	f := store.MapFilter{Owner: owner}
	for i := range 5 {
		n, err := w.s.CountMaps(w.ctx, f)
		w.ok(err)
		w.same("count", n, i)
		w.owned(owner, "counted", noon(), noon())
	}
	rows, err := w.s.ListMaps(w.ctx, f, store.Page{Limit: 2})
	w.ok(err)
	w.same("rows of a page", len(rows), 2)
}

func listsWords(w *world) {
	a, b := newWord(), newWord()
	c := w.newChart()
	c.props.Title, c.props.Description = "About "+a+", again", "and "+b+"!"
	c.start()
	w.owned(newActor(), a, noon(), noon())
	for words, want := range map[string]int{a: 2, b: 1, a + " " + b: 1, b + " " + a: 1, a[:20] + "*": 2, b[:20]: 0, a + " " + newWord(): 0} {
		w.same("maps with words", len(w.listed(store.MapFilter{Words: words})), want)
	}
	w.same("of another owner", len(w.listed(store.MapFilter{Words: a, Owner: newActor()})), 0)
}

func listsNewWords(w *world) {
	before, after := newWord(), newWord()
	c := w.owned(newActor(), before, noon(), noon())
	changed := *c.props
	changed.Title = after
	c.commit(sets(&changed)...)
	w.same("by the old title", len(w.listed(store.MapFilter{Words: before})), 0)
	w.same("by the new title", len(w.listed(store.MapFilter{Words: after})), 1)
}

func listsBySource(w *world) {
	t := w.put(newText("one", "two"))
	a := w.draw(newDispute(t).records()...)
	d := newDispute(t)
	b := w.draw(d.records()...)
	w.drawDispute()
	b.commit()
	w.same("maps", w.listed(store.MapFilter{Source: t.source.ID}), idsOf(b, a))
	b.commit(removes(d.citation)...)
	w.same("maps once a citation went", w.listed(store.MapFilter{Source: t.source.ID}), idsOf(a))
	w.same("maps of no source", w.listed(store.MapFilter{Source: newID()}), []argmap.ID{})
}

func listsBetween(w *world) {
	owner := newActor()
	at := func(n int) time.Time { return noon().Add(time.Duration(n) * time.Microsecond) }
	first := w.owned(owner, "first", noon().Add(time.Hour), at(1))
	second := w.owned(owner, "second", noon().Add(-time.Hour), at(2))
	for _, f := range []struct {
		since, until time.Time
		want         []argmap.ID
	}{
		{at(1), at(2), idsOf(first)},
		{at(2), at(3), idsOf(second)},
		{at(1), at(3), idsOf(second, first)},
		{at(0), at(1), idsOf()},
		{at(2), time.Time{}, idsOf(second)},
		{time.Time{}, at(2), idsOf(first)},
		{at(3), time.Time{}, idsOf()},
	} {
		w.same("maps", w.listed(store.MapFilter{Owner: owner, Since: f.since, Until: f.until}), f.want)
	}
	first.clock = at(8).Add(-time.Second)
	first.commit()
	w.same("maps after a change", w.listed(store.MapFilter{Owner: owner, Since: at(3)}), idsOf(first))
}

func byUpdated(w *world) {
	owner := newActor()
	a := w.owned(owner, "a", noon().Add(9*time.Hour), noon())
	b := w.owned(owner, "b", noon(), noon().Add(time.Microsecond))
	c := w.owned(owner, "c", noon(), noon().Add(-time.Hour))
	f := store.MapFilter{Owner: owner, Order: store.ByUpdated}
	w.same("maps", w.listed(f), idsOf(b, a, c))
	c.clock = noon().Add(time.Hour)
	c.commit()
	w.same("maps after a change", w.listed(f), idsOf(c, b, a))
	w.same("maps in no named order", w.listed(store.MapFilter{Owner: owner}), idsOf(c, b, a))
}

func byCreated(w *world) {
	owner := newActor()
	a := w.owned(owner, "a", noon(), noon().Add(time.Hour))
	b := w.owned(owner, "b", noon().Add(time.Microsecond), noon())
	c := w.owned(owner, "c", noon().AddDate(-2000, 0, 0), noon().Add(9*time.Hour))
	w.same("maps", w.listed(store.MapFilter{Owner: owner, Order: store.ByCreated}), idsOf(b, a, c))
}

func byTitle(w *world) {
	owner := newActor()
	var want []*chart
	for _, title := range []string{"", "10", "9", "apple", "Banana", "banana split", "CHERRY", "Éclair", "eclipse", "zoo", "\uff5a\uff5a", "日本", "\U0001f600"} {
		want = append(want, w.owned(owner, title, noon(), noon()))
	}
	f := store.MapFilter{Owner: owner, Order: store.ByTitle}
	w.same("maps", w.listed(f), idsOf(want...))
	changed := *want[2].props
	changed.Title = "\U0001f680"
	want[2].commit(sets(&changed)...)
	w.same("maps after a change", w.listed(f), idsOf(append(append(want[:2:2], want[3:]...), want[2])...))
}

func byLongTitle(w *world) {
	owner := newActor()
	var want []argmap.ID
	for _, end := range []string{"c", "a", "b"} {
		title := strings.Repeat("\U0001f600", fulltext.MaxSortKey) + strings.Repeat(end, 20_000)
		want = append(want, w.owned(owner, title, noon(), noon()).id)
	}
	w.same("maps", w.listed(store.MapFilter{Owner: owner, Order: store.ByTitle}), sortedIDs(want))
}

func breaksTies(w *world) {
	owner := newActor()
	var charts []*chart
	for _, end := range []string{"b", "B", "é", "a", "\U0001f600", "\uff01", "10", "9"} {
		c := w.newChart()
		c.id = argmap.ID("tie-" + string(owner) + end)
		c.props = properties(c.id)
		c.props.Owner, c.props.Title = owner, "Tie"
		c.start()
		charts = append(charts, c)
	}
	want := idsOf(charts[6], charts[7], charts[1], charts[3], charts[0], charts[2], charts[5], charts[4])
	for _, o := range []store.MapOrder{store.ByUpdated, store.ByCreated, store.ByTitle} {
		w.same("maps in order "+string(o), w.listed(store.MapFilter{Owner: owner, Order: o}), want)
	}
}

func listsIDs(w *world) {
	active, published := w.draw(), w.imported(noon(), claim("imported"))
	published.publish()
	deleted := w.drawDeletedAndImporting()
	want := sortedIDs(idsOf(active, published, deleted))
	got, err := w.s.MapIDs(w.ctx)
	w.ok(err)
	w.same("ids", got, want)
}
