package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/google/uuid"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/store"
	"argmap/internal/store/neo4jstore"
	"argmap/internal/store/sqlitestore"
)

// closeWithin bounds how long a store may take to let go.
const closeWithin = 10 * time.Second

// open opens the store that the settings name. Unless create is set, the embedded one must be there
// already: a slip in a path must not make an empty database that looks like an answer.
func (s *session) open(create bool) (store.Store, error) {
	if s.settings.Store == storeNeo4j {
		return neo4jstore.Open(s.ctx, neo4jstore.Options{
			URI: s.settings.Neo4jURI, Username: s.settings.Neo4jUsername, Password: s.settings.Neo4jPassword,
			Database: s.settings.Neo4jDatabase, Now: s.clock,
		})
	}
	path, err := s.settings.databaseFile()
	if err != nil {
		return nil, err
	}
	if err := place(path, create); err != nil {
		return nil, err
	}
	return sqlitestore.Open(s.ctx, sqlitestore.Options{Path: path, Now: s.clock})
}

// place makes sure that a database file can be at the path, or is there.
func place(path string, create bool) error {
	if create {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return fault.New(fault.Invalid, "store.no_directory", "the directory of ARGMAP_DATA (--data) cannot be made").Because(err)
		}
		return nil
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fault.New(fault.NotFound, "store.no_file", "there is no database at %s; set ARGMAP_DATA (--data), or make one with \"migrate up\"", path)
	case err != nil:
		return fault.New(fault.Invalid, "store.no_file", "the database cannot be opened").Because(err)
	case info.IsDir():
		return fault.New(fault.Invalid, "store.no_file", "%s is a directory", path)
	}
	return nil
}

// with opens the store, sees that it is ready, and closes it after the work.
func (s *session) with(create bool, work func(store.Store) error) error {
	st, err := s.open(create)
	if err != nil {
		return err
	}
	err = s.prepare(st, create && s.settings.Store == storeSQLite)
	if err == nil {
		err = work(st)
	}
	return errors.Join(err, closeStore(s.ctx, st))
}

func closeStore(ctx context.Context, st store.Store) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), closeWithin)
	defer cancel()
	return st.Close(ctx)
}

// prepare waits for the store, and brings its schema up to date if it may.
func (s *session) prepare(st store.Store, migrate bool) error {
	err := s.await(st)
	if err == nil || fault.Reason(err) != "schema.behind" {
		return err
	}
	if !migrate {
		return fault.New(fault.Invalid, "schema.behind", "the schema of the database is older than this program; run \"migrate up\", or start with ARGMAP_MIGRATE=true (--migrate)").Because(err)
	}
	if _, err := st.Migrate(s.ctx); err != nil {
		return err
	}
	return st.Ready(s.ctx)
}

// pause lies between two looks at a store that does not answer.
const pause = 300 * time.Millisecond

// await asks the store until it answers, or says that waiting will not help, or the time is over.
func (s *session) await(st store.Store) error {
	over := s.clock().Add(s.settings.StoreWait)
	for {
		err := st.Ready(s.ctx)
		if !mayPass(err) || s.clock().After(over) {
			return err
		}
		select {
		case <-s.ctx.Done():
			return s.ctx.Err()
		case <-time.After(pause):
		}
	}
}

// mayPass reports whether what keeps a store from being ready may end by itself.
func mayPass(err error) bool {
	switch fault.Reason(err) {
	case "neo4j.unreachable", "neo4j.busy", "neo4j.transient", "neo4j.timeout", "store.busy", "store.timeout":
		return fault.Of(err) == fault.Unavailable
	}
	return false
}

// newID makes an id that is new everywhere and sorts by time.
func newID() argmap.ID {
	id, err := uuid.NewV7()
	if err != nil {
		id = uuid.New() // never: it fails only without randomness, and then this panics
	}
	return argmap.ID(id.String())
}

// ledger makes a ledger over a store, for the span of a command.
func (s *session) ledger(st store.Store, onError func(error)) *ledger.Ledger {
	return ledger.New(st, ledger.Options{
		Clock: s.clock, NewID: newID, CacheBytes: int64(s.settings.CacheMB) << 20, KeepQuestions: true, OnError: onError,
	})
}
