package argmap

import (
	"slices"

	"argmap/internal/fault"
)

// Impact is what deleting some elements comes to: a preview, and the change itself.
type Impact struct {
	// Asked are the elements whose deletion was asked for, and Follows the relations that go with
	// them, in the order in which they fall.
	Asked, Follows []*Element
	// Marked are the rebuttals and critical questions that stay and lose the inference they were aimed at.
	Marked []*Element
	// Operations carry the deletion out: everything that hangs on what goes, then the elements.
	Operations []Operation
}

// Deletion works out what goes when elements are deleted. A relation goes when it loses a premise
// (its premises stand or fall together), its last conclusion or its last target; a rephrase,
// preference, illocution or transition goes when it loses the last element on either side. Links,
// citations and commitments go with their element. An id that names no element is NOT_FOUND.
func Deletion(v View, ids []ID) (Impact, error) {
	d := deletion{view: v, gone: map[ID]bool{}}
	for i, id := range ids {
		e := ElementIn(v, id)
		if e == nil {
			return Impact{}, fault.New(fault.NotFound, "element.unknown", "there is no element %q in this map", id).At("ids").With("index", i)
		}
		if !d.gone[id] {
			d.gone[id] = true
			d.impact.Asked = append(d.impact.Asked, e)
		}
	}
	d.spread()
	d.operations()
	return d.impact, nil
}

type deletion struct {
	view   View
	gone   map[ID]bool
	impact Impact
}

// spread lets relations fall until none is left that must.
func (d *deletion) spread() {
	queue := slices.Clone(d.impact.Asked)
	for len(queue) > 0 {
		e := queue[0]
		queue = queue[1:]
		for _, r := range d.neighbours(e.ID) {
			if !d.gone[r.ID] && d.falls(r) {
				d.gone[r.ID] = true
				d.impact.Follows = append(d.impact.Follows, r)
				queue = append(queue, r)
			}
		}
	}
}

func (d *deletion) neighbours(id ID) []*Element {
	var es []*Element
	for l := range d.view.LinksFrom(id) {
		es = append(es, ElementIn(d.view, l.To))
	}
	for l := range d.view.LinksTo(id) {
		es = append(es, ElementIn(d.view, l.From))
	}
	return es
}

func (d *deletion) falls(e *Element) bool {
	switch e.Kind {
	case KindInference:
		return d.lostAny(e.ID, RolePremiseOf) || d.lostTo(e.ID, RoleConcludes)
	case KindRebuttal:
		return d.lostAny(e.ID, RolePremiseOf) || d.lostTo(e.ID, RoleAttacks)
	case KindRephrase:
		return d.lostFrom(e.ID, RoleRephrases) || d.lostTo(e.ID, RoleRephraseOf)
	case KindPreference:
		return d.lostFrom(e.ID, RolePreferredIn) || d.lostTo(e.ID, RolePreferredTo)
	case KindIllocution:
		return d.lostFrom(e.ID, RolePerforms) || d.lostTo(e.ID, RoleHasContent)
	case KindTransition:
		return d.lostFrom(e.ID, RoleStarts) || d.lostTo(e.ID, RoleEndsIn)
	case KindClaim, KindQuestion, KindLocution, KindForeign:
		return false
	}
	return false
}

// lostAny reports whether the element loses something that leads to it by the role.
func (d *deletion) lostAny(id ID, role Role) bool {
	for l := range d.view.LinksTo(id) {
		if l.Role == role && d.gone[l.From] {
			return true
		}
	}
	return false
}

// lostFrom reports whether the element loses the last of what leads to it by the role. What the element
// itself is to others by the same role (a rebuttal may be rebutted, an inference backed) does not count.
func (d *deletion) lostFrom(id ID, role Role) bool {
	for l := range d.view.LinksTo(id) {
		if l.Role == role && !d.gone[l.From] {
			return false
		}
	}
	return d.lostAny(id, role)
}

// lostTo reports whether the element loses the last of what it leads to by the role.
func (d *deletion) lostTo(id ID, role Role) bool {
	lost := false
	for l := range d.view.LinksFrom(id) {
		if l.Role == role && !d.gone[l.To] {
			return false
		}
		lost = lost || l.Role == role
	}
	return lost
}

func (d *deletion) operations() {
	seen := map[Ref]bool{}
	remove := func(r Record) {
		if !seen[r.Ref()] {
			seen[r.Ref()] = true
			d.impact.Operations = append(d.impact.Operations, Operation{Ref: r.Ref(), Before: r})
		}
	}
	all := append(slices.Clone(d.impact.Asked), d.impact.Follows...)
	for _, e := range all {
		for l := range d.view.LinksFrom(e.ID) {
			remove(l)
		}
		for l := range d.view.LinksTo(e.ID) {
			remove(l)
			if from := ElementIn(d.view, l.From); aimed(from, l) && !d.gone[l.From] {
				d.impact.Marked = append(d.impact.Marked, from)
			}
		}
		for c := range d.view.CitationsOf(e.ID) {
			remove(c)
		}
		for c := range d.view.CommitmentsTo(e.ID) {
			remove(c)
		}
	}
	for _, e := range all {
		remove(e)
	}
}

// aimed reports whether an element that stays when the link goes is marked.
func aimed(from *Element, l *Link) bool {
	return l.Role == RoleAgainst || l.Role == RoleAsksAbout && from.Question != nil && from.Question.Burden != ""
}
