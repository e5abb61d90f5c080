package storetest

import (
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

const (
	lawBegin   = "BeginImport makes an Importing map of this import with these properties"
	lawExists  = "It is CONFLICT \"map.exists\" if the id is taken"
	lawStage   = "Stage adds records (at most argmap.MaxOperations) to an Importing map and notes the time as a sign of life"
	lawPublish = "Publish makes Importing maps of one import, named by the first, Active at revision 1, each with its change set, which is marked staged and has no operations, and shows the sources that the import has brought, all or nothing; each map's checkpoint of revision 1 must be there already, else INVALID \"import.no_checkpoint\""
	lawHeld    = "Write ids and keys are held as by Append"
	lawSweep   = "SweepImports drops the imports of which no map and no source showed a sign of life since the time, and gives their names"
)

func importLaws() []law {
	return []law{
		{lawBegin, begins, shared},
		{lawBegin + " — which is invisible", invisible, shared},
		{lawExists, existing, shared},
		{lawStage, stages, shared},
		{lawStage + " — a link whose end is missing is refused, and all with it", stagesEnds, shared},
		{lawStage + " — the same records twice are the same as once", stagesTwice, shared},
		{lawStage + " — a map that is not importing is refused", stagesOnlyImports, shared},
		{lawPublish, publishes, shared},
		{lawPublish + " — without a checkpoint", publishesNoCheckpoint, shared},
		{lawPublish + " — once", publishesOnce, shared},
		{lawHeld, publishHolds, shared},
		{lawSweep, sweeps, shared},
	}
}

// imported begins an import, stages the records and keeps a checkpoint; it is not published yet.
func (w *world) imported(at time.Time, records ...argmap.Record) *chart {
	w.Helper()
	c := w.newChart()
	w.ok(w.s.BeginImport(w.ctx, c.id, c.props, at))
	w.ok(w.s.Stage(w.ctx, c.id, at, records))
	w.ok(w.s.PutCheckpoint(w.ctx, c.checkpoint(1, 0, "state")))
	for _, r := range append(records, c.props) {
		c.live[r.Ref()] = argmap.Entry{Record: r, Revision: 1}
	}
	return c
}

// publish publishes the chart's map, which must succeed.
func (c *chart) publish() argmap.ChangeSet {
	c.w.Helper()
	set := c.next()
	set.Staged = true
	c.w.ok(c.w.s.Publish(c.w.ctx, []argmap.ChangeSet{set}))
	c.follow(set)
	return set
}

func begins(w *world) {
	c := w.newChart()
	w.ok(w.s.BeginImport(w.ctx, c.id, c.props, noon()))
	h := w.head(c.id)
	h.Access = 0
	w.same("head", h, store.Head{Map: c.id, State: store.Importing})
}

func invisible(w *world) {
	word := newWord()
	owner := newActor()
	t := w.put(newText("one", "two"))
	c := w.newChart()
	c.props.Owner, c.props.Title = owner, word
	e := claim(word)
	w.ok(w.s.BeginImport(w.ctx, c.id, c.props, noon()))
	w.ok(w.s.Stage(w.ctx, c.id, noon(), []argmap.Record{e, t.cite(e, 0)}))
	w.unlisted(c.id, owner, word, t)
	w.fails(w.s.Load(w.ctx, c.id, func(argmap.Entry) error { return nil }), fault.NotFound, "")
	ids, err := w.s.MapIDs(w.ctx)
	w.ok(err)
	for _, id := range ids {
		w.same("map listed", id == c.id, false)
	}
}

// unlisted demands that no list, count or search shows a map with this owner, words and text.
func (w *world) unlisted(m argmap.ID, owner argmap.Actor, word string, t *text) {
	w.Helper()
	for _, f := range []store.MapFilter{{Owner: owner}, {Words: word}, {Source: t.source.ID}} {
		rows, err := w.s.ListMaps(w.ctx, f, store.Page{Limit: 9})
		w.ok(err)
		w.same("maps listed", len(rows), 0)
		n, err := w.s.CountMaps(w.ctx, f)
		w.ok(err)
		w.same("maps counted", n, 0)
	}
	for _, in := range []argmap.ID{"", m} {
		hits, err := w.s.Search(w.ctx, store.SearchFilter{Words: word, Elements: true, Map: in}, store.Page{Limit: 9})
		w.ok(err)
		w.same("hits", len(hits), 0)
	}
	w.same("citations", len(w.citing(t.paragraphs[0].ID)), 0)
}

func existing(w *world) {
	t := w.put(newText("one"))
	e := claim("taken")
	active, deleted, importing := w.draw(e), w.draw(), w.newChart()
	deleted.delete()
	w.ok(w.s.BeginImport(w.ctx, importing.id, importing.props, noon()))
	for _, id := range []argmap.ID{active.id, deleted.id, importing.id, e.ID, t.source.ID, t.paragraphs[0].ID} {
		w.fails(w.s.BeginImport(w.ctx, id, properties(id), noon()), fault.Conflict, "map.exists")
	}
	active.holds()
}

func stages(w *world) {
	d := newDispute(w.put(newText("one", "two")))
	records := d.records()
	c := w.newChart()
	w.ok(w.s.BeginImport(w.ctx, c.id, c.props, noon()))
	w.ok(w.s.Stage(w.ctx, c.id, noon(), records[:9]))
	w.ok(w.s.Stage(w.ctx, c.id, noon(), records[9:]))
	w.ok(w.s.PutCheckpoint(w.ctx, c.checkpoint(1, 0, "state")))
	for _, r := range append(records, c.props) {
		c.live[r.Ref()] = argmap.Entry{Record: r, Revision: 1}
	}
	w.same("revision before", w.head(c.id).Revision, argmap.Revision(0))
	c.publish()
	c.holds()
}

func stagesEnds(w *world) {
	e := claim("fine")
	c := w.imported(noon(), e)
	stray := []argmap.Record{claim("lost"), link(argmap.RoleForeign, e, claim("never staged"))}
	w.fails(w.s.Stage(w.ctx, c.id, noon(), stray), fault.Invalid, "record.end_missing")
	c.publish()
	c.holds()
}

func stagesTwice(w *world) {
	d := newDispute(w.put(newText("one", "two")))
	c := w.imported(noon(), d.records()...)
	w.ok(w.s.Stage(w.ctx, c.id, noon(), d.records()))
	c.publish()
	c.holds()
	w.same("citations", len(w.citing(d.text.paragraphs[0].ID)), 1)
}

func stagesOnlyImports(w *world) {
	c := w.draw()
	for _, id := range []argmap.ID{c.id, newID()} {
		if err := w.s.Stage(w.ctx, id, noon(), []argmap.Record{claim("late")}); err == nil {
			w.Errorf("got no error from staging into map %s, want one", id)
		}
	}
	c.holds()
}

func publishes(w *world) {
	d := newDispute(w.put(newText("one", "two")))
	c := w.imported(noon(), d.records()...)
	set := c.publish()
	h := w.head(c.id)
	h.Access = 0
	w.same("head", h, store.Head{Map: c.id, State: store.Active, Revision: 1})
	c.holds()
	w.same("checkpoint", w.nearest(c.id, 1), c.checkpoint(1, 0, "state"))
	w.finds(store.WriteRef{WriteID: set.WriteID}, store.Outcome{Map: c.id, Revision: 1, WriteID: set.WriteID})
	c.commit(removes(d.thesis)...)
	c.drop(d.concludes, d.attacks, d.about, d.commitment)
	c.holds()
	w.same("located", len(w.locate(c.id, d.reason.ID)), 2)
}

func publishesNoCheckpoint(w *world) {
	c := w.newChart()
	w.ok(w.s.BeginImport(w.ctx, c.id, c.props, noon()))
	set := c.next()
	set.Staged = true
	w.fails(w.s.Publish(w.ctx, []argmap.ChangeSet{set}), fault.Invalid, "import.no_checkpoint")
	w.same("state", w.head(c.id).State, store.Importing)
	w.findsNot(store.WriteRef{WriteID: set.WriteID})
}

func publishesOnce(w *world) {
	c := w.imported(noon(), claim("once"))
	c.publish()
	again := argmap.ChangeSet{Map: c.id, Revision: 1, WriteID: newID(), Actor: argmap.Local, Time: noon(), Staged: true}
	if err := w.s.Publish(w.ctx, []argmap.ChangeSet{again}); err == nil {
		w.Errorf("got no error from publishing twice, want one")
	}
	c.holds()
}

func publishHolds(w *world) {
	other := w.draw()
	taken := other.next()
	taken.Actor, taken.Key = newActor(), "key"
	other.append(taken)
	c := w.imported(noon())
	byID, byKey := c.next(), c.next()
	byID.WriteID = taken.WriteID
	byKey.Actor, byKey.Key = taken.Actor, taken.Key
	for _, set := range []argmap.ChangeSet{byID, byKey} {
		set.Staged = true
		w.fails(w.s.Publish(w.ctx, []argmap.ChangeSet{set}), fault.Conflict, "write.taken")
		w.same("state", w.head(c.id).State, store.Importing)
	}
	set := c.publish()
	reuse := other.next()
	reuse.WriteID = set.WriteID
	_, err := w.s.Append(w.ctx, other.id, other.rev, []argmap.ChangeSet{reuse}, nil)
	w.fails(err, fault.Conflict, "write.taken")
}

func sweeps(w *world) {
	old := noon().AddDate(-20, 0, 0)
	limit := old.Add(time.Hour)
	e := claim("swept")
	dead := w.imported(old, e)
	stirred := w.imported(old)
	w.ok(w.s.Stage(w.ctx, stirred.id, limit, []argmap.Record{claim("alive")}))
	done := w.imported(old)
	done.publish()
	swept, err := w.s.SweepImports(w.ctx, limit)
	w.ok(err)
	w.same("swept", swept, []argmap.ID{dead.id})
	w.absent(dead.id)
	w.same("state of the one that stirred", w.head(stirred.id).State, store.Importing)
	w.same("state of the published one", w.head(done.id).State, store.Active)
	w.ok(w.s.BeginImport(w.ctx, dead.id, dead.props, noon()))
	w.same("no checkpoint is left", w.nearest(dead.id, 1), store.Checkpoint{})
	w.ok(w.s.Stage(w.ctx, dead.id, noon(), []argmap.Record{e}))
}
