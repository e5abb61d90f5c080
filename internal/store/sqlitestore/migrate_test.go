package sqlitestore_test

import (
	"database/sql"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
	"argmap/internal/store/sqlitestore"
)

// alter runs SQL on a store's file behind its back.
func alter(tb testing.TB, s store.Store, script string) {
	tb.Helper()
	db, err := sql.Open("sqlite", "file:"+s.Info().Address)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := db.ExecContext(tb.Context(), script); err != nil {
		tb.Fatal(err)
	}
}

func wantFault(tb testing.TB, err error, code fault.Code, reason string) {
	tb.Helper()
	if fault.Of(err) != code || fault.Reason(err) != reason {
		tb.Fatalf("got %v, want %s %s", err, code, reason)
	}
}

func TestMigrationNames(t *testing.T) {
	list, err := openUnmigrated(t).Migrations(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"0001_log", "0002_rows", "0003_sources", "0004_search", "0005_bearing", "0006_burden", "0007_questions", "0008_imports"}
	if len(list) != len(want) {
		t.Fatalf("got %d steps, want %d", len(list), len(want))
	}
	for i, m := range list {
		if m.Number != i+1 || m.Name != want[i] || len(m.Checksum) != 64 || !m.Applied.IsZero() {
			t.Errorf("got step %+v, want %s", m, want[i])
		}
	}
}

func TestMigrateRecordsTheTime(t *testing.T) {
	at := time.Date(2026, 5, 4, 3, 2, 1, 999_999_999, time.UTC)
	path := filepath.Join(t.TempDir(), "argmap.db")
	s, err := sqlitestore.Open(t.Context(), sqlitestore.Options{Path: path, Now: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close(t.Context()) }()
	took, err := s.Migrate(t.Context())
	if err != nil || len(took) != 8 {
		t.Fatal(took, err)
	}
	list, err := s.Migrations(t.Context())
	if err != nil || !list[7].Applied.Equal(at.Truncate(time.Microsecond)) || !took[7].Applied.Equal(list[7].Applied) {
		t.Fatal(list, took, err)
	}
}

// Eight starters, each with the file open by itself as another process would have it.
func TestTwoStartersMigrateOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "argmap.db")
	var wg sync.WaitGroup
	took := make([]int, 8)
	for i := range took {
		s := openFile(t, path)
		wg.Go(func() {
			steps, err := s.Migrate(t.Context())
			if err != nil {
				t.Error(err)
			}
			took[i] = len(steps)
		})
	}
	wg.Wait()
	sum := 0
	for _, n := range took {
		sum += n
	}
	if sum != 8 {
		t.Errorf("got steps taken %v, want 8 in all", took)
	}
}

func TestNewerSchema(t *testing.T) {
	s := open(t)
	alter(t, s, `INSERT INTO migrations VALUES (9, '0009_future', 'x', 1)`)
	_, err := s.Migrations(t.Context())
	wantFault(t, err, fault.Invalid, "schema.newer")
	_, err = s.Migrate(t.Context())
	wantFault(t, err, fault.Invalid, "schema.newer")
	wantFault(t, s.Ready(t.Context()), fault.Unavailable, "schema.newer")
}

func TestChangedSchema(t *testing.T) {
	s := open(t)
	alter(t, s, `UPDATE migrations SET checksum = 'x' WHERE number = 2`)
	_, err := s.Migrations(t.Context())
	wantFault(t, err, fault.Invalid, "schema.changed")
	_, err = s.Migrate(t.Context())
	wantFault(t, err, fault.Invalid, "schema.changed")
}

// A database that stopped after the first step, as an older program would leave it.
func TestOldSchema(t *testing.T) {
	s := open(t)
	alter(t, s, `DELETE FROM migrations WHERE number = 4; DROP TABLE search; DROP TABLE catalogue`)
	wantFault(t, s.Ready(t.Context()), fault.Unavailable, "schema.behind")
	took, err := s.Migrate(t.Context())
	if err != nil || len(took) != 1 || took[0].Number != 4 {
		t.Fatal(took, err)
	}
	if err := s.Ready(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// Imports that were under way when an older program stopped are swept like any other.
func TestOldImports(t *testing.T) {
	s := open(t)
	old := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, id := range []argmap.ID{"dying", "silent"} {
		if err := s.BeginImport(t.Context(), id, &argmap.Properties{ID: id, Created: old}, old); err != nil {
			t.Fatal(err)
		}
	}
	alter(t, s, `DELETE FROM migrations WHERE number = 8; DROP INDEX maps_import; DROP INDEX sources_import;
		ALTER TABLE maps DROP COLUMN import; ALTER TABLE sources DROP COLUMN import; ALTER TABLE sources DROP COLUMN alive;
		UPDATE maps SET alive = -1 WHERE id = 'dying'`)
	if _, err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	swept, err := s.SweepImports(t.Context(), old.Add(time.Hour))
	if err != nil || len(swept) != 1 || swept[0] != "silent" {
		t.Fatalf("got %v, %v; want the silent one", swept, err)
	}
	heads, err := s.Heads(t.Context(), []argmap.ID{"dying", "silent"})
	if err != nil || len(heads) != 0 {
		t.Fatalf("got %v, %v; want no heads", heads, err)
	}
}
