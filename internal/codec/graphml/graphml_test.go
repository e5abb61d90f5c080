package graphml

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/codec/propertygraph"
	"argmap/internal/installtest"
)

// told is what NetworkX finds in a file. Each edge is in one line, with its ends.
type told struct {
	Nodes map[string]map[string]any
	Edges []string
}

// TestNetworkXReadsWhatWeWrite: NetworkX finds every node and edge of drawn maps with their values.
func TestNetworkXReadsWhatWeWrite(t *testing.T) {
	project := t.TempDir()
	installtest.NeedPython(t, "../kialo/testdata/peers").Link(t, project)
	script, err := filepath.Abs("../graphml/testdata/peer.py")
	if err != nil {
		t.Fatal(err)
	}
	var docs []*codec.Document
	args := []string{script}
	for seed := range 40 {
		d := rapid.Custom(codectest.Draw).Example(seed)
		if seed%2 == 1 {
			d = rapid.Custom(codectest.Wild).Example(seed)
		}
		path := filepath.Join(project, fmt.Sprintf("%d.graphml", seed))
		if err := os.WriteFile(path, []byte(codectest.Encode(t, Format(), d)["map.graphml"]), 0o600); err != nil {
			t.Fatal(err)
		}
		docs, args = append(docs, d), append(args, path)
	}
	cmd := exec.CommandContext(t.Context(), filepath.Join(project, ".venv", "bin", "python"), args...)
	var complaint bytes.Buffer
	cmd.Stderr, cmd.WaitDelay = &complaint, time.Second
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, complaint.String())
	}
	answers, edges := json.NewDecoder(bytes.NewReader(out)), 0
	for i, d := range docs {
		got := decoded(t, answers)
		if diff := cmp.Diff(expected(d), got); diff != "" {
			t.Errorf("document %d, ours against theirs:\n%s", i, diff)
		}
		edges += len(got.Edges)
	}
	if edges < 100 {
		t.Errorf("only %d edges were compared", edges)
	}
}

func decoded(t *testing.T, answers *json.Decoder) told {
	t.Helper()
	var got struct {
		Nodes map[string]map[string]any
		Edges [][3]any
	}
	if err := answers.Decode(&got); err != nil {
		t.Fatal(err)
	}
	x := told{Nodes: got.Nodes}
	for _, e := range got.Edges {
		values, _ := e[2].(map[string]any)
		x.Edges = append(x.Edges, line(fmt.Sprint(e[0]), fmt.Sprint(e[1]), values))
	}
	slices.Sort(x.Edges)
	return x
}

// line is an edge by its ends and values, which fmt prints in the order of their names.
func line(from, to string, values map[string]any) string {
	return fmt.Sprintf("%q %q %q", from, to, values)
}

// expected says what should be found of a document.
func expected(d *codec.Document) told {
	g, want := propertygraph.Of(d), told{Nodes: map[string]map[string]any{}}
	for _, n := range g.Nodes {
		want.Nodes[n.ID] = typed(n.Type, n.Values)
		if caption := legal(n.Caption()); caption != "" {
			want.Nodes[n.ID]["label"] = caption
		}
	}
	for _, e := range g.Edges {
		values := typed(e.Type, e.Values)
		values["id"] = e.ID
		want.Edges = append(want.Edges, line(e.From, e.To, values))
	}
	slices.Sort(want.Edges)
	return want
}

func typed(kind string, values []propertygraph.Value) map[string]any {
	all := map[string]any{"type": kind}
	for _, v := range values {
		switch v.Type {
		case propertygraph.Whole:
			n, _ := strconv.Atoi(v.Text)
			all[v.Name] = float64(n)
		case propertygraph.Truth:
			all[v.Name] = v.Text == "true"
		case propertygraph.Text, propertygraph.Moment:
			all[v.Name] = legal(v.Text)
		}
	}
	return all
}

// legal puts U+FFFD for what XML 1.0 has no place for, by its list of characters.
func legal(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == 0x9, r == 0xA, r == 0xD, 0x20 <= r && r <= 0xD7FF, 0xE000 <= r && r <= 0xFFFD, r >= 0x10000:
			return r
		}
		return 0xFFFD
	}, text)
}

// TestLossesAreTold: a map that is told to lose nothing has no U+FFFD in its file but those of its own.
func TestLossesAreTold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := codectest.Draw(t)
		lost := len(Format().Losses(d)) > 0
		if is := strings.Contains(codectest.Encode(t, Format(), d)["map.graphml"], "\uFFFD"); is != lost {
			t.Fatalf("characters were replaced: %t, told: %t", is, lost)
		}
	})
}
