package codectest

import (
	"os"
	"strings"

	"argmap/internal/codec"
)

// Documented holds the table of a format's rules in its page of the docs to the rules that it has.
func Documented(t TB, f codec.Format) {
	t.Helper()
	page, err := os.ReadFile("../../../docs/formats/" + f.Name + ".md")
	if err != nil {
		t.Fatalf("%v", err)
	}
	rows := 0
	for _, r := range f.Rules {
		if row := "| `" + string(r.ID) + "` | " + string(r.Severity) + " | " + r.Meaning + " |\n"; !strings.Contains(string(page), row) {
			t.Fatalf("docs/formats/%s.md has no row\n%s", f.Name, row)
		}
		rows++
	}
	if in := strings.Count(string(page), "| ERROR | ") + strings.Count(string(page), "| WARNING | ") + strings.Count(string(page), "| INFO | "); in != rows {
		t.Fatalf("docs/formats/%s.md has %d rules, the format %d", f.Name, in, rows)
	}
}
