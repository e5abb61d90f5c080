package ledger_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/store"
	"argmap/internal/store/storetest"
)

// follower watches on a goroutine of its own.
type follower struct {
	events chan ledger.Event
	err    chan error
	stop   context.CancelFunc
}

// follow watches from a revision of the first epoch on.
func follow(k *kit, since argmap.Revision) *follower { return resume(k, ledger.Seen{Revision: since}) }

func resume(k *kit, since ledger.Seen) *follower {
	ctx, cancel := context.WithCancel(k.ctx)
	f := &follower{events: make(chan ledger.Event), err: make(chan error, 1), stop: cancel}
	go func() {
		for e, err := range k.l.Watch(ctx, k.m, since) {
			if err != nil {
				f.err <- err
				return
			}
			select {
			case f.events <- e:
			case <-ctx.Done():
			}
		}
	}()
	k.Cleanup(cancel)
	return f
}

func (f *follower) next(t testing.TB) ledger.Event {
	t.Helper()
	select {
	case e := <-f.events:
		return e
	case err := <-f.err:
		t.Fatalf("the watch ended: %v", err)
	case <-time.After(10 * time.Second):
		t.Fatal("no event after 10 s")
	}
	return ledger.Event{}
}

func wantEvent(t testing.TB, e ledger.Event, from, to argmap.Revision, changed string) {
	t.Helper()
	got := fmt.Sprint(e.From, e.To, e.Reset)
	for _, r := range e.Changed {
		got += " " + string(r.ID)
	}
	want(t, "event", got, fmt.Sprint(from, to, false)+changed)
}

func TestWatch(t *testing.T) {
	t.Run("a commit of this ledger wakes it at once", func(t *testing.T) {
		k := start(t, open(t, storetest.NewModel(), func(o *ledger.Options) { o.LookupInterval = time.Hour }))
		f := follow(k, 1)
		k.say("a", "one")
		wantEvent(t, f.next(t), 1, 2, " a")
	})
	t.Run("a commit between the look at the head and the joining is told at once", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s, func(o *ledger.Options) { o.LookupInterval = time.Hour }))
		hook(s, &s.onHeads, times(1, func(look func() ([]store.Head, error)) ([]store.Head, error) {
			heads, err := look()
			k.say("a", "one")
			return heads, err
		}))
		wantEvent(t, follow(k, 1).next(t), 1, 2, " a")
	})
	t.Run("a commit of another ledger is found by look-up", func(t *testing.T) {
		s := storetest.NewModel()
		k := start(t, open(t, s))
		f := follow(k, 1)
		k.over(open(t, s)).say("a", "one")
		wantEvent(t, f.next(t), 1, 2, " a")
	})
	t.Run("a slow watcher gets one event for all", func(t *testing.T) {
		k := start(t, open(t, storetest.NewModel()))
		f := follow(k, 1)
		k.say("a", "one")
		time.Sleep(30 * time.Millisecond) // the first event is ready and nobody takes it
		for _, id := range []argmap.ID{"b", "c", "b"} {
			k.say(id, newText())
		}
		wantEvent(t, f.next(t), 1, 2, " a")
		wantEvent(t, f.next(t), 2, 5, " b c")
	})
	t.Run("who resumes misses nothing and sees nothing twice", func(t *testing.T) {
		s := storetest.NewModel()
		k := start(t, open(t, s))
		rival := k.over(open(t, s))
		const commits = 120
		var wg sync.WaitGroup
		wg.Go(func() {
			for i := range commits {
				[]*kit{k, rival}[i%2].say(argmap.ID(fmt.Sprintf("c%d", i)), "x")
			}
		})
		seen, last := map[argmap.ID]int{}, argmap.Revision(1)
		for last < commits+1 {
			f := follow(k, last)
			for range 1 + rand.IntN(4) {
				if last == commits+1 {
					break
				}
				e := f.next(t)
				want(t, "from", e.From, last)
				for _, r := range e.Changed {
					seen[r.ID]++
				}
				last = e.To
			}
			f.stop()
		}
		wg.Wait()
		want(t, "records", len(seen), commits)
		for id, n := range seen {
			want(t, string(id), n, 1)
		}
	})
	t.Run("who is too far behind is reset", func(t *testing.T) {
		k := start(t, open(t, storetest.NewModel(), func(o *ledger.Options) { o.WatchTail = 10 }))
		for range 20 {
			k.say("a", newText())
		}
		e := follow(k, 1).next(t)
		want(t, "reset", fmt.Sprint(e.Reset, e.From, e.To), "true 1 21")
	})
	t.Run("a redaction resets", func(t *testing.T) {
		k := start(t, open(t, storetest.NewModel()))
		k.say("a", "secret")
		k.commit(argmap.Remove(argmap.Ref{Type: argmap.TypeElement, ID: "a"}))
		f := follow(k, 3)
		eventually(t, "it watches", func() bool { return ledger.Watchers(k.l) == 1 })
		if _, err := k.l.Redact(k.ctx, ledger.Redaction{Map: k.m, Actor: argmap.Local, Refs: []argmap.Ref{{Type: argmap.TypeElement, ID: "a"}}}); err != nil {
			t.Fatal(err)
		}
		e := f.next(t)
		want(t, "reset", fmt.Sprint(e.Reset, e.Epoch), "true 1")
	})
	t.Run("a redaction between reading and watching resets", func(t *testing.T) {
		k := start(t, open(t, storetest.NewModel()))
		k.say("a", "secret")
		k.commit(argmap.Remove(argmap.Ref{Type: argmap.TypeElement, ID: "a"}))
		if _, err := k.l.Redact(k.ctx, ledger.Redaction{Map: k.m, Actor: argmap.Local, Refs: []argmap.Ref{{Type: argmap.TypeElement, ID: "a"}}}); err != nil {
			t.Fatal(err)
		}
		e := resume(k, ledger.Seen{Revision: 3}).next(t)
		want(t, "reset", fmt.Sprint(e.Reset, e.From, e.To, e.Epoch), "true 3 3 1")
		again := resume(k, ledger.Seen{Revision: e.To, Epoch: e.Epoch})
		k.say("b", "one")
		wantEvent(t, again.next(t), 3, 4, " b")
	})
	t.Run("a redaction while the watcher joins resets", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s, func(o *ledger.Options) { o.LookupInterval = time.Hour }))
		k.say("a", "secret")
		k.commit(argmap.Remove(argmap.Ref{Type: argmap.TypeElement, ID: "a"}))
		head, err := k.l.Head(k.ctx, k.m)
		if err != nil {
			t.Fatal(err)
		}
		hook(s, &s.onHeads, times(1, func(look func() ([]store.Head, error)) ([]store.Head, error) {
			if _, err := k.over(open(t, s.Store)).l.Redact(k.ctx, ledger.Redaction{Map: k.m, Actor: argmap.Local, Refs: []argmap.Ref{{Type: argmap.TypeElement, ID: "a"}}}); err != nil {
				t.Error(err)
			}
			return look()
		}))
		e := resume(k, ledger.Seen{Revision: head.Revision, Epoch: head.Epoch}).next(t)
		want(t, "reset", fmt.Sprint(e.Reset, e.Epoch), "true 1")
	})
	t.Run("an epoch that is still to come is INVALID", func(t *testing.T) {
		k := start(t, open(t, storetest.NewModel()))
		wantCode(t, <-resume(k, ledger.Seen{Revision: 1, Epoch: 1}).err, fault.Invalid, "epoch.future")
	})
	t.Run("it ends with the map", func(t *testing.T) {
		k := start(t, open(t, storetest.NewModel()))
		f := follow(k, 1)
		eventually(t, "it watches", func() bool { return ledger.Watchers(k.l) == 1 })
		if _, err := k.l.DeleteMap(k.ctx, ledger.Proposal{Map: k.m, Actor: argmap.Local}); err != nil {
			t.Fatal(err)
		}
		wantCode(t, <-f.err, fault.NotFound, "map.not_found")
	})
	t.Run("it ends with the ledger", func(t *testing.T) {
		k := start(t, open(t, storetest.NewModel()))
		f := follow(k, 1)
		eventually(t, "it watches", func() bool { return ledger.Watchers(k.l) == 1 })
		_ = k.l.Close(k.ctx)
		wantCode(t, <-f.err, fault.Unavailable, "service.closing")
	})
	t.Run("a revision that is still to come is INVALID", func(t *testing.T) {
		k := start(t, open(t, storetest.NewModel()))
		wantCode(t, <-follow(k, 9).err, fault.Invalid, "revision.future")
	})
	t.Run("one statement reads all watched maps and none when nobody watches", func(t *testing.T) {
		s := newSpy()
		l := open(t, s)
		a, b := start(t, l), start(t, l)
		fa, fb := follow(a, 1), follow(b, 1)
		eventually(t, "both in one statement", func() bool {
			s.mu.Lock()
			defer s.mu.Unlock()
			return len(s.asked) > 0 && len(s.asked[len(s.asked)-1]) == 2
		})
		fa.stop()
		fb.stop()
		eventually(t, "nobody watches", func() bool { return ledger.Watchers(l) == 0 && goroutines() == "" })
		before := s.heads.Load()
		time.Sleep(30 * time.Millisecond)
		want(t, "look-ups", s.heads.Load()-before, 0)
		fc := follow(a, 1)
		a.say("a", "again")
		wantEvent(t, fc.next(t), 1, 2, " a")
	})
	t.Run("a look-up that fails is reported once and watched on", func(t *testing.T) {
		s := newSpy()
		reported := make(chan error, 100)
		k := start(t, open(t, s, func(o *ledger.Options) { o.OnError = func(err error) { reported <- err } }))
		f := follow(k, 1)
		eventually(t, "it watches", func() bool { return ledger.Watchers(k.l) == 1 })
		hook(s, &s.onHeads, times(5, func(func() ([]store.Head, error)) ([]store.Head, error) { return nil, errLost }))
		if err := <-reported; err == nil {
			t.Error("a look-up that failed is reported without its error")
		}
		k.over(open(t, s.Store)).say("a", "one")
		wantEvent(t, f.next(t), 1, 2, " a")
		want(t, "reported again", len(reported), 0)
	})
	t.Run("a thousand watchers share one reading of the log", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s))
		fs := make([]*follower, 1000)
		for i := range fs {
			fs[i] = follow(k, 1)
		}
		eventually(t, "all watch", func() bool { return ledger.Watchers(k.l) == len(fs) })
		before := s.tails.Load()
		k.say("a", "one")
		for _, f := range fs {
			wantEvent(t, f.next(t), 1, 2, " a")
		}
		want(t, "readings of the log", s.tails.Load()-before, 1)
	})
}
