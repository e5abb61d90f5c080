package snapshot

import (
	"sort"

	"argmap/internal/argmap"
)

// TreeRole is what a row of a drawn tree is to the row above it: "the row SUPPORTS its parent". It is
// the name of the link, except where the tree can say more, or reads the link from its other end.
type TreeRole string

// The roles of rows. A row at the top has none.
const (
	// TreeSupports: an inference, under the claim that it concludes.
	TreeSupports TreeRole = "SUPPORTS"
	// TreeBacks: an inference, under the relation that it concludes.
	TreeBacks TreeRole = "BACKS"
	// TreeRebuts, TreeUndermines and TreeUndercuts: a rebuttal under its target, by its own kind.
	TreeRebuts     TreeRole = "REBUTS"
	TreeUndermines TreeRole = "UNDERMINES"
	TreeUndercuts  TreeRole = "UNDERCUTS"
	// TreePremiseOf: a claim, under the inference or rebuttal that rests on it.
	TreePremiseOf TreeRole = "PREMISE_OF"
	// TreeAsks: a question, under what raises it or what it asks about.
	TreeAsks TreeRole = "ASKS"
	// TreeAnswers: a claim, under the question that it answers.
	TreeAnswers TreeRole = "ANSWERS"
	// TreeCarriedBy: a claim, under the question that asserts or presupposes it.
	TreeCarriedBy TreeRole = "CARRIED_BY"
	// TreeRephrases: a new wording, under the rephrase; TreeRephraseOf: the rephrase, under what it restates.
	TreeRephrases  TreeRole = "REPHRASES"
	TreeRephraseOf TreeRole = "REPHRASE_OF"
	// TreePreferredIn: what goes before, under the preference; TreePreferredTo: the preference, under
	// what it puts behind.
	TreePreferredIn TreeRole = "PREFERRED_IN"
	TreePreferredTo TreeRole = "PREFERRED_TO"
	// TreePerforms: a locution or reply, under the act done by it; TreeHasContent: the act, under what it
	// is about.
	TreePerforms   TreeRole = "PERFORMS"
	TreeHasContent TreeRole = "HAS_CONTENT"
	// TreeStarts: the locution at which a reply starts, under the reply; TreeEndsIn: the reply, under the
	// locution in which it ends.
	TreeStarts TreeRole = "STARTS"
	TreeEndsIn TreeRole = "ENDS_IN"
)

// TreeRoles lists every role, in the order of their declaration.
func TreeRoles() []TreeRole {
	return []TreeRole{
		TreeSupports, TreeBacks, TreeRebuts, TreeUndermines, TreeUndercuts, TreePremiseOf, TreeAsks, TreeAnswers,
		TreeCarriedBy, TreeRephrases, TreeRephraseOf, TreePreferredIn, TreePreferredTo, TreePerforms,
		TreeHasContent, TreeStarts, TreeEndsIn,
	}
}

// treeRole gives the role of the row that a link draws; empty for a link that draws none.
func (s *Snapshot) treeRole(link int32) TreeRole {
	e := s.ends.at(link)
	switch e.role {
	case concludes:
		if (node{s, e.to}).ElementKind() == argmap.KindClaim {
			return TreeSupports
		}
		return TreeBacks
	case attacks:
		return attackRole(s.elements.at(e.from).Attack)
	case raises, asksAbout:
		return TreeAsks
	case carries:
		return TreeCarriedBy
	case against, foreign:
		return ""
	default:
		// The others have the name of the link.
		return TreeRole(roles[e.role])
	}
}

func attackRole(k argmap.AttackKind) TreeRole {
	switch k {
	case argmap.Undermine:
		return TreeUndermines
	case argmap.Undercut:
		return TreeUndercuts
	case argmap.Rebut:
	}
	return TreeRebuts
}

// runs are links of one element in the order of their roles: those that lead one way at even places,
// those that lead the other way at odd ones.
type runs [5][]int32

func (r *runs) len() int {
	n := 0
	for _, links := range r {
		n += len(links)
	}
	return n
}

// below gives the links that draw an element's children, in reading order: its incoming links that
// point (see argmap.Join), and at their place the outgoing ones to what it raises or carries.
func (l *layout) below(slot int32) runs {
	return l.runs(l.lists[incoming].of(slot), l.lists[outgoing].of(slot))
}

// above gives the links that draw an element under its parents.
func (l *layout) above(slot int32) runs {
	return l.runs(l.lists[outgoing].of(slot), l.lists[incoming].of(slot))
}

func (l *layout) runs(even, odd []int32) runs {
	var r runs
	if len(even) > 0 {
		r[0] = l.between(even, premiseOf, against)
		r[2] = l.between(even, asksAbout, carries)
		r[4] = l.between(even, answers, foreign)
	}
	if len(odd) > 0 {
		r[1] = l.between(odd, raises, asksAbout)
		r[3] = l.between(odd, carries, answers)
	}
	return r
}

// between cuts out those links whose role is from, or after it and before to.
func (l *layout) between(links []int32, from, to role) []int32 {
	start := sort.Search(len(links), func(i int) bool { return l.ends.at(links[i]).role >= from })
	links = links[start:]
	return links[:sort.Search(len(links), func(i int) bool { return l.ends.at(links[i]).role >= to })]
}

// bond is a child and its parent in the drawn tree.
type bond struct{ child, parent int32 }

// bond gives what a link joins in the drawn tree; false when it draws nothing.
func (e *ends) bond() (bond, bool) {
	switch e.role {
	case against, foreign:
		return bond{}, false
	case raises, carries:
		return bond{child: e.to, parent: e.from}, true
	default:
		return bond{child: e.from, parent: e.to}, true
	}
}

// childCount counts the elements drawn under an element: its links that draw, without those that lead
// to a child once more.
func (l *layout) childCount(slot int32) int {
	below := l.below(slot)
	return below.len() - l.doubledBelow(slot)
}
