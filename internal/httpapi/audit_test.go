package httpapi

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"argmap/graph"
)

// TestAudit holds the edge to the suite of GraphQL over HTTP: all of it.
func TestAudit(t *testing.T) {
	t.Parallel()
	npm := needNode(t)
	e := newEdge(t, nil)
	score := npm.script(t, "http.mjs", e.URL+pathGraphQL)
	t.Log(score)
	if want := "graphql-http: 61 of 61\n"; !strings.HasSuffix(score, want) {
		t.Errorf("the score is %s, want %s", score, want)
	}
}

// TestPersistedClients lets the clients of Apollo and urql use automatic persisted queries.
func TestPersistedClients(t *testing.T) {
	t.Parallel()
	npm := needNode(t)
	e := newEdge(t, nil)
	want := `apollo by POST: POST hash, POST text, POST hash
apollo by GET: GET hash, POST text, GET hash
urql by POST: POST hash, POST text, POST hash
urql by GET: GET hash, GET text, GET hash
`
	if got := npm.script(t, "persisted.mjs", e.URL+pathGraphQL); got != want {
		t.Errorf("the clients sent\n%swant\n%s", got, want)
	}
}

// TestRelay lets Relay's compiler read the schema, and compile what an application asks: pages, nodes
// that are asked for anew, and a mutation that adds an edge.
func TestRelay(t *testing.T) {
	t.Parallel()
	npm := needNode(t)
	dir := relayProject(t)
	out := npm.run(t, dir, "relay-compiler/cli.js", "relay.config.json")
	made, err := filepath.Glob(filepath.Join(dir, "made", "*.graphql.js"))
	if err != nil || len(made) < 6 {
		t.Errorf("Relay's compiler made %d files, %v:\n%s", len(made), err, out)
	}
}

// TestRelayRefuses shows that the compiler does look at the schema: one whose pages break Relay's
// rules is refused.
func TestRelayRefuses(t *testing.T) {
	t.Parallel()
	npm := needNode(t)
	dir := relayProject(t)
	broken := strings.ReplaceAll(graph.SDL(), "hasNextPage: Boolean!", "more: Boolean!")
	write(t, filepath.Join(dir, "schema.graphql"), broken)
	out, err := npm.try(t, dir, "relay-compiler/cli.js", "relay.config.json")
	if err == nil || !strings.Contains(out, "hasNextPage") {
		t.Errorf("a schema without hasNextPage gives %v:\n%s", err, out)
	}
}

func relayProject(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("audit/relay")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "made"), 0o750); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "schema.graphql"), graph.SDL())
	return dir
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestInspector lets graphql-inspector compare the schema with the one that was agreed on, and hold a
// query of the schema's own tests to it; what is broken it refuses.
func TestInspector(t *testing.T) {
	t.Parallel()
	npm := needNode(t)
	const cli = "@graphql-inspector/cli/cjs/index.js"
	dir := t.TempDir()
	sdl := graph.SDL()
	for name, text := range map[string]string{
		"agreed.graphql": golden(t, "schema.golden.graphqls"),
		"query.graphql":  golden(t, "walk/map.graphql"),
		"schema.graphql": sdl,
		"less.graphql":   strings.Replace(sdl, "  title: String!", "", 1),
	} {
		write(t, filepath.Join(dir, name), text)
	}
	if out := npm.run(t, dir, cli, "diff", "agreed.graphql", "schema.graphql"); !strings.Contains(out, "No changes detected") {
		t.Errorf("the schema is not the one that was agreed on:\n%s", out)
	}
	out := npm.run(t, dir, cli, "validate", "query.graphql", "schema.graphql")
	if !strings.Contains(out, "All documents are valid") {
		t.Errorf("the query is not valid:\n%s", out)
	}
	if out, err := npm.try(t, dir, cli, "validate", "query.graphql", "less.graphql"); err == nil {
		t.Errorf("a query of a field that is not there is valid:\n%s", out)
	}
	if out, err := npm.try(t, dir, cli, "diff", "schema.graphql", "less.graphql"); err == nil {
		t.Errorf("a field less is no breaking change:\n%s", out)
	}
}

// golden reads a file that the schema's own tests hold it to.
func golden(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.FromSlash("../../graph/testdata/" + name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// packages are the Node packages of one folder, installed.
type packages struct {
	node, dir, scripts string
}

// needNode gives the packages of audit/.
func needNode(t *testing.T) packages {
	t.Helper()
	return needed(t, auditPackages)
}

// needed gives packages. Without Node, npm or the network the test is skipped, unless REQUIRE_NODE is
// set.
func needed(t *testing.T, installed func() (packages, error)) packages {
	t.Helper()
	if testing.Short() {
		t.Skip("short")
	}
	p, err := installed()
	switch {
	case err == nil:
	case os.Getenv("REQUIRE_NODE") != "":
		t.Fatalf("REQUIRE_NODE is set, but the packages cannot be had: %v", err)
	default:
		t.Skipf("!! SKIPPED: this needs Node 20 or newer, npm, and its packages once: %v", err)
	}
	return p
}

var auditPackages = sync.OnceValues(func() (packages, error) { return installed("audit") })

// installed installs the packages of a folder, once for each state of their lock file, into a cache of
// this user.
func installed(folder string) (packages, error) {
	node, err := exec.LookPath("node")
	if err != nil {
		return packages{}, err
	}
	npm, err := exec.LookPath("npm")
	if err != nil {
		return packages{}, err
	}
	scripts, err := filepath.Abs(folder)
	if err != nil {
		return packages{}, err
	}
	dir, err := cached(npm, scripts)
	return packages{node, dir, scripts}, err
}

// cached gives the directory of the packages. It gets its name when all is in it, so that two
// processes may install at once: the first one wins.
func cached(npm, scripts string) (string, error) {
	base, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	base = filepath.Join(base, "argmap")
	if err := os.MkdirAll(base, 0o750); err != nil {
		return "", err
	}
	hash := sha256.New()
	files := []string{"package.json", "package-lock.json", ".npmrc"}
	for _, name := range files {
		text, err := os.ReadFile(filepath.Join(scripts, name))
		if err != nil {
			return "", err
		}
		hash.Write(text)
	}
	dir := filepath.Join(base, filepath.Base(scripts)+"-"+hex.EncodeToString(hash.Sum(nil)[:8])+"-"+runtime.GOOS+"-"+runtime.GOARCH)
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	fresh, err := os.MkdirTemp(base, "audit-installing-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(fresh)
	return dir, install(npm, scripts, files, fresh, dir)
}

// installWithin bounds how long the packages may take to come.
const installWithin = 10 * time.Minute

func install(npm, scripts string, files []string, fresh, dir string) error {
	for _, name := range files {
		text, err := os.ReadFile(filepath.Join(scripts, name))
		if err == nil {
			err = os.WriteFile(filepath.Join(fresh, name), text, 0o600)
		}
		if err != nil {
			return err
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), installWithin)
	defer cancel()
	cmd := exec.CommandContext(ctx, npm, "ci", "--ignore-scripts", "--loglevel=error")
	cmd.Dir = fresh
	cmd.WaitDelay = time.Second
	if out, err := cmd.CombinedOutput(); err != nil {
		return &installError{err, string(out)}
	}
	err := os.Rename(fresh, dir)
	if _, there := os.Stat(dir); there == nil {
		return nil
	}
	return err
}

type installError struct {
	error

	output string
}

// Error gives what npm has said.
func (e *installError) Error() string { return "npm ci: " + e.error.Error() + "\n" + e.output }

// script runs one of our scripts with what is installed, and gives what it says.
func (p packages) script(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := p.command(t, p.dir, append([]string{filepath.Join(p.scripts, name)}, args...))
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return out
}

// run runs a program of a package in a directory.
func (p packages) run(t *testing.T, dir, program string, args ...string) string {
	t.Helper()
	out, err := p.try(t, dir, program, args...)
	if err != nil {
		t.Fatalf("%s: %v\n%s", program, err, out)
	}
	return out
}

// try is run for what may fail.
func (p packages) try(t *testing.T, dir, program string, args ...string) (string, error) {
	t.Helper()
	return p.command(t, dir, append([]string{filepath.Join(p.dir, "node_modules", filepath.FromSlash(program))}, args...))
}

func (p packages) command(t *testing.T, dir string, args []string) (string, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, p.node, args...)
	cmd.Dir = dir
	cmd.WaitDelay = time.Second
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	return out.String(), err
}
