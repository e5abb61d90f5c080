package neo4jcsv

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/codec/propertygraph"
	"argmap/internal/neo4jtest"
)

// TestNeo4jImportsWhatWeWrite brings the files into a fresh database with neo4j-admin and finds every node
// and relationship there, with labels, types and properties.
func TestNeo4jImportsWhatWeWrite(t *testing.T) {
	if testing.Short() && os.Getenv(neo4jtest.EnvRequire) != "1" {
		t.Skip(neo4jtest.SkipMessage(errors.New("-short is given")))
	}
	d, home := everything(), t.TempDir()
	for name, text := range codectest.Encode(t, Format(), d) {
		if err := os.WriteFile(filepath.Join(home, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	said, err := neo4jtest.Admin(t.Context(), home, "database", "import", "full", "neo4j", "--strict", "--multiline-fields=true",
		"--nodes=map-nodes.csv", "--relationships=map-relationships.csv")
	if errors.Is(err, neo4jtest.ErrMissing) && os.Getenv(neo4jtest.EnvRequire) != "1" {
		t.Skip(neo4jtest.SkipMessage(err))
	}
	if err != nil {
		t.Fatal(err)
	}
	s, err := neo4jtest.Start(t.Context(), neo4jtest.Options{Dir: home, Settings: map[string]string{"dbms.security.auth_enabled": "false"}})
	if err != nil {
		t.Fatalf("%v\nthe import said:\n%s", err, said)
	}
	t.Cleanup(func() { _ = s.Stop() })
	got := append(
		asked(t, s, "MATCH (n) RETURN n.id, labels(n), '', properties(n)"),
		asked(t, s, "MATCH (a)-[r]->(b) RETURN a.id, [type(r)], b.id, properties(r)")...)
	slices.Sort(got)
	if diff := cmp.Diff(expected(d), got); diff != "" {
		t.Errorf("written -, in Neo4j +:\n%s", diff)
	}
}

// everything is the largest of some drawn maps, with texts that tables stumble over.
func everything() *codec.Document {
	var d *codec.Document
	for seed := range 40 {
		if x := rapid.Custom(codectest.Draw).Example(seed); d == nil || len(x.Records) > len(d.Records) {
			d = x
		}
	}
	for i, text := range []string{"=1+1", `say "no"`, "one\ntwo", ",", ";", " a ", "\t", `\`, `\"`, `"`, "true", "\x1a", "\u2028"} {
		d.Records = append(d.Records, &argmap.Element{ID: argmap.ID(fmt.Sprintf("awkward %d", i)), Kind: argmap.KindClaim, Text: text})
	}
	return d
}

// asked gives a line for each row of a query's result.
func asked(t *testing.T, s *neo4jtest.Server, query string) []string {
	t.Helper()
	rows, err := s.Ask(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, r := range rows {
		properties, _ := r[3].(map[string]any)
		names, _ := r[1].([]any)
		var labels []string
		for _, name := range names {
			labels = append(labels, fmt.Sprint(name))
		}
		lines = append(lines, line(r[0], labels, r[2], properties))
	}
	return lines
}

// line is a node or relationship: its ends, its labels or type, its properties in the order of their names.
func line(from any, labels []string, to any, properties map[string]any) string {
	slices.Sort(labels)
	text := fmt.Sprintf("%v %v %v", from, labels, to)
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		value := properties[name]
		if at, ok := value.(time.Time); ok {
			value = at.UTC()
		}
		text += fmt.Sprintf(" %s=%T %q", name, value, fmt.Sprint(value))
	}
	return text
}

func expected(d *codec.Document) []string {
	var lines []string
	g := propertygraph.Of(d)
	for _, n := range g.Nodes {
		p := typed(d, n.Record, n.Values)
		p["id"] = n.ID
		labels := []string{"Record", n.Type}
		if e, ok := codec.NewGraph(d).Entry(argmap.Ref{Type: argmap.TypeElement, ID: n.Record}); ok {
			labels = append(labels, map[argmap.Kind]string{
				argmap.KindClaim: "Claim", argmap.KindInference: "Inference", argmap.KindRebuttal: "Rebuttal", argmap.KindQuestion: "Question",
				argmap.KindRephrase: "Rephrase", argmap.KindPreference: "Preference", argmap.KindLocution: "Locution",
				argmap.KindIllocution: "Illocution", argmap.KindTransition: "Transition", argmap.KindForeign: "Foreign",
			}[e.Record.(*argmap.Element).Kind])
		}
		lines = append(lines, line(n.ID, labels, "", p))
	}
	for _, e := range g.Edges {
		p := typed(d, e.Record, e.Values)
		if e.Record != "" {
			p["id"] = string(e.Record)
		}
		lines = append(lines, line(e.From, []string{e.Type}, e.To, p))
	}
	slices.Sort(lines)
	return lines
}

func typed(d *codec.Document, record argmap.ID, values []propertygraph.Value) map[string]any {
	all := map[string]any{}
	if record != "" {
		all["map"] = string(d.Properties.ID)
	}
	for _, v := range values {
		switch v.Type {
		case propertygraph.Whole:
			all[v.Name], _ = strconv.ParseInt(v.Text, 10, 64)
		case propertygraph.Truth:
			all[v.Name] = v.Text == "true"
		case propertygraph.Moment:
			all[v.Name], _ = time.Parse(time.RFC3339Nano, v.Text)
		case propertygraph.Text:
			all[v.Name] = v.Text
		}
	}
	return all
}
