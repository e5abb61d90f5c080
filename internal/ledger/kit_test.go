package ledger_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"runtime/pprof"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/neo4jtest"
	"argmap/internal/snapshot"
	"argmap/internal/store"
	"argmap/internal/store/storetest"
)

func newID() argmap.ID { return argmap.ID(uuid.Must(uuid.NewV7()).String()) }

func noon() time.Time { return time.Date(2026, 2, 3, 12, 0, 0, 123456000, time.UTC) }

func claim(id argmap.ID, text string) *argmap.Element {
	return &argmap.Element{ID: id, Kind: argmap.KindClaim, Text: text, Author: argmap.Local, Created: noon()}
}

func properties(id argmap.ID) *argmap.Properties {
	return &argmap.Properties{ID: id, Title: "A map", Owner: argmap.Local, Created: noon()}
}

// open gives a ledger over a store, which is closed at the test's end. TestMain looks for goroutines
// that outlived theirs.
func open(t testing.TB, s store.Store, change ...func(*ledger.Options)) *ledger.Ledger {
	t.Helper()
	o := ledger.Options{
		Clock: noon, NewID: newID, LookupInterval: 5 * time.Millisecond, OutcomeWait: time.Minute, LookupTimeout: time.Minute,
		OnError: func(err error) { t.Errorf("OnError: %v", err) },
	}
	for _, c := range change {
		c(&o)
	}
	l := ledger.New(s, o)
	t.Cleanup(func() {
		if err := l.Close(context.Background()); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return l
}

func TestMain(m *testing.M) {
	code := neo4jtest.Main(m)
	time.Sleep(20 * time.Millisecond)
	if left := goroutines(); left != "" {
		fmt.Fprintf(os.Stderr, "goroutines outlived their ledger:\n%s\n", left)
		code = 1
	}
	os.Exit(code)
}

// goroutines gives the stacks of the goroutines that a ledger started.
func goroutines() string {
	var b strings.Builder
	_ = pprof.Lookup("goroutine").WriteTo(&b, 2)
	var ours []string
	for _, stack := range strings.Split(b.String(), "\n\n") {
		if strings.Contains(stack, "ledger.(*crew).start") {
			ours = append(ours, stack)
		}
	}
	return strings.Join(ours, "\n\n")
}

// kit is a map in a ledger, with short hands for what tests do to it.
type kit struct {
	testing.TB
	ctx context.Context
	l   *ledger.Ledger
	m   argmap.ID
}

// start makes a map and gives a kit for it.
func start(t testing.TB, l *ledger.Ledger) *kit {
	t.Helper()
	k := &kit{TB: t, ctx: context.Background(), l: l, m: newID()}
	if _, err := l.CreateMap(k.ctx, ledger.Proposal{Actor: argmap.Local}, properties(k.m)); err != nil {
		t.Fatalf("CreateMap: %v", err)
	}
	return k
}

// over gives a kit for the same map through another ledger.
func (k *kit) over(l *ledger.Ledger) *kit {
	other := *k
	other.l = l
	return &other
}

func (k *kit) propose(ops ...argmap.Operation) ledger.Proposal {
	return ledger.Proposal{
		Map: k.m, Actor: argmap.Local,
		Build: func(*snapshot.Snapshot) ([]argmap.Operation, error) { return ops, nil },
	}
}

func (k *kit) try(ops ...argmap.Operation) (ledger.Receipt, error) {
	return k.l.Commit(k.ctx, k.propose(ops...))
}

func (k *kit) commit(ops ...argmap.Operation) ledger.Receipt {
	k.Helper()
	r, err := k.try(ops...)
	if err != nil {
		k.Fatalf("Commit: %v", err)
	}
	return r
}

// say commits a claim under an id.
func (k *kit) say(id argmap.ID, text string) ledger.Receipt {
	k.Helper()
	return k.commit(argmap.Set(claim(id, text)))
}

func (k *kit) at(r ledger.Read) *snapshot.Snapshot {
	k.Helper()
	s, err := k.l.At(k.ctx, k.m, r)
	if err != nil {
		k.Fatalf("At(%+v): %v", r, err)
	}
	return s
}

// textAt gives a claim's text by a read; empty when it is not there.
func (k *kit) textAt(r ledger.Read, id argmap.ID) string {
	k.Helper()
	if e := argmap.ElementIn(k.at(r), id); e != nil {
		return e.Text
	}
	return ""
}

func wantCode(t testing.TB, err error, code fault.Code, reason string) {
	t.Helper()
	if fault.Of(err) != code || fault.Reason(err) != reason {
		t.Errorf("got error %v, want %s %s", err, code, reason)
	}
}

func want[T comparable](t testing.TB, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// eventually waits until a condition holds.
func eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("not after 10 s: %s", what)
		}
	}
}

// exact replays a map's log by the plain State.
func exact(t testing.TB, s store.Store, m argmap.ID, upTo argmap.Revision) *argmap.State {
	t.Helper()
	state := argmap.NewState(m)
	err := s.Tail(context.Background(), m, 0, upTo, func(set argmap.ChangeSet) error {
		state.Apply(set)
		return nil
	})
	if err != nil {
		t.Fatalf("Tail: %v", err)
	}
	return state
}

// same fails unless a snapshot holds exactly these entries.
func same(t testing.TB, got *snapshot.Snapshot, want *argmap.State) {
	t.Helper()
	if got.Revision() != want.Revision() {
		t.Fatalf("got revision %d, want %d", got.Revision(), want.Revision())
	}
	entries := map[argmap.Ref]argmap.Entry{}
	for e := range got.Entries() {
		ref := e.Record.Ref()
		if _, twice := entries[ref]; twice {
			t.Fatalf("revision %d: %s is there twice", got.Revision(), ref)
		}
		entries[ref] = e
	}
	for _, w := range want.Entries() {
		ref := w.Record.Ref()
		g, ok := entries[ref]
		if !ok || g.Revision != w.Revision || !argmap.Equal(g.Record, w.Record) {
			t.Fatalf("revision %d, %s: got %+v, want %+v", got.Revision(), ref, g, w)
		}
		delete(entries, ref)
	}
	for ref, e := range entries {
		t.Fatalf("revision %d: %s of revision %d should not be there", got.Revision(), ref, e.Revision)
	}
}

// spy is a store that counts its calls and lets a test stand between.
type spy struct {
	store.Store
	heads, appends, sets, loads, tails, nearest, paragraphs, sources atomic.Int64

	mu sync.Mutex
	// onHeads, onAppend, onLoad and onFind, when set, stand in for the call, which they may make.
	onHeads  func(call func() ([]store.Head, error)) ([]store.Head, error)
	onAppend func(call func() (store.Appended, error)) (store.Appended, error)
	onLoad   func(call func() error) error
	onFind   func(call func() (store.Outcome, bool, error)) (store.Outcome, bool, error)
	asked    [][]argmap.ID
}

func newSpy() *spy { return &spy{Store: storetest.NewModel()} }

func hook[T any](s *spy, field *T, value T) {
	s.mu.Lock()
	defer s.mu.Unlock()
	*field = value
}

func hooked[T any](s *spy, field *T) T {
	s.mu.Lock()
	defer s.mu.Unlock()
	return *field
}

func (s *spy) Heads(ctx context.Context, ids []argmap.ID) ([]store.Head, error) {
	s.heads.Add(1)
	s.mu.Lock()
	s.asked = append(s.asked, ids)
	s.mu.Unlock()
	call := func() ([]store.Head, error) { return s.Store.Heads(ctx, ids) }
	if f := hooked(s, &s.onHeads); f != nil {
		return f(call)
	}
	return call()
}

func (s *spy) Append(ctx context.Context, m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, active []argmap.ID) (store.Appended, error) {
	s.appends.Add(1)
	s.sets.Add(int64(len(sets)))
	call := func() (store.Appended, error) { return s.Store.Append(ctx, m, expected, sets, active) }
	if f := hooked(s, &s.onAppend); f != nil {
		return f(call)
	}
	return call()
}

func (s *spy) Load(ctx context.Context, m argmap.ID, yield func(argmap.Entry) error) error {
	s.loads.Add(1)
	call := func() error { return s.Store.Load(ctx, m, yield) }
	if f := hooked(s, &s.onLoad); f != nil {
		return f(call)
	}
	return call()
}

func (s *spy) Tail(ctx context.Context, m argmap.ID, after, upTo argmap.Revision, yield func(argmap.ChangeSet) error) error {
	s.tails.Add(1)
	return s.Store.Tail(ctx, m, after, upTo, yield)
}

func (s *spy) NearestCheckpoint(ctx context.Context, m argmap.ID, atMost argmap.Revision) (store.Checkpoint, bool, error) {
	s.nearest.Add(1)
	return s.Store.NearestCheckpoint(ctx, m, atMost)
}

func (s *spy) FindWrite(ctx context.Context, ref store.WriteRef) (store.Outcome, bool, error) {
	call := func() (store.Outcome, bool, error) { return s.Store.FindWrite(ctx, ref) }
	if f := hooked(s, &s.onFind); f != nil {
		return f(call)
	}
	return call()
}

func (s *spy) Paragraphs(ctx context.Context, ids []argmap.ID) ([]*argmap.Paragraph, error) {
	s.paragraphs.Add(1)
	return s.Store.Paragraphs(ctx, ids)
}

func (s *spy) Sources(ctx context.Context, ids []argmap.ID) ([]*argmap.Source, error) {
	s.sources.Add(1)
	return s.Store.Sources(ctx, ids)
}

// trips counts every call that the spy sees.
func (s *spy) trips() int64 {
	return s.heads.Load() + s.appends.Load() + s.loads.Load() + s.tails.Load() + s.nearest.Load()
}

// gate holds callers until it is opened.
type gate struct {
	arrived chan struct{}
	open    chan struct{}
}

func newGate() *gate { return &gate{arrived: make(chan struct{}, 1000), open: make(chan struct{})} }

func (g *gate) pass() {
	g.arrived <- struct{}{}
	<-g.open
}

var errLost = fault.New(fault.Unavailable, "store.lost", "the connection was lost").Because(errors.New("reset by peer"))

func claimsOf(n int) []argmap.Operation {
	var ops []argmap.Operation
	for i := range n {
		ops = append(ops, argmap.Set(claim(newID(), fmt.Sprintf("claim %d", i))))
	}
	return ops
}

func records(ops []argmap.Operation) iter.Seq2[argmap.Record, error] {
	return func(yield func(argmap.Record, error) bool) {
		for _, op := range ops {
			if !yield(op.After, nil) {
				return
			}
		}
	}
}
