package main

import (
	"cmp"
	"encoding/json"
	"fmt"

	"argmap/internal/argmap"
	"argmap/internal/evaluation"
	"argmap/internal/fault"
	"argmap/internal/semantics/dung"
	"argmap/internal/snapshot"
)

// The bounds of what is explained on the command line.
const (
	explainedSteps = 200
	explainedTries = 200
	explainedOpen  = 20
	explainedMoves = 20
)

// explained is what is written of an element.
type explained struct {
	of

	Outcome     evaluation.Outcome `json:"outcome"`
	ID          string             `json:"id"`
	Label       *argmap.Label      `json:"label"`
	Reason      argmap.OutReason   `json:"reason,omitempty"`
	Text        string             `json:"text"`
	Steps       []explainedStep    `json:"steps"`
	Cut         bool               `json:"cut"`
	Defence     []string           `json:"defence,omitempty"`
	Minimal     bool               `json:"minimal,omitempty"`
	Flips       []explainedFlip    `json:"flips"`
	AllFlips    bool               `json:"allFlips"`
	Questions   []explainedRest    `json:"questions"`
	Influences  []explainedMove    `json:"influences,omitempty"`
	InfluenceOf string             `json:"method,omitempty"`
}

type explainedStep struct {
	ID      string       `json:"id"`
	Label   argmap.Label `json:"label"`
	Because string       `json:"because"`
	On      []string     `json:"on"`
	Against []string     `json:"against"`
	Text    string       `json:"text"`
}

type explainedFlip struct {
	Without string           `json:"without"`
	Label   argmap.Label     `json:"label"`
	Reason  argmap.OutReason `json:"reason,omitempty"`
}

type explainedRest struct {
	Question string        `json:"question"`
	Text     string        `json:"text"`
	IfMet    *argmap.Label `json:"ifMet"`
	IfFailed *argmap.Label `json:"ifFailed"`
}

type explainedMove struct {
	ID     string   `json:"id"`
	Amount float64  `json:"amount"`
	Error  *float64 `json:"error,omitempty"`
}

// explainable refuses what cannot be explained.
func (c *evaluateCommand) explainable(sem dung.Semantics) error {
	switch {
	case len(c.Why) == 0 && c.Influences != "":
		return fault.InvalidField("influences", "evaluate.influences", "--influences tells of the elements that --why names; name one")
	case len(c.Why) > 0 && sem != dung.Grounded:
		return fault.InvalidField("why", "evaluate.why", "--why explains labels by GROUNDED semantics; leave --semantics out")
	case c.Influences != "":
		_, err := evaluation.ParseMethod(c.Influences)
		return err
	}
	return nil
}

func (c *evaluateCommand) explain(s *session, service *evaluation.Service, sub *subject, r evaluation.Request) error {
	for _, name := range c.Why {
		id := sub.find(name)
		x, err := service.Explain(s.ctx, sub.snap, id, r.Reading, explainedSteps)
		if err != nil {
			return err
		}
		if x == nil {
			return fault.New(fault.Invalid, "evaluate.no_part", "%q takes no part in the evaluation, so that it has no label to explain", name)
		}
		if x.Outcome == evaluation.Unknown {
			return fault.New(fault.Exhausted, "evaluate.unknown", "the evaluation was not finished within %s; give it more with --timeout", c.Timeout)
		}
		out, err := c.explained(s, sub, x)
		if err == nil && c.Influences != "" {
			err = c.moved(s, service, sub, x.Element, r.Reading, &out)
		}
		if err == nil {
			err = c.writeExplained(s, out)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *evaluateCommand) explained(s *session, sub *subject, x *evaluation.Explanation) (explained, error) {
	out := explained{
		of: sub.of(), Outcome: x.Outcome, ID: sub.name(x.Element), Label: x.Label, Reason: x.Reason,
		Text: x.Text, Cut: x.Cut, Steps: []explainedStep{}, Flips: []explainedFlip{}, Questions: []explainedRest{},
	}
	for _, step := range x.Steps {
		out.Steps = append(out.Steps, explainedStep{sub.name(step.Element), step.Label, step.Because.String(), sub.names(step.On), sub.names(step.Against), step.Text})
	}
	defence, err := x.Defence(s.ctx, explainedTries)
	if err != nil {
		return out, err
	}
	if defence != nil {
		out.Defence, out.Minimal = sub.names(defence.Elements), defence.Minimal
	}
	flips, err := x.Flips(s.ctx, explainedTries)
	if err != nil {
		return out, err
	}
	for _, f := range flips.Found {
		out.Flips = append(out.Flips, explainedFlip{sub.name(f.Element), f.Label, f.Reason})
	}
	out.AllFlips = flips.All
	rests, err := x.Rests(s.ctx, explainedOpen)
	for _, q := range rests.Questions {
		out.Questions = append(out.Questions, explainedRest{sub.name(q.Question), q.Question.ResolvedText(), q.IfMet, q.IfFailed})
	}
	return out, err
}

// moved adds what moves the strength.
func (c *evaluateCommand) moved(s *session, service *evaluation.Service, sub *subject, of snapshot.Element, r snapshot.Reading, out *explained) error {
	method, err := evaluation.ParseMethod(c.Influences)
	if err != nil {
		return err
	}
	sem, err := evaluation.ParseStrength(cmp.Or(c.Strength, "DF_QUAD"))
	if err != nil {
		return err
	}
	in, err := service.Influences(s.ctx, sub.snap, of.ID(), evaluation.StrengthRequest{Reading: r, Semantics: sem}, method, explainedMoves)
	if err != nil || in == nil {
		return err
	}
	out.InfluenceOf = c.Influences
	for _, m := range in.Found {
		out.Influences = append(out.Influences, explainedMove{sub.name(m.Element), m.Amount, m.Error})
	}
	return nil
}

func (c *evaluateCommand) writeExplained(s *session, out explained) error {
	if c.JSON {
		enc := json.NewEncoder(s.stdout)
		enc.SetIndent("", "  ")
		enc.SetEscapeHTML(false)
		return enc.Encode(out)
	}
	s.sayf("%s\n%s\n", out.of, out.Text)
	for _, step := range out.Steps {
		if step.Text != out.Text {
			s.sayf("  %s\n", step.Text)
		}
	}
	if out.Cut {
		s.sayf("  There are further steps, which are left out.\n")
	}
	if out.Defence != nil {
		s.sayf("defended by %v%s\n", out.Defence, map[bool]string{true: "", false: ", perhaps by fewer"}[out.Minimal])
	}
	for _, f := range out.Flips {
		s.sayf("without %s it would be %s\n", f.Without, labelText(f.Label, f.Reason))
	}
	if !out.AllFlips {
		s.sayf("not every removal was tried\n")
	}
	for _, q := range out.Questions {
		s.sayf("open: %s (%s)%s\n", q.Text, q.Question, ifAnswered(q))
	}
	for _, m := range out.Influences {
		s.sayf("%+.4f  %s\n", m.Amount, m.ID)
	}
	return nil
}

func labelText(l argmap.Label, reason argmap.OutReason) string {
	if reason == "" {
		return string(l)
	}
	return fmt.Sprintf("%s %s", l, reason)
}

func ifAnswered(q explainedRest) string {
	if q.IfMet == nil || q.IfFailed == nil {
		return ""
	}
	return fmt.Sprintf("; %s if it is met, %s if the inference fails it", *q.IfMet, *q.IfFailed)
}
