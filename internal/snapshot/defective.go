package snapshot

import (
	"argmap/internal/argmap"
)

// manyLinks is from how many outgoing links on doubled ones are looked for by argmap.Defects.
const manyLinks = 16

// defective reports whether a claim, inference or rebuttal breaks a rule of well-formedness. It says
// what argmap.Defects says, and asks it only where a glance at the slots does not settle the matter.
func (s *Snapshot) defective(slot int32) bool {
	if s.sound(slot) {
		return false
	}
	return len(argmap.Defects(s, s.elements.id(slot))) > 0
}

// sound reports whether a glance shows that the element breaks no rule.
func (s *Snapshot) sound(slot int32) bool {
	e, n := s.elements.at(slot), node{s, slot}
	if !plain(e.Text) || s.doubled(slot) {
		return false
	}
	switch e.Kind {
	case argmap.KindClaim:
		return e.Text != ""
	case argmap.KindInference:
		return len(n.links(premiseOf, false)) > 0 && len(n.links(concludes, true)) == 1
	case argmap.KindRebuttal:
		targets := n.links(attacks, true)
		return len(n.links(premiseOf, false)) > 0 && len(targets) == 1 &&
			len(n.links(against, true)) == 0 && e.Attack == argmap.AttackFor(node{s, s.ends.at(targets[0]).to}.ElementKind(), false)
	default:
		return false
	}
}

// plain reports whether a glance shows that a text is neither too long nor has control characters.
func plain(text string) bool {
	if len(text) > argmap.MaxTextCodePoints {
		return false
	}
	for i := range len(text) {
		b := text[i]
		if b < 0x20 && b != '\t' && b != '\n' || b == 0x7f {
			return false
		}
		// U+0080 to U+009F are C2 80 to C2 9F in UTF-8.
		if b == 0xc2 && i+1 < len(text) && text[i+1] < 0xa0 {
			return false
		}
	}
	return true
}

// doubled reports whether two links of one role may lead to the same element.
func (s *Snapshot) doubled(slot int32) bool {
	links := s.lists[outgoing].of(slot)
	if len(links) > manyLinks {
		return true
	}
	for i, a := range links {
		for _, b := range links[:i] {
			if x, y := s.ends.at(a), s.ends.at(b); x.role == y.role && x.to == y.to {
				return true
			}
		}
	}
	return false
}
