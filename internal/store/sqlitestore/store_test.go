package sqlitestore_test

import (
	"path/filepath"
	"testing"

	"argmap/internal/store"
	"argmap/internal/store/sqlitestore"
	"argmap/internal/store/storetest"
)

func TestLaws(t *testing.T) {
	storetest.Run(t, storetest.Harness{Open: open, OpenUnmigrated: openUnmigrated, Reopen: reopen})
}

func open(tb testing.TB) store.Store {
	tb.Helper()
	s := openUnmigrated(tb)
	if _, err := s.Migrate(tb.Context()); err != nil {
		tb.Fatal(err)
	}
	return s
}

func openUnmigrated(tb testing.TB) store.Store {
	tb.Helper()
	return openFile(tb, filepath.Join(tb.TempDir(), "argmap.db"))
}

func openFile(tb testing.TB, path string) *sqlitestore.Store {
	tb.Helper()
	s, err := sqlitestore.Open(tb.Context(), sqlitestore.Options{Path: path})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = s.Close(tb.Context()) })
	return s
}

func reopen(tb testing.TB, s store.Store) store.Store {
	tb.Helper()
	path := s.Info().Address
	if err := s.Close(tb.Context()); err != nil {
		tb.Fatal(err)
	}
	return openFile(tb, path)
}
