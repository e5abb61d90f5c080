package exchange_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"
	"unicode/utf8"

	"argmap/internal/argmap"
	"argmap/internal/exchange"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/neo4jtest"
	"argmap/internal/snapshot"
	"argmap/internal/store"
	"argmap/internal/store/neo4jstore"
	"argmap/internal/store/sqlitestore"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

func noon() time.Time { return time.Date(2026, 2, 3, 12, 0, 0, 123456000, time.UTC) }

// must is what *testing.T, *testing.B and *rapid.T share.
type must interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Errorf(format string, args ...any)
}

// openSQLite gives an empty store that is gone after the test; close may come earlier.
func openSQLite(t must) (store.Store, func()) {
	t.Helper()
	s, err := sqlitestore.Open(context.Background(), sqlitestore.Options{Path: sqlitestore.Memory})
	return migrated(t, s, err), func() { _ = s.Close(context.Background()) }
}

func migrated(t must, s store.Store, err error) store.Store {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Migrate(context.Background()); err != nil {
		t.Fatal(err)
	}
	return s
}

func sqlite(t testing.TB) store.Store {
	t.Helper()
	s, done := openSQLite(t)
	t.Cleanup(done)
	return s
}

// neo4j gives an empty store on a real server. The schema that is there stays, unless it is another's.
func neo4j(t testing.TB) store.Store {
	t.Helper()
	server := neo4jtest.Shared(t)
	s, err := neo4jstore.Open(context.Background(), neo4jstore.Options{
		URI: server.URI, Username: server.Username, Password: server.Password, Database: server.Database,
		Timeout: time.Minute, // the first plan takes long beside other tests
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close(context.Background()) })
	empty := func(ctx context.Context) error { return server.ResetData(ctx, "Migration") }
	if _, err := s.Migrations(context.Background()); err != nil {
		empty = server.Reset
	}
	return migrated(t, s, empty(context.Background()))
}

// house is a store with a ledger and an exchange over it. Its ids count up from a letter.
type house struct {
	must
	ctx    context.Context //nolint:containedctx // as long as one test
	store  store.Store
	ledger *ledger.Ledger
	x      *exchange.Service
	letter string
	ids    atomic.Int64
}

func newHouse(t must, s store.Store, letter string) (*house, func()) {
	h := &house{must: t, ctx: context.Background(), store: s, x: exchange.New(s, noon), letter: letter}
	h.ledger = ledger.New(s, ledger.Options{Clock: noon, NewID: h.id, OutcomeWait: time.Minute, LookupTimeout: time.Minute})
	return h, func() { _ = h.ledger.Close(context.Background()) }
}

func settled(t testing.TB, s store.Store, letter string) *house {
	t.Helper()
	h, done := newHouse(t, s, letter)
	t.Cleanup(done)
	return h
}

func (h *house) id() argmap.ID {
	return argmap.ID(fmt.Sprintf("%s-%06d", h.letter, h.ids.Add(1)))
}

func (h *house) ok(err error) {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
}

// text is a source of the test, with its paragraphs.
type text struct {
	source     *argmap.Source
	paragraphs []*argmap.Paragraph
}

// put keeps a source of these paragraphs.
func (h *house) put(paragraphs ...string) text {
	h.Helper()
	raw := []byte(strings.Join(paragraphs, "\r\n\r\n"))
	kept := strings.ReplaceAll(string(raw), "\r\n", "\n")
	sum := sha256.Sum256(raw)
	t := text{source: &argmap.Source{
		ID: h.id(), Revision: 1, State: argmap.SourceActive, Title: "A <text> & more", MediaType: "text/plain", SHA256: hex.EncodeToString(sum[:]),
		Size: int64(len(raw)), CodePoints: utf8.RuneCountInString(kept), Paragraphs: len(paragraphs), Owner: argmap.Local, Created: noon(),
	}}
	start := 0
	for i, p := range paragraphs {
		end := start + utf8.RuneCountInString(p)
		t.paragraphs = append(t.paragraphs, &argmap.Paragraph{
			ID: h.id(), Source: t.source.ID, Kind: argmap.Prose, Ordinal: i + 1, Start: start, End: end, Text: p,
		})
		start = end + 2
	}
	h.ok(h.store.PutSource(h.ctx, t.source, raw, t.paragraphs))
	return t
}

func (h *house) withdraw(t text) {
	h.Helper()
	now := *t.source
	now.State, now.Revision = argmap.SourceWithdrawn, 2
	done, err := h.store.UpdateSource(h.ctx, &now, 1)
	h.ok(err)
	if !done {
		h.Fatalf("source %s was not withdrawn", now.ID)
	}
}

func (h *house) claim(words string) *argmap.Element {
	return &argmap.Element{ID: h.id(), Kind: argmap.KindClaim, Text: words, Author: argmap.Local, Created: noon()}
}

func (h *house) link(role argmap.Role, from, to *argmap.Element) *argmap.Link {
	return &argmap.Link{ID: h.id(), Role: role, From: from.ID, To: to.ID}
}

// cite gives a citation of the first few code points of a paragraph.
func (h *house) cite(e *argmap.Element, p *argmap.Paragraph) *argmap.Citation {
	return &argmap.Citation{
		ID: h.id(), Element: e.ID, Source: p.Source, Role: argmap.Words, Explicitness: argmap.Explicit,
		Segments: []argmap.Segment{{Paragraph: p.ID, Start: 1, End: 4, Exact: string([]rune(p.Text)[1:4]), Prefix: "x"}},
	}
}

func properties(m argmap.ID) *argmap.Properties {
	return &argmap.Properties{ID: m, Title: "A map", Description: "<&>\u2028", Owner: argmap.Local, Created: noon()}
}

// make makes a map of these records.
func (h *house) make(records ...argmap.Record) argmap.ID {
	h.Helper()
	m := h.id()
	_, err := h.ledger.Import(h.ctx, ledger.Proposal{Actor: argmap.Local}, properties(m), each(records))
	h.ok(err)
	return m
}

// stage makes a map of these records as large imports are made.
func (h *house) stage(records ...argmap.Record) argmap.ID {
	h.Helper()
	m := h.id()
	b := snapshot.NewBuilder(m)
	for _, r := range append(records, properties(m)) {
		b.Add(argmap.Entry{Record: r, Revision: 1})
	}
	first, err := b.Snapshot(1, 0)
	h.ok(err)
	var staged []argmap.Record
	for e := range first.Entries() {
		staged = append(staged, e.Record)
	}
	chunks, err := snapshot.Encode(first)
	h.ok(err)
	h.ok(h.store.BeginImport(h.ctx, m, properties(m), noon()))
	h.ok(h.store.Stage(h.ctx, m, noon(), staged[1:]))
	h.ok(h.store.PutCheckpoint(h.ctx, store.Checkpoint{Map: m, Revision: 1, Chunks: chunks}))
	h.ok(h.store.Publish(h.ctx, []argmap.ChangeSet{{Map: m, Revision: 1, WriteID: h.id(), Actor: argmap.Local, Time: noon(), Staged: true}}))
	return m
}

func each(records []argmap.Record) iter.Seq2[argmap.Record, error] {
	return func(yield func(argmap.Record, error) bool) {
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// many gives n claims that answer one question in a row, so that a big import has more than claims.
func (h *house) many(n int) []argmap.Record {
	row := &argmap.Row{ID: h.id(), Antecedent: "it"}
	q := &argmap.Element{
		ID: h.id(), Kind: argmap.KindQuestion, Text: "Why?", Author: argmap.Local, Created: noon(),
		Question: &argmap.Inquiry{Form: argmap.FormWH, Force: argmap.Pure, Row: row.ID, Ordinal: 1},
	}
	records := []argmap.Record{q, row}
	for i := range n {
		c := h.claim(fmt.Sprintf("because %d", i))
		records = append(records, h.link(argmap.RoleAnswers, c, q), c)
	}
	return append(records, &argmap.Leftover{ID: h.id(), What: "edge", Why: "no end", Raw: []byte(`{"n":1.0,"n":1e400}`)})
}

func (h *house) try(p ledger.Proposal, ops ...argmap.Operation) error {
	p.Actor = argmap.Local
	p.Build = func(*snapshot.Snapshot) ([]argmap.Operation, error) { return ops, nil }
	_, err := h.ledger.Commit(h.ctx, p)
	return err
}

func (h *house) commit(m argmap.ID, records ...argmap.Record) {
	h.Helper()
	ops := make([]argmap.Operation, len(records))
	for i, r := range records {
		ops[i] = argmap.Set(r)
	}
	h.ok(h.try(ledger.Proposal{Map: m}, ops...))
}

func (h *house) delete(m argmap.ID) {
	h.Helper()
	_, err := h.ledger.DeleteMap(h.ctx, ledger.Proposal{Map: m, Actor: argmap.Local, Message: "gone"})
	h.ok(err)
}

func (h *house) at(m argmap.ID) *snapshot.Snapshot {
	h.Helper()
	s, err := h.ledger.At(h.ctx, m, ledger.Read{})
	h.ok(err)
	return s
}

func (h *house) backup() string {
	h.Helper()
	var out bytes.Buffer
	_, err := h.x.Backup(h.ctx, &out)
	h.ok(err)
	return out.String()
}

func (h *house) export(m argmap.ID) string {
	h.Helper()
	var out bytes.Buffer
	_, err := h.x.Export(h.ctx, m, &out)
	h.ok(err)
	return out.String()
}

func (h *house) restore(file string) exchange.Report {
	h.Helper()
	rep, err := h.x.Restore(h.ctx, strings.NewReader(file))
	h.ok(err)
	return rep.Report
}

// refuses demands that a restore fails so, and gives what it says.
func (h *house) refuses(file string, code fault.Code, reason string) string {
	h.Helper()
	_, err := h.x.Restore(h.ctx, strings.NewReader(file))
	if err == nil || fault.Of(err) != code || fault.Reason(err) != reason {
		h.Fatalf("got %v (%s %s), want %s %s", err, fault.Of(err), fault.Reason(err), code, reason)
	}
	return err.Error()
}

// sameText compares two files and shows the first line that differs.
func sameText(t must, what, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			t.Fatalf("%s: line %d\ngot  %.600s\nwant %.600s", what, i+1, a[i], b[i])
		}
	}
	t.Fatalf("%s: got %d lines, want %d", what, len(a), len(b))
}

// sound demands that rows and log agree and that the store finds nothing broken.
func (h *house) sound(maps ...argmap.ID) {
	h.Helper()
	h.ok(h.store.Check(h.ctx, func(f store.Finding) error { return errors.New(f.Rule + ": " + f.What) }))
	for _, m := range maps {
		h.ok(h.ledger.Verify(h.ctx, m, func(d ledger.Difference) error { return fmt.Errorf("map %s differs: %+v", m, d) }))
	}
}
