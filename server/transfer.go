package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"argmap/internal/exchange"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// restoreCommand brings a backup in.
type restoreCommand struct {
	File string `arg:"" help:"File that backup wrote; - is standard input."`
}

// Run brings the backup in.
func (c *restoreCommand) Run(s *session) error {
	if _, err := gather([]string{c.File}); err != nil {
		return err
	}
	return s.with(true, func(st store.Store) error { return s.bring(st, c.File) })
}

// bring reads a backup into the store.
func (s *session) bring(st store.Store, name string) error {
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
	s.notef("restored %s: %s, %d known already\n", name, counted(report.Report), report.Known)
	return nil
}

// inFile names the file at fault.
func inFile(name string, err error) error {
	f, ok := asFault(err)
	if !ok {
		return fmt.Errorf("%s: %w", name, err)
	}
	named := *f
	named.Message = name + ": " + f.Message
	return &named
}

func asFault(err error) (*fault.Error, bool) { return errors.AsType[*fault.Error](err) }

func counted(r exchange.Report) string {
	return fmt.Sprintf("%d maps with %d change sets, %d sources", r.Maps, r.ChangeSets, r.Sources)
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
