package ledger_test

import (
	"context"
	"fmt"
	"hash/fnv"
	"iter"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/snapshot"
	"argmap/internal/store"
	"argmap/internal/store/sqlitestore"
	"argmap/internal/store/storetest"
)

// backend opens a fresh database twice, as two processes would.
type backend struct {
	name string
	open func(t *testing.T) (a, b store.Store)
}

func backends() []backend {
	return []backend{
		{"model", func(*testing.T) (store.Store, store.Store) { m := storetest.NewModel(); return m, m }},
		{"sqlite", func(t *testing.T) (store.Store, store.Store) {
			path := filepath.Join(t.TempDir(), "argmap.db")
			return openSQLite(t, path), openSQLite(t, path)
		}},
		{"neo4j", openNeo4j},
	}
}

func openSQLite(t *testing.T, path string) store.Store {
	t.Helper()
	s, err := sqlitestore.Open(context.Background(), sqlitestore.Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	return migrated(t, s)
}

func migrated(t *testing.T, s store.Store) store.Store {
	t.Helper()
	t.Cleanup(func() { _ = s.Close(context.Background()) })
	if _, err := s.Migrate(context.Background()); err != nil {
		t.Fatal(err)
	}
	return s
}

func onEach(t *testing.T, law func(t *testing.T, a, b store.Store)) {
	for _, be := range backends() {
		t.Run(be.name, func(t *testing.T) {
			a, b := be.open(t)
			law(t, a, b)
		})
	}
}

// digest sums up a state: every record with the revision that set it.
func digest(entries iter.Seq[argmap.Entry]) string {
	h := fnv.New64a()
	for e := range entries {
		j, _ := argmap.EncodeRecord(e.Record)
		_, _ = fmt.Fprintf(h, "%s %d %s\n", e.Record.Ref(), e.Revision, j)
	}
	return fmt.Sprintf("%x", h.Sum64())
}

// truthOf reads what the log of a map says at every revision.
func truthOf(t *testing.T, s store.Store, m argmap.ID) truth {
	t.Helper()
	log := truth{writes: []argmap.ID{""}, states: []string{""}}
	state := argmap.NewState(m)
	err := s.Tail(context.Background(), m, 0, 0, func(set argmap.ChangeSet) error {
		state.Apply(set)
		log.writes = append(log.writes, set.WriteID)
		log.states = append(log.states, digest(func(yield func(argmap.Entry) bool) {
			for _, e := range state.Entries() {
				if !yield(e) {
					return
				}
			}
		}))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return log
}

// recorder collects a history from many clients. A busy machine may let a store answer too late;
// such calls are counted and tell nothing.
type recorder struct {
	clock   atomic.Int64
	late    atomic.Int64
	mu      sync.Mutex
	history []op
	seen    []*snapshot.Snapshot // of the reads in history, nil for writes
}

func (r *recorder) record(o op, s *snapshot.Snapshot) {
	o.ret = r.clock.Add(1)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.history = append(r.history, o)
	r.seen = append(r.seen, s)
}

func (r *recorder) write(k *kit, id argmap.ID) argmap.Revision {
	o := op{what: "write", call: r.clock.Add(1)}
	receipt, err := k.try(argmap.Set(claim(id, newText())))
	if err != nil {
		r.failed(k, err)
		return 0
	}
	o.revision, o.write = receipt.Revision, receipt.WriteID
	r.record(o, nil)
	return receipt.Revision
}

func (r *recorder) read(k *kit, what string, by ledger.Read) {
	o := op{what: what, call: r.clock.Add(1), floor: by.AtLeast}
	s, err := k.l.At(k.ctx, k.m, by)
	if err != nil {
		r.failed(k, err)
		return
	}
	o.revision = s.Revision()
	r.record(o, s)
}

func (r *recorder) failed(k *kit, err error) {
	if r.late.Add(1); fault.Of(err) != fault.Unavailable {
		k.Error(err)
	}
}

// flaky loses one append in ten, half of them after they were made.
func flaky(s store.Store) store.Store {
	f := &spy{Store: s}
	f.onAppend = func(call func() (store.Appended, error)) (store.Appended, error) {
		switch rand.IntN(20) {
		case 0:
			return store.Appended{}, errLost
		case 1:
			_, _ = call()
			return store.Appended{}, errLost
		}
		return call()
	}
	return f
}

// TestHistory lets writers and readers loose on two ledgers, over connections that break, and
// checks what they were told.
func TestHistory(t *testing.T) {
	onEach(t, func(t *testing.T, a, b store.Store) {
		one := start(t, open(t, a))
		kits := []*kit{one.over(open(t, flaky(a))), one.over(open(t, flaky(b)))}
		for i, k := range kits { // plans are made, connections opened
			k.say(argmap.ID(fmt.Sprintf("%s-warm-%d", k.m, i)), "warm")
			k.at(ledger.Read{})
		}
		var r recorder
		var wg sync.WaitGroup
		end := time.Now().Add(time.Second)
		for c := range 4 {
			wg.Go(func() {
				for i := 0; i < 100 && time.Now().Before(end); i++ {
					floor := r.write(kits[c%2], argmap.ID(fmt.Sprintf("%s-%d", one.m, rand.IntN(12))))
					if floor > 0 {
						r.read(kits[(c+i)%2], "session", ledger.Read{AtLeast: floor})
					}
				}
			})
			wg.Go(func() {
				for i := 0; i < 200 && time.Now().Before(end); i++ {
					r.read(kits[c%2], "latest", ledger.Read{})
				}
			})
		}
		wg.Wait()
		for i, s := range r.seen {
			if s != nil {
				r.history[i].shows = digest(s.Entries())
			}
		}
		for _, breach := range breaches(r.history, truthOf(t, a, one.m)) {
			t.Error(breach)
		}
		t.Logf("%d operations, %d unavailable", len(r.history), r.late.Load())
		if len(r.history) < 40 {
			t.Error("too few to prove anything")
		}
	})
}

// TestLoadUnderAWriter loads a map again and again, each time by a ledger that knows nothing of it,
// while others commit without a pause.
func TestLoadUnderAWriter(t *testing.T) {
	onEach(t, func(t *testing.T, a, b store.Store) {
		k := start(t, open(t, a))
		k.commit(named(k.m, 300)...)
		stop := make(chan struct{})
		var wg sync.WaitGroup
		wg.Go(func() { churn(k, stop) })
		rest := sync.OnceFunc(func() { close(stop); wg.Wait() })
		defer rest()
		for range 12 {
			beside := &spy{Store: b}
			beside.onLoad = func(call func() error) error {
				before := headOf(t, b, k.m)
				err := call()
				eventually(t, "a commit beside the load", func() bool { return headOf(t, b, k.m) > before })
				return err
			}
			fresh := ledger.New(beside, ledger.Options{NewID: newID})
			s, err := fresh.At(k.ctx, k.m, ledger.Read{})
			_ = fresh.Close(k.ctx)
			if err != nil {
				t.Error(err)
				break
			}
			same(t, s, exact(t, b, k.m, s.Revision()))
		}
		rest()
		want(t, "differences in the end", verify(t, k), "")
	})
}

func headOf(t *testing.T, s store.Store, m argmap.ID) argmap.Revision {
	heads, err := s.Heads(context.Background(), []argmap.ID{m})
	if err != nil || len(heads) != 1 {
		t.Errorf("Heads: %v, %v", heads, err)
		return 0
	}
	return heads[0].Revision
}

func named(m argmap.ID, n int) []argmap.Operation {
	var ops []argmap.Operation
	for i := range n {
		ops = append(ops, argmap.Set(claim(argmap.ID(fmt.Sprintf("%s-%d", m, i)), fmt.Sprint(i))))
	}
	return ops
}

// churn sets and removes claims, several at a time, until it is stopped.
func churn(k *kit, stop <-chan struct{}) {
	for {
		select {
		case <-stop:
			return
		default:
		}
		i := rand.IntN(290)
		p := k.propose()
		p.Build = func(head *snapshot.Snapshot) ([]argmap.Operation, error) {
			var ops []argmap.Operation
			for j := i; j < i+10; j++ {
				id := argmap.ID(fmt.Sprintf("%s-%d", k.m, j))
				if argmap.ElementIn(head, id) != nil && rand.IntN(2) == 0 {
					ops = append(ops, argmap.Remove(elementRef(id)))
				} else {
					ops = append(ops, argmap.Set(claim(id, newText())))
				}
			}
			return ops, nil
		}
		if _, err := k.l.Commit(k.ctx, p); err != nil {
			k.Errorf("churn: %v", err)
			return
		}
	}
}

// TestOnStores goes through what the other tests show on the model once on every store.
func TestOnStores(t *testing.T) {
	onEach(t, func(t *testing.T, a, b store.Store) {
		few := func(o *ledger.Options) { o.CheckpointEvery = 15 }
		k := start(t, open(t, a, few))
		rival := k.over(open(t, b, few))
		id := func(s string) argmap.ID { return k.m + argmap.ID(s) }
		for i := range 40 {
			[]*kit{k, rival}[i%2].say(id(fmt.Sprint(i%7)), fmt.Sprintf("secret %d", i))
		}
		for _, r := range []argmap.Revision{1, 7, 20, 41} {
			same(t, rival.at(ledger.Read{AsOf: r}), exact(t, a, k.m, r))
		}
		k.commit(argmap.Remove(elementRef(id("0"))))
		if _, err := k.l.Undo(k.ctx, ledger.Proposal{Map: k.m, Actor: argmap.Local, Undoes: 42}); err != nil {
			t.Fatal(err)
		}
		if _, err := rival.l.Restore(k.ctx, ledger.Proposal{Map: k.m, Actor: argmap.Local, Restores: 3}); err != nil {
			t.Fatal(err)
		}
		want(t, "restored", k.textAt(ledger.Read{}, id("1")), "secret 1")
		if _, err := rival.l.Undo(k.ctx, ledger.Proposal{Map: k.m, Actor: argmap.Local, Undoes: 44}); err != nil {
			t.Fatal(err)
		}
		if _, err := k.l.Redact(k.ctx, ledger.Redaction{Map: k.m, Actor: "officer", Refs: []argmap.Ref{elementRef(id("0")), elementRef(id("1"))}}); err != nil {
			t.Fatal(err)
		}
		want(t, "redacted", rival.textAt(ledger.Read{}, id("1")), "[redacted]")
		want(t, "redacted then", rival.textAt(ledger.Read{AsOf: 9}, id("1")), "[redacted]")
		want(t, "differences", verify(t, rival), "")
		if err := rival.l.Rebuild(k.ctx, k.m); err != nil {
			t.Fatal(err)
		}
		same(t, k.at(ledger.Read{}), exact(t, a, k.m, 0))
		want(t, "differences after a rebuild", verify(t, k), "")
		importsOn(t, k)
		if _, err := rival.l.DeleteMap(k.ctx, ledger.Proposal{Map: k.m, Actor: argmap.Local}); err != nil {
			t.Fatal(err)
		}
		_, err := k.l.At(k.ctx, k.m, ledger.Read{})
		wantCode(t, err, fault.NotFound, "map.not_found")
	})
}

func importsOn(t *testing.T, k *kit) {
	t.Helper()
	large := *k
	large.m = newID()
	began := time.Now()
	r, err := k.l.Import(k.ctx, ledger.Proposal{Actor: argmap.Local}, properties(large.m), records(corpus(5100)))
	if err != nil {
		t.Fatal(err)
	}
	want(t, "revision", r.Revision, 1)
	t.Logf("10,200 records were imported in %v", time.Since(began).Round(time.Millisecond))
	want(t, "differences", verify(t, &large), "")
}
