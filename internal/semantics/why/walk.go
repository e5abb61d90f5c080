package why

import (
	"context"
	"slices"

	"argmap/internal/semantics"
)

const none int32 = -1

// walk explains decided nodes, breadth first from a topic.
type walk struct {
	m      *semantics.Map
	l      *semantics.Labelling
	budget int
	// queue holds the nodes admitted, and admitted says which those are.
	queue    []int32
	admitted map[int32]bool
	reasons  map[int32]reason
	steps    []Step
	cut      bool
}

// reason says why a node is OUT: an accepted attacker, or the members of a need, all OUT.
type reason struct {
	attacker int32
	members  []int32
}

func newWalk(m *semantics.Map, l *semantics.Labelling, budget int) *walk {
	return &walk{m: m, l: l, budget: budget, admitted: map[int32]bool{}, reasons: map[int32]reason{}}
}

func (w *walk) run(ctx context.Context, topic int32) {
	w.begin(topic)
	for i := 0; i < len(w.queue); i++ {
		if i%1024 == 1023 && ctx.Err() != nil {
			w.cut = true
			break
		}
		if node := w.queue[i]; w.l.Labels[node] == semantics.In {
			w.accepted(node)
		} else {
			w.rejected(node)
		}
	}
	w.markRings()
}

// begin admits the topic. Where its support was lost before its attacker was accepted, what was asked
// for is the attack all the same; its loss is told apart if the attack rests on it.
func (w *walk) begin(topic int32) {
	if w.l.Labels[topic] == semantics.Defeated {
		if attacker := w.attacker(topic); attacker != none && w.l.Rounds[attacker] >= w.l.Rounds[topic] {
			w.steps = append(w.steps, Step{Node: topic, Label: semantics.Defeated, Because: AttackedBy, Nodes: []int32{attacker}})
			w.admit(attacker)
			return
		}
	}
	w.admit(topic)
}

// admit takes a node into the explanation, within the budget; it reports whether the node is in.
func (w *walk) admit(node int32) bool {
	if w.admitted[node] {
		return true
	}
	if len(w.queue) >= w.budget {
		w.cut = true
		return false
	}
	w.admitted[node] = true
	w.queue = append(w.queue, node)
	return true
}

func (w *walk) admitAll(nodes []int32) []int32 {
	var in []int32
	for _, node := range nodes {
		if w.admit(node) {
			in = append(in, node)
		}
	}
	return in
}

func (w *walk) add(node int32, because Because, nodes, against []int32) {
	w.steps = append(w.steps, Step{node, w.l.Labels[node], because, nodes, against})
}

// accepted tells why a node is IN.
func (w *walk) accepted(node int32) {
	attackers, needs := w.m.Attackers(node), w.m.NeedsOf(node)
	if len(attackers) > 0 {
		against, nodes := w.answer(attackers)
		w.add(node, DefendedBy, nodes, against)
	}
	if len(needs) > 0 {
		w.add(node, SupportedBy, w.admitAll(w.supporters(needs)), nil)
	}
	if len(attackers)+len(needs) == 0 {
		w.add(node, Unattacked, nil, nil)
	}
}

// answer admits attackers, each with the node that defeats it.
func (w *walk) answer(attackers []int32) (against, nodes []int32) {
	for _, attacker := range attackers {
		if !w.admit(attacker) {
			break
		}
		against = append(against, attacker)
		if by := w.reason(attacker).attacker; by != none && w.admit(by) {
			nodes = append(nodes, by)
		}
	}
	return against, distinct(nodes)
}

// supporters gives, for each need, the accepted member of the lowest round.
func (w *walk) supporters(needs []int32) []int32 {
	var nodes []int32
	for _, need := range needs {
		if best := w.earliest(w.m.Members(need)); best != none {
			nodes = append(nodes, best)
		}
	}
	return distinct(nodes)
}

// distinct sorts nodes and leaves each once.
func distinct(nodes []int32) []int32 {
	slices.Sort(nodes)
	return slices.Compact(nodes)
}

// rejected tells why a node is OUT.
func (w *walk) rejected(node int32) {
	r := w.reason(node)
	if r.attacker != none {
		w.add(node, AttackedBy, w.admitAll([]int32{r.attacker}), nil)
	} else {
		w.add(node, Lacks, w.admitAll(r.members), nil)
	}
}

// reason finds why a node is OUT since its round: an attacker accepted before, else a need whose members
// were all OUT by then, the earliest lost.
func (w *walk) reason(node int32) reason {
	if r, known := w.reasons[node]; known {
		return r
	}
	r := reason{attacker: w.attacker(node)}
	if r.attacker != none && w.l.Rounds[r.attacker] >= w.l.Rounds[node] {
		r.attacker = none
	}
	if r.attacker == none {
		r.members = w.lost(node)
	}
	w.reasons[node] = r
	return r
}

func (w *walk) attacker(node int32) int32 { return w.earliest(w.m.Attackers(node)) }

// earliest gives the accepted node of the lowest round, the first of equals, or none.
func (w *walk) earliest(nodes []int32) int32 {
	best := none
	for _, n := range nodes {
		if w.l.Labels[n] == semantics.In && (best == none || w.l.Rounds[n] < w.l.Rounds[best]) {
			best = n
		}
	}
	return best
}

// lost gives the members of the need of a node that was lost first.
func (w *walk) lost(node int32) []int32 {
	var members []int32
	first := w.l.Rounds[node] + 1
	for _, need := range w.m.NeedsOf(node) {
		if at, ok := w.lostAt(need); ok && at < first {
			members, first = w.m.Members(need), at
		}
	}
	return members
}

// lostAt gives the round by which all members of a need were OUT.
func (w *walk) lostAt(need int32) (round int32, ok bool) {
	for _, member := range w.m.Members(need) {
		if !w.l.Labels[member].Out() {
			return 0, false
		}
		round = max(round, w.l.Rounds[member])
	}
	return round, true
}

// markRings calls the steps rings that, over what each lacks, lead back to themselves.
func (w *walk) markRings() {
	at := make(map[int32]int32, len(w.steps))
	var lacking []int32
	for i, s := range w.steps {
		if s.Because == Lacks {
			at[s.Node] = int32(len(lacking))
			lacking = append(lacking, int32(i))
		}
	}
	edges := make([][]int32, len(lacking))
	for i, step := range lacking {
		for _, node := range w.steps[step].Nodes {
			if j, ok := at[node]; ok {
				edges[i] = append(edges[i], j)
			}
		}
	}
	_, cyclic := components(edges)
	for i, step := range lacking {
		if cyclic[i] {
			w.steps[step].Because = Ring
		}
	}
}
