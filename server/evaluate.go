package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/evaluation"
	"argmap/internal/exchange"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/snapshot"
	"argmap/internal/store"
	"argmap/internal/store/sqlitestore"
)

// evaluateCommand labels a map.
type evaluateCommand struct {
	Map string `arg:"" name:"map|file" help:"Id of a map in the store, or a file in argmap's own format that holds one; such a file needs no store."`

	Semantics   string      `default:"GROUNDED" placeholder:"NAME" help:"Which claims can be accepted together: GROUNDED, PREFERRED, STABLE and others."`
	Strength    string      `placeholder:"NAME" help:"Give strengths too: DF_QUAD, QUADRATIC_ENERGY and others."`
	Reading     string      `default:"MAP" placeholder:"NAME" help:"What a support means: MAP, ATTACKS_ONLY, DEDUCTIVE, NECESSARY or EVIDENTIAL."`
	Rebuts      string      `default:"DIRECTED" placeholder:"NAME" help:"Whether a rebutted claim strikes back: DIRECTED or MUTUAL."`
	Questions   string      `default:"WEIGH" placeholder:"NAME" help:"Whether pressed critical questions move labels: WEIGH or IGNORE."`
	Issues      string      `default:"WEIGH" placeholder:"NAME" help:"Whether answers that exclude each other fight: WEIGH or IGNORE."`
	Preferences string      `default:"WEIGH" placeholder:"NAME" help:"Whether preferences shield from attacks: WEIGH or IGNORE."`
	Voice       []argmap.ID `placeholder:"ID" help:"A voice that counts, once for each; all count by default."`

	Why        []argmap.ID `placeholder:"ID" help:"Explain the label of an element in words, by GROUNDED semantics; once for each."`
	Influences string      `placeholder:"METHOD" help:"With --why, give what moves the strength of these elements: REMOVAL, GRADIENT or SHAPLEY."`

	Timeout time.Duration `default:"1m" help:"Time for the evaluation."`
	JSON    bool          `name:"json" help:"Write JSON instead of a table."`
}

// Run evaluates, and fails when the time was too short to know.
func (c *evaluateCommand) Run(s *session) error {
	r, err := c.request()
	if err != nil {
		return usageError{err}
	}
	info, err := os.Stat(c.Map)
	switch {
	case err == nil && !info.IsDir():
		return s.fromFile(c.Map, func(snap *snapshot.Snapshot) error { return c.evaluate(s, snap, r) })
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	}
	return s.withLedger(func(_ store.Store, l *ledger.Ledger) error {
		snap, err := l.At(s.ctx, argmap.ID(c.Map), ledger.Read{})
		if err != nil {
			return err
		}
		return c.evaluate(s, snap, r)
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

// fromFile reads a file with one map into memory.
func (s *session) fromFile(name string, work func(*snapshot.Snapshot) error) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	st, err := sqlitestore.Open(s.ctx, sqlitestore.Options{Path: sqlitestore.Memory, Now: s.clock})
	if err != nil {
		return err
	}
	err = s.fromMemory(st, name, f, work)
	return errors.Join(err, closeStore(s.ctx, st))
}

func (s *session) fromMemory(st store.Store, name string, file io.Reader, work func(*snapshot.Snapshot) error) error {
	if _, err := st.Migrate(s.ctx); err != nil {
		return err
	}
	if _, err := exchange.New(st, s.clock).Restore(s.ctx, file); err != nil {
		return inFile(name, err)
	}
	ids, err := s.liveMaps(st)
	if err != nil {
		return err
	}
	if len(ids) != 1 {
		return fault.New(fault.Invalid, "evaluate.one_map", "%s holds %d maps; it must hold one, as export writes it", name, len(ids))
	}
	l := s.ledger(st, nil)
	snap, err := l.At(s.ctx, ids[0], ledger.Read{})
	if err == nil {
		err = work(snap)
	}
	return errors.Join(err, l.Close(s.ctx))
}

func (c *evaluateCommand) evaluate(s *session, snap *snapshot.Snapshot, r evaluation.Request) error {
	service := evaluation.New(evaluation.Options{Budget: c.Timeout})
	if len(c.Why) > 0 {
		return c.explain(s, service, snap, r)
	}
	labels, err := service.Evaluate(s.ctx, snap, r)
	if err != nil {
		return err
	}
	out := evaluated{Map: snap.Map(), Revision: snap.Revision(), Semantics: c.Semantics, Outcome: labels.Outcome}
	var strengths *evaluation.Strengths
	if c.Strength != "" {
		sem, _ := evaluation.ParseStrength(c.Strength)
		strengths, err = service.Strengths(s.ctx, snap, evaluation.StrengthRequest{Reading: r.Reading, Semantics: sem})
		if err != nil {
			return err
		}
		out.Strength, out.StrengthOutcome = c.Strength, strengths.Outcome
	}
	out.fill(labels, strengths)
	if err := c.write(s, out); err != nil {
		return err
	}
	if out.Outcome == evaluation.Unknown || out.StrengthOutcome == evaluation.Unknown {
		return fault.New(fault.Exhausted, "evaluate.unknown", "the evaluation was not finished within %s; give it more with --timeout", c.Timeout)
	}
	return nil
}

// evaluated is what is written.
type evaluated struct {
	Map             argmap.ID          `json:"map"`
	Revision        argmap.Revision    `json:"revision"`
	Semantics       string             `json:"semantics"`
	Outcome         evaluation.Outcome `json:"outcome"`
	Strength        string             `json:"strength,omitempty"`
	StrengthOutcome evaluation.Outcome `json:"strengthOutcome,omitempty"`
	Elements        []labelled         `json:"elements"`
	Decisions       []decided          `json:"decisions,omitempty"`
}

type labelled struct {
	ID        argmap.ID        `json:"id"`
	Kind      argmap.Kind      `json:"kind"`
	Text      string           `json:"text,omitempty"`
	Label     *argmap.Label    `json:"label"`
	Reason    argmap.OutReason `json:"reason,omitempty"`
	Credulous *bool            `json:"credulous"`
	Sceptical *bool            `json:"sceptical"`
	Strength  *float64         `json:"strength,omitempty"`
}

type decided struct {
	Question argmap.ID            `json:"question"`
	Standard argmap.ProofStandard `json:"standard"`
	Rule     string               `json:"rule"`
	Winner   *argmap.ID           `json:"winner"`
}

func (out *evaluated) fill(labels *evaluation.Labels, strengths *evaluation.Strengths) {
	out.Elements = []labelled{}
	for e, a := range labels.All() {
		one := labelled{ID: e.ID(), Kind: e.ElementKind(), Text: e.Text(), Label: a.Label, Reason: a.Reason, Credulous: a.Credulous, Sceptical: a.Sceptical}
		if strengths != nil {
			if v, _ := strengths.Of(e.ID()); v.Outcome != evaluation.Unknown {
				one.Strength = &v.Value
			}
		}
		out.Elements = append(out.Elements, one)
	}
	for _, d := range labels.Decisions() {
		one := decided{Question: d.Question.ID(), Standard: d.Standard, Rule: d.Rule}
		if d.Winner != nil {
			id := d.Winner.ID()
			one.Winner = &id
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
	s.sayf("map %s at revision %d, %s: %s\n", out.Map, out.Revision, out.Semantics, out.Outcome)
	table := tabwriter.NewWriter(s.stdout, 0, 0, 2, ' ', 0)
	for _, e := range out.Elements {
		label := "-"
		if e.Label != nil {
			label = strings.TrimSpace(string(*e.Label) + " " + string(e.Reason))
		}
		if e.Strength != nil {
			label += fmt.Sprintf("\t%.4f", *e.Strength)
		}
		_, _ = fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", label, e.Kind, e.ID, strings.Join(strings.Fields(e.Text), " "))
	}
	for _, d := range out.Decisions {
		winner := "no answer"
		if d.Winner != nil {
			winner = string(*d.Winner)
		}
		_, _ = fmt.Fprintf(table, "%s\tQUESTION\t%s\t%s meets it, by %s\n", d.Standard, d.Question, winner, d.Rule)
	}
	return table.Flush()
}
