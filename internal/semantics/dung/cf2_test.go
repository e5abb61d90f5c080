package dung

import (
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/semantics"
)

// TestManyCF2SetsAreNotAllGoneThrough compares what is asked of each node with what all extensions say, on
// islands that have more of these than acceptance goes through.
func TestManyCF2SetsAreNotAllGoneThrough(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const pairs = 7
		n := 2*pairs + rapid.IntRange(1, 4).Draw(t, "others")
		b := semantics.NewBuilder(n)
		for x := int32(0); x < 2*pairs; x += 2 {
			b.Attack(x, x+1)
			b.Attack(x+1, x)
			b.Attack(x, 2*pairs) // which makes one island of them
		}
		node := rapid.Int32Range(0, int32(n-1))
		for range rapid.IntRange(0, 8).Draw(t, "attacks") {
			b.Attack(node.Draw(t, "from"), node.Draw(t, "to"))
		}
		m := b.Map()
		some, all, count := make([]bool, n), make([]bool, n), 0
		for e, err := range New(m).All(t.Context(), CF2) {
			if err != nil {
				t.Fatal(err)
			}
			for x, label := range e {
				some[x] = some[x] || label == semantics.In
				all[x] = (all[x] || count == 0) && label == semantics.In
			}
			count++
		}
		for name, bits := range searches {
			s := newSolver(m, bits)
			a, err := s.Acceptance(t.Context(), CF2)
			if err != nil {
				t.Fatal(err)
			}
			for x := range n {
				if a.Credulous[x] != some[x] || a.Sceptical[x] != all[x] {
					t.Fatalf("node %d by %s, of %d extensions: some %v, want %v; all %v, want %v", x, name, count, a.Credulous[x], some[x], a.Sceptical[x], all[x])
				}
			}
			x := node.Draw(t, "one")
			credulous, _ := s.Credulous(t.Context(), CF2, x)
			sceptical, err := s.Sceptical(t.Context(), CF2, x)
			if err != nil || credulous.Holds != some[x] || sceptical.Holds != all[x] {
				t.Fatalf("node %d by %s: some %v, want %v; all %v, want %v; %v", x, name, credulous.Holds, some[x], sceptical.Holds, all[x], err)
			}
		}
	})
}
