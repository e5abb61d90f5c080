package semantics

// Relabel gives the grounded labels that may be others once some nodes need and attack other things, from
// the labels before: those of all nodes to which a way of attacks and needs leads from one of these. The
// grounded labels of other nodes do not depend on them (directionality: Baroni and Giacomin 2007), so
// they stand, and what is given is worked out from their labels. The cost is that of the nodes given and
// their neighbours.
//
// The builder holds all that the redone nodes need and attack from now on, and nothing of other nodes. It
// may have more nodes than the map: these are new and among the redone.
func (m *Map) Relabel(before func(node int32) Label, redone []int32, b *Builder) map[int32]Label {
	r := &relabelling{Map: m, before: before, affected: map[int32]int32{}, fixed: map[int32]int32{}, out: NewBuilder(0)}
	r.take(redone, b)
	for i := 0; i < len(r.found); i++ {
		r.follow(r.found[i])
	}
	for _, node := range r.found {
		r.copy(node)
	}
	labels := map[int32]Label{}
	for i, label := range GroundedLabels(r.out.Map())[:len(r.found)] {
		labels[r.found[i]] = label
	}
	return labels
}

type relabelling struct {
	*Map
	before func(node int32) Label
	redone map[int32]bool
	// needs and attacks are those of the redone nodes, attackers says whom they attack the other way round.
	needs              map[int32][][]int32
	attacks, attackers map[int32][]int32
	// found lists the affected nodes, affected numbers them in the part that is evaluated, and fixed the
	// nodes around them, whose labels stand.
	found           []int32
	affected, fixed map[int32]int32
	out             *Builder
}

// take notes what the redone nodes are from now on. They and what they attacked are affected.
func (r *relabelling) take(redone []int32, b *Builder) {
	r.redone, r.needs = map[int32]bool{}, map[int32][][]int32{}
	r.attacks, r.attackers = map[int32][]int32{}, map[int32][]int32{}
	for _, p := range b.attacks {
		r.attacks[p.row] = append(r.attacks[p.row], p.item)
		r.attackers[p.item] = append(r.attackers[p.item], p.row)
	}
	for g, owner := range b.owner {
		r.needs[owner] = append(r.needs[owner], b.members.of(int32(g)))
	}
	for _, node := range redone {
		r.redone[node] = true
		r.affect(node)
		if int(node) < r.nodes {
			r.affect(r.Map.attacks.of(node)...)
		}
	}
}

// affect adds nodes to those whose labels may change.
func (r *relabelling) affect(nodes ...int32) {
	for _, node := range nodes {
		if _, there := r.affected[node]; !there {
			r.affected[node] = r.out.Node()
			r.found = append(r.found, node)
		}
	}
}

// follow affects what a node bears on. What is redone is affected already.
func (r *relabelling) follow(node int32) {
	r.affect(r.attacks[node]...)
	if int(node) >= r.nodes {
		return
	}
	if !r.redone[node] {
		r.affect(r.Map.attacks.of(node)...)
	}
	for _, need := range r.Map.serves.of(node) {
		if owner := r.owner[need]; !r.redone[owner] {
			r.affect(owner)
		}
	}
}

// copy adds what an affected node needs and is attacked by to the part that is evaluated.
func (r *relabelling) copy(node int32) {
	self := r.affected[node]
	for _, attacker := range r.attackers[node] {
		r.out.Attack(r.number(attacker), self)
	}
	if int(node) < r.nodes {
		for _, attacker := range r.Map.attackers.of(node) {
			if !r.redone[attacker] {
				r.out.Attack(r.number(attacker), self)
			}
		}
	}
	needs := r.needs[node]
	if !r.redone[node] {
		for _, need := range r.Map.needs.of(node) {
			needs = append(needs, r.members.of(need))
		}
	}
	for _, members := range needs {
		there := make([]int32, len(members))
		for i, member := range members {
			there[i] = r.number(member)
		}
		r.out.NeedOne(self, there...)
	}
}

// number gives the number of a node in the part; one that is not affected comes in with its label: IN has
// nothing against it, OUT needs what there is not, and UNDECIDED attacks itself.
func (r *relabelling) number(node int32) int32 {
	if n, ok := r.affected[node]; ok {
		return n
	}
	if n, ok := r.fixed[node]; ok {
		return n
	}
	n := r.out.Node()
	r.fixed[node] = n
	switch label := r.before(node); {
	case label.Out():
		r.out.NeedOne(n)
	case label == Undecided:
		r.out.Attack(n, n)
	}
	return n
}
