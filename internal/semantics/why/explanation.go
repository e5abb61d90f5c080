package why

import (
	"context"

	"argmap/internal/fault"
	"argmap/internal/semantics"
)

// Because says what kind of ground a step gives.
type Because uint8

// The grounds. The label of a step tells how to read those that serve two labels.
const (
	// Unattacked: the node is IN because nothing attacks it and it needs nothing.
	Unattacked Because = iota + 1
	// DefendedBy: all attackers of a node that is IN are OUT. They are in Against; Nodes are the
	// accepted nodes that defeat them, none for attackers which only lack support.
	DefendedBy
	// SupportedBy: the node is IN because Nodes, which are IN, meet its needs; or it is UNDECIDED because
	// a need waits for the one node in Nodes.
	SupportedBy
	// AttackedBy: the node is OUT because the one node in Nodes is IN; or it is UNDECIDED because that
	// node is.
	AttackedBy
	// Lacks: the node is OUT because one of its needs has no members but Nodes, which are OUT. No Nodes,
	// no member.
	Lacks
	// Ring: as Lacks, and following the members from step to step leads back to the node: a ring of
	// support that nothing holds up.
	Ring
	// Cycle: Nodes are a cycle of undecided nodes, each of which depends on the next, and the last on the
	// first, which is Node.
	Cycle
)

var grounds = [...]string{"", "UNATTACKED", "DEFENDED_BY", "SUPPORTED_BY", "ATTACKED_BY", "LACKS", "RING", "CYCLE"}

// String gives the name in capitals, such as ATTACKED_BY.
func (b Because) String() string {
	if int(b) >= len(grounds) || b == 0 {
		return "?"
	}
	return grounds[b]
}

// Step gives one ground of the label of a node.
type Step struct {
	Node int32
	// Label is the node's in the labelling. A node that lost its support before its attacker was
	// accepted is Defeated, and may yet be OUT Because it Lacks something: what follows from it must not
	// rest on what followed it.
	Label   semantics.Label
	Because Because
	// Nodes are those on which the step rests, as Because says, without repetition.
	Nodes []int32
	// Against are the attackers that a DefendedBy answers, ascending.
	Against []int32
}

// Parity says of a cycle whether the number of attacks in it is even or odd.
type Parity uint8

// The parities. An even cycle leaves a choice; in an odd one each node, once accepted, refutes itself.
const (
	NoCycle Parity = iota
	Even
	Odd
)

// Explanation says why a topic has its label.
type Explanation struct {
	Topic int32
	Label semantics.Label
	// Depth is the round in which the topic was decided; 0 while undecided.
	Depth int32
	// Steps begin with the topic's and go on with the nodes those rest on, nearest first. Each node named
	// in a step has steps of its own, unless Cut.
	Steps []Step
	// Parity is that of the cycle that explains an undecided topic.
	Parity Parity
	// Cut reports that steps, or nodes in them, were left out for want of budget or time. What closes a
	// ring may be among them; then its steps say Lacks.
	Cut bool
}

// DefaultBudget bounds what names no budget.
const DefaultBudget = 1000

// Options bound the work.
type Options struct {
	// Budget bounds the nodes of an explanation, the removals that FindFlips tries, and those that
	// FindDefence tries; DefaultBudget where it is not positive.
	Budget int
	// Removable says which nodes FindFlips may remove; nil says all.
	Removable func(node int32) bool
}

func (o Options) budget() int {
	if o.Budget <= 0 {
		return DefaultBudget
	}
	return o.Budget
}

// Explain says why the topic has its label.
//
// IN: the shortest dispute tree, with equal branches joined: for each attacker of a node the accepted
// counter-attacker of the lowest round, or the need that the attacker lacks; for each need the
// accepted member of the lowest round. Every branch follows the rounds down, so none is longer than
// Depth, rings of support apart.
//
// OUT: for Defeated, the accepted attacker of the lowest round and its tree; for Unsupported, the need
// that failed and why each member is OUT, down to a node without hope or a ring.
//
// UNDECIDED: a way to a cycle of undecided nodes, with an attack in it, on which the topic depends; see
// findCircle for which.
//
// The steps suffice: among these nodes alone the topic has the same label, and where others join them,
// whichever, IN stays IN and OUT stays OUT. The cost is linear in the map. A topic that is no node is
// INVALID.
func Explain(ctx context.Context, m *semantics.Map, l *semantics.Labelling, topic int32, o Options) (*Explanation, error) {
	if err := check(m, l, topic); err != nil {
		return nil, err
	}
	return explain(ctx, m, l, topic, o.budget()), nil
}

func explain(ctx context.Context, m *semantics.Map, l *semantics.Labelling, topic int32, budget int) *Explanation {
	e := &Explanation{Topic: topic, Label: l.Labels[topic], Depth: l.Rounds[topic]}
	if e.Label == semantics.Undecided {
		e.wander(m, l, budget)
	} else {
		w := newWalk(m, l, budget)
		w.run(ctx, topic)
		e.Steps, e.Cut = w.steps, w.cut
	}
	return e
}

func check(m *semantics.Map, l *semantics.Labelling, topic int32) error {
	if topic < 0 || int(topic) >= m.Nodes() {
		return fault.InvalidField("topic", "why.topic", "there is no node %d; there are %d nodes, numbered from 0", topic, m.Nodes())
	}
	if len(l.Labels) != m.Nodes() || len(l.Rounds) != m.Nodes() {
		return fault.New(fault.Internal, "why.labelling", "the labelling has %d labels and %d rounds; the map has %d nodes", len(l.Labels), len(l.Rounds), m.Nodes())
	}
	return nil
}
