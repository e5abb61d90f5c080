package evaluation

import (
	"slices"

	"argmap/internal/semantics"
	"argmap/internal/semantics/why"
	"argmap/internal/snapshot"
)

// telling tells an explanation of nodes as one of elements. Nodes that are no elements are passed through
// to the elements on which their own steps rest, except for those that say that a claim is refuted, which
// are told as steps of that claim.
type telling struct {
	f *snapshot.Framework
	l *semantics.Labelling
	x *why.Explanation
	// at holds the steps of each node.
	at   map[int32][]why.Step
	told []row
}

// row is a step of an element, or of a claim's being refuted.
type row struct {
	why.Step

	// element is the node of the element, and refuted marks that it is told of its being refuted.
	element int32
	refuted bool
	// on and against are the nodes of elements.
	on, against []int32
	// partial: not all on which the step rests is there.
	partial bool
}

func newTelling(f *snapshot.Framework, l *semantics.Labelling, x *why.Explanation) *telling {
	t := &telling{f: f, l: l, x: x, at: map[int32][]why.Step{}}
	for _, s := range x.Steps {
		t.at[s.Node] = append(t.at[s.Node], s)
	}
	for _, s := range x.Steps {
		stand, is := f.StandIn(s.Node)
		switch {
		case s.Because == why.Cycle:
			round := t.turned(s.Nodes)
			t.told = append(t.told, row{Step: s, element: round[0], on: round})
		case !is:
			t.told = append(t.told, t.row(s))
		case stand.Kind == snapshot.Refuted:
			t.told = append(t.told, t.refutation(s, stand.Of))
		}
	}
	return t
}

func (t *telling) row(s why.Step) row {
	r := row{Step: s, element: s.Node}
	r.on = t.resolve(s.Nodes, &r.partial)
	for _, a := range s.Against {
		t.repel(&r, a)
	}
	r.partial = t.x.Cut && (r.partial || t.lacking(s))
	return r
}

// refutation tells that a claim is refuted, or is not, as a step of the claim.
func (t *telling) refutation(s why.Step, claim int32) row {
	r := row{Step: s, element: claim, refuted: true}
	if t.l.Labels[s.Node].Out() {
		r.Because, r.Against = why.DefendedBy, s.Nodes
		for _, a := range s.Nodes {
			t.repel(&r, a)
		}
	} else {
		r.Because, r.on = why.AttackedBy, t.resolve(s.Nodes, &r.partial)
	}
	r.partial = t.x.Cut && (r.partial || t.lacking(s))
	return r
}

// repel tells of an attacker that does not succeed: of an element itself; of another node, what it is
// about, and why it fails.
func (t *telling) repel(r *row, attacker int32) {
	stand, is := t.f.StandIn(attacker)
	if !is {
		r.against = add(r.against, attacker)
		return
	}
	if stand.Kind == snapshot.StrikesBack {
		r.against = add(r.against, stand.Of)
	}
	for _, n := range t.resolve([]int32{attacker}, &r.partial) {
		if t.l.Labels[n] == semantics.In {
			r.on = add(r.on, n)
		} else {
			r.against = add(r.against, n)
		}
	}
}

// resolve gives the elements among nodes, and those to which the steps of the others lead.
func (t *telling) resolve(nodes []int32, partial *bool) []int32 {
	var found []int32
	seen := map[int32]bool{}
	for queue := slices.Clone(nodes); len(queue) > 0; queue = queue[1:] {
		n := queue[0]
		stand, is := t.f.StandIn(n)
		switch {
		case seen[n]:
		case !is:
			found = add(found, n)
		case stand.Kind == snapshot.Refuted:
			found = add(found, stand.Of)
		default:
			*partial = *partial || len(t.at[n]) == 0
			for _, s := range t.at[n] {
				*partial = *partial || t.lacking(s)
				queue = append(queue, s.Nodes...)
			}
		}
		seen[n] = true
	}
	return found
}

// turned gives the elements of a cycle, from the first that is one.
func (t *telling) turned(nodes []int32) []int32 {
	var found []int32
	for _, n := range nodes {
		stand, is := t.f.StandIn(n)
		switch {
		case !is:
			found = add(found, n)
		case stand.Kind == snapshot.Refuted:
			found = add(found, stand.Of)
		}
	}
	return found
}

// lacking reports whether a step names less than it rests on.
func (t *telling) lacking(s why.Step) bool {
	switch s.Because {
	case why.DefendedBy:
		return len(s.Against) < len(t.f.Map.Attackers(s.Node))
	case why.Lacks, why.Ring:
		for members := range t.f.Map.Needs(s.Node) {
			if slices.Equal(members, s.Nodes) {
				return false
			}
		}
		return true
	case why.SupportedBy:
		for members := range t.f.Map.Needs(s.Node) {
			if s.Label == semantics.In && !slices.ContainsFunc(members, func(n int32) bool { return slices.Contains(s.Nodes, n) }) {
				return true
			}
		}
		return len(s.Nodes) == 0
	case why.AttackedBy:
		return len(s.Nodes) == 0
	case why.Unattacked, why.Cycle:
	}
	return false
}

// steps gives the steps of elements.
func (t *telling) steps() []Step {
	steps := make([]Step, 0, len(t.told))
	for _, r := range t.told {
		steps = append(steps, Step{
			Element: t.f.Element(r.element), Label: snapshot.VerdictOf(t.l.Labels[r.element]).Label, Because: r.Because,
			On: t.elements(r.on), Against: t.elements(r.against), Text: t.sentence(r),
		})
	}
	return steps
}

// cycle gives the cycle that explains an undecided element.
func (t *telling) cycle() []snapshot.Element {
	for _, s := range t.x.Steps {
		if s.Because == why.Cycle {
			return t.elements(t.turned(s.Nodes))
		}
	}
	return nil
}

func (t *telling) elements(nodes []int32) []snapshot.Element {
	es := make([]snapshot.Element, len(nodes))
	for i, n := range nodes {
		es[i] = t.f.Element(n)
	}
	return es
}

// add appends a node once.
func add(nodes []int32, n int32) []int32 {
	if slices.Contains(nodes, n) {
		return nodes
	}
	return append(nodes, n)
}
