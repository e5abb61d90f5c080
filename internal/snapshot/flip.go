package snapshot

import (
	"argmap/internal/argmap"
)

// maxTrials and maxTried bound how many questions of a map are tried out, and how many elements are
// evaluated in all for it.
const (
	maxTrials = 64
	maxTried  = 2_000_000
)

// flips says whether an accepted answer to a question can change a label; known is false where that
// would have to be tried out and is not.
//
// Only a critical question moves labels. One that fails it makes an accepted attack, which changes the
// label of its target exactly when that is not OUT already. One that meets it matters only while the
// question is pressed and puts a burden on the argument: then the map is evaluated with such an answer.
func (q Question) flips(try func() bool) (flips, known bool) {
	i := q.inquiry()
	if i.Burden == "" || len(argmap.Defects(q.s, q.ID())) > 0 {
		return false, true
	}
	about := q.links(asksAbout, true)[0]
	if label := q.s.labelOf(q.target(about)); label != nil && *label != argmap.LabelOut {
		return true, true
	}
	if i.Burden == argmap.BurdenException || i.Force != argmap.Challenging {
		return false, true
	}
	if !try() {
		return false, false
	}
	return q.met(about), true
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

// target gives what an answer that fails the question attacks: the first claim in the slot, the
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

// The records of an answer that is tried out. No author's id has a control character.
const (
	trialVoice  argmap.ID = "\x01voice"
	trialClaim  argmap.ID = "\x01claim"
	trialAnswer argmap.ID = "\x01answer"
)

// met reports whether an accepted answer that meets the question changes the label of what bears its
// burden: the inference, or the claims in the slot. If these stay, all others do.
func (q Question) met(about int32) bool {
	next, err := q.s.Apply(argmap.ChangeSet{Map: q.s.id, Revision: q.s.revision + 1, Operations: []argmap.Operation{
		argmap.Set(&argmap.Voice{ID: trialVoice, Kind: argmap.VoiceParticipant}),
		argmap.Set(&argmap.Element{ID: trialClaim, Kind: argmap.KindClaim, Text: "so it is", Basis: argmap.Given}),
		argmap.Set(&argmap.Commitment{ID: trialClaim, Voice: trialVoice, Claim: trialClaim, Act: argmap.Asserts}),
		argmap.Set(&argmap.Link{ID: trialAnswer, Role: argmap.RoleAnswers, From: trialClaim, To: q.ID(), Bearing: argmap.Meets}),
	}})
	if err != nil {
		return false // never: every end is there
	}
	for _, slot := range append(q.fillers(about), q.s.ends.at(about).to) {
		before, after := q.s.labelOf(slot), next.labelOf(next.elements.find(q.s.elements.id(slot)))
		if before != nil && after != nil && *before != *after {
			return true
		}
	}
	return false
}
