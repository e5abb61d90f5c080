package main

import (
	"bufio"
	"fmt"
	"io"
	"path/filepath"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/argmapjson"
	"argmap/internal/codec/formats"
	"argmap/internal/exchange"
	"argmap/internal/ledger"
	"argmap/internal/store"
)

// importCommand brings maps in.
type importCommand struct {
	Files    []string `arg:"" name:"file|folder" help:"Files and folders; - is standard input. The content tells the format; files in argmap's own format come in with their history."`
	From     string   `placeholder:"FORMAT" help:"Format of all files, where their content does not tell. In folders, only files that are named like it are read then."`
	Key      string   `placeholder:"KEY" help:"Key of this import. Run again with the same key and files, it goes on where it ended and brings nothing in twice."`
	Continue bool     `help:"Go on when a file fails."`

	outcomeFlags
}

// Run brings the files in, in order.
func (c *importCommand) Run(s *session) error {
	if _, err := formatNamed(c.From); err != nil {
		return err
	}
	files, err := gather(c.Files)
	if err != nil {
		return err
	}
	return s.withLedgerOn(true, func(st store.Store, l *ledger.Ledger) error {
		x := exchange.NewInterchange(st, l, nil, s.interchange())
		log := c.outcome(s, "imported", importedText)
		work := corpus{session: s, formats: x.Formats(), format: c.From, files: files, goOn: c.Continue, log: log}
		return work.run(func(f found, file exchange.File, line *outcomeLine) error {
			return c.one(s, x, exchange.New(st, s.clock), f, file, line)
		})
	})
}

// interchange are the options of reading and writing files.
func (s *session) interchange() exchange.Options {
	return exchange.Options{NewID: newID, Clock: s.clock, Limit: int64(s.settings.MaxFile)}
}

// formatNamed refuses a name that no format has; the empty one has none.
func formatNamed(name string) (codec.Format, error) {
	if name == "" {
		return codec.Format{}, nil
	}
	f, err := formats.Named(name)
	if err != nil {
		return f, usageError{err}
	}
	return f, nil
}

// peeked is how much of a file tells whether it is in our own format.
const peeked = 4 << 10

func (c *importCommand) one(s *session, x *exchange.Interchange, own *exchange.Service, f found, file exchange.File, line *outcomeLine) error {
	body := bufio.NewReaderSize(file.Body, peeked)
	head, err := body.Peek(peeked)
	if err != nil && err != io.EOF { //nolint:errorlint // Peek gives io.EOF itself
		return err
	}
	if c.From == argmapjson.Name || c.From == "" && argmapjson.Format().Recognise(codec.Sample{Data: head}) == codec.Surely {
		line.Format = argmapjson.Name
		rep, err := own.Restore(s.ctx, body)
		for _, m := range rep.Brought {
			line.Maps = append(line.Maps, outcomeMap{Map: m.Map, Revision: m.Revision, Title: m.Title, Known: m.Known})
		}
		return err
	}
	file.Body = body
	who := exchange.Who{Actor: argmap.Local}
	if c.Key != "" {
		who.Key = c.Key + ":" + filepath.ToSlash(f.rel)
	}
	maps, format, err := x.Import(s.ctx, file, who)
	line.Format = format
	for _, m := range maps {
		line.Maps = append(line.Maps, outcomeMap{
			Map: m.Map, Revision: m.Revision, Title: m.Title, Counts: m.Counts, Repeated: m.Repeated, Findings: m.Findings,
		})
	}
	return err
}

func importedText(m outcomeMap) string {
	switch {
	case m.Known || m.Repeated:
		return fmt.Sprintf("map %s %q was there already", m.Map, m.Title)
	case m.Counts == exchange.Counts{}:
		return fmt.Sprintf("map %s %q with %d revisions", m.Map, m.Title, m.Revision)
	}
	text := fmt.Sprintf("map %s %q with %d elements", m.Map, m.Title, m.Counts.Elements)
	if n := codec.CountFindings(m.Findings); n > 0 {
		text += fmt.Sprintf(", %d findings", n)
	}
	return text
}
