package authoring

import (
	"cmp"

	"argmap/internal/argmap"
)

func questionStep(at string, in *QuestionInput) step {
	return step{at: at, quotes: quotesOf(in.Citations), run: func(c *compiler, at string) (argmap.ID, error) {
		return c.raise(at, in)
	}}
}

func (c *compiler) raise(at string, in *QuestionInput) (argmap.ID, error) {
	q := &argmap.Element{
		ID: c.ids.id(at), Kind: argmap.KindQuestion, Text: in.Text, Author: c.actor, Created: c.now, Question: c.inquiry(in),
	}
	if err := c.name(in.Ref, q.ID, at); err != nil {
		return "", err
	}
	c.set(q, origin{at, elementNames})
	if err := c.raisedBy(q.ID, at, in.RaisedBy); err != nil {
		return "", err
	}
	for i, s := range in.AsksAbout {
		here := index(join(at, "asksAbout"), i)
		if err := c.join(argmap.RoleAsksAbout, q.ID, s.Element, here, "element", argmap.Link{Ordinal: i + 1, Slot: value(s.Slot)}); err != nil {
			return "", err
		}
	}
	for i, name := range in.Carries {
		here := index(join(at, "carries"), i)
		if err := c.join(argmap.RoleCarries, q.ID, name, here, "", argmap.Link{Ordinal: i + 1}); err != nil {
			return "", err
		}
	}
	return q.ID, c.citeAll(q.ID, at, in.Citations)
}

// raisedBy links a question to what gives rise to it.
func (c *compiler) raisedBy(question argmap.ID, at string, names []argmap.ID) error {
	for i, name := range names {
		here := index(join(at, "raisedBy"), i)
		if err := c.join(argmap.RoleRaises, name, question, here, "", argmap.Link{Ordinal: i + 1}); err != nil {
			return err
		}
	}
	return nil
}

// join links two elements, one of which the input names at end.
func (c *compiler) join(role argmap.Role, from, to argmap.ID, at, end string, more argmap.Link) error {
	a, err := c.element(from, join(at, end))
	if err != nil {
		return err
	}
	b, err := c.element(to, join(at, end))
	if err != nil {
		return err
	}
	_, err = c.link(role, a.ID, b.ID, at, linkNames(end), more)
	return err
}

func (c *compiler) inquiry(in *QuestionInput) *argmap.Inquiry {
	q := &argmap.Inquiry{
		Resolved: value(in.ResolvedText), Note: value(in.Note),
		Form: cmp.Or(in.Form, argmap.FormWH), Force: cmp.Or(in.Force, argmap.Pure),
		Elliptical: in.Elliptical, Embedded: in.Embedded,
		Answers: cmp.Or(in.AnswerMode, argmap.Compatible), Standard: value(in.Standard), Critical: value(in.Critical), Ordinal: value(in.Ordinal),
	}
	if in.Row != nil {
		q.Row = c.resolve(*in.Row)
		c.takePlace(q, in.Ordinal == nil)
	}
	return q
}

// takePlace gives a question that enters a row the next free place there, if it asks for none.
func (c *compiler) takePlace(q *argmap.Inquiry, next bool) {
	highest, known := c.ordinals[q.Row]
	if !known {
		for other := range c.QuestionsIn(q.Row) {
			highest = max(highest, other.Question.Ordinal)
		}
	}
	if next {
		q.Ordinal = highest + 1
	}
	c.ordinals[q.Row] = max(highest, q.Ordinal)
}

func answerStep(at string, in *AnswerInput) step {
	var quotes []*CitationInput
	if in.New != nil {
		quotes = quotesOf(in.New.Citations)
	}
	return step{at: at, quotes: quotes, run: func(c *compiler, at string) (argmap.ID, error) {
		return c.answer(at, in)
	}}
}

// answer makes a claim an answer. One that a critical question's inference fails by attacks what the
// question's effect names.
func (c *compiler) answer(at string, in *AnswerInput) (argmap.ID, error) {
	claim, err := c.claimOrNew(at, in.Claim, in.New)
	if err != nil {
		return "", err
	}
	question, err := c.element(in.Question, join(at, "question"))
	if err != nil {
		return "", err
	}
	end := "claim"
	if question.Kind != argmap.KindQuestion {
		end = "question"
	}
	answer := argmap.Link{Partial: in.Partial, Bearing: in.Bearing}
	if answer.Bearing == argmap.Neutral {
		answer.Bearing = "" // how it is stored
	}
	if answer.Bearing != "" && question.Question != nil && question.Question.Burden == "" {
		return "", invalid(join(at, "bearing"), string(argmap.RuleBearing), "the question %q tests no argument, so that there is nothing to meet or to fail; leave the bearing out, or raise a critical question of the argument's scheme with raiseCriticalQuestion and answer that", question.ID)
	}
	id, err := c.link(argmap.RoleAnswers, claim, question.ID, at, linkNames(end), answer)
	if err == nil && answer.Bearing == argmap.Fails && question.Question != nil {
		err = c.fall(at, question, claim)
	}
	return id, err
}
