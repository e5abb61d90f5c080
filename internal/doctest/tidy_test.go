package doctest

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// unwanted is what no file of ours holds. Each pattern is split by a group that matches nothing, so
// that this file does not find itself.
var unwanted = []struct {
	what    string
	pattern *regexp.Regexp
}{
	{"a path of one machine", regexp.MustCompile(`(?:^|[\s"'\x60=(:])(?:/ho(?:)me/|/Us(?:)ers/|/ro(?:)ot/|/wo(?:)rk/|/t(?:)mp/|/var/fo(?:)lders/|[A-Z]:\\Us(?:)ers)[\w.-]`)},
	{"the host of a registry", regexp.MustCompile(`(?i)\b(?:proxy\.go(?:)lang|registry\.np(?:)mjs|registry\.ya(?:)rnpkg|repo1?\.ma(?:)ven|files\.pythonho(?:)sted|artif(?:)actory|ne(?:)xus[.:/])`)},
	{"a mark of something left undone", regexp.MustCompile(`\b(?:TO(?:)DO|FIX(?:)ME|XX(?:)X)\b`)},
}

// foreign holds files that others wrote.
const foreign = "internal/httpapi/static/"

// TestFilesAreTidy looks through every file of the checkout, tracked or new. Because it reads them all,
// a change of the program that the other tests start is not answered from the test cache.
func TestFilesAreTidy(t *testing.T) {
	t.Parallel()
	for _, name := range files(t) {
		text, err := os.ReadFile(filepath.Join(root, name))
		if os.IsNotExist(err) || strings.HasPrefix(name, foreign) || bytes.IndexByte(text, 0) >= 0 {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(text), "\n") {
			if what := untidy(line); what != "" {
				t.Errorf("%s:%d: %s: %.120s", name, i+1, what, strings.TrimSpace(line))
			}
		}
	}
}

func untidy(line string) string {
	for _, u := range unwanted {
		if u.pattern.MatchString(line) {
			return u.what
		}
	}
	return ""
}

// files lists what is or would be committed.
func files(t *testing.T) []string {
	t.Helper()
	if _, err := os.Stat(filepath.Join(root, ".git")); err != nil {
		t.Skip("this is no checkout")
	}
	cmd := exec.CommandContext(t.Context(), "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	names := strings.FieldsFunc(string(out), func(r rune) bool { return r == 0 })
	if len(names) == 0 {
		t.Fatal("found no files")
	}
	return names
}

// TestUntidy shows that each pattern can match, and what it lets pass.
func TestUntidy(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]bool{
		"see /ho" + "me/ann/notes.txt":           true,
		`dir = "/t` + `mp/x"`:                    true,
		"https://proxy.go" + "lang.org/x":        true,
		"// TO" + "DO: later":                    true,
		"the `/work` of others":                  false,
		"GET /homepage":                          false,
		"a todo list is a fine example of a map": false,
	} {
		if got := untidy(line) != ""; got != want {
			t.Errorf("%q: got %t, want %t", line, got, want)
		}
	}
}
