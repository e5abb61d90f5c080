package authoring

import (
	"slices"

	"argmap/internal/argmap"
)

func redirectStep(at string, in *RedirectInput) step {
	return step{at: at, run: func(c *compiler, at string) (argmap.ID, error) {
		e, err := c.present(in.Relation, join(at, "relation"))
		if err != nil {
			return "", err
		}
		target, err := c.element(in.Target, join(at, "target"))
		if err != nil {
			return "", err
		}
		switch {
		case e.Kind == argmap.KindInference && in.Against == nil:
			return e.ID, c.lead(e, argmap.RoleConcludes, target.ID, at, "target")
		case e.Kind == argmap.KindRebuttal:
			return e.ID, c.reaim(e, target, at, in.Against)
		case e.Kind == argmap.KindInference:
			return "", invalid(join(at, "against"), string(argmap.RuleFields), "only a rebuttal attacks a premise of an inference; leave it out for %s", e.Ref())
		}
		return "", invalid(join(at, "relation"), string(argmap.RuleFields), "%s is neither an inference nor a rebuttal; only these lead elsewhere", e.Ref())
	}}
}

// reaim lets a rebuttal attack a target, as a premise of an inference or for itself. Its kind follows.
func (c *compiler) reaim(e, target *argmap.Element, at string, against *argmap.ID) error {
	aimed := *e
	aimed.Attack = argmap.AttackFor(target.Kind, against != nil)
	c.set(&aimed, origin{at, elementNames})
	if err := c.lead(e, argmap.RoleAttacks, target.ID, at, "target"); err != nil {
		return err
	}
	if against == nil {
		c.unlink(e, argmap.RoleAgainst, at, "")
		return nil
	}
	inference, err := c.element(*against, join(at, "against"))
	if err != nil {
		return err
	}
	return c.lead(e, argmap.RoleAgainst, inference.ID, at, "against")
}

// lead makes a relation lead to one element by a role, and to no other. A link that does so already stays.
func (c *compiler) lead(e *argmap.Element, role argmap.Role, to argmap.ID, at, end string) error {
	if c.unlink(e, role, at, to) {
		return nil
	}
	_, err := c.link(role, e.ID, to, at, linkNames(end), argmap.Link{})
	return err
}

// unlink removes the links by which a relation leads elsewhere by a role, and reports whether one to the
// element that is kept is left.
func (c *compiler) unlink(e *argmap.Element, role argmap.Role, at string, kept argmap.ID) bool {
	left := false
	for _, l := range slices.Collect(c.LinksFrom(e.ID)) {
		switch {
		case l.Role != role:
		case l.To == kept && !left:
			left = true
		default:
			c.draft.remove(l.Ref(), whole(at))
		}
	}
	return left
}
