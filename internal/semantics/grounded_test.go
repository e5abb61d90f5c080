package semantics_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/semantics"
)

// framework is a map in the plainest form, for the definition below.
type framework struct {
	Nodes   int
	Needs   map[int][][]int
	Attacks [][2]int
}

func (f framework) build() *semantics.Map { return f.builder().Map() }

func (f framework) builder() *semantics.Builder {
	b := semantics.NewBuilder(f.Nodes)
	for node := range f.Nodes {
		for _, need := range f.Needs[node] {
			b.NeedOne(int32(node), numbers(need)...)
		}
	}
	for _, a := range f.Attacks {
		b.Attack(int32(a[0]), int32(a[1]))
	}
	return b
}

func numbers(in []int) []int32 {
	var out []int32
	for _, n := range in {
		out = append(out, int32(n))
	}
	return out
}

// drawn draws a framework with attacks and needs in any pattern.
func drawn(t *rapid.T, label string) framework {
	f := framework{Nodes: rapid.IntRange(1, 9).Draw(t, label+" nodes"), Needs: map[int][][]int{}}
	node := rapid.IntRange(0, f.Nodes-1)
	for range rapid.IntRange(0, 12).Draw(t, label+" attacks") {
		f.Attacks = append(f.Attacks, [2]int{node.Draw(t, "attacker"), node.Draw(t, "target")})
	}
	if rapid.Bool().Draw(t, "attacks only") {
		return f
	}
	for range rapid.IntRange(0, 9).Draw(t, label+" needs") {
		owner := node.Draw(t, "owner")
		f.Needs[owner] = append(f.Needs[owner], rapid.SliceOfN(node, 0, 3).Draw(t, "members"))
	}
	return f
}

type set map[int]bool

// define iterates the definition with sets: IN when attackers are all OUT and every need has an IN
// member; OUT when attacked by IN; OUT when not derivable through needs from nodes that are not OUT.
func (f framework) define() (in, out, defeated set) {
	in, out, defeated = set{}, set{}, set{}
	for changed := true; changed; {
		changed = false
		put := func(s set, n int) {
			if !s[n] {
				s[n], changed = true, true
			}
		}
		derivable := f.derivable(out)
		for n := range f.Nodes {
			if f.acceptable(n, in, out) {
				put(in, n)
			}
			if !derivable[n] {
				put(out, n)
			}
		}
		for _, a := range f.Attacks {
			if in[a[0]] {
				put(out, a[1])
				put(defeated, a[1])
			}
		}
	}
	return in, out, defeated
}

func (f framework) acceptable(n int, in, out set) bool {
	for _, a := range f.Attacks {
		if a[1] == n && !out[a[0]] {
			return false
		}
	}
	for _, need := range f.Needs[n] {
		if !slices.ContainsFunc(need, func(m int) bool { return in[m] }) {
			return false
		}
	}
	return true
}

func (f framework) derivable(out set) set {
	d := set{}
	for before := -1; before != len(d); {
		before = len(d)
		for n := range f.Nodes {
			met := true
			for _, need := range f.Needs[n] {
				met = met && slices.ContainsFunc(need, func(m int) bool { return d[m] })
			}
			if met && !out[n] {
				d[n] = true
			}
		}
	}
	return d
}

func TestLabelsAreThoseOfTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawn(t, "f")
		got := semantics.Grounded(f.build())
		in, out, defeated := f.define()
		for n := range f.Nodes {
			want := semantics.Undecided
			switch {
			case in[n]:
				want = semantics.In
			case defeated[n]:
				want = semantics.Defeated
			case out[n]:
				want = semantics.Unsupported
			}
			if got.Labels[n] != want {
				t.Fatalf("node %d: %d, want %d; all %v; %+v", n, got.Labels[n], want, got.Labels, f)
			}
			if (got.Rounds[n] == 0) != (want == semantics.Undecided) {
				t.Fatalf("node %d: label %d in round %d", n, want, got.Rounds[n])
			}
		}
		if alone := semantics.GroundedLabels(f.build()); !slices.Equal(alone, got.Labels) {
			t.Fatalf("without rounds: %v, with them %v; %+v", alone, got.Labels, f)
		}
	})
}

// supports reports whether there is a way of support from a to b.
func (f framework) supports(a, b int) bool {
	seen := set{}
	for queue := []int{a}; len(queue) > 0; queue = queue[1:] {
		for owner, needs := range f.Needs {
			for _, need := range needs {
				if slices.Contains(need, queue[0]) && !seen[owner] {
					seen[owner] = true
					queue = append(queue, owner)
				}
			}
		}
	}
	return seen[b]
}

func TestARoundFollowsFromEarlierRoundsAndAtOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawn(t, "f")
		got := semantics.Grounded(f.build())
		for n := range f.Nodes {
			want := int32(0)
			for r := int32(1); r <= int32(f.Nodes)+1 && want == 0; r++ {
				if f.decides(n, got, r) {
					want = r
				}
			}
			if got.Rounds[n] != want {
				t.Fatalf("node %d: round %d, want %d; rounds %v labels %v; %+v", n, got.Rounds[n], want, got.Rounds, got.Labels, f)
			}
		}
	})
}

// decides reports whether what was decided before a round decides a node.
func (f framework) decides(n int, l *semantics.Labelling, round int32) bool {
	in, out := set{}, set{}
	for m := range f.Nodes {
		if l.Rounds[m] > 0 && l.Rounds[m] < round {
			in[m], out[m] = l.Labels[m] == semantics.In, l.Labels[m].Out()
		}
	}
	if f.acceptable(n, in, out) {
		return true
	}
	for _, a := range f.Attacks {
		if a[1] == n && in[a[0]] {
			return true
		}
	}
	for _, need := range f.Needs[n] {
		if !slices.ContainsFunc(need, func(m int) bool { return !out[m] }) {
			return true
		}
	}
	return f.supports(n, n) && !f.founded(n, out)
}

// founded reports whether a node of a ring is derivable when all outside the ring that is not OUT is.
func (f framework) founded(n int, out set) bool {
	ring := framework{Nodes: f.Nodes, Needs: map[int][][]int{}}
	for m := range f.Nodes {
		if m == n || (f.supports(n, m) && f.supports(m, n)) {
			ring.Needs[m] = f.Needs[m]
		}
	}
	return ring.derivable(out)[n]
}

func TestRenamingNodesRenamesLabels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawn(t, "f")
		names := make([]int, f.Nodes)
		for i := range names {
			names[i] = i
		}
		names = rapid.Permutation(names).Draw(t, "names")
		g := framework{Nodes: f.Nodes, Needs: map[int][][]int{}}
		for owner, needs := range f.Needs {
			for _, need := range needs {
				var renamed []int
				for _, m := range need {
					renamed = append(renamed, names[m])
				}
				g.Needs[names[owner]] = append(g.Needs[names[owner]], renamed)
			}
		}
		for _, a := range f.Attacks {
			g.Attacks = append(g.Attacks, [2]int{names[a[0]], names[a[1]]})
		}
		x, y := semantics.Grounded(f.build()), semantics.Grounded(g.build())
		for n := range f.Nodes {
			if x.Labels[n] != y.Labels[names[n]] || x.Rounds[n] != y.Rounds[names[n]] {
				t.Fatalf("node %d: %d, renamed %d", n, x.Labels[n], y.Labels[names[n]])
			}
		}
	})
}

func TestDisconnectedPartsDoNotConcernEachOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, g := drawn(t, "f"), drawn(t, "g")
		both := framework{Nodes: f.Nodes + g.Nodes, Needs: map[int][][]int{}, Attacks: slices.Clone(f.Attacks)}
		maps.Copy(both.Needs, f.Needs)
		for owner, needs := range g.Needs {
			for _, need := range needs {
				var moved []int
				for _, m := range need {
					moved = append(moved, m+f.Nodes)
				}
				both.Needs[owner+f.Nodes] = append(both.Needs[owner+f.Nodes], moved)
			}
		}
		for _, a := range g.Attacks {
			both.Attacks = append(both.Attacks, [2]int{a[0] + f.Nodes, a[1] + f.Nodes})
		}
		x, y, z := semantics.Grounded(f.build()), semantics.Grounded(g.build()), semantics.Grounded(both.build())
		if !slices.Equal(append(x.Labels, y.Labels...), z.Labels) || !slices.Equal(append(x.Rounds, y.Rounds...), z.Rounds) {
			t.Fatalf("apart %v %v, together %v", x, y, z)
		}
	})
}

func TestAnAttackByAnOutNodeChangesNoLabel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawn(t, "f")
		before := semantics.Grounded(f.build())
		for n, label := range before.Labels {
			if !label.Out() {
				continue
			}
			more := f
			more.Attacks = append(slices.Clone(f.Attacks), [2]int{n, rapid.IntRange(0, f.Nodes-1).Draw(t, "target")})
			if after := semantics.Grounded(more.build()); !slices.Equal(after.Labels, before.Labels) && !f.turnsBack(n, more) {
				t.Fatalf("%d attacks %v: %v became %v; %+v", n, more.Attacks[len(more.Attacks)-1], before.Labels, after.Labels, f)
			}
		}
	})
}

// turnsBack reports whether the new attack reaches, over needs and attacks, its own attacker: then the
// attacker may be OUT on account of its own target.
func (f framework) turnsBack(attacker int, more framework) bool {
	target := more.Attacks[len(more.Attacks)-1][1]
	reach, queue := set{target: true}, []int{target}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, a := range f.Attacks {
			if a[0] == queue[0] && !reach[a[1]] {
				reach[a[1]] = true
				queue = append(queue, a[1])
			}
		}
		for owner, needs := range f.Needs {
			for _, need := range needs {
				if slices.Contains(need, queue[0]) && !reach[owner] {
					reach[owner] = true
					queue = append(queue, owner)
				}
			}
		}
	}
	return reach[attacker]
}

func TestExamples(t *testing.T) {
	const in, undecided, defeated, unsupported = semantics.In, semantics.Undecided, semantics.Defeated, semantics.Unsupported
	for _, c := range []struct {
		name string
		f    framework
		want []semantics.Label
	}{
		{
			"a claim with two reasons survives the loss of one", // 0 claim, 1 2 inferences from 3 4, 5 attacks 3
			framework{6, map[int][][]int{0: {{1, 2}}, 1: {{3}}, 2: {{4}}}, [][2]int{{5, 3}}},
			[]semantics.Label{in, unsupported, in, defeated, in, in},
		},
		{
			"linked premises fall together", // 0 claim, 1 inference from 2 and 3, 4 attacks 3
			framework{5, map[int][][]int{0: {{1}}, 1: {{2}, {3}}}, [][2]int{{4, 3}}},
			[]semantics.Label{unsupported, unsupported, in, defeated, in},
		},
		{
			"an undercut kills one reason only", // 0 claim, 1 2 inferences from 3 4, 5 attacks 1
			framework{6, map[int][][]int{0: {{1, 2}}, 1: {{3}}, 2: {{4}}}, [][2]int{{5, 1}}},
			[]semantics.Label{in, defeated, in, in, in, in},
		},
		{
			"an undercut of the only reason reaches the conclusion",
			framework{4, map[int][][]int{0: {{1}}, 1: {{2}}}, [][2]int{{3, 1}}},
			[]semantics.Label{unsupported, defeated, in, in},
		},
		{
			"a bare argued claim is out",
			framework{1, map[int][][]int{0: {{}}}, nil},
			[]semantics.Label{unsupported},
		},
		{
			"a ring of support is never accepted",
			framework{4, map[int][][]int{0: {{1}}, 1: {{2}}, 2: {{3}}, 3: {{0}}}, nil},
			[]semantics.Label{unsupported, unsupported, unsupported, unsupported},
		},
		{
			"a ring with ground outside stands",
			framework{5, map[int][][]int{0: {{1, 4}}, 1: {{2}}, 2: {{3}}, 3: {{0}}}, nil},
			[]semantics.Label{in, in, in, in, in},
		},
		{
			"a ring falls with its ground, and what it attacks stands",
			framework{7, map[int][][]int{0: {{1, 4}}, 1: {{2}}, 2: {{3}}, 3: {{0}}}, [][2]int{{5, 4}, {2, 6}}},
			[]semantics.Label{unsupported, unsupported, unsupported, unsupported, defeated, in, in},
		},
		{
			"a fallen node of a ring founds no other", // 0 and 6 hold each other; 1 is defeated before 2 and 3 are
			framework{9, map[int][][]int{0: {{2, 1, 6}}, 6: {{0}}, 1: {{0, 3, 4}}}, [][2]int{{7, 2}, {7, 3}, {8, 7}, {5, 8}, {5, 1}}},
			[]semantics.Label{unsupported, defeated, defeated, defeated, in, in, unsupported, in, defeated},
		},
		{
			"a fallen node does not come back", // 1 can never be, so 2 has no third need; 0 needs itself, 1 or 2
			framework{6, map[int][][]int{0: {{0, 1, 2}}, 1: {{}}, 2: {{0}, {}, {5}}, 5: {{0, 3}}}, nil},
			[]semantics.Label{unsupported, unsupported, unsupported, in, in, in},
		},
		{
			"a ring of undecided ground is undecided",
			framework{4, map[int][][]int{0: {{1, 2}}, 1: {{0}}}, [][2]int{{2, 3}, {3, 2}}},
			[]semantics.Label{undecided, undecided, undecided, undecided},
		},
		{
			"an even circle of attacks is undecided",
			framework{2, nil, [][2]int{{0, 1}, {1, 0}}},
			[]semantics.Label{undecided, undecided},
		},
		{
			"an odd circle of attacks is undecided",
			framework{3, nil, [][2]int{{0, 1}, {1, 2}, {2, 0}}},
			[]semantics.Label{undecided, undecided, undecided},
		},
		{
			"a self-attack is undecided, and so is its target",
			framework{2, nil, [][2]int{{0, 0}, {0, 1}}},
			[]semantics.Label{undecided, undecided},
		},
		{
			"a defeated self-attack harms nobody",
			framework{3, nil, [][2]int{{0, 0}, {0, 1}, {2, 0}}},
			[]semantics.Label{defeated, in, in},
		},
		{
			"who is defended is reinstated",
			framework{3, nil, [][2]int{{0, 1}, {1, 2}}},
			[]semantics.Label{in, defeated, in},
		},
		{
			"a rebuttal that lost a premise attacks no more", // 0 target, 1 rebuttal from 2 and 3, 4 attacks 3
			framework{5, map[int][][]int{1: {{2}, {3}}}, [][2]int{{1, 0}, {4, 3}}},
			[]semantics.Label{in, unsupported, in, defeated, in},
		},
		{
			"a support that its own conclusion attacks is undecided", // 3 goes from 1 to 2, 4 from 2 to 0, 5 from 0 to 2; 6 attacks 3
			framework{7, map[int][][]int{0: {{4}}, 2: {{3, 5}}, 3: {{1}}, 4: {{2}}, 5: {{0}}, 6: {{0}, {2}}}, [][2]int{{6, 3}}},
			[]semantics.Label{undecided, in, undecided, undecided, undecided, undecided, undecided},
		},
		{
			"who lost its support and is attacked counts as defeated",
			framework{3, map[int][][]int{0: {{}}}, [][2]int{{2, 0}}},
			[]semantics.Label{defeated, in, in},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := semantics.Grounded(c.f.build()); !slices.Equal(got.Labels, c.want) {
				t.Errorf("%v, want %v", got.Labels, c.want)
			}
		})
	}
}

func TestAMapTellsItsEdgesOnceAndInOrder(t *testing.T) {
	b := semantics.NewBuilder(4)
	b.Attack(3, 0)
	b.Attack(1, 0)
	b.Attack(3, 0)
	b.NeedOne(2, 3, 1, 3)
	b.NeedEach(2, 0, 1)
	m := b.Map()
	if got := m.Attackers(0); !slices.Equal(got, []int32{1, 3}) {
		t.Errorf("attackers %v", got)
	}
	if got := m.Attacks(3); !slices.Equal(got, []int32{0}) {
		t.Errorf("attacks %v", got)
	}
	if got := slices.Collect(m.Needs(2)); fmt.Sprint(got) != "[[1 3] [0] [1]]" || m.Nodes() != 4 {
		t.Errorf("needs %v of %d nodes", got, m.Nodes())
	}
}

// chain attacks in a row: each node the next.
func chain(n int32) *semantics.Map {
	b := semantics.NewBuilder(int(n))
	for i := range n - 1 {
		b.Attack(i, i+1)
	}
	return b.Map()
}

// supportChain is a row of claims and inferences; the first is given, or closes a ring.
func supportChain(n int32, closed bool) *semantics.Map {
	b := semantics.NewBuilder(int(n))
	for i := int32(1); i < n; i++ {
		b.NeedOne(i, i-1)
	}
	if closed {
		b.NeedOne(0, n-1)
	}
	return b.Map()
}

// star is one node that half the others attack, each attacked by one of the other half.
func star(n int32) *semantics.Map {
	b := semantics.NewBuilder(int(n))
	for i := int32(1); i+1 < n; i += 2 {
		b.Attack(i, 0)
		b.Attack(i+1, i)
	}
	return b.Map()
}

// debate is a map as people draw them: claims with inferences and rebuttals, some attacked in turn.
func debate(claims int32) *semantics.Map {
	links := claims - 1
	b := semantics.NewBuilder(int(claims + links))
	supports := make([][]int32, claims)
	for i := int32(1); i < claims; i++ {
		link, parent := claims+i-1, (i*7919)%i
		b.NeedEach(link, i)
		switch {
		case i%3 == 0:
			b.Attack(link, parent)
		case i%11 == 0:
			b.Attack(link, claims+parent)
		default:
			supports[parent] = append(supports[parent], link)
		}
	}
	for claim, s := range supports {
		if len(s) > 0 {
			b.NeedOne(int32(claim), s...)
		}
	}
	return b.Map()
}

func TestLongMapsAreLabelled(t *testing.T) {
	const n = 100_000
	for name, want := range map[string]semantics.Label{"chain": semantics.Defeated, "support": semantics.In, "ring": semantics.Unsupported, "star": semantics.In} {
		var l *semantics.Labelling
		node := n - 1
		switch name {
		case "chain":
			l = semantics.Grounded(chain(n))
		case "support":
			l = semantics.Grounded(supportChain(n, false))
		case "ring":
			l = semantics.Grounded(supportChain(n, true))
		case "star":
			l, node = semantics.Grounded(star(n)), 0
		}
		if l.Labels[node] != want {
			t.Errorf("%s: %d, want %d", name, l.Labels[node], want)
		}
	}
}

func BenchmarkGrounded(b *testing.B) {
	const n = 100_000
	for _, c := range []struct {
		name string
		m    *semantics.Map
	}{
		{"chain", chain(n)},
		{"support", supportChain(n, false)},
		{"ring", supportChain(n, true)},
		{"star", star(n)},
		{"debate", debate(n)},
	} {
		b.Run(fmt.Sprintf("%s/%d", c.name, n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				semantics.Grounded(c.m)
			}
		})
	}
}
