package exchange_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/exchange"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/store"
)

// TestLawRoundTrip brings random maps into an empty store: what comes out is the same, byte for byte,
// and bringing them in again finds everything known.
func TestLawRoundTrip(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		from, closeFrom := fresh(rt, "a")
		defer closeFrom()
		to, closeTo := fresh(rt, "b")
		defer closeTo()
		draw(rt, from)
		file := from.backup()
		rep := to.restore(file)
		sameText(rt, "the backup of what was restored", to.backup(), file)
		again := to.restore(file)
		if want := (exchange.Report{Known: rep.Maps + rep.Sources}); again != want {
			rt.Fatalf("got %+v the second time, want %+v", again, want)
		}
		sameExports(rt, from, to)
	})
}

func fresh(t must, letter string) (*house, func()) {
	s, closeStore := openSQLite(t)
	h, closeLedger := newHouse(t, s, letter)
	return h, func() { closeLedger(); closeStore() }
}

// sameExports compares the exports and the states of all maps that can be seen, and demands that both are sound.
func sameExports(t must, from, to *house) {
	t.Helper()
	ids, err := from.store.MapIDs(from.ctx)
	from.ok(err)
	heads, err := from.store.Heads(from.ctx, ids)
	from.ok(err)
	for _, h := range heads {
		if h.State == store.Active {
			sameText(t, "export of map "+string(h.Map), to.export(h.Map), from.export(h.Map))
			to.sound(h.Map)
		}
	}
}

// furnish makes one of everything that a restore treats apart, and gives the map that was imported.
func furnish(h *house, bring func(...argmap.Record) argmap.ID, n int) (big argmap.ID) {
	t := h.put("Under whose auspices?", "By what criteria?")
	cited := h.claim("cited")
	records := h.many(n)
	big = bring(append(records, cited, h.cite(cited, t.paragraphs[0]))...)
	h.commit(big, h.claim("later"))
	gone := h.make(h.claim("gone"))
	h.delete(gone)
	bigGone := bring(h.many(n)...)
	h.delete(bigGone)
	quote := h.cite(cited, t.paragraphs[1])
	h.commit(big, quote)
	_, err := h.ledger.Redact(h.ctx, ledger.Redaction{Map: big, Actor: "officer", Refs: []argmap.Ref{quote.Ref(), cited.Ref(), {Type: argmap.TypeProperties, ID: big}}})
	h.ok(err)
	h.withdraw(t)
	return big
}

func TestLargeImportsComeBack(t *testing.T) {
	from, to := settled(t, sqlite(t), "a"), settled(t, sqlite(t), "b")
	big := furnish(from, from.make, 5200)
	file := from.backup()
	if n := strings.Count(file, `{"record":`); n < 2*argmap.MaxOperations {
		t.Fatalf("got %d staged records, want two imports of more than %d", n, argmap.MaxOperations)
	}
	to.restore(file)
	sameText(t, "backup", to.backup(), file)
	sameText(t, "export", to.export(big), from.export(big))
	to.sound(big)
	if rep := to.restore(file); rep.Maps != 0 || rep.Known != 4 {
		t.Errorf("got %+v the second time, want 4 known", rep)
	}
}

func TestFromStoreToStore(t *testing.T) {
	real := settled(t, neo4j(t), "n")
	from, to := settled(t, sqlite(t), "a"), settled(t, sqlite(t), "b")
	big := furnish(from, from.stage, 40)
	file := from.backup()
	real.restore(file)
	sameText(t, "backup of Neo4j", real.backup(), file)
	real.sound(big)
	if rep := real.restore(file); rep.Maps != 0 || rep.Known != 4 {
		t.Errorf("got %+v the second time, want 4 known", rep)
	}
	to.restore(real.backup())
	sameText(t, "backup of the second SQLite", to.backup(), file)
	sameText(t, "export", to.export(big), real.export(big))
}

// frail is a store whose writes fail after some.
type frail struct {
	store.Store
	left int
}

var errFrail = errors.New("the lights went out")

func (f *frail) spend() error {
	if f.left--; f.left < 0 {
		return errFrail
	}
	return nil
}

func (f *frail) Append(ctx context.Context, m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, active []argmap.ID) (store.Appended, error) {
	if err := f.spend(); err != nil {
		return store.Appended{}, err
	}
	return f.Store.Append(ctx, m, expected, sets, active)
}

func (f *frail) PutSource(ctx context.Context, s *argmap.Source, raw []byte, ps []*argmap.Paragraph) error {
	if err := f.spend(); err != nil {
		return err
	}
	return f.Store.PutSource(ctx, s, raw, ps)
}

func (f *frail) Stage(ctx context.Context, m argmap.ID, at time.Time, rs []argmap.Record) error {
	if err := f.spend(); err != nil {
		return err
	}
	return f.Store.Stage(ctx, m, at, rs)
}

func (f *frail) PutCheckpoint(ctx context.Context, c store.Checkpoint) error {
	if err := f.spend(); err != nil {
		return err
	}
	return f.Store.PutCheckpoint(ctx, c)
}

func (f *frail) Publish(ctx context.Context, sets []argmap.ChangeSet) error {
	if err := f.spend(); err != nil {
		return err
	}
	return f.Store.Publish(ctx, sets)
}

// DropImport fails once the store is gone, so that what was staged stays, as after a crash.
func (f *frail) DropImport(ctx context.Context, name argmap.ID) error {
	if f.left < 0 {
		return errFrail
	}
	return f.Store.DropImport(ctx, name)
}

func (f *frail) DeleteMap(ctx context.Context, expected argmap.Revision, set argmap.ChangeSet) (store.Appended, error) {
	if err := f.spend(); err != nil {
		return store.Appended{}, err
	}
	return f.Store.DeleteMap(ctx, expected, set)
}

// TestRestoreCarriesOn breaks a restore off before each of its writes, and runs it again.
func TestRestoreCarriesOn(t *testing.T) {
	from := settled(t, sqlite(t), "a")
	furnish(from, from.make, 5200)
	long := from.make(from.many(20)...)
	for range 4 {
		from.commit(long, from.many(2000)...) // more operations than one append takes
	}
	file := from.backup()
	to := settled(t, sqlite(t), "b")
	weak := &frail{Store: to.store}
	for broken := 0; ; broken++ {
		weak.left = broken
		_, err := exchange.New(weak, noon).Restore(t.Context(), strings.NewReader(file))
		if err == nil {
			if broken < 5 {
				t.Errorf("got only %d restores that broke off", broken)
			}
			break
		}
		if !errors.Is(err, errFrail) {
			t.Fatalf("restore %d: %v", broken, err)
		}
		if weak.left = -1; broken > 60 {
			t.Fatal("got nowhere in 60 restores")
		}
	}
	sameText(t, "backup", to.backup(), file)
}

// busy is a store in which somebody does something once while a log is read.
type busy struct {
	store.Store
	meanwhile func()
}

func (b *busy) Tail(ctx context.Context, m argmap.ID, after, upTo argmap.Revision, yield func(argmap.ChangeSet) error) error {
	if do := b.meanwhile; do != nil {
		b.meanwhile = nil
		do()
	}
	return b.Store.Tail(ctx, m, after, upTo, yield)
}

func (b *busy) ListSources(ctx context.Context, f store.SourceFilter, p store.Page) ([]store.SourceRow, error) {
	if do := b.meanwhile; do != nil {
		b.meanwhile = nil
		do()
	}
	return b.Store.ListSources(ctx, f, p)
}

// TestBackupBesideAWriter writes sources, citations, maps and deletions while a backup is taken.
func TestBackupBesideAWriter(t *testing.T) {
	h := settled(t, sqlite(t), "a")
	old := h.put("Under whose auspices?")
	e := h.claim("cited")
	m, doomed := h.make(e, h.cite(e, old.paragraphs[0])), h.make(h.claim("doomed"))
	write := func() {
		later := h.put("By what criteria?")
		h.commit(m, h.cite(e, later.paragraphs[0]))
		h.make(h.claim("a new map"))
		h.delete(doomed)
	}
	var out bytes.Buffer
	if _, err := exchange.New(&busy{h.store, write}, noon).Backup(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	to := settled(t, sqlite(t), "b")
	rep := to.restore(out.String())
	if rep.Maps != 2 || rep.ChangeSets != 2 {
		t.Errorf("got %+v, want the two maps as they were when the backup began", rep)
	}
	to.sound(m, doomed)
}

func TestBackupBesideManyWriters(t *testing.T) {
	h := settled(t, sqlite(t), "a")
	e := h.claim("cited")
	m := h.make(e)
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-stop:
				return
			default:
				h.commit(m, h.cite(e, h.put("Another text.").paragraphs[0]))
			}
		}
	}()
	for range 3 {
		file := new(bytes.Buffer)
		if _, err := h.x.Backup(t.Context(), file); err != nil {
			t.Fatal(err)
		}
		settled(t, sqlite(t), "b").restore(file.String())
	}
	close(stop)
	<-done
}

func TestRedactionMeanwhileIsTold(t *testing.T) {
	h := settled(t, sqlite(t), "a")
	e := h.claim("secret")
	m := h.make(e)
	redact := func() {
		_, err := h.ledger.Redact(h.ctx, ledger.Redaction{Map: m, Actor: "officer", Refs: []argmap.Ref{e.Ref()}})
		h.ok(err)
	}
	x := exchange.New(&busy{h.store, redact}, noon)
	if _, err := x.Export(t.Context(), m, io.Discard); fault.Reason(err) != "map.redacted" {
		t.Errorf("Export: got %v, want a CONFLICT", err)
	}
	if _, err := x.Export(t.Context(), m, io.Discard); err != nil {
		t.Errorf("Export again: %v", err)
	}
}

func TestExportFindsNoSuchMap(t *testing.T) {
	h := settled(t, sqlite(t), "a")
	gone := h.make(h.claim("gone"))
	h.delete(gone)
	h.ok(h.store.BeginImport(h.ctx, "importing", properties("importing"), noon()))
	for _, m := range []argmap.ID{gone, "importing", "never"} {
		if _, err := h.x.Export(t.Context(), m, io.Discard); fault.Reason(err) != "map.not_found" {
			t.Errorf("map %s: got %v, want NOT_FOUND map.not_found", m, err)
		}
	}
}
