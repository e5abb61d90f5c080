package storetest

import (
	"slices"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/store"
)

const lawCiting = "CitationsOf gives a page of the live citations of a paragraph in Active maps, each once"

func citingLaws() []law {
	return []law{
		{lawCiting, cites, shared},
		{lawCiting + " — in the order of map and citation id", citesInOrder, shared},
		{lawCiting + " — once, though two segments lie in the paragraph", citesOnce, shared},
		{lawCiting + " — as the citation is now", citesNow, shared},
		{lawCiting + " — not in deleted maps", citesActive, shared},
	}
}

func cites(w *world) {
	c, d := w.drawDispute()
	for i, want := range []int{1, 1, 0} {
		rows := w.citing(d.text.paragraphs[i].ID)
		w.same("citations", len(rows), want)
		for _, r := range rows {
			w.same("id in the key", r.Key.ID, d.citation.ID)
			r.Key = store.Key{}
			w.same("row", r, store.Citing{Paragraph: d.text.paragraphs[i].ID, Map: c.id, Citation: d.citation.ID, Element: d.reason.ID})
		}
	}
	w.same("of no paragraph", len(w.citing(newID())), 0)
}

func citesInOrder(w *world) {
	t := w.put(newText("one"))
	var want []string
	for range 4 {
		e := claim("citing")
		records := []argmap.Record{e}
		c := w.newChart()
		for range 3 {
			cite := t.cite(e, 0)
			records = append(records, cite)
			want = append(want, string(c.id)+" "+string(cite.ID))
		}
		c.start(records...)
	}
	slices.SortFunc(want, strings.Compare)
	var got []string
	for _, r := range w.citing(t.paragraphs[0].ID) {
		got = append(got, string(r.Map)+" "+string(r.Citation))
	}
	w.same("citations", got, want)
}

func citesOnce(w *world) {
	t := w.put(newText("one", "two"))
	e := claim("citing")
	w.draw(e, t.cite(e, 0, 1, 0))
	w.same("citations", len(w.citing(t.paragraphs[0].ID)), 1)
	w.same("citations of the other", len(w.citing(t.paragraphs[1].ID)), 1)
}

func citesNow(w *world) {
	c, d := w.drawDispute()
	moved := *d.citation
	moved.Element, moved.Segments = d.thesis.ID, d.text.cite(d.thesis, 2).Segments
	c.commit(sets(&moved)...)
	w.same("citations where it was", len(w.citing(d.text.paragraphs[0].ID)), 0)
	rows := w.citing(d.text.paragraphs[2].ID)
	w.same("citations where it is", len(rows), 1)
	w.same("element", rows[0].Element, d.thesis.ID)
	c.commit(removes(&moved)...)
	w.same("citations in the end", len(w.citing(d.text.paragraphs[2].ID)), 0)
}

func citesActive(w *world) {
	t := w.put(newText("one", "two"))
	a, b := w.draw(newDispute(t).records()...), w.draw(newDispute(t).records()...)
	a.delete()
	rows := w.citing(t.paragraphs[0].ID)
	w.same("citations", len(rows), 1)
	w.same("map", rows[0].Map, b.id)
}
