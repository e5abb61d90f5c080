package authoring

import (
	"encoding/json"
	"fmt"
	"math"

	"argmap/internal/argmap"
)

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
	Row          Optional[argmap.ID]            `json:"row,omitzero"`
	Ordinal      Optional[int]                  `json:"ordinal,omitzero"`
}

// UnmarshalGQL reads the update from the values of a GraphQL input object, where a field that was
// left out is no key. The GraphQL edge decodes by it, since its own structs do not tell null from
// left out.
func (u *ElementUpdate) UnmarshalGQL(v any) error {
	fields, ok := v.(map[string]any)
	if !ok {
		return fmt.Errorf("an element update is an object, not %T", v)
	}
	var id Optional[argmap.ID]
	readers := map[string]func(any) error{
		"id": words(&id), "text": words(&u.Text), "basis": words(&u.Basis), "scheme": words(&u.Scheme),
		"resolvedText": words(&u.ResolvedText), "note": words(&u.Note), "form": words(&u.Form), "force": words(&u.Force),
		"elliptical": truth(&u.Elliptical), "embedded": truth(&u.Embedded), "withdrawn": truth(&u.Withdrawn),
		"answerMode": words(&u.AnswerMode), "row": words(&u.Row), "ordinal": number(&u.Ordinal),
	}
	for name, value := range fields {
		read, known := readers[name]
		if !known {
			return fmt.Errorf("an element update has no field %q", name)
		}
		if err := read(value); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	u.ID = id.or("")
	return nil
}

func words[T ~string](to *Optional[T]) func(any) error {
	return func(v any) error {
		switch v := v.(type) {
		case nil:
			*to = Null[T]()
		case string:
			*to = Of(T(v))
		case json.Number:
			*to = Of(T(v)) // an ID may be written as a number
		case int, int64:
			*to = Of(T(fmt.Sprint(v)))
		default:
			return fmt.Errorf("%T is no string", v)
		}
		return nil
	}
}

func truth(to *Optional[bool]) func(any) error {
	return func(v any) error {
		switch v := v.(type) {
		case nil:
			*to = Null[bool]()
		case bool:
			*to = Of(v)
		default:
			return fmt.Errorf("%T is no boolean", v)
		}
		return nil
	}
}

func number(to *Optional[int]) func(any) error {
	return func(v any) error {
		n, err := integer(v)
		if v == nil {
			*to = Null[int]()
			return nil
		}
		if err == nil && (n > math.MaxInt32 || n < math.MinInt32) {
			err = fmt.Errorf("%d does not fit in 32 bits", n)
		}
		if err == nil {
			*to = Of(int(n))
		}
		return err
	}
}

func integer(v any) (int64, error) {
	switch v := v.(type) {
	case int:
		return int64(v), nil
	case int64:
		return v, nil
	case json.Number:
		return v.Int64()
	case float64:
		if v == math.Trunc(v) && math.Abs(v) <= math.MaxInt32 {
			return int64(v), nil
		}
	}
	return 0, fmt.Errorf("%v is no whole number", v)
}
