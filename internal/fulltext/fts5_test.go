package fulltext_test

import (
	"database/sql"
	"testing"

	_ "modernc.org/sqlite"
	"pgregory.net/rapid"

	"argmap/internal/fulltext"
)

// TestFTS5 and TestFTS5OnRandomTexts ask SQLite itself whether a rendered query
// means there what Matches says.
func TestFTS5(t *testing.T) {
	index := openFTS5(t)
	for _, c := range finds() {
		if got := index.finds(t, c.words, c.text); got != c.found {
			t.Errorf("%q finds %q: %v, want %v", c.words, c.text, got, c.found)
		}
	}
}

func TestFTS5OnRandomTexts(t *testing.T) {
	index := openFTS5(t)
	rapid.Check(t, func(t *rapid.T) {
		words, text := drawText(t), drawText(t)
		if rapid.Bool().Draw(t, "related") {
			text += " " + words
		}
		q, err := fulltext.Parse(words)
		if err != nil {
			return
		}
		if got, want := index.finds(t, words, text), q.Matches(fulltext.Document(text)); got != want {
			t.Fatalf("%q finds %q: %v, want %v", words, text, got, want)
		}
	})
}

// TestFTS5TakesTheLongestQuery: FTS5 limits the depth of an expression.
func TestFTS5TakesTheLongestQuery(t *testing.T) {
	index, text := openFTS5(t), ""
	for i := range fulltext.MaxTerms {
		text += string(rune('一'+2*i)) + " "
	}
	if !index.finds(t, text, text) {
		t.Error("the longest query does not find its own text")
	}
}

type fts5 struct{ db *sql.DB }

func openFTS5(t *testing.T) fts5 {
	t.Helper()
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(1) // each connection has a memory of its own
	if _, err := db.Exec(`CREATE VIRTUAL TABLE texts USING fts5(tokens)`); err != nil {
		t.Fatal(err)
	}
	return fts5{db}
}

// finds stores text alone and searches for words.
func (x fts5) finds(t rapid.TB, words, text string) bool {
	t.Helper()
	q, err := fulltext.Parse(words)
	if err != nil {
		t.Fatalf("Parse(%q): %v", words, err)
	}
	if _, err := x.db.Exec(`DELETE FROM texts; INSERT INTO texts VALUES (?)`, fulltext.Document(text)); err != nil {
		t.Fatal(err)
	}
	var n int
	if err := x.db.QueryRow(`SELECT count(*) FROM texts WHERE texts MATCH ?`, q.FTS5()).Scan(&n); err != nil {
		t.Fatalf("%s: %v", q.FTS5(), err)
	}
	return n == 1
}
