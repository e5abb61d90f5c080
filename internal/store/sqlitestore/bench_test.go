package sqlitestore_test

import (
	"database/sql"
	"fmt"
	"testing"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/store"
)

// drafter makes change sets of one map with ids that count up.
type drafter struct {
	id  argmap.ID
	rev argmap.Revision
	n   int
	at  time.Time
}

func newDrafter() *drafter {
	return &drafter{id: "map", at: time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC)}
}

func (d *drafter) next() argmap.ID {
	d.n++
	return argmap.ID(fmt.Sprintf("019a3c5e-7b1a-7000-8000-%012d", d.n))
}

func (d *drafter) set(records ...argmap.Record) argmap.ChangeSet {
	d.rev++
	set := argmap.ChangeSet{Map: d.id, Revision: d.rev, WriteID: d.next(), Actor: argmap.Local, Time: d.at}
	for _, r := range records {
		set.Operations = append(set.Operations, argmap.Set(r))
	}
	return set
}

func (d *drafter) properties() *argmap.Properties {
	return &argmap.Properties{ID: d.id, Title: "Bench", Owner: argmap.Local, Created: d.at}
}

func (d *drafter) element(kind argmap.Kind, text string) *argmap.Element {
	return &argmap.Element{ID: d.next(), Kind: kind, Text: text, Author: argmap.Local, Created: d.at}
}

func (d *drafter) claim() *argmap.Element {
	return d.element(argmap.KindClaim, fmt.Sprintf("Claim %d says that advocating the defence of suffering people is not "+
		"an assault on the sovereignty of states, whatever criteria %d others would set.", d.n, d.n%977))
}

func (d *drafter) link(role argmap.Role, from, to argmap.ID) *argmap.Link {
	return &argmap.Link{ID: d.next(), Role: role, From: from, To: to}
}

// source puts a source of one paragraph and gives a citation of it.
func (d *drafter) source(tb testing.TB, s store.Store) func(element argmap.ID) *argmap.Citation {
	tb.Helper()
	text := "Advocating the defence of suffering people is not an assault on the sovereignty of states."
	src := &argmap.Source{ID: d.next(), Revision: 1, State: argmap.SourceActive, Title: "Speech", Paragraphs: 1, Created: d.at}
	p := &argmap.Paragraph{ID: d.next(), Source: src.ID, Kind: argmap.Prose, Ordinal: 1, End: len(text), Text: text}
	if err := s.PutSource(tb.Context(), src, []byte(text), []*argmap.Paragraph{p}); err != nil {
		tb.Fatal(err)
	}
	return func(element argmap.ID) *argmap.Citation {
		return &argmap.Citation{
			ID: d.next(), Element: element, Source: src.ID, Role: argmap.Words, Explicitness: argmap.Explicit,
			Segments: []argmap.Segment{{Paragraph: p.ID, Start: 15, End: 22, Exact: text[15:22], Prefix: text[:15], Suffix: text[22:40]}},
		}
	}
}

func (d *drafter) append(tb testing.TB, s store.Store, sets ...argmap.ChangeSet) {
	tb.Helper()
	done, err := s.Append(tb.Context(), d.id, sets[0].Revision-1, sets, nil)
	if err != nil || !done.Done {
		tb.Fatal(done, err)
	}
}

func BenchmarkAppendRebuttal(b *testing.B) {
	s := open(b)
	d := newDrafter()
	cite := d.source(b, s)
	target := d.claim()
	d.append(b, s, d.set(d.properties(), target))
	for b.Loop() {
		c, r := d.claim(), d.element(argmap.KindRebuttal, "")
		r.Attack = argmap.Rebut
		d.append(b, s, d.set(c, r, d.link(argmap.RolePremiseOf, c.ID, r.ID), d.link(argmap.RoleAttacks, r.ID, target.ID), cite(c.ID)))
	}
}

// batch is n records: claims that support the one before them, with inferences, links and citations.
func (d *drafter) batch(n int, target argmap.ID, cite func(argmap.ID) *argmap.Citation) []argmap.Record {
	var out []argmap.Record
	for len(out) < n {
		c, i := d.claim(), d.element(argmap.KindInference, "")
		out = append(out, c, i, d.link(argmap.RolePremiseOf, c.ID, i.ID), d.link(argmap.RoleConcludes, i.ID, target), cite(c.ID))
		target = c.ID
	}
	return out[:n]
}

func BenchmarkAppend1000(b *testing.B) {
	s := open(b)
	d := newDrafter()
	cite := d.source(b, s)
	target := d.claim()
	d.append(b, s, d.set(d.properties(), target))
	for b.Loop() {
		d.append(b, s, d.set(d.batch(1000, target.ID, cite)...))
	}
}

// BenchmarkAppend40Sets is forty queued change sets of 25 operations in one call.
func BenchmarkAppend40Sets(b *testing.B) {
	s := open(b)
	d := newDrafter()
	cite := d.source(b, s)
	target := d.claim()
	d.append(b, s, d.set(d.properties(), target))
	for b.Loop() {
		var sets []argmap.ChangeSet
		for range 40 {
			sets = append(sets, d.set(d.batch(25, target.ID, cite)...))
		}
		d.append(b, s, sets...)
	}
}

const bigMap = 100_000

// openBig gives a store with a map of bigMap claims.
func openBig(b *testing.B) (store.Store, *drafter) {
	b.Helper()
	s := open(b)
	d := newDrafter()
	d.append(b, s, d.set(d.properties()))
	for range bigMap / argmap.MaxOperations {
		var records []argmap.Record
		for range argmap.MaxOperations {
			records = append(records, d.claim())
		}
		d.append(b, s, d.set(records...))
	}
	return s, d
}

func BenchmarkLoad100kElements(b *testing.B) {
	s, d := openBig(b)
	b.Run("load", func(b *testing.B) {
		for b.Loop() {
			n := 0
			if err := s.Load(b.Context(), d.id, func(argmap.Entry) error { n++; return nil }); err != nil || n != bigMap+1 {
				b.Fatal(n, err)
			}
		}
	})
	b.Run("bare", func(b *testing.B) { bareRead(b, s.Info().Address) })
}

// bareRead is the floor under a load: the same rows into the same few variables.
func bareRead(b *testing.B, path string) {
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	var texts [19]string
	var numbers [5]int64
	t, n := texts[:], numbers[:]
	dest := []any{
		&t[0], &n[0], &t[1], &t[2], &t[3], &n[1], &t[4], &t[5], &t[6], &t[7], &t[8], &t[9], &t[10], &t[11], &t[12],
		&n[2], &t[13], &t[14], &t[15], &t[16], &t[17], &n[3], &t[18], new(string),
	}
	for b.Loop() {
		readAll(b, db, dest)
	}
}

func readAll(b *testing.B, db *sql.DB, dest []any) {
	b.Helper()
	rows, err := db.QueryContext(b.Context(), `SELECT id, revision, kind, text, author, created, basis, scheme, attack,
  act, speaker, machine, ext_space, ext_id, raw, q_flags, q_resolved, q_note, q_form, q_force, q_row, q_ordinal,
  q_answers, q_critical FROM elements ORDER BY map, id`)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			b.Fatal(err)
		}
	}
	if err := rows.Err(); err != nil {
		b.Fatal(err)
	}
}

func BenchmarkSearch100k(b *testing.B) {
	s, _ := openBig(b)
	for _, words := range []string{"977 12345", "976", "suffering states"} {
		b.Run(words, func(b *testing.B) {
			for b.Loop() {
				_, err := s.Search(b.Context(), store.SearchFilter{Words: words, Elements: true}, store.Page{Limit: 20})
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkHead(b *testing.B) {
	s := open(b)
	d := newDrafter()
	d.append(b, s, d.set(d.properties()))
	for b.Loop() {
		if heads, err := s.Heads(b.Context(), []argmap.ID{d.id}); err != nil || len(heads) != 1 {
			b.Fatal(heads, err)
		}
	}
}
