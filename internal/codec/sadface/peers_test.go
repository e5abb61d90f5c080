package sadface

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/installtest"
)

// told is what testdata/peers/peers.py tells of a file.
type told struct {
	Own struct {
		Atoms   map[string]string      `json:"atoms"`
		Schemes map[string]string      `json:"schemes"`
		Edges   [][2]string            `json:"edges"`
		Cited   map[string][][2]string `json:"cited"`
	} `json:"own"`
	Arguebuf struct {
		Atoms   map[string]string `json:"atoms"`
		Schemes []string          `json:"schemes"`
		Edges   [][2]string       `json:"edges"`
	} `json:"arguebuf"`
}

// TestPeersReadWhatWeWrite: the format's own library and Arguebuf find every node, edge and source of
// drawn maps and of an example.
func TestPeersReadWhatWeWrite(t *testing.T) {
	project := t.TempDir()
	installtest.NeedPython(t, "testdata/peers").Link(t, project)
	docs := []*codec.Document{codectest.Decode(t, Format(), codectest.File("", example(t, "canteen.json"), nil))[0]}
	for seed := range 40 {
		docs = append(docs, rapid.Custom(codectest.Draw).Example(seed))
	}
	script, err := filepath.Abs("testdata/peers/peers.py")
	if err != nil {
		t.Fatal(err)
	}
	args := []string{script}
	for i, d := range docs {
		path := filepath.Join(project, fmt.Sprintf("%d.json", i))
		if err := os.WriteFile(path, []byte(codectest.Encode(t, Format(), d)["map.json"]), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	cmd := exec.CommandContext(t.Context(), filepath.Join(project, ".venv", "bin", "python"), args...)
	var complaint bytes.Buffer
	cmd.Stderr, cmd.WaitDelay = &complaint, time.Second
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, complaint.String())
	}
	answers, atoms, cited := json.NewDecoder(bytes.NewReader(out)), 0, 0
	for i, d := range docs {
		var got told
		if err := answers.Decode(&got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(expected(d), got); diff != "" {
			t.Errorf("document %d, ours against theirs:\n%s", i, diff)
		}
		atoms, cited = atoms+len(got.Own.Atoms), cited+len(got.Own.Cited)
	}
	if atoms < 80 || cited < 5 {
		t.Errorf("only %d atoms and %d that cite were compared", atoms, cited)
	}
}

// expected says what should be found of a document.
func expected(d *codec.Document) told {
	p := newPlan(d)
	var want told
	want.Own.Atoms, want.Own.Schemes, want.Own.Cited = map[string]string{}, map[string]string{}, map[string][][2]string{}
	want.Own.Edges, want.Arguebuf.Schemes = [][2]string{}, []string{}
	for _, e := range p.Nodes {
		id := p.Names[e.ID]
		if kind, label := typed(e); e.Kind != argmap.KindClaim {
			want.Own.Schemes[id] = kind + " " + label
			want.Arguebuf.Schemes = append(want.Arguebuf.Schemes, id)
			continue
		}
		want.Own.Atoms[id] = e.Text
		for _, c := range p.spoken[e.ID] {
			_, words := p.of[c.Source].Cited(c)
			want.Own.Cited[id] = append(want.Own.Cited[id], [2]string{words, words})
		}
	}
	for _, l := range p.Edges {
		want.Own.Edges = append(want.Own.Edges, [2]string{p.Names[l.From], p.Names[l.To]})
	}
	slices.SortFunc(want.Own.Edges, func(a, b [2]string) int { return strings.Compare(a[0]+"\x00"+a[1], b[0]+"\x00"+b[1]) })
	slices.Sort(want.Arguebuf.Schemes)
	want.Arguebuf.Atoms, want.Arguebuf.Edges = want.Own.Atoms, want.Own.Edges
	return want
}
