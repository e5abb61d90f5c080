package storetest

import (
	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

const (
	lawDelete = "DeleteMap appends a change set without operations that ends the log, and makes the map Deleted, so that no list, search or load shows it from then on; Done is as in Append"
	lawPieces = "The rows are then removed in pieces; calling it again with the head as expected removes what is left"
)

func deleteLaws() []law {
	return []law{
		{lawDelete, deletes, shared},
		{lawDelete + " — other maps keep what is theirs", deletesOwn, shared},
		{lawDelete + " — a stale head", deletesStale, shared},
		{lawDelete + " — its write id is taken", deletesTaken, shared},
		{lawPieces, deletesAgain, shared},
		{lawPieces + " — of a map with many rows", deletesMany, shared},
	}
}

func deletes(w *world) {
	word, owner := newWord(), newActor()
	d := newDispute(w.put(newText("one", "two")))
	d.thesis.Text = word
	c := w.newChart()
	c.props.Owner, c.props.Title = owner, word
	c.start(d.records()...)
	set := c.delete()
	h := w.head(c.id)
	h.Access = 0
	w.same("head", h, store.Head{Map: c.id, State: store.Deleted, Revision: 2})
	w.same("log", w.log(c.id), c.wantLog())
	w.unlisted(c.id, owner, word, d.text)
	w.fails(w.s.Load(w.ctx, c.id, func(argmap.Entry) error { return nil }), fault.NotFound, "")
	w.finds(store.WriteRef{WriteID: set.WriteID}, store.Outcome{Map: c.id, Revision: 2, WriteID: set.WriteID})
}

func deletesOwn(w *world) {
	t := w.put(newText("one", "two"))
	a, b := w.draw(newDispute(t).records()...), w.draw(newDispute(t).records()...)
	a.delete()
	b.holds()
	w.same("citations", len(w.citing(t.paragraphs[0].ID)), 1)
	ps, err := w.s.SourceParagraphs(w.ctx, t.source.ID, 0, 9)
	w.ok(err)
	w.same("paragraphs", ps, t.paragraphs)
}

func deletesStale(w *world) {
	c, _ := w.drawDispute()
	c.commit()
	w.untouched(c.id, func() {
		for _, expected := range []argmap.Revision{0, 1, 3} {
			stale := &chart{w: w, id: c.id, rev: expected, clock: c.clock}
			got, err := w.s.DeleteMap(w.ctx, expected, stale.next())
			w.ok(err)
			w.same("answer", got, store.Appended{Head: w.head(c.id)})
		}
	})
	none := w.newChart()
	none.rev = 1
	got, err := w.s.DeleteMap(w.ctx, 1, none.next())
	w.ok(err)
	w.same("done", got.Done, false)
	w.absent(none.id)
}

func deletesTaken(w *world) {
	c := w.draw()
	w.untouched(c.id, func() {
		set := c.next()
		set.WriteID = c.sets[0].WriteID
		_, err := w.s.DeleteMap(w.ctx, c.rev, set)
		w.fails(err, fault.Conflict, "write.taken")
	})
}

func deletesAgain(w *world) {
	c, d := w.drawDispute()
	c.delete()
	before := w.head(c.id)
	got, err := w.s.DeleteMap(w.ctx, c.rev, c.next())
	w.ok(err)
	w.same("head in the answer", got.Head, before)
	w.same("head", w.head(c.id), before)
	w.same("log", w.log(c.id), c.wantLog())
	w.same("located", len(w.locate(c.id, d.thesis.ID)), 0)
}

func deletesMany(w *world) {
	t := w.put(newText("one"))
	var records []argmap.Record
	hub := claim("hub")
	records = append(records, hub)
	for range 700 {
		e := claim("spoke")
		records = append(records, e, link(argmap.RoleForeign, e, hub), t.cite(e, 0))
	}
	c := w.draw(records...)
	ids, _ := c.expected()
	c.delete()
	_, err := w.s.DeleteMap(w.ctx, c.rev, c.next())
	w.ok(err)
	w.same("located", len(w.locate(ids...)), 0)
	w.same("citations", len(w.citing(t.paragraphs[0].ID)), 0)
}
