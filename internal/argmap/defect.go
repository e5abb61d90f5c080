package argmap

import (
	"fmt"
	"iter"
	"strings"
	"unicode/utf8"
)

// Defects gives every well-formedness rule that an element of the view breaks, in the order of
// Rules; none for an element that is not there. It looks at the element and its own links only.
func Defects(v View, id ID) []Defect {
	e := ElementIn(v, id)
	if e == nil {
		return nil
	}
	d := inspection{view: v, element: e}
	d.text()
	switch e.Kind {
	case KindInference:
		d.inference()
	case KindRebuttal:
		d.rebuttal()
	case KindQuestion:
		d.question()
	case KindRephrase:
		d.pair(RuleRephrase, RoleRephrases, RoleRephraseOf)
	case KindPreference:
		d.pair(RulePreference, RolePreferredIn, RolePreferredTo)
	case KindIllocution:
		d.atLeast(RuleIllocution, "locution or transition that performs it", d.in(RolePerforms))
		d.atLeast(RuleIllocution, "content", d.out(RoleHasContent))
	case KindTransition:
		d.atLeast(RuleTransition, "locution that it starts at", d.in(RoleStarts))
		d.atLeast(RuleTransition, "locution that it ends in", d.out(RoleEndsIn))
	case KindForeign:
		d.add(RuleForeign, "the element is FOREIGN")
	case KindClaim, KindLocution:
	}
	d.twice()
	return d.found
}

type inspection struct {
	view    View
	element *Element
	found   []Defect
}

func (d *inspection) add(rule RuleID, format string, args ...any) {
	d.found = append(d.found, Defect{rule, d.element.ID, fmt.Sprintf(format, args...)})
}

func (d *inspection) text() {
	e := d.element
	switch {
	case e.Kind == KindClaim && e.Text == "":
		d.add(RuleClaimText, "the claim has no text")
	case e.Kind == KindQuestion && e.Text == "":
		d.add(RuleQuestionText, "the question has no text")
	}
	for _, t := range texts(e) {
		if n := utf8.RuneCountInString(t); n > MaxTextCodePoints {
			d.add(RuleLength, "the text has %d code points; at most %d are allowed", n, MaxTextCodePoints)
		}
		if at, r := control(t); at >= 0 {
			d.add(RuleControl, "the text has the control character U+%04X at code point %d", r, at)
		}
	}
}

func texts(e *Element) []string {
	ts := []string{e.Text}
	if e.Question != nil {
		ts = append(ts, e.Question.Resolved, e.Question.Note)
	}
	return ts
}

// control finds the first control character but tab and line feed, counted in code points.
func control(s string) (int, rune) {
	at := 0
	for _, r := range s {
		if (r < 0x20 && r != '\t' && r != '\n') || (r >= 0x7f && r < 0xa0) {
			return at, r
		}
		at++
	}
	return -1, 0
}

func (d *inspection) in(role Role) []*Link  { return ofRole(d.view.LinksTo(d.element.ID), role) }
func (d *inspection) out(role Role) []*Link { return ofRole(d.view.LinksFrom(d.element.ID), role) }

func ofRole(links iter.Seq[*Link], role Role) []*Link {
	var found []*Link
	for l := range links {
		if l.Role == role {
			found = append(found, l)
		}
	}
	return found
}

func (d *inspection) atLeast(rule RuleID, what string, links []*Link) {
	if len(links) == 0 {
		d.add(rule, "the %s has no %s; it needs at least one", name(d.element.Kind), what)
	}
}

func (d *inspection) one(rule RuleID, what string, links []*Link) {
	if len(links) != 1 {
		d.add(rule, "the %s has %d %ss; it needs exactly one", name(d.element.Kind), len(links), what)
	}
}

func (d *inspection) inference() {
	d.atLeast(RuleInfPremise, "premise", d.in(RolePremiseOf))
	d.one(RuleInfEnd, "conclusion", d.out(RoleConcludes))
}

func (d *inspection) rebuttal() {
	d.atLeast(RuleRebPremise, "premise", d.in(RolePremiseOf))
	targets := d.out(RoleAttacks)
	d.one(RuleRebTarget, "target", targets)
	if len(targets) == 0 {
		return
	}
	target := ElementIn(d.view, targets[0].To)
	attack := d.element.Attack
	if target.Kind.Relation() != (attack == Undercut) {
		d.add(RuleRebKind, "the rebuttal is called %s, but its target is %s %s", attack, article(target.Kind), name(target.Kind))
	}
	d.against(attack, target.ID)
}

func (d *inspection) against(attack AttackKind, target ID) {
	against := d.out(RoleAgainst)
	switch {
	case attack != Undermine && len(against) > 0:
		d.add(RuleRebAgainst, "the rebuttal is called %s and names an inference; only one that undermines does", attack)
	case attack == Undermine && len(against) != 1:
		d.add(RuleRebAgainst, "the rebuttal undermines and names %d inferences; it needs exactly one", len(against))
	case attack == Undermine && !premiseOf(d.view, target, against[0].To):
		d.add(RuleRebAgainst, "the rebuttal's target is no premise of the inference that it names")
	}
}

func premiseOf(v View, claim, inference ID) bool {
	for l := range v.LinksFrom(claim) {
		if l.Role == RolePremiseOf && l.To == inference {
			return true
		}
	}
	return false
}

func (d *inspection) question() {
	d.ordinal(d.element.Question)
	d.burden(d.element.Question)
	if d.element.Question.Burden != "" {
		d.tests(d.element.Question)
		return
	}
	for _, l := range d.in(RoleAnswers) {
		if l.Bearing != "" {
			d.add(RuleBearing, "an answer %s the question, which puts no burden on anybody; leave its bearing out", l.Bearing)
			return
		}
	}
}

func (d *inspection) burden(q *Inquiry) {
	switch {
	case q.Burden == "" && q.Effect == "":
	case q.Burden == "" || q.Effect == "":
		d.add(RuleCritBurden, "the question has the burden %q and the effect %q; it needs both or neither", q.Burden, q.Effect)
	case q.Critical == "":
		d.add(RuleCritBurden, "the question has a burden and names no critical question that puts it")
	case !q.Burden.Fits(q.Effect):
		d.add(RuleCritBurden, "a question with the burden %s has the effect %s, not %s", q.Burden, either(q.Burden.Effects()), q.Effect)
	}
}

// tests checks what a question with a burden asks about.
func (d *inspection) tests(q *Inquiry) {
	about := d.out(RoleAsksAbout)
	switch {
	case len(about) != 1:
		d.add(RuleCritAbout, "the question has a burden and asks about %d elements; it needs exactly one, an inference", len(about))
	case ElementIn(d.view, about[0].To).Kind != KindInference:
		k := ElementIn(d.view, about[0].To).Kind
		d.add(RuleCritAbout, "the question has a burden and asks about %s %s; it needs an inference", article(k), name(k))
	case q.Effect == EffectPremise && about[0].Slot == "":
		d.add(RuleCritAbout, "the question has the effect %s and names no slot of the inference", q.Effect)
	case q.Effect != EffectPremise && about[0].Slot != "":
		d.add(RuleCritAbout, "the question has the effect %s and names the slot %q; only one with the effect %s names one", q.Effect, about[0].Slot, EffectPremise)
	}
}

func either(effects []Effect) string {
	words := make([]string, 0, len(effects))
	for _, e := range effects {
		words = append(words, string(e))
	}
	return strings.Join(words, " or ")
}

func (d *inspection) ordinal(q *Inquiry) {
	if q.Row == "" {
		return
	}
	if q.Ordinal < 1 {
		d.add(RuleOrdinal, "the question's ordinal in its row is %d; it must be at least 1", q.Ordinal)
	}
	for other := range d.view.QuestionsIn(q.Row) {
		if other.ID != d.element.ID && other.Question.Ordinal == q.Ordinal {
			d.add(RuleOrdinal, "the question shares ordinal %d of its row with another", q.Ordinal)
			return
		}
	}
}

func (d *inspection) pair(rule RuleID, in, out Role) {
	if a, b := len(d.in(in)), len(d.out(out)); a != 1 || b != 1 {
		d.add(rule, "the %s has %d elements before it and %d after; it needs one of each", name(d.element.Kind), a, b)
	}
}

// twice charges a doubled link to the element that it starts from.
func (d *inspection) twice() {
	type joint struct {
		role Role
		to   ID
	}
	seen := map[joint]bool{}
	for l := range d.view.LinksFrom(d.element.ID) {
		j := joint{l.Role, l.To}
		if seen[j] {
			d.add(RuleTwice, "the element has two %s links to %s", l.Role, l.To)
			return
		}
		seen[j] = true
	}
}

func name(k Kind) string {
	switch k {
	case KindClaim:
		return "claim"
	case KindInference:
		return "inference"
	case KindRebuttal:
		return "rebuttal"
	case KindQuestion:
		return "question"
	case KindRephrase:
		return "rephrase"
	case KindPreference:
		return "preference"
	case KindLocution:
		return "locution"
	case KindIllocution:
		return "illocution"
	case KindTransition:
		return "transition"
	case KindForeign:
		return "foreign element"
	}
	return "element"
}

func article(k Kind) string {
	if k == KindInference || k == KindIllocution {
		return "an"
	}
	return "a"
}
