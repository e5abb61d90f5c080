package ledger_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/snapshot"
	"argmap/internal/store"
	"argmap/internal/store/storetest"
)

// times makes the first n calls go by f and the others straight through.
func times[T any](n int, f func(call func() (T, error)) (T, error)) func(func() (T, error)) (T, error) {
	var calls atomic.Int64
	return func(call func() (T, error)) (T, error) {
		if calls.Add(1) <= int64(n) {
			return f(call)
		}
		return call()
	}
}

func TestLostConnection(t *testing.T) {
	appliedThenLost := func(call func() (store.Appended, error)) (store.Appended, error) {
		if _, err := call(); err != nil {
			return store.Appended{}, err
		}
		return store.Appended{}, errLost
	}
	lostBefore := func(func() (store.Appended, error)) (store.Appended, error) { return store.Appended{}, errLost }

	t.Run("a write that was made is acknowledged", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s))
		hook(s, &s.onAppend, times(1, appliedThenLost))
		r := k.say("a", "one")
		want(t, "revision", r.Revision, 2)
		same(t, r.Snapshot, exact(t, s, k.m, 0))
		k.say("b", "two")
		want(t, "revision", exact(t, s, k.m, 0).Revision(), 3)
	})
	t.Run("a write that was not made is made once", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s))
		hook(s, &s.onAppend, times(3, lostBefore))
		want(t, "revision", k.say("a", "one").Revision, 2)
		want(t, "revision", exact(t, s, k.m, 0).Revision(), 2)
	})
	t.Run("a write that arrives late is not made twice", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s))
		late := make(chan func() (store.Appended, error), 1)
		hook(s, &s.onAppend, times(1, func(call func() (store.Appended, error)) (store.Appended, error) {
			late <- call
			return store.Appended{}, errLost
		}))
		hook(s, &s.onFind, func(call func() (store.Outcome, bool, error)) (store.Outcome, bool, error) {
			out, ok, err := call()
			select {
			case arrive := <-late: // right after it was not found
				_, _ = arrive()
			default:
			}
			return out, ok, err
		})
		p := k.propose()
		p.Build = func(*snapshot.Snapshot) ([]argmap.Operation, error) { // made twice, it would count twice
			return []argmap.Operation{argmap.Set(claim(newID(), "one"))}, nil
		}
		r, err := k.l.Commit(k.ctx, p)
		if err != nil {
			t.Fatal(err)
		}
		want(t, "revision", r.Revision, 2)
		want(t, "revision", exact(t, s, k.m, 0).Revision(), 2)
	})
	t.Run("a write that a rival overtook is validated anew", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s))
		rival := k.over(open(t, s.Store))
		hook(s, &s.onAppend, times(1, func(func() (store.Appended, error)) (store.Appended, error) {
			rival.say("r", "rival")
			return store.Appended{}, errLost
		}))
		want(t, "revision", k.say("a", "one").Revision, 3)
		same(t, k.at(ledger.Read{}), exact(t, s, k.m, 0))
	})
	t.Run("a fault of the store itself is not pursued for long", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s))
		broken := fault.New(fault.Internal, "store.broken", "oh")
		hook(s, &s.onAppend, func(func() (store.Appended, error)) (store.Appended, error) { return store.Appended{}, broken })
		before := s.appends.Load()
		_, err := k.try(argmap.Set(claim("a", "one")))
		wantCode(t, err, fault.Internal, "store.broken")
		want(t, "appends", s.appends.Load()-before, 1)
	})
	t.Run("a key that was taken meanwhile is a repetition", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s))
		rival := k.over(open(t, s.Store))
		p := k.propose(argmap.Set(claim("a", "one")))
		p.Key, p.InputHash = "key", "hash"
		hook(s, &s.onAppend, times(1, func(func() (store.Appended, error)) (store.Appended, error) {
			if _, err := rival.l.Commit(k.ctx, p); err != nil {
				t.Error(err)
			}
			return store.Appended{}, errLost
		}))
		r, err := k.l.Commit(k.ctx, p)
		if err != nil {
			t.Fatal(err)
		}
		want(t, "repeated", r.Repeated, true)
		want(t, "revision", r.Revision, 2)
	})
	t.Run("an outcome that stays unknown says so and names the write", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s, func(o *ledger.Options) { o.OutcomeWait = 50 * time.Millisecond }))
		hook(s, &s.onAppend, appliedThenLost)
		hook(s, &s.onFind, func(func() (store.Outcome, bool, error)) (store.Outcome, bool, error) {
			return store.Outcome{}, false, errLost
		})
		_, err := k.try(argmap.Set(claim("a", "one")))
		wantCode(t, err, fault.Unavailable, "write.outcome_unknown")
		var f *fault.Error
		errors.As(err, &f)
		id, _ := f.Details["writeId"].(string)
		_, ok, err := s.Store.FindWrite(k.ctx, store.WriteRef{WriteID: argmap.ID(id)})
		if !ok || err != nil {
			t.Errorf("the write id %q names no write (%v)", id, err)
		}
	})
	t.Run("every writer of a batch learns of his own write", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s, func(o *ledger.Options) { o.OutcomeWait = 50 * time.Millisecond }))
		p, q := k.propose(argmap.Set(claim("a", "1"))), k.propose(argmap.Set(claim("b", "2")))
		g := newGate()
		var calls atomic.Int64
		hook(s, &s.onAppend, func(call func() (store.Appended, error)) (store.Appended, error) {
			if calls.Add(1) == 1 {
				g.pass()
				return call()
			}
			return store.Appended{}, errLost
		})
		errs := make(chan error, 3)
		go func() { _, err := k.try(argmap.Set(claim("first", "0"))); errs <- err }()
		<-g.arrived
		for i, p := range []ledger.Proposal{p, q} {
			go func() { _, err := k.l.Commit(k.ctx, p); errs <- err }()
			eventually(t, "it waits", func() bool { return ledger.Waiting(k.l, k.m) == i+1 })
		}
		close(g.open)
		ids := map[any]bool{}
		for range 3 {
			if f, ok := errors.AsType[*fault.Error](<-errs); ok {
				want(t, "reason", f.Reason, "write.outcome_unknown")
				ids[f.Details["writeId"]] = true
			}
		}
		want(t, "write ids", len(ids), 2)
	})
	t.Run("a map whose deletion was made and lost is deleted", func(t *testing.T) {
		k := start(t, open(t, &lossy{Store: storetest.NewModel()}))
		r, err := k.l.DeleteMap(k.ctx, ledger.Proposal{Map: k.m, Actor: argmap.Local})
		if err != nil {
			t.Fatal(err)
		}
		want(t, "revision", r.Revision, 2)
	})
}

// lossy deletes and publishes maps and loses the answer.
type lossy struct{ store.Store }

func (s *lossy) DeleteMap(ctx context.Context, expected argmap.Revision, set argmap.ChangeSet) (store.Appended, error) {
	if app, err := s.Store.DeleteMap(ctx, expected, set); err != nil || !app.Done {
		return app, err
	}
	return store.Appended{}, errLost
}

func (s *lossy) Publish(ctx context.Context, sets []argmap.ChangeSet) error {
	if err := s.Store.Publish(ctx, sets); err != nil {
		return err
	}
	return errLost
}

func TestKeys(t *testing.T) {
	keyed := func(k *kit, key, hash string, ops ...argmap.Operation) ledger.Proposal {
		p := k.propose(ops...)
		p.Key, p.InputHash = key, hash
		return p
	}
	t.Run("the same input again gives the earlier receipt", func(t *testing.T) {
		k := start(t, open(t, storetest.NewModel()))
		p := keyed(k, "key", "hash", argmap.Set(claim("a", "one")))
		first, err := k.l.Commit(k.ctx, p)
		if err != nil {
			t.Fatal(err)
		}
		k.say("a", "two")
		p.Build = func(*snapshot.Snapshot) ([]argmap.Operation, error) {
			t.Error("it is built again")
			return nil, nil
		}
		again, err := k.l.Commit(k.ctx, p)
		if err != nil {
			t.Fatal(err)
		}
		want(t, "repeated", again.Repeated, true)
		want(t, "write id", again.WriteID, first.WriteID)
		want(t, "revision", again.Revision, first.Revision)
		want(t, "text", k.textAt(ledger.Read{}, "a"), "two")
		if again.Snapshot.Revision() < again.Revision {
			t.Errorf("the snapshot is of revision %d", again.Snapshot.Revision())
		}
	})
	t.Run("other input is INVALID", func(t *testing.T) {
		k := start(t, open(t, storetest.NewModel()))
		_, _ = k.l.Commit(k.ctx, keyed(k, "key", "hash", argmap.Set(claim("a", "one"))))
		_, err := k.l.Commit(k.ctx, keyed(k, "key", "other", argmap.Set(claim("b", "two"))))
		wantCode(t, err, fault.Invalid, "write.key_reused")
	})
	t.Run("another actor has keys of his own", func(t *testing.T) {
		k := start(t, open(t, storetest.NewModel()))
		p := keyed(k, "key", "hash", argmap.Set(claim("a", "one")))
		_, _ = k.l.Commit(k.ctx, p)
		p.Actor, p.Build = "other", k.propose(argmap.Set(claim("a", "two"))).Build
		r, err := k.l.Commit(k.ctx, p)
		if err != nil {
			t.Fatal(err)
		}
		want(t, "repeated", r.Repeated, false)
	})
	t.Run("a map is created once under one key", func(t *testing.T) {
		l := open(t, storetest.NewModel())
		p := ledger.Proposal{Actor: argmap.Local, Key: "key", InputHash: "hash"}
		first, err := l.CreateMap(context.Background(), p, properties("one"))
		if err != nil {
			t.Fatal(err)
		}
		again, err := l.CreateMap(context.Background(), p, properties("two"))
		if err != nil {
			t.Fatal(err)
		}
		want(t, "map", again.Map, first.Map)
		want(t, "repeated", again.Repeated, true)
	})
}

func TestCitations(t *testing.T) {
	ctx := context.Background()
	source := &argmap.Source{
		ID: "s", Revision: 1, State: argmap.SourceActive, Title: "A text", MediaType: "text/plain",
		SHA256: "0", Size: 8, CodePoints: 8, Paragraphs: 2, Owner: argmap.Local, Created: noon(),
	}
	paragraphs := []*argmap.Paragraph{
		{ID: "p1", Source: "s", Kind: argmap.Prose, Ordinal: 1, Start: 0, End: 3, Text: "one"},
		{ID: "p2", Source: "s", Kind: argmap.Prose, Ordinal: 2, Start: 5, End: 8, Text: "two"},
	}
	cite := func(id argmap.ID, exact ...string) argmap.Operation {
		c := &argmap.Citation{ID: id, Element: "a", Source: "s", Role: argmap.Words, Explicitness: argmap.Explicit}
		for i, words := range exact {
			c.Segments = append(c.Segments, argmap.Segment{Paragraph: paragraphs[i].ID, Start: 0, End: 3, Exact: words})
		}
		return argmap.Set(c)
	}
	setUp := func(t *testing.T) (*spy, *kit) {
		s := newSpy()
		if err := s.PutSource(ctx, source, []byte("one\n\ntwo"), paragraphs); err != nil {
			t.Fatal(err)
		}
		k := start(t, open(t, s))
		k.say("a", "a claim")
		return s, k
	}
	t.Run("paragraphs are read in one call and kept", func(t *testing.T) {
		s, k := setUp(t)
		k.commit(cite("c1", "one", "two"))
		k.commit(cite("c2", "one", "two"))
		want(t, "calls", s.paragraphs.Load(), 1)
		ps, err := k.l.Paragraphs(ctx, []argmap.ID{"p2", "none", "p1", "p2"})
		if err != nil {
			t.Fatal(err)
		}
		want(t, "paragraphs", len(ps), 3)
		want(t, "first", ps[0].Text, "two")
	})
	t.Run("a quote lasts while the budget has room for its text", func(t *testing.T) {
		s, _ := setUp(t)
		l := open(t, s, func(o *ledger.Options) { o.ParagraphBytes = 1 }) // room for the newest only
		read := func(id argmap.ID) *snapshot.Quote {
			if _, err := l.Paragraphs(ctx, []argmap.ID{id}); err != nil {
				t.Fatal(err)
			}
			return l.Quote(id)
		}
		first := read("p1")
		want(t, "text", first.Text().Text, "one")
		second := read("p2")
		want(t, "the first after the second was read", first.Text(), nil)
		want(t, "quote of the first", l.Quote("p1"), nil)
		want(t, "the second", second.Text().Text, "two")
		want(t, "the first read again", read("p1").Text().Text, "one")
	})
	t.Run("words that do not stand there are INVALID", func(t *testing.T) {
		_, k := setUp(t)
		_, err := k.try(cite("c", "two"))
		want(t, "code", fault.Of(err), fault.Invalid)
	})
	withdraw := func(s *spy) {
		gone := *source
		gone.Revision, gone.State = 2, argmap.SourceWithdrawn
		if ok, err := s.UpdateSource(ctx, &gone, 1); !ok || err != nil {
			t.Error(ok, err)
		}
	}
	refused := func(t *testing.T, err error) {
		t.Helper()
		var f *fault.Error
		if !errors.As(err, &f) {
			t.Fatalf("got %v, want a refusal", err)
		}
		want(t, "code", f.Code, fault.Invalid)
		want(t, "reason", f.Reason, string(argmap.RuleParagraph))
		want(t, "field", f.Field, "segments[0].paragraph")
		want(t, "operation", f.Details["operation"], any(0))
	}
	t.Run("the append alone looks at the source", func(t *testing.T) {
		s, k := setUp(t)
		k.commit(cite("c1", "one", "two"))
		want(t, "calls for sources", s.sources.Load(), 0)
	})
	t.Run("a source is cited no more once it is withdrawn", func(t *testing.T) {
		s, k := setUp(t)
		k.commit(cite("c1", "one"))
		withdraw(s)
		_, err := k.try(cite("c2", "one"))
		refused(t, err)
	})
	t.Run("nor when it is withdrawn between the check and the append", func(t *testing.T) {
		s, k := setUp(t)
		hook(s, &s.onAppend, func(call func() (store.Appended, error)) (store.Appended, error) {
			hook(s, &s.onAppend, nil)
			withdraw(s)
			return call()
		})
		_, err := k.try(cite("c1", "one"))
		refused(t, err)
	})
	t.Run("who waits beside one that cites it gets through", func(t *testing.T) {
		s, k := setUp(t)
		k.commit(cite("c1", "one"))
		withdraw(s)
		_, errs := batch(k, s, k.propose(argmap.Set(claim("b", "2"))), k.propose(cite("c2", "one")), k.propose(argmap.Set(claim("c", "3"))))
		want(t, "the first", errs[0], nil)
		refused(t, errs[1])
		want(t, "the third", errs[2], nil)
	})
	t.Run("what cites it already may change otherwise", func(t *testing.T) {
		s, k := setUp(t)
		k.commit(cite("c1", "one"))
		withdraw(s)
		cue := cite("c1", "one")
		cue.After.(*argmap.Citation).Role = argmap.Cue
		k.commit(cue)
	})
	t.Run("an undo cites it as before", func(t *testing.T) {
		s, k := setUp(t)
		k.commit(cite("c1", "one"))
		k.commit(argmap.Remove(argmap.Ref{Type: argmap.TypeCitation, ID: "c1"}))
		withdraw(s)
		p := k.propose(cite("c1", "one"))
		p.Undoes = 4
		_, err := k.l.Commit(ctx, p)
		want(t, "error", err, nil)
	})
}
