package argmap

import "slices"

// Burden says what a critical question doubts, and so who must show what.
type Burden string

// The burdens.
const (
	// BurdenPremise doubts what was stated: the proponent must give grounds for it.
	BurdenPremise Burden = "PREMISE"
	// BurdenAssumption doubts what was taken for granted: the proponent must meet the question.
	BurdenAssumption Burden = "ASSUMPTION"
	// BurdenException points to what might be otherwise: the opponent must show that it is.
	BurdenException Burden = "EXCEPTION"
)

// Effect is what a critical question attacks, once an answer to it fails.
type Effect string

// The effects.
const (
	EffectPremise    Effect = "PREMISE"
	EffectInference  Effect = "INFERENCE"
	EffectConclusion Effect = "CONCLUSION"
)

// Effects lists what a critical question with the burden may attack; none for what is no burden.
func (b Burden) Effects() []Effect {
	switch b {
	case BurdenPremise:
		return []Effect{EffectPremise}
	case BurdenAssumption:
		return []Effect{EffectPremise, EffectInference}
	case BurdenException:
		return []Effect{EffectInference, EffectConclusion}
	}
	return nil
}

// Fits reports whether a critical question with the burden may have the effect.
func (b Burden) Fits(e Effect) bool { return slices.Contains(b.Effects(), e) }

// Attack gives the kind of the rebuttal that an answer that fails makes: UNDERMINE of the claim in the
// slot, against the inference; UNDERCUT of the inference; REBUT of its conclusion.
func (e Effect) Attack() AttackKind {
	switch e {
	case EffectPremise:
		return Undermine
	case EffectInference:
		return Undercut
	case EffectConclusion:
		return Rebut
	}
	return ""
}

// Party is a side of a discussion.
type Party string

// The parties.
const (
	// Proponent is who draws the inference.
	Proponent Party = "PROPONENT"
	// Opponent is who asks.
	Opponent Party = "OPPONENT"
)

// On says who bears the burden once the question is pressed.
func (b Burden) On() Party {
	if b == BurdenException {
		return Opponent
	}
	return Proponent
}
