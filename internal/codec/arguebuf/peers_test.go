package arguebuf

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
	Atoms   map[string]atomTold `json:"atoms"`
	Schemes map[string]string   `json:"schemes"`
	Edges   [][2]string         `json:"edges"`
	Major   string              `json:"major"`
}

type atomTold struct {
	Text        string `json:"text"`
	Participant string `json:"participant"`
	// Cited is what stands in the resource where the reference says; Reference what it quotes.
	Cited     string `json:"cited"`
	Reference string `json:"reference"`
}

// TestArguebufReadsWhatWeWrite: the format's own library finds every node, edge, participant and
// reference of drawn maps and of an example.
func TestArguebufReadsWhatWeWrite(t *testing.T) {
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
	answers, read, atoms := json.NewDecoder(bytes.NewReader(out)), 0, 0
	for i, d := range docs {
		var got told
		if err := answers.Decode(&got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(expected(d), got); diff != "" {
			t.Errorf("document %d, ours against theirs:\n%s", i, diff)
		}
		for _, a := range got.Atoms {
			if atoms++; a.Reference != "" {
				read++
			}
		}
	}
	if atoms < 80 || read < 5 {
		t.Errorf("only %d atoms and %d references were compared", atoms, read)
	}
}

// expected says what should be found of a document.
func expected(d *codec.Document) told {
	p := newPlan(d)
	want := told{Atoms: map[string]atomTold{}, Schemes: map[string]string{}, Edges: [][2]string{}}
	for _, e := range p.Nodes {
		id := p.Names[e.ID]
		if e.Kind != argmap.KindClaim {
			field := fieldOf(e.Kind)
			constant := strings.TrimPrefix(constantOf(field, e.Scheme), strings.ToUpper(field)+"_")
			want.Schemes[id] = strings.ToUpper(field[:1]) + field[1:] + " " + constant
			continue
		}
		a := atomTold{Text: e.Text}
		if v, ok := p.voice[e.ID]; ok {
			a.Participant = p.participants[v]
		}
		if c := p.cited[e.ID]; c != nil {
			_, a.Reference = p.of[c.Source].Cited(c)
			a.Cited = a.Reference
		}
		want.Atoms[id] = a
	}
	for _, l := range p.Edges {
		want.Edges = append(want.Edges, [2]string{p.Names[l.From], p.Names[l.To]})
	}
	slices.SortFunc(want.Edges, func(a, b [2]string) int { return strings.Compare(a[0]+"\x00"+a[1], b[0]+"\x00"+b[1]) })
	if v, ok := named(p.file, "majorClaim"); ok {
		want.Major, _ = v.Text()
	}
	return want
}
