package dung

import (
	"math/rand/v2"
	"slices"

	"pgregory.net/rapid"

	"argmap/internal/semantics"
)

// framework is a map in the plainest form, and labelling an outcome as two sets of nodes, for the
// definitions below, which try all sets. They share nothing with the package.
type framework struct {
	nodes   int
	needs   map[int][][]int
	attacks [][2]int
	// absent nodes are OUT and take no part in stage and CF2.
	absent uint
}

type labelling struct{ in, out uint }

func (f framework) build() *semantics.Map {
	b := semantics.NewBuilder(f.nodes)
	for node := range f.nodes {
		for _, need := range f.needs[node] {
			var members []int32
			for _, m := range need {
				members = append(members, int32(m))
			}
			b.NeedOne(int32(node), members...)
		}
	}
	for _, a := range f.attacks {
		b.Attack(int32(a[0]), int32(a[1]))
	}
	return b.Map()
}

// drawn draws a framework with up to so many nodes and needs. Attacks in both directions and odd
// circles are drawn more often than by chance, since they make the choices.
func drawn(t *rapid.T, nodes, needs int) framework {
	if rapid.Bool().Draw(t, "evenly") {
		return drawnEvenly(rapid.Uint64().Draw(t, "seed"), nodes, needs)
	}
	f := framework{nodes: rapid.IntRange(1, nodes).Draw(t, "nodes"), needs: map[int][][]int{}}
	node := rapid.IntRange(0, f.nodes-1)
	for range rapid.IntRange(0, 2*f.nodes).Draw(t, "attacks") {
		a, b := node.Draw(t, "attacker"), node.Draw(t, "target")
		f.attacks = append(f.attacks, [2]int{a, b})
		if rapid.Bool().Draw(t, "back") {
			f.attacks = append(f.attacks, [2]int{b, a})
		}
	}
	for range rapid.IntRange(0, needs).Draw(t, "needs") {
		owner := node.Draw(t, "owner")
		f.needs[owner] = append(f.needs[owner], rapid.SliceOfN(node, 0, 3).Draw(t, "members"))
	}
	return f
}

// drawnEvenly draws a framework of nearly full size, which rapid alone does too seldom.
func drawnEvenly(seed uint64, nodes, needs int) framework {
	r := rand.New(rand.NewPCG(seed, 1))
	f := framework{nodes: nodes - r.IntN(1+nodes/3), needs: map[int][][]int{}}
	for range f.nodes/2 + r.IntN(2*f.nodes) {
		a, b := r.IntN(f.nodes), r.IntN(f.nodes)
		if a == b && r.IntN(3) > 0 {
			continue
		}
		f.attacks = append(f.attacks, [2]int{a, b})
		if r.IntN(3) == 0 {
			f.attacks = append(f.attacks, [2]int{b, a})
		}
	}
	for range r.IntN(needs + 1) {
		owner, members := r.IntN(f.nodes), []int{}
		for range 1 + r.IntN(3) {
			members = append(members, r.IntN(f.nodes))
		}
		f.needs[owner] = append(f.needs[owner], members)
	}
	return f
}

// least gives the least set in which a node is when fit(node) and every need has a member in it.
func (f framework) least(fit func(int) bool) uint {
	set := uint(0)
	for before := ^set; before != set; {
		before = set
		for n := range f.nodes {
			met := fit(n)
			for _, need := range f.needs[n] {
				met = met && slices.ContainsFunc(need, func(m int) bool { return set>>m&1 == 1 })
			}
			if met {
				set |= 1 << n
			}
		}
	}
	return set
}

// free tells whether no attacker of a node is in the set.
func (f framework) free(n int, set uint) bool {
	return !slices.ContainsFunc(f.attacks, func(a [2]int) bool { return a[1] == n && set>>a[0]&1 == 1 })
}

// complete lists the complete labellings: each pair of disjoint sets is tried.
func (f framework) complete() (all []labelling) {
	full := uint(1)<<f.nodes - 1
	for in := uint(0); in <= full; in++ {
		held := f.least(func(n int) bool { return f.free(n, in) })
		if in&^held == 0 && f.least(func(n int) bool { return f.free(n, held) }) == in {
			all = append(all, labelling{in, full &^ held})
		}
	}
	return all
}

// keep leaves the labellings that no other one beats.
func keep(all []labelling, beats func(a, b labelling) bool) (best []labelling) {
	for _, b := range all {
		if !slices.ContainsFunc(all, func(a labelling) bool { return beats(a, b) }) {
			best = append(best, b)
		}
	}
	return best
}

func within(a, b uint) bool { return a&^b == 0 }

func largerIn(a, b labelling) bool { return within(b.in, a.in) && a.in != b.in }
func largerRange(a, b labelling) bool {
	return within(b.in|b.out, a.in|a.out) && a.in|a.out != b.in|b.out
}

// largestWithin gives the complete labelling with the most nodes IN that all the others have IN.
func (f framework) largestWithin(others []labelling) []labelling {
	common := ^uint(0)
	for _, l := range others {
		common &= l.in
	}
	all := f.complete()
	all = slices.DeleteFunc(all, func(l labelling) bool { return !within(l.in, common) })
	return keep(all, largerIn)
}

// extensions lists the labellings under a semantics by its definition; false when it is refused.
func (f framework) extensions(sem Semantics) ([]labelling, bool) {
	all := f.complete()
	full := uint(1)<<f.nodes - 1
	switch sem {
	case Grounded:
		return keep(all, func(a, b labelling) bool { return largerIn(b, a) }), true
	case Complete:
		return all, true
	case Preferred:
		return keep(all, largerIn), true
	case Stable:
		return slices.DeleteFunc(all, func(l labelling) bool { return l.in|l.out != full }), true
	case SemiStable:
		return keep(all, largerRange), true
	case Ideal:
		return f.largestWithin(keep(all, largerIn)), true
	case Eager:
		return f.largestWithin(keep(all, largerRange)), true
	default:
	}
	flat, ok := f.flatten()
	if !ok {
		return nil, false
	}
	found := flat.stage()
	if sem == CF2 {
		found = flat.cf2Labellings()
	}
	seen := map[labelling]bool{}
	for _, l := range found {
		seen[labelling{l.in & full, l.out & full}] = true
	}
	all = nil
	for l := range seen {
		all = append(all, l)
	}
	return all, true
}

// flatten puts a helper in the place of each need; false when support runs in a ring.
func (f framework) flatten() (framework, bool) {
	founded := f.least(func(int) bool { return true })
	flat := framework{nodes: f.nodes, absent: (uint(1)<<f.nodes - 1) &^ founded}
	link := func(a, b int) {
		if (flat.absent>>a|flat.absent>>b)&1 == 0 {
			flat.attacks = append(flat.attacks, [2]int{a, b})
		}
	}
	for _, a := range f.attacks {
		link(a[0], a[1])
	}
	for owner := range f.nodes {
		for _, need := range f.needs[owner] {
			helper := flat.nodes
			flat.nodes++
			if flat.absent>>owner&1 == 1 {
				flat.absent |= 1 << helper
			}
			link(helper, owner)
			for _, m := range need {
				link(m, helper)
			}
		}
	}
	for n := range f.nodes {
		if f.supports(n, n, founded) {
			return flat, false
		}
	}
	return flat, true
}

// supports tells whether a way of support leads from a to b over founded nodes.
func (f framework) supports(a, b int, founded uint) bool {
	seen := uint(0)
	for queue := []int{a}; len(queue) > 0; queue = queue[1:] {
		for owner, needs := range f.needs {
			for _, need := range needs {
				if founded>>owner&1 == 1 && founded>>queue[0]&1 == 1 && slices.Contains(need, queue[0]) && seen>>owner&1 == 0 {
					seen |= 1 << owner
					queue = append(queue, owner)
				}
			}
		}
	}
	return seen>>b&1 == 1
}

func (f framework) attackedBy(set uint) (hit uint) {
	for _, a := range f.attacks {
		if set>>a[0]&1 == 1 {
			hit |= 1 << a[1]
		}
	}
	return hit
}

// stage lists the conflict-free sets with maximal range, as labellings.
func (f framework) stage() []labelling {
	var all []labelling
	for in := range uint(1) << f.nodes {
		if hit := f.attackedBy(in); hit&in == 0 && in&f.absent == 0 {
			all = append(all, labelling{in, hit | f.absent})
		}
	}
	return keep(all, largerRange)
}

func (f framework) cf2Labellings() (all []labelling) {
	for in := range uint(1) << f.nodes {
		if in&f.absent == 0 && f.isCF2(in, (uint(1)<<f.nodes-1)&^f.absent) {
			all = append(all, labelling{in, f.attackedBy(in)&^in | f.absent})
		}
	}
	return all
}

// isCF2 is the recursive definition: of one component, a maximal conflict-free set; of several, within
// each component a CF2 set of what the set does not attack from outside it.
func (f framework) isCF2(in, nodes uint) bool {
	in &= nodes
	var comps []uint
	for n := range f.nodes {
		comp := f.reach(n, nodes) & f.reachedBy(n, nodes)
		if nodes>>n&1 == 1 && !slices.Contains(comps, comp) {
			comps = append(comps, comp)
		}
	}
	if len(comps) <= 1 {
		return f.naive(in, nodes)
	}
	for _, comp := range comps {
		if !f.isCF2(in&comp, comp&^f.attackedBy(in&^comp)) || in&comp&f.attackedBy(in&^comp) != 0 {
			return false
		}
	}
	return true
}

func (f framework) reach(n int, nodes uint) uint {
	set := uint(1) << n
	for before := uint(0); before != set; {
		before = set
		set |= f.attackedBy(set) & nodes
	}
	return set
}

func (f framework) reachedBy(n int, nodes uint) (set uint) {
	for m := range f.nodes {
		if nodes>>m&1 == 1 && f.reach(m, nodes)>>n&1 == 1 {
			set |= 1 << m
		}
	}
	return set
}

func (f framework) naive(in, nodes uint) bool {
	if f.attackedBy(in)&in != 0 {
		return false
	}
	for n := range f.nodes {
		more := in | 1<<n
		if nodes>>n&1 == 1 && more != in && f.attackedBy(more)&more == 0 {
			return false
		}
	}
	return true
}
