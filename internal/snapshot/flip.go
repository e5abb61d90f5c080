package snapshot

import (
	"slices"

	"argmap/internal/argmap"
)

// maxTrials and maxTried bound how many questions of a map are tried out, and how many elements are
// evaluated in all for it.
const (
	maxTrials = 64
	maxTried  = 500_000
)

// flips says whether a full answer to a question, given by somebody who stands to it, can change a
// label; known is false where that would have to be tried out and is not.
//
// Most questions move nothing. An answer by which an inference fails a critical question makes an accepted attack,
// which changes the label of its target exactly when that is not OUT already. One that meets the
// question matters only while it is pressed and the inference has to bear its burden. Where answers exclude
// each other the new one is weighed itself, and where a standard of proof compares strengths even an
// attack on what is OUT counts. In these cases the map is evaluated with such an answer.
func (q Question) flips(t *trials) (flips, known bool) {
	i := q.inquiry()
	tests := i.Burden != "" && len(argmap.Defects(q.s, q.ID())) == 0
	rivals := q.rivals()
	weighed := len(rivals) > 0 || i.Standard != ""
	if tests && !weighed {
		about := q.links(asksAbout, true)[0]
		if label := q.s.labelOf(q.target(about)); label != nil && *label != argmap.LabelOut {
			return true, true
		}
	}
	pressed := tests && i.Burden != argmap.BurdenException && i.Force == argmap.Challenging
	weighed = weighed || tests && len(t.weighed) > 0
	switch {
	case !pressed && !weighed:
		return false, true
	case !t.another():
		return false, false
	}
	return q.tried(tests, weighed, slices.Concat(rivals, t.weighed)), true
}

// trials says how many more questions may be tried out.
type trials struct {
	left int
	// weighed are the claims whose labels strengths decide: full answers to questions with a standard
	// of proof.
	weighed []int32
}

func (s *Snapshot) trials() *trials {
	t := &trials{left: min(maxTrials, maxTried/max(1, s.elements.live))}
	for slot := range s.kinds[kindIndex(argmap.KindQuestion)].all() {
		if q := (Question{node{s, slot}}); q.inquiry().Standard != "" {
			t.weighed = append(t.weighed, q.rivals()...)
		}
	}
	return t
}

func (t *trials) another() bool {
	t.left--
	return t.left >= 0
}

// rivals gives the claims that a new full answer would exclude.
func (q Question) rivals() []int32 {
	var claims []int32
	if q.AnswerMode() != argmap.Exclusive {
		return nil
	}
	for _, l := range q.links(answers, false) {
		if !q.s.links.at(l).Partial {
			claims = append(claims, q.s.ends.at(l).from)
		}
	}
	return claims
}

// tried reports whether one of the answers that can be given changes the label of what it touches: the
// answers that are weighed, what it attacks, and what bears the question's burden. If these stay as
// they are, so do all others.
func (q Question) tried(tests, weighed bool, rivals []int32) bool {
	if !tests {
		return q.moved(trial(q), rivals)
	}
	about := q.links(asksAbout, true)[0]
	touched := append(q.fillers(about), q.s.ends.at(about).to, q.target(about))
	touched = append(touched, rivals...)
	meets := trial(q)
	meets[len(meets)-1] = argmap.Set(&argmap.Link{ID: trialID, Role: argmap.RoleAnswers, From: trialID, To: q.ID(), Bearing: argmap.Meets})
	return q.moved(meets, touched) || weighed && q.moved(append(trial(q), q.attack(about)...), touched)
}

// fillers gives the claims in the slot that a question asks about.
func (q Question) fillers(about int32) []int32 {
	var claims []int32
	slot := q.s.links.at(about).Slot
	for _, l := range (node{q.s, q.s.ends.at(about).to}).links(premiseOf, false) {
		if slot != "" && q.s.links.at(l).Slot == slot {
			claims = append(claims, q.s.ends.at(l).from)
		}
	}
	return claims
}

// target gives what an answer by which the inference fails attacks: the first claim in the slot, the
// inference, or what it concludes.
func (q Question) target(about int32) int32 {
	inference := q.s.ends.at(about).to
	switch q.inquiry().Effect {
	case argmap.EffectPremise:
		for _, claim := range q.fillers(about) {
			return claim
		}
	case argmap.EffectConclusion:
		for conclusion := range (node{q.s, inference}).far(concludes, true) {
			return conclusion
		}
	case argmap.EffectInference:
	}
	return inference
}

// trialID names the records of an answer that is tried out. No author's id has a control character.
const trialID argmap.ID = "\x01"

// trial adds a claim that somebody stands to, as a full answer; the answer comes last.
func trial(q Question) []argmap.Operation {
	return []argmap.Operation{
		argmap.Set(&argmap.Voice{ID: trialID, Kind: argmap.VoiceParticipant}),
		argmap.Set(&argmap.Element{ID: trialID, Kind: argmap.KindClaim, Text: "so it is", Basis: argmap.Given}),
		argmap.Set(&argmap.Commitment{ID: trialID, Voice: trialID, Claim: trialID, Act: argmap.Asserts}),
		argmap.Set(&argmap.Link{ID: trialID, Role: argmap.RoleAnswers, From: trialID, To: q.ID()}),
	}
}

// attack adds the rebuttal that an answer makes by which the inference fails.
func (q Question) attack(about int32) []argmap.Operation {
	target, inference := node{q.s, q.target(about)}, q.s.elements.id(q.s.ends.at(about).to)
	undermines := q.inquiry().Effect == argmap.EffectPremise && target.ID() != inference
	ops := []argmap.Operation{
		argmap.Set(&argmap.Element{ID: trialID + "r", Kind: argmap.KindRebuttal, Attack: argmap.AttackFor(target.ElementKind(), undermines)}),
		argmap.Set(&argmap.Link{ID: trialID + "p", Role: argmap.RolePremiseOf, From: trialID, To: trialID + "r"}),
		argmap.Set(&argmap.Link{ID: trialID + "t", Role: argmap.RoleAttacks, From: trialID + "r", To: target.ID()}),
	}
	if undermines {
		ops = append(ops, argmap.Set(&argmap.Link{ID: trialID + "a", Role: argmap.RoleAgainst, From: trialID + "r", To: inference}))
	}
	return ops
}

// moved reports whether some elements have other labels once operations are carried out.
func (q Question) moved(ops []argmap.Operation, elements []int32) bool {
	next, err := q.s.Apply(argmap.ChangeSet{Map: q.s.id, Revision: q.s.revision + 1, Operations: ops})
	if err != nil {
		return false // never: every end is there
	}
	return slices.ContainsFunc(elements, func(slot int32) bool {
		before, after := q.s.labelOf(slot), next.labelOf(next.elements.find(q.s.elements.id(slot)))
		return (before == nil) != (after == nil) || before != nil && *before != *after
	})
}

// SupposedVoice is who gives the answers of Supposing.
const SupposedVoice = trialID

// Supposing gives the snapshot as it would be if somebody, SupposedVoice, gave a full answer to a
// critical question: one that MEETS it, or one by which the inference FAILS, with the rebuttal that such an
// answer makes. False for a question that tests no inference, and for another bearing.
func (q Question) Supposing(b argmap.Bearing) (*Snapshot, bool) {
	if q.inquiry().Burden == "" || len(argmap.Defects(q.s, q.ID())) > 0 {
		return nil, false
	}
	ops := trial(q)
	ops[len(ops)-1] = argmap.Set(&argmap.Link{ID: trialID, Role: argmap.RoleAnswers, From: trialID, To: q.ID(), Bearing: b})
	switch b {
	case argmap.Fails:
		ops = append(ops, q.attack(q.links(asksAbout, true)[0])...)
	case argmap.Meets:
	case argmap.Neutral:
		return nil, false
	}
	next, err := q.s.Apply(argmap.ChangeSet{Map: q.s.id, Revision: q.s.revision + 1, Operations: ops})
	return next, err == nil
}
