package argmap

import "encoding/json"

// VoiceKind says how a voice comes to speak.
type VoiceKind string

// The kinds of voices.
const (
	// VoiceAuthor wrote or spoke the source.
	VoiceAuthor VoiceKind = "AUTHOR"
	// VoiceReported is a party whose view the author reports; it may stay unnamed.
	VoiceReported VoiceKind = "REPORTED"
	// VoiceParticipant takes part in the discussion that the map records, or writes in the map itself.
	VoiceParticipant VoiceKind = "PARTICIPANT"
)

// Voice is somebody who speaks. It must not be changed after it was put into a change set.
type Voice struct {
	ID   ID        `json:"id"`
	Kind VoiceKind `json:"kind"`
	// Name is how the voice is shown: a name, or a description of who stays unnamed.
	Name string `json:"name"`
	// Description tells more, in a sentence or two.
	Description string `json:"description,omitempty"`
	// Actor is set when the voice is that of somebody who edits the map.
	Actor    Actor           `json:"actor,omitempty"`
	External External        `json:"external,omitzero"`
	Raw      json.RawMessage `json:"raw,omitempty"`
}

// Act is how a voice stands to a claim.
type Act string

// The acts. To assert and to concede commit the voice to the claim; to deny and to suppose do not.
const (
	Asserts  Act = "ASSERTS"
	Concedes Act = "CONCEDES"
	Denies   Act = "DENIES"
	Supposes Act = "SUPPOSES"
)

// Commits reports whether the act makes the voice hold the claim.
func (a Act) Commits() bool { return a == Asserts || a == Concedes }

// Commitment is a voice's act towards a claim, perhaps as another voice reports it.
type Commitment struct {
	ID    ID  `json:"id"`
	Voice ID  `json:"voice"`
	Claim ID  `json:"claim"`
	Act   Act `json:"act"`
	// ReportedBy is the voice in whose words the act is found; empty when the voice speaks itself.
	ReportedBy ID              `json:"reportedBy,omitempty"`
	External   External        `json:"external,omitzero"`
	Raw        json.RawMessage `json:"raw,omitempty"`
}

// Row is an ordered group of questions with one antecedent.
type Row struct {
	ID ID `json:"id"`
	// Antecedent is what the questions of the row share, in words. The element that states it, if any,
	// is what raises them.
	Antecedent string          `json:"antecedent"`
	External   External        `json:"external,omitzero"`
	Raw        json.RawMessage `json:"raw,omitempty"`
}
