package why

import (
	"context"
	"math"
	"slices"

	"argmap/internal/semantics"
)

// Flip is a removal that changes the label of a topic.
type Flip struct {
	// Node is what is removed.
	Node int32
	// Label is the topic's without it.
	Label semantics.Label
}

// Flips are removals of single nodes that change the label of a topic.
type Flips struct {
	// Found are the removals that do, in the order in which they were tried.
	Found []Flip
	// Tried counts the removals tried.
	Tried int
	// All reports that no other removal changes the label.
	All bool
}

// FindFlips looks for the single nodes without which the topic has another label. A node goes with its
// attacks and needs, as if nothing could ever support it: what needs it, and it alone, falls with it.
// What needs one of several nodes still needs one of those that are left.
//
// Tried are the nodes of the topic's explanation, and then, where others can matter, all on which the
// topic depends, nearest first; never the topic, nor what is OUT, whose removal changes no label. Each
// try evaluates what lies between the node and the topic again, so what is found is exact. Not All when
// the budget or the time did not suffice. A topic that is no node is INVALID.
func FindFlips(ctx context.Context, m *semantics.Map, l *semantics.Labelling, topic int32, o Options) (*Flips, error) {
	if err := check(m, l, topic); err != nil {
		return nil, err
	}
	c := newCone(m, slices.Clone(l.Labels), topic)
	f := &Flips{}
	candidates := c.candidates(ctx, l, o)
	for f.Tried < min(o.budget(), len(candidates)) && ctx.Err() == nil {
		node := candidates[f.Tried]
		f.Tried++
		if label := c.without(node); label != l.Labels[topic] {
			f.Found = append(f.Found, Flip{node, label})
		}
	}
	f.All = f.Tried == len(candidates)
	return f, nil
}

// candidates lists the nodes whose removal may change the label of the topic. For IN and Defeated these
// are in the explanation, which holds whatever else goes.
func (c *cone) candidates(ctx context.Context, l *semantics.Labelling, o Options) []int32 {
	e := explain(ctx, c.m, l, c.topic, math.MaxInt)
	seen := map[int32]bool{c.topic: true}
	var nodes []int32
	add := func(node int32) {
		if !seen[node] && !l.Labels[node].Out() && (o.Removable == nil || o.Removable(node)) {
			seen[node] = true
			nodes = append(nodes, node)
		}
	}
	for _, s := range e.Steps {
		add(s.Node)
	}
	if e.Label == semantics.Unsupported || e.Label == semantics.Undecided || e.Cut {
		for _, node := range c.nodes {
			add(node)
		}
	}
	return nodes
}

// without gives the label of the topic when a node is gone.
func (c *cone) without(node int32) semantics.Label {
	label := c.labels[node]
	part, labels := c.suppose(node, semantics.Unsupported)
	c.labels[node], c.held[node] = label, false
	if i := slices.Index(part, c.topic); i >= 0 {
		return labels[i]
	}
	return c.labels[c.topic]
}
