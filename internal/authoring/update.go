package authoring

import "argmap/internal/argmap"

// Optional is a value that may be left out, and may be null.
type Optional[T any] struct {
	// Set reports that the field was there.
	Set bool `json:"set"`
	// Value is what it held; nil for null.
	Value *T `json:"value"`
}

// Of is an optional that holds a value.
func Of[T any](v T) Optional[T] { return Optional[T]{Set: true, Value: &v} }

// Null is an optional that is there and null.
func Null[T any]() Optional[T] { return Optional[T]{Set: true} }

// or gives what the field comes to: the old value when it was left out, zero for null.
func (o Optional[T]) or(old T) T {
	switch {
	case !o.Set:
		return old
	case o.Value == nil:
		var zero T
		return zero
	default:
		return *o.Value
	}
}

// ElementUpdate holds new values of an element's own fields; those left out stay, and null clears
// what may be empty.
type ElementUpdate struct {
	ID           argmap.ID                      `json:"id"`
	Text         Optional[string]               `json:"text,omitzero"`
	Basis        Optional[argmap.Basis]         `json:"basis,omitzero"`
	Scheme       Optional[string]               `json:"scheme,omitzero"`
	ResolvedText Optional[string]               `json:"resolvedText,omitzero"`
	Note         Optional[string]               `json:"note,omitzero"`
	Form         Optional[argmap.QuestionForm]  `json:"form,omitzero"`
	Force        Optional[argmap.QuestionForce] `json:"force,omitzero"`
	Elliptical   Optional[bool]                 `json:"elliptical,omitzero"`
	Embedded     Optional[bool]                 `json:"embedded,omitzero"`
	Withdrawn    Optional[bool]                 `json:"withdrawn,omitzero"`
	AnswerMode   Optional[argmap.AnswerMode]    `json:"answerMode,omitzero"`
	Standard     Optional[argmap.ProofStandard] `json:"standard,omitzero"`
	Row          Optional[argmap.ID]            `json:"row,omitzero"`
	Ordinal      Optional[int]                  `json:"ordinal,omitzero"`
}
