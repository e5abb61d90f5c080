package sqlitestore

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"time"

	"argmap/internal/fault"
	"argmap/internal/store"
)

//go:embed migration/*.sql
var migrationFiles embed.FS

// step is a migration with its text.
type step struct {
	store.Migration
	text string
}

// steps reads the migrations that this program knows, in order; a gap in their numbers is an error.
func steps() ([]step, error) {
	files, err := fs.Glob(migrationFiles, "migration/*.sql")
	if err != nil {
		return nil, err
	}
	var out []step
	for i, file := range files {
		text, err := migrationFiles.ReadFile(file)
		if err != nil {
			return nil, err
		}
		name := strings.TrimSuffix(strings.TrimPrefix(file, "migration/"), ".sql")
		digits, _, _ := strings.Cut(name, "_")
		if n, err := strconv.Atoi(digits); err != nil || n != i+1 {
			return nil, fmt.Errorf("migration %s should have number %d", file, i+1)
		}
		sum := sha256.Sum256(text)
		m := store.Migration{Number: i + 1, Name: name, Checksum: hex.EncodeToString(sum[:])}
		out = append(out, step{m, string(text)})
	}
	return out, nil
}

// Migrations lists the schema's steps in order, applied or not.
func (s *Store) Migrations(ctx context.Context) (list []store.Migration, err error) {
	defer s.guard(ctx, &err, "list migrations")
	err = s.view(ctx, func(v view) error {
		list, err = migrations(v.query)
		return err
	})
	return list, err
}

// migrations compares the steps that this program knows with those that the database records.
func migrations(query querier) ([]store.Migration, error) {
	known, err := steps()
	if err != nil {
		return nil, err
	}
	applied, err := appliedSteps(query)
	if err != nil {
		return nil, err
	}
	list := make([]store.Migration, len(known))
	for i, k := range known {
		list[i] = k.Migration
	}
	for _, a := range applied {
		if a.Number < 1 || a.Number > len(known) {
			return nil, fault.New(fault.Invalid, "schema.newer",
				"the database has schema step %s, which this program does not know; run a newer program", a.Name)
		}
		k := &list[a.Number-1]
		if k.Checksum != a.Checksum || k.Name != a.Name {
			return nil, fault.New(fault.Invalid, "schema.changed",
				"schema step %s is not the one that the database was made with (%s)", k.Name, a.Name)
		}
		k.Applied = a.Applied
	}
	return list, nil
}

// querier is how a reading or a writing transaction asks.
type querier func(text string, args ...any) (*sql.Rows, error)

const hasMigrations = `SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'`

const selectMigrations = `SELECT number, name, checksum, applied FROM migrations ORDER BY number`

func appliedSteps(query querier) ([]store.Migration, error) {
	rows, err := query(hasMigrations)
	if err != nil {
		return nil, err
	}
	var tables int
	if _, err := scanOne(rows, []any{&tables}); err != nil || tables == 0 {
		return nil, err
	}
	if rows, err = query(selectMigrations); err != nil {
		return nil, err
	}
	return collect(rows, func(r *sql.Rows) (m store.Migration, err error) {
		var applied int64
		err = r.Scan(&m.Number, &m.Name, &m.Checksum, &applied)
		m.Applied = fromMicros(applied)
		return m, err
	})
}

const createMigrations = `
CREATE TABLE IF NOT EXISTS migrations (
  number   INTEGER PRIMARY KEY,
  name     TEXT    NOT NULL,
  checksum TEXT    NOT NULL,
  applied  INTEGER NOT NULL
) STRICT`

const insertMigration = `INSERT INTO migrations (number, name, checksum, applied) VALUES (?1, ?2, ?3, ?4)`

// Migrate takes the missing steps in order and gives those it took. All are taken in one transaction,
// so a second starter waits for the first and then finds nothing to do.
func (s *Store) Migrate(ctx context.Context) (took []store.Migration, err error) {
	defer s.guard(ctx, &err, "migrate")
	err = s.write(ctx, func(t *transaction) error {
		took = nil
		if err := t.script(createMigrations); err != nil {
			return err
		}
		list, err := migrations(t.query)
		if err != nil {
			return err
		}
		took, err = s.takeSteps(t, list)
		return err
	})
	if err != nil {
		return nil, err
	}
	return took, nil
}

func (s *Store) takeSteps(t *transaction, list []store.Migration) (took []store.Migration, err error) {
	known, err := steps()
	if err != nil {
		return nil, err
	}
	for i, m := range list {
		if !m.Applied.IsZero() {
			continue
		}
		m.Applied = s.now().UTC().Truncate(time.Microsecond)
		if err := t.script(known[i].text); err != nil {
			return nil, err
		}
		if err := t.do(insertMigration, m.Number, m.Name, m.Checksum, micros(m.Applied)); err != nil {
			return nil, err
		}
		took = append(took, m)
	}
	return took, nil
}

// script runs a text of several statements, which are not kept prepared.
func (t *transaction) script(text string) error {
	_, err := t.w.conn.ExecContext(t.ctx, text)
	return err
}

// Ready reports whether the store can be reached and its schema is current; UNAVAILABLE says why not.
func (s *Store) Ready(ctx context.Context) (err error) {
	defer s.guard(ctx, &err, "ready")
	list, err := s.Migrations(ctx)
	if err != nil {
		if fault.Of(err) == fault.Invalid {
			return fault.New(fault.Unavailable, fault.Reason(err), "the database's schema is not this program's").Because(err)
		}
		return err
	}
	for _, m := range list {
		if m.Applied.IsZero() {
			return fault.New(fault.Unavailable, "schema.behind", "the database lacks schema step %s; migrate it", m.Name)
		}
	}
	return nil
}
