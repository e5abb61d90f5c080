package sqlitestore

import (
	"fmt"
	"testing"
)

// LimitPages lets the file grow to n pages, as a full disk would.
func LimitPages(tb testing.TB, s *Store, n int) {
	tb.Helper()
	if _, err := s.writer.conn.ExecContext(tb.Context(), fmt.Sprintf(`PRAGMA max_page_count = %d`, n)); err != nil {
		tb.Fatal(err)
	}
}
