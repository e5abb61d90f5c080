package snapshot

import "argmap/internal/argmap"

// Claim is a view of a claim.
type Claim struct{ node }

// Basis gives what the claim rests on: pinned, or derived from its inferences and commitments.
func (c Claim) Basis() argmap.Basis { return c.s.evaluation().basis(c.slot) }

// Label gives the claim's grounded label in the map reading; nil where the claim takes no part.
func (c Claim) Label() *argmap.Label { return c.s.labelOf(c.slot) }

// Commitments gives the commitments to the claim, by id.
func (c Claim) Commitments() []Commitment {
	var cs []Commitment
	for _, slot := range c.s.lists[committed].of(c.slot) {
		cs = append(cs, Commitment{c.s, slot})
	}
	return cs
}

// Inferences gives the inferences that conclude the claim.
func (c Claim) Inferences() []Inference { return views[Inference](c.s, c.far(concludes, false)) }

// PremiseOf gives the inferences in which the claim is a premise.
func (c Claim) PremiseOf() []Inference { return views[Inference](c.s, c.far(premiseOf, true)) }

// Rebuts gives the rebuttals in which the claim is a premise.
func (c Claim) Rebuts() []Rebuttal { return views[Rebuttal](c.s, c.far(premiseOf, true)) }

// Answers gives the questions that the claim answers.
func (c Claim) Answers() []Answer { return c.answers(true) }

// Inference is a view of an inference.
type Inference struct{ node }

// Scheme gives the argumentation scheme as it was named, or nil.
func (i Inference) Scheme() *string { return optional(i.Record().Scheme) }

// Label gives the inference's grounded label in the map reading; nil where it takes no part.
func (i Inference) Label() *argmap.Label { return i.s.labelOf(i.slot) }

// Premises gives the premises, which stand or fall together.
func (i Inference) Premises() []Claim { return views[Claim](i.s, i.far(premiseOf, false)) }

// Conclusion gives the first of Conclusions, or nil.
func (i Inference) Conclusion() Element { return first(i.Conclusions()) }

// Conclusions gives all that the inference concludes; more than one only where an import has several.
func (i Inference) Conclusions() []Element { return views[Element](i.s, i.far(concludes, true)) }

// Backings gives the inferences that conclude this one.
func (i Inference) Backings() []Inference { return views[Inference](i.s, i.far(concludes, false)) }

// Rebuttal is a view of a rebuttal.
type Rebuttal struct{ node }

// AttackOn is the kind of an attack, seen from one argument.
type AttackOn struct {
	Relation Element
	Kind     argmap.AttackKind
}

// Kind gives how the rebuttal attacks.
func (r Rebuttal) Kind() argmap.AttackKind { return r.Record().Attack }

// Scheme gives the argumentation scheme as it was named, or nil.
func (r Rebuttal) Scheme() *string { return optional(r.Record().Scheme) }

// Label gives the rebuttal's grounded label in the map reading; nil where it takes no part.
func (r Rebuttal) Label() *argmap.Label { return r.s.labelOf(r.slot) }

// Premises gives the premises, which stand or fall together.
func (r Rebuttal) Premises() []Claim { return views[Claim](r.s, r.far(premiseOf, false)) }

// Target gives the first of Targets, or nil.
func (r Rebuttal) Target() Element { return first(r.Targets()) }

// Targets gives all that the rebuttal attacks; more than one only where an import has several.
func (r Rebuttal) Targets() []Element { return views[Element](r.s, r.far(attacks, true)) }

// Against gives the inference in which the target is attacked as a premise, or nil.
func (r Rebuttal) Against() *Inference {
	for _, i := range views[Inference](r.s, r.far(against, true)) {
		return &i
	}
	return nil
}

// Backings gives the inferences that conclude this rebuttal.
func (r Rebuttal) Backings() []Inference { return views[Inference](r.s, r.far(concludes, false)) }

// Kinds gives every argument in which a target stands, and the kind of attack on it: UNDERCUT on a
// target that is a relation itself, REBUT where the target is the conclusion, UNDERMINE where it is a
// premise.
func (r Rebuttal) Kinds() []AttackOn {
	var kinds []AttackOn
	add := func(kind argmap.AttackKind, relations ...Element) {
		for _, relation := range relations {
			kinds = append(kinds, AttackOn{relation, kind})
		}
	}
	for target := range r.far(attacks, true) {
		n := node{r.s, target}
		if n.ElementKind().Relation() {
			add(argmap.Undercut, r.s.view(target))
			continue
		}
		add(argmap.Rebut, views[Element](r.s, n.far(concludes, false))...)
		add(argmap.Undermine, views[Element](r.s, n.far(premiseOf, true))...)
	}
	return kinds
}
