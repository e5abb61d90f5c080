package why

import (
	"context"
	"slices"

	"argmap/internal/fault"
	"argmap/internal/semantics"
)

// Defence is a set of accepted nodes that suffices for a topic.
type Defence struct {
	// Nodes ascend, and hold the topic.
	Nodes []int32
	// Minimal reports that no smaller set within Nodes suffices.
	Minimal bool
}

// FindDefence gives a set of nodes that suffices to accept the topic: if no other node might be
// accepted, the topic would still be IN. In terms of the literature it is a strongly admissible set that
// holds the topic (Baroni and Giacomin 2007), with needs; one that is minimal by inclusion, unless the
// budget or the time did not suffice. It need not be the smallest by count, which is hard to find.
//
// It starts with the accepted nodes of the explanation and tries to do without each, the farthest
// first; more nodes never defend less, so each need be tried only once. A try evaluates again what lies
// between the node and the topic. A topic that is no node, or is not IN, is INVALID.
func FindDefence(ctx context.Context, m *semantics.Map, l *semantics.Labelling, topic int32, o Options) (*Defence, error) {
	if err := check(m, l, topic); err != nil {
		return nil, err
	}
	if l.Labels[topic] != semantics.In {
		return nil, fault.InvalidField("topic", "why.defence", "node %d is not IN, so nothing defends it", topic)
	}
	w := newWalk(m, l, m.Nodes())
	w.run(context.WithoutCancel(ctx), topic)
	d := newDefending(m, l, topic, w.queue)
	for i, node := range slices.Backward(d.tries) {
		if ctx.Err() != nil || len(d.tries)-i > o.budget() {
			return d.found(false), nil
		}
		d.spare(node)
	}
	return d.found(true), nil
}

// defending is a defence under way: in its cone, no other node is IN.
type defending struct {
	*cone
	// tries are the nodes of the defence at first, without the topic.
	tries []int32
}

// newDefending lets only the given nodes be accepted that are IN.
func newDefending(m *semantics.Map, l *semantics.Labelling, topic int32, nodes []int32) *defending {
	d := &defending{cone: newCone(m, slices.Clone(l.Labels), topic)}
	kept := make(map[int32]bool, len(nodes))
	for _, node := range nodes {
		kept[node] = true
		if l.Labels[node] == semantics.In && node != topic {
			d.tries = append(d.tries, node)
		}
	}
	var rest []int32
	for _, node := range d.nodes {
		if l.Labels[node] == semantics.In && !kept[node] {
			d.labels[node], d.held[node] = semantics.Undecided, true
		} else {
			rest = append(rest, node)
		}
	}
	d.settle(rest, d.relabel(rest))
	return d
}

// spare does without a node if the topic stays IN. What was accepted through it only goes as well.
func (d *defending) spare(node int32) {
	if d.labels[node] != semantics.In {
		return
	}
	part, labels := d.suppose(node, semantics.Undecided)
	if i := slices.Index(part, d.topic); i >= 0 && labels[i] != semantics.In {
		d.labels[node], d.held[node] = semantics.In, false
		return
	}
	d.settle(part, labels)
}

// settle takes labels for given.
func (d *defending) settle(part []int32, labels []semantics.Label) {
	for i, node := range part {
		d.labels[node] = labels[i]
	}
}

func (d *defending) found(minimal bool) *Defence {
	f := &Defence{Minimal: minimal}
	for _, node := range append(slices.Clone(d.tries), d.topic) {
		if d.labels[node] == semantics.In {
			f.Nodes = append(f.Nodes, node)
		}
	}
	slices.Sort(f.Nodes)
	return f
}
