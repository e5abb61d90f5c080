package sqlitestore_test

import (
	"bytes"
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store/sqlitestore"
)

func TestFileThatIsNoDatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(path, bytes.Repeat([]byte("no database "), 1000), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := sqlitestore.Open(t.Context(), sqlitestore.Options{Path: path})
	wantFault(t, err, fault.Internal, "store.corrupt")
	if !strings.Contains(err.Error(), path) {
		t.Errorf("got %v, want an error that names the file", err)
	}
}

func TestDamagedFile(t *testing.T) {
	s := open(t)
	d := newDrafter()
	d.append(t, s, d.set(d.properties(), d.claim()))
	path := s.Info().Address
	if err := s.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 4096; i < len(b); i++ {
		b[i] = 0xa5
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	again, err := sqlitestore.Open(t.Context(), sqlitestore.Options{Path: path})
	if err == nil {
		defer func() { _ = again.Close(t.Context()) }()
		_, err = again.Heads(t.Context(), []argmap.ID{d.id})
	}
	wantFault(t, err, fault.Internal, "store.corrupt")
}

func TestMissingDirectory(t *testing.T) {
	_, err := sqlitestore.Open(t.Context(), sqlitestore.Options{Path: filepath.Join(t.TempDir(), "no", "such.db")})
	wantFault(t, err, fault.Unavailable, "store.unreachable")
}

// hold keeps the write lock of a store's file as another process would.
func hold(t *testing.T, path string) (release func()) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	tx, err := db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return func() { _ = tx.Rollback(); _ = db.Close() }
}

func TestAnotherProcessWrites(t *testing.T) {
	path := open(t).Info().Address
	s, err := sqlitestore.Open(t.Context(), sqlitestore.Options{Path: path, BusyTimeout: 20 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close(t.Context()) }()
	release := hold(t, path)
	_, err = s.PutSetting(t.Context(), "a", "1", false)
	wantFault(t, err, fault.Unavailable, "store.busy")
	if _, _, err := s.Setting(t.Context(), "a"); err != nil {
		t.Errorf("a read beside a writer: %v", err)
	}
	release()
	if did, err := s.PutSetting(t.Context(), "a", "1", false); err != nil || !did {
		t.Errorf("after the other process: %v %v", did, err)
	}
}

func TestContextEndsAWaitForTheLock(t *testing.T) {
	s := open(t)
	release := hold(t, s.Info().Address)
	defer release()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	begun := time.Now()
	_, err := s.PutSetting(ctx, "a", "1", false)
	wantFault(t, err, fault.Unavailable, "store.timeout")
	if waited := time.Since(begun); waited > 2*time.Second {
		t.Errorf("waited %v", waited)
	}
}

func TestContextEndsAWaitForTheTurn(t *testing.T) {
	s := open(t)
	release := hold(t, s.Info().Address)
	first := make(chan error)
	go func() {
		_, err := s.PutSetting(t.Context(), "a", "1", false)
		first <- err
	}()
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(30*time.Millisecond, cancel)
	_, err := s.PutSetting(ctx, "b", "1", false)
	wantFault(t, err, fault.Cancelled, "store.cancelled")
	release()
	if err := <-first; err != nil {
		t.Error(err)
	}
}

func TestFullDisk(t *testing.T) {
	s := open(t)
	d := newDrafter()
	d.append(t, s, d.set(d.properties()))
	sqlitestore.LimitPages(t, s.(*sqlitestore.Store), 60)
	set := d.set()
	for range 2000 {
		set.Operations = append(set.Operations, argmap.Set(d.claim()))
	}
	_, err := s.Append(t.Context(), d.id, 1, []argmap.ChangeSet{set}, nil)
	wantFault(t, err, fault.Exhausted, "store.full")
	heads, err := s.Heads(t.Context(), []argmap.ID{d.id})
	if err != nil || heads[0].Revision != 1 {
		t.Fatal(heads, err)
	}
	sqlitestore.LimitPages(t, s.(*sqlitestore.Store), 1_000_000)
	d.append(t, s, set)
}

// A path may hold what means something in a URI.
func TestOddPath(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a b?mode=memory#100%25 é.db")
	s := openFile(t, path)
	if _, err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

func TestReadOnly(t *testing.T) {
	w := open(t)
	d := newDrafter()
	d.append(t, w, d.set(d.properties()))
	s, err := sqlitestore.Open(t.Context(), sqlitestore.Options{Path: w.Info().Address, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close(t.Context()) }()
	if heads, err := s.Heads(t.Context(), []argmap.ID{d.id}); err != nil || len(heads) != 1 {
		t.Error(heads, err)
	}
	_, err = s.PutSetting(t.Context(), "a", "1", false)
	wantFault(t, err, fault.Invalid, "store.read_only")
}

func TestMemory(t *testing.T) {
	s, err := sqlitestore.Open(t.Context(), sqlitestore.Options{Path: sqlitestore.Memory})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	d := newDrafter()
	d.append(t, s, d.set(d.properties()))
	if err := s.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	wantFault(t, s.Close(t.Context()), fault.Unavailable, "store.closed")
}
