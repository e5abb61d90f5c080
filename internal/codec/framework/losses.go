package framework

import (
	"argmap/internal/argmap"
	"argmap/internal/codec"
)

func losses(d *codec.Document) []codec.Loss {
	f, is := derive(d), map[argmap.ID]bool{}
	for _, e := range f.arguments {
		is[e.ID] = true
	}
	var lost codec.LossList
	lost.NoPlace(d.Properties, "a framework")
	for _, r := range d.Records {
		switch r := r.(type) {
		case *argmap.Element:
			f.loseOf(&lost, r, is[r.ID])
		case *argmap.Link:
			f.loseLink(&lost, r, is[r.From] && is[r.To])
		default:
			lost.NoPlace(r, "a framework")
		}
	}
	return lost.Losses()
}

// loseOf tells what is lost of an element: all, or what it says beside its words.
func (f *framework) loseOf(lost *codec.LossList, e *argmap.Element, argument bool) {
	switch {
	case !argument && !e.Kind.Relation() && e.Kind != argmap.KindClaim, e.Kind == argmap.KindRephrase, e.Kind == argmap.KindTransition:
		lost.NoPlace(e, "a framework")
	case !argument:
		lost.Add("elements that break rules", "they, and what needs them, take no part in evaluation", e.ID)
	case e.Basis != "" || e.Scheme != "" || e.Attack != "" || e.Machine != "":
		lost.Add("what arguments say beside their words", "bases, schemes, sorts of attacks and programs mean nothing to a framework", e.ID)
	}
	if argument && oneLine(e.Text) != e.Text {
		lost.Add("line ends and spaces in words", "an argument's words stand in one line", e.ID)
	}
}

func (f *framework) loseLink(lost *codec.LossList, l *argmap.Link, between bool) {
	switch {
	case l.Role == argmap.RoleAttacks && between:
	case l.Role == argmap.RolePremiseOf && between:
		lost.Add("PREMISE_OF links", "what attacks a premise attacks what needs it instead", l.ID)
	case (l.Role == argmap.RolePreferredIn || l.Role == argmap.RolePreferredTo) && between:
		lost.Add(string(l.Role)+" links", "a preference attacks the rebuttals that it overrules instead", l.ID)
	default:
		lost.NoPlace(l, "a framework")
	}
}
