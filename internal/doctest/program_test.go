package doctest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"argmap/examples"
)

// build makes the binary, as "make build" would.
func build(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "argmap")
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	cmd := exec.CommandContext(t.Context(), "go", "build", "-o", program, "./server")
	cmd.Dir, cmd.Env = root, append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return program
}

// tryProgram lets the binary read a command line and ask for help at its end, so that nothing happens.
func (w *workbench) tryProgram(t *testing.T, args []string) error {
	t.Helper()
	out, err := w.run(t, nil, append(slices.Clone(args), "--help")...)
	if err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	return nil
}

func (w *workbench) run(t *testing.T, env []string, args ...string) (string, error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), w.program, args...)
	cmd.Env = append(withoutSettings(os.Environ()), env...)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// withoutSettings leaves out what would change how the program runs.
func withoutSettings(env []string) []string {
	return slices.DeleteFunc(slices.Clone(env), func(entry string) bool {
		return strings.HasPrefix(entry, "ARGMAP_") || strings.HasPrefix(entry, "NEO4J_") || strings.HasPrefix(entry, "MAKE") || strings.HasPrefix(entry, "MFLAGS")
	})
}

var setting = regexp.MustCompile(`\bARGMAP_[A-Z0-9_]*[A-Z0-9]\b`)

// everySetting asks the binary whether it knows each setting that the documents name.
func (w *workbench) everySetting(t *testing.T) {
	named := map[string]string{"ARGMAP_NO_SUCH_THING": ""}
	for _, d := range documents(t) {
		text := d.prose
		for _, b := range d.blocks {
			text += b.text
		}
		for _, name := range setting.FindAllString(text, -1) {
			named[name] = d.name
		}
	}
	if len(named) == 1 {
		t.Error("found no settings")
	}
	for name, document := range named {
		out, _ := w.run(t, []string{name + "="}, "version")
		if unknown := strings.Contains(out, "there is no setting"); unknown != (document == "") {
			t.Errorf("%s names %s: got %q", document, name, out)
		}
	}
}

// everyRow lets the binary read what docs/operations.md lists as its commands, and looks for each of
// the binary's own there.
func (w *workbench) everyRow(t *testing.T) {
	listed := map[string]bool{}
	for _, row := range readDocument(t, "docs/operations.md").table("Commands") {
		for _, span := range codeSpan.FindAllString(row[0], -1) {
			words := strings.Fields(notation.Replace(strings.Trim(span, "`")))
			listed[words[0]] = true
			if err := w.tryProgram(t, words); err != nil {
				t.Errorf("%s: %v", span, err)
			}
		}
	}
	out, err := w.run(t, nil, "--help")
	if err != nil {
		t.Fatal(err)
	}
	_, commands, found := strings.Cut(out, "\nCommands:\n")
	if !found || len(listed) == 0 {
		t.Fatalf("found %d commands in the document, and the help\n%s", len(listed), out)
	}
	for line := range strings.Lines(commands) {
		words := strings.Fields(line)
		if !strings.HasPrefix(line, "  ") || strings.HasPrefix(line, "   ") || len(words) == 0 {
			continue
		}
		if !listed[words[0]] {
			t.Errorf("docs/operations.md does not list the command %q", words[0])
		}
	}
}

var address = regexp.MustCompile(`^https?://(?:localhost|127\.0\.0\.1):8080(/|$)`)

// tryCurl does what curl would, against the service in this process. A file is the speech, whatever
// its name.
func (w *workbench) tryCurl(t *testing.T, args []string) error {
	t.Helper()
	req, err := w.request(t, args)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	if err == nil && (res.StatusCode >= http.StatusBadRequest || bytes.Contains(answer, []byte(`"errors"`))) {
		err = fmt.Errorf("%s: %s", res.Status, answer)
	}
	return err
}

func (w *workbench) request(t *testing.T, args []string) (*http.Request, error) {
	t.Helper()
	method, url, header := http.MethodGet, "", http.Header{}
	var body []byte
	for len(args) > 0 {
		flag := args[0]
		args = args[1:]
		value := ""
		if slices.Contains([]string{"-X", "--request", "-H", "--header", "-d", "--data", "--data-binary", "-o", "--output"}, flag) && len(args) > 0 {
			value, args = args[0], args[1:]
		}
		switch flag {
		case "-X", "--request":
			method = value
		case "-H", "--header":
			name, content, _ := strings.Cut(value, ":")
			header.Set(name, strings.TrimSpace(content))
		case "-d", "--data", "--data-binary":
			method, body = http.MethodPost, []byte(value)
			if strings.HasPrefix(value, "@") {
				body = speech(t)
			}
		case "-o", "--output", "-s", "-S", "-sS", "-f", "-i", "-N", "--no-buffer", "--fail":
		default:
			if !address.MatchString(flag) {
				return nil, errors.New("this test does not know what " + flag + " is")
			}
			url = address.ReplaceAllString(flag, w.base+"$1")
		}
	}
	req, err := http.NewRequestWithContext(t.Context(), method, url, bytes.NewReader(body))
	if err == nil {
		req.Header = header
	}
	return req, err
}

func speech(t *testing.T) []byte {
	t.Helper()
	text, err := examples.Speech()
	if err != nil {
		t.Fatal(err)
	}
	return text
}
