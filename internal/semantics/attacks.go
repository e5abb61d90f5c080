package semantics

// GroundedLabels gives the labels of Grounded without the rounds: what a search starts from, in about two
// thirds of the time where nodes have no needs.
func GroundedLabels(m *Map) []Label {
	if len(m.owner) > 0 {
		return Grounded(m).Labels
	}
	left := m.threats()
	m.strip(left)
	labels := make([]Label, m.nodes)
	for node, threats := range left {
		labels[node] = [...]Label{Defeated, In, Undecided}[min(threats-fallen, 2)]
	}
	return labels
}

// fallen stands for a count of threats where a node is OUT.
const fallen int32 = -1

// threats counts the attackers of each node.
func (m *Map) threats() []int32 {
	counts := make([]int32, m.nodes)
	before := m.attackers.starts[0]
	for node, end := range m.attackers.starts[1:] {
		counts[node] = end - before
		before = end
	}
	return counts
}

// strip takes OUT nodes out of the counts of those that they attack, until the nodes without a threat
// are those that are IN. It goes from the last node to the first, since a reply comes after what it
// attacks: then few nodes lose their last threat after they were passed, and wait on the stack. Every
// attack is looked at once.
func (m *Map) strip(left []int32) {
	starts, targets := m.attacks.starts, m.attacks.items
	var freed []int32
	for at := int32(len(left)) - 1; at >= 0; at-- {
		if left[at] != 0 {
			continue
		}
		for node := at; ; {
			for i, end := starts[node], starts[node+1]; i < end; i++ {
				if target := targets[i]; left[target] != fallen {
					left[target] = fallen
					freed = m.free(left, target, at, freed)
				}
			}
			if len(freed) == 0 {
				break
			}
			node = freed[len(freed)-1]
			freed = freed[:len(freed)-1]
		}
	}
}

// free takes an OUT node out of the counts, and adds those from a place on which it was the last
// threat to.
func (m *Map) free(left []int32, node, from int32, freed []int32) []int32 {
	for i, end := m.attacks.starts[node], m.attacks.starts[node+1]; i < end; i++ {
		next := m.attacks.items[i]
		if left[next] == fallen {
			continue
		}
		left[next]--
		if left[next] == 0 && next >= from {
			freed = append(freed, next)
		}
	}
	return freed
}

// groundedByAttacks gives the grounded labelling of a map without needs. Only IN nodes are queued: each
// settles its targets, and counts one threat less for the targets of those. The queue is in the order of
// the rounds, so that the first attacker that is IN gives an OUT node its round, and the last attacker that
// falls an IN node its own.
func groundedByAttacks(m *Map) *Labelling {
	labels, rounds, threats := make([]Label, m.nodes), make([]int32, m.nodes), m.threats()
	queue := make([]int32, 0, m.nodes)
	for node, left := range threats {
		if left == 0 {
			labels[node], rounds[node] = In, 1
			queue = append(queue, int32(node))
		}
	}
	for head := 0; head < len(queue); head++ {
		round := rounds[queue[head]] + 1
		for _, target := range m.attacks.of(queue[head]) {
			if labels[target] != Undecided {
				continue
			}
			labels[target], rounds[target] = Defeated, round
			for _, next := range m.attacks.of(target) {
				threats[next]--
				if threats[next] == 0 && labels[next] == Undecided {
					labels[next], rounds[next] = In, round+1
					queue = append(queue, next)
				}
			}
		}
	}
	return &Labelling{labels, rounds}
}
