package authoring

import (
	"argmap/internal/argmap"
)

func updateStep(at string, in *ElementUpdate) step {
	return step{at: at, run: func(c *compiler, at string) (argmap.ID, error) {
		e, err := c.present(in.ID, join(at, "id"))
		if err != nil {
			return "", err
		}
		changed, err := c.updated(e, in, at)
		if err != nil {
			return "", err
		}
		c.set(changed, origin{at, elementNames})
		return changed.ID, nil
	}}
}

// updated is an element with new values of its fields.
func (c *compiler) updated(e *argmap.Element, in *ElementUpdate, at string) (*argmap.Element, error) {
	if err := in.fits(e.Kind, at); err != nil {
		return nil, err
	}
	out := *e
	out.Text, out.Basis, out.Scheme = in.Text.or(e.Text), in.Basis.or(e.Basis), in.Scheme.or(e.Scheme)
	if e.Question != nil {
		q := *e.Question
		q.Resolved, q.Note = in.ResolvedText.or(q.Resolved), in.Note.or(q.Note)
		q.Form, q.Force, q.Answers = in.Form.or(q.Form), in.Force.or(q.Force), in.AnswerMode.or(q.Answers)
		q.Standard = in.Standard.or(q.Standard)
		q.Elliptical, q.Embedded, q.Withdrawn = in.Elliptical.or(q.Elliptical), in.Embedded.or(q.Embedded), in.Withdrawn.or(q.Withdrawn)
		c.move(&q, in)
		out.Question = &q
	}
	return &out, nil
}

// move gives a question its row and its place in it.
func (c *compiler) move(q *argmap.Inquiry, in *ElementUpdate) {
	row := c.resolve(in.Row.or(q.Row))
	moved := row != q.Row
	q.Row, q.Ordinal = row, in.Ordinal.or(q.Ordinal)
	switch {
	case row == "" && !in.Ordinal.Set:
		q.Ordinal = 0
	case row != "":
		c.takePlace(q, in.Ordinal.Value == nil && (moved || in.Ordinal.Set))
	}
}

// fits refuses fields that elements of a kind do not have, and null where there must be a value.
func (in *ElementUpdate) fits(k argmap.Kind, at string) error {
	question := k == argmap.KindQuestion
	schemed := k == argmap.KindInference || k == argmap.KindRebuttal || k == argmap.KindPreference
	for _, f := range []struct {
		name              string
		set, null         bool
		belongs, nullable bool
	}{
		{"text", in.Text.Set, in.Text.Value == nil, true, true},
		{"basis", in.Basis.Set, in.Basis.Value == nil, k == argmap.KindClaim, true},
		{"scheme", in.Scheme.Set, in.Scheme.Value == nil, schemed, true},
		{"resolvedText", in.ResolvedText.Set, in.ResolvedText.Value == nil, question, true},
		{"note", in.Note.Set, in.Note.Value == nil, question, true},
		{"form", in.Form.Set, in.Form.Value == nil, question, false},
		{"force", in.Force.Set, in.Force.Value == nil, question, false},
		{"elliptical", in.Elliptical.Set, in.Elliptical.Value == nil, question, false},
		{"embedded", in.Embedded.Set, in.Embedded.Value == nil, question, false},
		{"withdrawn", in.Withdrawn.Set, in.Withdrawn.Value == nil, question, false},
		{"answerMode", in.AnswerMode.Set, in.AnswerMode.Value == nil, question, false},
		{"standard", in.Standard.Set, in.Standard.Value == nil, question, true},
		{"row", in.Row.Set, in.Row.Value == nil, question, true},
		{"ordinal", in.Ordinal.Set, in.Ordinal.Value == nil, question, true},
	} {
		switch {
		case f.set && !f.belongs:
			return invalid(join(at, f.name), string(argmap.RuleFields), "an element of the kind %s has no %s", k, f.name)
		case f.set && f.null && !f.nullable:
			return invalid(join(at, f.name), string(argmap.RuleFields), "the %s cannot be empty; leave it out to keep it", f.name)
		}
	}
	return nil
}
