package families_test

import (
	"slices"
	"testing"

	"argmap/internal/semantics"
	"argmap/internal/semantics/families"
)

func TestFamiliesAreReproducibleAndOfAnySize(t *testing.T) {
	for _, f := range families.All() {
		for _, nodes := range []int{1, 2, 7, 1000} {
			a, b := f.Make(nodes, 1), f.Make(nodes, 1)
			if a.Nodes() < nodes || a.Nodes() > 2*nodes+50 {
				t.Errorf("%s of %d has %d nodes", f.Name, nodes, a.Nodes())
			}
			if !slices.Equal(edges(a), edges(b)) {
				t.Errorf("%s of %d differs from itself", f.Name, nodes)
			}
		}
		if fixed := f.Name == "chain" || f.Name == "star"; fixed == !slices.Equal(edges(f.Make(1000, 1)), edges(f.Make(1000, 2))) {
			t.Errorf("%s: the seed counts: %v", f.Name, !fixed)
		}
	}
}

func edges(m *semantics.Map) (all []int32) {
	for n := range int32(m.Nodes()) {
		all = append(all, m.Attackers(n)...)
		for members := range m.Needs(n) {
			all = append(append(all, -1), members...)
		}
		all = append(all, -2)
	}
	return all
}

// The shapes are of use only while they leave something to search.
func TestWhatTheGroundedLabellingLeaves(t *testing.T) {
	for name, want := range map[string][2]int{
		"tree": {0, 0}, "chain": {0, 0}, "star": {0, 0},
		"debate": {50, 5000}, "ba": {50, 9000}, "even": {9000, 10100}, "scc": {5000, 10100}, "map": {50, 9000},
	} {
		for _, f := range families.All() {
			if f.Name != name {
				continue
			}
			left := 0
			for _, l := range semantics.Grounded(f.Make(10_000, 1)).Labels {
				if l == semantics.Undecided {
					left++
				}
			}
			t.Logf("%s: %d of 10,000 undecided", name, left)
			if left < want[0] || left > want[1] {
				t.Errorf("%s leaves %d undecided, want %v", name, left, want)
			}
		}
	}
}
