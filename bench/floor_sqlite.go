package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"

	"argmap/internal/argmap"
	"argmap/internal/fulltext"
)

// The rows of the graph as plain inserts. The row of table ids is one of them: it is what an id is
// found by, and where the full-text row gets its number.
var plainInserts = map[string]string{
	"ids": `INSERT INTO ids (id, what, kind, home) VALUES (?, ?, ?, ?)`,
	"element": `INSERT INTO elements (map, id, revision, kind, text, author, created, basis, scheme, attack, act, speaker, machine,
  ext_space, ext_id, raw, q_flags, q_resolved, q_note, q_form, q_force, q_row, q_ordinal, q_answers, q_critical)
VALUES (?, ?, ?, ?, ?, ?, ?, '', '', ?, '', '', '', '', '', '', 0, '', '', '', '', '', 0, '', '')`,
	"search":     `INSERT INTO search (rowid, tokens) VALUES (?, ?)`,
	"link":       `INSERT INTO links (map, id, revision, role, from_id, to_id, slot, partial, ordinal, ext_space, ext_id, raw) VALUES (?, ?, ?, ?, ?, ?, '', 0, ?, '', '', '')`,
	"commitment": `INSERT INTO commitments (map, id, revision, voice, claim, act, reported_by, ext_space, ext_id, raw) VALUES (?, ?, ?, ?, ?, ?, '', '', '', '')`,
	"citation":   `INSERT INTO citations (map, id, revision, element, source, role, explicitness, ext_space, ext_id, raw) VALUES (?, ?, ?, ?, ?, ?, ?, '', '', '')`,
	"segment":    `INSERT INTO segments (map, citation, ordinal, paragraph, start_at, end_at, exact, prefix, suffix) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
}

// sqliteFloor is prepared statements on one connection; who writes has it for himself, as in SQLite
// only one can.
type sqliteFloor struct {
	mu      sync.Mutex
	db      *sql.DB
	conn    *sql.Conn
	inserts map[string]*sql.Stmt
	homes   map[argmap.ID]int64
}

func (e sqliteEngine) floor(ctx context.Context, label string) (floor, error) {
	db, conn, err := e.connect(ctx, label)
	if err != nil {
		return nil, err
	}
	f := &sqliteFloor{db: db, conn: conn, inserts: map[string]*sql.Stmt{}, homes: map[argmap.ID]int64{}}
	for name, text := range plainInserts {
		if f.inserts[name], err = conn.PrepareContext(ctx, text); err != nil { //nolint:sqlclosecheck // close does
			return nil, errors.Join(err, f.close(ctx))
		}
	}
	return f, nil
}

func (f *sqliteFloor) close(context.Context) error {
	for _, st := range f.inserts {
		_ = st.Close()
	}
	return errors.Join(f.conn.Close(), f.db.Close())
}

// write ignores lock: the transaction is one.
func (f *sqliteFloor) write(ctx context.Context, m argmap.ID, records []argmap.Record, _ bool) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	home, err := f.home(ctx, m)
	if err != nil {
		return err
	}
	if _, err := f.conn.ExecContext(ctx, `BEGIN IMMEDIATE`); err != nil {
		return err
	}
	if err := f.rows(ctx, home, records); err != nil {
		_, undo := f.conn.ExecContext(ctx, `ROLLBACK`)
		return errors.Join(err, undo)
	}
	_, err = f.conn.ExecContext(ctx, `COMMIT`)
	return err
}

// home gives the number of a map, once asked for.
func (f *sqliteFloor) home(ctx context.Context, m argmap.ID) (n int64, err error) {
	if n, ok := f.homes[m]; ok {
		return n, nil
	}
	err = f.conn.QueryRowContext(ctx, `SELECT n FROM maps WHERE id = ?`, m).Scan(&n)
	f.homes[m] = n
	return n, err
}

// rows writes elements first, because the others have foreign keys to them.
func (f *sqliteFloor) rows(ctx context.Context, home int64, records []argmap.Record) error {
	for _, elements := range []bool{true, false} {
		for _, r := range records {
			if _, is := r.(*argmap.Element); is != elements {
				continue
			}
			if err := f.row(ctx, home, r); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *sqliteFloor) row(ctx context.Context, home int64, record argmap.Record) error {
	kind := argmap.Kind("")
	if e, ok := record.(*argmap.Element); ok {
		kind = e.Kind
	}
	ref := record.Ref()
	n, err := f.insert(ctx, "ids", ref.ID, ref.Type, kind, home)
	if err != nil {
		return err
	}
	switch r := record.(type) {
	case *argmap.Element:
		return f.element(ctx, home, n, r)
	case *argmap.Link:
		_, err = f.insert(ctx, "link", home, r.ID, 1, r.Role, r.From, r.To, r.Ordinal)
	case *argmap.Commitment:
		_, err = f.insert(ctx, "commitment", home, r.ID, 1, r.Voice, r.Claim, r.Act)
	case *argmap.Citation:
		return f.citation(ctx, home, r)
	default:
		err = fmt.Errorf("the floor has no rows for a %T", record)
	}
	return err
}

func (f *sqliteFloor) element(ctx context.Context, home, n int64, e *argmap.Element) error {
	_, err := f.insert(ctx, "element", home, e.ID, 1, e.Kind, e.Text, e.Author, e.Created.UnixMicro(), e.Attack)
	if err == nil && e.Kind == argmap.KindClaim {
		_, err = f.insert(ctx, "search", n, fulltext.Document(e.Text))
	}
	return err
}

func (f *sqliteFloor) citation(ctx context.Context, home int64, c *argmap.Citation) error {
	if _, err := f.insert(ctx, "citation", home, c.ID, 1, c.Element, c.Source, c.Role, c.Explicitness); err != nil {
		return err
	}
	for i, s := range c.Segments {
		if _, err := f.insert(ctx, "segment", home, c.ID, i, s.Paragraph, s.Start, s.End, s.Exact, s.Prefix, s.Suffix); err != nil {
			return err
		}
	}
	return nil
}

// insert writes one row and gives its number; anything else is an error.
func (f *sqliteFloor) insert(ctx context.Context, name string, values ...any) (int64, error) {
	res, err := f.inserts[name].ExecContext(ctx, values...)
	if err != nil {
		return 0, err
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return 0, fmt.Errorf("the insert into %s made %d rows (%w)", name, n, err)
	}
	return res.LastInsertId()
}
