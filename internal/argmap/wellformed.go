package argmap

import "slices"

// wellFormed refuses every defect of a touched element that it did not have before. One is let
// through: a rebuttal or critical question that was not touched itself stays as it is when the
// inference it was aimed at goes, and is marked instead.
func (c *check) wellFormed(ops []Operation, index []int) error {
	looked := map[ID]bool{}
	for n, op := range ops {
		for _, id := range touched(op) {
			if looked[id] {
				continue
			}
			looked[id] = true
			if err := c.newDefect(id, index[n]); err != nil {
				return err
			}
		}
		if err := c.foreign(op, index[n]); err != nil {
			return err
		}
	}
	return nil
}

func (c *check) foreign(op Operation, i int) error {
	if l, ok := op.After.(*Link); ok && l.Role == RoleForeign && op.Before == nil && c.mode == Authoring {
		return breach(RuleForeign, i, "role", "the link is FOREIGN; only an import may bring what no role fits")
	}
	return nil
}

func (c *check) newDefect(id ID, i int) error {
	had := map[RuleID]int{}
	for _, d := range Defects(c.head, id) {
		had[d.Rule]++
	}
	for _, d := range Defects(c.after, id) {
		if had[d.Rule]--; had[d.Rule] >= 0 || c.tolerated(d) {
			continue
		}
		return breach(d.Rule, i, fieldOf(d.Rule), "%s", d.Message).With("element", string(id))
	}
	return nil
}

func (c *check) tolerated(d Defect) bool {
	return c.left(d) || c.broughtBack(d)
}

// broughtBack reports whether the element comes back from the log with a defect of its own. What
// others did meanwhile, such as taking its place in a row, is no such defect.
func (c *check) broughtBack(d Defect) bool {
	return c.mode == Restoring && ElementIn(c.head, d.Element) == nil && d.Rule != RuleOrdinal
}

// left reports whether a rebuttal or a critical question, itself untouched, lost the inference it was
// aimed at.
func (c *check) left(d Defect) bool {
	_, rewritten := c.after.changed[Ref{TypeElement, d.Element}]
	before := ElementIn(c.head, d.Element)
	if rewritten || before == nil {
		return false
	}
	switch d.Rule {
	case RuleRebAgainst:
		return before.Attack == Undermine && !c.reaimed(d.Element, RoleAttacks, RoleAgainst)
	case RuleCritAbout:
		return !c.reaimed(d.Element, RoleAsksAbout)
	default:
		return false
	}
}

// reaimed reports whether an element was aimed at something else by hand: a link of one of the roles
// was added, or was taken away though what it led to stays.
func (c *check) reaimed(id ID, roles ...Role) bool {
	for l := range c.after.LinksFrom(id) {
		if _, old := c.head.Entry(l.Ref()); slices.Contains(roles, l.Role) && !old {
			return true
		}
	}
	for l := range c.head.LinksFrom(id) {
		if _, kept := c.after.Entry(l.Ref()); slices.Contains(roles, l.Role) && !kept && ElementIn(c.after, l.To) != nil {
			return true
		}
	}
	return false
}

// touched lists the elements whose defects an operation may change.
func touched(op Operation) []ID {
	var ids []ID
	for _, r := range []Record{op.Before, op.After} {
		switch r := r.(type) {
		case *Element:
			ids = append(ids, r.ID)
		case *Link:
			ids = append(ids, r.From, r.To)
		case *Properties, *Voice, *Row, *Commitment, *Citation, *Leftover, nil:
		}
	}
	return ids
}

func fieldOf(rule RuleID) string {
	switch rule {
	case RuleClaimText, RuleQuestionText, RuleLength, RuleControl:
		return "text"
	case RuleInfPremise, RuleRebPremise:
		return "premises"
	case RuleInfEnd:
		return "conclusion"
	case RuleRebTarget:
		return "target"
	case RuleRebAgainst:
		return "against"
	case RuleRebKind:
		return "attack"
	case RuleOrdinal:
		return "ordinal"
	case RuleCritBurden:
		return "burden"
	case RuleCritAbout:
		return "asksAbout"
	case RuleBearing:
		return "bearing"
	default:
		return ""
	}
}
