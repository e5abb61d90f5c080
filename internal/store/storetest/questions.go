package storetest

import (
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/store"
)

const (
	lawPutQuestions   = "PutQuestions keeps the open questions of a map in place of those that were kept of it"
	lawPutLate        = "When the map is not Active, or what is kept of it is of a later epoch, or of the same epoch and a later revision, nothing changes and it is false"
	lawListQuestions  = "ListQuestions gives a page of what is kept of Active maps and passes the filter, by rank and id, ascending"
	lawLeftQuestion   = "A question that is no longer in its map is left out"
	lawCountQuestions = "CountQuestions gives how many questions there are in all"
	lawCountOpen      = "CountOpen gives for each of these maps how many of the questions that are kept of it are OPEN, in one statement; maps of which none were ever put, and those that are not Active, are left out"
	lawStaleQuestions = "StaleQuestions gives at most limit Active maps with ids above after, in order, whose questions are not kept for the head's revision and epoch"
	lawAboutSource    = "Source selects the questions that cite the source, or ask about an element that does"
	lawQuestionWords  = "Words must all stand in the question, or in its resolved form; see fulltext.Parse"
	lawQuestionStatus = "Status selects the questions of one status"
	lawAskedIn        = "AskedIn are the paragraphs that the question cites, in the order of citation ids and of their segments, each once"
	lawBearsOn        = "BearsOn are those that the elements cite which it asks about, in the order of those links, each once"
	lawAsNow          = "What hangs on it holds for a revision; its map, its words and where it was asked are as they are now"
)

func questionLaws() []law {
	return []law{
		{lawPutQuestions, putsQuestions, shared},
		{lawPutQuestions + " — other maps keep what is theirs", putsOwnQuestions, shared},
		{lawPutQuestions + " — many at once", putsManyQuestions, shared},
		{lawPutLate, putsLate, shared},
		{lawPutLate + " — in a state in which the map cannot be read", putsUnreadable, shared},
		{lawPutLate + " — two at once", putsTogether, shared},
		{lawPutLate + " — beside a deletion", putsBesideDelete, fresh},
		{lawListQuestions, listsQuestions, shared},
		{lawListQuestions + " — the heaviest first, then what flips, what may and what does not", ranksQuestions, shared},
		{lawListQuestions + " — an empty filter selects everything", listsAllQuestions, fresh},
		{lawLeftQuestion, leavesQuestions, shared},
		{lawAboutSource, questionsAbout, shared},
		{lawQuestionWords, questionsWorded, shared},
		{lawQuestionStatus, questionsOfStatus, shared},
		{lawAskedIn, askedIn, shared},
		{lawBearsOn, bearsOn, shared},
		{lawAsNow, asNow, shared},
		{lawAsNow + " — a redaction takes the words", questionsRedacted, shared},
		{lawCountQuestions, countsQuestions, shared},
		{lawCountOpen, countsOpen, shared},
		{lawStaleQuestions, stales, fresh},
	}
}

// waiting is what is kept of a question.
func waiting(q *argmap.Element, weight int, flips *bool) store.OpenQuestion {
	return store.OpenQuestion{ID: q.ID, Status: argmap.Open, Weight: weight, Flips: flips}
}

// put keeps the open questions of the chart's map at its head.
func (c *chart) putQuestions(open ...store.OpenQuestion) {
	c.w.Helper()
	c.w.puts(c.questions(open...), true)
}

func (c *chart) questions(open ...store.OpenQuestion) store.Questions {
	return store.Questions{Map: c.id, Revision: c.rev, Epoch: c.w.head(c.id).Epoch, Open: open}
}

// puts puts questions and demands that it did or did not.
func (w *world) puts(q store.Questions, want bool) {
	w.Helper()
	did, err := w.s.PutQuestions(w.ctx, q)
	w.ok(err)
	w.same("did", did, want)
}

// questionRows gives the questions that pass a filter, which must be as many as are counted.
func (w *world) questionRows(f store.QuestionFilter) []store.QuestionRow {
	w.Helper()
	rows, err := w.s.ListQuestions(w.ctx, f, store.Page{Limit: 5000})
	w.ok(err)
	n, err := w.s.CountQuestions(w.ctx, f)
	w.ok(err)
	w.same("count", n, len(rows))
	return rows
}

// questionIDs gives their ids, in order.
func (w *world) questionIDs(f store.QuestionFilter) []argmap.ID {
	w.Helper()
	ids := []argmap.ID{}
	for _, r := range w.questionRows(f) {
		ids = append(ids, r.ID)
	}
	return ids
}

// keptQuestions gives what is kept of the chart's map, and the revision that it holds for.
func (c *chart) keptQuestions() (open []store.OpenQuestion, at argmap.Revision) {
	c.w.Helper()
	for _, r := range c.w.questionRows(store.QuestionFilter{Map: c.id}) {
		open, at = append(open, r.OpenQuestion), r.Revision
	}
	return open, at
}

// keeps demands that this is kept of the chart's map, in this order.
func (c *chart) keeps(at argmap.Revision, want ...store.OpenQuestion) {
	c.w.Helper()
	got, rev := c.keptQuestions()
	c.w.same("kept", got, want)
	if len(want) > 0 {
		c.w.same("revision", rev, at)
	}
}

func elementIDs(es ...*argmap.Element) []argmap.ID {
	ids := []argmap.ID{}
	for _, e := range es {
		ids = append(ids, e.ID)
	}
	return ids
}

func putsQuestions(w *world) {
	a, b, d := question("a?"), question("b?"), question("d?")
	c := w.draw(a, b, d)
	c.putQuestions(waiting(b, 3, new(true)), waiting(a, 5, nil))
	c.keeps(1, waiting(a, 5, nil), waiting(b, 3, new(true)))
	contested := store.OpenQuestion{ID: b.ID, Status: argmap.Contested, Weight: 9, Flips: new(false)}
	c.putQuestions(contested, waiting(d, 1, new(false)))
	c.keeps(1, contested, waiting(d, 1, new(false)))
	c.commit()
	c.putQuestions(contested, waiting(d, 1, nil))
	c.keeps(2, contested, waiting(d, 1, nil))
	c.putQuestions()
	c.keeps(2)
}

func putsOwnQuestions(w *world) {
	a, b := question("a?"), question("b?")
	c, other := w.draw(a), w.draw(b)
	other.putQuestions(waiting(b, 1, nil))
	c.putQuestions(waiting(a, 1, nil))
	c.putQuestions()
	other.keeps(1, waiting(b, 1, nil))
	c.delete()
	other.keeps(1, waiting(b, 1, nil))
}

func putsManyQuestions(w *world) {
	var records []argmap.Record
	var all, evens []store.OpenQuestion
	for i := range 1500 {
		q := question("one of many?")
		records = append(records, q)
		all = append(all, waiting(q, 5000-i, nil))
		if i%2 == 0 {
			evens = append(evens, waiting(q, 5000-i, new(true)))
		}
	}
	c := w.draw(records...)
	c.putQuestions(all...)
	c.keeps(1, all...)
	c.putQuestions(evens...)
	c.keeps(1, evens...)
}

func putsLate(w *world) {
	a := question("a?")
	c := w.draw(a)
	at := func(rev argmap.Revision, epoch argmap.Epoch, weight int) store.Questions {
		return store.Questions{Map: c.id, Revision: rev, Epoch: epoch, Open: []store.OpenQuestion{waiting(a, weight, nil)}}
	}
	w.puts(at(3, 1, 1), true)
	w.puts(at(2, 1, 2), false)
	w.puts(at(9, 0, 3), false)
	c.keeps(3, waiting(a, 1, nil))
	w.puts(at(3, 1, 4), true)
	c.keeps(3, waiting(a, 4, nil))
	w.puts(at(2, 2, 5), true)
	c.keeps(2, waiting(a, 5, nil))
	w.puts(at(3, 2, 6), true)
	c.keeps(3, waiting(a, 6, nil))
}

func putsUnreadable(w *world) {
	a := question("a?")
	c := w.draw(a)
	c.putQuestions(waiting(a, 1, nil))
	late := c.questions(waiting(a, 1, nil))
	c.delete()
	w.puts(late, false)
	late.Revision, late.Epoch = 99, 99
	w.puts(late, false)
	c.keeps(0)
	w.puts(store.Questions{Map: newID(), Revision: 1}, false)
	importing := w.newChart()
	w.ok(w.s.BeginImport(w.ctx, importing.id, importing.props, noon()))
	w.puts(store.Questions{Map: importing.id, Revision: 1}, false)
}

func putsTogether(w *world) {
	a, b := question("a?"), question("b?")
	c := w.draw(a, b)
	for round := range w.rounds(10) {
		first := argmap.Revision(10 * round)
		w.together(8, func(i int) error {
			q := store.Questions{Map: c.id, Revision: first + argmap.Revision(i), Open: []store.OpenQuestion{waiting(a, i, nil)}}
			if i%2 == 0 {
				q.Open = []store.OpenQuestion{waiting(b, i, nil), waiting(a, i, new(true))}
			}
			_, err := w.s.PutQuestions(w.ctx, q)
			return err
		})
		c.keeps(first+7, waiting(a, 7, nil))
	}
}

func putsBesideDelete(w *world) {
	for range w.rounds(10) {
		a := question("a?")
		c := w.draw(a)
		late := c.questions(waiting(a, 1, nil))
		w.together(2, func(i int) error {
			if i == 0 {
				_, err := w.s.PutQuestions(w.ctx, late)
				return err
			}
			_, err := w.s.DeleteMap(w.ctx, c.rev, c.next())
			return err
		})
		c.keeps(0)
		w.ok(w.s.Check(w.ctx, func(f store.Finding) error {
			w.Fatalf("got %+v, want nothing left of the questions", f)
			return nil
		}))
	}
}

func stales(w *world) {
	a, b, d := w.draw(), w.draw(), w.draw(question("q?"))
	w.drawDeletedAndImporting()
	all := sortedIDs(idsOf(a, b, d))
	stale := func(after argmap.ID, limit int) []argmap.ID {
		ids, err := w.s.StaleQuestions(w.ctx, after, limit)
		w.ok(err)
		return append([]argmap.ID{}, ids...)
	}
	w.same("of all", stale("", 9), all)
	w.same("the first", stale("", 1), all[:1])
	w.same("after the first", stale(all[0], 9), all[1:])
	w.same("none", stale("", 0), []argmap.ID{})
	for _, c := range []*chart{a, b, d} {
		c.putQuestions()
		w.same("kept", slices.Contains(stale("", 9), c.id), false)
	}
	a.commit()
	b.redact(store.Redaction{})
	w.same("behind", stale("", 9), sortedIDs(idsOf(a, b)))
	b.putQuestions()
	w.puts(store.Questions{Map: a.id, Revision: 1}, true)
	w.same("still behind", stale("", 9), idsOf(a))
	a.putQuestions()
	w.same("in the end", stale("", 9), []argmap.ID{})
}
