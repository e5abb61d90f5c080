//go:build unix

package doctest

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"argmap/internal/installtest"
)

// client is one folder of examples/clients.
type client struct {
	installs []string                                  // the lines that the document has for it
	install  func(t *testing.T, source, folder string) // does what they do, from the cache
	check    func(t *testing.T, r *clientRun)          // runs it and looks at what it says
}

func clients() map[string]client {
	nothing := func(*testing.T, string, string) {}
	return map[string]client{
		"curl": {nil, nothing, checkCurl},
		"typescript": {
			[]string{"npm ci"},
			func(t *testing.T, source, folder string) {
				t.Helper()
				installtest.NeedNode(t, source).Link(t, folder)
			}, checkTypeScript,
		},
		"python": {
			[]string{"python3 -m venv .venv && .venv/bin/python -m pip install -r requirements.txt"},
			func(t *testing.T, source, folder string) {
				t.Helper()
				installtest.NeedPython(t, source).Link(t, folder)
			}, checkPython,
		},
		"go": {nil, nothing, checkGo},
	}
}

// TestClients does what examples/clients/README.md says: it installs each client and runs it with a
// service that was started.
func TestClients(t *testing.T) {
	t.Parallel()
	program := build(t)
	told := clientCommands(t)
	for name, c := range clients() {
		lines := told[name]
		delete(told, name)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got, want := len(lines), len(c.installs)+1; got != want {
				t.Fatalf("%s has %d commands for it, want %d", clientsDocument, got, want)
			}
			for i, want := range c.installs {
				if lines[i] != want {
					t.Errorf("%s says %q, but this test installs as by %q", clientsDocument, lines[i], want)
				}
			}
			folder := project(t, "schema.graphqls", "graph", "examples/clients/"+name)
			folder = filepath.Join(folder, "examples", "clients", name)
			c.install(t, filepath.Join(root, "examples", "clients", name), folder)
			service := start(t, program)
			base := strings.TrimSuffix(port.FindString(service.await(t)), "/")
			c.check(t, &clientRun{folder, lines[len(lines)-1] + " " + base, base})
			service.stop(t)
		})
	}
	for name := range told {
		t.Errorf("%s tells of %s, which no test runs", clientsDocument, name)
	}
}

// clientCommands gives the commands of each client, without the one that goes to its folder.
func clientCommands(t *testing.T) map[string][]string {
	t.Helper()
	told := map[string][]string{}
	for _, b := range readDocument(t, clientsDocument).blocks {
		lines := strings.Split(strings.TrimSpace(b.text), "\n")
		name, found := strings.CutPrefix(lines[0], "cd examples/clients/")
		if b.lang != "sh" || !found {
			t.Fatalf("%s:%d: want commands that begin with cd examples/clients/", clientsDocument, b.line)
		}
		told[name] = lines[1:]
	}
	return told
}

// clientRun is one client with a service of its own.
type clientRun struct {
	folder, command, base string
}

// lines runs the client and gives what it prints.
func (r *clientRun) lines(t *testing.T) []string {
	t.Helper()
	said, err := r.shell(t, r.command)
	if err != nil {
		t.Fatalf("%s: %v\n%s", r.command, err, said)
	}
	return strings.Split(strings.TrimSuffix(said, "\n"), "\n")
}

// shell runs a command line in the client's folder and gives what it prints; with an error, also what it
// complains of.
func (r *clientRun) shell(t *testing.T, line string) (string, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, "sh", "-e", "-c", line)
	cmd.Dir, cmd.Env, cmd.WaitDelay = r.folder, append(os.Environ(), "CGO_ENABLED=0"), time.Second
	var complaint strings.Builder
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		return string(out) + complaint.String(), err
	}
	return string(out), nil
}

// answer asks the service of a client, without the client.
func answer[T any](t *testing.T, base, query string) T {
	t.Helper()
	got := ask(t, base, query)
	if got["errors"] != nil {
		t.Fatalf("%s: %v", query, got["errors"])
	}
	return decode[T](t, got["data"])
}

// decode reads decoded JSON as a type.
func decode[T any](t *testing.T, from any) T {
	t.Helper()
	text, err := json.Marshal(from)
	if err != nil {
		t.Fatal(err)
	}
	var v T
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	return v
}
