package argmap

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// Kind is what an element is.
type Kind string

// The kinds of elements.
const (
	// KindClaim is a statement that somebody may hold.
	KindClaim Kind = "CLAIM"
	// KindInference leads from premises, which stand or fall together, to what it concludes.
	KindInference Kind = "INFERENCE"
	// KindRebuttal leads from premises to the target that it attacks.
	KindRebuttal Kind = "REBUTTAL"
	// KindQuestion is what is asked, word for word; it never attacks.
	KindQuestion Kind = "QUESTION"
	// KindRephrase links a restatement, generalisation or answer to what it restates.
	KindRephrase Kind = "REPHRASE"
	// KindPreference puts one element over another.
	KindPreference Kind = "PREFERENCE"
	// KindLocution is what was said.
	KindLocution Kind = "LOCUTION"
	// KindIllocution is the act done by saying it.
	KindIllocution Kind = "ILLOCUTION"
	// KindTransition is the reply from one locution to the next.
	KindTransition Kind = "TRANSITION"
	// KindForeign is an imported node that no kind fits: kept raw and left out of evaluation.
	KindForeign Kind = "FOREIGN"
)

// Kinds lists every kind, in the order of their declaration.
func Kinds() []Kind {
	return []Kind{
		KindClaim, KindInference, KindRebuttal, KindQuestion, KindRephrase,
		KindPreference, KindLocution, KindIllocution, KindTransition, KindForeign,
	}
}

// Valid reports whether k is one of Kinds.
func (k Kind) Valid() bool { return slices.Contains(Kinds(), k) }

// Relation reports whether elements of the kind relate others: inference, rebuttal, rephrase,
// preference and transition. An attack on a relation that can be attacked is an undercut.
func (k Kind) Relation() bool {
	switch k {
	case KindInference, KindRebuttal, KindRephrase, KindPreference, KindTransition:
		return true
	case KindClaim, KindQuestion, KindLocution, KindIllocution, KindForeign:
		return false
	}
	return false
}

// Basis says what a claim rests on before its own inferences are weighed.
type Basis string

// The two bases. A claim whose Basis is empty has its basis derived: GIVEN while
// no inference concludes it and a voice is committed to it, else ARGUED.
const (
	// Given: the claim needs no support.
	Given Basis = "GIVEN"
	// Argued: the claim needs at least one accepted support.
	Argued Basis = "ARGUED"
)

// AttackKind is how a rebuttal attacks.
type AttackKind string

// The three kinds of attack.
const (
	// Rebut denies the target itself.
	Rebut AttackKind = "REBUT"
	// Undermine denies the target as a premise of the inference named by an AGAINST link.
	Undermine AttackKind = "UNDERMINE"
	// Undercut breaks the step: the target is a relation.
	Undercut AttackKind = "UNDERCUT"
)

// Element is a node of a map. Which fields an element may use depends on its Kind; the others are
// zero. It must not be changed after it was put into a change set or a state.
type Element struct {
	ID   ID   `json:"id"`
	Kind Kind `json:"kind"`
	// Text is the claim, the question word for word, the locution; on a relation an optional note.
	// A claim's text stands alone: pronouns resolved, mendings in brackets, hedges kept.
	Text string `json:"text,omitempty"`
	// Author is who put the element into the map, and Created when, in UTC to the microsecond.
	Author  Actor     `json:"author,omitempty"`
	Created time.Time `json:"created"`
	// Basis pins what a claim rests on; empty leaves it to be derived.
	Basis Basis `json:"basis,omitempty"`
	// Scheme is the argumentation scheme of an inference or rebuttal, as it was named.
	Scheme string `json:"scheme,omitempty"`
	// Attack is how a rebuttal attacks; set on every rebuttal and on nothing else.
	Attack AttackKind `json:"attack,omitempty"`
	// Question holds what only a question has; set on every question and on nothing else.
	Question *Inquiry `json:"question,omitempty"`
	// Act is the illocutionary force of an illocution, or the type of a rephrase, as imported.
	Act string `json:"act,omitempty"`
	// Speaker is the voice that uttered a locution; empty where unknown.
	Speaker ID `json:"speaker,omitempty"`
	// Machine names the program that proposed the element; empty for what a person made.
	Machine string `json:"machine,omitempty"`
	// External is the element's name where it was imported from.
	External External `json:"external,omitzero"`
	// Raw is what the import held beyond these fields, verbatim JSON.
	Raw json.RawMessage `json:"raw,omitempty"`
}

// QuestionForm is the grammatical form of a question.
type QuestionForm string

// The forms.
const (
	FormWH          QuestionForm = "WH"
	FormPolar       QuestionForm = "POLAR"
	FormAlternative QuestionForm = "ALTERNATIVE"
)

// QuestionForce is what a question does, by inference anchoring theory.
type QuestionForce string

// The forces.
const (
	// Pure seeks an answer.
	Pure QuestionForce = "PURE"
	// Assertive asks and asserts.
	Assertive QuestionForce = "ASSERTIVE"
	// Rhetorical asserts and expects no answer.
	Rhetorical QuestionForce = "RHETORICAL"
	// Challenging seeks the grounds of a claim.
	Challenging QuestionForce = "CHALLENGING"
)

// AnswerMode says whether two answers of a question can hold together.
type AnswerMode string

// The modes; the empty mode means Compatible.
const (
	Compatible AnswerMode = "COMPATIBLE"
	Exclusive  AnswerMode = "EXCLUSIVE"
)

// ProofStandard is how much one of several answers that exclude each other must outweigh the others.
type ProofStandard string

// The standards, from the weakest to the strongest.
const (
	Preponderance         ProofStandard = "PREPONDERANCE"
	ClearAndConvincing    ProofStandard = "CLEAR_AND_CONVINCING"
	BeyondReasonableDoubt ProofStandard = "BEYOND_REASONABLE_DOUBT"
)

// Threshold is what a standard asks of how much one answer weighs, s, where the weightiest other one weighs
// o: that s exceeds o by more than Margin, and that o lies below Ceiling where that is not 0.
type Threshold struct{ Margin, Ceiling float64 }

// Threshold gives the numbers of a standard; those of PREPONDERANCE for none. Gordon and Walton (2009, "Proof
// burdens and standards") leave them open; these are those of the Carneades system, version 4. A margin of
// 0.5 also means that s itself is above 0.5, which is the least that the paper asks for.
func (p ProofStandard) Threshold() Threshold {
	switch p {
	case ClearAndConvincing:
		return Threshold{Margin: 0.5}
	case BeyondReasonableDoubt:
		return Threshold{Margin: 0.5, Ceiling: 0.3}
	case Preponderance:
	}
	return Threshold{}
}

// String writes the rule as a formula.
func (t Threshold) String() string {
	text := "s > o"
	if t.Margin > 0 {
		text = fmt.Sprintf("s > o + %g", t.Margin)
	}
	if t.Ceiling > 0 {
		text += fmt.Sprintf(" and o < %g", t.Ceiling)
	}
	return text
}

// Inquiry is what only a question has.
type Inquiry struct {
	// Resolved is the question with its ellipses filled; empty when the words stand alone.
	Resolved string `json:"resolved,omitempty"`
	// Note says where another reading is possible.
	Note  string        `json:"note,omitempty"`
	Form  QuestionForm  `json:"form"`
	Force QuestionForce `json:"force"`
	// Elliptical: the words leave out what the row's antecedent supplies. Embedded: asked inside a statement.
	Elliptical bool `json:"elliptical,omitempty"`
	Embedded   bool `json:"embedded,omitempty"`
	// Row is the row that the question stands in, or empty; Ordinal its place in the row, from 1.
	Row     ID  `json:"row,omitempty"`
	Ordinal int `json:"ordinal,omitempty"`
	// Withdrawn: who asked it takes it back.
	Withdrawn bool       `json:"withdrawn,omitempty"`
	Answers   AnswerMode `json:"answers,omitempty"`
	// Standard decides between answers that exclude each other; empty lets them attack each other.
	Standard ProofStandard `json:"standard,omitempty"`
	// Critical names the critical question of a scheme that this one instantiates, if any:
	// "expert-opinion/field".
	Critical string `json:"critical,omitempty"`
	// Burden and Effect are those of the critical question when it was raised, so that no label hangs on
	// a file of schemes; both are empty where it names none.
	Burden Burden `json:"burden,omitempty"`
	Effect Effect `json:"effect,omitempty"`
}
