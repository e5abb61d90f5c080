package sqlitestore

import (
	"context"
	"database/sql"
	"sync"
	"time"
)

// readPool is the connections that read, and the statements prepared on them.
type readPool struct {
	db    *sql.DB
	mu    sync.Mutex
	stmts map[string]*sql.Stmt
}

// readerIdle is how long a connection that reads may do nothing before it goes, and its page cache
// with it.
const readerIdle = 10 * time.Second

func openReads(dsn string) (*readPool, error) {
	db, err := openPool(dsn, readers)
	if err != nil {
		return nil, err
	}
	db.SetConnMaxIdleTime(readerIdle)
	return &readPool{db: db, stmts: map[string]*sql.Stmt{}}, nil
}

func (p *readPool) close() error { return p.db.Close() }

func (p *readPool) stmt(ctx context.Context, text string) (*sql.Stmt, error) {
	p.mu.Lock()
	st, ok := p.stmts[text]
	p.mu.Unlock()
	if ok {
		return st, nil
	}
	st, err := p.db.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if first, ok := p.stmts[text]; ok {
		_ = st.Close() //nolint:sqlclosecheck // another goroutine was first; its statement is kept
		return first, nil
	}
	p.stmts[text] = st
	return st, nil
}

// query runs one reading statement by itself.
func (s *Store) query(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	if s.closed.Load() {
		return nil, errClosed()
	}
	st, err := s.reads.stmt(ctx, text) //nolint:sqlclosecheck // kept for the life of the store
	if err != nil {
		return nil, err
	}
	return st.QueryContext(ctx, args...)
}

// one runs a reading statement that gives at most one row; false when it gave none.
func (s *Store) one(ctx context.Context, dest []any, text string, args ...any) (bool, error) {
	rows, err := s.query(ctx, text, args...)
	if err != nil {
		return false, err
	}
	return scanOne(rows, dest)
}

// view is a reading transaction: its statements all see one state of the database.
type view struct {
	ctx context.Context
	tx  *sql.Tx
}

func (s *Store) view(ctx context.Context, fn func(view) error) error {
	if s.closed.Load() {
		return errClosed()
	}
	tx, err := s.reads.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	return fn(view{ctx, tx})
}

func (v view) query(text string, args ...any) (*sql.Rows, error) {
	return v.tx.QueryContext(v.ctx, text, args...)
}

func (v view) one(dest []any, text string, args ...any) (bool, error) {
	rows, err := v.query(text, args...)
	if err != nil {
		return false, err
	}
	return scanOne(rows, dest)
}

// each calls fn for every row and closes the rows.
func each(rows *sql.Rows, fn func(*sql.Rows) error) error {
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := fn(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// collect gives what scan makes of each row.
func collect[T any](rows *sql.Rows, scan func(*sql.Rows) (T, error)) ([]T, error) {
	var out []T
	err := each(rows, func(r *sql.Rows) error {
		v, err := scan(r)
		out = append(out, v)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func scanOne(rows *sql.Rows, dest []any) (found bool, err error) {
	err = each(rows, func(r *sql.Rows) error {
		found = true
		return r.Scan(dest...)
	})
	return found && err == nil, err
}
