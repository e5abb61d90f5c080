package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"argmap/internal/argmap"
	"argmap/internal/exchange"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// importCommand brings maps in.
type importCommand struct {
	Files []string `arg:"" name:"file" help:"Files in argmap's own format; - is standard input."`
}

// Run brings each file in, in order.
func (c *importCommand) Run(s *session) error { return s.bring(c.Files, "imported") }

// restoreCommand brings a backup in.
type restoreCommand struct {
	File string `arg:"" help:"File that backup wrote; - is standard input."`
}

// Run brings the backup in.
func (c *restoreCommand) Run(s *session) error { return s.bring([]string{c.File}, "restored") }

// bring reads files into the store. A file that is not there is refused before any is read.
func (s *session) bring(files []string, done string) error {
	for _, name := range files {
		if name == "-" {
			continue
		}
		if info, err := os.Stat(name); err != nil {
			return err
		} else if info.IsDir() {
			return fmt.Errorf("%s is a directory; name a file", name)
		}
	}
	return s.with(true, func(st store.Store) error {
		for _, name := range files {
			if err := s.bringOne(st, name, done); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *session) bringOne(st store.Store, name, done string) error {
	in := s.stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	report, err := exchange.New(st, s.clock).Restore(s.ctx, in)
	if err != nil {
		return inFile(name, err)
	}
	s.notef("%s %s: %s, %d known already\n", done, name, counted(report), report.Known)
	return nil
}

// inFile names the file at fault.
func inFile(name string, err error) error {
	f, ok := errors.AsType[*fault.Error](err)
	if !ok {
		return fmt.Errorf("%s: %w", name, err)
	}
	named := *f
	named.Message = name + ": " + f.Message
	return &named
}

func counted(r exchange.Report) string {
	return fmt.Sprintf("%d maps with %d change sets, %d sources", r.Maps, r.ChangeSets, r.Sources)
}

// exportCommand writes one map.
type exportCommand struct {
	Map    argmap.ID `arg:"" help:"Id of the map."`
	Output string    `short:"o" placeholder:"FILE" help:"File to write to, standard output by default."`
}

// Run writes the map.
func (c *exportCommand) Run(s *session) error {
	return s.take(c.Output, "exported", func(x *exchange.Service, w io.Writer) (exchange.Report, error) {
		return x.Export(s.ctx, c.Map, w)
	})
}

// backupCommand writes everything.
type backupCommand struct {
	Output string `short:"o" placeholder:"FILE" help:"File to write to, standard output by default."`
}

// Run writes the backup.
func (c *backupCommand) Run(s *session) error {
	return s.take(c.Output, "backed up", func(x *exchange.Service, w io.Writer) (exchange.Report, error) {
		return x.Backup(s.ctx, w)
	})
}

// take writes something of the store to a file.
func (s *session) take(file, done string, write func(*exchange.Service, io.Writer) (exchange.Report, error)) error {
	return s.with(false, func(st store.Store) error {
		var report exchange.Report
		err := s.output(file, func(w io.Writer) (err error) {
			report, err = write(exchange.New(st, s.clock), w)
			return err
		})
		if err == nil {
			s.notef("%s %s\n", done, counted(report))
		}
		return err
	})
}
