package main

import (
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"argmap/internal/fault"
	"argmap/internal/store"
)

// migrateGroup are the commands about the schema.
type migrateGroup struct {
	Status migrateStatus `cmd:"" help:"List the steps, and say whether any is missing (exit code 1)."`
	Up     migrateUp     `cmd:"" help:"Take the missing steps."`
}

type (
	migrateStatus struct{}
	migrateUp     struct{}
)

// Run lists the steps.
func (*migrateStatus) Run(s *session) (err error) {
	st, err := s.open(false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeStore(s.ctx, st)) }()
	steps, err := s.migrations(st)
	if err != nil {
		return err
	}
	out := tabwriter.NewWriter(s.stdout, 0, 0, 2, ' ', 0)
	missing := 0
	for _, m := range steps {
		state := "missing"
		if !m.Applied.IsZero() {
			state = "taken " + m.Applied.UTC().Format(time.RFC3339)
		} else {
			missing++
		}
		_, _ = fmt.Fprintf(out, "%s\t%s\n", m.Name, state)
	}
	if err := out.Flush(); err != nil || missing == 0 {
		return err
	}
	return fault.New(fault.Invalid, "schema.behind", "%d steps of the schema are missing; run \"migrate up\"", missing)
}

// migrations waits for the store and lists the steps.
func (s *session) migrations(st store.Store) ([]store.Migration, error) {
	if err := s.await(st); mayPass(err) {
		return nil, err
	}
	return st.Migrations(s.ctx)
}

// Run takes the missing steps.
func (*migrateUp) Run(s *session) (err error) {
	st, err := s.open(true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeStore(s.ctx, st)) }()
	if err := s.await(st); mayPass(err) {
		return err
	}
	taken, err := st.Migrate(s.ctx)
	if err != nil {
		return err
	}
	for _, m := range taken {
		s.sayf("took %s\n", m.Name)
	}
	if len(taken) == 0 {
		s.sayf("nothing to do: the schema is current\n")
	}
	return nil
}
