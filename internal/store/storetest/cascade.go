package storetest

import (
	"argmap/internal/argmap"
	"argmap/internal/store"
)

const lawCascade = "Removing an element takes its links, citations and commitments from the rows with it, whether or not the change set names them (it always does when it comes from the ledger)"

func cascadeLaws() []law {
	return []law{
		{lawCascade + " — when it names them", cascadeNamed, shared},
		{lawCascade + " — when it does not", cascadeUnnamed, shared},
		{lawCascade + " — at both ends, and a link to itself", cascadeLoop, shared},
		{lawCascade + " — the log keeps only what was named", cascadeLog, shared},
		{lawCascade + " — an element that comes back comes back alone", cascadeBack, shared},
		{lawCascade + " — a link that moved away in the same change set stays", cascadeMoved, shared},
		{lawCascade + " — its citations are no longer found by paragraph", cascadeCiting, shared},
		{lawCascade + " — voices, rows, and texts stay", cascadeStays, shared},
	}
}

func cascadeNamed(w *world) {
	c, d := w.drawDispute()
	c.commit(removes(d.concludes, d.attacks, d.about, d.commitment, d.thesis)...)
	c.holds()
	c.commit(removes(d.reason, d.premise, d.citation)...)
	c.holds()
}

func cascadeUnnamed(w *world) {
	c, d := w.drawDispute()
	c.commit(removes(d.thesis)...)
	c.drop(d.concludes, d.attacks, d.about, d.commitment)
	c.holds()
	c.commit(removes(d.reason)...)
	c.drop(d.premise, d.citation)
	c.holds()
}

func cascadeLoop(w *world) {
	a, b := claim("a"), claim("b")
	loop, out, in := link(argmap.RoleForeign, a, a), link(argmap.RoleForeign, a, b), link(argmap.RoleForeign, b, a)
	c := w.draw(a, b, loop, out, in)
	c.commit(removes(a)...)
	c.drop(loop, out, in)
	c.holds()
}

func cascadeLog(w *world) {
	c, d := w.drawDispute()
	c.commit(removes(d.thesis)...)
	w.same("log", w.log(c.id), c.wantLog())
}

func cascadeBack(w *world) {
	c, d := w.drawDispute()
	c.append(c.following(1, removes(d.thesis)...), c.following(2, sets(d.thesis)...))
	c.drop(d.concludes, d.attacks, d.about, d.commitment)
	c.holds()
}

func cascadeMoved(w *world) {
	c, d := w.drawDispute()
	moved := *d.premise
	moved.From = d.objection.ID
	c.commit(append(sets(&moved), removes(d.reason)...)...)
	c.drop(d.citation)
	c.holds()
}

func cascadeCiting(w *world) {
	c, d := w.drawDispute()
	p := d.text.paragraphs[0].ID
	w.same("citations before", len(w.citing(p)), 1)
	c.commit(removes(d.reason)...)
	w.same("citations after", len(w.citing(p)), 0)
	rows, err := w.s.ListMaps(w.ctx, store.MapFilter{Source: d.text.source.ID}, store.Page{Limit: 5})
	w.ok(err)
	w.same("maps that cite the source", len(rows), 0)
}

func cascadeStays(w *world) {
	c, d := w.drawDispute()
	c.commit(removes(d.thesis, d.asked, d.reason)...)
	c.drop(d.concludes, d.attacks, d.about, d.commitment, d.answers, d.premise, d.citation)
	c.holds()
	ps, err := w.s.Paragraphs(w.ctx, []argmap.ID{d.text.paragraphs[0].ID})
	w.ok(err)
	w.same("paragraphs", ps, d.text.paragraphs[:1])
}

// citing gives all that cites a paragraph.
func (w *world) citing(paragraph argmap.ID) []store.Citing {
	w.Helper()
	rows, err := w.s.CitationsOf(w.ctx, paragraph, store.Page{Limit: 1000})
	w.ok(err)
	return rows
}
