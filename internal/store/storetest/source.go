package storetest

import (
	"slices"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

const (
	lawPutSource   = "PutSource keeps a source with its bytes as they came and its paragraphs, all or nothing"
	lawSourceTaken = "An id that is taken is INVALID \"id.taken\""
	lawUpdate      = "UpdateSource replaces a source's own record if its revision is expected; false when it is not"
	lawSources     = "Sources gives the sources with these ids, in the order asked; unknown ids are left out"
	lawHash        = "SourcesByHash gives the sources whose bytes have this SHA-256, in the order of their ids"
	lawBytes       = "SourceBytes gives the bytes of a source as they came; NOT_FOUND if there is no such source"
	lawParagraphs  = "Paragraphs gives the paragraphs with these ids, in the order asked; unknown ids are left out"
	lawOrdinals    = "SourceParagraphs gives at most limit paragraphs of a source with ordinals above after, in order"
	lawListSources = "ListSources gives a page of the sources that pass the filter, newest first"
	lawCountSource = "CountSources gives how many there are in all"
)

func sourceLaws() []law {
	return []law{
		{lawPutSource, putsSource, shared},
		{lawPutSource + " — any bytes, or none", putsBytes, shared},
		{lawSourceTaken, sourceTaken, shared},
		{lawUpdate, updatesSource, shared},
		{lawSources, givesSources, shared},
		{lawHash, sourcesByHash, shared},
		{lawBytes, noBytes, shared},
		{lawParagraphs, givesParagraphs, shared},
		{lawOrdinals, givesOrdinals, shared},
		{lawListSources, listsSources, shared},
		{lawListSources + " — ties ascending by id", listsTiedSources, shared},
		{lawListSources + " — words stand in title or creator", listsSourceWords, shared},
		{"Withdrawn ones are left out unless asked for", listsWithdrawn, shared},
		{"Since and Until bound the time of creation: Since <= t < Until", listsSourcesBetween, shared},
		{lawCountSource, countsSources, fresh},
	}
}

// fullText gives a text in which every field is set.
func fullText() *text {
	t := newText("# One\r\n", "torn", "日本語")
	s := t.source
	s.Revision, s.State, s.Title, s.Creator, s.Date = 3, argmap.SourceWithdrawn, "Title é", "A speaker", "1999-09-20"
	s.Publisher, s.Language, s.Rights, s.URI, s.MediaType = "P", "en", "CC0", "https://example.org/a?b#c", "text/markdown"
	s.Owner = newActor()
	t.paragraphs[0].Kind, t.paragraphs[0].TornStart = argmap.Heading, true
	t.paragraphs[1].Kind, t.paragraphs[1].TornEnd = argmap.Table, true
	return t
}

func (w *world) sources(ids ...argmap.ID) []*argmap.Source {
	w.Helper()
	got, err := w.s.Sources(w.ctx, ids)
	w.ok(err)
	return got
}

// keeps demands that the store has the text as it is.
func (w *world) keeps(t *text) {
	w.Helper()
	w.same("source", w.sources(t.source.ID), []*argmap.Source{t.source})
	raw, err := w.s.SourceBytes(w.ctx, t.source.ID)
	w.ok(err)
	w.same("bytes", string(raw), string(t.raw))
	ps, err := w.s.SourceParagraphs(w.ctx, t.source.ID, 0, 1000)
	w.ok(err)
	if len(ps) > 0 || len(t.paragraphs) > 0 {
		w.same("paragraphs", ps, t.paragraphs)
	}
}

func putsSource(w *world) {
	t := fullText()
	w.keeps(w.put(t))
	mean := &text{source: &argmap.Source{ID: newID(), Created: noon()}}
	w.keeps(w.put(mean))
}

func putsBytes(w *world) {
	var all []byte
	for b := range 1 << 16 {
		all = append(all, byte(b), byte(b>>8))
	}
	for _, raw := range [][]byte{nil, {}, {0}, all, []byte("\xef\xbb\xbfwith a mark\r\n\xff")} {
		t := newText("read from the bytes")
		t.raw = raw
		w.keeps(w.put(t))
	}
}

func sourceTaken(w *world) {
	t := w.put(newText("one", "two"))
	e := claim("taken")
	c := w.draw(e)
	for _, id := range []argmap.ID{t.source.ID, t.paragraphs[0].ID, e.ID, c.id} {
		source, paragraph := newText("fine"), newText("fine", "taken")
		source.source.ID, source.paragraphs[0].Source = id, id
		paragraph.paragraphs[1].ID = id
		for _, again := range []*text{source, paragraph} {
			w.fails(w.s.PutSource(w.ctx, again.source, again.raw, again.paragraphs), fault.Invalid, "id.taken")
			w.same("paragraphs kept", len(w.locate(again.paragraphs[0].ID)), 0)
		}
		w.same("sources kept", len(w.sources(paragraph.source.ID)), 0)
	}
	w.keeps(t)
	c.holds()
}

func updatesSource(w *world) {
	t := w.put(newText("one", "two"))
	next := *fullText().source
	next.ID, next.Revision, next.SHA256 = t.source.ID, 2, t.source.SHA256
	for _, expected := range []argmap.Revision{0, 2} {
		done, err := w.s.UpdateSource(w.ctx, &next, expected)
		w.ok(err)
		w.same("done", done, false)
		w.keeps(t)
	}
	done, err := w.s.UpdateSource(w.ctx, &next, 1)
	w.ok(err)
	w.same("done", done, true)
	t.source = &next
	w.keeps(t)
	done, err = w.s.UpdateSource(w.ctx, &next, 1)
	w.ok(err)
	w.same("done twice", done, false)
}

func givesSources(w *world) {
	a, b, c := w.put(newText("a")), w.put(newText("b")), w.put(newText("c"))
	got := w.sources(c.source.ID, newID(), a.source.ID, "", b.source.ID)
	w.same("sources", got, []*argmap.Source{c.source, a.source, b.source})
	w.same("none", len(w.sources()), 0)
}

func sourcesByHash(w *world) {
	word := newWord()
	a, b := w.put(newText(word)), w.put(newText(word))
	w.put(newText("other"))
	want := []*argmap.Source{a.source, b.source}
	if a.source.ID > b.source.ID {
		slices.Reverse(want)
	}
	got, err := w.s.SourcesByHash(w.ctx, a.source.SHA256)
	w.ok(err)
	w.same("sources", got, want)
	got, err = w.s.SourcesByHash(w.ctx, newWord())
	w.ok(err)
	w.same("sources of no bytes", len(got), 0)
}

func noBytes(w *world) {
	t := w.put(newText("one"))
	w.keeps(t)
	for _, id := range []argmap.ID{newID(), t.paragraphs[0].ID, ""} {
		_, err := w.s.SourceBytes(w.ctx, id)
		w.fails(err, fault.NotFound, "")
	}
}

func givesParagraphs(w *world) {
	a, b := w.put(fullText()), w.put(newText("x", "y"))
	got, err := w.s.Paragraphs(w.ctx, []argmap.ID{b.paragraphs[1].ID, a.paragraphs[0].ID, newID(), a.source.ID, a.paragraphs[1].ID})
	w.ok(err)
	w.same("paragraphs", got, []*argmap.Paragraph{b.paragraphs[1], a.paragraphs[0], a.paragraphs[1]})
}

func givesOrdinals(w *world) {
	t := newText("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12")
	ps := slices.Clone(t.paragraphs)
	slices.Reverse(t.paragraphs)
	w.put(t)
	for after := range 14 {
		for _, limit := range []int{1, 2, 20} {
			got, err := w.s.SourceParagraphs(w.ctx, t.source.ID, after, limit)
			w.ok(err)
			want := ps[min(after, 12):min(after+limit, 12)]
			if len(got) > 0 || len(want) > 0 {
				w.same("paragraphs", got, want)
			}
		}
	}
	got, err := w.s.SourceParagraphs(w.ctx, newID(), 0, 5)
	w.ok(err)
	w.same("of no source", len(got), 0)
}

// ownedText keeps a text of this owner, title and time.
func (w *world) ownedText(owner argmap.Actor, title string, created time.Time) *text {
	w.Helper()
	t := newText("words")
	t.source.Owner, t.source.Title, t.source.Created = owner, title, created
	return w.put(t)
}

// listedSources gives the sources that pass a filter, which must be as many as are counted.
func (w *world) listedSources(f store.SourceFilter) []*argmap.Source {
	w.Helper()
	rows, err := w.s.ListSources(w.ctx, f, store.Page{Limit: 1000})
	w.ok(err)
	n, err := w.s.CountSources(w.ctx, f)
	w.ok(err)
	w.same("count", n, len(rows))
	got := []*argmap.Source{}
	for _, r := range rows {
		w.same("id in the key", r.Key.ID, r.Source.ID)
		got = append(got, r.Source)
	}
	return got
}

func listsSources(w *world) {
	owner := newActor()
	old := w.ownedText(owner, "z", noon().AddDate(-1, 0, 0))
	mid := w.ownedText(owner, "a", noon())
	young := w.ownedText(owner, "m", noon().Add(time.Microsecond))
	w.put(newText("of another owner"))
	w.same("sources", w.listedSources(store.SourceFilter{Owner: owner}), []*argmap.Source{young.source, mid.source, old.source})
}

func listsTiedSources(w *world) {
	owner := newActor()
	var want []argmap.ID
	for range 6 {
		want = append(want, w.ownedText(owner, "tie", noon()).source.ID)
	}
	var got []argmap.ID
	for _, s := range w.listedSources(store.SourceFilter{Owner: owner}) {
		got = append(got, s.ID)
	}
	w.same("ids", got, sortedIDs(want))
}

func listsSourceWords(w *world) {
	a, b := newWord(), newWord()
	t := newText("words")
	t.source.Title, t.source.Creator = "On "+a, "Dr. "+b
	w.put(t)
	for words, want := range map[string]int{a: 1, b: 1, a + " " + b: 1, a[:20] + "*": 1, a + " " + newWord(): 0, a[:20]: 0} {
		w.same("sources with words", len(w.listedSources(store.SourceFilter{Words: words})), want)
	}
	next := *t.source
	next.Title, next.Revision = "On something else", 2
	_, err := w.s.UpdateSource(w.ctx, &next, 1)
	w.ok(err)
	w.same("by the old title", len(w.listedSources(store.SourceFilter{Words: a})), 0)
}

func listsWithdrawn(w *world) {
	owner := newActor()
	kept, gone := w.ownedText(owner, "kept", noon()), w.ownedText(owner, "gone", noon().Add(time.Second))
	next := *gone.source
	next.State, next.Revision = argmap.SourceWithdrawn, 2
	_, err := w.s.UpdateSource(w.ctx, &next, 1)
	w.ok(err)
	w.same("without", w.listedSources(store.SourceFilter{Owner: owner}), []*argmap.Source{kept.source})
	w.same("with", w.listedSources(store.SourceFilter{Owner: owner, Withdrawn: true}), []*argmap.Source{&next, kept.source})
}

func listsSourcesBetween(w *world) {
	owner := newActor()
	at := func(n int) time.Time { return noon().Add(time.Duration(n) * time.Microsecond) }
	w.ownedText(owner, "one", at(1))
	w.ownedText(owner, "two", at(2))
	for _, f := range []struct {
		since, until time.Time
		want         int
	}{{at(1), at(2), 1}, {at(2), at(3), 1}, {at(1), at(3), 2}, {at(0), at(1), 0}, {at(2), time.Time{}, 1}, {time.Time{}, at(2), 1}} {
		w.same("sources", len(w.listedSources(store.SourceFilter{Owner: owner, Since: f.since, Until: f.until})), f.want)
	}
}

func countsSources(w *world) {
	for i := range 4 {
		n, err := w.s.CountSources(w.ctx, store.SourceFilter{})
		w.ok(err)
		w.same("count", n, i)
		w.put(newText("one more"))
	}
}
