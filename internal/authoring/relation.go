package authoring

import (
	"argmap/internal/argmap"
)

func inferenceStep(at string, in *InferenceInput) step {
	return step{at: at, quotes: append(premiseQuotes(in.Premises), quotesOf(in.Citations)...), run: func(c *compiler, at string) (argmap.ID, error) {
		return c.addInference(at, in)
	}}
}

func (c *compiler) addInference(at string, in *InferenceInput) (argmap.ID, error) {
	e := &argmap.Element{
		ID: c.ids.id(at), Kind: argmap.KindInference, Text: value(in.Text), Scheme: value(in.Scheme), Author: c.actor, Created: c.now,
	}
	premises, err := c.premises(at, in.Premises)
	if err != nil {
		return "", err
	}
	conclusion, err := c.element(in.Conclusion, join(at, "conclusion"))
	if err != nil {
		return "", err
	}
	if err := c.relate(e, at, in.Ref, in.Premises, premises); err != nil {
		return "", err
	}
	if _, err := c.link(argmap.RoleConcludes, e.ID, conclusion.ID, at, linkNames("conclusion"), argmap.Link{}); err != nil {
		return "", err
	}
	return e.ID, c.citeAll(e.ID, at, in.Citations)
}

func rebuttalStep(at string, in *RebuttalInput) step {
	return step{at: at, quotes: append(premiseQuotes(in.Premises), quotesOf(in.Citations)...), run: func(c *compiler, at string) (argmap.ID, error) {
		return c.addRebuttal(at, in)
	}}
}

func (c *compiler) addRebuttal(at string, in *RebuttalInput) (argmap.ID, error) {
	premises, err := c.premises(at, in.Premises)
	if err != nil {
		return "", err
	}
	target, err := c.element(in.Target, join(at, "target"))
	if err != nil {
		return "", err
	}
	e := &argmap.Element{
		ID: c.ids.id(at), Kind: argmap.KindRebuttal, Attack: argmap.AttackFor(target.Kind, in.Against != nil),
		Text: value(in.Text), Scheme: value(in.Scheme), Author: c.actor, Created: c.now,
	}
	if err := c.relate(e, at, in.Ref, in.Premises, premises); err != nil {
		return "", err
	}
	if _, err := c.link(argmap.RoleAttacks, e.ID, target.ID, at, linkNames("target"), argmap.Link{}); err != nil {
		return "", err
	}
	if in.Against != nil {
		if err := c.join(argmap.RoleAgainst, e.ID, *in.Against, at, "against", argmap.Link{}); err != nil {
			return "", err
		}
	}
	return e.ID, c.citeAll(e.ID, at, in.Citations)
}

// relate adds a relation with the links from its premises.
func (c *compiler) relate(e *argmap.Element, at string, ref *argmap.ID, in []PremiseInput, premises []argmap.ID) error {
	if err := c.name(ref, e.ID, at); err != nil {
		return err
	}
	c.set(e, origin{at, elementNames})
	for i, claim := range premises {
		here := index(join(at, "premises"), i)
		end := "claim"
		if in[i].New != nil {
			end = "new"
		}
		if _, err := c.link(argmap.RolePremiseOf, claim, e.ID, here, linkNames(end), argmap.Link{Slot: value(in[i].Slot), Ordinal: i + 1}); err != nil {
			return err
		}
	}
	return nil
}

// premises gives the claims that are premises, and adds those that are new.
func (c *compiler) premises(at string, in []PremiseInput) ([]argmap.ID, error) {
	ids := make([]argmap.ID, 0, len(in))
	for i := range in {
		here := index(join(at, "premises"), i)
		id, err := c.claimOrNew(here, in[i].Claim, in[i].New)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// claimOrNew gives the claim that an input names or adds.
func (c *compiler) claimOrNew(at string, claim *argmap.ID, added *ClaimInput) (argmap.ID, error) {
	switch {
	case claim != nil && added != nil, claim == nil && added == nil:
		return "", invalid(at, "claim.one", "either a claim that is there or a new one is wanted, and not both")
	case added != nil:
		return c.addClaim(join(at, "new"), added)
	}
	e, err := c.element(*claim, join(at, "claim"))
	if err != nil {
		return "", err
	}
	return e.ID, nil
}
