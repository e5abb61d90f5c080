package storetest

import (
	"slices"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

const (
	lawSearch   = "Search gives a page of the hits"
	lawSameSet  = "Both stores find the same set; the ranking may differ"
	lawEmpty    = "Words without a single token are INVALID \"search.empty\""
	lawEvery    = "Every word must match; a word that ends in * matches by prefix"
	lawKinds    = "Kinds limits the elements to these kinds; only claims, questions and locutions have words. Nil means claims and questions"
	lawWhere    = "Elements and Paragraphs say where to look; at least one must be set"
	lawLimits   = "Map limits elements to one map, Source paragraphs to one source"
	lawBest     = "best first; the ranking is the store's own"
	lawNoSyntax = "Words is what the user typed: words, never query syntax"
)

func searchLaws() []law {
	return []law{
		{lawSearch, searches, shared},
		{lawSearch + " — of the live rows of Active maps", searchesLive, shared},
		{lawSameSet, searchesAlike, shared},
		{lawEmpty, searchesNothing, shared},
		{lawEvery, searchesEvery, shared},
		{lawKinds, searchesKinds, shared},
		{lawWhere, searchesWhere, shared},
		{lawLimits, searchesWithin, shared},
		{lawBest, searchesBest, shared},
		{lawNoSyntax, searchesNoSyntax, shared},
	}
}

// hits gives all hits of a search.
func (w *world) hits(f store.SearchFilter) []store.Hit {
	w.Helper()
	hits, err := w.s.Search(w.ctx, f, store.Page{Limit: 1000})
	w.ok(err)
	return hits
}

// hitIDs gives the ids of all hits of a search, sorted.
func (w *world) hitIDs(f store.SearchFilter) []argmap.ID {
	w.Helper()
	ids := []argmap.ID{}
	for _, h := range w.hits(f) {
		ids = append(ids, h.ID)
	}
	return sortedIDs(ids)
}

func ids(ids ...argmap.ID) []argmap.ID { return sortedIDs(append([]argmap.ID{}, ids...)) }

func searches(w *world) {
	word := newWord()
	q := question("Whose " + word + "?")
	c := w.draw(q)
	t := w.put(newText("Of " + word + "."))
	for _, h := range w.hits(store.SearchFilter{Words: word, Elements: true, Paragraphs: true}) {
		want := store.Hit{What: "paragraph", ID: t.paragraphs[0].ID, Source: t.source.ID}
		if h.ID == q.ID {
			want = store.Hit{What: "element", ID: q.ID, Kind: argmap.KindQuestion, Map: c.id}
		}
		w.same("id in the key", h.Key.ID, h.ID)
		h.Score, h.Key = 0, store.Key{}
		w.same("hit", h, want)
	}
	w.same("ids", w.hitIDs(store.SearchFilter{Words: word, Elements: true, Paragraphs: true}), ids(q.ID, t.paragraphs[0].ID))
}

func searchesLive(w *world) {
	word, later := newWord(), newWord()
	f := store.SearchFilter{Words: word, Elements: true}
	kept, changed, removed, gone := claim(word), claim(word), claim(word), claim(word)
	c, deleted := w.draw(kept, changed, removed), w.draw(gone)
	importing := w.imported(noon(), claim(word))
	w.same("before", len(w.hits(f)), 4)
	next := *changed
	next.Text = later
	c.commit(append(sets(&next), removes(removed)...)...)
	deleted.delete()
	w.same("after", w.hitIDs(f), ids(kept.ID))
	w.same("by the new text", w.hitIDs(store.SearchFilter{Words: later, Elements: true}), ids(changed.ID))
	importing.publish()
	w.same("after the publication", len(w.hits(f)), 2)
	broken := w.draw(claim(word))
	w.breakRebuild(broken)
	w.same("beside a map that is rebuilding", len(w.hits(f)), 2)
}

func searchesAlike(w *world) {
	stem := newWord()
	texts := []string{
		"Ångström é " + stem, "angstrom E\u0301 " + stem, "STATE's " + stem, "日本語テスト " + stem, "straße C++ " + stem, "e-mail 3.14 " + stem,
		"don’t " + stem, "\U0001f600 " + stem, "ﬁnal " + stem, "İstanbul " + stem, "มนุษย์ " + stem,
	}
	at := map[string]argmap.ID{}
	var records []argmap.Record
	for _, t := range texts {
		e := claim(t)
		at[t] = e.ID
		records = append(records, e)
	}
	c := w.draw(records...)
	for words, want := range map[string][]int{
		"angstrom": {0, 1}, "ÅNGSTRÖM": {0, 1}, "e": {0, 1, 5}, "state": {2}, "states": {}, "日本": {3}, "本語": {3}, "語": {3}, "本日": {},
		"STRASSE": {4}, "strasse": {4}, "c": {4}, "mail": {5}, "e-mail": {5}, "3.14": {5}, "don": {6}, "\U0001f600": {7}, "final": {8},
		"istanbul": {9}, "a*": {0, 1}, "st*": {2, 4}, "มนุษย์": {10},
	} {
		var wanted []argmap.ID
		for _, i := range want {
			wanted = append(wanted, at[texts[i]])
		}
		got := w.hitIDs(store.SearchFilter{Words: words + " " + stem, Elements: true, Map: c.id})
		w.same("hits of "+words, got, ids(wanted...))
	}
}

func searchesNothing(w *world) {
	for _, words := range []string{"", " ", "++", "*", "\"\"", "…", "()", " - "} {
		_, err := w.s.Search(w.ctx, store.SearchFilter{Words: words, Elements: true, Paragraphs: true}, store.Page{Limit: 5})
		w.fails(err, fault.Invalid, "search.empty")
	}
}

func searchesEvery(w *world) {
	a, b, none := newWord(), newWord(), newWord()
	both, one := claim("First "+a+", then "+b+"."), claim("Only "+a)
	w.draw(both, one)
	for words, want := range map[string][]argmap.ID{
		a: ids(both.ID, one.ID), b: ids(both.ID), a + " " + b: ids(both.ID), b + " " + a + " " + a: ids(both.ID), strings.ToUpper(a): ids(both.ID, one.ID),
		a + " " + none: ids(), none: ids(), a[:25]: ids(), a[:25] + "*": ids(both.ID, one.ID), a[:25] + "* " + b[:25] + "*": ids(both.ID), a + "*": ids(both.ID, one.ID),
	} {
		w.same("hits of "+words, w.hitIDs(store.SearchFilter{Words: words, Elements: true}), want)
	}
}

func searchesKinds(w *world) {
	word := newWord()
	c, q, l := claim(word), question(word), locution(word)
	note := inference()
	note.Text = word
	foreign := element(argmap.KindForeign, word)
	w.draw(c, q, l, note, foreign)
	for _, k := range []struct {
		kinds []argmap.Kind
		want  []argmap.ID
	}{
		{nil, ids(c.ID, q.ID)},
		{[]argmap.Kind{argmap.KindClaim}, ids(c.ID)},
		{[]argmap.Kind{argmap.KindQuestion}, ids(q.ID)},
		{[]argmap.Kind{argmap.KindLocution}, ids(l.ID)},
		{[]argmap.Kind{argmap.KindInference, argmap.KindForeign}, ids()},
		{argmap.Kinds(), ids(c.ID, q.ID, l.ID)},
	} {
		w.same("hits", w.hitIDs(store.SearchFilter{Words: word, Elements: true, Kinds: k.kinds}), k.want)
	}
}

func searchesWhere(w *world) {
	word := newWord()
	e := claim(word)
	w.draw(e)
	p := w.put(newText(word)).paragraphs[0]
	w.same("elements", w.hitIDs(store.SearchFilter{Words: word, Elements: true}), ids(e.ID))
	w.same("paragraphs", w.hitIDs(store.SearchFilter{Words: word, Paragraphs: true}), ids(p.ID))
	w.same("both", w.hitIDs(store.SearchFilter{Words: word, Elements: true, Paragraphs: true}), ids(e.ID, p.ID))
	_, err := w.s.Search(w.ctx, store.SearchFilter{Words: word}, store.Page{Limit: 5})
	w.fails(err, fault.Invalid, "")
}

func searchesWithin(w *world) {
	word := newWord()
	a, b := claim(word), claim(word)
	inA, _ := w.draw(a), w.draw(b)
	s, t := w.put(newText(word, "else")), w.put(newText(word))
	p, q := s.paragraphs[0].ID, t.paragraphs[0].ID
	for _, k := range []struct {
		f    store.SearchFilter
		want []argmap.ID
	}{
		{store.SearchFilter{Elements: true, Map: inA.id}, ids(a.ID)},
		{store.SearchFilter{Paragraphs: true, Source: t.source.ID}, ids(q)},
		{store.SearchFilter{Elements: true, Paragraphs: true, Map: inA.id}, ids(a.ID, p, q)},
		{store.SearchFilter{Elements: true, Paragraphs: true, Source: s.source.ID}, ids(a.ID, b.ID, p)},
		{store.SearchFilter{Elements: true, Paragraphs: true, Map: inA.id, Source: s.source.ID}, ids(a.ID, p)},
		{store.SearchFilter{Elements: true, Map: newID()}, ids()},
	} {
		k.f.Words = word
		w.same("hits", w.hitIDs(k.f), k.want)
	}
}

func searchesBest(w *world) {
	word := newWord()
	var records []argmap.Record
	for i := range 9 {
		records = append(records, claim(strings.Repeat(word+" and ", 1+i%3)+strings.Repeat("more words ", i)))
	}
	w.draw(records...)
	w.put(newText(word, word+" "+word))
	hits := w.hits(store.SearchFilter{Words: word, Elements: true, Paragraphs: true})
	w.same("hits", len(hits), 11)
	best := slices.IsSortedFunc(hits, func(a, b store.Hit) int {
		switch {
		case a.Score > b.Score:
			return -1
		case a.Score < b.Score:
			return 1
		}
		return strings.Compare(string(a.ID), string(b.ID))
	})
	w.same("sorted by score, ties by id", best, true)
}

func searchesNoSyntax(w *world) {
	word := newWord()
	e := claim("Not or and near " + word)
	w.draw(e)
	f := store.SearchFilter{Elements: true}
	for _, words := range []string{
		"and " + word, "AND " + word, word + " OR", "NOT " + word, "\"" + word, "(" + word, word + ")", "-" + word, "+" + word, word + "~", word + "^",
		"near/" + word, "{" + word + "]", "'" + word + "'", "\\" + word, word + ":", ":" + word, "^" + word, "!" + word + "&&", word + " ||", "[" + word + " and",
	} {
		f.Words = words
		w.same("hits of "+words, w.hitIDs(f), ids(e.ID))
	}
	for _, words := range []string{word + " OR missing", "text:" + word, "NOT missing " + word, "*" + word[:9], "?" + word[1:], word[:9] + "*" + word[9:]} {
		f.Words = words
		w.same("hits of "+words, w.hitIDs(f), ids())
	}
}
