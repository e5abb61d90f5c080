package neo4jstore_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/neo4jtest"
	"argmap/internal/store"
	"argmap/internal/store/neo4jstore"
)

// ownServer starts a server that a test may kill.
func ownServer(t *testing.T) *neo4jtest.Server {
	t.Helper()
	neo4jtest.Shared(t) // skips the test where no server can be started
	server, err := neo4jtest.Start(t.Context(), neo4jtest.Options{})
	if errors.Is(err, neo4jtest.ErrMissing) && os.Getenv(neo4jtest.EnvRequire) != "1" {
		t.Skip(neo4jtest.SkipMessage(err))
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Stop() })
	return server
}

// writer appends to a map of its own, one claim a change set, the way the ledger does: when it does
// not know what became of a write it asks, and sends the same write again if it was not made.
type writer struct {
	s     *neo4jstore.Store
	m     argmap.ID
	acked []argmap.ID
	// answers counts errors by code.
	answers map[fault.Code]int
}

func (w *writer) write(ctx context.Context, rev argmap.Revision) error {
	set := argmap.ChangeSet{Map: w.m, Revision: rev, WriteID: newID(), Actor: argmap.Local, Time: at()}
	if rev == 1 {
		set.Operations = []argmap.Operation{argmap.Set(&argmap.Properties{ID: w.m, Title: "Fault", Owner: argmap.Local, Created: at()})}
	} else {
		set.Operations = []argmap.Operation{argmap.Set(&argmap.Element{ID: newID(), Kind: argmap.KindClaim, Text: words, Created: at()})}
	}
	for ctx.Err() == nil {
		out, err := w.s.Append(ctx, w.m, rev-1, []argmap.ChangeSet{set}, nil)
		if err == nil && out.Done {
			w.acked = append(w.acked, set.WriteID)
			return nil
		}
		if err == nil || fault.Reason(err) == "write.taken" {
			o, found, findErr := w.s.FindWrite(ctx, store.WriteRef{WriteID: set.WriteID})
			if findErr == nil && found && o.Revision == rev {
				w.acked = append(w.acked, set.WriteID)
				return nil
			}
			if findErr == nil {
				return fmt.Errorf("revision %d is not ours: %+v %w", rev, out, err)
			}
		}
		w.answers[fault.Of(err)]++
		if fault.Of(err) != fault.Unavailable {
			return fmt.Errorf("revision %d: %w", rev, err)
		}
		time.Sleep(50 * time.Millisecond)
	}
	return ctx.Err()
}

// TestOutlivesAKilledServer kills the database under four writers and starts it again. The same store
// goes on, and every write that it acknowledged is there once.
func TestOutlivesAKilledServer(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a server of its own")
	}
	server := ownServer(t)
	s := open(t, options(server))
	if _, err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	stop := make(chan struct{})
	writers := make([]*writer, 4)
	var group sync.WaitGroup
	for i := range writers {
		w := &writer{s: s, m: newID(), answers: map[fault.Code]int{}}
		writers[i] = w
		group.Go(func() {
			for rev := argmap.Revision(1); ; rev++ {
				select {
				case <-stop:
					return
				default:
				}
				if err := w.write(ctx, rev); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	time.Sleep(2 * time.Second)
	if err := server.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := s.Ready(ctx); fault.Of(err) != fault.Unavailable {
		t.Errorf("Ready without a server: got %v, want UNAVAILABLE", err)
	}
	if err := server.Restart(ctx); err != nil {
		t.Fatal(err)
	}
	time.Sleep(3 * time.Second)
	close(stop)
	group.Wait()
	for _, w := range writers {
		w.check(t)
	}
}

func (w *writer) check(t *testing.T) {
	t.Helper()
	var log []argmap.ID
	err := w.s.Tail(t.Context(), w.m, 0, 0, func(c argmap.ChangeSet) error {
		log = append(log, c.WriteID)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(log) != fmt.Sprint(w.acked) {
		t.Errorf("acknowledged %d writes, and the log has %d others or in another order", len(w.acked), len(log))
	}
	rows := 0
	if err := w.s.Load(t.Context(), w.m, func(argmap.Entry) error { rows++; return nil }); err != nil || rows != len(log) {
		t.Errorf("got %d rows (%v), want %d", rows, err, len(log))
	}
	t.Logf("%d writes, errors met: %v", len(log), w.answers)
}

// TestOpensWithoutAServer shows that a store may be opened before its database is there.
func TestOpensWithoutAServer(t *testing.T) {
	o := neo4jstore.Options{URI: "bolt://127.0.0.1:1", Username: "neo4j", Password: "none", RetryFor: 200 * time.Millisecond}
	s := open(t, o)
	if _, err := s.Heads(t.Context(), []argmap.ID{"m"}); fault.Of(err) != fault.Unavailable {
		t.Errorf("got %v, want UNAVAILABLE", err)
	}
	o.Eager = true
	if _, err := neo4jstore.Open(t.Context(), o); fault.Of(err) != fault.Unavailable {
		t.Errorf("eager: got %v, want UNAVAILABLE", err)
	}
}

func TestRefusesWrongCredentials(t *testing.T) {
	server := neo4jtest.Shared(t)
	o := options(server)
	o.Password += "x"
	s := open(t, o)
	if _, err := s.Heads(t.Context(), []argmap.ID{"m"}); fault.Reason(err) != "neo4j.credentials" {
		t.Errorf("got %v, want neo4j.credentials", err)
	}
}

// TestCallerLeaves shows that a cancelled caller leaves at once and that the connection survives him.
func TestCallerLeaves(t *testing.T) {
	s := openEmpty(t, neo4jtest.Shared(t))
	for range 20 {
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Microsecond)
		if _, err := s.MapIDs(ctx); err != nil && fault.Of(err) != fault.Unavailable {
			t.Errorf("got %v, want UNAVAILABLE", err)
		}
		cancel()
	}
	if _, err := s.MapIDs(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestTwoStartersTakeEachStepOnce lets two stores migrate an empty database at once.
func TestTwoStartersTakeEachStepOnce(t *testing.T) {
	server := neo4jtest.Shared(t)
	reset(t, server)
	took := make([]int, 2)
	var group sync.WaitGroup
	for i := range took {
		s := open(t, options(server))
		group.Go(func() {
			steps, err := s.Migrate(t.Context())
			if err != nil {
				t.Error(err)
			}
			took[i] = len(steps)
		})
	}
	group.Wait()
	if took[0]+took[1] != 6 {
		t.Errorf("the starters took %v steps, want 6 in all", took)
	}
}

// TestDeadStarterLocksNobodyOut leaves the lock of a starter who died behind.
func TestDeadStarterLocksNobodyOut(t *testing.T) {
	server := neo4jtest.Shared(t)
	s := openEmpty(t, server)
	cypher(t, server, `MERGE (l:MigrationLock {name: 'schema'}) SET l.holder = 1, l.until = datetime() + duration('PT2S')`, nil)
	start := time.Now()
	if _, err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	if waited := time.Since(start); waited < time.Second {
		t.Errorf("waited %v for a lock with two seconds to go", waited)
	}
}
