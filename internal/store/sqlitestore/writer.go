package sqlitestore

import (
	"context"
	"database/sql"
)

// writer is the one connection that writes, and the statements prepared on it. Who holds turn may use it.
type writer struct {
	turn  chan struct{}
	gone  chan struct{} // closed when no more turns are given
	db    *sql.DB
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
}

func openWriter(ctx context.Context, dsn string) (*writer, error) {
	db, err := openPool(dsn, 1)
	if err != nil {
		return nil, err
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		_ = db.Close()
		return nil, err
	}
	return &writer{turn: make(chan struct{}, 1), gone: make(chan struct{}), db: db, conn: conn, stmts: map[string]*sql.Stmt{}}, nil
}

// close waits for the write in progress and closes the connection; the turn is never given back.
func (w *writer) close() error {
	close(w.gone)
	w.turn <- struct{}{}
	for _, st := range w.stmts {
		_ = st.Close()
	}
	_ = w.conn.Close()
	return w.db.Close()
}

// transaction is a write in progress.
type transaction struct {
	// caller is the caller's context; statements run to their end, and it is looked at between them.
	caller context.Context
	// ctx cannot be cancelled, which spares each statement a watcher.
	ctx context.Context
	w   *writer
}

// write runs fn in one immediate transaction: all of it or, when fn or the commit fails, nothing.
func (s *Store) write(ctx context.Context, fn func(*transaction) error) error {
	if s.closed.Load() {
		return errClosed()
	}
	select {
	case s.writer.turn <- struct{}{}:
	case <-s.writer.gone:
		return errClosed()
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-s.writer.turn }()
	if s.closed.Load() {
		return errClosed()
	}
	return s.writer.transact(ctx, fn)
}

func (w *writer) transact(ctx context.Context, fn func(*transaction) error) (err error) {
	t := &transaction{caller: ctx, ctx: context.WithoutCancel(ctx), w: w}
	done := false
	defer func() {
		if !done {
			// It fails when nothing was begun or SQLite has rolled back by itself; then nothing is left to undo.
			_, _ = w.conn.ExecContext(t.ctx, `ROLLBACK`)
		}
	}()
	if _, err := w.conn.ExecContext(ctx, `BEGIN IMMEDIATE`); err != nil {
		return err
	}
	if err := fn(t); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if _, err := w.conn.ExecContext(t.ctx, `COMMIT`); err != nil {
		return err
	}
	done = true
	return nil
}

// stmt gives the statement of one of the package's texts, prepared once for the life of the store.
func (t *transaction) stmt(text string) (*sql.Stmt, error) {
	if st, ok := t.w.stmts[text]; ok {
		return st, nil
	}
	st, err := t.w.conn.PrepareContext(t.ctx, text)
	if err != nil {
		return nil, err
	}
	t.w.stmts[text] = st
	return st, nil
}

// exec runs a statement and gives how many rows it changed.
func (t *transaction) exec(text string, args ...any) (int64, error) {
	st, err := t.stmt(text) //nolint:sqlclosecheck // kept for the life of the store
	if err != nil {
		return 0, err
	}
	res, err := st.ExecContext(t.ctx, args...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// do runs a statement of which only the error matters.
func (t *transaction) do(text string, args ...any) error {
	_, err := t.exec(text, args...)
	return err
}

func (t *transaction) query(text string, args ...any) (*sql.Rows, error) {
	st, err := t.stmt(text) //nolint:sqlclosecheck // kept for the life of the store
	if err != nil {
		return nil, err
	}
	return st.QueryContext(t.ctx, args...)
}

// ids runs a statement that gives one column of ids.
func (t *transaction) ids(text string, args ...any) ([]string, error) {
	rows, err := t.query(text, args...)
	if err != nil {
		return nil, err
	}
	return collect(rows, func(r *sql.Rows) (id string, err error) { return id, r.Scan(&id) })
}

// one runs a statement that gives at most one row; false when it gave none.
func (t *transaction) one(dest []any, text string, args ...any) (bool, error) {
	rows, err := t.query(text, args...)
	if err != nil {
		return false, err
	}
	return scanOne(rows, dest)
}
