package formats

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestRulesAreDocumented: the page of a format, where it has one, has a row for each of its rules with
// the severity, and for no other.
func TestRulesAreDocumented(t *testing.T) {
	for _, f := range All() {
		page, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", "formats", f.Name+".md"))
		if err != nil {
			if len(f.Rules) > 0 && f.Name != "argmap" { // our own is told of in its package
				t.Errorf("%s has rules and no page: %v", f.Name, err)
			}
			continue
		}
		var rows, want []string
		for line := range strings.Lines(string(page)) {
			cells := strings.Split(line, "|")
			if len(cells) > 3 && len(f.Rules) > 0 && strings.HasPrefix(cells[1], " "+prefix(string(f.Rules[0].ID))) {
				rows = append(rows, strings.TrimSpace(cells[1])+" "+strings.TrimSpace(cells[2]))
			}
		}
		for _, r := range f.Rules {
			want = append(want, string(r.ID)+" "+string(r.Severity))
		}
		if !slices.Equal(rows, want) {
			t.Errorf("docs/formats/%s.md has the rules\n%s\nwant\n%s", f.Name, strings.Join(rows, "\n"), strings.Join(want, "\n"))
		}
	}
}

func prefix(rule string) string { return rule[:strings.IndexByte(rule, '-')+1] }
