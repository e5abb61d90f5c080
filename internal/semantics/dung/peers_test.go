package dung

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

	"argmap/internal/installtest"
)

// asked is a framework as testdata/peers/peers.py reads it.
type asked struct {
	Nodes   int      `json:"nodes"`
	Attacks [][2]int `json:"attacks"`
	Needs   [][]any  `json:"needs"`
}

// answered holds sets of accepted nodes by peer and semantics.
type answered map[string]map[string][][]int

// TestPeersAgree compares with clingo, which gets the map's program itself, and for maps without needs
// with pygarg: on maps too large to try all sets.
func TestPeersAgree(t *testing.T) {
	if os.Getenv("REQUIRE_SOLVERS") == "" {
		t.Skip("set REQUIRE_SOLVERS to compare with other solvers; they are installed once")
	}
	var frameworks []framework
	var input bytes.Buffer
	for seed := range uint64(300) {
		f := drawnEvenly(seed, 8+int(seed)%17, int(seed%2)*int(seed%13))
		frameworks = append(frameworks, f)
		a := asked{f.nodes, append([][2]int{}, f.attacks...), [][]any{}}
		for owner := range f.nodes {
			for _, need := range f.needs[owner] {
				a.Needs = append(a.Needs, []any{owner, need})
			}
		}
		if err := json.NewEncoder(&input).Encode(a); err != nil {
			t.Fatal(err)
		}
	}
	answers := json.NewDecoder(strings.NewReader(askPeers(t, &input)))
	compared := map[string]int{}
	for i, f := range frameworks {
		var want answered
		if err := answers.Decode(&want); err != nil {
			t.Fatalf("framework %d: %v", i, err)
		}
		for peer, found := range want {
			for code, sets := range found {
				compared[peer+" "+code]++
				compare(t, peer, code, sets, f)
			}
		}
	}
	t.Logf("agreed: %v", compared)
}

func askPeers(t *testing.T, input *bytes.Buffer) string {
	project := t.TempDir()
	installtest.NeedPython(t, "testdata/peers").Link(t, project)
	script, err := filepath.Abs("testdata/peers/peers.py")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), filepath.Join(project, ".venv", "bin", "python"), script)
	var complaint bytes.Buffer
	cmd.Stdin, cmd.Stderr, cmd.WaitDelay = input, &complaint, time.Second
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, complaint.String())
	}
	return string(out)
}

func compare(t *testing.T, peer, code string, sets [][]int, f framework) {
	sem, err := Parse(code)
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, set := range sets {
		want = append(want, fmt.Sprint(set))
	}
	slices.Sort(want)
	for name, bits := range searches {
		var got []string
		for e, err := range newSolver(f.build(), bits).All(t.Context(), sem) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, fmt.Sprint(e.In()))
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s by %s: %v, %s says %v; %+v", sem, name, got, peer, want, f)
		}
	}
}
