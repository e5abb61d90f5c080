package snapshot_test

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/semantics"
	"argmap/internal/snapshot"
)

// turning gives the operations that make one state of another.
func turning(from, to *argmap.State) []argmap.Operation {
	var ops []argmap.Operation
	there := map[argmap.Ref]bool{}
	for _, e := range to.Entries() {
		there[e.Record.Ref()] = true
	}
	for _, e := range from.Entries() {
		if !there[e.Record.Ref()] {
			ops = append(ops, argmap.Remove(e.Record.Ref()))
		}
	}
	for _, e := range to.Entries() {
		if old, ok := from.Entry(e.Record.Ref()); !ok || !argmap.Equal(old.Record, e.Record) {
			ops = append(ops, argmap.Set(e.Record))
		}
	}
	return ops
}

// terse leaves out the removals that follow from that of an element.
func terse(from *argmap.State, ops []argmap.Operation) []argmap.Operation {
	gone := map[argmap.ID]bool{}
	for _, op := range ops {
		if op.After == nil && op.Ref.Type == argmap.TypeElement {
			gone[op.Ref.ID] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(ops), func(op argmap.Operation) bool {
		old, ok := from.Entry(op.Ref)
		if !ok || op.After != nil {
			return false
		}
		switch r := old.Record.(type) {
		case *argmap.Link:
			return gone[r.From] || gone[r.To]
		case *argmap.Commitment:
			return gone[r.Claim]
		default:
			return false
		}
	})
}

// TestTheNextFrameworkIsTheOneReadAnew turns a drawn map into another, of which some records are the same.
func TestTheNextFrameworkIsTheOneReadAnew(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, to, r := debate(t), debate(t), anyReading(t)
		if rapid.Bool().Draw(t, "only without") {
			to = without(from, func(e *argmap.Element) bool { return rapid.IntRange(0, 4).Draw(t, "goes") == 0 })
		}
		s := snapshotOf(t, from)
		ops := turning(from, to)
		if rapid.Bool().Draw(t, "terse") {
			ops = terse(from, ops)
		}
		next, err := s.Apply(argmap.ChangeSet{Map: theMap, Revision: 2, Operations: ops})
		if err != nil {
			t.Fatal(err)
		}
		got, err := frameworkOf(t, s, r).Next(next, ops)
		if err != nil {
			t.Fatal(err)
		}
		want := frameworkOf(t, next, r)
		if !reflect.DeepEqual(got.Map, want.Map) || got.Snapshot() != next {
			t.Fatalf("the map is %+v, want %+v", got.Map, want.Map)
		}
		for e := range next.Elements().All() {
			_, took := got.Node(e.ID())
			if _, takes := want.Node(e.ID()); took != takes {
				t.Fatalf("%s takes part: %v, want %v", e.ID(), took, takes)
			}
		}
		// What follows may start from it as well.
		if again, err := got.Next(next, nil); err != nil || !reflect.DeepEqual(again.Map, want.Map) {
			t.Fatal("nothing changed, and the framework did")
		}
	})
}

// TestRelabelledElementsHaveTheLabelsOfTheirMap compares with the map read and evaluated anew.
func TestRelabelledElementsHaveTheLabelsOfTheirMap(t *testing.T) {
	relabelled := 0
	rapid.Check(t, func(t *rapid.T) {
		from, r := debate(t), anyReading(t)
		to := without(from, func(e *argmap.Element) bool { return rapid.IntRange(0, 4).Draw(t, "goes") == 0 })
		if rapid.Bool().Draw(t, "back") {
			from, to = to, from
		}
		s := snapshotOf(t, from)
		ops := turning(from, to)
		if rapid.Bool().Draw(t, "terse") {
			ops = terse(from, ops)
		}
		next, err := s.Apply(argmap.ChangeSet{Map: theMap, Revision: 2, Operations: ops})
		if err != nil {
			t.Fatal(err)
		}
		f := frameworkOf(t, s, r)
		before := semantics.Grounded(f.Map).Labels
		got, ok := f.Relabel(next, ops, func(node int32) semantics.Label { return before[node] })
		if !ok {
			return
		}
		relabelled++
		want := labelsOf(t, to, r)
		for e := range next.Elements().All() {
			label, takesPart := want[e.ID()]
			now, takes := got(e.ID())
			if takesPart != takes || takesPart && now != snapshot.VerdictOf(label) {
				t.Fatalf("%s: %v, want %v", e.ID(), now, label)
			}
		}
	})
	if relabelled == 0 {
		t.Error("no change was plain")
	}
}

// TestAPressedClaimIsNotRelabelled: a question presses a premise that rests on an inference anyway; without that the
// claim would be GIVEN, were it not for the question.
func TestAPressedClaimIsNotRelabelled(t *testing.T) {
	m := newSketch()
	m.claims("ann", "a b c")
	m.infer("i", "a", "b")
	m.infer("j", "b.s", "c")
	m.press("q", argmap.BurdenPremise, "j.s")
	to := without(m.state, func(e *argmap.Element) bool { return e.ID == "i" })
	s, ops := snapshotOf(t, m.state), turning(m.state, to)
	next, err := s.Apply(argmap.ChangeSet{Map: theMap, Revision: 2, Operations: ops})
	if err != nil {
		t.Fatal(err)
	}
	f := frameworkOf(t, s, snapshot.Reading{})
	before := semantics.Grounded(f.Map).Labels
	if verdict, ok := f.Relabel(next, ops, func(node int32) semantics.Label { return before[node] }); ok {
		v, _ := verdict("b")
		t.Errorf("b is %v", v)
	}
	expect(t, labelsIn(t, next, snapshot.Reading{}), "IN a OUT b c")
}

// TestWhatGoesWithAnElementIsSeen: a premise goes, its inference breaks a rule, and what that concluded is GIVEN.
func TestWhatGoesWithAnElementIsSeen(t *testing.T) {
	m := newSketch()
	m.claims("ann", "a b c d")
	m.infer("i", "a", "b")
	m.attack("x", "c", "i", "")
	s := snapshotOf(t, m.state)
	ops := []argmap.Operation{argmap.Remove(argmap.Ref{Type: argmap.TypeElement, ID: "a"})}
	next, err := s.Apply(argmap.ChangeSet{Map: theMap, Revision: 2, Operations: ops})
	if err != nil {
		t.Fatal(err)
	}
	f := frameworkOf(t, s, snapshot.Reading{})
	before := semantics.Grounded(f.Map).Labels
	verdict, ok := f.Relabel(next, ops, func(node int32) semantics.Label { return before[node] })
	if !ok {
		t.Fatal("it was not relabelled")
	}
	if v, _ := verdict("b"); v.Label != argmap.LabelIn {
		t.Errorf("b is %v", v)
	}
	expect(t, labelsIn(t, next, snapshot.Reading{}), "IN b c d x")
}
