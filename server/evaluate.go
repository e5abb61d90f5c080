package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/evaluation"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// evaluateCommand labels a map.
type evaluateCommand struct {
	Map  string `arg:"" name:"map|file" help:"Id of a map in the store, or a file of any format that is read, - for standard input; a file needs no store."`
	From string `placeholder:"FORMAT" help:"Format of the file, where its content does not tell."`
	Only string `name:"map" placeholder:"MAP" help:"Of a file with several maps, which one: its number from 1, its title or its id; each of them by default."`

	Semantics   string      `default:"GROUNDED" placeholder:"NAME" help:"Which claims can be accepted together: GROUNDED, PREFERRED, STABLE and others."`
	Strength    string      `placeholder:"NAME" help:"Give strengths too: DF_QUAD, QUADRATIC_ENERGY and others."`
	Reading     string      `default:"MAP" placeholder:"NAME" help:"What a support means: MAP, ATTACKS_ONLY, DEDUCTIVE, NECESSARY, EVIDENTIAL, or BALANCES, by which Carneades weighs arguments."`
	Rebuts      string      `default:"DIRECTED" placeholder:"NAME" help:"Whether a rebutted claim strikes back: DIRECTED or MUTUAL."`
	Questions   string      `default:"WEIGH" placeholder:"NAME" help:"Whether pressed critical questions move labels: WEIGH or IGNORE."`
	Issues      string      `default:"WEIGH" placeholder:"NAME" help:"Whether answers that exclude each other fight: WEIGH or IGNORE."`
	Preferences string      `default:"WEIGH" placeholder:"NAME" help:"Whether preferences shield from attacks: WEIGH or IGNORE."`
	Voice       []argmap.ID `placeholder:"ID" help:"A voice that counts, once for each; all count by default."`

	Why        []argmap.ID `placeholder:"ID" help:"Explain the label of an element in words, by GROUNDED semantics; once for each."`
	Influences string      `placeholder:"METHOD" help:"With --why, give what moves the strength of these elements: REMOVAL, GRADIENT or SHAPLEY."`

	Expect  bool          `help:"Fail unless every label is the one that the map's own file expects, as files of Carneades do."`
	Timeout time.Duration `default:"1m" help:"Time for the evaluation."`
	JSON    bool          `name:"json" help:"Write JSON instead of a table."`
}

// Run evaluates, and fails when the time was too short to know.
func (c *evaluateCommand) Run(s *session) error {
	r, err := c.request()
	if err != nil {
		return usageError{err}
	}
	file, err := c.file()
	if err != nil {
		return err
	}
	if file != nil {
		return c.ofFile(s, *file, func(sub *subject) error { return c.evaluate(s, sub, r) })
	}
	return s.withLedger(func(_ store.Store, l *ledger.Ledger) error {
		snap, err := l.At(s.ctx, argmap.ID(c.Map), ledger.Read{})
		if err != nil {
			return err
		}
		return c.evaluate(s, newSubject(snap), r)
	})
}

func (c *evaluateCommand) request() (evaluation.Request, error) {
	sem, err := evaluation.ParseSemantics(c.Semantics)
	if err != nil {
		return evaluation.Request{}, err
	}
	reading, err := snapshot.Reading{
		Support: snapshot.SupportReading(c.Reading), Voices: c.Voice, Rebuts: snapshot.RebutMode(c.Rebuts),
		Questions: snapshot.Weighing(c.Questions), Issues: snapshot.Weighing(c.Issues), Preferences: snapshot.Weighing(c.Preferences),
	}.Normal()
	if err == nil && c.Strength != "" {
		_, err = evaluation.ParseStrength(c.Strength)
	}
	if err == nil {
		err = c.explainable(sem)
	}
	return evaluation.Request{Reading: reading, Semantics: sem}, err
}

func (c *evaluateCommand) evaluate(s *session, sub *subject, r evaluation.Request) error {
	snap := sub.snap
	r.Reading.Voices = sub.voices(c.Voice)
	service := evaluation.New(evaluation.Options{Budget: c.Timeout})
	if len(c.Why) > 0 {
		return c.explain(s, service, sub, r)
	}
	labels, err := service.Evaluate(s.ctx, snap, r)
	if err != nil {
		return err
	}
	out := evaluated{of: sub.of(), Reading: c.Reading, Semantics: c.Semantics, Outcome: labels.Outcome}
	var strengths *evaluation.Strengths
	if c.Strength != "" {
		sem, _ := evaluation.ParseStrength(c.Strength)
		strengths, err = service.Strengths(s.ctx, snap, evaluation.StrengthRequest{Reading: r.Reading, Semantics: sem})
		if err != nil {
			return err
		}
		out.Strength, out.StrengthOutcome = c.Strength, strengths.Outcome
	}
	out.fill(sub, labels, strengths)
	out.Expected = expectations(sub, labels)
	if err := c.write(s, out); err != nil {
		return err
	}
	if out.Outcome == evaluation.Unknown || out.StrengthOutcome == evaluation.Unknown {
		return fault.New(fault.Exhausted, "evaluate.unknown", "the evaluation was not finished within %s; give it more with --timeout", c.Timeout)
	}
	if c.Expect {
		return out.Expected.met()
	}
	return nil
}

// evaluated is what is written.
type evaluated struct {
	of

	Reading         string             `json:"reading"`
	Semantics       string             `json:"semantics"`
	Outcome         evaluation.Outcome `json:"outcome"`
	Strength        string             `json:"strength,omitempty"`
	StrengthOutcome evaluation.Outcome `json:"strengthOutcome,omitempty"`
	Elements        []labelled         `json:"elements"`
	Decisions       []decided          `json:"decisions,omitempty"`
	Expected        *expected          `json:"expected,omitempty"`
}

type labelled struct {
	ID        string           `json:"id"`
	Kind      argmap.Kind      `json:"kind"`
	Text      string           `json:"text,omitempty"`
	Label     *argmap.Label    `json:"label"`
	Reason    argmap.OutReason `json:"reason,omitempty"`
	Credulous *bool            `json:"credulous"`
	Sceptical *bool            `json:"sceptical"`
	Weight    *float64         `json:"weight,omitempty"`
	Strength  *float64         `json:"strength,omitempty"`
}

type decided struct {
	Question string               `json:"question"`
	Standard argmap.ProofStandard `json:"standard"`
	Rule     string               `json:"rule"`
	// Positions are the answers with what was compared: strengths, in the reading BALANCES weights.
	Positions []position `json:"positions"`
	Winner    *string    `json:"winner"`
}

type position struct {
	Claim    string  `json:"claim"`
	Strength float64 `json:"strength"`
}

func (out *evaluated) fill(sub *subject, labels *evaluation.Labels, strengths *evaluation.Strengths) {
	out.Elements = []labelled{}
	for e, a := range labels.All() {
		one := labelled{ID: sub.name(e), Kind: e.ElementKind(), Text: e.Text(), Label: a.Label, Reason: a.Reason, Credulous: a.Credulous, Sceptical: a.Sceptical, Weight: a.Weight}
		if strengths != nil {
			if v, _ := strengths.Of(e.ID()); v.Outcome != evaluation.Unknown {
				one.Strength = &v.Value
			}
		}
		out.Elements = append(out.Elements, one)
	}
	for _, d := range labels.Decisions() {
		one := decided{Question: sub.name(d.Question), Standard: d.Standard, Rule: d.Rule}
		for _, p := range d.Positions {
			one.Positions = append(one.Positions, position{sub.name(p.Claim), p.Strength})
		}
		if d.Winner != nil {
			one.Winner = new(sub.name(*d.Winner))
		}
		out.Decisions = append(out.Decisions, one)
	}
}

func (c *evaluateCommand) write(s *session, out evaluated) error {
	if c.JSON {
		enc := json.NewEncoder(s.stdout)
		enc.SetIndent("", "  ")
		enc.SetEscapeHTML(false)
		return enc.Encode(out)
	}
	reading := ""
	if out.Reading != string(snapshot.MapReading) {
		reading = ", reading " + out.Reading
	}
	s.sayf("%s%s, %s: %s\n", out.of, reading, out.Semantics, out.Outcome)
	table := tabwriter.NewWriter(s.stdout, 0, 0, 2, ' ', 0)
	for _, e := range out.Elements {
		label := "-"
		if e.Label != nil {
			label = strings.TrimSpace(string(*e.Label) + " " + string(e.Reason))
		}
		if e.Weight != nil {
			label += fmt.Sprintf(" (weighs %.4g)", *e.Weight)
		}
		if e.Strength != nil {
			label += fmt.Sprintf("\t%.4f", *e.Strength)
		}
		_, _ = fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", label, e.Kind, oneLine(e.ID), oneLine(e.Text))
	}
	for _, d := range out.Decisions {
		winner := "no answer"
		if d.Winner != nil {
			winner = oneLine(*d.Winner)
		}
		_, _ = fmt.Fprintf(table, "%s\tQUESTION\t%s\t%s meets it, by %s\n", d.Standard, oneLine(d.Question), winner, d.Rule)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	out.Expected.write(s)
	return nil
}
