package brat

import (
	"slices"
	"strings"

	"argmap/internal/argmap"
)

// classify gives every annotation its type: the one that it came with, if it still says who holds the
// claim; else MajorClaim for what all reasons lead to, Claim, Premise, and Statement for what nobody
// asserts.
func (p *plan) classify() {
	roots, inside := p.roots()
	major := !p.labelled() && p.uniform(roots)
	for _, e := range p.g.Elements {
		if !marked(e) {
			continue
		}
		k, t := keptIn(e.External, e.Raw), "Claim"
		switch {
		case e.Kind == argmap.KindQuestion:
			t = "Question"
		case !p.asserted(e):
			t = "Statement"
		case roots[e.ID] && major:
			t = "MajorClaim"
		case inside[e.ID] && !roots[e.ID] && !p.leadsTo(e, roots):
			t = "Premise"
		}
		if k.Type != "" && !strings.ContainsAny(k.Type, " \t\r\n") && p.means(k.Type) == p.means(t) {
			t = k.Type
		}
		p.types[e.ID] = t
	}
}

// means gives what matters of a type: whether it is a question's, or stated by the author.
func (p *plan) means(kind string) string {
	switch t := label(kind); {
	case t == question:
		return question
	case stated[t]:
		return "stated"
	default:
		return ""
	}
}

// asserted tells whether the author of the text states a claim.
func (p *plan) asserted(e *argmap.Element) bool {
	return slices.ContainsFunc(slices.Collect(p.g.CommitmentsTo(e.ID)), p.states)
}

func (p *plan) states(c *argmap.Commitment) bool {
	return c.Act == argmap.Asserts && c.ReportedBy == "" && speaks(p.g.Voice(c.Voice))
}

// speaks tells whether a voice is the one that every stated claim has when it is read back.
func speaks(v *argmap.Voice) bool {
	return v.Kind == argmap.VoiceAuthor && v.Name == "author" && v.Description == ""
}

// labelled tells whether the map came with types.
func (p *plan) labelled() bool {
	return slices.ContainsFunc(p.g.Elements, func(e *argmap.Element) bool {
		return marked(e) && keptIn(e.External, e.Raw).Type != ""
	})
}

// roots gives the claims that reasons lead to and that lead to nothing themselves, and all claims that
// stand in relations.
func (p *plan) roots() (roots, inside map[argmap.ID]bool) {
	roots, inside = map[argmap.ID]bool{}, map[argmap.ID]bool{}
	for _, target := range p.placed {
		roots[target], inside[target] = true, true
	}
	for relation := range p.placed {
		for _, e := range p.g.Ends(relation, argmap.RolePremiseOf, true) {
			delete(roots, e.ID)
			inside[e.ID] = true
		}
	}
	return roots, inside
}

// sides gives what each claim that leads to a root is for and against, by relations that a stance can
// say.
func (p *plan) sides(roots map[argmap.ID]bool) map[side]map[argmap.ID]bool {
	sides := map[side]map[argmap.ID]bool{}
	for _, e := range p.g.Elements {
		if target := p.placed[e.ID]; target != "" && roots[target] && byStance(e) {
			for _, premise := range p.premises(e) {
				s := side{premise.ID, e.Kind}
				if sides[s] == nil {
					sides[s] = map[argmap.ID]bool{}
				}
				sides[s][target] = true
			}
		}
	}
	return sides
}

// side is a claim that is for something, as the premise of inferences, or against it.
type side struct {
	claim argmap.ID
	kind  argmap.Kind
}

// byStance tells whether a relation may be written as a stance: it has no words of its own and did not
// come as a relation.
func byStance(e *argmap.Element) bool {
	return e.Text == "" && (e.External.Namespace != name || strings.HasPrefix(e.External.ID, "A"))
}

// uniform tells whether every claim that leads to a root leads to all of them, as a stance does.
func (p *plan) uniform(roots map[argmap.ID]bool) bool {
	if len(roots) == 0 || len(roots) > maxMajors {
		return false
	}
	sides := p.sides(roots)
	for _, targets := range sides {
		if len(targets) != len(roots) {
			return false
		}
	}
	for root := range roots {
		if !p.asserted(p.g.Element(root)) {
			return false
		}
	}
	return true
}

func (p *plan) leadsTo(e *argmap.Element, roots map[argmap.ID]bool) bool {
	return slices.ContainsFunc(p.g.Ends(e.ID, argmap.RolePremiseOf, false), func(r *argmap.Element) bool { return roots[p.placed[r.ID]] })
}
