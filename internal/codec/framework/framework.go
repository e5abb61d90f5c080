// Package framework writes the attacks of a map as an abstract argumentation framework (Dung 1995), in
// three formats that solvers read.
//
// The arguments are the claims, inferences, rebuttals and preferences that break no rule of maps and whose
// premises break none either, in the document's order. A rebuttal attacks its target, and every inference
// and rebuttal of which its target is a premise: those need it. A preference attacks every rebuttal, but
// no undercut, that attacks what is preferred from a premise that is put behind. That is the map's
// attacks-only reading with nothing but attacks left. It knows no questions; what answers that exclude each
// other do to each other is left out.
package framework

import (
	"strings"
	"unicode"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// framework has arguments, and attacks by their places in arguments, each once.
type framework struct {
	g         *codec.Graph
	arguments []*argmap.Element
	attacks   [][2]int
}

func derive(d *codec.Document) *framework {
	f := &framework{g: codec.NewGraph(d)}
	sound := map[argmap.ID]bool{}
	for _, e := range f.g.Elements {
		sound[e.ID] = len(argmap.Defects(f.g, e.ID)) == 0
	}
	place := map[argmap.ID]int{}
	for _, e := range f.g.Elements {
		if f.takesPart(e, sound) {
			place[e.ID] = len(f.arguments)
			f.arguments = append(f.arguments, e)
		}
	}
	overruled := f.overruled()
	for at, e := range f.arguments {
		f.attacksOf(at, e, place, overruled)
	}
	return f
}

// takesPart reports whether an element is an argument. One that needs a premise that is none can never be
// accepted, so that it counts for nothing.
func (f *framework) takesPart(e *argmap.Element, sound map[argmap.ID]bool) bool {
	switch e.Kind {
	case argmap.KindClaim, argmap.KindPreference:
		return sound[e.ID]
	case argmap.KindInference, argmap.KindRebuttal:
		for _, premise := range f.g.Ends(e.ID, argmap.RolePremiseOf, true) {
			if !sound[premise.ID] {
				return false
			}
		}
		return sound[e.ID]
	default:
		return false
	}
}

// pair is an element that is preferred to another.
type pair struct{ preferred, behind argmap.ID }

// overruled gives the places of preferences by what they put before what.
func (f *framework) overruled() map[pair][]int {
	by := map[pair][]int{}
	for at, e := range f.arguments {
		if e.Kind == argmap.KindPreference {
			p := pair{f.g.Ends(e.ID, argmap.RolePreferredIn, true)[0].ID, f.g.Ends(e.ID, argmap.RolePreferredTo, false)[0].ID}
			by[p] = append(by[p], at)
		}
	}
	return by
}

// attacksOf adds the attacks of a rebuttal, and those of preferences on it.
func (f *framework) attacksOf(at int, e *argmap.Element, place map[argmap.ID]int, overruled map[pair][]int) {
	if e.Kind != argmap.KindRebuttal {
		return
	}
	target, seen := f.g.Ends(e.ID, argmap.RoleAttacks, false)[0], map[[2]int]bool{}
	attack := func(from, to int) {
		if a := [2]int{from, to}; !seen[a] {
			seen[a] = true
			f.attacks = append(f.attacks, a)
		}
	}
	if to, ok := place[target.ID]; ok {
		attack(at, to)
		for _, needing := range f.g.Ends(target.ID, argmap.RolePremiseOf, false) {
			if to, ok := place[needing.ID]; ok {
				attack(at, to)
			}
		}
	}
	if e.Attack == argmap.Undercut {
		return
	}
	for _, premise := range f.g.Ends(e.ID, argmap.RolePremiseOf, true) {
		for _, from := range overruled[pair{target.ID, premise.ID}] {
			attack(from, at)
		}
	}
}

// says gives an argument's kind, id and text in one line.
func says(e *argmap.Element) string {
	return oneLine(string(e.Kind) + " " + string(e.ID) + " " + e.Text)
}

// oneLine puts one space for each run of white space and control characters.
func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
}
