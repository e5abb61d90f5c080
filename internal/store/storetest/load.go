package storetest

import (
	"errors"

	"argmap/internal/argmap"
	"argmap/internal/fault"
)

const (
	lawLoad     = "Load streams every live record of a map with the revision that last set it: types in the order of argmap.RecordTypes, records of one type in the order of their ids"
	lawYield    = "It ends with yield's error if yield gives one"
	lawLoadable = "A map that is missing, deleted or importing is NOT_FOUND; one that is rebuilding is UNAVAILABLE"
)

var errStop = errors.New("enough")

func loadLaws() []law {
	return []law{
		{lawLoad, loads, shared},
		{lawLoad + " — setting what is already so counts as setting", loadsRevisions, shared},
		{lawLoad + " — more than a page of them", loadsMany, shared},
		{lawLoad + " — of no other map", loadsOwn, shared},
		{lawYield, loadStops, shared},
		{"It need not be consistent beside a writer — but yield may write", loadAndWrite, shared},
		{lawLoadable, loadable, shared},
	}
}

func loads(w *world) {
	c := w.newChart()
	c.commit(sets(fullRecords(w, c.id)...)...)
	for range 3 {
		c.commit(sets(fullRecords(w, c.id)...)...)
	}
	c.holds()
}

func loadsRevisions(w *world) {
	c, d := w.drawDispute()
	c.commit(sets(d.thesis, d.citation)...)
	c.commit(sets(d.row)...)
	c.holds()
}

func loadsMany(w *world) {
	hub := claim("hub")
	records := []argmap.Record{hub}
	for range 1200 {
		e := claim("spoke")
		records = append(records, e, link(argmap.RoleForeign, e, hub))
	}
	w.draw(records...).holds()
}

func loadsOwn(w *world) {
	t := w.put(newText("one", "two"))
	a, b := w.draw(newDispute(t).records()...), w.draw(newDispute(t).records()...)
	a.holds()
	b.holds()
}

func loadStops(w *world) {
	c, _ := w.drawDispute()
	n := 0
	err := w.s.Load(w.ctx, c.id, func(argmap.Entry) error {
		if n++; n == 3 {
			return errStop
		}
		return nil
	})
	w.same("ends with yield's error", errors.Is(err, errStop), true)
	w.same("records yielded", n, 3)
}

func loadAndWrite(w *world) {
	c, _ := w.drawDispute()
	other := w.draw()
	n := 0
	w.ok(w.s.Load(w.ctx, c.id, func(argmap.Entry) error {
		if n++; n == 1 {
			other.commit(sets(claim("meanwhile"))...)
		}
		return nil
	}))
	w.same("records yielded", n, len(c.live))
	other.holds()
}

func loadable(w *world) {
	deleted := w.draw()
	deleted.delete()
	importing := w.newChart()
	w.ok(w.s.BeginImport(w.ctx, importing.id, importing.props, noon()))
	for _, id := range []argmap.ID{newID(), "", deleted.id, importing.id} {
		err := w.s.Load(w.ctx, id, func(e argmap.Entry) error {
			w.Errorf("got record %s, want none", e.Record.Ref())
			return nil
		})
		w.fails(err, fault.NotFound, "")
	}
	c := w.draw()
	w.breakRebuild(c)
	w.fails(w.s.Load(w.ctx, c.id, func(argmap.Entry) error { return nil }), fault.Unavailable, "")
}
