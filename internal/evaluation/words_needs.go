package evaluation

import (
	"slices"
	"strings"

	"argmap/internal/snapshot"
)

// supported says what an element rests on.
func (t *telling) supported(r row) string {
	if r.Label == 0 {
		return t.names(r.on) + ", on which it rests, is undecided"
	}
	premises, inferences, answers := t.sorted(r)
	var clauses []string
	if _, claim := t.f.Element(r.element).(snapshot.Claim); !claim && len(premises) > 0 {
		clauses = append(clauses, "its "+plural(len(premises), "premise")+" accepted"+t.unnamed(premises))
	}
	if len(inferences) > 0 {
		clauses = append(clauses, t.names(inferences)+", which "+agree(len(inferences), "supports", "support")+" it, "+agree(len(inferences), "is", "are")+" accepted")
	}
	if len(answers) > 0 {
		clauses = append(clauses, t.names(answers)+" "+agree(len(answers), "meets", "meet")+" what was asked"+t.pressed(r.element))
	}
	return strings.Join(clauses, ", and ")
}

// unnamed lists premises that the name of their link may leave out.
func (t *telling) unnamed(premises []int32) string {
	if len(premises) <= maxNamed+1 {
		return ""
	}
	return t.those(premises)
}

// sorted tells the premises among what an element rests on from the inferences and from the answers.
func (t *telling) sorted(r row) (premises, inferences, answers []int32) {
	own := premisesOf(t.f.Element(r.element))
	for _, n := range r.on {
		switch e := t.f.Element(n).(type) {
		case snapshot.Inference:
			inferences = append(inferences, n)
		case snapshot.Claim:
			if slices.ContainsFunc(own, func(c snapshot.Claim) bool { return c.ID() == e.ID() }) {
				premises = append(premises, n)
			} else {
				answers = append(answers, n)
			}
		default: // nothing else supports
		}
	}
	return premises, inferences, answers
}

// pressed names the questions that an element has to meet.
func (t *telling) pressed(node int32) string {
	qs := t.f.Burdens(t.f.Element(node).ID())
	if len(qs) == 0 {
		return ""
	}
	return " by " + listed(qs, func(q snapshot.Question) string { return nameOf(q) })
}

// lacks says what an element needs in vain.
func (t *telling) lacks(r row) string {
	if len(r.on) == 0 {
		return t.without(r.element)
	}
	premises, inferences, answers := t.sorted(r)
	if len(premises) > 0 {
		return "its " + plural(len(premises), "premise") + " not accepted" + t.those(premises)
	}
	if len(answers) == 0 && len(inferences) == 1 {
		return t.names(inferences) + ", which supports it, is not accepted"
	}
	if len(answers) > 0 {
		return "what was asked" + t.pressed(r.element) + " needs an answer or support, and none of these is accepted: " + t.names(r.on)
	}
	return "none of these is accepted, which support it: " + t.names(inferences)
}

// without says what an element needs of which there is nothing at all.
func (t *telling) without(node int32) string {
	e := t.f.Element(node)
	c, claim := e.(snapshot.Claim)
	if !claim {
		if asked := t.pressed(node); asked != "" && t.whole(e) {
			return "what was asked" + asked + " has no answer that meets it"
		}
		return "a premise of it takes no part in the evaluation"
	}
	for _, d := range t.f.Decisions() {
		if (d.Winner == nil || d.Winner.ID() != c.ID()) && slices.ContainsFunc(d.Positions, func(p snapshot.Position) bool { return p.Claim.ID() == c.ID() }) {
			return "it does not meet the standard of proof of " + nameOf(d.Question)
		}
	}
	if asked := t.pressed(node); asked != "" {
		return "what was asked" + asked + " has no answer that meets it, and no inference supports it"
	}
	if !t.f.Held(c.ID()) {
		return "nobody whose voice counts is committed to it, and no inference supports it"
	}
	return "it needs support, and no inference gives it any"
}

// whole reports whether all premises of a link take part.
func (t *telling) whole(e snapshot.Element) bool {
	return !slices.ContainsFunc(premisesOf(e), func(c snapshot.Claim) bool { _, ok := t.f.Node(c.ID()); return !ok })
}
