package scheme_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"argmap/internal/argmap"
	"argmap/internal/scheme"
)

// step is a map with one inference "i" and what hangs on it.
func step(links ...*argmap.Link) *argmap.State {
	s := argmap.NewState("m")
	for id, text := range map[argmap.ID]string{"a": "A", "b": "B", "c": "C"} {
		s.Put(argmap.Entry{Record: &argmap.Element{ID: id, Kind: argmap.KindClaim, Text: text}, Revision: 1})
	}
	for _, id := range []argmap.ID{"i", "j"} {
		s.Put(argmap.Entry{Record: &argmap.Element{ID: id, Kind: argmap.KindInference, Text: "a note"}, Revision: 1})
	}
	for id, critical := range map[argmap.ID]string{"q1": "expert-opinion/field", "q2": "ExpertOpinion/field", "q3": "expert-opinion/trust", "q4": "", "q5": "nonsense"} {
		s.Put(argmap.Entry{Record: &argmap.Element{ID: id, Kind: argmap.KindQuestion, Question: &argmap.Inquiry{Critical: critical}}, Revision: 1})
	}
	for i, l := range links {
		l.ID = argmap.ID(rune('A' + i))
		s.Put(argmap.Entry{Record: l, Revision: 1})
	}
	return s
}

func TestFillingOf(t *testing.T) {
	s := step(
		&argmap.Link{Role: argmap.RolePremiseOf, From: "a", To: "i", Slot: "x", Ordinal: 2},
		&argmap.Link{Role: argmap.RolePremiseOf, From: "b", To: "i", Slot: "x", Ordinal: 1},
		&argmap.Link{Role: argmap.RolePremiseOf, From: "c", To: "i"},
		&argmap.Link{Role: argmap.RolePremiseOf, From: "a", To: "i", Slot: scheme.ConclusionSlot},
		&argmap.Link{Role: argmap.RolePremiseOf, From: "c", To: "j", Slot: "y"},
		&argmap.Link{Role: argmap.RoleConcludes, From: "i", To: "c"},
		&argmap.Link{Role: argmap.RoleConcludes, From: "j", To: "i"},
	)
	values := map[string]string{"v": "w"}
	for inference, want := range map[argmap.ID]map[string]string{
		"i": {"x": "B", scheme.ConclusionSlot: "C"},
		"j": {"y": "C"}, // it backs a relation, whose note is no claim
		"k": {},
	} {
		got := scheme.FillingOf(s, inference, values)
		if diff := cmp.Diff(scheme.Filling{Variables: values, Slots: want}, got); diff != "" {
			t.Errorf("of %s (-want +got):\n%s", inference, diff)
		}
	}
}

func TestAsking(t *testing.T) {
	var links []*argmap.Link
	for _, q := range []argmap.ID{"q5", "q4", "q3", "q2", "q1"} {
		links = append(links, &argmap.Link{Role: argmap.RoleAsksAbout, From: q, To: "i"})
	}
	links = append(links, &argmap.Link{Role: argmap.RoleRaises, From: "q1", To: "j"})
	s := step(links...)
	set := scheme.Standard()
	for name, want := range map[string][]argmap.ID{
		"expert-opinion/field": {"q2", "q1"}, "expert-opinion/trust": {"q3"}, "expert-opinion/evidence": nil,
	} {
		_, q, err := set.Question(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := set.Asking(s, "i", q); !slices.Equal(got, want) {
			t.Errorf("%s is asked by %v, want %v", name, got, want)
		}
		if got := set.Asking(s, "j", q); len(got) != 0 {
			t.Errorf("of another step %s is asked by %v", name, got)
		}
	}
}
