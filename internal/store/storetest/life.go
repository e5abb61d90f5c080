package storetest

import (
	"context"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

const (
	lawCancelled = "A cancelled context ends a wait; it never leaves a write half done"
	lawClose     = "Close lets go of the store's resources; calls after it are UNAVAILABLE \"store.closed\""
)

func lifeLaws() []law {
	return []law{
		{lawClose, closes, fresh},
		{"What was written is there when the store is opened again", reopens, fresh},
		{lawCancelled, cancelled, shared},
		{lawCancelled + " — in the midst of it", cancelledMidway, shared},
		{"Info names the store", names, shared},
		{"Check looks at the store's own invariants and yields what is broken — nothing in a store that is whole", checksWhole, fresh},
		{"Ready reports whether the store can be reached", ready, shared},
	}
}

// call is a call of one method of the port.
type call struct {
	name string
	do   func(ctx context.Context, s store.Store) error
}

// calls lists a call of every method that can fail, on map m with source src; all are harmless.
func calls(c *chart, t *text) []call {
	m, src, page := c.id, t.source.ID, store.Page{Limit: 1}
	set := c.next(sets(claim("called"))...)
	more := newText("called")
	return append(readCalls(m, t, page), []call{
		{"Append", func(ctx context.Context, s store.Store) error {
			_, err := s.Append(ctx, m, c.rev, []argmap.ChangeSet{set}, nil)
			return err
		}},
		{"PutCheckpoint", func(ctx context.Context, s store.Store) error { return s.PutCheckpoint(ctx, c.checkpoint(1, 0, "x")) }},
		{"BeginImport", func(ctx context.Context, s store.Store) error {
			return s.BeginImport(ctx, newID(), properties(newID()), noon())
		}},
		{"Stage", func(ctx context.Context, s store.Store) error {
			return s.Stage(ctx, m, noon(), []argmap.Record{claim("x")})
		}},
		{"Publish", func(ctx context.Context, s store.Store) error {
			return s.Publish(ctx, []argmap.ChangeSet{{Map: m, Revision: 1, WriteID: newID(), Actor: argmap.Local, Time: noon(), Staged: true}})
		}},
		{"BringSource", func(ctx context.Context, s store.Store) error {
			t := newText("called")
			return s.BringSource(ctx, newID(), noon(), t.source, t.raw, t.paragraphs)
		}},
		{"DropImport", func(ctx context.Context, s store.Store) error { return s.DropImport(ctx, newID()) }},
		{"SweepImports", func(ctx context.Context, s store.Store) error {
			_, err := s.SweepImports(ctx, time.Time{})
			return err
		}},
		{"DeleteMap", func(ctx context.Context, s store.Store) error {
			end := set
			end.Operations = nil
			_, err := s.DeleteMap(ctx, c.rev, end)
			return err
		}},
		{"Redact", func(ctx context.Context, s store.Store) error {
			_, err := s.Redact(ctx, store.Redaction{Map: m, Expected: c.rev})
			return err
		}},
		{"Rebuild", func(ctx context.Context, s store.Store) error {
			_, err := s.Rebuild(ctx, m, c.rev, c.entries()[:1])
			return err
		}},
		{"PutSource", func(ctx context.Context, s store.Store) error {
			return s.PutSource(ctx, more.source, more.raw, more.paragraphs)
		}},
		{"UpdateSource", func(ctx context.Context, s store.Store) error {
			next := *t.source
			next.Revision, next.Title = 2, "called"
			_, err := s.UpdateSource(ctx, &next, 1)
			return err
		}},
		{"PutQuestions", func(ctx context.Context, s store.Store) error {
			_, err := s.PutQuestions(ctx, store.Questions{Map: m, Revision: 1})
			return err
		}},
		{"PutSetting", func(ctx context.Context, s store.Store) error {
			_, err := s.PutSetting(ctx, string(src), "called", false)
			return err
		}},
		{"Migrate", func(ctx context.Context, s store.Store) error {
			_, err := s.Migrate(ctx)
			return err
		}},
	}...)
}

// readCalls lists a call of every method that only reads.
func readCalls(m argmap.ID, t *text, page store.Page) []call {
	src, ids := t.source.ID, []argmap.ID{m}
	entry := func(argmap.Entry) error { return nil }
	set := func(argmap.ChangeSet) error { return nil }
	return []call{
		reading("Heads", func(ctx context.Context, s store.Store) (any, error) { return s.Heads(ctx, ids) }),
		{"Load", func(ctx context.Context, s store.Store) error { return s.Load(ctx, m, entry) }},
		{"Tail", func(ctx context.Context, s store.Store) error { return s.Tail(ctx, m, 0, 0, set) }},
		reading("Locate", func(ctx context.Context, s store.Store) (any, error) { return s.Locate(ctx, ids) }),
		reading("ListMaps", func(ctx context.Context, s store.Store) (any, error) { return s.ListMaps(ctx, store.MapFilter{}, page) }),
		reading("CountMaps", func(ctx context.Context, s store.Store) (any, error) { return s.CountMaps(ctx, store.MapFilter{}) }),
		reading("Sources", func(ctx context.Context, s store.Store) (any, error) { return s.Sources(ctx, []argmap.ID{src}) }),
		reading("SourcesByHash", func(ctx context.Context, s store.Store) (any, error) { return s.SourcesByHash(ctx, t.source.SHA256) }),
		reading("SourceBytes", func(ctx context.Context, s store.Store) (any, error) { return s.SourceBytes(ctx, src) }),
		reading("Paragraphs", func(ctx context.Context, s store.Store) (any, error) { return s.Paragraphs(ctx, ids) }),
		reading("SourceParagraphs", func(ctx context.Context, s store.Store) (any, error) { return s.SourceParagraphs(ctx, src, 0, 1) }),
		reading("ListSources", func(ctx context.Context, s store.Store) (any, error) {
			return s.ListSources(ctx, store.SourceFilter{}, page)
		}),
		reading("CountSources", func(ctx context.Context, s store.Store) (any, error) {
			return s.CountSources(ctx, store.SourceFilter{})
		}),
		reading("CitationsOf", func(ctx context.Context, s store.Store) (any, error) { return s.CitationsOf(ctx, src, page) }),
		reading("Search", func(ctx context.Context, s store.Store) (any, error) {
			return s.Search(ctx, store.SearchFilter{Words: "called", Elements: true}, page)
		}),
		reading("ListQuestions", func(ctx context.Context, s store.Store) (any, error) {
			return s.ListQuestions(ctx, store.QuestionFilter{}, page)
		}),
		reading("CountQuestions", func(ctx context.Context, s store.Store) (any, error) {
			return s.CountQuestions(ctx, store.QuestionFilter{})
		}),
		reading("CountOpen", func(ctx context.Context, s store.Store) (any, error) { return s.CountOpen(ctx, ids) }),
		reading("StaleQuestions", func(ctx context.Context, s store.Store) (any, error) { return s.StaleQuestions(ctx, "", 1) }),
		reading("Migrations", func(ctx context.Context, s store.Store) (any, error) { return s.Migrations(ctx) }),
		reading("MapIDs", func(ctx context.Context, s store.Store) (any, error) { return s.MapIDs(ctx) }),
		{"FindWrite", func(ctx context.Context, s store.Store) error {
			_, _, err := s.FindWrite(ctx, store.WriteRef{WriteID: m})
			return err
		}},
		{"NearestCheckpoint", func(ctx context.Context, s store.Store) error {
			_, _, err := s.NearestCheckpoint(ctx, m, 1)
			return err
		}},
		{"Setting", func(ctx context.Context, s store.Store) error {
			_, _, err := s.Setting(ctx, string(src))
			return err
		}},
		{"Ready", func(ctx context.Context, s store.Store) error { return s.Ready(ctx) }},
		{"Check", func(ctx context.Context, s store.Store) error {
			return s.Check(ctx, func(store.Finding) error { return nil })
		}},
	}
}

// reading is a call that gives one value and an error.
func reading(name string, do func(ctx context.Context, s store.Store) (any, error)) call {
	return call{name, func(ctx context.Context, s store.Store) error {
		_, err := do(ctx, s)
		return err
	}}
}

func closes(w *world) {
	c, d := w.drawDispute()
	w.ok(w.s.Close(w.ctx))
	for _, call := range calls(c, d.text) {
		err := call.do(w.ctx, w.s)
		if fault.Of(err) != fault.Unavailable || fault.Reason(err) != "store.closed" {
			w.Errorf("%s after Close: got %v, want UNAVAILABLE store.closed", call.name, err)
		}
	}
}

func reopens(w *world) {
	c, d := w.drawDispute()
	c.commit(sets(d.reason)...)
	w.draw().delete()
	w.ok(w.s.PutCheckpoint(w.ctx, c.checkpoint(2, 0, "state")))
	importing := w.imported(noon(), claim("staged"))
	w.putSetting("name", "value", false, true)
	before, err := Dump(w.ctx, w.s)
	w.ok(err)
	steps := w.steps()
	w.reopen()
	after, err := Dump(w.ctx, w.s)
	w.ok(err)
	w.same("dump", after, before)
	w.same("steps", w.steps(), steps)
	w.setting("name", "value")
	importing.publish()
	importing.holds()
	c.commit(sets(claim("more"))...)
	c.holds()
}

func cancelled(w *world) {
	c, d := w.drawDispute()
	gone, cancel := context.WithCancel(w.ctx)
	cancel()
	late, cancelLate := context.WithDeadline(w.ctx, noon().AddDate(-20, 0, 0))
	defer cancelLate()
	before, err := Dump(w.ctx, w.s, c.id, d.text.source.ID)
	w.ok(err)
	for _, call := range calls(c, d.text) {
		if err := call.do(gone, w.s); fault.Of(err) != fault.Cancelled {
			w.Errorf("%s with a cancelled context: got %v, want CANCELLED", call.name, err)
		}
		if err := call.do(late, w.s); fault.Of(err) != fault.Unavailable {
			w.Errorf("%s past its deadline: got %v, want UNAVAILABLE", call.name, err)
		}
	}
	after, err := Dump(w.ctx, w.s, c.id, d.text.source.ID)
	w.ok(err)
	w.same("dump", after, before)
}

// cancelledMidway ends large appends at many moments: each is done whole or not at all.
func cancelledMidway(w *world) {
	c := w.draw()
	for limit := 100 * time.Microsecond; limit < 200*time.Millisecond; limit *= 2 {
		var records []argmap.Record
		for range 200 {
			records = append(records, claim("in the midst"))
		}
		set := c.next(sets(records...)...)
		ctx, cancel := context.WithTimeout(w.ctx, limit)
		_, err := w.s.Append(ctx, c.id, c.rev, []argmap.ChangeSet{set}, nil)
		cancel()
		if code := fault.Of(err); code != "" && code != fault.Unavailable && code != fault.Cancelled {
			w.Fatalf("got %v, want it done or UNAVAILABLE", err)
		}
		w.settle(c, set, err == nil)
		c.holds()
	}
}

// settle finds out what became of a write: an append beside it is done only if the write never will be.
func (w *world) settle(c *chart, set argmap.ChangeSet, acknowledged bool) {
	w.Helper()
	beside := c.next()
	got, err := w.s.Append(w.ctx, c.id, c.rev, []argmap.ChangeSet{beside}, nil)
	w.ok(err)
	if acknowledged && got.Done {
		w.Fatalf("the write was acknowledged and is lost")
	}
	if got.Done {
		set = beside
	}
	c.follow(set)
}

func names(w *world) {
	info := w.s.Info()
	w.same("has a kind", info.Kind != "", true)
	w.same("has a version", info.Version != "", true)
	w.same("has an address", info.Address != "", true)
}

func checksWhole(w *world) {
	c, d := w.drawDispute()
	c.commit(removes(d.reason)...)
	w.drawDeletedAndImporting()
	broken, _ := w.drawDispute()
	broken.rebuild()
	w.ok(w.s.Check(w.ctx, func(f store.Finding) error {
		w.Errorf("got finding %+v, want none", f)
		return nil
	}))
}

func ready(w *world) { w.ok(w.s.Ready(w.ctx)) }
