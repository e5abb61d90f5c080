package carneades_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"argmap/internal/argmap"
	"argmap/internal/semantics/carneades"
)

// file is what a test needs of a file of the Carneades system, version 4.
type file struct {
	Statements map[string]any
	Issues     map[string]struct {
		Positions []string
		Standard  string
	}
	Arguments map[string]struct {
		Scheme, Conclusion, Undercutter string
		Premises                        any
	}
	Assumptions []string
	Tests       map[string][]string
}

// told reads a file without schemes of its own into a framework, and gives the numbers of its statements.
func (f *file) told(t *testing.T) (*carneades.Framework, map[string]int) {
	out, numbers := &carneades.Framework{}, map[string]int{}
	for id, said := range f.Statements {
		fields, _ := said.(map[string]any)
		assumed, _ := fields["assumed"].(bool)
		numbers[id] = len(out.Statements)
		out.Statements = append(out.Statements, carneades.Statement{Assumed: assumed || slices.Contains(f.Assumptions, id)})
	}
	number := func(id string) int {
		n, ok := numbers[id]
		if !ok {
			t.Fatalf("there is no statement %q", id)
		}
		return n
	}
	schemes := map[string]carneades.Weighing{
		"": carneades.Linked, "linked": carneades.Linked, "convergent": carneades.Convergent,
		"cumulative": carneades.Cumulative, "factorized": carneades.Factorized,
	}
	for id, said := range f.Arguments {
		weighing, ok := schemes[said.Scheme]
		if !ok {
			t.Fatalf("argument %s has the scheme %q, which the test does not know", id, said.Scheme)
		}
		a := carneades.Argument{Conclusion: number(said.Conclusion), Undercutter: carneades.None, Weighing: weighing}
		if said.Undercutter != "" {
			a.Undercutter = number(said.Undercutter)
		}
		premises, _ := said.Premises.([]any)
		for _, p := range premises {
			a.Premises = append(a.Premises, carneades.Premise{Statement: number(p.(string))})
		}
		out.Arguments = append(out.Arguments, a)
	}
	standards := map[string]argmap.ProofStandard{"": "", "PE": argmap.Preponderance, "CCE": argmap.ClearAndConvincing, "BRD": argmap.BeyondReasonableDoubt}
	for _, said := range f.Issues {
		issue := carneades.Issue{Standard: standards[said.Standard]}
		for _, p := range said.Positions {
			issue.Positions = append(issue.Positions, number(p))
		}
		out.Issues = append(out.Issues, issue)
	}
	return out, numbers
}

// TestFilesOfCarneades holds the labels to what files of the Carneades system say of themselves. They are not
// here; CARNEADES_FILES names a folder of them.
func TestFilesOfCarneades(t *testing.T) {
	folder := os.Getenv("CARNEADES_FILES")
	if folder == "" {
		t.Skip("set CARNEADES_FILES to a folder of YAML files of the Carneades system")
	}
	paths, err := filepath.Glob(filepath.Join(folder, "*.yml"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no files in %s: %v", folder, err)
	}
	tested := 0
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var f file
		if err := yaml.Unmarshal(text, &f); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if len(f.Tests) == 0 {
			continue
		}
		tested++
		t.Run(filepath.Base(path), func(t *testing.T) {
			framework, numbers := f.told(t)
			got, err := carneades.Grounded(framework)
			if err != nil {
				t.Fatal(err)
			}
			for label, ids := range f.Tests {
				for _, id := range ids {
					if is := got.Labels[numbers[id]]; !strings.EqualFold(string(is), label) {
						t.Errorf("%s is %s, want %s", id, is, label)
					}
				}
			}
		})
	}
	t.Logf("%d files say what their labels are", tested)
}
