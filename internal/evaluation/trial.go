package evaluation

import (
	"context"
	"fmt"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/semantics"
	"argmap/internal/semantics/dung"
	"argmap/internal/snapshot"
)

// labeller gives the label of an element, or nil where it takes no part.
type labeller func(argmap.ID) *argmap.Label

// trial finds out on which edits a label depends.
type trial struct {
	ctx           context.Context
	before, after *snapshot.Snapshot
	then          *Labels
	request       Request
	edits         []Edit
	// seen says which labels sets of edits make; nil for those that break the map.
	seen   map[string]labeller
	effort int
}

// cause finds the edits behind a flip.
func (t *trial) cause(f Flip, then, now *Labels) Change {
	near := t.near(f.Element.ID(), then, now)
	c := Change{Flip: f, Edits: t.pick(near)}
	for _, start := range [][]int{near, t.all()} {
		if t.makes(start, f) {
			least, whole := t.least(start, f)
			c.Edits, c.Tested = t.pick(least), whole
			return c
		}
	}
	return c
}

func (t *trial) all() []int {
	all := make([]int, len(t.edits))
	for i := range all {
		all[i] = i
	}
	return all
}

func (t *trial) pick(chosen []int) []Edit {
	var edits []Edit
	for _, i := range chosen {
		edits = append(edits, t.edits[i])
	}
	return edits
}

// least leaves out of a set of edits what it can, in ever smaller pieces, until none can be left out
// alone; false when there was no time to be sure of that.
func (t *trial) least(set []int, f Flip) ([]int, bool) {
	for size := max(1, len(set)/2); ; size = max(1, size/2) {
		dropped := false
		for from := len(set); from > 0; from -= size {
			rest := slices.Concat(set[:max(0, from-size)], set[from:])
			if t.makes(rest, f) {
				set, dropped = rest, true
			}
		}
		if t.over() {
			return set, false
		}
		if size == 1 && !dropped {
			return set, true
		}
	}
}

func (t *trial) over() bool {
	return len(t.seen) >= maxTries || t.effort >= maxEffort || t.ctx.Err() != nil
}

// makes reports whether a set of edits alone gives an element the label that it has now.
func (t *trial) makes(set []int, f Flip) bool {
	l := t.labels(set)
	if l == nil {
		return false
	}
	return sameLabel(l(f.Element.ID()), f.After.Label)
}

// labels evaluates the map before with some of the edits; nil when they cannot be made alone.
func (t *trial) labels(set []int) labeller {
	name := fmt.Sprint(set)
	if l, known := t.seen[name]; known {
		return l
	}
	if t.over() {
		return nil
	}
	t.seen[name] = nil
	operations := make([]argmap.Operation, len(set))
	for i, n := range set {
		operations[i] = t.edits[n].Operation
	}
	next, err := t.before.Apply(argmap.ChangeSet{Map: t.before.Map(), Revision: t.before.Revision() + 1, Operations: operations})
	if err == nil {
		t.seen[name] = t.evaluate(next, operations)
	}
	return t.seen[name]
}

// evaluate labels what edits make of the map before: what they bear on, where that is enough, or all of it.
func (t *trial) evaluate(next *snapshot.Snapshot, operations []argmap.Operation) labeller {
	if t.request.semantics() == dung.Grounded && t.then.weighed == nil {
		before := func(node int32) semantics.Label { return t.then.labels[node].Grounded() }
		if verdict, ok := t.then.framework.Relabel(next, operations, before); ok {
			return func(id argmap.ID) *argmap.Label {
				if v, takesPart := verdict(id); takesPart {
					return &v.Label
				}
				return nil
			}
		}
	}
	t.effort += next.Elements().Len()
	l, err := t.anew(next, operations)
	if err != nil || l.Outcome != Exact {
		return nil
	}
	return func(id argmap.ID) *argmap.Label {
		a, _ := l.Of(id)
		return a.Label
	}
}

// anew labels all of what edits make of the map before.
func (t *trial) anew(next *snapshot.Snapshot, operations []argmap.Operation) (*Labels, error) {
	if t.then.weighed != nil {
		return balanceOf(next, t.request.Reading)
	}
	frame, err := after(t.then.framework, next, operations)(t.then.framework.Reading)
	if err != nil {
		return nil, err
	}
	return frame.labels(t.ctx, t.request.semantics())
}

// near gives the edits that touch something from which a chain leads to an element.
func (t *trial) near(id argmap.ID, then, now *Labels) []int {
	reaching := map[argmap.ID]bool{id: true}
	for _, l := range []*Labels{then, now} {
		reach(l, id, reaching)
	}
	var near []int
	for i, e := range t.edits {
		if slices.ContainsFunc(t.touched(e), func(id argmap.ID) bool { return reaching[id] }) {
			near = append(near, i)
		}
	}
	return near
}

// touched gives the elements whose part in the evaluation an edit may change.
func (t *trial) touched(e Edit) []argmap.ID {
	var ids []argmap.ID
	for _, r := range []argmap.Record{e.Operation.Before, e.After} {
		switch r := r.(type) {
		case *argmap.Element:
			ids = append(ids, r.ID)
			ids = append(ids, t.around(r.ID)...)
		case *argmap.Link:
			ids = append(ids, r.From, r.To)
			ids = append(ids, t.around(r.From)...)
			ids = append(ids, t.around(r.To)...)
		case *argmap.Commitment:
			ids = append(ids, r.Claim)
		case *argmap.Voice:
			// It changes nothing by itself, but a commitment may need it.
			for k := range t.after.CommitmentsOf(r.ID) {
				ids = append(ids, k.Claim)
			}
		case *argmap.Properties, *argmap.Row, *argmap.Citation, *argmap.Leftover, nil:
		}
	}
	return ids
}

// around gives the neighbours of a question: it is no node of a framework, and bears on them.
func (t *trial) around(id argmap.ID) []argmap.ID {
	var ids []argmap.ID
	for _, s := range []*snapshot.Snapshot{t.before, t.after} {
		if e := argmap.ElementIn(s, id); e == nil || e.Kind != argmap.KindQuestion {
			continue
		}
		for l := range s.LinksTo(id) {
			ids = append(ids, l.From)
		}
		for l := range s.LinksFrom(id) {
			ids = append(ids, l.To)
		}
	}
	return ids
}

// reach adds the elements from which a chain of needs and attacks leads to one.
func reach(l *Labels, id argmap.ID, found map[argmap.ID]bool) {
	node, ok := l.framework.Node(id)
	if !ok {
		return
	}
	m := l.framework.Map
	seen := make([]bool, m.Nodes())
	seen[node] = true
	queue := []int32{node}
	visit := func(nodes []int32) {
		for _, n := range nodes {
			if !seen[n] {
				seen[n] = true
				queue = append(queue, n)
			}
		}
	}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		if e := l.framework.Element(at); e != nil {
			found[e.ID()] = true
		}
		visit(m.Attackers(at))
		for members := range m.Needs(at) {
			visit(members)
		}
	}
}
