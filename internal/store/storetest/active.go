package storetest

import (
	"errors"
	"fmt"
	"sync/atomic"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

const lawActive = "When a source among active is not Active, it is INVALID \"source.withdrawn\" with the detail \"source\", and nothing changes; a withdrawal that runs beside the call may come before or after it"

func activeLaws() []law {
	return []law{
		{lawActive, withdrawnSource, shared},
		{lawActive + " — a source that is Active passes, whether it is cited or not", activeSources, shared},
		{lawActive + " — one that was Active at the append before", onceActive, shared},
		{lawActive + " — one that is not there is not Active", noSource, shared},
		{lawActive + " — no map is made", withdrawnMakesNoMap, shared},
		{lawActive + " — what nobody asks about may be cited", unaskedSource, shared},
		{lawActive + " — the head is looked at first, then all else that can be wrong", activeLast, shared},
	}
}

// withdraw marks a text withdrawn, which must succeed.
func (w *world) withdraw(t *text) {
	w.Helper()
	w.ok(w.tryWithdraw(t))
}

func (w *world) tryWithdraw(t *text) error {
	gone := *t.source
	gone.State, gone.Revision = argmap.SourceWithdrawn, 2
	did, err := w.s.UpdateSource(w.ctx, &gone, 1)
	if err == nil && !did {
		err = errors.New("the source was not withdrawn")
	}
	return err
}

// citing appends a claim that cites the text, if these sources are active.
func (c *chart) citing(t *text, active ...argmap.ID) (store.Appended, error) {
	e := claim("citing")
	return c.w.s.Append(c.w.ctx, c.id, c.rev, []argmap.ChangeSet{c.next(sets(e, t.cite(e, 0))...)}, active)
}

// inactive demands that an append was refused because of the source.
func (w *world) inactive(err error, source argmap.ID) {
	w.Helper()
	w.fails(err, fault.Invalid, "source.withdrawn")
	var f *fault.Error
	if !errors.As(err, &f) || f.Details["source"] != string(source) {
		w.Errorf("got details of %v, want the source %s", err, source)
	}
}

func withdrawnSource(w *world) {
	kept, gone := w.put(newText("kept")), w.put(newText("gone"))
	c := w.draw()
	w.withdraw(gone)
	w.untouched(c.id, func() {
		_, err := c.citing(gone, gone.source.ID)
		w.inactive(err, gone.source.ID)
		_, err = c.citing(kept, kept.source.ID, gone.source.ID)
		w.inactive(err, gone.source.ID)
	})
	w.same("citations", len(w.citing(gone.paragraphs[0].ID)), 0)
}

func activeSources(w *world) {
	t, other := w.put(newText("cited")), w.put(newText("not cited"))
	c := w.draw()
	got, err := c.citing(t, t.source.ID, other.source.ID)
	w.ok(err)
	w.same("done", got.Done, true)
}

func onceActive(w *world) {
	t := w.put(newText("one"))
	c := w.draw()
	got, err := c.citing(t, t.source.ID)
	w.ok(err)
	c.rev = got.Head.Revision
	w.withdraw(t)
	_, err = c.citing(t, t.source.ID)
	w.inactive(err, t.source.ID)
}

func noSource(w *world) {
	c := w.draw()
	t, none := w.put(newText("one")), newID()
	_, err := c.citing(t, t.source.ID, none)
	w.inactive(err, none)
}

func withdrawnMakesNoMap(w *world) {
	t := w.put(newText("one"))
	w.withdraw(t)
	c := w.newChart()
	e := claim("citing")
	_, err := w.s.Append(w.ctx, c.id, 0, []argmap.ChangeSet{c.next(sets(c.props, e, t.cite(e, 0))...)}, []argmap.ID{t.source.ID})
	w.inactive(err, t.source.ID)
	w.absent(c.id)
}

func unaskedSource(w *world) {
	t := w.put(newText("one"))
	w.withdraw(t)
	got, err := w.draw().citing(t)
	w.ok(err)
	w.same("done", got.Done, true)
}

func activeLast(w *world) {
	t := w.put(newText("one"))
	w.withdraw(t)
	active := []argmap.ID{t.source.ID}
	c := w.draw()
	e := claim("citing")
	none := link(argmap.RoleForeign, e, claim("none"))
	_, err := w.s.Append(w.ctx, c.id, c.rev, []argmap.ChangeSet{c.next(sets(e, t.cite(e, 0), none)...)}, active)
	w.fails(err, fault.Invalid, "record.end_missing")
	c.commit(sets(claim("more"))...)
	c.rev--
	got, err := c.citing(t, active...)
	w.ok(err)
	w.same("done", got.Done, false)
}

// raceWithdraw lets one writer cite a text again and again while another withdraws it.
func raceWithdraw(w *world) {
	for range w.rounds(10) {
		t, c := w.put(newText("one")), w.draw()
		var gone atomic.Bool
		w.together(2, func(i int) error {
			if i == 0 {
				err := w.tryWithdraw(t)
				gone.Store(true)
				return err
			}
			return w.citeUntilRefused(c, t, &gone)
		})
		w.same("citations", len(w.citing(t.paragraphs[0].ID)), int(w.head(c.id).Revision)-1)
	}
}

func (w *world) citeUntilRefused(c *chart, t *text, gone *atomic.Bool) error {
	for range 10_000 {
		late := gone.Load()
		got, err := c.citing(t, t.source.ID)
		switch {
		case err != nil:
			return unless(err, fault.Invalid, "source.withdrawn")
		case late:
			return errors.New("a source was cited after it had been withdrawn")
		}
		c.rev = got.Head.Revision
	}
	return fmt.Errorf("source %s: no citation was refused in 10,000 tries", t.source.ID)
}
