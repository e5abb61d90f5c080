package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/exchange"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/store"
)

// validateCommand lists the rules that maps break.
type validateCommand struct {
	Maps []string `arg:"" name:"file|folder|map" help:"Files and folders, - for standard input, or ids of maps in the store; files need no store."`
	From string   `placeholder:"FORMAT" help:"Format of all files, where their content does not tell."`

	outcomeFlags
}

// Run looks at everything, and fails when a rule is broken or a file cannot be read.
func (c *validateCommand) Run(s *session) error {
	if _, err := formatNamed(c.From); err != nil {
		return err
	}
	names, ids, err := c.split()
	if err != nil {
		return err
	}
	files, err := gather(names)
	if err != nil {
		return err
	}
	log := c.outcome(s, "validated", foundText)
	x := exchange.NewConverter(s.interchange())
	work := corpus{session: s, formats: x.Formats(), format: c.From, files: files, goOn: true, log: log}
	if err := c.stored(s, ids, log); err != nil {
		return err
	}
	err = work.run(func(_ found, file exchange.File, line *outcomeLine) error {
		checked, format, err := x.Validate(s.ctx, file)
		line.Format = format.Name
		for _, m := range checked {
			line.Maps = append(line.Maps, outcomeMap{Title: m.Title, Counts: m.Counts, Findings: m.Findings})
		}
		return err
	})
	if err == nil && log.summary.Errors > 0 {
		err = fault.New(fault.Invalid, "validate.errors", "%d rules are broken", log.summary.Errors)
	}
	return err
}

// split tells files from ids of maps: what is not there as a file is an id.
func (c *validateCommand) split() (files, ids []string, err error) {
	for _, name := range c.Maps {
		_, err := os.Stat(name)
		switch {
		case name == stdinName || err == nil:
			files = append(files, name)
		case errors.Is(err, fs.ErrNotExist):
			ids = append(ids, name)
		default:
			return nil, nil, err
		}
	}
	return files, ids, nil
}

// stored looks at maps of the store.
func (c *validateCommand) stored(s *session, ids []string, log *outcome) error {
	if len(ids) == 0 {
		return nil
	}
	return s.withLedger(func(st store.Store, l *ledger.Ledger) error {
		x := exchange.NewInterchange(st, l, nil, s.interchange())
		for _, id := range ids {
			m, err := x.ValidateMap(s.ctx, argmap.ID(id), 0)
			if fault.Reason(err) == "map.not_found" {
				return fault.New(fault.NotFound, "map.not_found", "there is no file %q, and no map of that id", id)
			}
			if err != nil {
				return err
			}
			line := &outcomeLine{File: id, Maps: []outcomeMap{{Map: m.Map, Title: m.Title, Counts: m.Counts, Findings: m.Findings}}}
			if err := log.done(line); err != nil {
				return err
			}
		}
		return nil
	})
}

// foundText lists findings, one a line, with the place or the element at fault.
func foundText(m outcomeMap) string {
	var text strings.Builder
	_, _ = fmt.Fprintf(&text, "%q with %d elements", m.Title, m.Counts.Elements)
	for _, f := range m.Findings {
		_, _ = fmt.Fprintf(&text, "\n  %s %s%s: %s", f.Severity, f.Rule, placeOf(f), f.Message)
	}
	return text.String()
}

func placeOf(f codec.Finding) string {
	if at := cmp.Or(f.Where, f.External, string(f.Element)); at != "" {
		return " at " + at
	}
	return ""
}
