package semantics_test

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/semantics"
)

// TestRelabelledIsLabelledAnew redoes some nodes of a framework, and adds some.
func TestRelabelledIsLabelledAnew(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		old, other := drawn(t, "before"), drawn(t, "after")
		m := old.build()
		before := semantics.Grounded(m).Labels
		next := framework{Nodes: max(old.Nodes, other.Nodes), Needs: map[int][][]int{}}
		redone := set{}
		for n := range next.Nodes {
			if n >= old.Nodes || rapid.IntRange(0, 2).Draw(t, "redone") == 0 {
				redone[n] = true
			}
		}
		changes := framework{Nodes: next.Nodes, Needs: map[int][][]int{}}
		for _, a := range old.Attacks {
			if !redone[a[0]] {
				next.Attacks = append(next.Attacks, a)
			}
		}
		for _, a := range other.Attacks {
			if redone[a[0]] {
				next.Attacks = append(next.Attacks, a)
				changes.Attacks = append(changes.Attacks, a)
			}
		}
		for n := range next.Nodes {
			if redone[n] {
				next.Needs[n], changes.Needs[n] = other.Needs[n], other.Needs[n]
			} else {
				next.Needs[n] = old.Needs[n]
			}
		}
		want := semantics.Grounded(next.build()).Labels
		got := m.Relabel(func(node int32) semantics.Label { return before[node] }, numbers(slices.Sorted(maps.Keys(redone))), changes.builder())
		for n, label := range want {
			now, affected := got[int32(n)]
			if !affected {
				now = before[n]
			}
			if now != label {
				t.Fatalf("node %d is %d, want %d; %+v with %+v", n, now, label, old, changes)
			}
		}
	})
}
