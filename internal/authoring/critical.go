package authoring

import (
	"cmp"
	"errors"
	"iter"
	"slices"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/scheme"
)

// VariableInput is a value for a variable of a scheme.
type VariableInput struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// CriticalQuestionInput puts a critical question of an inference's scheme to the inference. The empty
// force means PURE.
type CriticalQuestionInput struct {
	Ref       *argmap.ID `json:"ref,omitzero"`
	Inference argmap.ID  `json:"inference"`
	// Question is its id in the scheme, or its name with the scheme's: "expert-opinion/field".
	Question  string               `json:"question"`
	Force     argmap.QuestionForce `json:"force,omitzero"`
	Values    []VariableInput      `json:"values,omitzero"`
	RaisedBy  []argmap.ID          `json:"raisedBy,omitzero"`
	Citations []CitationInput      `json:"citations,omitzero"`
}

func criticalStep(at string, in *CriticalQuestionInput) step {
	return step{at: at, quotes: quotesOf(in.Citations), run: func(c *compiler, at string) (argmap.ID, error) {
		return c.raiseCritical(at, in)
	}}
}

// raiseCritical raises the question in the words of the scheme, and copies what it doubts and attacks.
func (c *compiler) raiseCritical(at string, in *CriticalQuestionInput) (argmap.ID, error) {
	inference, err := c.element(in.Inference, join(at, "inference"))
	if err != nil {
		return "", err
	}
	asked, slot, err := c.askedOf(inference, at, in)
	if err != nil {
		return "", err
	}
	e := &argmap.Element{
		ID: c.ids.id(at), Kind: argmap.KindQuestion, Text: asked.Text, Author: c.actor, Created: c.now, Question: asked.Question,
	}
	if err := c.name(in.Ref, e.ID, at); err != nil {
		return "", err
	}
	c.set(e, origin{at, elementNames})
	if _, err := c.link(argmap.RoleAsksAbout, e.ID, inference.ID, at, linkNames("inference"), argmap.Link{Slot: slot, Ordinal: 1}); err != nil {
		return "", err
	}
	if err := c.raisedBy(e.ID, at, in.RaisedBy); err != nil {
		return "", err
	}
	return e.ID, c.citeAll(e.ID, at, in.Citations)
}

// askedOf gives what is asked, and about which slot: as the scheme has it, or as the scheme had it when
// the command was carried out before.
func (c *compiler) askedOf(inference *argmap.Element, at string, in *CriticalQuestionInput) (*argmap.Element, string, error) {
	if c.then != nil {
		if q, slot := c.then.question(); q != nil {
			return q, slot, nil
		}
	}
	sc, q, err := c.criticalOf(inference, at, in.Question)
	if err != nil {
		return nil, "", err
	}
	values, err := valuesFor(sc, in.Values, at)
	if err != nil {
		return nil, "", err
	}
	text := sc.Ask(q, scheme.FillingOf(c, inference.ID, values)).Text
	return &argmap.Element{Text: text, Question: &argmap.Inquiry{
		Form: formOf(text), Force: cmp.Or(in.Force, argmap.Pure), Answers: argmap.Compatible,
		Critical: q.Ref(), Burden: q.Burden, Effect: q.Attacks,
	}}, q.Slot, nil
}

// criticalOf gives the critical question that a name means for an inference, with the scheme.
func (c *compiler) criticalOf(inference *argmap.Element, at, name string) (*scheme.Scheme, *scheme.CriticalQuestion, error) {
	here := join(at, "inference")
	switch {
	case inference.Kind != argmap.KindInference:
		return nil, nil, invalid(here, "critical.inference", "a critical question is put to an inference; %q is of the kind %s", inference.ID, inference.Kind)
	case inference.Scheme == "":
		return nil, nil, invalid(here, "critical.scheme", "the inference names no scheme, whose critical questions could be asked; name one with updateElement, or ask in your own words with raiseQuestion")
	}
	sc, err := c.schemes().Find(inference.Scheme)
	if err != nil {
		return nil, nil, fieldError(err, here)
	}
	if !strings.Contains(name, "/") {
		if _, q, err := c.schemes().Question(sc.ID + "/" + name); err == nil {
			return sc, q, nil
		}
	}
	here = join(at, "question")
	of, q, err := c.schemes().Question(name)
	if err != nil && strings.Contains(name, "/") {
		return nil, nil, fieldError(err, here)
	}
	if err != nil || of != sc {
		var ids []string
		for _, q := range sc.Questions {
			ids = append(ids, q.ID)
		}
		return nil, nil, invalid(here, "critical.question", "the inference follows %s, which has no critical question %q; it has %s", sc.ID, name, cmp.Or(strings.Join(ids, ", "), "none"))
	}
	return sc, q, nil
}

// fieldError says where in the input a scheme was asked for in vain.
func fieldError(err error, at string) error {
	if f, ok := errors.AsType[*fault.Error](err); ok {
		return f.At(at)
	}
	return err
}

// valuesFor gives the values by the variable's name.
func valuesFor(sc *scheme.Scheme, in []VariableInput, at string) (map[string]string, error) {
	values := map[string]string{}
	for i, v := range in {
		if !slices.ContainsFunc(sc.Variables, func(known scheme.Variable) bool { return known.Name == v.Name }) {
			var names []string
			for _, known := range sc.Variables {
				names = append(names, known.Name)
			}
			return nil, invalid(index(join(at, "values"), i)+".name", "critical.variable", "the scheme %s has no variable %q; it has %s", sc.ID, v.Name, cmp.Or(strings.Join(names, ", "), "none"))
		}
		if _, twice := values[v.Name]; twice {
			return nil, invalid(index(join(at, "values"), i)+".name", "critical.variable", "the variable %q has two values", v.Name)
		}
		values[v.Name] = v.Value
	}
	return values, nil
}

// formOf tells the grammatical form of a critical question, all of which are whole English sentences.
func formOf(text string) argmap.QuestionForm {
	words := strings.Fields(strings.ToLower(text))
	if len(words) > 1 && slices.Contains([]string{"at", "by", "for", "from", "in", "of", "on", "to", "under", "with"}, words[0]) {
		words = words[1:]
	}
	if len(words) > 0 && slices.Contains([]string{"who", "whom", "whose", "which", "what", "when", "where", "why", "how"}, words[0]) {
		return argmap.FormWH
	}
	return argmap.FormPolar
}

// fall adds the rebuttal that an answer makes which a critical question's inference fails by: what the
// question's effect names is attacked from the answer. Where that was said before, the rebuttal is there.
func (c *compiler) fall(at string, question *argmap.Element, answer argmap.ID) error {
	tested := c.tested(question)
	if tested == nil {
		return invalid(join(at, "bearing"), string(argmap.RuleCritAbout), "the question %q asks about no inference any more, so that nothing can fail it; leave the bearing out", question.ID)
	}
	target, against := c.aim(question.Question.Effect, tested)
	if there := c.attacking(answer, target.ID, against); there != "" {
		c.fallen = append(c.fallen, there)
		return nil
	}
	e := &argmap.Element{
		ID: c.ids.id(at + " rebuttal"), Kind: argmap.KindRebuttal, Author: c.actor, Created: c.now,
		Attack: argmap.AttackFor(target.Kind, against != ""),
	}
	c.set(e, whole(join(at, "bearing")))
	links := []argmap.Link{{Role: argmap.RolePremiseOf, From: answer, To: e.ID, Ordinal: 1}, {Role: argmap.RoleAttacks, From: e.ID, To: target.ID}}
	if against != "" {
		links = append(links, argmap.Link{Role: argmap.RoleAgainst, From: e.ID, To: against})
	}
	for _, l := range links {
		if _, err := c.link(l.Role, l.From, l.To, at+" rebuttal", func(string) string { return "bearing" }, l); err != nil {
			return err
		}
	}
	c.fallen = append(c.fallen, e.ID)
	return nil
}

// attacking gives the rebuttal that leads from a claim alone to a target alone, against the inference
// if one is named; empty where there is none.
func (c *compiler) attacking(premise, target, against argmap.ID) argmap.ID {
	for l := range c.LinksTo(target) {
		if l.Role == argmap.RoleAttacks && c.joins(l.From, premise, target, against) {
			return l.From
		}
	}
	return ""
}

// joins reports whether a rebuttal has this one premise and this one target, and is against this
// inference, or none.
func (c *compiler) joins(rebuttal, premise, target, against argmap.ID) bool {
	have := map[argmap.Role][]argmap.ID{}
	for l := range c.LinksTo(rebuttal) {
		have[l.Role] = append(have[l.Role], l.From)
	}
	for l := range c.LinksFrom(rebuttal) {
		have[l.Role] = append(have[l.Role], l.To)
	}
	only := func(role argmap.Role, id argmap.ID) bool { return slices.Equal(have[role], []argmap.ID{id}) }
	return only(argmap.RolePremiseOf, premise) && only(argmap.RoleAttacks, target) &&
		(against == "" && have[argmap.RoleAgainst] == nil || only(argmap.RoleAgainst, against))
}

// tested gives the link from a critical question to the inference that it tests; nil when that is gone.
func (c *compiler) tested(question *argmap.Element) *argmap.Link {
	for l := range c.LinksFrom(question.ID) {
		if e := argmap.ElementIn(c.draft, l.To); l.Role == argmap.RoleAsksAbout && e != nil && e.Kind == argmap.KindInference {
			return l
		}
	}
	return nil
}

// aim gives what an effect attacks, and the inference against which: the claim in the slot (the
// inference itself where none is), the inference, or what it concludes.
func (c *compiler) aim(effect argmap.Effect, tested *argmap.Link) (target *argmap.Element, against argmap.ID) {
	inference := argmap.ElementIn(c.draft, tested.To)
	switch effect {
	case argmap.EffectPremise:
		if l := first(c.LinksTo(inference.ID), func(l *argmap.Link) bool { return l.Role == argmap.RolePremiseOf && l.Slot == tested.Slot }); l != nil {
			return argmap.ElementIn(c.draft, l.From), inference.ID
		}
	case argmap.EffectConclusion:
		if l := first(c.LinksFrom(inference.ID), func(l *argmap.Link) bool { return l.Role == argmap.RoleConcludes }); l != nil {
			return argmap.ElementIn(c.draft, l.To), ""
		}
	case argmap.EffectInference:
	}
	return inference, ""
}

// first gives the first link that is wanted, or nil.
func first(links iter.Seq[*argmap.Link], wanted func(*argmap.Link) bool) *argmap.Link {
	for l := range links {
		if wanted(l) {
			return l
		}
	}
	return nil
}
