package snapshot_test

import (
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// TestAKeptTreeIsTheOneDrawnAnew asks one snapshot for many trees, some of them again, and for the counts
// of the whole map in between.
func TestAKeptTreeIsTheOneDrawnAnew(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		state, s := someMap(t)
		asked := []snapshot.TreeOptions{{}}
		for range rapid.IntRange(1, 20).Draw(t, "trees") {
			var o snapshot.TreeOptions
			switch rapid.IntRange(0, 3).Draw(t, "which") {
			case 0:
				o = rapid.SampledFrom(asked).Draw(t, "again")
			case 1:
				snapshot.Outline(s)
			default:
				o, _ = someOptions(t, state)
				o.Budget = rapid.IntRange(1, 12).Draw(t, "budget")
			}
			asked = append(asked, o)
			tree, anew := mustTree(t, s, o), mustTree(t, snapshot.Anew(s), o)
			if d := gocmp.Diff(plain(anew), plain(tree), gocmp.AllowUnexported(drawnRow{})); d != "" || tree.Next != anew.Next || tree.First != anew.First {
				t.Fatal(o, d, tree.Next, anew.Next)
			}
			for i := range tree.Rows {
				if got, want := place(&tree.Rows[i]), place(&anew.Rows[i]); got != want {
					t.Fatalf("row %d: %v, want %v", i, got, want)
				}
			}
			if o.After = tree.Next; o.After != "" {
				asked = append(asked, o)
			}
			if taken, most := snapshot.BytesOfTrees(s); taken > most {
				t.Fatalf("the trees take %d bytes, and may take %d", taken, most)
			}
		}
	})
}

// TestKeptTreesAreCounted compares what the snapshot says it holds before and after.
func TestKeptTreesAreCounted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		state, s := someMap(t)
		before := s.Bytes()
		for _, e := range pick[*argmap.Element](&writer{state: state}) {
			mustTree(t, s, snapshot.TreeOptions{Root: e.ID})
		}
		taken, _ := snapshot.BytesOfTrees(s)
		if got := s.Bytes() - before; got != taken {
			t.Fatalf("%d bytes more are counted, and %d are taken", got, taken)
		}
	})
}

// TestATreeIsLaidOutOnce counts allocations: trees that are kept take none for their rows.
func TestATreeIsLaidOutOnce(t *testing.T) {
	s := grown(t, 400, chain)
	below := snapshot.TreeOptions{Root: s.Tops().At(0).ID(), Budget: 300}
	draw := func() { mustTree(t, s, snapshot.TreeOptions{}); mustTree(t, s, below) }
	draw()
	if again := testing.AllocsPerRun(20, draw); again > 20 {
		t.Errorf("trees of 400 and 300 rows take %.0f allocations when they are asked for again", again)
	}
}
