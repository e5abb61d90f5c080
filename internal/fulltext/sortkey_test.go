package fulltext

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSortKey(t *testing.T) {
	for _, c := range []struct{ name, title, want string }{
		{"folds case and accents", "Éclair", "eclair"},
		{"keeps spaces and marks", "A: b", "a: b"},
		{"of nothing is nothing", "", ""},
		{"cuts what is long", strings.Repeat("é", MaxSortKey+9), strings.Repeat("e", MaxSortKey)},
		{"cuts between code points", strings.Repeat("日", MaxSortKey+9), strings.Repeat("日", MaxSortKey)},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := SortKey(c.title)
			if got != c.want || !utf8.ValidString(got) {
				t.Errorf("SortKey(%q) = %q, want %q", c.title, got, c.want)
			}
		})
	}
}
