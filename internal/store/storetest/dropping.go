package storetest

import (
	"errors"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

func drops(w *world) {
	charts, t := w.file()
	alone := w.bring(newID(), rareText())
	w.ok(w.s.DropImport(w.ctx, charts[0].id))
	w.gone(t, charts...)
	w.seen(alone, false)
}

// gone demands that nothing is left of maps and their text, by taking all ids again.
func (w *world) gone(t *text, charts ...*chart) {
	w.Helper()
	for _, c := range charts {
		w.absent(c.id)
		w.same("checkpoint", w.nearest(c.id, 1), store.Checkpoint{})
	}
	w.put(t)
	w.seen(t, true)
	w.same("citations", len(w.citing(t.paragraphs[0].ID)), 0)
	for _, c := range charts {
		w.ok(w.s.BeginImport(w.ctx, c.id, c.props, noon()))
		w.same("checkpoint of the new map", w.nearest(c.id, 1), store.Checkpoint{})
		w.ok(w.s.DropImport(w.ctx, c.id))
	}
}

func dropsNothingElse(w *world) {
	charts, t := w.file()
	other, unseen := w.imported(noon(), claim("stays")), w.bring(newID(), rareText())
	w.ok(w.s.Publish(w.ctx, stagedSets(charts...)))
	for _, c := range charts {
		w.ok(w.s.DropImport(w.ctx, c.id))
	}
	w.seen(t, true)
	w.same("citations", len(w.citing(t.paragraphs[0].ID)), 2)
	w.same("state of another import", w.head(other.id).State, store.Importing)
	other.publish()
	other.holds()
	w.fails(w.s.PutSource(w.ctx, unseen.source, unseen.raw, unseen.paragraphs), fault.Invalid, "id.taken")
}

// dropsLarge drops more than a store removes at once.
func dropsLarge(w *world) {
	c := w.newChart()
	words := make([]string, 2100)
	records := make([]argmap.Record, len(words))
	for i := range words {
		words[i], records[i] = "word", claim("many")
	}
	words[0] = newWord()
	t := newText(words...)
	t.source.Owner, t.source.Title = newActor(), newWord()
	w.bring(c.id, t)
	w.ok(w.s.BeginImport(w.ctx, c.id, c.props, noon()))
	w.ok(w.s.Stage(w.ctx, c.id, noon(), records))
	w.ok(w.s.DropImport(w.ctx, c.id))
	w.clean()
	w.put(t)
	c.commit(sets(append([]argmap.Record{c.props}, records...)...)...)
}

// clean demands that the store finds nothing broken in itself.
func (w *world) clean() {
	w.Helper()
	w.ok(w.s.Check(w.ctx, func(f store.Finding) error {
		w.Errorf("got finding %+v, want none", f)
		return nil
	}))
}

func dropsAndAgain(w *world) {
	c, t := w.newChart(), rareText()
	for range 2 {
		w.bring(c.id, t)
		w.ok(w.s.DropImport(w.ctx, c.id))
	}
	w.bring(c.id, t)
	_, err := w.s.Append(w.ctx, c.id, 0, c.citingSets(t), nil)
	w.ok(err)
	w.seen(t, true)
}

func dropsNone(w *world) {
	c := w.draw()
	w.ok(w.s.DropImport(w.ctx, c.id))
	w.ok(w.s.DropImport(w.ctx, newID()))
	c.holds()
}

func raceDropAppend(w *world) {
	for range w.rounds(10) {
		c := w.newChart()
		t, more := w.bring(c.id, rareText()), w.bring(c.id, rareText())
		var done bool
		w.together(2, func(i int) error {
			if i == 0 {
				return w.s.DropImport(w.ctx, c.id)
			}
			got, err := w.s.Append(w.ctx, c.id, 0, c.citingSets(t), nil)
			done = got.Done
			return unless(err, fault.Invalid, "record.end_missing")
		})
		w.seen(t, done)
		w.seen(more, done)
		if !done {
			w.gone(t)
		}
	}
}

func raceDropPublish(w *world) {
	for range w.rounds(10) {
		charts, t := w.file()
		var refused error
		w.together(2, func(i int) error {
			if i == 0 {
				return w.s.DropImport(w.ctx, charts[0].id)
			}
			refused = w.s.Publish(w.ctx, stagedSets(charts...))
			return nil
		})
		w.seen(t, refused == nil)
		if refused != nil {
			w.gone(t, charts...)
			continue
		}
		for _, c := range charts {
			w.same("state", w.head(c.id).State, store.Active)
		}
	}
}

func raceDropStage(w *world) {
	for range w.rounds(10) {
		c, t := w.newChart(), rareText()
		w.bring(c.id, t)
		w.ok(w.s.BeginImport(w.ctx, c.id, c.props, noon()))
		w.together(2, func(i int) error {
			if i == 0 {
				return w.s.DropImport(w.ctx, c.id)
			}
			e := claim("cites")
			if w.s.Stage(w.ctx, c.id, noon(), []argmap.Record{e, t.cite(e, 0)}) == nil {
				return nil
			}
			if heads, err := w.s.Heads(w.ctx, []argmap.ID{c.id}); err != nil || len(heads) > 0 && heads[0].State != store.Importing {
				return errors.Join(err, errors.New("a map that is dropped is not importing"))
			}
			return nil
		})
		w.gone(t, c)
	}
}

func raceSameBytes(w *world) {
	for round := range 4 * w.rounds(3) {
		first := rareText()
		texts := []*text{first, first.twin(), first.twin()}
		charts := []*chart{w.newChart(), w.newChart(), w.draw()}
		w.together(3, func(i int) error {
			c, t := charts[i], texts[i]
			if i == 2 {
				err := w.s.PutSource(w.ctx, t.source, t.raw, t.paragraphs)
				if err == nil {
					_, err = c.citing(t, t.source.ID)
				}
				return err
			}
			err := w.s.BringSource(w.ctx, c.id, noon(), t.source, t.raw, t.paragraphs)
			if err == nil && round&(1<<i) != 0 {
				return w.s.DropImport(w.ctx, c.id)
			}
			if err == nil {
				_, err = w.s.Append(w.ctx, c.id, 0, c.citingSets(t), nil)
			}
			return err
		})
		for i, t := range texts {
			n := 1
			if i < 2 && round&(1<<i) != 0 {
				n = 0
			}
			w.same("sources", len(w.sources(t.source.ID)), n)
			w.same("citations", len(w.citing(t.paragraphs[0].ID)), n)
		}
	}
}

func sweepsSources(w *world) {
	old := noon().AddDate(-40, 0, 0)
	limit := old.Add(time.Hour)
	silent, stirred := w.newChart(), w.newChart()
	lone, kept := rareText(), rareText()
	w.ok(w.s.BringSource(w.ctx, silent.id, old, lone.source, lone.raw, lone.paragraphs))
	w.ok(w.s.BringSource(w.ctx, stirred.id, old, kept.source, kept.raw, kept.paragraphs))
	w.ok(w.s.BeginImport(w.ctx, stirred.id, stirred.props, limit))
	late := w.newChart()
	more := rareText()
	w.ok(w.s.BeginImport(w.ctx, late.id, late.props, old))
	w.ok(w.s.BringSource(w.ctx, late.id, limit, more.source, more.raw, more.paragraphs))
	swept, err := w.s.SweepImports(w.ctx, limit)
	w.ok(err)
	w.same("swept", swept, []argmap.ID{silent.id})
	w.gone(lone)
	w.same("state of one whose source stirred", w.head(late.id).State, store.Importing)
	_, err = w.s.SweepImports(w.ctx, limit.Add(time.Second))
	w.ok(err)
	w.gone(kept, stirred)
	w.gone(more, late)
}
