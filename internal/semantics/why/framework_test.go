package why_test

import (
	"slices"

	"pgregory.net/rapid"

	"argmap/internal/semantics"
)

// framework is a map in the plainest form.
type framework struct {
	Nodes   int
	Needs   map[int][][]int
	Attacks [][2]int
}

func (f framework) build() *semantics.Map {
	b := semantics.NewBuilder(f.Nodes)
	for node := range f.Nodes {
		for _, need := range f.Needs[node] {
			var members []int32
			for _, n := range need {
				members = append(members, int32(n))
			}
			b.NeedOne(int32(node), members...)
		}
	}
	for _, a := range f.Attacks {
		b.Attack(int32(a[0]), int32(a[1]))
	}
	return b.Map()
}

// drawn draws a framework with attacks and needs in any pattern.
func drawn(t *rapid.T, needs int) framework {
	f := framework{Nodes: rapid.IntRange(1, 9).Draw(t, "nodes"), Needs: map[int][][]int{}}
	node := rapid.IntRange(0, f.Nodes-1)
	for range rapid.IntRange(0, 14).Draw(t, "attacks") {
		f.Attacks = append(f.Attacks, [2]int{node.Draw(t, "attacker"), node.Draw(t, "target")})
	}
	for range rapid.IntRange(0, needs).Draw(t, "needs") {
		owner := node.Draw(t, "owner")
		smallest := rapid.SampledFrom([]int{0, 1, 1, 1}).Draw(t, "smallest")
		f.Needs[owner] = append(f.Needs[owner], rapid.SliceOfN(node, smallest, 3).Draw(t, "members"))
	}
	return f
}

// among keeps some nodes; the others neither attack nor meet a need, and are in no label.
func (f framework) among(kept set) framework {
	g := framework{Nodes: f.Nodes, Needs: map[int][][]int{}}
	for n := range f.Nodes {
		if !kept[n] {
			g.Needs[n] = [][]int{{}}
			continue
		}
		for _, need := range f.Needs[n] {
			members := []int{}
			for _, m := range need {
				if kept[m] {
					members = append(members, m)
				}
			}
			g.Needs[n] = append(g.Needs[n], members)
		}
	}
	for _, a := range f.Attacks {
		if kept[a[0]] && kept[a[1]] {
			g.Attacks = append(g.Attacks, a)
		}
	}
	return g
}

type set map[int]bool

func all(n int) set {
	s := set{}
	for i := range n {
		s[i] = true
	}
	return s
}

// define gives the grounded labels by iterating their definition with sets, where only the allowed nodes
// may be IN.
func (f framework) define(allowed set) []semantics.Label {
	labels := make([]semantics.Label, f.Nodes)
	for changed := true; changed; {
		changed = false
		put := func(n int, l semantics.Label) {
			if labels[n] != l && labels[n] != semantics.Defeated {
				labels[n], changed = l, true
			}
		}
		derivable := f.derivable(labels)
		for n := range f.Nodes {
			if allowed[n] && f.acceptable(n, labels) {
				put(n, semantics.In)
			}
			if !derivable[n] {
				put(n, semantics.Unsupported)
			}
		}
		for _, a := range f.Attacks {
			if labels[a[0]] == semantics.In {
				put(a[1], semantics.Defeated)
			}
		}
	}
	return labels
}

func (f framework) acceptable(n int, labels []semantics.Label) bool {
	for _, a := range f.Attacks {
		if a[1] == n && !labels[a[0]].Out() {
			return false
		}
	}
	for _, need := range f.Needs[n] {
		if !slices.ContainsFunc(need, func(m int) bool { return labels[m] == semantics.In }) {
			return false
		}
	}
	return true
}

func (f framework) derivable(labels []semantics.Label) set {
	d := set{}
	for before := -1; before != len(d); {
		before = len(d)
		for n := range f.Nodes {
			met := true
			for _, need := range f.Needs[n] {
				met = met && slices.ContainsFunc(need, func(m int) bool { return d[m] })
			}
			if met && !labels[n].Out() {
				d[n] = true
			}
		}
	}
	return d
}

// attacks reports whether a attacks b, and waits whether a has a need with b in it.
func (f framework) attacks(a, b int) bool { return slices.Contains(f.Attacks, [2]int{a, b}) }

func (f framework) waits(a, b int, labels []semantics.Label) bool {
	return slices.ContainsFunc(f.Needs[a], func(need []int) bool {
		return slices.Contains(need, b) && !slices.ContainsFunc(need, func(m int) bool { return labels[m] == semantics.In })
	})
}
