package carneades

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/semantics"
	balances "argmap/internal/semantics/carneades"
	"argmap/internal/snapshot"
)

// labelled evaluates a map by the map reading and gives the labels of the claims by their names in the file.
func labelled(t *testing.T, d *codec.Document) map[string]argmap.Label {
	t.Helper()
	b := snapshot.NewBuilder(d.Properties.ID)
	b.Add(argmap.Entry{Record: d.Properties, Revision: 1})
	for _, r := range d.Records {
		b.Add(argmap.Entry{Record: r, Revision: 1})
	}
	s, err := b.Snapshot(1, 1)
	if err != nil {
		t.Fatal(err)
	}
	f, err := s.Framework(snapshot.Reading{})
	if err != nil {
		t.Fatal(err)
	}
	grounded := semantics.Grounded(f.Map)
	labels := map[string]argmap.Label{}
	for _, r := range d.Records {
		e, ok := r.(*argmap.Element)
		if !ok || e.Kind != argmap.KindClaim {
			continue
		}
		if node, ok := f.Node(e.ID); ok {
			labels[e.External.ID] = snapshot.VerdictOf(grounded.Labels[node]).Label
		}
	}
	return labels
}

// disagreements compares labels with those that the file expects, and counts those compared.
func disagreements(d *codec.Document, labels map[string]argmap.Label) (compared int, wrong []string) {
	for _, m := range readKept(d.Properties).sections["tests"].Members() {
		for _, v := range m.Value.Elements() {
			id, _ := v.Text()
			compared++
			if got := labels[id]; got != argmap.Label(strings.ToUpper(m.Name)) {
				wrong = append(wrong, fmt.Sprintf("%s is %s, not %s", id, got, m.Name))
			}
		}
	}
	slices.Sort(wrong)
	return compared, wrong
}

// parting are the labels by which the map reading parts from what an example expects: circles and
// assumptions that exclude each other (docs/semantics.md).
var parting = map[string][]string{"circles.yml": {
	"clock is OUT, not in", "east is OUT, not undecided", "heard is IN, not undecided", "lit is OUT, not undecided",
	"noise is IN, not undecided", "north is IN, not undecided", "open is OUT, not undecided", "¬clock is OUT, not in",
}}

// TestExpectedLabels evaluates the examples that say which labels they expect, by the map reading; but for
// those with arguments that weigh.
func TestExpectedLabels(t *testing.T) {
	files, all := 0, 0
	for file, data := range examples(t, folder) {
		d := codectest.Decode(t, Format(), codectest.File(file, data, nil))[0]
		if slices.ContainsFunc(d.Findings, func(f codec.Finding) bool { return f.Rule == ruleWeighed }) {
			continue
		}
		compared, wrong := disagreements(d, labelled(t, d))
		if !slices.Equal(wrong, parting[filepath.Base(file)]) {
			t.Errorf("%s: %v", file, wrong)
		}
		if compared > 0 {
			files, all = files+1, all+compared
		}
	}
	if files < 4 || all < 20 {
		t.Errorf("only %d labels of %d files were compared", all, files)
	}
}

// TestMapsHoldWhatBalancesNeed makes balances of arguments of the maps that were read, with what was kept
// raw of their schemes, and labels them as Carneades does: the map has lost nothing that the labels hang
// on. CARNEADES_FILES may name a folder of files to be read beside the examples.
func TestMapsHoldWhatBalancesNeed(t *testing.T) {
	files := examples(t, folder)
	if more := os.Getenv("CARNEADES_FILES"); more != "" {
		maps.Copy(files, examples(t, filepath.Join(more, "*.yml")))
	}
	read, all := 0, 0
	for file, data := range files {
		d := codectest.Decode(t, Format(), codectest.File(file, data, nil))[0]
		labels, err := balanced(d)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		compared, wrong := disagreements(d, labels)
		if wrong != nil {
			t.Errorf("%s: %v", file, wrong)
		}
		if compared > 0 {
			read, all = read+1, all+compared
		}
	}
	t.Logf("%d labels of %d files agree", all, read)
	if read < 5 || all < 25 {
		t.Errorf("only %d labels of %d files were compared", all, read)
	}
}

// balanced gives the labels of the balances of arguments that a map is, by the names of the statements.
func balanced(d *codec.Document) (map[string]argmap.Label, error) {
	p := newPlan(d)
	number, f := map[argmap.ID]int{}, &balances.Framework{}
	for _, e := range p.g.Elements {
		if e.Kind == argmap.KindClaim {
			number[e.ID] = len(f.Statements)
			f.Statements = append(f.Statements, balances.Statement{Assumed: p.assumed(e), Value: Value(e)})
		}
	}
	concluding := slices.DeleteFunc(slices.Clone(p.arguments), func(a *argument) bool { return a.conclusion == nil })
	first := make([]*argmap.Element, len(concluding))
	for i, a := range concluding {
		part := *a.parts[0]
		part.Scheme = a.scheme // without the name of a convergent one that it is no part of
		first[i] = &part
	}
	weights, err := Weigh(d.Properties, first)
	if err != nil {
		return nil, err
	}
	for i, a := range concluding {
		x := weights[i]
		x.Conclusion, x.Undercutter = number[a.conclusion.ID], balances.None
		if a.undercutter != nil {
			x.Undercutter = number[a.undercutter.ID]
		}
		for i, c := range a.premises {
			x.Premises = append(x.Premises, balances.Premise{Statement: number[c.ID], Role: a.slots[i]})
		}
		f.Arguments = append(f.Arguments, x)
	}
	taken := map[argmap.ID]bool{}
	for _, q := range p.issues {
		issue := balances.Issue{Standard: q.Question.Standard}
		for _, l := range p.positions(q) {
			if !taken[l.From] {
				issue.Positions = append(issue.Positions, number[l.From])
			}
			taken[l.From] = true
		}
		f.Issues = append(f.Issues, issue)
	}
	grounded, err := balances.Grounded(f)
	if err != nil {
		return nil, err
	}
	labels := map[string]argmap.Label{}
	for id, n := range number {
		labels[p.names[id]] = grounded.Labels[n]
	}
	return labels, nil
}
