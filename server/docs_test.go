package main

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// TestSettingsTable compares docs/operations.md with what the program reads.
func TestSettingsTable(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range settingRows(t) {
		if !strings.Contains(string(text), row+"\n") {
			t.Errorf("docs/operations.md lacks the row\n%s", row)
		}
	}
	known := settingsOf(t)
	for line := range strings.Lines(string(text)) {
		name, ok := strings.CutPrefix(line, "| `")
		name, _, _ = strings.Cut(name, "`")
		if ok && name == strings.ToUpper(name) && known[name] == nil {
			t.Errorf("docs/operations.md has %s, which the program does not read", name)
		}
	}
}

// TestCommandsTable compares the commands.
func TestCommandsTable(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	parser, err := kong.New(&commands{})
	if err != nil {
		t.Fatal(err)
	}
	for _, leaf := range parser.Model.Leaves(true) {
		name := strings.TrimPrefix(leaf.FullPath(), parser.Model.Name+" ")
		if !strings.Contains(string(text), "\n| `"+name) {
			t.Errorf("docs/operations.md does not list the command %q", name)
		}
	}
}

// settingRows are the rows of the table: those of every command, then those of serve.
func settingRows(t *testing.T) []string {
	t.Helper()
	parser, err := kong.New(&commands{})
	if err != nil {
		t.Fatal(err)
	}
	flags := parser.Model.Flags
	at := slices.IndexFunc(parser.Model.Children, func(n *kong.Node) bool { return n.Name == "serve" })
	flags = append(slices.Clone(flags), parser.Model.Children[at].Flags...)
	var rows []string
	for _, f := range flags {
		if len(f.Envs) == 0 {
			continue
		}
		value := "none"
		if f.HasDefault {
			value = code(f.Default)
		}
		rows = append(rows, "| "+strings.Join([]string{code(f.Envs[0]), code("--" + f.Name), value, f.Help}, " | ")+" |")
	}
	if len(rows) == 0 {
		t.Fatal("the program has no settings")
	}
	return rows
}

// code marks a name as such in Markdown.
func code(name string) string { return "`" + name + "`" }
