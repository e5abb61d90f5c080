package snapshot_test

import (
	"fmt"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// someMap draws a map with much of everything: change sets upon change sets.
func someMap(t *rapid.T) (*argmap.State, *snapshot.Snapshot) {
	w := newWriter()
	s, err := snapshot.NewBuilder(theMap).Snapshot(0, 0)
	if err != nil {
		t.Fatal(err)
	}
	for range rapid.IntRange(1, 12).Draw(t, "sets") {
		if s, err = s.Apply(w.tangle(t, w.changeSet(t))); err != nil {
			t.Fatal(err)
		}
	}
	return w.state, s
}

// tangle adds links that draw, of any role between any elements: cycles, self-attacks, shared premises,
// undercuts of undercuts, inferences with several conclusions.
func (w *writer) tangle(t *rapid.T, set argmap.ChangeSet) argmap.ChangeSet {
	elements := pick[*argmap.Element](w)
	if len(elements) == 0 {
		return set
	}
	for range rapid.IntRange(0, 8).Draw(t, "links") {
		op := argmap.Set(&argmap.Link{
			ID: w.id("l"), Role: rapid.SampledFrom(argmap.Roles()).Draw(t, "role"),
			From: draw(t, "from", elements).ID, To: draw(t, "to", elements).ID, Ordinal: rapid.IntRange(0, 2).Draw(t, "ordinal"),
		})
		set.Operations = append(set.Operations, op)
		w.state.Apply(argmap.ChangeSet{Map: theMap, Revision: set.Revision, Operations: []argmap.Operation{op}})
	}
	return set
}

func someOptions(t *rapid.T, state *argmap.State) (snapshot.TreeOptions, *naive) {
	n := &naive{state: state, depth: -1, first: map[argmap.ID]int{}, pass: func(argmap.ID) bool { return true }}
	o := snapshot.TreeOptions{Budget: snapshot.MaxRows}
	if elements := pick[*argmap.Element](&writer{state: state}); len(elements) > 0 && rapid.Bool().Draw(t, "rooted") {
		o.Root = draw(t, "root", elements).ID
	}
	if rapid.Bool().Draw(t, "shallow") {
		depth := rapid.IntRange(0, 4).Draw(t, "depth")
		o.Depth, n.depth = &depth, depth
	}
	switch rapid.IntRange(0, 3).Draw(t, "filter") {
	case 1:
		o.Filter.Attacked = true
		n.pass = func(id argmap.ID) bool {
			for l := range state.LinksTo(id) {
				if l.Role == argmap.RoleAttacks {
					return true
				}
			}
			return false
		}
	case 2:
		o.Filter.Paragraph = "p1"
		n.pass = func(id argmap.ID) bool {
			for c := range state.CitationsOf(id) {
				if slices.ContainsFunc(c.Segments, func(s argmap.Segment) bool { return s.Paragraph == "p1" }) {
					return true
				}
			}
			return false
		}
	}
	return o, n
}

func (n *naive) tree(root argmap.ID) []drawnRow {
	tops := []argmap.ID{root}
	if root == "" {
		tops = n.tops()
	}
	for _, top := range tops {
		n.draw(top, "", -1, 0)
	}
	return n.kept()
}

func mustTree(t interface{ Fatal(...any) }, s *snapshot.Snapshot, o snapshot.TreeOptions) snapshot.Tree {
	tree, err := s.Tree(o)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func TestATreeIsWhatThePlainWayDraws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		state, s := someMap(t)
		o, n := someOptions(t, state)
		want := n.tree(o.Root)
		if o.Root == "" && o.Filter == (snapshot.TreeFilter{}) {
			// Read to its end, the tree knows what the depth cut off.
			uncut := (&naive{state: state, depth: -1, first: map[argmap.ID]int{}, pass: n.pass}).tree("")
			for i, r := range want {
				if r.Below < 0 {
					want[i].Below = uncut[slices.IndexFunc(uncut, func(u drawnRow) bool { return u.ID == r.ID && u.Reference < 0 })].Below
				}
			}
		}
		if d := gocmp.Diff(want, plain(mustTree(t, s, o)), gocmp.AllowUnexported(drawnRow{})); d != "" {
			t.Fatal(o, d)
		}
	})
}

func TestTopsAndDoublesFollowEveryChange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		state, s := someMap(t)
		b := snapshot.NewBuilder(theMap)
		for _, e := range state.Entries() {
			b.Add(e)
		}
		fresh, err := b.Snapshot(state.Revision(), 0)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := listing(s.Tops()), listing(fresh.Tops()); got != want {
			t.Fatalf("tops %s, want %s", got, want)
		}
		o := snapshot.TreeOptions{Budget: snapshot.MaxRows}
		if d := gocmp.Diff(plain(mustTree(t, fresh, o)), plain(mustTree(t, s, o)), gocmp.AllowUnexported(drawnRow{})); d != "" {
			t.Fatal(d)
		}
	})
}

func listing(l snapshot.List) string { return ids(slices.Collect(l.All())...) }

func TestTheWholeTreeHasEveryElementOnceAsItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		state, s := someMap(t)
		tree := mustTree(t, s, snapshot.TreeOptions{Budget: snapshot.MaxRows})
		itself, places := map[argmap.ID]bool{}, map[string]bool{}
		for i, r := range tree.Rows {
			if r.Reference < 0 {
				if itself[r.Element.ID()] {
					t.Fatalf("%s stands twice", r.Element.ID())
				}
				itself[r.Element.ID()] = true
			} else if to := tree.Rows[r.Reference]; r.Reference >= i || to.Element.ID() != r.Element.ID() || to.Reference >= 0 || r.ChildCount != 0 {
				t.Fatalf("row %d refers to %d", i, r.Reference)
			}
			if places[r.OccurrenceID()] || len(r.OccurrenceID()) != 16 {
				t.Fatalf("occurrence %q", r.OccurrenceID())
			}
			places[r.OccurrenceID()] = true
			if r.Parent >= i || r.Parent < 0 && r.Depth != 0 || r.Parent >= 0 && tree.Rows[r.Parent].Depth+1 != r.Depth {
				t.Fatalf("row %d at %d hangs under %d", i, r.Depth, r.Parent)
			}
		}
		if all := pick[*argmap.Element](&writer{state: state}); len(itself) != len(all) {
			t.Fatalf("%d of %d elements", len(itself), len(all))
		}
	})
}

func TestACutTreeGoesOnAsTheUncut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		state, s := someMap(t)
		o, _ := someOptions(t, state)
		whole := mustTree(t, s, o)
		o.Budget = rapid.IntRange(1, 5).Draw(t, "budget")
		var rows []snapshot.TreeRow
		given := map[int]int{}
		for {
			page := mustTree(t, s, o)
			if page.First != len(rows) || len(page.Rows) > o.Budget || page.Next != "" && len(page.Rows) < o.Budget {
				t.Fatalf("page of %d at %d, want %d", len(page.Rows), page.First, len(rows))
			}
			for i, r := range page.Rows {
				rows = append(rows, r)
				given[r.Parent]++
				w := whole.Rows[page.First+i]
				if r.DescendantCount != nil && w.DescendantCount != nil && *r.DescendantCount != *w.DescendantCount {
					t.Fatalf("row %d has %d below, want %d", page.First+i, *r.DescendantCount, *w.DescendantCount)
				}
			}
			if o.Filter == (snapshot.TreeFilter{}) {
				for i, r := range page.Rows {
					if missing := r.Reference < 0 && given[page.First+i] < r.ChildCount; missing != r.Cut {
						t.Fatalf("row %d: cut %v, has %d of %d", page.First+i, r.Cut, given[page.First+i], r.ChildCount)
					}
				}
			}
			if o.After = page.Next; page.Next == "" {
				break
			}
		}
		if len(rows) != len(whole.Rows) {
			t.Fatalf("%d rows, want %d", len(rows), len(whole.Rows))
		}
		for i := range rows {
			if got, want := place(&rows[i]), place(&whole.Rows[i]); got != want {
				t.Fatalf("row %d: %v, want %v", i, got, want)
			}
		}
	})
}

// place is what a row says of its place, whatever was cut from below it.
func place(r *snapshot.TreeRow) string {
	return fmt.Sprint(r.Element.ID(), r.Parent, r.Role, r.Link(), r.Depth, r.OccurrenceID(), r.ChildCount, r.Reference, r.Context)
}

func TestOccurrencesKeepTheirNamesWhileTheMapChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWriter()
		s, err := snapshot.NewBuilder(theMap).Snapshot(0, 0)
		if err != nil {
			t.Fatal(err)
		}
		names, paths := map[string]string{}, map[string]string{}
		for range rapid.IntRange(1, 8).Draw(t, "sets") {
			if s, err = s.Apply(w.tangle(t, w.changeSet(t))); err != nil {
				t.Fatal(err)
			}
			rows := mustTree(t, s, snapshot.TreeOptions{Budget: snapshot.MaxRows}).Rows
			way := make([]string, len(rows))
			for i, r := range rows {
				way[i] = string(r.Element.ID())
				if r.Parent >= 0 {
					way[i] = way[r.Parent] + " " + way[i]
				}
				if old, ok := names[way[i]]; ok && old != r.OccurrenceID() {
					t.Fatalf("%s was %s and is %s", way[i], old, r.OccurrenceID())
				}
				if old, ok := paths[r.OccurrenceID()]; ok && old != way[i] {
					t.Fatalf("%s names %s and %s", r.OccurrenceID(), old, way[i])
				}
				names[way[i]], paths[r.OccurrenceID()] = r.OccurrenceID(), way[i]
			}
		}
	})
}
