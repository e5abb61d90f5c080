package storetest

import (
	"argmap/internal/argmap"
	"argmap/internal/store"
)

func listsQuestions(w *world) {
	c, d := w.drawDispute()
	d.asked.Question.Resolved = "Under whose auspices would they intervene?"
	cited := d.text.cite(d.asked, 1)
	d.asked.Raw = []byte(`{"n":9007199254740993}`)
	c.commit(sets(d.asked, cited, d.text.cite(d.thesis, 0))...)
	c.putQuestions(store.OpenQuestion{ID: d.asked.ID, Status: argmap.Contested, Weight: 2, Flips: new(true)})
	renamed := *c.props
	renamed.Title = "Called otherwise since"
	c.commit(sets(&renamed)...)
	rows := w.questionRows(store.QuestionFilter{Map: c.id})
	if len(rows) != 1 {
		w.Fatalf("got %d rows, want one", len(rows))
	}
	w.same("key", rows[0].Key.ID, d.asked.ID)
	rows[0].Key = store.Key{}
	w.same("row", rows[0], store.QuestionRow{
		OpenQuestion: store.OpenQuestion{ID: d.asked.ID, Status: argmap.Contested, Weight: 2, Flips: new(true)},
		Head:         w.head(c.id), Properties: &renamed, Revision: 2, Question: d.asked,
		AskedIn: []argmap.ID{d.text.paragraphs[1].ID}, BearsOn: []argmap.ID{d.text.paragraphs[0].ID},
	})
}

// ranksQuestions tries the whole order across two maps, ties among them.
func ranksQuestions(w *world) {
	word := newWord()
	var qs []*argmap.Element
	for _, id := range []string{"b", "a", "\U0001f600", "\uff01", "B", "é", "10", "9"} {
		q := question(word)
		q.ID = argmap.ID("rank-" + word + id)
		qs = append(qs, q)
	}
	one, two := w.draw(qs[0], qs[2], qs[4], qs[6]), w.draw(qs[1], qs[3], qs[5], qs[7])
	f := store.QuestionFilter{Words: word}
	one.putQuestions(waiting(qs[0], 7, nil), waiting(qs[2], 7, nil), waiting(qs[4], 7, nil), waiting(qs[6], 7, nil))
	two.putQuestions(waiting(qs[1], 7, nil), waiting(qs[3], 7, nil), waiting(qs[5], 7, nil), waiting(qs[7], 7, nil))
	w.same("ties", w.questionIDs(f), elementIDs(qs[6], qs[7], qs[4], qs[1], qs[0], qs[5], qs[3], qs[2]))
	one.putQuestions(waiting(qs[0], 10, new(false)), waiting(qs[2], 10, nil), waiting(qs[4], 9, new(true)), waiting(qs[6], 0, new(true)))
	two.putQuestions(waiting(qs[1], 10, new(true)), waiting(qs[3], 100, new(false)), waiting(qs[5], 0, nil), waiting(qs[7], 0, new(false)))
	w.same("ranks", w.questionIDs(f), elementIDs(qs[3], qs[1], qs[2], qs[0], qs[4], qs[6], qs[5], qs[7]))
}

func listsAllQuestions(w *world) {
	a, b, gone := question("a?"), question("b?"), question("gone?")
	w.same("questions of an empty store", w.questionIDs(store.QuestionFilter{}), []argmap.ID{})
	c, other, deleted := w.draw(a), w.draw(b), w.draw(gone)
	c.putQuestions(waiting(a, 1, nil))
	other.putQuestions(waiting(b, 2, nil))
	deleted.putQuestions(waiting(gone, 3, nil))
	w.same("questions", w.questionIDs(store.QuestionFilter{}), elementIDs(gone, b, a))
	deleted.delete()
	w.same("questions once a map is deleted", w.questionIDs(store.QuestionFilter{}), elementIDs(b, a))
}

func leavesQuestions(w *world) {
	a, b, d := question("a?"), question("b?"), question("d?")
	c := w.draw(a, b, d)
	c.putQuestions(waiting(a, 1, nil), waiting(b, 2, nil), waiting(d, 3, nil))
	statement := claim("b.")
	statement.ID = b.ID
	c.commit(append(removes(a), sets(statement)...)...)
	w.same("left", w.questionIDs(store.QuestionFilter{Map: c.id}), elementIDs(d))
	again := *a
	other := w.draw(&again)
	w.same("of the map that has its id now", w.questionIDs(store.QuestionFilter{Map: other.id}), []argmap.ID{})
	w.same("of the map that had it", w.questionIDs(store.QuestionFilter{Map: c.id}), elementIDs(d))
	other.putQuestions(waiting(&again, 1, nil))
	w.same("once it is kept there", w.questionIDs(store.QuestionFilter{Map: other.id}), elementIDs(a))
	w.same("and no longer here", w.questionIDs(store.QuestionFilter{Map: c.id}), elementIDs(d))
}

func questionsAbout(w *world) {
	t, other := w.put(newText("one", "two")), w.put(newText("three"))
	word := newWord()
	citing, about, both, raised, neither := question(word), question(word), question(word), question("w"), question(word)
	said, unsaid := claim("said"), claim("unsaid")
	records := []argmap.Record{
		citing, about, both, raised, neither, said, unsaid,
		t.cite(citing, 0, 1), t.cite(citing, 1), t.cite(said, 0), t.cite(both, 0), other.cite(neither, 0),
		link(argmap.RoleAsksAbout, about, said), link(argmap.RoleAsksAbout, both, said), link(argmap.RoleAsksAbout, neither, unsaid),
		link(argmap.RoleRaises, said, raised),
	}
	c := w.draw(records...)
	c.putQuestions(waiting(citing, 5, nil), waiting(about, 4, nil), waiting(both, 3, nil), waiting(raised, 2, nil), waiting(neither, 1, nil))
	want := elementIDs(citing, about, both)
	for _, f := range []store.QuestionFilter{
		{Source: t.source.ID}, {Source: t.source.ID, Map: c.id}, {Source: t.source.ID, Words: word}, {Source: t.source.ID, Words: word, Map: c.id},
	} {
		w.same("about the source", w.questionIDs(f), want)
	}
	w.same("about the other", w.questionIDs(store.QuestionFilter{Source: other.source.ID}), elementIDs(neither))
	w.same("about none", w.questionIDs(store.QuestionFilter{Source: newID()}), []argmap.ID{})
	w.same("in no map", w.questionIDs(store.QuestionFilter{Source: t.source.ID, Map: newID()}), []argmap.ID{})
	c.commit(removes(said)...)
	w.same("once the claim went", w.questionIDs(store.QuestionFilter{Source: t.source.ID}), elementIDs(citing, both))
}

func questionsWorded(w *world) {
	word, resolved := newWord(), newWord()
	a, b, silent := question(word+" and more?"), question(word+"?"), question("other?")
	b.Question.Resolved = "Under " + resolved + "?"
	c := w.draw(a, b, silent, claim(word))
	c.putQuestions(waiting(a, 1, nil), waiting(b, 2, nil), waiting(silent, 3, nil))
	for words, want := range map[string][]argmap.ID{
		word: elementIDs(b, a), word[:20] + "*": elementIDs(b, a), word[:20]: {}, resolved: elementIDs(b),
		word + " " + resolved: elementIDs(b), word + " more": elementIDs(a), word + " " + newWord(): {},
	} {
		w.same("with words "+words, w.questionIDs(store.QuestionFilter{Words: words}), want)
		w.same("with words in the map "+words, w.questionIDs(store.QuestionFilter{Words: words, Map: c.id}), want)
	}
	w.same("in another map", w.questionIDs(store.QuestionFilter{Words: word, Map: newID()}), []argmap.ID{})
}

func questionsOfStatus(w *world) {
	a, b := question("a?"), question("b?")
	c := w.draw(a, b)
	c.putQuestions(waiting(a, 1, nil), store.OpenQuestion{ID: b.ID, Status: argmap.Contested})
	for status, want := range map[argmap.QuestionStatus][]argmap.ID{
		"": elementIDs(a, b), argmap.Open: elementIDs(a), argmap.Contested: elementIDs(b), argmap.Answered: {},
	} {
		w.same("of status "+string(status), w.questionIDs(store.QuestionFilter{Map: c.id, Status: status}), want)
	}
}

// onlyRow gives the one question of a map.
func (w *world) onlyRow(c *chart) store.QuestionRow {
	w.Helper()
	rows := w.questionRows(store.QuestionFilter{Map: c.id})
	if len(rows) != 1 {
		w.Fatalf("got %d rows, want one", len(rows))
	}
	return rows[0]
}

// named gives a citation an id that begins so, to put it in its place.
func named(prefix string, c *argmap.Citation) *argmap.Citation {
	c.ID = argmap.ID(prefix) + newID()
	return c
}

func askedIn(w *world) {
	t, other := w.put(newText("a", "b", "c", "d")), w.put(newText("e"))
	q := question("q?")
	c := w.draw(q, named("2", t.cite(q, 1, 0)), named("1", t.cite(q, 3, 1)), named("0", other.cite(q, 0)))
	c.putQuestions(waiting(q, 0, nil))
	r := w.onlyRow(c)
	w.same("paragraphs", r.AskedIn, []argmap.ID{other.paragraphs[0].ID, t.paragraphs[3].ID, t.paragraphs[1].ID, t.paragraphs[0].ID})
	w.same("bears on", r.BearsOn, []argmap.ID(nil))
}

func bearsOn(w *world) {
	t := w.put(newText("a", "b", "c", "d"))
	q, first, second, last := question("q?"), claim("1"), claim("2"), claim("3")
	about := func(id string, ordinal int, e *argmap.Element) *argmap.Link {
		l := link(argmap.RoleAsksAbout, q, e)
		l.ID, l.Ordinal = argmap.ID(id)+newID(), ordinal
		return l
	}
	c := w.draw(q, first, second, last, about("2", 0, second), about("1", 0, first), about("0", 1, last), link(argmap.RoleRaises, last, q),
		named("1", t.cite(second, 2, 1)), named("2", t.cite(second, 3)), named("9", t.cite(first, 1)), named("0", t.cite(last, 0, 3)))
	c.putQuestions(waiting(q, 0, nil))
	r := w.onlyRow(c)
	w.same("paragraphs", r.BearsOn, []argmap.ID{t.paragraphs[1].ID, t.paragraphs[2].ID, t.paragraphs[3].ID, t.paragraphs[0].ID})
	w.same("asked in", r.AskedIn, []argmap.ID(nil))
}

func asNow(w *world) {
	before, after := newWord(), newWord()
	t := w.put(newText("a", "b"))
	q := question(before)
	first := t.cite(q, 0)
	c := w.draw(q, first)
	c.putQuestions(waiting(q, 4, nil))
	changed := *q
	changed.Text = after
	c.commit(append(removes(first), sets(&changed, t.cite(q, 1))...)...)
	w.same("by the old words", w.questionIDs(store.QuestionFilter{Words: before}), []argmap.ID{})
	w.same("by the new words", w.questionIDs(store.QuestionFilter{Words: after}), elementIDs(q))
	r := w.onlyRow(c)
	w.same("words", r.Question.Text, after)
	w.same("paragraphs", r.AskedIn, []argmap.ID{t.paragraphs[1].ID})
	w.same("revision", r.Revision, argmap.Revision(1))
	w.same("weight", r.Weight, 4)
}

func questionsRedacted(w *world) {
	word := newWord()
	q := question(word)
	c := w.draw(q)
	c.putQuestions(waiting(q, 1, nil))
	blank := *q
	blank.Text = "[removed]"
	c.redact(store.Redaction{Records: []argmap.Record{&blank}})
	w.same("by the words", w.questionIDs(store.QuestionFilter{Words: word}), []argmap.ID{})
	w.same("text", w.onlyRow(c).Question.Text, "[removed]")
	w.puts(store.Questions{Map: c.id, Revision: 1, Epoch: 0}, true)
	w.puts(c.questions(waiting(q, 1, nil)), true)
	w.puts(store.Questions{Map: c.id, Revision: 1, Epoch: 0}, false)
}

func countsOpen(w *world) {
	a, b, d := question("a?"), question("b?"), question("d?")
	both, none, never, deleted := w.draw(a, b), w.draw(), w.draw(question("e?")), w.draw(d)
	both.putQuestions(waiting(a, 3, nil), waiting(b, 1, new(true)))
	none.putQuestions()
	deleted.putQuestions(waiting(d, 1, nil))
	importing := w.newChart()
	w.ok(w.s.BeginImport(w.ctx, importing.id, importing.props, noon()))
	open := func(maps ...argmap.ID) map[argmap.ID]int {
		n, err := w.s.CountOpen(w.ctx, maps)
		w.ok(err)
		return n
	}
	all := append(idsOf(both, none, never, deleted, importing, both), newID(), a.ID)
	w.same("of all", open(all...), map[argmap.ID]int{both.id: 2, none.id: 0, deleted.id: 1})
	w.same("of none", open(), map[argmap.ID]int{})
	both.putQuestions(waiting(a, 3, nil), store.OpenQuestion{ID: b.ID, Status: argmap.Contested, Weight: 9})
	deleted.delete()
	w.same("once one is contested and a map deleted", open(all...), map[argmap.ID]int{both.id: 1, none.id: 0})
	both.commit()
	w.same("as they were put", open(both.id), map[argmap.ID]int{both.id: 1})
}

func countsQuestions(w *world) {
	word := newWord()
	var records []argmap.Record
	var all []store.OpenQuestion
	for range 5 {
		q := question(word)
		records, all = append(records, q), append(all, waiting(q, 1, nil))
	}
	c := w.draw(records...)
	for i := range 6 {
		c.putQuestions(all[:i]...)
		n, err := w.s.CountQuestions(w.ctx, store.QuestionFilter{Words: word})
		w.ok(err)
		w.same("count", n, i)
	}
	rows, err := w.s.ListQuestions(w.ctx, store.QuestionFilter{Words: word}, store.Page{Limit: 2})
	w.ok(err)
	w.same("rows of a page", len(rows), 2)
}
