package evaluation

import (
	"slices"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// defended says why attacks do not succeed.
func (t *telling) defended(r row) string {
	if len(r.Against) == 0 {
		return "nothing attacks it"
	}
	straight := slices.DeleteFunc(slices.Clone(r.Against), func(n int32) bool { _, is := t.f.StandIn(n); return is })
	var clauses []string
	switch len(straight) {
	case 0:
	case 1:
		e := t.f.Element(straight[0])
		clauses = append(clauses, nearby(e)+", "+t.bearing(e, r.element)+", is not accepted")
	default:
		clauses = append(clauses, "none of these is accepted, which attack it: "+t.names(straight))
	}
	for _, n := range r.Against {
		if stand, is := t.f.StandIn(n); is {
			clauses = append(clauses, t.repelled(r, stand))
		}
	}
	return strings.Join(slices.Compact(clauses), ", and ")
}

// repelled says of an attack that no element makes that it does not succeed.
func (t *telling) repelled(r row, stand snapshot.StandIn) string {
	switch stand.Kind {
	case snapshot.StrikesBack:
		return brief(t.f.Element(stand.Of)) + ", which it denies, does not tell against it"
	case snapshot.Entails:
		return "what follows from it does not tell against it"
	case snapshot.AnyOf, snapshot.AllOf, snapshot.Refuted, snapshot.InForce:
	}
	if _, claim := t.f.Element(r.element).(snapshot.Claim); claim {
		return "no other answer to the same question is accepted"
	}
	return "no preference against it is accepted"
}

// bearing says how an attacker stands to what it attacks.
func (t *telling) bearing(e snapshot.Element, target int32) string {
	switch e.(type) {
	case snapshot.Rebuttal:
		if _, claim := t.f.Element(target).(snapshot.Claim); claim {
			return "which denies it"
		}
		return "which undercuts it"
	case snapshot.Preference:
		return "which would leave it without effect"
	case snapshot.Claim:
		return "which competes with it"
	default:
		return "which attacks it"
	}
}

// attacked says which attack succeeds, or is undecided.
func (t *telling) attacked(r row) string {
	is := " is accepted"
	if snapshot.VerdictOf(t.l.Labels[r.Node]).Label == argmap.LabelUndecided {
		is = " is undecided"
	}
	stand, helper := t.f.StandIn(r.Nodes[0])
	e := t.f.Element(r.on[0])
	switch {
	case helper && stand.Kind == snapshot.Entails:
		return t.entailed(r, stand)
	case helper && stand.Kind == snapshot.StrikesBack:
		return brief(t.f.Element(stand.Of)) + is + ", and each of the two denies the other"
	}
	switch e.(type) {
	case snapshot.Rebuttal:
		how := ", which denies it,"
		if _, claim := t.f.Element(r.element).(snapshot.Claim); !claim {
			how = ", which undercuts it,"
		}
		return nearby(e) + how + is
	case snapshot.Preference:
		return nameOf(e) + is + ", which leaves it without effect"
	case snapshot.Claim:
		return brief(e) + is + ", which competes with it" + t.question(r.element, r.on[0])
	default:
		return nearby(e) + is + ", which attacks it"
	}
}

// entailed says that what follows from a claim is refuted.
func (t *telling) entailed(r row, stand snapshot.StandIn) string {
	i, _ := t.f.Element(stand.Of).(snapshot.Inference)
	var conclusions, others []int32
	for _, n := range r.on {
		e := t.f.Element(n)
		same := func(other snapshot.Element) bool { return other.ID() == e.ID() }
		if slices.ContainsFunc(i.Conclusions(), same) {
			conclusions = append(conclusions, n)
		} else if slices.ContainsFunc(i.Premises(), func(c snapshot.Claim) bool { return same(c) }) {
			others = append(others, n)
		}
	}
	switch {
	case len(conclusions) == 0 && len(others) == 0:
		return "what follows from it is in doubt"
	case len(conclusions) == 0:
		return t.names(others) + " is undecided, with which it leads to what does not hold or is in doubt"
	}
	text := t.names(conclusions) + " follows from it"
	if len(others) > 0 {
		text += " together with " + t.names(others)
	}
	if snapshot.VerdictOf(t.l.Labels[r.Node]).Label == argmap.LabelUndecided {
		return text + ", and it is undecided whether that can be upheld"
	}
	return text + ", and is refuted"
}

// question names the question that two claims answer, each of which excludes the other.
func (t *telling) question(a, b int32) string {
	one, _ := t.f.Element(a).(snapshot.Claim)
	other, _ := t.f.Element(b).(snapshot.Claim)
	for _, x := range one.Answers() {
		if x.Partial || x.Question.AnswerMode() != argmap.Exclusive {
			continue
		}
		if slices.ContainsFunc(other.Answers(), func(y snapshot.Answer) bool { return !y.Partial && y.Question.ID() == x.Question.ID() }) {
			return " as an answer to " + nameOf(x.Question)
		}
	}
	return ""
}
