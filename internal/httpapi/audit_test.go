package httpapi

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"argmap/graph"
	"argmap/internal/installtest"
)

// TestAudit holds the edge to the suite of GraphQL over HTTP: all of it.
func TestAudit(t *testing.T) {
	t.Parallel()
	npm := installtest.NeedNode(t, "audit")
	e := newEdge(t, nil)
	score := npm.Script(t, "http.mjs", e.URL+pathGraphQL)
	t.Log(score)
	if want := "graphql-http: 61 of 61\n"; !strings.HasSuffix(score, want) {
		t.Errorf("the score is %s, want %s", score, want)
	}
}

// TestPersistedClients lets the clients of Apollo and urql use automatic persisted queries.
func TestPersistedClients(t *testing.T) {
	t.Parallel()
	npm := installtest.NeedNode(t, "audit")
	e := newEdge(t, nil)
	want := `apollo by POST: POST hash, POST text, POST hash
apollo by GET: GET hash, POST text, GET hash
urql by POST: POST hash, POST text, POST hash
urql by GET: GET hash, GET text, GET hash
`
	if got := npm.Script(t, "persisted.mjs", e.URL+pathGraphQL); got != want {
		t.Errorf("the clients sent\n%swant\n%s", got, want)
	}
}

// TestRelay lets Relay's compiler read the schema, and compile what an application asks: pages, nodes
// that are asked for anew, and a mutation that adds an edge.
func TestRelay(t *testing.T) {
	t.Parallel()
	npm := installtest.NeedNode(t, "audit")
	dir := relayProject(t)
	out := npm.Run(t, dir, "relay-compiler/cli.js", "relay.config.json")
	made, err := filepath.Glob(filepath.Join(dir, "made", "*.graphql.js"))
	if err != nil || len(made) < 6 {
		t.Errorf("Relay's compiler made %d files, %v:\n%s", len(made), err, out)
	}
}

// TestRelayRefuses shows that the compiler does look at the schema: one whose pages break Relay's
// rules is refused.
func TestRelayRefuses(t *testing.T) {
	t.Parallel()
	npm := installtest.NeedNode(t, "audit")
	dir := relayProject(t)
	broken := strings.ReplaceAll(graph.SDL(), "hasNextPage: Boolean!", "more: Boolean!")
	write(t, filepath.Join(dir, "schema.graphql"), broken)
	out, err := npm.Try(t, dir, "relay-compiler/cli.js", "relay.config.json")
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
	npm := installtest.NeedNode(t, "audit")
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
	if out := npm.Run(t, dir, cli, "diff", "agreed.graphql", "schema.graphql"); !strings.Contains(out, "No changes detected") {
		t.Errorf("the schema is not the one that was agreed on:\n%s", out)
	}
	out := npm.Run(t, dir, cli, "validate", "query.graphql", "schema.graphql")
	if !strings.Contains(out, "All documents are valid") {
		t.Errorf("the query is not valid:\n%s", out)
	}
	if out, err := npm.Try(t, dir, cli, "validate", "query.graphql", "less.graphql"); err == nil {
		t.Errorf("a query of a field that is not there is valid:\n%s", out)
	}
	if out, err := npm.Try(t, dir, cli, "diff", "schema.graphql", "less.graphql"); err == nil {
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
