package neo4jstore

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"argmap/internal/fault"
)

// fetchSize is how many rows the driver asks for at once.
const fetchSize = 2000

// statement is one of the closed set of statements that the store sends.
type statement struct {
	// name stands in the transaction's metadata, and so in SHOW TRANSACTIONS and the query log.
	name string
	text string
	// write tells that the statement may change something.
	write bool
	// long gives it Options.LongTimeout.
	long bool
}

// params are the values of a statement.
type params = map[string]any

// wrap makes all parameters one, $p: the server plans a statement anew for every order of magnitude
// of the length of a list or text that is a parameter itself, which for the large statements takes
// seconds.
func wrap(p params) params {
	if p == nil {
		p = params{}
	}
	return params{"p": p}
}

// row is one row of an answer.
type row = *neo4j.Record

// run sends a statement by itself and gives all its rows. It tries again after a deadlock or a lost
// connection, so a write must say the same when it is run twice, or its caller must find out.
func (s *Store) run(ctx context.Context, st statement, p params) ([]row, error) {
	var rows []row
	err := s.retry(ctx, func() error {
		var err error
		rows, err = s.once(ctx, st, p)
		return err
	})
	return rows, err
}

// once sends a statement a single time, in a transaction of its own.
func (s *Store) once(ctx context.Context, st statement, p params) ([]row, error) {
	if err := s.enter(ctx); err != nil {
		return nil, err
	}
	return detached(ctx, &s.underway, s.patience(st), func(ctx context.Context) ([]row, error) {
		session := s.session(ctx, st.write)
		defer session.Close(ctx)
		result, err := session.Run(ctx, st.text, wrap(p), s.limits(st)...)
		if err != nil {
			return nil, classify(err)
		}
		rows, err := result.Collect(ctx)
		if err != nil {
			return nil, classify(err)
		}
		return rows, nil
	})
}

// enter refuses calls that cannot or need not be made, and meets the server if that was not done.
func (s *Store) enter(ctx context.Context) error {
	if err := s.open(ctx); err != nil {
		return err
	}
	if s.version.Load() == nil {
		return s.meet(ctx)
	}
	return nil
}

func (s *Store) open(ctx context.Context) error {
	if s.underway.isClosed() {
		return errClosed()
	}
	if err := ctx.Err(); err != nil {
		return gone(err)
	}
	return nil
}

// gone is the error of a call whose caller did not wait for it.
func gone(err error) error {
	return fault.New(fault.Of(err), "store.context", "the caller did not wait for the database").Because(err)
}

func (s *Store) session(ctx context.Context, write bool) neo4j.SessionWithContext {
	mode := neo4j.AccessModeRead
	if write {
		mode = neo4j.AccessModeWrite
	}
	return s.driver.NewSession(ctx, neo4j.SessionConfig{
		AccessMode:      mode,
		DatabaseName:    s.options.Database,
		BookmarkManager: s.bookmarks.Load(),
	})
}

func (s *Store) limits(st statement) []func(*neo4j.TransactionConfig) {
	return []func(*neo4j.TransactionConfig){
		neo4j.WithTxTimeout(s.timeout(st)),
		neo4j.WithTxMetadata(map[string]any{"app": "argmap", "op": st.name}),
	}
}

func (s *Store) timeout(st statement) time.Duration {
	if st.long {
		return s.options.LongTimeout
	}
	return s.options.Timeout
}

// patience is how long the driver is waited for: a little longer than the server may take.
func (s *Store) patience(st statement) time.Duration {
	return s.timeout(st) + s.options.AcquireTimeout + time.Second
}

// detached runs f with a context that ends only by its own deadline, because a cancelled one makes
// the driver throw its connection away. The caller's wait ends when his own context does; f then
// goes on to its end, unheard but for whoever closes the store.
func detached[T any](ctx context.Context, u *underway, limit time.Duration, f func(context.Context) (T, error)) (T, error) {
	type outcome struct {
		value T
		err   error
	}
	var none T
	if err := u.begin(); err != nil {
		return none, err
	}
	done := make(chan outcome, 1)
	go func() {
		defer u.calls.Done()
		own, cancel := context.WithTimeout(context.WithoutCancel(ctx), limit)
		defer cancel()
		value, err := f(own)
		done <- outcome{value, err}
	}()
	select {
	case o := <-done:
		return o.value, o.err
	case <-ctx.Done():
		return none, gone(ctx.Err())
	}
}

// fresh gives a value that no lock, writer or holder had before: the write of it is what locks.
func fresh() int64 { return rand.Int64() } //nolint:gosec // it must be new, not secret
