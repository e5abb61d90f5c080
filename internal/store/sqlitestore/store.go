package sqlitestore

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"argmap/internal/fault"
	"argmap/internal/store"
)

// Memory as Options.Path asks for a database that is gone after Close.
const Memory = ":memory:"

// readers is how many connections read at once.
const readers = 4

// Options say which file to open, and how.
type Options struct {
	// Path is the database file; it is made when it is not there. Memory makes one in a temporary
	// directory, which Close removes.
	Path string
	// ReadOnly opens an existing file without ever writing to it.
	ReadOnly bool
	// BusyTimeout is how long a write waits for another process; zero means five seconds.
	BusyTimeout time.Duration
	// Now gives the time that a migration is recorded with; nil means time.Now.
	Now func() time.Time
}

// Store is the embedded store. Its zero value is of no use; call Open.
type Store struct {
	path    string
	address string
	scratch string // the directory to remove at Close, or empty
	now     func() time.Time
	version string
	reads   *readPool
	writer  *writer
	closed  atomic.Bool
}

var _ store.Store = (*Store)(nil)

// Open opens the database file. It does not migrate it; see Store.Migrate and Store.Ready.
func Open(ctx context.Context, o Options) (s *Store, err error) {
	s = &Store{address: o.Path, now: o.Now}
	defer s.guard(ctx, &err, "open")
	if s.now == nil {
		s.now = time.Now //nolint:forbidigo // what the caller's clock is by default
	}
	if err := s.place(o.Path); err != nil {
		return nil, err
	}
	if err := s.connect(ctx, o); err != nil {
		err = s.classify(ctx, err)
		_ = s.release()
		return nil, err
	}
	return s, nil
}

// place settles where the file is.
func (s *Store) place(path string) (err error) {
	if path == "" {
		return fault.InvalidField("path", "store.no_path", "name the database file")
	}
	if path != Memory {
		s.path, err = filepath.Abs(path)
		return err
	}
	s.scratch, err = os.MkdirTemp("", "argmap-")
	s.path = filepath.Join(s.scratch, "memory.db")
	return err
}

func (s *Store) connect(ctx context.Context, o Options) error {
	busy := o.BusyTimeout
	if busy <= 0 {
		busy = 5 * time.Second
	}
	synchronous := "FULL"
	if s.scratch != "" {
		synchronous = "OFF"
	}
	writing, reading := writeAccess, readAccess
	if o.ReadOnly {
		writing, reading = readOnlyFile, readOnlyFile
	}
	var err error
	if s.writer, err = openWriter(ctx, dsn(s.path, writing, busy, synchronous)); err != nil {
		return err
	}
	if s.reads, err = openReads(dsn(s.path, reading, busy, synchronous)); err != nil {
		return err
	}
	return s.reads.db.QueryRowContext(ctx, `SELECT sqlite_version()`).Scan(&s.version)
}

// Info names the store.
func (s *Store) Info() store.Info {
	return store.Info{Kind: "sqlite", Version: s.version, Address: s.address}
}

// Close lets go of the file, after the write in progress; calls after it are UNAVAILABLE "store.closed".
func (s *Store) Close(context.Context) error {
	if s.closed.Swap(true) {
		return errClosed()
	}
	if err := s.release(); err != nil {
		return fault.New(fault.Internal, "store.not_closed", "the database was not closed as it should").Because(err)
	}
	return nil
}

func (s *Store) release() error {
	var errs [3]error
	if s.reads != nil {
		errs[0] = s.reads.close()
	}
	if s.writer != nil {
		errs[1] = s.writer.close()
	}
	if s.scratch != "" {
		errs[2] = os.RemoveAll(s.scratch)
	}
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// openPool opens a pool of at most n connections.
func openPool(dsn string, n int) (*sql.DB, error) {
	db, err := sql.Open(driverName, dsn)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(n)
	db.SetMaxIdleConns(n)
	return db, nil
}
