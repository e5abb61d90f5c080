package snapshot_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// shape says under which claim each claim of a drawn map hangs; claim 0 is the root.
type shape func(claim int) (parent int)

func star(int) int        { return 0 }
func bush(claim int) int  { return (claim - 1) / 3 }
func chain(claim int) int { return claim - 1 }

// grown gives a map of n elements of a shape: each claim under its parent by an inference of its own,
// every third by a rebuttal.
func grown(tb testing.TB, n int, parent shape) *snapshot.Snapshot {
	tb.Helper()
	b := snapshot.NewBuilder(theMap)
	add := func(r argmap.Record) { b.Add(argmap.Entry{Record: r, Revision: 1}) }
	id := func(prefix string, i int) argmap.ID {
		return argmap.ID(fmt.Sprintf("%s0000000-0000-7000-8000-%012d", prefix, i))
	}
	at := func(i int) time.Time { return epochStart.Add(time.Duration(i) * time.Millisecond) }
	add(&argmap.Element{ID: id("c", 0), Kind: argmap.KindClaim, Text: "the thesis", Created: at(0)})
	for i := 1; 2*i < n; i++ {
		e := &argmap.Element{ID: id("i", i), Kind: argmap.KindInference, Created: at(i)}
		role := argmap.RoleConcludes
		if i%3 == 0 {
			e.Kind, e.Attack, role = argmap.KindRebuttal, argmap.Rebut, argmap.RoleAttacks
		}
		add(&argmap.Element{ID: id("c", i), Kind: argmap.KindClaim, Text: "a claim", Author: "somebody", Created: at(i)})
		add(e)
		add(&argmap.Link{ID: id("p", i), Role: argmap.RolePremiseOf, From: id("c", i), To: id("i", i)})
		add(&argmap.Link{ID: id("t", i), Role: role, From: id("i", i), To: id("c", parent(i))})
	}
	s, err := b.Snapshot(1, 0)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// layered gives a root and layers of claims, each claim resting on all of the next layer by one inference.
func layered(tb testing.TB, wide, deep int) *snapshot.Snapshot {
	tb.Helper()
	b := snapshot.NewBuilder(theMap)
	links := 0
	join := func(role argmap.Role, from, to string) {
		links++
		b.Add(argmap.Entry{Record: &argmap.Link{ID: argmap.ID(fmt.Sprintf("l%05d", links)), Role: role, From: argmap.ID(from), To: argmap.ID(to)}, Revision: 1})
	}
	element := func(id string, k argmap.Kind) {
		b.Add(argmap.Entry{Record: &argmap.Element{ID: argmap.ID(id), Kind: k, Text: id, Created: epochStart}, Revision: 1})
	}
	above := []string{"root"}
	element("root", argmap.KindClaim)
	for layer := range deep {
		var here []string
		for i := range wide {
			here = append(here, fmt.Sprintf("c%d-%d", layer, i))
			element(here[i], argmap.KindClaim)
		}
		for _, up := range above {
			step := "i-" + up
			element(step, argmap.KindInference)
			join(argmap.RoleConcludes, step, up)
			for _, claim := range here {
				join(argmap.RolePremiseOf, claim, step)
			}
		}
		above = here
	}
	s, err := b.Snapshot(1, 0)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func TestTheWorkGrowsWithTheAnswerNotWithThePaths(t *testing.T) {
	// 1 + 8 + 64 + ... + 8^5 = 37,449 paths lead through these 41 claims and 33 inferences.
	s := layered(t, 8, 5)
	tree := mustTree(t, s, snapshot.TreeOptions{Root: "root"})
	itself := 0
	for _, r := range tree.Rows {
		if r.Reference < 0 {
			itself++
		}
	}
	if want := 41 + 33; itself != want || len(tree.Rows) != 1+33+8+4*64 || tree.Next != "" {
		t.Errorf("%d rows of %d elements, want %d", len(tree.Rows), itself, want)
	}
	if tree.Steps() > 3*len(tree.Rows) {
		t.Errorf("%d steps for %d rows", tree.Steps(), len(tree.Rows))
	}
	t.Logf("%d rows, %d steps", len(tree.Rows), tree.Steps())
	if first := mustTree(t, s, snapshot.TreeOptions{Root: "root", Budget: 20}); first.Steps() > 60 {
		t.Errorf("%d steps for 20 rows", first.Steps())
	}
}

func TestAChainOf100000IsDrawn(t *testing.T) {
	s := grown(t, 200_000, chain)
	o := snapshot.TreeOptions{Budget: snapshot.MaxRows}
	rows := 0
	for {
		tree := mustTree(t, s, o)
		for i, r := range tree.Rows {
			if r.Depth != rows+i || r.Parent != rows+i-1 {
				t.Fatalf("row %d is at %d under %d", rows+i, r.Depth, r.Parent)
			}
		}
		rows += len(tree.Rows)
		if o.After = tree.Next; o.After == "" {
			break
		}
	}
	if rows != s.Elements().Len() {
		t.Errorf("%d rows of %d elements", rows, s.Elements().Len())
	}
}

func TestTheFirst100RowsTakeAsManyStepsInEveryMap(t *testing.T) {
	for name, parent := range map[string]shape{"star": star, "bush": bush, "chain": chain} {
		var steps []int
		for _, n := range []int{1_000, 10_000, 100_000} {
			tree := mustTree(t, grown(t, n, parent), snapshot.TreeOptions{Budget: 100})
			steps = append(steps, tree.Steps())
		}
		if steps[0] != steps[1] || steps[1] != steps[2] || steps[0] > 300 {
			t.Errorf("%s: %v steps", name, steps)
		}
	}
}

func BenchmarkFirst100Rows(b *testing.B) {
	for name, parent := range map[string]shape{"star": star, "bush": bush, "chain": chain} {
		for _, n := range []int{1_000, 10_000, 100_000, 1_000_000} {
			if n > 100_000 && testing.Short() {
				continue
			}
			s := grown(b, n, parent)
			middle := s.Elements().At(s.Elements().Len() / 3).ID()
			b.Run(fmt.Sprintf("%s/whole/%d", name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					mustTree(b, snapshot.Anew(s), snapshot.TreeOptions{Budget: 100})
				}
			})
			b.Run(fmt.Sprintf("%s/rooted/%d", name, n), func(b *testing.B) {
				for b.Loop() {
					mustTree(b, snapshot.Anew(s), snapshot.TreeOptions{Root: middle, Budget: 100})
				}
			})
			b.Run(fmt.Sprintf("%s/after a write/%d", name, n), func(b *testing.B) {
				for i := 0; b.Loop(); i++ {
					b.StopTimer()
					next, err := s.Apply(rebuttal(s, i))
					if err != nil {
						b.Fatal(err)
					}
					s = next
					b.StartTimer()
					mustTree(b, snapshot.Anew(s), snapshot.TreeOptions{Budget: 100})
				}
			})
		}
	}
}

// BenchmarkFirst100RowsSideBySide reads maps of all sizes in turn, and reports by how much the slowest
// median exceeds the fastest.
func BenchmarkFirst100RowsSideBySide(b *testing.B) {
	for name, parent := range map[string]shape{"star": star, "bush": bush, "chain": chain} {
		b.Run(name, func(b *testing.B) {
			var maps []*snapshot.Snapshot
			for _, n := range []int{1_000, 10_000, 100_000, 1_000_000} {
				maps = append(maps, grown(b, n, parent))
			}
			taken := make([][]time.Duration, len(maps))
			for b.Loop() {
				for i, s := range maps {
					start := time.Now()
					mustTree(b, snapshot.Anew(s), snapshot.TreeOptions{Budget: 100})
					taken[i] = append(taken[i], time.Since(start))
				}
			}
			var medians []time.Duration
			for _, ds := range taken {
				slices.Sort(ds)
				medians = append(medians, ds[len(ds)/2])
			}
			b.ReportMetric(float64(slices.Max(medians))/float64(slices.Min(medians)), "slowest/fastest")
			b.ReportMetric(float64(medians[0].Nanoseconds()), "ns/1e3")
			b.ReportMetric(float64(medians[3].Nanoseconds()), "ns/1e6")
		})
	}
}

func BenchmarkTreeOf10000Rows(b *testing.B) {
	s := grown(b, 10_000, bush)
	b.ReportAllocs()
	for b.Loop() {
		mustTree(b, snapshot.Anew(s), snapshot.TreeOptions{Budget: 10_000})
	}
}

func BenchmarkLastPageOf100000Rows(b *testing.B) {
	s := grown(b, 100_000, bush)
	o := snapshot.TreeOptions{Budget: 100}
	whole := mustTree(b, snapshot.Anew(s), snapshot.TreeOptions{Budget: 99_800})
	o.After = whole.Next
	b.ReportAllocs()
	for b.Loop() {
		mustTree(b, snapshot.Anew(s), o)
	}
}

func BenchmarkOutlineOf1000000(b *testing.B) {
	s := grown(b, 1_000_000, bush)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		next, err := s.Apply(rebuttal(s, i))
		if err != nil {
			b.Fatal(err)
		}
		s = next
		b.StartTimer()
		snapshot.Outline(s)
	}
}
