package snapshot_test

import (
	"maps"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/semantics"
	"argmap/internal/snapshot"
)

// labelsOf gives the grounded labels of all elements that take part.
func labelsOf(t *rapid.T, state *argmap.State, r snapshot.Reading) map[argmap.ID]semantics.Label {
	f := frameworkOf(t, snapshotOf(t, state), r)
	labelling := semantics.Grounded(f.Map)
	labels := map[argmap.ID]semantics.Label{}
	for node, e := range f.Elements() {
		labels[e.ID()] = labelling.Labels[node]
	}
	return labels
}

// without gives the state without the elements that match.
func without(state *argmap.State, match func(*argmap.Element) bool) *argmap.State {
	state = state.Clone()
	for _, e := range pick[*argmap.Element](&writer{state: state}) {
		if match(e) {
			state.Apply(argmap.ChangeSet{Map: theMap, Revision: 2, Operations: one(argmap.Remove(e.Ref()))})
		}
	}
	return state
}

func TestWhatIsIgnoredMightAsWellNotBeThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		state, r := debate(t), anyReading(t)
		r.Questions, r.Issues = snapshot.Ignore, snapshot.Ignore
		unasked := without(state, func(e *argmap.Element) bool { return e.Kind == argmap.KindQuestion })
		got, want := labelsOf(t, state, r), labelsOf(t, unasked, r)
		if !maps.Equal(got, want) {
			t.Fatalf("got %v, and %v without the questions", got, want)
		}
	})
}

func TestIgnoredPreferencesPreferNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		state, r := debate(t), anyReading(t)
		r.Preferences = snapshot.Ignore
		got := labelsOf(t, state, r)
		for id, want := range labelsOf(t, without(state, func(e *argmap.Element) bool { return e.Kind == argmap.KindPreference }), r) {
			// A rebuttal of a preference loses its target with it.
			if got[id] != want {
				t.Fatalf("%s is %d, and %d without the preferences", id, got[id], want)
			}
		}
	})
}

func TestAPureQuestionMovesNoLabel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		state, r := debate(t), anyReading(t)
		want := labelsOf(t, state, r)
		d := &drawn{T: t, state: state.Clone(), links: 1000}
		var ids []argmap.ID
		for _, e := range pick[*argmap.Element](&writer{state: state}) {
			ids = append(ids, e.ID)
		}
		d.put(&argmap.Element{ID: "pure", Kind: argmap.KindQuestion, Text: "why?", Question: &argmap.Inquiry{Form: argmap.FormWH, Force: argmap.Pure}})
		d.join(argmap.RoleAsksAbout, "pure", draw(t, "about", ids))
		d.join(argmap.RoleRaises, "c0", "pure")
		d.join(argmap.RoleAnswers, "c0", "pure")
		if got := labelsOf(t, d.state, r); !maps.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}

func TestAllVoicesByNameAreAllVoices(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		state, r := debate(t), anyReading(t)
		r.Support, r.Voices = snapshot.MapReading, nil
		want := labelsOf(t, state, r)
		r.Voices = []argmap.ID{"w", "v"}
		if got := labelsOf(t, state, r); !maps.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}

// A mutual rebuttal tells neither side from the other: who rebuts whom makes no difference to claims.
func TestMutualRebuttalsAreSymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := snapshot.Reading{Rebuts: snapshot.Mutual}
		one, other := newSketch(), newSketch()
		names := []string{"a", "b", "c", "d"}
		for _, m := range []*sketch{one, other} {
			m.claims("ann", "a b c d")
		}
		for i := range rapid.IntRange(0, 6).Draw(t, "rebuttals") {
			from, to := draw(t, "from", names), draw(t, "to", names)
			id := "r" + names[i%4] + names[i/4]
			one.attack(id, from, to, "")
			if rapid.Bool().Draw(t, "turned") {
				from, to = to, from
			}
			other.attack(id, from, to, "")
		}
		got, want := labelsOf(t, other.state, r), labelsOf(t, one.state, r)
		for _, n := range names {
			if got[argmap.ID(n)] != want[argmap.ID(n)] {
				t.Fatalf("%s is %d and %d", n, got[argmap.ID(n)], want[argmap.ID(n)])
			}
		}
	})
}

func TestReadingsThatMeanTheSameAreOne(t *testing.T) {
	a, errA := snapshot.Reading{}.Normal()
	b, errB := snapshot.Reading{Support: snapshot.MapReading, Issues: snapshot.Weigh, Rebuts: snapshot.Directed}.Normal()
	c, errC := snapshot.Reading{Voices: []argmap.ID{"b", "a", "b"}}.Normal()
	d, errD := snapshot.Reading{Voices: []argmap.ID{"a", "b"}}.Normal()
	if errA != nil || errB != nil || errC != nil || errD != nil {
		t.Fatal(errA, errB, errC, errD)
	}
	if a.Key() != b.Key() || c.Key() != d.Key() || a.Key() == c.Key() {
		t.Errorf("keys %q %q %q %q", a.Key(), b.Key(), c.Key(), d.Key())
	}
	for field, r := range map[string]snapshot.Reading{
		"reading.support": {Support: "X"}, "reading.rebuts": {Rebuts: "X"}, "reading.questions": {Questions: "X"},
		"reading.issues": {Issues: "X"}, "reading.preferences": {Preferences: "X"},
	} {
		if _, err := r.Normal(); fault.Of(err) != fault.Invalid || fault.Reason(err) != "reading.unknown" {
			t.Errorf("%s: %v", field, err)
		}
	}
	if _, err := snapshotOf(t, newSketch().state).Framework(snapshot.Reading{Voices: []argmap.ID{"ann", "carl"}}); fault.Of(err) != fault.NotFound {
		t.Errorf("a voice that is not there: %v", err)
	}
}
