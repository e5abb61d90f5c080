package doctest

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// command is one command of a document, as words.
type command struct {
	at    string
	words []string
}

// commands gives the commands of a document: each line of a block of sh, and what stands in code
// spans and begins with a program that the documents speak of.
func (d document) commands() []command {
	var cs []command
	for _, b := range d.blocks {
		if b.lang != "sh" {
			continue
		}
		at := fmt.Sprintf("%s:%d", d.name, b.line)
		for line := range strings.Lines(strings.ReplaceAll(b.text, "\\\n", " ")) {
			for _, words := range shellCommands(line) {
				cs = append(cs, command{at, words})
			}
		}
	}
	for _, span := range codeSpan.FindAllString(d.prose, -1) {
		words := strings.Fields(notation.Replace(strings.Trim(span, "`")))
		if len(words) > 0 && slices.Contains(programs, words[0]) {
			cs = append(cs, command{d.name, words})
		}
	}
	return cs
}

// programs are those that code spans are searched for.
var programs = []string{"argmap", "server", "make", "docker", "curl"}

// notation takes away what says "may be left out" and "more of these" in a synopsis.
var notation = strings.NewReplacer("[", "", "]", "", "…", "")

var (
	shellWord  = regexp.MustCompile(`#.*|&&|\|\||[|;&]|[<>]+|(?:'[^']*'|"[^"]*"|[^\s'"|;&<>])+`)
	assignment = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*=`)
)

// shellCommands cuts a line of shell into its commands, without comments, redirections, and the
// variables that are set for one command.
func shellCommands(line string) [][]string {
	all := [][]string{nil}
	skip := false
	for _, word := range shellWord.FindAllString(line, -1) {
		last := &all[len(all)-1]
		switch {
		case skip:
			skip = false
		case word[0] == '#':
		case strings.ContainsAny(word[:1], "|;&"):
			all = append(all, nil)
		case word[0] == '<' || word[0] == '>':
			skip = true
		case len(*last) == 0 && assignment.MatchString(word):
		default:
			*last = append(*last, unquote(word))
		}
	}
	return slices.DeleteFunc(all, func(words []string) bool { return len(words) == 0 })
}

var quoted = regexp.MustCompile(`'([^']*)'|"([^"]*)"`)

func unquote(word string) string { return quoted.ReplaceAllString(word, "$1$2") }

// workbench is what commands are tried with.
type workbench struct {
	program string // the built binary
	targets []string
	base    string // of a service in this process
}

// TestCommands tries the commands of the documents as far as that does no harm.
func TestCommands(t *testing.T) {
	t.Parallel()
	w := &workbench{program: build(t), targets: makeTargets(t), base: serve(t)}
	t.Run("every command can be called", w.everyCommand)
	t.Run("every setting is one", w.everySetting)
	t.Run("the table of commands is complete", w.everyRow)
	t.Run("what is wrong is refused", w.refuses)
}

func (w *workbench) everyCommand(t *testing.T) {
	found := 0
	for _, d := range documents(t) {
		if d.name == clientsDocument {
			continue // TestClients runs these
		}
		for _, c := range d.commands() {
			found++
			if err := w.try(t, c.words); err != nil {
				t.Errorf("%s: %q: %v", c.at, strings.Join(c.words, " "), err)
			}
		}
	}
	if found == 0 {
		t.Error("found no commands")
	}
}

// try says what is wrong with a command.
func (w *workbench) try(t *testing.T, words []string) error {
	t.Helper()
	switch program := filepath.Base(words[0]); {
	case program == "make":
		return w.tryMake(words[1:])
	case program == "docker":
		return tryDocker(words[1:])
	case program == "curl":
		return w.tryCurl(t, words[1:])
	case program == "argmap" || program == "server":
		return w.tryProgram(t, words[1:])
	case len(words) > 2 && slices.Equal(words[:3], []string{"go", "run", "./server"}):
		return w.tryProgram(t, words[3:])
	case program == "export" && !slices.ContainsFunc(words[1:], func(s string) bool { return !assignment.MatchString(s) }):
		return nil
	}
	return fmt.Errorf("this test does not know how to try %q", words[0])
}

func (w *workbench) tryMake(args []string) error {
	for _, a := range args {
		if !assignment.MatchString(a) && !slices.Contains(w.targets, a) {
			return fmt.Errorf("the Makefile has no %q", a)
		}
	}
	return nil
}

var target = regexp.MustCompile(`(?m)^([a-z0-9-]+):`)

func makeTargets(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "Makefile"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, m := range target.FindAllStringSubmatch(string(text), -1) {
		names = append(names, m[1])
	}
	return names
}

func tryDocker(args []string) error {
	if len(args) < 2 || args[0] != "compose" || !slices.Contains([]string{"up", "down", "cp", "logs", "ps", "build"}, args[1]) {
		return fmt.Errorf("got docker %q, want a command of compose", args)
	}
	_, err := os.Stat(filepath.Join(root, "docker-compose.yml"))
	return err
}

// TestShellCommands shows how a line is cut.
func TestShellCommands(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"make run":                              `[["make" "run"]]`,
		"ARGMAP_ADDR=:1 make run   # a comment": `[["make" "run"]]`,
		"argmap backup | gzip > all.gz":         `[["argmap" "backup"] ["gzip"]]`,
		`curl -H 'A: b; c' "http://x/?a=b&c=d"`: `[["curl" "-H" "A: b; c" "http://x/?a=b&c=d"]]`,
		"make build && bin/argmap version":      `[["make" "build"] ["bin/argmap" "version"]]`,
		"# nothing":                             `[]`,
	} {
		if got := fmt.Sprintf("%q", shellCommands(line)); got != want {
			t.Errorf("%s: got %s, want %s", line, got, want)
		}
	}
}

// refuses shows that each kind of command can be refused.
func (w *workbench) refuses(t *testing.T) {
	for _, c := range []struct {
		line  string
		wrong bool
	}{
		{"make runn", true},
		{"make run ARGS=--help", false},
		{"docker compose fly", true},
		{"argmap bakcup", true},
		{"argmap backup --outt x", true},
		{"server migrate up", false},
		{"go run ./server check", false},
		{"rm everything", true},
		{"curl http://127.0.0.1:8080/nowhere", true},
		{"curl --unknown http://127.0.0.1:8080/readyz", true},
		{"curl -s http://localhost:8080/readyz", false},
		{`curl -d '{"query":"{ maps { totalCount } }"}' -H 'Content-Type: application/json' http://127.0.0.1:8080/graphql`, false},
		{"curl --data-binary @speech.txt -H 'Content-Type: text/plain' 'http://127.0.0.1:8080/sources?title=A'", false},
	} {
		if err := w.try(t, shellCommands(c.line)[0]); (err != nil) != c.wrong {
			t.Errorf("%s: got the error %v, want one: %t", c.line, err, c.wrong)
		}
	}
}
