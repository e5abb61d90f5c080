package dung

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/semantics"
	"argmap/internal/semantics/families"
)

// all lists the extensions of a map; it fails on errors other than ErrRings.
func all(t *rapid.T, s *Solver, sem Semantics) (found []Extension) {
	for e, err := range s.All(t.Context(), sem) {
		if errors.Is(err, ErrRings) {
			return nil
		}
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, e)
	}
	return found
}

// larger draws frameworks beyond what the definitions can be tried on.
func larger(t *rapid.T) framework { return drawn(t, 14, rapid.IntRange(0, 8).Draw(t, "most needs")) }

func TestSemanticsContainEachOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := larger(t)
		s := newSolver(f.build(), rapid.SampledFrom([]int{0, 3, maxBits}).Draw(t, "bits"))
		found := map[Semantics][]labelling{}
		for _, sem := range All() {
			for _, e := range all(t, s, sem) {
				found[sem] = append(found[sem], plain(e))
			}
		}
		for _, law := range [][2]Semantics{
			{Stable, SemiStable}, {SemiStable, Preferred}, {Preferred, Complete}, {Ideal, Complete}, {Eager, Complete}, {Grounded, Complete},
		} {
			for _, l := range found[law[0]] {
				if !slices.Contains(found[law[1]], l) {
					t.Fatalf("%s but not %s: %b; %+v", law[0], law[1], l, f)
				}
			}
		}
		for _, law := range [][2]Semantics{{Grounded, Ideal}, {Ideal, Eager}, {Grounded, Complete}, {Ideal, Preferred}, {Eager, SemiStable}} {
			for _, b := range found[law[1]] {
				if a := found[law[0]][0]; !within(a.in, b.in) || !within(a.out, b.out) {
					t.Fatalf("%s %b not within %s %b; %+v", law[0], a, law[1], b, f)
				}
			}
		}
		if len(found[Stable]) > 0 && (!sameSet(found[Stable], found[SemiStable]) || len(f.needs) == 0 && !sameSet(found[Stable], found[Stage])) {
			t.Fatalf("stable %b, semi-stable %b, stage %b; %+v", found[Stable], found[SemiStable], found[Stage], f)
		}
	})
}

// permuted renames the nodes of a framework.
func (f framework) permuted(names []int) framework {
	g := framework{nodes: f.nodes, needs: map[int][][]int{}}
	for _, a := range f.attacks {
		g.attacks = append(g.attacks, [2]int{names[a[0]], names[a[1]]})
	}
	for owner, needs := range f.needs {
		for _, need := range needs {
			var members []int
			for _, m := range need {
				members = append(members, names[m])
			}
			g.needs[names[owner]] = append(g.needs[names[owner]], members)
		}
	}
	return g
}

func TestRenamingNodesRenamesExtensions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := larger(t)
		names := make([]int, f.nodes)
		for i := range names {
			names[i] = i
		}
		names = rapid.Permutation(names).Draw(t, "names")
		a, b := New(f.build()), New(f.permuted(names).build())
		for _, sem := range All() {
			var want, got []labelling
			for _, e := range all(t, a, sem) {
				moved := make(Extension, len(e))
				for n, label := range e {
					moved[names[n]] = label
				}
				want = append(want, plain(moved))
			}
			for _, e := range all(t, b, sem) {
				got = append(got, plain(e))
			}
			if !sameSet(got, want) {
				t.Fatalf("%s: %b, want %b; %+v", sem, got, want, f)
			}
		}
	})
}

// beside puts another framework after this one.
func (f framework) beside(g framework) framework {
	both := framework{nodes: f.nodes + g.nodes, needs: map[int][][]int{}, attacks: slices.Clone(f.attacks)}
	maps.Copy(both.needs, f.needs)
	names := make([]int, g.nodes)
	for i := range names {
		names[i] = f.nodes + i
	}
	moved := g.permuted(names)
	maps.Copy(both.needs, moved.needs)
	both.attacks = append(both.attacks, moved.attacks...)
	return both
}

func TestPartsThatDoNotTouchCombineFreely(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, g := drawn(t, 6, 3), drawn(t, 6, 3)
		a, b, both := New(f.build()), New(g.build()), New(f.beside(g).build())
		for _, sem := range All() {
			if _, err := both.One(t.Context(), sem); err != nil {
				continue // refused, for one of them at least
			}
			var want, got []labelling
			for _, x := range all(t, a, sem) {
				for _, y := range all(t, b, sem) {
					want = append(want, plain(append(slices.Clone(x), y...)))
				}
			}
			for _, e := range all(t, both, sem) {
				got = append(got, plain(e))
			}
			if !sameSet(got, want) {
				t.Fatalf("%s: %b, want %b; %+v %+v", sem, got, want, f, g)
			}
		}
	})
}

// sets gives the sets of accepted nodes as text.
func sets(t *testing.T, f framework, sem Semantics) string {
	var found []string
	for e, err := range New(f.build()).All(t.Context(), sem) {
		if err != nil {
			return "refused"
		}
		found = append(found, fmt.Sprint(e.In()))
	}
	slices.Sort(found)
	return fmt.Sprint(found)
}

func TestExamples(t *testing.T) {
	odd := framework{nodes: 3, attacks: [][2]int{{0, 1}, {1, 2}, {2, 0}}}
	floating := framework{nodes: 4, attacks: [][2]int{{0, 1}, {1, 0}, {0, 2}, {1, 2}, {2, 3}}}
	// c0 argued, c1 given, c2 argued; l0: c1→c2, l1: c2→c0, l2: c0→c2; attack l3: {c0, c2}→l0.
	ring := framework{nodes: 7, needs: map[int][][]int{
		0: {{4}}, 2: {{3, 5}}, 3: {{1}}, 4: {{2}}, 5: {{0}}, 6: {{0}, {2}},
	}, attacks: [][2]int{{6, 3}}}
	// 0 and 1 hold each other up and attack 2; 2 attacks nobody.
	mutual := framework{nodes: 3, needs: map[int][][]int{0: {{1}}, 1: {{0}}}, attacks: [][2]int{{0, 2}}}
	// A claim 0 with two reasons 1 and 2; 3 and 4 attack each other, and one reason each.
	reasons := framework{nodes: 5, needs: map[int][][]int{0: {{1, 2}}}, attacks: [][2]int{{3, 4}, {4, 3}, {3, 1}, {4, 2}}}
	// 0 and 1 hold each other up; 0 may also stand on 2, which 3 contests.
	ground := framework{nodes: 4, needs: map[int][][]int{0: {{1, 2}}, 1: {{0}}}, attacks: [][2]int{{2, 3}, {3, 2}}}
	// Whichever of 0 and 1 is chosen defeats 2, which alone troubles 3; 4 attacks itself.
	troubled := framework{nodes: 5, attacks: [][2]int{{0, 1}, {1, 0}, {0, 2}, {1, 2}, {2, 3}, {3, 4}, {4, 3}, {4, 4}}}
	for _, c := range []struct {
		name string
		f    framework
		want map[Semantics]string
	}{
		{"a ring on contested ground", ground, map[Semantics]string{
			Complete: "[[0 1 2] [3] []]", Preferred: "[[0 1 2] [3]]", Ideal: "[[]]",
		}},
		{"a defence that no extension shares", troubled, map[Semantics]string{
			Preferred: "[[0 3] [1 3]]", Ideal: "[[]]", Eager: "[[]]",
		}},
		{"an odd circle", odd, map[Semantics]string{
			Grounded: "[[]]", Complete: "[[]]", Preferred: "[[]]", Stable: "[]", SemiStable: "[[]]", Ideal: "[[]]",
			Stage: "[[0] [1] [2]]", CF2: "[[0] [1] [2]]",
		}},
		{"floating assignment", floating, map[Semantics]string{
			Grounded: "[[]]", Complete: "[[0 3] [1 3] []]", Preferred: "[[0 3] [1 3]]", Stable: "[[0 3] [1 3]]",
			SemiStable: "[[0 3] [1 3]]", Ideal: "[[]]", Eager: "[[]]", Stage: "[[0 3] [1 3]]", CF2: "[[0 3] [1 3]]",
		}},
		{"a support that its own conclusion attacks", ring, map[Semantics]string{
			Grounded: "[[1]]", Complete: "[[1]]", Preferred: "[[1]]", Stable: "[]", SemiStable: "[[1]]", Ideal: "[[1]]", Eager: "[[1]]",
			Stage: "refused", CF2: "refused",
		}},
		{"a ring of support that attacks", mutual, map[Semantics]string{
			Grounded: "[[2]]", Complete: "[[2]]", Preferred: "[[2]]", Stable: "[[2]]", Stage: "[[2]]", CF2: "[[2]]",
		}},
		{"a claim that stands whichever reason falls", reasons, map[Semantics]string{
			Grounded: "[[]]", Complete: "[[0 1 4] [0 2 3] []]", Preferred: "[[0 1 4] [0 2 3]]", Stable: "[[0 1 4] [0 2 3]]", Ideal: "[[]]",
			Stage: "[[0 1 4] [0 2 3]]", CF2: "[[0 1 4] [0 2 3]]",
		}},
		{"a self-attack that blocks", framework{nodes: 2, attacks: [][2]int{{0, 0}, {0, 1}, {0, 1}}}, map[Semantics]string{
			Grounded: "[[]]", Preferred: "[[]]", Stable: "[]", Stage: "[[1]]", CF2: "[[1]]",
		}},
		{"nothing", framework{}, map[Semantics]string{
			Grounded: "[[]]", Complete: "[[]]", Preferred: "[[]]", Stable: "[[]]", SemiStable: "[[]]", Stage: "[[]]", Ideal: "[[]]",
			Eager: "[[]]", CF2: "[[]]",
		}},
	} {
		for sem, want := range c.want {
			if got := sets(t, c.f, sem); got != want {
				t.Errorf("%s, %s: %s, want %s", c.name, sem, got, want)
			}
		}
	}
}

// A choice in an earlier component that leaves less UNDECIDED there may leave more after it, and the
// other way round: both are semi-stable when neither contains the other.
func TestSemiStableLooksAtTheWhole(t *testing.T) {
	// 0 and 1 attack each other; 0 attacks 2, which attacks itself; 1 attacks 3, which attacks itself.
	f := framework{nodes: 4, attacks: [][2]int{{0, 1}, {1, 0}, {0, 2}, {2, 2}, {1, 3}, {3, 3}}}
	if got := sets(t, f, SemiStable); got != "[[0] [1]]" {
		t.Error(got)
	}
	f.attacks = append(f.attacks, [2]int{0, 3}) // now 0 decides everything
	if got := sets(t, f, SemiStable) + sets(t, f, Preferred) + sets(t, f, Eager) + sets(t, f, Ideal); got != "[[0]][[0] [1]][[0]][[]]" {
		t.Error(got)
	}
}

func TestManyExtensionsAreNeverListedToAnswer(t *testing.T) {
	const pairs = 40
	s := New(families.Pairs(pairs))
	for _, sem := range []Semantics{Complete, Preferred, Stable, SemiStable, Stage, CF2} {
		if n, err := s.Count(t.Context(), sem, 1_000_000); err != nil || n != (Number{Exact, 1_000_000, true}) {
			t.Errorf("%s: %+v %v", sem, n, err)
		}
		page := map[string]bool{}
		for e, err := range s.All(t.Context(), sem) {
			if err != nil {
				t.Fatal(err)
			}
			if page[fmt.Sprint(e.In())] = true; len(page) == 100 {
				break
			}
		}
		if len(page) != 100 {
			t.Errorf("%s: %d extensions", sem, len(page))
		}
		one, err := s.One(t.Context(), sem)
		if err != nil || one.Outcome != Exact || sem != Complete && len(one.Extension.In()) != pairs {
			t.Errorf("%s: %v %v", sem, one, err)
		}
		for node := range int32(2 * pairs) {
			yes, err := s.Credulous(t.Context(), sem, node)
			no, err2 := s.Sceptical(t.Context(), sem, node)
			if err != nil || err2 != nil || !yes.Holds || no.Holds || yes.Certificate == nil || no.Certificate == nil {
				t.Fatalf("%s: %v %v %v %v", sem, yes, no, err, err2)
			}
		}
	}
	if n, err := s.Count(t.Context(), Preferred, 1<<41); err != nil || n != (Number{Exact, 1 << pairs, false}) {
		t.Errorf("%+v %v", n, err)
	}
}

func TestLongMapsDoNotRecurse(t *testing.T) {
	const n = 100_000
	b := semantics.NewBuilder(n)
	b.Attack(1, 0) // a choice, on which a chain of attacks and needs hangs
	for i := int32(1); i < n; i++ {
		if i%3 == 0 {
			b.NeedOne(i, i-1)
		} else {
			b.Attack(i-1, i)
		}
	}
	s := New(b.Map())
	for _, sem := range All() {
		if a, err := s.One(t.Context(), sem); err != nil || a.Outcome != Exact {
			t.Fatalf("%s: %v %v", sem, a.Outcome, err)
		}
		want := 2 // preferred and the like; CO has one more, with nothing IN
		switch sem {
		case Complete:
			want = 3
		case Grounded, Ideal, Eager:
			want = 1
		default:
		}
		if sem == Stable || sem == SemiStable || sem == Stage {
			continue // counting needs the whole island by SAT, many times
		}
		if c, err := s.Count(t.Context(), sem, 10); err != nil || c.N != want {
			t.Errorf("%s: %+v %v, want %d", sem, c, err, want)
		}
	}
	for _, sem := range []Semantics{Complete, Preferred, Stable} {
		if v, err := s.Credulous(t.Context(), sem, n-1); err != nil || !v.Holds {
			t.Errorf("%s: %v %v", sem, v.Outcome, err)
		}
	}
}

func TestACancelledQuestionIsUnknown(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, m := range map[string]*semantics.Map{"pairs": families.Pairs(40), "hard": families.Random(300, 2400, 1), "nothing": families.Pairs(0)} {
		s := New(m)
		for _, sem := range All() {
			one, err := s.One(ctx, sem)
			count, err2 := s.Count(ctx, sem, 5)
			acceptance, err3 := s.Acceptance(ctx, sem)
			if one.Outcome != Unknown || one.Extension != nil || count != (Number{}) || acceptance.Outcome != Unknown || acceptance.Credulous != nil {
				t.Errorf("%s %s: %v %v %v", name, sem, one, count, acceptance)
			}
			if err != nil || err2 != nil || err3 != nil {
				t.Errorf("%s %s: %v %v %v", name, sem, err, err2, err3)
			}
			if m.Nodes() > 0 {
				yes, err := s.Credulous(ctx, sem, 0)
				no, err2 := s.Sceptical(ctx, sem, 0)
				if yes.Outcome != Unknown || no.Outcome != Unknown || yes.Holds || no.Holds || err != nil || err2 != nil {
					t.Errorf("%s %s: %v %v %v %v", name, sem, yes, no, err, err2)
				}
			}
			for e, err := range s.All(ctx, sem) {
				if e != nil || !errors.Is(err, ErrUnknown) {
					t.Errorf("%s %s: %v %v", name, sem, e, err)
				}
			}
		}
	}
}

// A search that is under way ends with its context: one by SAT, and an enumeration over bit sets.
func TestAQuestionEndsWithItsContext(t *testing.T) {
	b := semantics.NewBuilder(41)
	for n := int32(0); n < 40; n += 2 { // 20 choices in one island: 3^20 complete labellings
		b.Attack(n, n+1)
		b.Attack(n+1, n)
		b.Attack(n, 40)
	}
	many, hard := b.Map(), families.Random(600, 4800, 1)
	for name, ask := range map[string]func(context.Context) (Outcome, error){
		"sat": func(ctx context.Context) (Outcome, error) {
			a, err := New(hard).One(ctx, Stable)
			return a.Outcome, err
		},
		"bits": func(ctx context.Context) (Outcome, error) {
			n, err := New(many).Count(ctx, Complete, 1<<40)
			return n.Outcome, err
		},
	} {
		ctx, cancel := context.WithCancel(t.Context())
		looked := &watchedContext{Context: ctx, cancel: cancel, left: 12}
		if outcome, err := ask(looked); outcome != Unknown || err != nil || looked.left > 0 {
			t.Errorf("%s: %v %v after all but %d looks", name, outcome, err, looked.left)
		}
		cancel()
	}
}

// watchedContext is cancelled after it was looked at so many times.
type watchedContext struct {
	context.Context
	cancel func()
	left   int
}

func (c *watchedContext) look() {
	if c.left--; c.left == 0 {
		c.cancel()
	}
}

func (c *watchedContext) Err() error            { c.look(); return c.Context.Err() }
func (c *watchedContext) Done() <-chan struct{} { c.look(); return c.Context.Done() }

func TestNamesAreReadBack(t *testing.T) {
	for _, sem := range All() {
		if got, err := Parse(sem.String()); err != nil || got != sem {
			t.Errorf("%s: %v %v", sem, got, err)
		}
	}
	for _, wrong := range []string{"", "?", "pr", "XX"} {
		if got, err := Parse(wrong); err == nil {
			t.Errorf("%q is read as %v", wrong, got)
		}
	}
	s := New(families.Chain(3))
	for _, node := range []int32{-1, 3} {
		if _, err := s.Credulous(t.Context(), Preferred, node); err == nil {
			t.Errorf("node %d is there", node)
		}
	}
	if _, err := s.One(t.Context(), 0); err == nil {
		t.Error("there is a semantics number 0")
	}
}

// Bit sets and SAT are witnesses of each other where the definitions can no longer be tried.
func TestBothSearchesAgree(t *testing.T) {
	for seed := range uint64(40) {
		f := drawnEvenly(seed, 40, int(seed%3)*6)
		m := f.build()
		a, b := newSolver(m, maxBits), newSolver(m, 0)
		for _, sem := range []Semantics{Complete, Preferred, Stable, SemiStable, Ideal, Eager, Stage} {
			x, err := a.Acceptance(t.Context(), sem)
			y, err2 := b.Acceptance(t.Context(), sem)
			if !errors.Is(err, err2) || x.Outcome != y.Outcome ||
				!slices.Equal(x.Credulous, y.Credulous) || !slices.Equal(x.Sceptical, y.Sceptical) {
				t.Fatalf("%s: %v %v, %v %v; %+v", sem, x, err, y, err2, f)
			}
			m, _ := a.Count(t.Context(), sem, 30)
			n, _ := b.Count(t.Context(), sem, 30)
			if m != n {
				t.Fatalf("%s: %v, %v; %+v", sem, m, n, f)
			}
		}
	}
}

// TestManyAcceptedByAll hangs long tails on small cores, so that many nodes have to be asked about, where
// the preferred extensions are few and where they are many.
func TestManyAcceptedByAll(t *testing.T) {
	asked := 0
	rapid.Check(t, func(t *rapid.T) {
		core, tail, pairs := rapid.IntRange(2, 5).Draw(t, "core"), 24, rapid.SampledFrom([]int{0, 0, 2, 4}).Draw(t, "pairs")
		b := semantics.NewBuilder(core + tail + 2*pairs)
		node := rapid.Int32Range(0, int32(core-1))
		for range rapid.IntRange(2, 10).Draw(t, "attacks") {
			b.Attack(node.Draw(t, "from"), node.Draw(t, "to"))
		}
		for i := range int32(tail) {
			from := int32(core) + i - 1
			if i == 0 {
				from = node.Draw(t, "hangs on")
			}
			b.Attack(from, int32(core)+i)
		}
		for i := range int32(pairs) { // each doubles the extensions of the island
			x := int32(core+tail) + 2*i
			b.Attack(x, x+1)
			b.Attack(x+1, x)
			b.Attack(x, int32(core)+rapid.Int32Range(0, int32(tail-1)).Draw(t, "hit"))
		}
		s := newSolver(b.Map(), rapid.SampledFrom([]int{0, maxBits}).Draw(t, "bits"))
		a, err := s.Acceptance(t.Context(), Preferred)
		if err != nil {
			t.Fatal(err)
		}
		some, every := make([]bool, b.Map().Nodes()), slices.Repeat([]bool{true}, b.Map().Nodes())
		for _, e := range all(t, s, Preferred) {
			for n, label := range e {
				some[n] = some[n] || label == semantics.In
				every[n] = every[n] && label == semantics.In
			}
		}
		if !slices.Equal(a.Credulous, some) || !slices.Equal(a.Sceptical, every) {
			t.Fatalf("%v, want %v and %v", a, some, every)
		}
		if marked(slices.Collect(func(yield func(int32) bool) {
			for n := range int32(len(every)) {
				if s.grounded[n] == semantics.Undecided && !yield(n) {
					return
				}
			}
		}), every) > fewSets {
			asked++
		}
	})
	if asked == 0 {
		t.Error("nowhere had many nodes to be asked about")
	}
}
