package neo4jstore

import (
	"context"
	"crypto/sha256"
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

//go:embed migration/*.cypher
var migrationFiles embed.FS

// step is a migration with its statements. Each is a transaction of its own, as Neo4j wants it for the
// schema, so each must say IF NOT EXISTS: a step that was cut short is begun again.
type step struct {
	store.Migration
	statements []string
}

// steps reads the migrations that this program knows, in order.
func steps() ([]step, error) {
	files, err := fs.Glob(migrationFiles, "migration/*.cypher")
	if err != nil {
		return nil, err
	}
	var out []step
	for i, file := range files {
		text, err := migrationFiles.ReadFile(file)
		if err != nil {
			return nil, err
		}
		name := strings.TrimSuffix(strings.TrimPrefix(file, "migration/"), ".cypher")
		digits, _, _ := strings.Cut(name, "_")
		if n, err := strconv.Atoi(digits); err != nil || n != i+1 {
			return nil, fmt.Errorf("migration %s should have number %d", file, i+1)
		}
		sum := sha256.Sum256(text)
		m := store.Migration{Number: i + 1, Name: name, Checksum: hex.EncodeToString(sum[:])}
		out = append(out, step{m, splitStatements(string(text))})
	}
	return out, nil
}

// splitStatements parts a file at the lines that end in a semicolon; comments are whole lines.
func splitStatements(text string) []string {
	var out []string
	var b strings.Builder
	for line := range strings.Lines(text) {
		trimmed := strings.TrimSpace(line)
		if trimmed == "" || strings.HasPrefix(trimmed, "//") {
			continue
		}
		if rest, end := strings.CutSuffix(trimmed, ";"); end {
			out = append(out, b.String()+rest)
			b.Reset()
			continue
		}
		b.WriteString(line)
	}
	return out
}

const migrationsText = `
MATCH (m:Migration)
RETURN m.number AS number, m.name, m.checksum, m.applied ORDER BY number`

// Migrations implements store.Store.
func (s *Store) Migrations(ctx context.Context) (list []store.Migration, err error) {
	defer fault.Wrap(&err, "neo4jstore: list migrations")
	known, err := steps()
	if err != nil {
		return nil, fault.New(fault.Internal, "schema.files", "the program's migrations cannot be read").Because(err)
	}
	for _, k := range known {
		list = append(list, k.Migration)
	}
	rows, err := s.run(ctx, statement{name: "migrations", text: migrationsText}, nil)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		if err := markApplied(list, r.Values); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// markApplied enters a step that the database records into the list of those that are known.
func markApplied(list []store.Migration, recorded []any) error {
	n, name, checksum := int(recorded[0].(int64)), recorded[1].(string), recorded[2].(string)
	if n < 1 || n > len(list) {
		return fault.New(fault.Invalid, "schema.newer",
			"the database has schema step %s, which this program does not know; run a newer program", name)
	}
	m := &list[n-1]
	if m.Name != name || m.Checksum != checksum {
		return fault.New(fault.Invalid, "schema.changed",
			"schema step %s is not the one that the database was made with (%s)", m.Name, name)
	}
	m.Applied = toTime(recorded[3])
	return nil
}

// Migrate implements store.Store.
func (s *Store) Migrate(ctx context.Context) (took []store.Migration, err error) {
	defer fault.Wrap(&err, "neo4jstore: migrate")
	lock, err := s.lockSchema(ctx)
	if err != nil {
		return nil, err
	}
	defer lock.release(context.WithoutCancel(ctx))
	list, err := s.Migrations(ctx)
	if err != nil {
		return nil, err
	}
	known, err := steps()
	if err != nil {
		return nil, err
	}
	for i, m := range list {
		if !m.Applied.IsZero() {
			continue
		}
		m.Applied = s.options.Now().UTC().Truncate(time.Microsecond)
		if err := lock.take(ctx, known[i], m.Applied); err != nil {
			return took, err
		}
		took = append(took, m)
	}
	if err := s.awaitIndexes(ctx); err != nil {
		return took, err
	}
	return took, s.warmUp(ctx)
}

const awaitIndexesText = `CALL db.awaitIndexes($p.seconds)`

func (s *Store) awaitIndexes(ctx context.Context) error {
	_, err := s.run(ctx, statement{name: "schema.await", text: awaitIndexesText, long: true},
		params{"seconds": int64(s.options.LongTimeout / time.Second)})
	return err
}

// schemaLock is the lock node against a second starter. It has an end, so that a starter who died
// does not hold it for ever; whoever works on renews it.
type schemaLock struct {
	s      *Store
	holder int64
}

// leaseSeconds is how long a starter may take for one statement of a migration before another one
// takes over; both then do the same, as every statement may be repeated.
const leaseSeconds = 60

const lockConstraintText = `
CREATE CONSTRAINT migration_lock IF NOT EXISTS FOR (l:MigrationLock) REQUIRE l.name IS UNIQUE`

const lockSchemaText = `
MERGE (l:MigrationLock {name: 'schema'})
SET l.fresh = $p.fresh
WITH l WHERE l.until IS NULL OR l.until < datetime() OR l.holder = $p.holder
SET l.holder = $p.holder, l.until = datetime() + duration({seconds: $p.seconds})
RETURN l.holder`

const unlockSchemaText = `
MATCH (l:MigrationLock {name: 'schema'}) WHERE l.holder = $p.holder
SET l.until = null, l.holder = null`

// lockSchema waits for the lock.
func (s *Store) lockSchema(ctx context.Context) (schemaLock, error) {
	l := schemaLock{s, fresh()}
	_, err := s.run(ctx, statement{name: "schema.constraint", text: lockConstraintText, write: true, long: true}, nil)
	if err != nil {
		return l, err
	}
	patience, cancel := context.WithTimeout(ctx, s.options.LongTimeout)
	defer cancel()
	for {
		held, err := l.renew(ctx)
		if err != nil || held {
			return l, err
		}
		select {
		case <-time.After(200 * time.Millisecond):
		case <-patience.Done():
			return l, fault.New(fault.Unavailable, "schema.locked", "another starter is migrating the database").Because(ctx.Err())
		}
	}
}

// renew takes the lock, or holds it for longer.
func (l schemaLock) renew(ctx context.Context) (bool, error) {
	rows, err := l.s.run(ctx, statement{name: "schema.lock", text: lockSchemaText, write: true},
		params{"fresh": fresh(), "holder": l.holder, "seconds": leaseSeconds})
	return len(rows) > 0, err
}

func (l schemaLock) release(ctx context.Context) {
	// Should this fail, the lock ends by itself.
	_, _ = l.s.run(ctx, statement{name: "schema.unlock", text: unlockSchemaText, write: true}, params{"holder": l.holder})
}

const recordStepText = `
MERGE (m:Migration {number: $p.number})
SET m.name = $p.name, m.checksum = $p.checksum, m.applied = $p.applied`

// take runs the statements of a step and records it.
func (l schemaLock) take(ctx context.Context, st step, at time.Time) error {
	for _, text := range st.statements {
		held, err := l.renew(ctx)
		if err == nil && !held {
			err = fault.New(fault.Unavailable, "schema.locked", "another starter took over the migration")
		}
		if err == nil {
			_, err = l.s.run(ctx, statement{name: "migrate." + st.Name, text: text, write: true, long: true}, nil)
		}
		if err != nil {
			return fmt.Errorf("step %s: %w", st.Name, err)
		}
	}
	_, err := l.s.run(ctx, statement{name: "schema.record", text: recordStepText, write: true}, params{
		"number": st.Number, "name": st.Name, "checksum": st.Checksum, "applied": datetime(at),
	})
	return err
}
