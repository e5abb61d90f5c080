package sqlitestore_test

import (
	"slices"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/store"
)

// drawn is a store with a little of everything in it.
func drawn(t *testing.T) store.Store {
	t.Helper()
	s := open(t)
	d := newDrafter()
	cite := d.source(t, s)
	v := &argmap.Voice{ID: d.next(), Kind: argmap.VoiceAuthor, Name: "Author"}
	c, i := d.claim(), d.element(argmap.KindInference, "")
	said := &argmap.Commitment{ID: d.next(), Voice: v.ID, Claim: c.ID, Act: argmap.Asserts}
	d.append(t, s, d.set(d.properties(), v, c, i, said, d.link(argmap.RolePremiseOf, c.ID, i.ID), cite(c.ID)), d.set())
	return s
}

func rules(t *testing.T, s store.Store) []string {
	t.Helper()
	var out []string
	err := s.Check(t.Context(), func(f store.Finding) error {
		t.Logf("%+v", f)
		out = append(out, f.Rule)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func TestCheckFinds(t *testing.T) {
	for _, c := range []struct {
		name, script string
		want         []string
	}{
		{"nothing", `SELECT 1`, nil},
		{"a gap", `DELETE FROM log WHERE revision = 1`, []string{"STORE-GAP"}},
		{"a head behind", `UPDATE maps SET revision = 1`, []string{"STORE-HEAD"}},
		{"a lost tail", `DELETE FROM log WHERE revision = 2`, []string{"STORE-HEAD"}},
		{"a lost voice", `DELETE FROM ids WHERE id IN (SELECT id FROM voices); DELETE FROM voices`, []string{"STORE-END"}},
		{"a lost element", `DELETE FROM ids WHERE kind = 'INFERENCE'; DELETE FROM elements WHERE kind = 'INFERENCE'`, []string{"STORE-END", "STORE-FOREIGN"}},
		{"a lost id", `DELETE FROM ids WHERE what = 'link'`, []string{"STORE-ID"}},
		{"a stray id", `INSERT INTO ids VALUES (999, 'stray', 'link', '', 1)`, []string{"STORE-ID"}},
		{"a stray open question", `INSERT INTO open_questions VALUES (999, 'q', '0', 'OPEN', 0, NULL)`, []string{"STORE-FOREIGN"}},
		{"a stale text", `UPDATE elements SET text = 'other words' WHERE kind = 'CLAIM'`, []string{"STORE-SEARCH"}},
		{"a missing text", `DELETE FROM search`, []string{"STORE-SEARCH"}},
		{"a stray text", `INSERT INTO search (rowid, tokens) VALUES (998, 'stray')`, []string{"STORE-SEARCH"}},
		{"a stale title", `UPDATE properties SET title = 'Other'`, []string{"STORE-SEARCH"}},
		{"a missing source", `DELETE FROM catalogue WHERE rowid IN (SELECT n FROM sources)`, []string{"STORE-SEARCH"}},
		{"a lost index row", `PRAGMA writable_schema = on; UPDATE sqlite_schema SET sql = replace(sql, 'from_id', 'to_id') WHERE name = 'links_from'`, []string{"STORE-FILE"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := drawn(t)
			alter(t, s, c.script)
			if got := rules(t, reopen(t, s)); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

// Between two checks the full-text segments are written anew; the connections that check knew the old ones.
func TestCheckBesideWriters(t *testing.T) {
	s := open(t)
	d := newDrafter()
	d.append(t, s, d.set(d.properties()))
	for range 3 {
		var claims []argmap.Record
		for range 600 {
			claims = append(claims, d.claim())
		}
		d.append(t, s, d.set(claims...))
		gone := d.set()
		for _, c := range claims[:500] {
			gone.Operations = append(gone.Operations, argmap.Remove(c.Ref()))
		}
		d.append(t, s, gone)
		if got := rules(t, s); got != nil {
			t.Fatalf("got %v from a sound database", got)
		}
	}
}
