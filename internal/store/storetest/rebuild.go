package storetest

import (
	"argmap/internal/argmap"
	"argmap/internal/store"
)

const (
	lawRebuild    = "Rebuild replaces the map's rows by these entries, keeping revision and epoch"
	lawRebuilding = "The map is Rebuilding meanwhile, and stays so if the call fails, until a later Rebuild succeeds; Done is as in Append"
)

func rebuildLaws() []law {
	return []law{
		{lawRebuild, rebuilds, shared},
		{lawRebuild + " — and what is not among them is gone", rebuildsLess, shared},
		{lawRebuild + " — search, lists and citations follow", rebuildsWords, shared},
		{lawRebuilding, rebuildFails, shared},
		{lawRebuilding + " — a stale head", rebuildsStale, shared},
	}
}

// rebuild makes the map's rows anew from the chart, which must succeed.
func (c *chart) rebuild() {
	c.w.Helper()
	before := c.w.head(c.id)
	got, err := c.w.s.Rebuild(c.w.ctx, c.id, c.rev, c.entries())
	c.w.ok(err)
	before.State = store.Active
	c.w.same("answer", got, store.Appended{Head: before, Done: true})
	c.holds()
}

// breakRebuild makes a rebuild of the map fail, so that the map stays Rebuilding.
func (w *world) breakRebuild(c *chart) {
	w.Helper()
	stray := link(argmap.RoleForeign, claim("a"), claim("b"))
	_, err := w.s.Rebuild(w.ctx, c.id, c.rev, append(c.entries(), argmap.Entry{Record: stray, Revision: 1}))
	if err == nil {
		w.Fatalf("got no error from a rebuild with a stray link, want one")
	}
}

func rebuilds(w *world) {
	c, d := w.drawDispute()
	c.commit(sets(d.reason)...)
	c.redact(store.Redaction{})
	c.rebuild()
	w.same("epoch", w.head(c.id).Epoch, argmap.Epoch(1))
	c.commit(sets(claim("more"))...)
	c.holds()
}

func rebuildsLess(w *world) {
	c, d := w.drawDispute()
	other, _ := w.drawDispute()
	changed := *d.objection
	changed.Text = "Force protects at times."
	c.drop(d.thesis, d.concludes, d.attacks, d.about, d.commitment, d.citation, d.row)
	c.live[changed.Ref()] = argmap.Entry{Record: &changed, Revision: 1}
	c.rebuild()
	other.holds()
}

func rebuildsWords(w *world) {
	before, after := newWord(), newWord()
	t := w.put(newText("one", "two"))
	e := claim(before)
	cite := t.cite(e, 0)
	c := w.draw(e, cite)
	changed, moved := *e, *cite
	changed.Text = after
	moved.Segments = t.cite(e, 1).Segments
	c.live[e.Ref()] = argmap.Entry{Record: &changed, Revision: 1}
	c.live[cite.Ref()] = argmap.Entry{Record: &moved, Revision: 1}
	c.rebuild()
	for word, want := range map[string]int{before: 0, after: 1} {
		hits, err := w.s.Search(w.ctx, store.SearchFilter{Words: word, Elements: true}, store.Page{Limit: 9})
		w.ok(err)
		w.same("hits", len(hits), want)
	}
	w.same("citations before", len(w.citing(t.paragraphs[0].ID)), 0)
	w.same("citations after", len(w.citing(t.paragraphs[1].ID)), 1)
}

func rebuildFails(w *world) {
	c, _ := w.drawDispute()
	w.breakRebuild(c)
	w.same("state", w.head(c.id).State, store.Rebuilding)
	got, err := c.try()
	w.ok(err)
	w.same("done", got.Done, false)
	w.same("log", w.log(c.id), c.wantLog())
	w.breakRebuild(c)
	c.rebuild()
}

func rebuildsStale(w *world) {
	c, _ := w.drawDispute()
	c.commit()
	w.untouched(c.id, func() {
		for _, expected := range []argmap.Revision{0, 1, 3} {
			got, err := w.s.Rebuild(w.ctx, c.id, expected, c.entries()[:1])
			w.ok(err)
			w.same("answer", got, store.Appended{Head: w.head(c.id)})
		}
	})
}
