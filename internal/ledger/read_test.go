package ledger_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/store"
	"argmap/internal/store/storetest"
)

func TestLatest(t *testing.T) {
	t.Run("it shows what another ledger committed", func(t *testing.T) {
		s := storetest.NewModel()
		k := start(t, open(t, s))
		k.at(ledger.Read{})
		k.over(open(t, s)).say("a", "rival")
		want(t, "text", k.textAt(ledger.Read{}, "a"), "rival")
	})
	t.Run("a missing tail is applied and the map not loaded again", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s))
		k.at(ledger.Read{})
		loads := s.loads.Load()
		rival := k.over(open(t, s.Store))
		for i := range 200 { // more than is applied step by step
			rival.say("a", fmt.Sprint(i))
		}
		same(t, k.at(ledger.Read{}), exact(t, s, k.m, 0))
		rival.say("a", "last")
		same(t, k.at(ledger.Read{}), exact(t, s, k.m, 0))
		want(t, "loads", s.loads.Load(), loads)
	})
	t.Run("requests that arrive before a look-up starts share it", func(t *testing.T) {
		s := newSpy()
		l := open(t, s)
		a, b := start(t, l), start(t, l)
		a.at(ledger.Read{})
		b.at(ledger.Read{})
		before := s.heads.Load()
		g := newGate()
		first := sync.OnceFunc(g.pass)
		hook(s, &s.onHeads, func(call func() ([]store.Head, error)) ([]store.Head, error) { first(); return call() })
		var wg sync.WaitGroup
		wg.Go(func() { a.at(ledger.Read{}) })
		<-g.arrived
		for range 50 {
			wg.Go(func() { a.at(ledger.Read{}) })
			wg.Go(func() { b.at(ledger.Read{}) })
		}
		eventually(t, "all wait", func() bool { return ledger.Asking(l) == 100 })
		close(g.open)
		wg.Wait()
		want(t, "look-ups", s.heads.Load()-before, 2)
		want(t, "maps in the second", len(s.asked[len(s.asked)-1]), 2)
	})
	t.Run("a request that arrives after a look-up started is not served by it", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s))
		k.at(ledger.Read{})
		g := newGate()
		first := sync.OnceFunc(g.pass)
		hook(s, &s.onHeads, func(call func() ([]store.Head, error)) ([]store.Head, error) {
			heads, err := call() // what it answers is old by now
			first()
			return heads, err
		})
		var wg sync.WaitGroup
		wg.Go(func() { k.at(ledger.Read{}) })
		<-g.arrived
		k.over(open(t, s.Store)).say("a", "after the look-up")
		wg.Go(func() { want(t, "text", k.textAt(ledger.Read{}, "a"), "after the look-up") })
		eventually(t, "it waits", func() bool { return ledger.Asking(k.l) == 1 })
		close(g.open)
		wg.Wait()
	})
	t.Run("unknown, deleted and importing maps are NOT_FOUND", func(t *testing.T) {
		s := storetest.NewModel()
		k := start(t, open(t, s))
		if err := s.BeginImport(k.ctx, "importing", properties("importing"), noon()); err != nil {
			t.Fatal(err)
		}
		other := k.over(open(t, s))
		other.at(ledger.Read{})
		if _, err := k.l.DeleteMap(k.ctx, ledger.Proposal{Map: k.m, Actor: argmap.Local}); err != nil {
			t.Fatal(err)
		}
		for _, m := range []argmap.ID{"none", "importing", k.m} {
			_, err := other.l.At(k.ctx, m, ledger.Read{})
			wantCode(t, err, fault.NotFound, "map.not_found")
		}
	})
	t.Run("Admit is asked with the head and may refuse", func(t *testing.T) {
		k := start(t, open(t, storetest.NewModel()))
		no := fault.New(fault.Forbidden, "no", "no")
		var asked store.Head
		_, err := k.l.At(k.ctx, k.m, ledger.Read{Admit: func(h store.Head) error { asked = h; return no }})
		wantCode(t, err, fault.Forbidden, "no")
		want(t, "map", asked.Map, k.m)
	})
	t.Run("an error of the look-up is given to all who share it", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s))
		hook(s, &s.onHeads, func(func() ([]store.Head, error)) ([]store.Head, error) { return nil, errLost })
		_, err := k.l.At(k.ctx, k.m, ledger.Read{})
		wantCode(t, err, fault.Unavailable, "store.lost")
	})
}

func TestSession(t *testing.T) {
	t.Run("a snapshot that is new enough costs no trip", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s))
		r := k.say("a", "one")
		before := s.trips()
		want(t, "text", k.textAt(ledger.Read{AtLeast: r.Revision}, "a"), "one")
		want(t, "trips", s.trips()-before, 0)
	})
	t.Run("a floor that another ledger made is reached", func(t *testing.T) {
		s := storetest.NewModel()
		k := start(t, open(t, s))
		r := k.over(open(t, s)).say("a", "rival")
		want(t, "text", k.textAt(ledger.Read{AtLeast: r.Revision}, "a"), "rival")
	})
	t.Run("a floor above the head is INVALID", func(t *testing.T) {
		k := start(t, open(t, storetest.NewModel()))
		_, err := k.l.At(k.ctx, k.m, ledger.Read{AtLeast: 7})
		wantCode(t, err, fault.Invalid, "revision.future")
	})
}

func TestAsOf(t *testing.T) {
	t.Run("every revision is the exact replay, from whatever base", func(t *testing.T) {
		s := newSpy()
		few := func(o *ledger.Options) { o.CheckpointEvery = 20 }
		k := start(t, open(t, s, few))
		for i := range 90 {
			k.say(argmap.ID(fmt.Sprintf("c%d", i%7)), fmt.Sprint(i))
		}
		fresh := k.over(open(t, s, few))
		for _, r := range []argmap.Revision{91, 1, 50, 51, 49, 20, 90, 3} {
			same(t, fresh.at(ledger.Read{AsOf: r}), exact(t, s, k.m, r))
			same(t, k.at(ledger.Read{AsOf: r}), exact(t, s, k.m, r))
		}
	})
	t.Run("a revision once read is kept", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s))
		k.say("a", "one")
		k.say("a", "two")
		k.at(ledger.Read{AsOf: 2})
		before := s.tails.Load()
		want(t, "text", k.textAt(ledger.Read{AsOf: 2}, "a"), "one")
		want(t, "tails", s.tails.Load(), before)
	})
	t.Run("what a watched map was a moment ago is made from what is in memory", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s))
		for range 100 {
			k.say("a", "before")
		}
		follow(k, 0)
		eventually(t, "the watcher", func() bool { return k.l.Watched(k.m) })
		for i := range 40 {
			r := k.say("a", fmt.Sprint(i))
			nearest := s.nearest.Load()
			if i > 0 {
				want(t, "text", k.textAt(ledger.Read{AsOf: r.Revision - 1}, "a"), fmt.Sprint(i-1))
			}
			want(t, "reads of checkpoints", s.nearest.Load(), nearest)
		}
	})
	t.Run("a revision that is still to come is INVALID", func(t *testing.T) {
		k := start(t, open(t, storetest.NewModel()))
		_, err := k.l.At(k.ctx, k.m, ledger.Read{AsOf: 9})
		wantCode(t, err, fault.Invalid, "revision.future")
	})
	t.Run("a broken checkpoint is reported and the log used", func(t *testing.T) {
		s := storetest.NewModel()
		var reported atomic.Int64
		k := start(t, open(t, s, func(o *ledger.Options) { o.OnError = func(error) { reported.Add(1) } }))
		k.say("a", "one")
		k.say("a", "two")
		c := store.Checkpoint{Map: k.m, Revision: 2, Chunks: [][]byte{[]byte("broken")}}
		if err := s.PutCheckpoint(k.ctx, c); err != nil {
			t.Fatal(err)
		}
		same(t, k.at(ledger.Read{AsOf: 2}), exact(t, s, k.m, 2))
		want(t, "reported", reported.Load(), 1)
	})
}

func TestCheckpoint(t *testing.T) {
	t.Run("it is made in the background when enough was changed", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s, func(o *ledger.Options) { o.CheckpointEvery = 10 }))
		for i := range 25 {
			k.say("a", fmt.Sprint(i))
		}
		eventually(t, "a checkpoint", func() bool {
			c, ok, _ := s.Store.NearestCheckpoint(k.ctx, k.m, 26)
			return ok && c.Revision >= 10
		})
	})
	t.Run("a large map waits for a quarter of its size", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s, func(o *ledger.Options) { o.CheckpointEvery = 10 }))
		k.commit(claimsOf(400)...)
		eventually(t, "the first", func() bool { _, ok, _ := s.Store.NearestCheckpoint(k.ctx, k.m, 2); return ok })
		k.commit(claimsOf(60)...)
		k.commit(claimsOf(20)...)
		time.Sleep(20 * time.Millisecond)
		c, _, _ := s.Store.NearestCheckpoint(k.ctx, k.m, 0x7fff)
		want(t, "checkpoint", c.Revision, 2)
		k.commit(claimsOf(60)...)
		eventually(t, "the second", func() bool {
			c, _, _ := s.Store.NearestCheckpoint(k.ctx, k.m, 0x7fff)
			return c.Revision == 5
		})
	})
	t.Run("a long way to a past revision leaves one behind", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s, func(o *ledger.Options) { o.CheckpointEvery = 1000 }))
		for i := range 30 {
			k.say("a", fmt.Sprint(i))
		}
		k.over(open(t, s, func(o *ledger.Options) { o.CheckpointEvery = 10 })).at(ledger.Read{AsOf: 20})
		eventually(t, "a checkpoint", func() bool {
			c, ok, _ := s.Store.NearestCheckpoint(k.ctx, k.m, 31)
			return ok && c.Revision == 20
		})
	})
	t.Run("an error is reported", func(t *testing.T) {
		var reported atomic.Int64
		k := start(t, open(t, noCheckpoints{storetest.NewModel()}, func(o *ledger.Options) {
			o.CheckpointEvery, o.OnError = 1, func(error) { reported.Add(1) }
		}))
		k.say("a", "one")
		eventually(t, "it is reported", func() bool { return reported.Load() > 0 })
	})
}

type noCheckpoints struct{ store.Store }

func (noCheckpoints) PutCheckpoint(context.Context, store.Checkpoint) error { return errLost }

func TestMemory(t *testing.T) {
	small := func(o *ledger.Options) { o.CacheBytes = 200_000 }
	t.Run("the least recently used map goes", func(t *testing.T) {
		s := newSpy()
		l := open(t, s, small)
		var maps []*kit
		for range 5 {
			k := start(t, l)
			k.commit(claimsOf(150)...)
			maps = append(maps, k)
		}
		loads := s.loads.Load()
		maps[4].at(ledger.Read{})
		want(t, "loads of the latest", s.loads.Load()-loads, 0)
		maps[0].at(ledger.Read{})
		want(t, "loads of the oldest", s.loads.Load()-loads, 1)
	})
	t.Run("a map above the budget is refused and not loaded per read", func(t *testing.T) {
		s := newSpy()
		big := start(t, open(t, s.Store))
		big.commit(claimsOf(2000)...)
		now := noon()
		var mu sync.Mutex
		k := big.over(open(t, s, small, func(o *ledger.Options) {
			o.Clock = func() time.Time { mu.Lock(); defer mu.Unlock(); return now }
		}))
		for range 5 {
			_, err := k.l.At(k.ctx, k.m, ledger.Read{})
			wantCode(t, err, fault.Exhausted, "map.too_large")
			_, err = k.try(argmap.Set(claim("a", "one")))
			wantCode(t, err, fault.Exhausted, "map.too_large")
		}
		want(t, "loads", s.loads.Load(), 1)
		mu.Lock()
		now = now.Add(2 * time.Minute)
		mu.Unlock()
		_, _ = k.l.At(k.ctx, k.m, ledger.Read{})
		want(t, "loads after a while", s.loads.Load(), 2)
	})
	t.Run("no commit takes a map above the budget", func(t *testing.T) {
		k := start(t, open(t, storetest.NewModel(), small))
		_, err := k.try(claimsOf(2000)...)
		wantCode(t, err, fault.Exhausted, "map.too_large")
		want(t, "revision", k.at(ledger.Read{}).Revision(), 1)
	})
}

func TestLoad(t *testing.T) {
	t.Run("it runs once per map and whoever cannot wait is told to come back", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s.Store))
		fresh := k.over(open(t, s))
		g := newGate()
		hook(s, &s.onLoad, func(call func() error) error { g.pass(); return call() })
		ctx, cancel := context.WithTimeout(k.ctx, 20*time.Millisecond)
		defer cancel()
		_, err := fresh.l.At(ctx, k.m, ledger.Read{})
		wantCode(t, err, fault.Unavailable, "request.timeout")
		var wg sync.WaitGroup
		for range 10 {
			wg.Go(func() { fresh.at(ledger.Read{}) })
		}
		close(g.open)
		wg.Wait()
		want(t, "loads", s.loads.Load(), 1)
	})
	t.Run("it begins anew when the epoch moves", func(t *testing.T) {
		s := newSpy()
		k := start(t, open(t, s.Store))
		k.say("a", "secret")
		redact := sync.OnceFunc(func() {
			if _, err := k.l.Redact(k.ctx, ledger.Redaction{Map: k.m, Actor: argmap.Local, Refs: []argmap.Ref{{Type: argmap.TypeElement, ID: "a"}}}); err != nil {
				t.Error(err)
			}
		})
		hook(s, &s.onLoad, func(call func() error) error { err := call(); redact(); return err })
		fresh := k.over(open(t, s))
		want(t, "text", fresh.textAt(ledger.Read{}, "a"), "[redacted]")
		want(t, "epoch", fresh.at(ledger.Read{}).Epoch(), 1)
		want(t, "loads", s.loads.Load(), 2)
	})
}
