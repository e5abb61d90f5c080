package csv

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/codec/propertygraph"
	"argmap/internal/installtest"
)

// table gives the lines that a file should have: what a line says is looked up by the names above it.
func table(t codectest.TB, head []string, first [][]string, values [][]propertygraph.Value) [][]string {
	t.Helper()
	all := [][]string{head}
	for i, line := range first {
		for _, name := range head[len(line):] {
			text := ""
			for _, v := range values[i] {
				if v.Name == name {
					text = v.Text
				}
			}
			line = append(line, text)
		}
		all = append(all, line)
	}
	return all
}

func expected(t codectest.TB, d *codec.Document) map[string][][]string {
	t.Helper()
	g := propertygraph.Of(d)
	var nodes, edges [][]string
	var ofNodes, ofEdges [][]propertygraph.Value
	for _, n := range g.Nodes {
		nodes, ofNodes = append(nodes, []string{n.ID, n.Type}), append(ofNodes, n.Values)
	}
	for _, e := range g.Edges {
		edges, ofEdges = append(edges, []string{e.ID, e.Type, e.From, e.To}), append(ofEdges, e.Values)
	}
	return map[string][][]string{
		"map-nodes.csv": table(t, append([]string{"id", "type"}, names(propertygraph.NodeColumns())...), nodes, ofNodes),
		"map-edges.csv": table(t, append([]string{"id", "type", "from", "to"}, names(propertygraph.EdgeColumns())...), edges, ofEdges),
	}
}

// TestWrittenIsRead reads the tables with encoding/csv, which takes CR LF in a text for LF.
func TestWrittenIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := codectest.Wild(t)
		if rapid.Bool().Draw(t, "drawn") {
			d = codectest.Draw(t)
		}
		got := map[string][][]string{}
		for name, text := range codectest.Encode(t, Format(), d) {
			lines, err := csv.NewReader(strings.NewReader(text)).ReadAll()
			if err != nil {
				t.Fatalf("%v", err)
			}
			got[name] = lines
		}
		want := expected(t, d)
		for _, lines := range want {
			for _, line := range lines {
				for i := range line {
					line[i] = strings.ReplaceAll(line[i], "\r\n", "\n")
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("want -, read +:\n%s", diff)
		}
	})
}

// TestPythonReadsWhatWeWrite: Python's csv module finds every text as it is.
func TestPythonReadsWhatWeWrite(t *testing.T) {
	project := t.TempDir()
	installtest.NeedPython(t, "../kialo/testdata/peers").Link(t, project)
	script, err := filepath.Abs("testdata/peer.py")
	if err != nil {
		t.Fatal(err)
	}
	args := []string{script}
	var want [][][]string
	for i, d := range append(someMaps(), awkward()) {
		files := codectest.Encode(t, Format(), d)
		for _, name := range []string{"map-nodes.csv", "map-edges.csv"} {
			path := filepath.Join(project, fmt.Sprintf("%d%s", i, name))
			if err := os.WriteFile(path, []byte(files[name]), 0o600); err != nil {
				t.Fatal(err)
			}
			args, want = append(args, path), append(want, expected(t, d)[name])
		}
	}
	cmd := exec.CommandContext(t.Context(), filepath.Join(project, ".venv", "bin", "python"), args...)
	var complaint bytes.Buffer
	cmd.Stderr, cmd.WaitDelay = &complaint, time.Second
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, complaint.String())
	}
	answers := json.NewDecoder(bytes.NewReader(out))
	for i := range want {
		var got [][]string
		if err := answers.Decode(&got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want[i], got); diff != "" {
			t.Errorf("file %d, ours against theirs:\n%s", i, diff)
		}
	}
}

func someMaps() []*codec.Document {
	var docs []*codec.Document
	for seed := range 20 {
		docs = append(docs, rapid.Custom(codectest.Draw).Example(seed), rapid.Custom(codectest.Wild).Example(seed))
	}
	return docs
}

// awkward has texts that tables stumble over.
func awkward() *codec.Document {
	b := codec.Build("x", "A canteen", codec.File{}, codectest.Options())
	for _, text := range []string{"=1+1", "+1", "-1", "@x", `say "no"`, "one\ntwo", "one\r\ntwo\r", ",", ";", " a ", "\t", `\.`, `"`, "\x1a", "\u2028"} {
		b.Claim(text)
	}
	return b.Done()
}

// TestTextsAreKeptAsTheyAre: nothing is put before what a spreadsheet would take for a formula.
func TestTextsAreKeptAsTheyAre(t *testing.T) {
	nodes := codectest.Encode(t, Format(), awkward())["map-nodes.csv"]
	for _, cell := range []string{",CLAIM,=1+1,", ",CLAIM,@x,", `,CLAIM,"say ""no""",`, ",CLAIM,\"one\r\ntwo\r\",", ",CLAIM,\"one\ntwo\","} {
		if !strings.Contains(nodes, cell) {
			t.Errorf("%q is not in\n%s", cell, nodes)
		}
	}
	if e := awkward().Records[0].(*argmap.Element); e.Text != "=1+1" {
		t.Errorf("the first claim is %q", e.Text)
	}
}
