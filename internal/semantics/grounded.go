package semantics

// Label is what evaluation says of a node.
type Label uint8

// The labels. The zero value decides nothing.
const (
	Undecided Label = iota
	In
	// Defeated is OUT because an accepted node attacks it.
	Defeated
	// Unsupported is OUT because a need cannot be met, and no accepted node attacks it: losing a
	// reason does not refute a claim.
	Unsupported
)

// Out reports whether the label is OUT, for whichever reason.
func (l Label) Out() bool { return l == Defeated || l == Unsupported }

// Labelling is the outcome of an evaluation.
type Labelling struct {
	// Labels holds a label for every node.
	Labels []Label
	// Rounds holds the round in which each node was decided, from 1; 0 for the undecided. What was
	// decided in one round follows from earlier rounds only, so the round is the depth of the shortest
	// explanation.
	Rounds []int32
}

// Grounded gives the grounded labelling by the map reading: the least one under which
//
//   - a node is IN when all its attackers are OUT and each of its needs has a member that is IN;
//   - it is OUT when an attacker is IN, or one of its needs has no member but OUT ones;
//   - the nodes of a ring of support are OUT when they cannot be derived, through their needs, from
//     nodes that are not OUT: a ring does not hold itself up.
//
// The first two rules are counters over the edges (Modgil and Caminada 2009 for attacks, Dowling and
// Gallier 1984 for needs); the third is the greatest unfounded set of well-founded semantics (Van
// Gelder, Ross and Schlipf 1991), looked for within one strongly connected component of support at a
// time with source pointers (Simons, Niemelä and Soininen 2002, section 5.2). Without rings of
// support the cost is linear. In a ring of n nodes and m edges each loss may search the ring again,
// so the worst case is O(n·m) for that ring. Nothing recurses.
func Grounded(m *Map) *Labelling {
	if len(m.owner) == 0 {
		return groundedByAttacks(m)
	}
	g := newGrounding(m)
	g.start()
	for now := []int32(nil); len(g.settled) > 0; {
		now, g.settled = g.settled, now[:0]
		g.round++
		for _, node := range now {
			g.spread(node)
		}
		g.rings.search(g)
	}
	g.blame()
	return &Labelling{g.labels, g.rounds}
}

// grounding is an evaluation under way.
type grounding struct {
	*Map
	labels []Label
	rounds []int32
	// round is the one whose outcomes are spread; what follows from them belongs to the next.
	round int32
	// settled are the nodes decided in the coming round.
	settled []int32

	// threats counts the attackers of a node that are not OUT, and lacks its needs that have no member
	// IN; hopes counts the members of a need that are not OUT. met marks needs with a member IN.
	threats, lacks, hopes []int32
	met                   []bool
	rings                 *rings
}

func newGrounding(m *Map) *grounding {
	g := &grounding{
		Map: m, labels: make([]Label, m.nodes), rounds: make([]int32, m.nodes),
		threats: make([]int32, m.nodes), lacks: make([]int32, m.nodes),
		hopes: make([]int32, len(m.owner)), met: make([]bool, len(m.owner)),
	}
	for node := range int32(m.nodes) {
		g.threats[node] = int32(len(m.attackers.of(node)))
		g.lacks[node] = int32(len(m.needs.of(node)))
	}
	for need := range int32(len(m.owner)) {
		g.hopes[need] = int32(len(m.members.of(need)))
	}
	return g
}

// start decides what follows from nothing: the first round.
func (g *grounding) start() {
	g.rings = findRings(g.Map)
	for node := range int32(g.nodes) {
		g.accept(node)
	}
	for need, hopes := range g.hopes {
		if hopes == 0 {
			g.settle(g.owner[need], Unsupported)
		}
	}
	g.rings.search(g)
}

// settle decides a node for the coming round, once.
func (g *grounding) settle(node int32, label Label) {
	if g.labels[node] != Undecided {
		return
	}
	g.labels[node], g.rounds[node] = label, g.round+1
	g.settled = append(g.settled, node)
}

// accept decides a node IN when nothing stands against it.
func (g *grounding) accept(node int32) {
	if g.threats[node] == 0 && g.lacks[node] == 0 {
		g.settle(node, In)
	}
}

// spread tells the neighbours of a node what was decided of it.
func (g *grounding) spread(node int32) {
	if g.labels[node] == In {
		g.spreadIn(node)
	} else {
		g.spreadOut(node)
	}
}

func (g *grounding) spreadIn(node int32) {
	for _, target := range g.attacks.of(node) {
		g.settle(target, Defeated)
	}
	for _, need := range g.serves.of(node) {
		if !g.met[need] {
			g.met[need] = true
			g.lacks[g.owner[need]]--
			g.accept(g.owner[need])
		}
	}
}

func (g *grounding) spreadOut(node int32) {
	for _, target := range g.attacks.of(node) {
		g.threats[target]--
		g.accept(target)
	}
	for _, need := range g.serves.of(node) {
		g.hopes[need]--
		if g.hopes[need] == 0 {
			g.settle(g.owner[need], Unsupported)
		}
		g.rings.lose(need, node)
	}
	g.rings.fall(node)
}

// blame calls every node defeated that an accepted node attacks, even if it had lost its support
// before the attack was accepted.
func (g *grounding) blame() {
	for node, label := range g.labels {
		if label != In {
			continue
		}
		for _, target := range g.attacks.of(int32(node)) {
			g.labels[target] = Defeated
		}
	}
}
