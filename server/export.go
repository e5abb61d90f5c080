package main

import (
	"fmt"
	"os"
	"path/filepath"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/exchange"
	"argmap/internal/ledger"
	"argmap/internal/store"
)

// exportCommand writes one map.
type exportCommand struct {
	Map      argmap.ID       `arg:"" help:"Id of the map."`
	Output   string          `short:"o" default:"-" placeholder:"FILE" help:"File or folder to write to, standard output by default."`
	To       string          `default:"argmap" placeholder:"FORMAT" help:"Format to write. That of argmap itself holds the whole history and the sources."`
	Revision argmap.Revision `placeholder:"N" help:"Write the map as it was at this revision."`
	Strict   bool            `help:"Write nothing if the format cannot hold all of the map."`
	DryRun   bool            `help:"Only tell what the format cannot hold; write nothing."`
	Force    bool            `help:"Replace files that are there already."`
	JSON     bool            `name:"json" help:"Tell in JSON what was written, or would be lost."`
}

// Run writes the map, and says beside it what the format cannot hold.
func (c *exportCommand) Run(s *session) error {
	format, err := formatNamed(c.To)
	if err != nil {
		return err
	}
	if format.Encode == nil {
		return usagef("%s is only read, not written", c.To)
	}
	if c.Output == stdinName && c.JSON && !c.DryRun {
		return usagef("--json needs -o FILE or --dry-run: standard output is the map")
	}
	return s.withLedger(func(st store.Store, l *ledger.Ledger) error {
		x := exchange.NewInterchange(st, l, nil, s.interchange())
		e, err := x.Export(s.ctx, c.Map, c.Revision, c.To)
		if err != nil {
			return err
		}
		return c.write(s, e)
	})
}

func (c *exportCommand) write(s *session, e *exchange.Export) error {
	losses, err := e.Losses(s.ctx)
	if err != nil {
		return err
	}
	told := outcomeMap{Map: e.Map, Revision: e.Revision, Title: e.Title(), Losses: losses}
	if c.Strict && !c.DryRun {
		if err := e.Refuse(s.ctx); err != nil {
			s.notef("%s", lossesLines(losses))
			return err
		}
	}
	if !c.DryRun {
		path, err := c.path(e)
		if err != nil {
			return err
		}
		told.Written, err = s.outbox(c.Force).write(path, !folder(c.Output), e.Format, func(out codec.Output) error { return e.Write(s.ctx, out) })
		if err != nil {
			return err
		}
	}
	return c.tell(s, told)
}

// path is where the map goes: in a folder, to a file of the map's id.
func (c *exportCommand) path(e *exchange.Export) (string, error) {
	if !folder(c.Output) {
		return c.Output, nil
	}
	return filepath.Join(c.Output, string(e.Map)+e.Format.Extensions[0]), os.MkdirAll(c.Output, 0o755) //nolint:gosec // as files of the user are
}

func (c *exportCommand) tell(s *session, m outcomeMap) error {
	if c.JSON {
		o := outcome{session: s}
		return o.encode(outcomeLine{File: c.Output, Format: c.To, Maps: []outcomeMap{m}})
	}
	what := "exported"
	if c.DryRun {
		what = "would export"
	}
	s.notef("%s map %s %q at revision %d as %s%s\n", what, m.Map, m.Title, m.Revision, c.To, lossesText(m.Losses))
	return nil
}

func lossesLines(losses []codec.Loss) string {
	if len(losses) == 0 {
		return ""
	}
	return fmt.Sprintf("%s\n", lossesText(losses)[1:])
}
