package storetest

import (
	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

const (
	lawRedact  = "Redact applies a redaction and raises the map's epoch by one, all or nothing; Done is as in Append, but that a Deleted map can be redacted too"
	lawNotLive = "A record that is not live is INVALID \"record.not_live\", as all are in a Deleted map, and nothing changes"
	lawNumbers = "Redaction rewrites what a map's log, checkpoints and rows say, and keeps every number"
	lawReplace = "Checkpoints replace those of the same revision; every other checkpoint of the map is dropped"
)

func redactLaws() []law {
	return []law{
		{lawRedact, raisesEpoch, shared},
		{lawRedact + " — a stale head", redactsStale, shared},
		{lawRedact + " — a Deleted map", redactsDeleted, shared},
		{lawNotLive, redactsNotLive, shared},
		{lawNumbers, redacts, shared},
		{lawNumbers + " — search and lists forget the words", redactsWords, shared},
		{lawReplace, redactsCheckpoints, shared},
	}
}

// redact redacts the chart's map at its head, which must succeed.
func (c *chart) redact(r store.Redaction) store.Head {
	c.w.Helper()
	r.Map, r.Expected = c.id, c.rev
	got, err := c.w.s.Redact(c.w.ctx, r)
	c.w.ok(err)
	c.w.same("done", got.Done, true)
	for _, s := range r.Sets {
		c.sets[s.Revision-1] = s
	}
	for _, rec := range r.Records {
		c.live[rec.Ref()] = argmap.Entry{Record: rec, Revision: c.live[rec.Ref()].Revision}
	}
	return got.Head
}

func raisesEpoch(w *world) {
	c := w.draw()
	before := w.head(c.id)
	head := c.redact(store.Redaction{})
	w.same("head in the answer", head, w.head(c.id))
	before.Epoch = 1
	w.same("head", head, before)
	w.same("epoch after one more", c.redact(store.Redaction{}).Epoch, argmap.Epoch(2))
	c.holds()
}

func redactsStale(w *world) {
	c, d := w.drawDispute()
	c.commit()
	blank := *d.thesis
	blank.Text = "[removed]"
	cp := c.checkpoint(1, 0, "state")
	w.ok(w.s.PutCheckpoint(w.ctx, cp))
	w.untouched(c.id, func() {
		for _, expected := range []argmap.Revision{0, 1, 3} {
			r := store.Redaction{Map: c.id, Expected: expected, Records: []argmap.Record{&blank}}
			got, err := w.s.Redact(w.ctx, r)
			w.ok(err)
			w.same("answer", got, store.Appended{Head: w.head(c.id)})
		}
	})
	w.same("checkpoint", w.nearest(c.id, 1), cp)
}

func redactsDeleted(w *world) {
	c, d := w.drawDispute()
	secret := c.commit(sets(claim("secret"))...)
	last := c.delete()
	w.ok(w.s.PutCheckpoint(w.ctx, c.checkpoint(1, 0, "secret")))
	before := w.head(c.id)
	blank := *secret.Operations[0].After.(*argmap.Element)
	blank.Text = "[removed]"
	secret.Operations = sets(&blank)
	last.Message = "[removed]"
	want := c.checkpoint(1, 1, "clean")

	stale := store.Redaction{Map: c.id, Expected: c.rev - 1, Sets: []argmap.ChangeSet{secret}}
	got, err := w.s.Redact(w.ctx, stale)
	w.ok(err)
	w.same("answer to a stale one", got, store.Appended{Head: before})

	head := c.redact(store.Redaction{Sets: []argmap.ChangeSet{secret, last}, Checkpoints: []store.Checkpoint{want}})
	before.Epoch = 1
	w.same("head in the answer", head, before)
	w.same("head", w.head(c.id), before)
	w.same("log", w.log(c.id), c.wantLog())
	w.same("checkpoint", w.nearest(c.id, c.rev), want)
	w.same("located", len(w.locate(c.id, d.thesis.ID, blank.ID)), 0)
	w.finds(store.WriteRef{WriteID: secret.WriteID}, store.Outcome{Map: c.id, Revision: 2, WriteID: secret.WriteID})
}

func redactsNotLive(w *world) {
	c, d := w.drawDispute()
	gone := claim("gone")
	c.commit(sets(gone)...)
	c.commit(removes(gone)...)
	other := w.draw(claim("of another map"))
	refuses := func(r argmap.Record) {
		first := c.sets[0]
		first.Message = "[removed]"
		redaction := store.Redaction{Map: c.id, Expected: c.rev, Records: []argmap.Record{d.thesis, r}, Sets: []argmap.ChangeSet{first}}
		_, err := w.s.Redact(w.ctx, redaction)
		w.fails(err, fault.Invalid, "record.not_live")
	}
	w.untouched(c.id, func() {
		refuses(gone)
		refuses(claim("never"))
		refuses(other.entries()[1].Record)
	})
	c.delete()
	before := w.head(c.id)
	refuses(c.props)
	w.same("head", w.head(c.id), before)
	w.same("log", w.log(c.id), c.wantLog())
}

func redacts(w *world) {
	c, d := w.drawDispute()
	secret := c.next(sets(claim("secret"))...)
	secret.Message, secret.Key, secret.InputHash = "secret", "key", "hash"
	secret.Actor = newActor()
	c.append(secret)
	c.commit(sets(d.reason)...)

	blank := *secret.Operations[0].After.(*argmap.Element)
	blank.Text = "[removed]"
	first := c.sets[0]
	clean := secret
	clean.Message, clean.Operations = "", sets(&blank)
	title := *c.props
	title.Title = "[removed]"
	first.Operations = append(sets(&title), first.Operations[1:]...)
	c.redact(store.Redaction{Sets: []argmap.ChangeSet{first, clean}, Records: []argmap.Record{&blank, &title}})
	c.holds()
	w.finds(store.WriteRef{WriteID: secret.WriteID}, store.Outcome{Map: c.id, Revision: 2, WriteID: secret.WriteID, InputHash: "hash"})
	c.commit(removes(d.thesis)...)
	c.drop(d.concludes, d.attacks, d.about, d.commitment)
	c.holds()
	w.same("epoch after an append", w.head(c.id).Epoch, argmap.Epoch(1))
}

func redactsWords(w *world) {
	secret, public := newWord(), newWord()
	e := claim(secret)
	c := w.newChart()
	c.props.Description = secret
	c.start(e)
	blank, title := *e, *c.props
	blank.Text, title.Description = public, public
	c.redact(store.Redaction{Records: []argmap.Record{&blank, &title}})
	for word, want := range map[string]int{secret: 0, public: 1} {
		hits, err := w.s.Search(w.ctx, store.SearchFilter{Words: word, Elements: true}, store.Page{Limit: 9})
		w.ok(err)
		w.same("hits", len(hits), want)
		n, err := w.s.CountMaps(w.ctx, store.MapFilter{Words: word})
		w.ok(err)
		w.same("maps", n, want)
	}
}

func redactsCheckpoints(w *world) {
	c := w.draw()
	for range 4 {
		c.commit()
	}
	for _, rev := range []argmap.Revision{1, 3, 5} {
		w.ok(w.s.PutCheckpoint(w.ctx, c.checkpoint(rev, 0, "secret", "more")))
	}
	want := c.checkpoint(3, 1, "clean")
	c.redact(store.Redaction{Checkpoints: []store.Checkpoint{want}})
	w.same("above", w.nearest(c.id, 5), want)
	w.same("at", w.nearest(c.id, 3), want)
	w.same("below", w.nearest(c.id, 2), store.Checkpoint{})
}
