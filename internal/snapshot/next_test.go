package snapshot_test

import (
	"reflect"
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

// TestTheNextFrameworkIsTheOneReadAnew turns a drawn map into another, of which some records are the same.
func TestTheNextFrameworkIsTheOneReadAnew(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, to, r := debate(t), debate(t), anyReading(t)
		if rapid.Bool().Draw(t, "only without") {
			to = without(from, func(e *argmap.Element) bool { return rapid.IntRange(0, 4).Draw(t, "goes") == 0 })
		}
		s := snapshotOf(t, from)
		ops := turning(from, to)
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
			now := got(e.ID())
			if takesPart != (now != nil) || takesPart && *now != snapshot.VerdictOf(label).Label {
				t.Fatalf("%s: %v, want %v", e.ID(), now, label)
			}
		}
	})
	if relabelled == 0 {
		t.Error("no change was plain")
	}
}
