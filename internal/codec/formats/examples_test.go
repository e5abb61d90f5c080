package formats

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestExamplesAreRecognised: every example of a format is taken for what it is, and for nothing else.
func TestExamplesAreRecognised(t *testing.T) {
	for _, f := range All() {
		folder := filepath.Join("..", "..", "..", "examples", f.Name)
		files, err := os.ReadDir(folder)
		if err != nil || f.Recognise == nil {
			continue // not every format has examples of its own
		}
		for _, file := range files {
			if filepath.Ext(file.Name()) != f.Extensions[0] {
				continue
			}
			data, err := os.ReadFile(filepath.Join(folder, file.Name()))
			if err != nil {
				t.Fatal(err)
			}
			if got, err := Recognise(data); err != nil || got.Name != f.Name {
				t.Errorf("examples/%s/%s is taken for %q: %v", f.Name, file.Name(), got.Name, err)
			}
		}
	}
}

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
