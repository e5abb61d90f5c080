package carneades

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/semantics"
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

// disagreements compares the labels of a map with those that its file expects, and counts those compared.
func disagreements(t *testing.T, d *codec.Document) (compared int, wrong []string) {
	t.Helper()
	labels := labelled(t, d)
	tests := readKept(d.Properties).sections["tests"]
	for _, m := range tests.Members() {
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

// TestExpectedLabels evaluates the examples that say which labels they expect.
func TestExpectedLabels(t *testing.T) {
	files, compared := 0, 0
	for file, data := range examples(t, folder) {
		d := codectest.Decode(t, Format(), codectest.File(file, data, nil))[0]
		n, wrong := disagreements(t, d)
		if wrong != nil {
			t.Errorf("%s: %v", file, wrong)
		}
		if n > 0 {
			files, compared = files+1, compared+n
		}
	}
	if files < 4 || compared < 20 {
		t.Errorf("only %d labels of %d files were compared", compared, files)
	}
}
