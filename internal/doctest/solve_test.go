package doctest

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSolving asks what docs/solving.md asks and compares the answers. Blocks of af and apx are the files
// of the commands in blocks of console; in blocks of jsonl each line is followed by its answer.
func TestSolving(t *testing.T) {
	t.Parallel()
	d := readDocument(t, "docs/solving.md")
	program, dir := build(t), t.TempDir()
	found := map[string]int{}
	for _, b := range d.blocks {
		found[b.lang]++
		switch b.lang {
		case "af", "apx":
			if err := os.WriteFile(filepath.Join(dir, "example."+b.lang), []byte(b.text), 0o600); err != nil {
				t.Fatal(err)
			}
		case "console":
			if diff := cmp.Diff(b.text, replay(t, program, dir, b.text)); diff != "" {
				t.Errorf("%s:%d: the answers are other ones (-document +program):\n%s", d.name, b.line, diff)
			}
		case "jsonl":
			if diff := cmp.Diff(b.text, filter(t, program, b.text)); diff != "" {
				t.Errorf("%s:%d: the answers are other ones (-document +program):\n%s", d.name, b.line, diff)
			}
		default:
			t.Errorf("%s:%d: this test does not know what %q is", d.name, b.line, b.lang)
		}
	}
	for _, lang := range []string{"af", "apx", "console", "jsonl"} {
		if found[lang] == 0 {
			t.Errorf("%s has no block of %s", d.name, lang)
		}
	}
}

// replay runs the commands of a session and gives the session that comes of it.
func replay(t *testing.T, program, dir, session string) string {
	t.Helper()
	var out strings.Builder
	for line := range strings.Lines(session) {
		command, ok := strings.CutPrefix(line, "$ argmap ")
		if !ok {
			continue
		}
		out.WriteString(line)
		out.WriteString(saidBy(t, program, dir, "", strings.Fields(command)...))
	}
	return out.String()
}

// filter asks every other line and gives the lines with the answers between them.
func filter(t *testing.T, program, text string) string {
	t.Helper()
	var questions, both strings.Builder
	lines := strings.SplitAfter(text, "\n")
	for i := 0; i < len(lines); i += 2 {
		questions.WriteString(lines[i])
	}
	answers := strings.SplitAfter(saidBy(t, program, "", questions.String(), "solve", "--lines"), "\n")
	for i, answer := range answers {
		if 2*i < len(lines) {
			both.WriteString(lines[2*i])
		}
		both.WriteString(answer)
	}
	return both.String()
}

// saidBy runs the program and gives what it says on standard output.
func saidBy(t *testing.T, program, dir, stdin string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), program, args...)
	cmd.Dir, cmd.Stdin, cmd.Env = dir, strings.NewReader(stdin), withoutSettings(os.Environ())
	var said, wrong bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &wrong
	if err := cmd.Run(); err != nil {
		t.Fatalf("%q: %v\n%s", args, err, wrong.String())
	}
	return said.String()
}
