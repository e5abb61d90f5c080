package main

import (
	"fmt"
	"os"
	"path/filepath"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/exchange"
	"argmap/internal/fault"
)

// convertCommand turns files of one format into files of another.
type convertCommand struct {
	In       string `arg:"" help:"File or folder; - is standard input."`
	Out      string `arg:"" optional:"" help:"File or folder; - is standard output. Of a folder every file is converted, and the names are kept but for their ends."`
	From     string `placeholder:"FORMAT" help:"Format of the input, where its content does not tell."`
	To       string `required:"" placeholder:"FORMAT" help:"Format of the output."`
	Strict   bool   `help:"Write nothing of a map that the format cannot hold whole."`
	DryRun   bool   `help:"Only tell what the format cannot hold; write nothing."`
	Force    bool   `help:"Replace files that are there already."`
	Continue bool   `help:"Go on when a file fails."`

	outcomeFlags
}

// Run converts. No store is opened.
func (c *convertCommand) Run(s *session) error {
	to, err := c.formats()
	if err != nil {
		return err
	}
	files, err := gather([]string{c.In})
	if err != nil {
		return err
	}
	if c.Out == stdinName && c.JSON && !c.DryRun {
		return usagef("--json needs a file or folder to write to, or --dry-run: standard output is the map")
	}
	job := &conversion{convertCommand: c, to: to, converter: exchange.NewConverter(s.interchange()), out: s.outbox(c.Force), session: s}
	job.intoFolder = len(files) != 1 || !files[0].named || folder(c.Out)
	if job.intoFolder && c.Out == stdinName {
		return usagef("a folder cannot be converted to standard output; name a folder")
	}
	log := c.outcome(s, "converted", convertedText)
	log.aside = c.Out == stdinName
	work := corpus{session: s, formats: job.converter.Formats(), format: c.From, files: files, goOn: c.Continue, log: log}
	return work.run(job.one)
}

func (c *convertCommand) formats() (codec.Format, error) {
	if _, err := formatNamed(c.From); err != nil {
		return codec.Format{}, err
	}
	to, err := formatNamed(c.To)
	switch {
	case err != nil:
		return to, err
	case to.Encode == nil:
		return to, usagef("%s is only read, not written", c.To)
	case c.Out == "" && !c.DryRun:
		return to, usagef("name a file or folder to write to, - for standard output, or say --dry-run")
	}
	return to, nil
}

// conversion is one run of the command.
type conversion struct {
	*convertCommand

	session    *session
	to         codec.Format
	converter  *exchange.Converter
	out        *outbox
	intoFolder bool
}

func (c *conversion) one(f found, file exchange.File, line *outcomeLine) error {
	docs, format, err := c.converter.Decode(c.session.ctx, file, argmap.Local)
	line.Format = format.Name
	if err != nil {
		return err
	}
	if len(docs) > 1 && !c.intoFolder && !c.DryRun {
		return fault.New(fault.Invalid, "output.several", "the file holds %d maps; name a folder to write them to", len(docs))
	}
	for i, d := range docs {
		m := outcomeMap{Title: d.Properties.Title, Counts: exchange.CountsOf(d), Findings: d.Check()}
		path, err := c.path(f, i)
		if err == nil {
			m.Losses, m.Written, err = c.write(d, path)
		}
		if err != nil {
			return err
		}
		line.Maps = append(line.Maps, m)
	}
	return nil
}

func (c *conversion) write(d *codec.Document, path string) (losses []codec.Loss, names []string, err error) {
	if c.DryRun {
		losses, err = c.converter.Losses(c.session.ctx, d, c.to.Name)
		return losses, nil, err
	}
	names, err = c.out.write(path, !c.intoFolder, c.to, func(out codec.Output) error {
		losses, err = c.converter.Encode(c.session.ctx, d, c.to.Name, c.Strict, out)
		return err
	})
	return losses, names, err
}

// path is where the file's map of a number goes.
func (c *conversion) path(f found, number int) (string, error) {
	if !c.intoFolder || c.DryRun {
		return c.Out, nil
	}
	rel := f.rel
	if rel == stdinName {
		rel = "map"
	}
	name := stem(rel)
	if number > 0 {
		name += fmt.Sprintf("-%d", number+1)
	}
	path := filepath.Join(c.Out, name+c.to.Extensions[0])
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil { //nolint:gosec // as files of the user are
		return "", unwritable(path, err)
	}
	return path, nil
}

func convertedText(m outcomeMap) string {
	text := fmt.Sprintf("%q with %d elements", m.Title, m.Counts.Elements)
	for _, name := range m.Written {
		text += " -> " + name
	}
	return text + lossesText(m.Losses)
}

// lossesText lists losses, one a line.
func lossesText(losses []codec.Loss) string {
	text := ""
	for _, l := range losses {
		text += fmt.Sprintf("\n  LOST %d %s: %s", l.Count(), l.What, l.Why)
	}
	return text
}
