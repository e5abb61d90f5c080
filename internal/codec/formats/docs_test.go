package formats_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"argmap/internal/codec"
	"argmap/internal/codec/formats"
)

var update = flag.Bool("update", false, "write the tables of docs/formats.md anew")

const page = root + "docs/formats.md"

// TestPage holds the tables of docs/formats.md to the formats and to what their examples show.
func TestPage(t *testing.T) {
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	want := string(got)
	for name, table := range map[string]string{"formats": formatsTable(t), "fidelity": fidelityTable(t), "rules": rulesTable()} {
		want = replaced(t, want, name, table)
	}
	if want == string(got) {
		return
	}
	if !*update {
		t.Fatal("docs/formats.md is not what the formats say; run: go test ./internal/codec/formats -run TestPage -update")
	}
	if err := os.WriteFile(page, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}

// replaced puts a table between its two marks.
func replaced(t *testing.T, text, name, table string) string {
	t.Helper()
	begin, end := "<!-- "+name+" -->\n", "<!-- /"+name+" -->\n"
	before, rest, ok := strings.Cut(text, begin)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("docs/formats.md has no marks for %q", name)
	}
	return before + begin + "\n" + table + "\n" + end + after
}

func row(cells ...string) string { return "| " + strings.Join(cells, " | ") + " |\n" }

func formatsTable(t *testing.T) string {
	t.Helper()
	text := row("format", "is", "read", "written", "files") + row("---", "---", "---", "---", "---")
	for _, f := range formats.All() {
		name := "`" + f.Name + "`"
		if _, err := os.Stat(filepath.Join(root, "docs", "formats", f.Name+".md")); err == nil {
			name = fmt.Sprintf("[%#q](formats/%s.md)", f.Name, f.Name)
		} else if f.Name != "argmap" {
			t.Errorf("docs/formats/%s.md is missing", f.Name)
		}
		text += row(name, f.Title, yes(f.Decode != nil), yes(f.Encode != nil), "`"+strings.Join(f.Extensions, "` `")+"`")
	}
	return text
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return ""
}

// fidelityTable takes every example into every format that is both written and read, and back.
func fidelityTable(t *testing.T) string {
	t.Helper()
	var targets []codec.Format
	head, line := []string{"from"}, []string{"---"}
	for _, f := range formats.All() {
		if f.Encode != nil && f.Decode != nil {
			targets = append(targets, f)
			head, line = append(head, "`"+f.Name+"`"), append(line, "---")
		}
	}
	text := row(head...) + row(line...)
	byFormat := map[string][]*codec.Document{}
	for _, e := range allExamples(t) {
		byFormat[e.format.Name] = append(byFormat[e.format.Name], e.maps...)
	}
	for _, f := range formats.All() {
		docs := byFormat[f.Name]
		if len(docs) == 0 {
			continue
		}
		cells := []string{"`" + f.Name + "`"}
		for _, to := range targets {
			kept, all := 0, 0
			for _, d := range docs {
				k, n := through(t, to, d)
				kept, all = kept+k, all+n
			}
			if to.Name == f.Name && kept != all {
				t.Errorf("%s does not give its own examples back: %d of %d", f.Name, kept, all)
			}
			cells = append(cells, fmt.Sprintf("%d/%d", kept, all))
		}
		text += row(cells...)
	}
	return text
}

func rulesTable() string {
	text := row("rule", "severity", "a file that keeps it") + row("---", "---", "---")
	for _, f := range formats.All() {
		for _, r := range f.Rules {
			text += row("`"+string(r.ID)+"`", strings.ToLower(string(r.Severity)), r.Meaning)
		}
	}
	return text
}
