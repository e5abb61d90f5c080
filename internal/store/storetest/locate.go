package storetest

import (
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/store"
)

const lawLocate = "Locate finds what ids name, in one statement, in the order asked; unknown ids and those in importing maps are left out, those in deleted maps too"

func locateLaws() []law {
	return []law{
		{lawLocate, locates, shared},
		{lawLocate + " — in the order asked", locatesInOrder, shared},
		{lawLocate + " — importing", locatesNoImport, shared},
		{lawLocate + " — deleted", locatesNoDeleted, shared},
		{lawLocate + " — records that were removed", locatesNoRemoved, shared},
		{lawLocate + " — none asked, none given", locatesNone, shared},
	}
}

// locate gives what ids name.
func (w *world) locate(ids ...argmap.ID) []store.Location {
	w.Helper()
	found, err := w.s.Locate(w.ctx, ids)
	w.ok(err)
	return found
}

// expected gives the locations of the chart's map and records, and their ids.
func (c *chart) expected() ([]argmap.ID, []store.Location) {
	head := c.w.head(c.id)
	var ids []argmap.ID
	var want []store.Location
	for _, e := range c.entries() {
		ref := e.Record.Ref()
		what := string(ref.Type)
		if ref.ID == c.id {
			what = store.WhatMap
		}
		ids = append(ids, ref.ID)
		want = append(want, store.Location{ID: ref.ID, What: what, Head: head})
	}
	return ids, want
}

func locates(w *world) {
	c := w.newChart()
	c.commit(sets(fullRecords(w, c.id)...)...)
	t := w.put(newText("one", "two"))
	ids, want := c.expected()
	ids = append(ids, t.source.ID, t.paragraphs[1].ID)
	want = append(want,
		store.Location{ID: t.source.ID, What: store.WhatSource, Source: t.source.ID},
		store.Location{ID: t.paragraphs[1].ID, What: store.WhatParagraph, Source: t.source.ID})
	w.same("locations", w.locate(ids...), want)
}

func locatesInOrder(w *world) {
	a, _ := w.drawDispute()
	b, _ := w.drawDispute()
	b.commit()
	idsA, wantA := a.expected()
	idsB, wantB := b.expected()
	ids, want := slices.Concat(idsA, idsB), slices.Concat(wantA, wantB)
	slices.Reverse(ids)
	slices.Reverse(want)
	ids = slices.Insert(ids, 3, newID(), "")
	w.same("locations", w.locate(ids...), want)
}

func locatesNoImport(w *world) {
	c := w.newChart()
	e := claim("staged")
	w.ok(w.s.BeginImport(w.ctx, c.id, c.props, noon()))
	w.ok(w.s.Stage(w.ctx, c.id, noon(), []argmap.Record{e}))
	w.same("locations", len(w.locate(c.id, e.ID)), 0)
}

func locatesNoDeleted(w *world) {
	c, d := w.drawDispute()
	ids, _ := c.expected()
	c.delete()
	w.same("locations", len(w.locate(ids...)), 0)
	w.same("the source stays", len(w.locate(d.text.source.ID)), 1)
}

func locatesNoRemoved(w *world) {
	c, d := w.drawDispute()
	c.commit(removes(d.thesis, d.voice)...)
	w.same("locations", len(w.locate(d.thesis.ID, d.attacks.ID, d.commitment.ID, d.voice.ID)), 0)
}

func locatesNone(w *world) { w.same("locations", len(w.locate()), 0) }
