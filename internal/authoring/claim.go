package authoring

import (
	"argmap/internal/argmap"
)

func claimStep(at string, in *ClaimInput) step {
	return step{at: at, quotes: quotesOf(in.Citations), run: func(c *compiler, at string) (argmap.ID, error) {
		return c.addClaim(at, in)
	}}
}

func (c *compiler) addClaim(at string, in *ClaimInput) (argmap.ID, error) {
	claim := &argmap.Element{
		ID: c.ids.id(at), Kind: argmap.KindClaim, Text: in.Text, Basis: value(in.Basis), Author: c.actor, Created: c.now,
	}
	if err := c.name(in.Ref, claim.ID, at); err != nil {
		return "", err
	}
	c.set(claim, origin{at, elementNames})
	if in.Commitments == nil {
		c.commitOwn(claim.ID, at)
	}
	for i := range in.Commitments {
		here := index(join(at, "commitments"), i)
		c.commit(claim.ID, here, &in.Commitments[i], origin{here, commitmentNames})
	}
	return claim.ID, c.citeAll(claim.ID, at, in.Citations)
}

// commitOwn commits the author's own voice to a claim.
func (c *compiler) commitOwn(claim argmap.ID, at string) {
	voice := c.ownVoice(at)
	c.set(&argmap.Commitment{ID: c.ids.id(at + " own"), Voice: voice, Claim: claim, Act: argmap.Asserts}, whole(at))
}

// ownVoice gives the voice of who authors the command; it is made when there is none.
func (c *compiler) ownVoice(at string) argmap.ID {
	if c.own != "" && c.has(argmap.Ref{Type: argmap.TypeVoice, ID: c.own}) {
		return c.own
	}
	var there bool
	if c.own, there = c.voiceOf(c.actor); !there {
		c.own = c.ids.id("own voice")
		c.set(&argmap.Voice{ID: c.own, Kind: argmap.VoiceParticipant, Name: string(c.actor), Actor: c.actor}, whole(at))
	}
	return c.own
}

func (c *compiler) commit(claim argmap.ID, at string, in *CommitmentInput, from origin) argmap.ID {
	k := &argmap.Commitment{ID: c.ids.id(at), Voice: c.resolve(in.Voice), Claim: claim, Act: in.Act}
	if k.Act == "" {
		k.Act = argmap.Asserts
	}
	if in.ReportedBy != nil {
		k.ReportedBy = c.resolve(*in.ReportedBy)
	}
	c.set(k, from)
	return k.ID
}

func commitStep(at string, in *ClaimCommitmentInput) step {
	names := func(field string) string {
		switch field {
		case "claim":
			return field
		case "id":
			return ""
		default:
			return join("commitment", field)
		}
	}
	return step{at: at, run: func(c *compiler, at string) (argmap.ID, error) {
		claim, err := c.element(in.Claim, join(at, "claim"))
		if err != nil {
			return "", err
		}
		return c.commit(claim.ID, at, &in.Commitment, origin{at, names}), nil
	}}
}

func voiceStep(at string, in *VoiceInput) step {
	return step{at: at, run: func(c *compiler, at string) (argmap.ID, error) {
		v := &argmap.Voice{ID: c.ids.id(at), Kind: in.Kind, Name: in.Name, Description: value(in.Description)}
		if v.Kind == "" {
			v.Kind = argmap.VoiceParticipant
		}
		c.set(v, origin{at: at})
		return v.ID, c.name(in.Ref, v.ID, at)
	}}
}

func rowStep(at string, in *RowInput) step {
	return step{at: at, run: func(c *compiler, at string) (argmap.ID, error) {
		r := &argmap.Row{ID: c.ids.id(at), Antecedent: in.Antecedent}
		c.set(r, origin{at: at})
		return r.ID, c.name(in.Ref, r.ID, at)
	}}
}
