package evaluation_test

import (
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// unheld adds a claim that nobody is committed to.
func (m *sketch) unheld(id string) {
	m.put(&argmap.Element{ID: argmap.ID(id), Kind: argmap.KindClaim, Text: id})
}

// challenge presses a critical question about an inference.
func (m *sketch) challenge(id string, about argmap.ID, burden argmap.Burden) {
	q := &argmap.Inquiry{Form: argmap.FormPolar, Force: argmap.Challenging, Answers: argmap.Compatible, Critical: "a/b", Burden: burden, Effect: argmap.EffectPremise}
	m.put(&argmap.Element{ID: argmap.ID(id), Kind: argmap.KindQuestion, Text: id, Question: q})
	m.join(argmap.RoleAsksAbout, argmap.ID(id), about).Slot = "s"
	for p := range m.state.LinksTo(about) {
		if filled := *p; p.Role == argmap.RolePremiseOf && burden == argmap.BurdenPremise {
			filled.Slot = "s"
			m.put(&filled)
			return
		}
	}
}

func TestWordsByHand(t *testing.T) {
	deductive := snapshot.Reading{Support: snapshot.Deductive}
	for name, c := range map[string]struct {
		draw    func(m *sketch)
		reading snapshot.Reading
		topic   argmap.ID
		want    string
	}{
		"nothing attacks": {func(m *sketch) { m.claims("a") }, snapshot.Reading{}, "a", "The claim “a” is accepted, because nothing attacks it."},
		"denied":          {func(m *sketch) { m.claims("a b"); m.attack("r", "b", "a") }, snapshot.Reading{}, "a", "The claim “a” is rejected, because the rebuttal from “b”, which denies it, is accepted."},
		"defended": {func(m *sketch) {
			m.claims("a b c d")
			m.attack("r", "b", "a")
			m.attack("s", "c", "a")
			m.attack("x", "d", "r")
			m.attack("y", "d", "s")
		}, snapshot.Reading{}, "a", "The claim “a” is accepted, because none of these is accepted, which attack it: the rebuttal from “b” and the rebuttal from “c”."},
		"supported": {func(m *sketch) { m.claims("a b c"); m.infer("i", "b c", "a") }, snapshot.Reading{}, "a", "The claim “a” is accepted, because the inference from “b” and “c”, which supports it, is accepted."},
		"supported and defended": {func(m *sketch) {
			m.claims("a b c d e")
			m.infer("i", "b c", "a")
			m.attack("r", "d", "a")
			m.attack("x", "e", "d")
		}, snapshot.Reading{}, "a", "The claim “a” is accepted, because the rebuttal from “d”, which denies it, is not accepted, and because the inference from “b” and “c”, which supports it, is accepted."},
		"a premise":    {func(m *sketch) { m.claims("a b c"); m.infer("i", "b c", "a"); m.attack("r", "a", "b") }, snapshot.Reading{Support: snapshot.AttacksOnly}, "i", "The inference from “b” and “c” to “a” is not accepted, because its premise is not accepted: the claim “b”."},
		"nobody":       {func(m *sketch) { m.unheld("a") }, snapshot.Reading{}, "a", "The claim “a” is not accepted, because nobody whose voice counts is committed to it, and no inference supports it."},
		"lost support": {func(m *sketch) { m.claims("a b c"); m.infer("i", "b", "a"); m.attack("r", "c", "i") }, snapshot.Reading{}, "a", "The claim “a” is not accepted, because the inference from “b”, which supports it, is not accepted."},
		"two lost": {func(m *sketch) {
			m.claims("a b c")
			m.infer("i", "b", "a")
			m.infer("j", "c", "a")
			m.attack("r", "c", "i")
			m.attack("s", "b", "j")
		}, snapshot.Reading{}, "a", "The claim “a” is not accepted, because none of these is accepted, which support it: the inference from “b” and the inference from “c”."},
		"undercut":                     {func(m *sketch) { m.claims("a b c"); m.infer("i", "b", "a"); m.attack("r", "c", "i") }, snapshot.Reading{}, "i", "The inference from “b” to “a” is rejected, because the rebuttal from “c”, which undercuts it, is accepted."},
		"ring":                         {func(m *sketch) { m.claims("a b"); m.infer("i", "b", "a"); m.infer("j", "a", "b") }, snapshot.Reading{}, "a", "The claim “a” is not accepted, because its support goes round in a ring that nothing else holds up: the inference from “b”."},
		"odd":                          {func(m *sketch) { m.claims("a"); m.attack("r", "a", "a") }, snapshot.Reading{}, "a", "The claim “a” is undecided, because the rebuttal from “a”, which denies it, is undecided."},
		"even":                         {func(m *sketch) { m.claims("a b"); m.attack("r", "a", "b"); m.attack("s", "b", "a") }, snapshot.Reading{}, "a", "The claim “a” is undecided, because the rebuttal from “b”, which denies it, is undecided."},
		"mutual":                       {func(m *sketch) { m.claims("a b"); m.attack("r", "a", "b") }, snapshot.Reading{Rebuts: snapshot.Mutual}, "a", "The claim “a” is undecided, because “b” is undecided, and each of the two denies the other."},
		"mutual lost":                  {func(m *sketch) { m.claims("a b c"); m.attack("r", "a", "b"); m.attack("s", "c", "a") }, snapshot.Reading{Rebuts: snapshot.Mutual}, "b", "The claim “b” is undecided, because the rebuttal from “a”, which denies it, is undecided."},
		"mutual won":                   {func(m *sketch) { m.claims("a b"); m.attack("r", "a", "b"); m.prefer("p", "b", "a") }, snapshot.Reading{Rebuts: snapshot.Mutual}, "a", "The claim “a” is rejected, because “b” is accepted, and each of the two denies the other."},
		"preferred":                    {func(m *sketch) { m.claims("a b"); m.attack("r", "a", "b"); m.prefer("p", "b", "a") }, snapshot.Reading{}, "r", "The rebuttal from “a” against “b” is rejected, because the preference of “b” over “a” is accepted, which leaves it without effect."},
		"rivals":                       {func(m *sketch) { m.claims("a b"); m.dispute("q", "a b") }, snapshot.Reading{}, "a", "The claim “a” is undecided, because “b” is undecided, which competes with it as an answer to the question “q”."},
		"a rival fell":                 {func(m *sketch) { m.claims("a b c"); m.dispute("q", "a b"); m.attack("r", "c", "b") }, snapshot.Reading{}, "a", "The claim “a” is accepted, because the claim “b”, which competes with it, is not accepted."},
		"a premise that follows wrong": {func(m *sketch) { m.claims("a b c"); m.infer("i", "a", "b"); m.attack("r", "c", "b") }, deductive, "a", "The claim “a” is rejected, because the claim “b” follows from it, and is refuted."},
		"one of two":                   {func(m *sketch) { m.claims("a b c d"); m.infer("i", "a d", "b"); m.attack("r", "c", "b") }, deductive, "a", "The claim “a” is undecided, because the claim “d” is undecided, with which it leads to what does not hold or is in doubt."},
		"far": {func(m *sketch) {
			m.claims("a b c d")
			m.infer("i", "a", "b")
			m.infer("j", "b", "d")
			m.attack("r", "c", "d")
		}, deductive, "a", "The claim “a” is rejected, because the claim “b” follows from it, and is refuted."},
		"asked": {func(m *sketch) {
			m.claims("a b")
			m.infer("i", "a", "b")
			m.challenge("q", "i", argmap.BurdenAssumption)
		}, snapshot.Reading{}, "i", "The inference from “a” to “b” is not accepted, because what was asked by the question “q” has no answer that meets it."},
		"asked and met": {func(m *sketch) {
			m.claims("a b c")
			m.infer("i", "a", "b")
			m.challenge("q", "i", argmap.BurdenAssumption)
			m.join(argmap.RoleAnswers, "c", "q").Bearing = argmap.Meets
		}, snapshot.Reading{}, "i", "The inference from “a” to “b” is accepted, because its premise is accepted, and the claim “c” meets what was asked by the question “q”."},
		"grounds asked": {func(m *sketch) { m.claims("a b"); m.infer("i", "a", "b"); m.challenge("q", "i", argmap.BurdenPremise) }, snapshot.Reading{}, "a", "The claim “a” is not accepted, because what was asked by the question “q” has no answer that meets it, and no inference supports it."},
		"grounds fell": {func(m *sketch) {
			m.claims("a b c d")
			m.infer("i", "a", "b")
			m.challenge("q", "i", argmap.BurdenPremise)
			m.join(argmap.RoleAnswers, "c", "q").Bearing = argmap.Meets
			m.attack("r", "d", "c")
		}, snapshot.Reading{}, "a", "The claim “a” is not accepted, because what was asked by the question “q” needs an answer or support, and none of these is accepted: the claim “c”."},
		"by a standard": {func(m *sketch) {
			m.claims("a b c")
			m.infer("i", "c", "b")
			m.dispute("q", "a b")
			argmap.ElementIn(m.state, "q").Question.Standard = argmap.Preponderance
		}, snapshot.Reading{}, "a", "The claim “a” is rejected, because “b” is accepted, which competes with it as an answer to the question “q”."},
		"no standard met": {func(m *sketch) {
			m.claims("a b")
			m.dispute("q", "a b")
			argmap.ElementIn(m.state, "q").Question.Standard = argmap.Preponderance
		}, snapshot.Reading{}, "a", "The claim “a” is not accepted, because it does not meet the standard of proof of the question “q”."},
		"all are needed": {func(m *sketch) {
			m.claims("a b c d")
			m.infer("i", "b", "a")
			m.infer("j", "c", "a")
			m.attack("r", "d", "c")
		}, snapshot.Reading{Support: snapshot.Necessary}, "a", "The claim “a” is not accepted, because the inference from “c”, which supports it, is not accepted."},
		"many": {func(m *sketch) { m.claims("a b c d e f"); m.infer("i", "b c d e f", "a") }, snapshot.Reading{}, "i", "The inference from “b”, “c”, “d” and 2 others to “a” is accepted, because its premises are accepted: the claim “b”, the claim “c”, the claim “d” and 2 others."},
		"it holds": {func(m *sketch) {
			m.claims("a b c d")
			m.infer("i", "a", "b")
			m.attack("r", "c", "b")
			m.attack("s", "d", "c")
		}, deductive, "a", "The claim “a” is accepted, because what follows from it does not tell against it."},
	} {
		t.Run(name, func(t *testing.T) {
			m := newSketch()
			c.draw(m)
			x, err := service().Explain(t.Context(), m.snapshot(t, 1), c.topic, c.reading, 100)
			if err != nil || x == nil {
				t.Fatal(x, err)
			}
			if x.Text != c.want {
				t.Errorf("%s\nwant\n%s", x.Text, c.want)
			}
		})
	}
}
