package storetest

import (
	"argmap/internal/argmap"
	"argmap/internal/store"
)

const lawHeads = "Heads gives the heads of the maps that exist, deleted and importing ones included, in the order asked, in one statement; an id that names no map is left out, a repeated one is given once"

func headLaws() []law {
	return []law{
		{lawHeads, heads, shared},
		{lawHeads + " — none asked, none given", noHeads, shared},
		{lawHeads + " — a record's id names no map", headOfRecord, shared},
		{"Epoch counts the redactions of a map", firstEpoch, shared},
		{"Access changes whenever it changes who may read the map — and not with an append", steadyAccess, shared},
	}
}

func heads(w *world) {
	active, deleted := w.draw(), w.draw()
	active.commit(sets(claim("more"))...)
	deleted.delete()
	importing := w.newChart()
	w.ok(w.s.BeginImport(w.ctx, importing.id, importing.props, noon()))

	ids := []argmap.ID{importing.id, newID(), active.id, deleted.id, active.id, "", importing.id}
	got, err := w.s.Heads(w.ctx, ids)
	w.ok(err)
	for i := range got {
		got[i].Access = 0
	}
	w.same("heads", got, []store.Head{
		{Map: importing.id, State: store.Importing},
		{Map: active.id, State: store.Active, Revision: 2},
		{Map: deleted.id, State: store.Deleted, Revision: 2},
	})
}

func noHeads(w *world) {
	w.draw()
	got, err := w.s.Heads(w.ctx, nil)
	w.ok(err)
	w.same("heads", len(got), 0)
}

func headOfRecord(w *world) {
	e := claim("no map")
	w.draw(e)
	w.absent(e.ID)
}

func firstEpoch(w *world) {
	c := w.draw()
	w.same("epoch of a new map", w.head(c.id).Epoch, argmap.Epoch(0))
	c.commit(sets(claim("more"))...)
	w.same("epoch after an append", w.head(c.id).Epoch, argmap.Epoch(0))
}

func steadyAccess(w *world) {
	c := w.draw()
	before := w.head(c.id).Access
	c.commit(sets(claim("more"))...)
	w.same("access after an append", w.head(c.id).Access, before)
}
