package storetest

import (
	"fmt"
	"slices"
	"sync"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

func raceLaws() []law {
	return []law{
		{"compare-and-set — of 8 writers with retries none loses a change, and revisions have no gap", raceAppends, shared},
		{"compare-and-set — of two creators of one map one wins", raceCreators, shared},
		{"compare-and-set — of an append and a deletion at one head one wins", raceDelete, shared},
		{lawTaken + " — of two writers with one write id one wins", raceWriteID, shared},
		{lawID + " — of two maps with one new id one wins", raceID, shared},
		{"Two maps cite one source, and change and delete their citations, without a deadlock", raceCitations, shared},
		{lawEpoch + " — no checkpoint of before a redaction outlives it", raceRedact, shared},
		{lawPutSetting + " — of two that set it only if new one did", raceSetting, shared},
		{lawUpdate + " — of two that expect one revision one wins", raceSource, shared},
		{lawActive + " — an append that begins after a withdrawal is refused", raceWithdraw, shared},
		{"Heads — never go back beside a writer", raceHeads, shared},
	}
}

// rounds gives how often a race is run.
func (w *world) rounds(n int) int {
	if w.h.Concurrent {
		return n
	}
	return 1
}

// together runs f n times side by side, all let go at once, and demands that none fails.
func (w *world) together(n int, f func(i int) error) {
	w.Helper()
	start, errs := make(chan struct{}), make([]error, n)
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			<-start
			errs[i] = f(i)
		})
	}
	close(start)
	all.Wait()
	for i, err := range errs {
		if err != nil {
			w.Fatalf("%d of %d side by side: got %v, want no error", i, n, err)
		}
	}
}

// retry appends one change set to whatever the head is, again until it is done.
func (w *world) retry(c chart, ops ...argmap.Operation) error {
	for range 10_000 {
		got, err := w.s.Append(w.ctx, c.id, c.rev, []argmap.ChangeSet{c.next(ops...)}, nil)
		if err != nil || got.Done {
			return err
		}
		c.rev = got.Head.Revision
	}
	return fmt.Errorf("map %s: no append was done in 10,000 tries", c.id)
}

// won counts the answers that are done.
func won(answers []store.Appended) int {
	n := 0
	for _, a := range answers {
		if a.Done {
			n++
		}
	}
	return n
}

func raceAppends(w *world) {
	c := w.draw()
	each := 5 * w.rounds(4)
	w.together(8, func(int) error {
		for range each {
			if err := w.retry(*c, sets(claim("by one of eight"))...); err != nil {
				return err
			}
		}
		return nil
	})
	want := argmap.Revision(1 + 8*each)
	w.same("revision", w.head(c.id).Revision, want)
	w.same("rows", len(w.rows(c.id)), int(want))
	next := argmap.Revision(1)
	w.ok(w.s.Tail(w.ctx, c.id, 0, 0, func(s argmap.ChangeSet) error {
		w.same("revision in the log", s.Revision, next)
		next++
		return nil
	}))
	w.same("end of the log", next, want+1)
}

func raceCreators(w *world) {
	for range w.rounds(10) {
		c := w.newChart()
		answers := make([]store.Appended, 2)
		w.together(2, func(i int) (err error) {
			answers[i], err = c.try(sets(c.props, claim("first"))...)
			return err
		})
		w.same("winners", won(answers), 1)
		w.same("revision", w.head(c.id).Revision, argmap.Revision(1))
		w.same("rows", len(w.rows(c.id)), 2)
	}
}

func raceDelete(w *world) {
	for range w.rounds(10) {
		c := w.draw()
		answers := make([]store.Appended, 2)
		w.together(2, func(i int) (err error) {
			if i == 0 {
				answers[i], err = c.try(sets(claim("late"))...)
			} else {
				answers[i], err = w.s.DeleteMap(w.ctx, c.rev, c.next())
			}
			return err
		})
		w.same("winners", won(answers), 1)
		w.same("revision", w.head(c.id).Revision, argmap.Revision(2))
		w.same("length of the log", len(w.log(c.id)), 2)
	}
}

func raceWriteID(w *world) {
	for range w.rounds(10) {
		a, b := w.draw(), w.draw()
		actor, id := newActor(), newID()
		answers := make([]store.Appended, 2)
		w.together(2, func(i int) (err error) {
			c := []*chart{a, b}[i]
			set := c.next()
			set.WriteID, set.Actor, set.Key = id, actor, "key"
			answers[i], err = w.s.Append(w.ctx, c.id, c.rev, []argmap.ChangeSet{set}, nil)
			return unless(err, fault.Conflict, "write.taken")
		})
		w.same("winners", won(answers), 1)
		w.same("change sets", len(w.log(a.id))+len(w.log(b.id)), 3)
	}
}

// unless gives the error, but nil when it is the expected one.
func unless(err error, code fault.Code, reason string) error {
	if fault.Of(err) == code && fault.Reason(err) == reason {
		return nil
	}
	return err
}

func raceID(w *world) {
	for range w.rounds(10) {
		a, b := w.draw(), w.draw()
		e := claim("contested")
		answers := make([]store.Appended, 2)
		w.together(2, func(i int) (err error) {
			answers[i], err = []*chart{a, b}[i].try(sets(e)...)
			return unless(err, fault.Invalid, "id.taken")
		})
		w.same("winners", won(answers), 1)
		w.same("located", len(w.locate(e.ID)), 1)
	}
}

func raceCitations(w *world) {
	t := w.put(newText("one", "two", "three", "four"))
	var charts []*chart
	for range 4 {
		charts = append(charts, w.draw())
	}
	w.together(4, func(i int) error { return w.citeAndDelete(*charts[i], t, i%2 == 0) })
	for _, p := range t.paragraphs {
		w.same("citations in the end", len(w.citing(p.ID)), 0)
	}
}

// citeAndDelete adds citations of every paragraph, forwards or back, and removes them, by and by.
func (w *world) citeAndDelete(c chart, t *text, back bool) error {
	for range 3 * w.rounds(5) {
		order := []int{0, 1, 2, 3}
		if back {
			slices.Reverse(order)
		}
		e := claim("citing")
		records := []argmap.Record{e}
		for _, p := range order {
			records = append(records, t.cite(e, p), t.cite(e, order...))
		}
		for _, ops := range [][]argmap.Operation{sets(records...), removes(records[2:]...), removes(e)} {
			got, err := c.try(ops...)
			if err != nil {
				return err
			}
			c.rev = got.Head.Revision
		}
	}
	return nil
}

func raceRedact(w *world) {
	for range w.rounds(10) {
		c := w.draw()
		w.together(2, func(i int) error {
			if i == 0 {
				return unless(w.s.PutCheckpoint(w.ctx, c.checkpoint(1, 0, "secret")), fault.Conflict, "map.epoch")
			}
			_, err := w.s.Redact(w.ctx, store.Redaction{Map: c.id, Expected: 1})
			return err
		})
		w.same("checkpoint", w.nearest(c.id, 9), store.Checkpoint{})
	}
}

func raceSetting(w *world) {
	for range w.rounds(10) {
		name, did := newWord(), make([]bool, 4)
		w.together(4, func(i int) (err error) {
			did[i], err = w.s.PutSetting(w.ctx, name, fmt.Sprint(i), true)
			return err
		})
		winner := slices.Index(did, true)
		w.same("exactly one did", slices.Index(did[winner+1:], true), -1)
		w.setting(name, fmt.Sprint(winner))
	}
}

func raceSource(w *world) {
	for range w.rounds(10) {
		t, did := w.put(newText("one")), make([]bool, 4)
		w.together(4, func(i int) (err error) {
			next := *t.source
			next.Revision, next.Title = 2, fmt.Sprint(i)
			did[i], err = w.s.UpdateSource(w.ctx, &next, 1)
			return err
		})
		winner := slices.Index(did, true)
		w.same("exactly one did", slices.Index(did[winner+1:], true), -1)
		w.same("title", w.sources(t.source.ID)[0].Title, fmt.Sprint(winner))
	}
}

func raceHeads(w *world) {
	c := w.draw()
	w.together(3, func(i int) error {
		var last argmap.Revision
		for range 10 * w.rounds(3) {
			if i == 0 {
				if err := w.retry(*c); err != nil {
					return err
				}
				continue
			}
			heads, err := w.s.Heads(w.ctx, []argmap.ID{c.id})
			if err != nil {
				return err
			}
			if heads[0].Revision < last {
				return fmt.Errorf("got head %d after %d", heads[0].Revision, last)
			}
			last = heads[0].Revision
		}
		return nil
	})
}
