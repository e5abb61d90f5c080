package exchange_test

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/exchange"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/store"
)

// harm is what goes wrong at one call of the store.
type harm string

const (
	failsBefore harm = "the call fails"
	failsAfter  harm = "the call is made, and its answer is lost"
	goesDown    harm = "the store goes down for good"
	cancelled   harm = "the caller goes away"
)

var errHarm = fault.New(fault.Unavailable, "test.harm", "the line is dead")

// harmed is a store in which something goes wrong at one call.
type harmed struct {
	store.Store
	harm   harm
	at     int64
	calls  atomic.Int64
	cancel context.CancelFunc
}

func (s *harmed) do(call func() error) error {
	n := s.calls.Add(1)
	switch {
	case s.harm == goesDown && n >= s.at:
		return errHarm
	case n != s.at:
	case s.harm == failsBefore:
		return errHarm
	case s.harm == failsAfter:
		if err := call(); err != nil {
			return err
		}
		return errHarm
	case s.harm == cancelled:
		s.cancel()
	}
	return call()
}

// ask is do for a call that gives a value.
func ask[T any](s *harmed, call func() (T, error)) (got T, err error) {
	err = s.do(func() (err error) {
		got, err = call()
		return err
	})
	return got, err
}

func (s *harmed) Append(ctx context.Context, m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, active []argmap.ID) (store.Appended, error) {
	return ask(s, func() (store.Appended, error) { return s.Store.Append(ctx, m, expected, sets, active) })
}

func (s *harmed) Heads(ctx context.Context, ids []argmap.ID) ([]store.Head, error) {
	return ask(s, func() ([]store.Head, error) { return s.Store.Heads(ctx, ids) })
}

func (s *harmed) FindWrite(ctx context.Context, ref store.WriteRef) (o store.Outcome, found bool, err error) {
	err = s.do(func() (err error) {
		o, found, err = s.Store.FindWrite(ctx, ref)
		return err
	})
	return o, found, err
}

func (s *harmed) PutCheckpoint(ctx context.Context, c store.Checkpoint) error {
	return s.do(func() error { return s.Store.PutCheckpoint(ctx, c) })
}

func (s *harmed) BringSource(ctx context.Context, name argmap.ID, at time.Time, src *argmap.Source, raw []byte, ps []*argmap.Paragraph) error {
	return s.do(func() error { return s.Store.BringSource(ctx, name, at, src, raw, ps) })
}

func (s *harmed) BeginImport(ctx context.Context, name argmap.ID, p *argmap.Properties, at time.Time) error {
	return s.do(func() error { return s.Store.BeginImport(ctx, name, p, at) })
}

func (s *harmed) Stage(ctx context.Context, m argmap.ID, at time.Time, records []argmap.Record) error {
	return s.do(func() error { return s.Store.Stage(ctx, m, at, records) })
}

func (s *harmed) Publish(ctx context.Context, sets []argmap.ChangeSet) error {
	return s.do(func() error { return s.Store.Publish(ctx, sets) })
}

func (s *harmed) DropImport(ctx context.Context, name argmap.ID) error {
	return s.do(func() error { return s.Store.DropImport(ctx, name) })
}

func (s *harmed) SourcesByHash(ctx context.Context, sha256 string) ([]*argmap.Source, error) {
	return ask(s, func() ([]*argmap.Source, error) { return s.Store.SourcesByHash(ctx, sha256) })
}

func (s *harmed) Paragraphs(ctx context.Context, ids []argmap.ID) ([]*argmap.Paragraph, error) {
	return ask(s, func() ([]*argmap.Paragraph, error) { return s.Store.Paragraphs(ctx, ids) })
}

func (s *harmed) SourceParagraphs(ctx context.Context, source argmap.ID, after, limit int) ([]*argmap.Paragraph, error) {
	return ask(s, func() ([]*argmap.Paragraph, error) { return s.Store.SourceParagraphs(ctx, source, after, limit) })
}

// files are imports of each kind: a change set, two maps that share a text, one of them large.
func files() map[string]func() exchange.File {
	second := canteen()
	second.Title, second.Beside = "The second", ""
	third := canteen()
	third.Text += "\n\nMore."
	large := canteen()
	large.Text += "\n\nMuch more."
	for i := range 5000 {
		large.Claims = append(large.Claims, fmt.Sprintf("because of %d", i))
	}
	return map[string]func() exchange.File{
		"one map":     func() exchange.File { return fileOf(third) },
		"three maps":  func() exchange.File { return fileOf(third, second, canteen()) },
		"a large map": func() exchange.File { return fileOf(large) },
	}
}

// TestAFailedImportLeavesNothing lets something go wrong at every call of the store that an import makes.
func TestAFailedImportLeavesNothing(t *testing.T) {
	all := []harm{failsBefore, failsAfter, goesDown, cancelled}
	t.Run("sqlite", func(t *testing.T) {
		h := settled(t, sqlite(t), "i")
		for _, name := range []string{"one map", "three maps"} {
			for _, harm := range all {
				t.Run(name+", "+string(harm), func(t *testing.T) { h.everyCall(t, files()[name], harm) })
			}
		}
		settled(t, sqlite(t), "l").everyCall(t, files()["a large map"], failsBefore)
	})
	t.Run("neo4j", func(t *testing.T) {
		h := settled(t, neo4j(t), "i")
		for _, harm := range all {
			t.Run(string(harm), func(t *testing.T) { h.everyCall(t, files()["three maps"], harm) })
		}
	})
}

// everyCall imports a file again and again, each time with harm at a later call, until none is left to
// do harm at. After each the store holds what it did, or all of the file.
func (h *house) everyCall(t *testing.T, file func() exchange.File, what harm) {
	before, made := h.backup(), false
	for at := int64(1); !made; at++ {
		if at > 60 {
			t.Fatal("the import does not end")
		}
		s := &harmed{Store: h.store, harm: what, at: at}
		err := h.importOver(s, file())
		made = s.calls.Load() < at
		if made && err != nil {
			t.Fatalf("without harm: %v", err)
		}
		if err == nil {
			before = h.whole(t, before)
			continue
		}
		h.left(t, at, what, before)
	}
}

// importOver imports a file over a store that may do harm.
func (h *house) importOver(s *harmed, file exchange.File) error {
	ctx, cancel := context.WithCancel(h.ctx)
	defer cancel()
	s.cancel = cancel
	wait := time.Minute
	if s.harm == goesDown {
		wait = 20 * time.Millisecond // nothing more will be found out
	}
	l := ledger.New(s, ledger.Options{Clock: noon, NewID: h.id, OutcomeWait: wait, LookupTimeout: time.Minute})
	defer func() { _ = l.Close(h.ctx) }()
	x := exchange.NewInterchange(s, l, nil, exchange.Options{NewID: h.id, Clock: noon, Formats: tinyFormats(), Limit: 1 << 20})
	_, _, err := x.Import(ctx, file, somebody)
	return err
}

// left demands that a failed import left nothing, which only a store that is down may need a sweep for.
func (h *house) left(t *testing.T, at int64, what harm, before string) {
	t.Helper()
	swept, err := h.store.SweepImports(h.ctx, noon().AddDate(1, 0, 0))
	h.ok(err)
	if len(swept) > 0 && what != goesDown {
		t.Errorf("%s at call %d: the imports %v are left to be swept", what, at, swept)
	}
	if after := h.backup(); after != before {
		t.Errorf("%s at call %d: the store holds something else than before\n%.2000s", what, at, after)
	}
	h.clean(t)
}

// whole demands that all of a file is there, and gives what the store holds now.
func (h *house) whole(t *testing.T, before string) string {
	t.Helper()
	after := h.backup()
	if after == before {
		t.Error("an import that succeeded has brought nothing")
	}
	swept, err := h.store.SweepImports(h.ctx, noon().AddDate(1, 0, 0))
	h.ok(err)
	if len(swept) > 0 || h.backup() != after {
		t.Errorf("the imports %v were swept though they were published", swept)
	}
	h.clean(t)
	return after
}

func (h *house) clean(t *testing.T) {
	t.Helper()
	h.ok(h.store.Check(h.ctx, func(f store.Finding) error {
		t.Errorf("got finding %+v, want none", f)
		return nil
	}))
}
