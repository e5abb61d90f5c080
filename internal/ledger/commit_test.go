package ledger_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/snapshot"
	"argmap/internal/store"
	"argmap/internal/store/storetest"
)

func TestCommit(t *testing.T) {
	t.Run("what is acknowledged is read", func(t *testing.T) {
		k := start(t, open(t, storetest.NewModel()))
		r := k.say("a", "one")
		want(t, "revision", r.Revision, 2)
		want(t, "text", argmap.ElementIn(r.Snapshot, "a").Text, "one")
		want(t, "LATEST", k.textAt(ledger.Read{}, "a"), "one")
		want(t, "repeated", r.Repeated, false)
	})
	t.Run("nothing to change commits nothing and gives the head", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s))
		k.say("a", "one")
		before := s.appends.Load()
		r := k.say("a", "one")
		want(t, "revision", r.Revision, 2)
		want(t, "write id", r.WriteID, "")
		want(t, "appends", s.appends.Load(), before)
	})
	t.Run("a map that is not there is NOT_FOUND", func(t *testing.T) {
		k := start(t, open(t, storetest.NewModel()))
		k.m = "none"
		_, err := k.try(argmap.Set(claim("a", "one")))
		wantCode(t, err, fault.NotFound, "map.not_found")
	})
	t.Run("a map that is there is not created again", func(t *testing.T) {
		k := start(t, open(t, storetest.NewModel()))
		_, err := k.l.CreateMap(k.ctx, ledger.Proposal{Actor: argmap.Local}, properties(k.m))
		wantCode(t, err, fault.Conflict, "map.exists")
	})
	t.Run("too many operations are EXHAUSTED", func(t *testing.T) {
		k := start(t, open(t, storetest.NewModel()))
		_, err := k.try(claimsOf(argmap.MaxOperations + 1)...)
		want(t, "code", fault.Of(err), fault.Exhausted)
	})
	t.Run("a panic in Build fails the proposal alone", func(t *testing.T) {
		k := start(t, open(t, storetest.NewModel()))
		p := k.propose()
		p.Build = func(*snapshot.Snapshot) ([]argmap.Operation, error) { panic("oh") }
		_, err := k.l.Commit(k.ctx, p)
		wantCode(t, err, fault.Internal, "write.panic")
		k.say("a", "one")
	})
	t.Run("after Close it is UNAVAILABLE", func(t *testing.T) {
		k := start(t, open(t, storetest.NewModel()))
		_ = k.l.Close(k.ctx)
		_, err := k.try(argmap.Set(claim("a", "one")))
		wantCode(t, err, fault.Unavailable, "service.closing")
	})
}

func TestCommitAgainstRivals(t *testing.T) {
	t.Run("a changed record is a CONFLICT that names both versions", func(t *testing.T) {
		k := start(t, open(t, storetest.NewModel()))
		seen := k.say("a", "one").Revision
		k.say("a", "two")
		p := k.propose(argmap.Set(claim("a", "three")))
		p.Since = seen
		_, err := k.l.Commit(k.ctx, p)
		wantCode(t, err, fault.Conflict, "record.changed")
		var f *fault.Error
		if !errors.As(err, &f) || f.Details["theirs"] == nil || f.Details["yours"] == nil {
			t.Errorf("the versions are missing in %+v", f)
		}
	})
	t.Run("when the head moved it is built and validated anew", func(t *testing.T) {
		s := storetest.NewModel()
		k := start(t, open(t, s))
		rival := k.over(open(t, s))
		rival.say("a", "rival")
		var heads []argmap.Revision
		p := k.propose()
		p.Build = func(head *snapshot.Snapshot) ([]argmap.Operation, error) {
			heads = append(heads, head.Revision())
			return []argmap.Operation{argmap.Set(claim("b", fmt.Sprint(head.Revision())))}, nil
		}
		r, err := k.l.Commit(k.ctx, p)
		if err != nil {
			t.Fatal(err)
		}
		want(t, "revision", r.Revision, 3)
		want(t, "built at", fmt.Sprint(heads), "[1 2]")
		want(t, "text", k.textAt(ledger.Read{}, "b"), "2")
	})
	t.Run("a verdict at an old head is not given", func(t *testing.T) {
		s := storetest.NewModel()
		k := start(t, open(t, s))
		k.over(open(t, s)).say("a", "rival")
		p := k.propose()
		p.Build = func(head *snapshot.Snapshot) ([]argmap.Operation, error) {
			if argmap.ElementIn(head, "a") == nil {
				return nil, fault.New(fault.NotFound, "element.unknown", "no a")
			}
			return []argmap.Operation{argmap.Set(claim("a", "mine"))}, nil
		}
		r, err := k.l.Commit(k.ctx, p)
		if err != nil {
			t.Fatal(err)
		}
		want(t, "revision", r.Revision, 3)
	})
	t.Run("a revision that is still to come is INVALID", func(t *testing.T) {
		k := start(t, open(t, storetest.NewModel()))
		p := k.propose(argmap.Set(claim("a", "one")))
		p.Since = 9
		_, err := k.l.Commit(k.ctx, p)
		wantCode(t, err, fault.Invalid, "revision.future")
	})
	t.Run("many writers over two ledgers lose nothing", func(t *testing.T) {
		s := storetest.NewModel()
		a := start(t, open(t, s))
		b := a.over(open(t, s))
		var wg sync.WaitGroup
		for w := range 8 {
			wg.Go(func() {
				k := []*kit{a, b}[w%2]
				for i := range 20 {
					if _, err := k.try(argmap.Set(claim(argmap.ID(fmt.Sprintf("c%d-%d", w, i)), "x"))); err != nil {
						t.Errorf("writer %d: %v", w, err)
					}
				}
			})
		}
		wg.Wait()
		snap := b.at(ledger.Read{})
		want(t, "revision", snap.Revision(), 161)
		same(t, snap, exact(t, s, a.m, 0))
	})
}

// batch commits proposals at once, all of which wait while another append is held back.
func batch(k *kit, s *spy, ps ...ledger.Proposal) ([]ledger.Receipt, []error) {
	k.Helper()
	g := newGate()
	first := sync.OnceFunc(g.pass)
	hook(s, &s.onAppend, func(call func() (store.Appended, error)) (store.Appended, error) { first(); return call() })
	defer hook(s, &s.onAppend, nil)
	var wg sync.WaitGroup
	wg.Go(func() { k.say("holds-the-queue", newText()) })
	<-g.arrived
	rs, errs := make([]ledger.Receipt, len(ps)), make([]error, len(ps))
	for i, p := range ps {
		wg.Go(func() { rs[i], errs[i] = k.l.Commit(k.ctx, p) })
		eventually(k, "the proposal waits", func() bool { return ledger.Waiting(k.l, k.m) == i+1 })
	}
	close(g.open)
	wg.Wait()
	return rs, errs
}

func newText() string { return "text " + string(newID()) }

func TestQueue(t *testing.T) {
	t.Run("what waits is appended in one statement with consecutive revisions", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s))
		before := s.appends.Load()
		rs, errs := batch(k, s, k.propose(argmap.Set(claim("a", "1"))), k.propose(argmap.Set(claim("b", "2"))), k.propose(argmap.Set(claim("c", "3"))))
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
		for i, r := range rs {
			want(t, "revision", r.Revision, argmap.Revision(3+i))
			same(t, r.Snapshot, exact(t, s, k.m, r.Revision))
		}
		want(t, "appends", s.appends.Load()-before, 2)
	})
	t.Run("a bad one fails alone", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s))
		bad := argmap.Set(&argmap.Link{ID: "l", Role: argmap.RoleAnswers, From: "no", To: "where"})
		rs, errs := batch(k, s, k.propose(argmap.Set(claim("a", "1"))), k.propose(bad), k.propose(argmap.Set(claim("c", "3"))))
		want(t, "bad", fault.Of(errs[1]), fault.Invalid)
		if err := errors.Join(errs[0], errs[2]); err != nil {
			t.Fatal(err)
		}
		want(t, "revisions", fmt.Sprint(rs[0].Revision, rs[2].Revision), "3 4")
	})
	t.Run("one that only the store refuses fails alone", func(t *testing.T) {
		s := newSpy()
		l := open(t, s)
		other := start(t, l)
		other.say("taken", "there")
		k := start(t, l)
		rs, errs := batch(k, s, k.propose(argmap.Set(claim("a", "1"))), k.propose(argmap.Set(claim("taken", "2"))), k.propose(argmap.Set(claim("c", "3"))))
		wantCode(t, errs[1], fault.Invalid, "id.taken")
		if err := errors.Join(errs[0], errs[2]); err != nil {
			t.Fatal(err)
		}
		want(t, "revisions", fmt.Sprint(rs[0].Revision, rs[2].Revision), "3 4")
	})
	t.Run("each is validated on what the ones before it make", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s))
		follow := k.propose()
		follow.Build = func(head *snapshot.Snapshot) ([]argmap.Operation, error) {
			if argmap.ElementIn(head, "a") == nil {
				return nil, errors.New("a is not there yet")
			}
			return []argmap.Operation{argmap.Set(claim("a", "follow"))}, nil
		}
		_, errs := batch(k, s, k.propose(argmap.Set(claim("a", "lead"))), follow)
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
		want(t, "text", k.textAt(ledger.Read{}, "a"), "follow")
	})
	t.Run("two with one key are one write", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s))
		p := k.propose(argmap.Set(claim("a", "1")))
		p.Key, p.InputHash = "key", "hash"
		q := p
		q.InputHash = "other"
		rs, errs := batch(k, s, p, p, q)
		if err := errors.Join(errs[0], errs[1]); err != nil {
			t.Fatal(err)
		}
		want(t, "repeated", fmt.Sprint(rs[0].Repeated, rs[1].Repeated), "false true")
		want(t, "revision", rs[1].Revision, rs[0].Revision)
		wantCode(t, errs[2], fault.Invalid, "write.key_reused")
	})
	t.Run("a full queue is UNAVAILABLE", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s, func(o *ledger.Options) { o.QueueBound = 1 }))
		g := newGate()
		hook(s, &s.onAppend, func(call func() (store.Appended, error)) (store.Appended, error) { g.pass(); return call() })
		var wg sync.WaitGroup
		wg.Go(func() { k.say("a", "1") })
		<-g.arrived
		wg.Go(func() { k.say("b", "2") })
		eventually(t, "the queue fills", func() bool { return ledger.Waiting(k.l, k.m) == 1 })
		_, err := k.try(argmap.Set(claim("c", "3")))
		wantCode(t, err, fault.Unavailable, "write.queue_full")
		close(g.open)
		wg.Wait()
	})
	t.Run("who is cancelled while waiting writes nothing", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s))
		g := newGate()
		hook(s, &s.onAppend, func(call func() (store.Appended, error)) (store.Appended, error) { g.pass(); return call() })
		var wg sync.WaitGroup
		wg.Go(func() { k.say("a", "1") })
		<-g.arrived
		ctx, cancel := context.WithCancel(k.ctx)
		wg.Go(func() {
			_, err := k.l.Commit(ctx, k.propose(argmap.Set(claim("b", "2"))))
			wantCode(t, err, fault.Cancelled, "request.cancelled")
		})
		eventually(t, "it waits", func() bool { return ledger.Waiting(k.l, k.m) == 1 })
		cancel()
		eventually(t, "it is gone", func() bool { return ledger.Waiting(k.l, k.m) == 0 })
		close(g.open)
		wg.Wait()
		want(t, "revision", k.at(ledger.Read{}).Revision(), 2)
	})
	t.Run("who is cancelled in mid-commit gets the write id and the write is whole", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s))
		g := newGate()
		hook(s, &s.onAppend, func(call func() (store.Appended, error)) (store.Appended, error) { g.pass(); return call() })
		ctx, cancel := context.WithCancel(k.ctx)
		done := make(chan error)
		go func() {
			_, err := k.l.Commit(ctx, k.propose(argmap.Set(claim("b", "2"))))
			done <- err
		}()
		<-g.arrived
		cancel()
		err := <-done
		wantCode(t, err, fault.Cancelled, "request.cancelled")
		var f *fault.Error
		if !errors.As(err, &f) || f.Details["writeId"] == nil {
			t.Errorf("no write id in %+v", f)
		}
		close(g.open)
		eventually(t, "the write is made", func() bool { return k.textAt(ledger.Read{}, "b") == "2" })
	})
	t.Run("Close waits for what is in the queue", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s))
		g := newGate()
		hook(s, &s.onAppend, func(call func() (store.Appended, error)) (store.Appended, error) { g.pass(); return call() })
		var wg sync.WaitGroup
		wg.Go(func() { k.say("a", "1") })
		<-g.arrived
		wg.Go(func() { k.say("b", "2") })
		eventually(t, "it waits", func() bool { return ledger.Waiting(k.l, k.m) == 1 })
		closed := make(chan error)
		go func() { closed <- k.l.Close(k.ctx) }()
		select {
		case err := <-closed:
			t.Errorf("Close did not wait, it gave %v", err)
		case <-time.After(20 * time.Millisecond):
		}
		close(g.open)
		if err := <-closed; err != nil {
			t.Error(err)
		}
		wg.Wait()
		want(t, "revision", exact(t, s, k.m, 0).Revision(), 3)
	})
}
