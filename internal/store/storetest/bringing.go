package storetest

import (
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

const (
	lawBring      = "BringSource keeps a source like PutSource, for the import of this name, and notes the time as a sign of life"
	lawName       = "An import is named by the id of the first map that it makes"
	lawUnseen     = "Until the import is published, or its map made by Append, the source is there for nobody else: no list, count, search or look-up by id or hash gives it, it cannot be updated, and what anybody else cites of it is missing"
	lawBroughtIDs = "Its ids are taken"
	lawSameBytes  = "Who keeps a source of the same bytes meanwhile has one of his own, which the import does not touch"
	lawShows      = "It then shows the sources that the import of this name has brought, in which the change sets may end"
	lawStageEnds  = "They may end in the sources that the map's import has brought"
	lawOther      = "A map of another import is refused"
	lawDrop       = "DropImport removes what an import has brought and not published, maps and sources with all that is theirs, and frees their ids"
	lawDropNone   = "An import that has nothing is no error"
	lawDropRace   = "Of a call and a publication, or an Append, that run side by side one finds all that the import brought, and the other nothing"
)

func bringLaws() []law {
	return []law{
		{lawBring, bringsSource, shared},
		{lawBring + " — any bytes, or none", bringsBytes, shared},
		{lawName, bringsForFirst, shared},
		{lawUnseen, unseenSource, shared},
		{lawUnseen + " — nor may other imports cite it", unseenByImports, shared},
		{lawBroughtIDs, broughtIDs, shared},
		{lawSameBytes, sameBytes, shared},
		{lawShows, appendShows, shared},
		{lawShows + " — an append that is refused shows nothing", refusedShowsNothing, shared},
		{lawShows + " — withdrawn ones as withdrawn", showsWithdrawn, shared},
		{lawShows + " — an append to a map that is there shows nothing", laterShowsNothing, shared},
		{lawStageEnds, stageCitesBrought, shared},
		{lawPublish + " — several maps and sources at once, or none of them", publishesSeveral, shared},
		{lawOther, publishesNoOther, shared},
		{lawDrop, drops, shared},
		{lawDrop + " — and nothing else", dropsNothingElse, shared},
		{lawDrop + " — a large one", dropsLarge, fresh},
		{lawDrop + " — and the same again comes in", dropsAndAgain, shared},
		{lawDropNone, dropsNone, shared},
		{lawDropRace + " — an append", raceDropAppend, shared},
		{lawDropRace + " — a publication", raceDropPublish, shared},
		{lawDropRace + " — a stage into a map that is dropped is refused, or goes with it", raceDropStage, shared},
		{lawSameBytes + " — of two that bring the same bytes and one that keeps them, any may fail", raceSameBytes, shared},
		{lawSweep + " — sources too, and all of an import or nothing", sweepsSources, shared},
	}
}

// bring brings the text for an import.
func (w *world) bring(name argmap.ID, t *text) *text {
	w.Helper()
	w.ok(w.s.BringSource(w.ctx, name, noon(), t.source, t.raw, t.paragraphs))
	return t
}

// seen demands that a text is given like any other, or by nothing at all.
func (w *world) seen(t *text, want bool) {
	w.Helper()
	n := 0
	if want {
		n = 1
	}
	ids := []argmap.ID{t.source.ID}
	sources, err := w.s.Sources(w.ctx, ids)
	w.ok(err)
	w.same("sources by id", len(sources), n)
	byHash, err := w.s.SourcesByHash(w.ctx, t.source.SHA256)
	w.ok(err)
	w.same("source by hash", slices.ContainsFunc(byHash, func(s *argmap.Source) bool { return s.ID == t.source.ID }), want)
	_, err = w.s.SourceBytes(w.ctx, t.source.ID)
	w.same("code of the bytes", fault.Of(err) == fault.NotFound, !want)
	by, err := w.s.SourceParagraphs(w.ctx, t.source.ID, 0, 99)
	w.ok(err)
	w.same("paragraphs of the source", len(by), n*len(t.paragraphs))
	for _, p := range t.paragraphs {
		ids = append(ids, p.ID)
	}
	paragraphs, err := w.s.Paragraphs(w.ctx, ids[1:])
	w.ok(err)
	w.same("paragraphs by id", len(paragraphs), n*len(t.paragraphs))
	w.same("located", len(w.locate(ids...)), n*len(ids))
	w.shown(t, n)
}

// shown demands that lists, counts and searches show the text n times.
func (w *world) shown(t *text, n int) {
	w.Helper()
	withWords := store.SourceFilter{Words: t.source.Title, Withdrawn: true}
	for _, f := range []store.SourceFilter{{Owner: t.source.Owner, Withdrawn: true}, withWords} {
		rows, err := w.s.ListSources(w.ctx, f, store.Page{Limit: 9})
		w.ok(err)
		w.same("sources listed", len(rows), n)
		count, err := w.s.CountSources(w.ctx, f)
		w.ok(err)
		w.same("sources counted", count, n)
	}
	for _, in := range []argmap.ID{"", t.source.ID} {
		hits, err := w.s.Search(w.ctx, store.SearchFilter{Words: t.paragraphs[0].Text, Paragraphs: true, Source: in}, store.Page{Limit: 9})
		w.ok(err)
		w.same("hits", len(hits), n)
	}
}

// rareText gives a text whose owner, title and first paragraph nothing else has.
func rareText() *text {
	t := newText(newWord(), "two")
	t.source.Owner, t.source.Title = newActor(), newWord()
	return t
}

// citingSets is the change set that makes the chart's map with a claim that cites the text.
func (c *chart) citingSets(t *text) []argmap.ChangeSet {
	e := claim("cites")
	return []argmap.ChangeSet{c.next(sets(c.props, e, t.cite(e, 0, 1))...)}
}

func bringsSource(w *world) {
	c, t := w.newChart(), fullText()
	w.bring(c.id, t)
	c.commit(sets(c.props)...)
	w.same("source", w.sources(t.source.ID), []*argmap.Source{t.source})
	got, err := w.s.SourceParagraphs(w.ctx, t.source.ID, 0, 9)
	w.ok(err)
	w.same("paragraphs", got, t.paragraphs)
}

func bringsBytes(w *world) {
	for _, raw := range [][]byte{nil, {}, {0, 255, '\r', '\n'}} {
		c, t := w.newChart(), rareText()
		t.raw = raw
		w.bring(c.id, t)
		c.commit(sets(c.props)...)
		got, err := w.s.SourceBytes(w.ctx, t.source.ID)
		w.ok(err)
		w.same("bytes", string(got), string(raw))
	}
}

func bringsForFirst(w *world) {
	first, other := w.newChart(), w.newChart()
	t := w.bring(first.id, rareText())
	other.commit(sets(other.props)...)
	w.seen(t, false)
	first.commit(sets(first.props)...)
	w.seen(t, true)
}

func unseenSource(w *world) {
	t := w.bring(newID(), rareText())
	w.seen(t, false)
	next := *t.source
	next.Revision++
	did, err := w.s.UpdateSource(w.ctx, &next, 1)
	w.ok(err)
	w.same("updated", did, false)
	c := w.draw()
	w.untouched(c.id, func() {
		_, err := c.citing(t)
		w.fails(err, fault.Invalid, "record.end_missing")
		kept, e := w.put(rareText()), claim("cites")
		astray := kept.cite(e, 0)
		astray.Segments[0].Paragraph = t.paragraphs[0].ID
		_, err = w.s.Append(w.ctx, c.id, c.rev, []argmap.ChangeSet{c.next(sets(e, astray)...)}, nil)
		w.fails(err, fault.Invalid, "record.end_missing")
	})
	_, err = w.s.Append(w.ctx, c.id, c.rev, []argmap.ChangeSet{c.next(sets(claim("no citation"))...)}, []argmap.ID{t.source.ID})
	w.inactive(err, t.source.ID)
	made := w.newChart()
	_, err = w.s.Append(w.ctx, made.id, 0, made.citingSets(t), nil)
	w.fails(err, fault.Invalid, "record.end_missing")
	w.absent(made.id)
}

func unseenByImports(w *world) {
	t := w.bring(newID(), rareText())
	c, e := w.imported(noon()), claim("cites")
	w.fails(w.s.Stage(w.ctx, c.id, noon(), []argmap.Record{e, t.cite(e, 0)}), fault.Invalid, "record.end_missing")
	c.publish()
	c.holds()
	w.seen(t, false)
}

func broughtIDs(w *world) {
	t := w.bring(newID(), rareText())
	for _, id := range []argmap.ID{t.source.ID, t.paragraphs[1].ID} {
		again := rareText()
		again.source.ID = id
		for _, p := range again.paragraphs {
			p.Source = id
		}
		w.fails(w.s.PutSource(w.ctx, again.source, again.raw, again.paragraphs), fault.Invalid, "id.taken")
		w.fails(w.s.BringSource(w.ctx, newID(), noon(), again.source, again.raw, again.paragraphs), fault.Invalid, "id.taken")
		w.fails(w.s.BeginImport(w.ctx, id, properties(id), noon()), fault.Conflict, "map.exists")
	}
}

// twin gives the text again as somebody else would keep it: the same bytes under other ids.
func (t *text) twin() *text {
	other := newText(t.paragraphs[0].Text, t.paragraphs[1].Text)
	other.raw, other.source.SHA256 = t.raw, t.source.SHA256
	return other
}

func sameBytes(w *world) {
	name, t := newID(), rareText()
	w.bring(name, t)
	mine := w.put(t.twin())
	got, err := w.s.SourcesByHash(w.ctx, t.source.SHA256)
	w.ok(err)
	w.same("sources of these bytes", got, []*argmap.Source{mine.source})
	c := w.draw()
	_, err = c.citing(mine, mine.source.ID)
	w.ok(err)
	w.ok(w.s.DropImport(w.ctx, name))
	w.same("source", w.sources(mine.source.ID), []*argmap.Source{mine.source})
	w.same("citations", len(w.citing(mine.paragraphs[0].ID)), 1)
}

func appendShows(w *world) {
	c := w.newChart()
	cited, uncited := w.bring(c.id, rareText()), w.bring(c.id, rareText())
	got, err := w.s.Append(w.ctx, c.id, 0, c.citingSets(cited), []argmap.ID{cited.source.ID})
	w.ok(err)
	w.same("done", got.Done, true)
	w.seen(cited, true)
	w.seen(uncited, true)
	w.same("citations", len(w.citing(cited.paragraphs[0].ID)), 1)
	swept, err := w.s.SweepImports(w.ctx, noon().AddDate(50, 0, 0))
	w.ok(err)
	w.same("is swept", slices.Contains(swept, c.id), false)
	w.seen(cited, true)
}

func refusedShowsNothing(w *world) {
	c := w.newChart()
	t := w.bring(c.id, rareText())
	set := c.citingSets(t)
	set[0].Operations = append(set[0].Operations, argmap.Set(link(argmap.RoleForeign, claim("none"), claim("none"))))
	_, err := w.s.Append(w.ctx, c.id, 0, set, nil)
	w.fails(err, fault.Invalid, "record.end_missing")
	w.seen(t, false)
	w.absent(c.id)
}

func showsWithdrawn(w *world) {
	c, t := w.newChart(), rareText()
	t.source.State = argmap.SourceWithdrawn
	w.bring(c.id, t)
	c.commit(sets(c.props)...)
	w.same("source", w.sources(t.source.ID), []*argmap.Source{t.source})
}

func laterShowsNothing(w *world) {
	c := w.draw()
	t := w.bring(c.id, rareText())
	c.commit(sets(claim("later"))...)
	w.seen(t, false)
}

func stageCitesBrought(w *world) {
	c, t := w.newChart(), rareText()
	w.bring(c.id, t)
	w.ok(w.s.BeginImport(w.ctx, c.id, c.props, noon()))
	e := claim("cites")
	w.ok(w.s.Stage(w.ctx, c.id, noon(), []argmap.Record{e, t.cite(e, 0)}))
	w.ok(w.s.PutCheckpoint(w.ctx, c.checkpoint(1, 0, "state")))
	w.seen(t, false)
	c.publish()
	w.seen(t, true)
	w.same("citations", len(w.citing(t.paragraphs[0].ID)), 1)
}

// file stages two maps of one import, both of which cite the text that it brings.
func (w *world) file() (charts []*chart, t *text) {
	w.Helper()
	a, b := w.newChart(), w.newChart()
	t = w.bring(a.id, rareText())
	for _, c := range []*chart{a, b} {
		e := claim("cites")
		w.ok(w.s.BeginImport(w.ctx, a.id, c.props, noon()))
		w.ok(w.s.Stage(w.ctx, c.id, noon(), []argmap.Record{e, t.cite(e, 0)}))
		w.ok(w.s.PutCheckpoint(w.ctx, c.checkpoint(1, 0, "state")))
	}
	return []*chart{a, b}, t
}

// stagedSets gives the change sets that publish the charts.
func stagedSets(charts ...*chart) []argmap.ChangeSet {
	var all []argmap.ChangeSet
	for _, c := range charts {
		set := c.next()
		set.Staged = true
		all = append(all, set)
	}
	return all
}

func publishesSeveral(w *world) {
	charts, t := w.file()
	bad := stagedSets(charts...)
	bad[1].WriteID = bad[0].WriteID
	w.fails(w.s.Publish(w.ctx, bad), fault.Conflict, "write.taken")
	missing := append(stagedSets(charts...), stagedSets(w.newChart())...)
	if w.s.Publish(w.ctx, missing) == nil {
		w.Errorf("got no error from publishing a map that was never begun, want one")
	}
	w.seen(t, false)
	for _, c := range charts {
		w.same("state", w.head(c.id).State, store.Importing)
	}
	all := stagedSets(charts...)
	w.ok(w.s.Publish(w.ctx, all))
	w.seen(t, true)
	w.same("citations", len(w.citing(t.paragraphs[0].ID)), 2)
	for i, c := range charts {
		h := w.head(c.id)
		w.same("head", []any{h.State, h.Revision}, []any{store.Active, argmap.Revision(1)})
		w.finds(store.WriteRef{WriteID: all[i].WriteID}, store.Outcome{Map: c.id, Revision: 1, WriteID: all[i].WriteID})
	}
}

func publishesNoOther(w *world) {
	charts, t := w.file()
	other := w.imported(noon())
	for _, mixed := range [][]*chart{{other, charts[0]}, {charts[0], other}, {charts[1]}} {
		if w.s.Publish(w.ctx, stagedSets(mixed...)) == nil {
			w.Errorf("got no error from publishing a map under the name of another import, want one")
		}
	}
	for _, c := range append(charts, other) {
		w.same("state", w.head(c.id).State, store.Importing)
	}
	w.seen(t, false)
}
