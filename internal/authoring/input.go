package authoring

import "argmap/internal/argmap"

// The names of these types and their fields are those of the GraphQL inputs, which bind to them. A
// pointer that is nil was left out or null. Their JSON is what an input's hash is taken of.

// OffsetUnit says what an offset counts.
type OffsetUnit string

// The units of offsets; the empty unit means UnitCodePoint.
const (
	UnitCodePoint OffsetUnit = "CODE_POINT"
	UnitUTF16     OffsetUnit = "UTF16"
	UnitByte      OffsetUnit = "BYTE"
)

// SegmentInput is a stretch of a paragraph to cite: by its offsets, by its words, or by both, which
// must then agree. Start with Exact and without End takes as many code points as Exact has.
type SegmentInput struct {
	Paragraph argmap.ID  `json:"paragraph"`
	Start     *int       `json:"start,omitzero"`
	End       *int       `json:"end,omitzero"`
	Unit      OffsetUnit `json:"unit,omitzero"`
	Exact     *string    `json:"exact,omitzero"`
	Prefix    *string    `json:"prefix,omitzero"`
	Suffix    *string    `json:"suffix,omitzero"`
}

// CitationInput is words of a source to cite. The empty role means WORDS, the empty explicitness EXPLICIT.
type CitationInput struct {
	Segments     []SegmentInput      `json:"segments"`
	Role         argmap.CitationRole `json:"role,omitzero"`
	Explicitness argmap.Explicitness `json:"explicitness,omitzero"`
}

// CommitmentInput is a voice's act towards a claim. The empty act means ASSERTS.
type CommitmentInput struct {
	Voice      argmap.ID  `json:"voice"`
	Act        argmap.Act `json:"act,omitzero"`
	ReportedBy *argmap.ID `json:"reportedBy,omitzero"`
}

// ClaimInput is a new claim. Commitments that are nil commit the author's own voice; an empty list
// commits nobody.
type ClaimInput struct {
	Ref         *argmap.ID        `json:"ref,omitzero"`
	Text        string            `json:"text"`
	Basis       *argmap.Basis     `json:"basis,omitzero"`
	Commitments []CommitmentInput `json:"commitments,omitzero"`
	Citations   []CitationInput   `json:"citations,omitzero"`
}

// PremiseInput is a premise: a claim that is there, or a new one.
type PremiseInput struct {
	Claim *argmap.ID  `json:"claim,omitzero"`
	New   *ClaimInput `json:"new,omitzero"`
	Slot  *string     `json:"slot,omitzero"`
}

// InferenceInput is a new inference.
type InferenceInput struct {
	Ref        *argmap.ID      `json:"ref,omitzero"`
	Premises   []PremiseInput  `json:"premises"`
	Conclusion argmap.ID       `json:"conclusion"`
	Scheme     *string         `json:"scheme,omitzero"`
	Text       *string         `json:"text,omitzero"`
	Citations  []CitationInput `json:"citations,omitzero"`
}

// RebuttalInput is a new rebuttal; its kind follows from what it attacks.
type RebuttalInput struct {
	Ref       *argmap.ID      `json:"ref,omitzero"`
	Premises  []PremiseInput  `json:"premises"`
	Target    argmap.ID       `json:"target"`
	Against   *argmap.ID      `json:"against,omitzero"`
	Scheme    *string         `json:"scheme,omitzero"`
	Text      *string         `json:"text,omitzero"`
	Citations []CitationInput `json:"citations,omitzero"`
}

// SubjectInput is what a question asks about: an element, or an open slot of it.
type SubjectInput struct {
	Element argmap.ID `json:"element"`
	Slot    *string   `json:"slot,omitzero"`
}

// QuestionInput is a new question. The empty form means WH, the empty force PURE, the empty answer
// mode COMPATIBLE.
type QuestionInput struct {
	Ref          *argmap.ID            `json:"ref,omitzero"`
	Text         string                `json:"text"`
	ResolvedText *string               `json:"resolvedText,omitzero"`
	Note         *string               `json:"note,omitzero"`
	Form         argmap.QuestionForm   `json:"form,omitzero"`
	Force        argmap.QuestionForce  `json:"force,omitzero"`
	Elliptical   bool                  `json:"elliptical,omitzero"`
	Embedded     bool                  `json:"embedded,omitzero"`
	AnswerMode   argmap.AnswerMode     `json:"answerMode,omitzero"`
	Standard     *argmap.ProofStandard `json:"standard,omitzero"`
	Row          *argmap.ID            `json:"row,omitzero"`
	Ordinal      *int                  `json:"ordinal,omitzero"`
	RaisedBy     []argmap.ID           `json:"raisedBy,omitzero"`
	AsksAbout    []SubjectInput        `json:"asksAbout,omitzero"`
	Carries      []argmap.ID           `json:"carries,omitzero"`
	Critical     *string               `json:"critical,omitzero"`
	Citations    []CitationInput       `json:"citations,omitzero"`
}

// AnswerInput is a claim as answer to a question. The empty bearing means NEUTRAL.
type AnswerInput struct {
	Question argmap.ID   `json:"question"`
	Claim    *argmap.ID  `json:"claim,omitzero"`
	New      *ClaimInput `json:"new,omitzero"`
	Partial  bool        `json:"partial,omitzero"`
	// Bearing is what the answer says to a critical question; one that FAILS makes a rebuttal as well.
	Bearing argmap.Bearing `json:"bearing,omitzero"`
}

// RedirectInput gives a relation another end: what an inference concludes, or what a rebuttal attacks.
type RedirectInput struct {
	Relation argmap.ID  `json:"relation"`
	Target   argmap.ID  `json:"target"`
	Against  *argmap.ID `json:"against,omitzero"`
}

// VoiceInput is a new voice. The empty kind means PARTICIPANT.
type VoiceInput struct {
	Ref         *argmap.ID       `json:"ref,omitzero"`
	Kind        argmap.VoiceKind `json:"kind,omitzero"`
	Name        string           `json:"name"`
	Description *string          `json:"description,omitzero"`
}

// RowInput is a new row of questions.
type RowInput struct {
	Ref        *argmap.ID `json:"ref,omitzero"`
	Antecedent string     `json:"antecedent"`
}

// ElementCitationInput is a citation for an element.
type ElementCitationInput struct {
	Element  argmap.ID     `json:"element"`
	Citation CitationInput `json:"citation"`
}

// ClaimCommitmentInput is a voice's act towards a claim that is there.
type ClaimCommitmentInput struct {
	Claim      argmap.ID       `json:"claim"`
	Commitment CommitmentInput `json:"commitment"`
}

// OperationInput is one operation of a Command: exactly one field is set.
type OperationInput struct {
	AddVoice       *VoiceInput     `json:"addVoice,omitzero"`
	AddRow         *RowInput       `json:"addRow,omitzero"`
	AddClaim       *ClaimInput     `json:"addClaim,omitzero"`
	AddInference   *InferenceInput `json:"addInference,omitzero"`
	AddRebuttal    *RebuttalInput  `json:"addRebuttal,omitzero"`
	RaiseQuestion  *QuestionInput  `json:"raiseQuestion,omitzero"`
	AnswerQuestion *AnswerInput    `json:"answerQuestion,omitzero"`
	// RaiseCriticalQuestion raises a critical question of an inference's scheme.
	RaiseCriticalQuestion *CriticalQuestionInput `json:"raiseCriticalQuestion,omitzero"`
	Cite                  *ElementCitationInput  `json:"cite,omitzero"`
	Commit                *ClaimCommitmentInput  `json:"commit,omitzero"`
	UpdateElement         *ElementUpdate         `json:"updateElement,omitzero"`
	// Redirect gives an inference another conclusion, or a rebuttal another target.
	Redirect      *RedirectInput `json:"redirect,omitzero"`
	DeleteElement *argmap.ID     `json:"deleteElement,omitzero"`
	Remove        *argmap.ID     `json:"remove,omitzero"`
}
