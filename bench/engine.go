package main

import (
	"context"
	"database/sql"
	"net/url"
	"path/filepath"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/ingest"
	"argmap/internal/paragraph"
	"argmap/internal/store"
	"argmap/internal/store/neo4jstore"
	"argmap/internal/store/sqlitestore"
)

// engine is a database with our store over it, and the bare way to the same database beside it.
type engine interface {
	name() string
	// open gives a store that is migrated and ready. SQLite makes a file for each label.
	open(ctx context.Context, label string) (store.Store, error)
	// floor gives the bare way to write to what was opened under the label.
	floor(ctx context.Context, label string) (floor, error)
	// bare gives the bare way to read a map of what was opened under the label.
	bare(ctx context.Context, label string) (bareReader, error)
}

// floor writes the rows of new records, and no log, by a bare driver.
type floor interface {
	// write makes rows of new records; with lock it takes the map's lock, as a commit does.
	write(ctx context.Context, m argmap.ID, records []argmap.Record, lock bool) error
	close(ctx context.Context) error
}

// bareReader reads the rows of a map into variables and drops them.
type bareReader interface {
	read(ctx context.Context, m argmap.ID) (rows int, err error)
	close(ctx context.Context) error
}

// ready migrates a store and waits for nothing more.
func ready(ctx context.Context, s store.Store) (store.Store, error) {
	if _, err := s.Migrate(ctx); err != nil {
		return nil, err
	}
	return s, s.Ready(ctx)
}

// source brings a text in, and gives its paragraphs.
func source(ctx context.Context, s store.Store) ([]*argmap.Paragraph, error) {
	in := ingest.New(s, ingest.Options{NewID: newID, Clock: now})
	res, err := in.Import(ctx, ingest.Input{
		Actor: argmap.Local, Body: strings.NewReader(speech(60)), Title: "A speech " + string(newID()), MediaType: paragraph.PlainText,
	})
	if err != nil {
		return nil, err
	}
	return s.SourceParagraphs(ctx, res.Source.ID, 0, 1000)
}

// sqliteEngine keeps its files in a folder.
type sqliteEngine struct{ dir string }

func (sqliteEngine) name() string { return "sqlite" }

func (e sqliteEngine) path(label string) string { return filepath.Join(e.dir, label+".db") }

func (e sqliteEngine) open(ctx context.Context, label string) (store.Store, error) {
	s, err := sqlitestore.Open(ctx, sqlitestore.Options{Path: e.path(label)})
	if err != nil {
		return nil, err
	}
	return ready(ctx, s)
}

// connect opens the file with the settings of the store's own connection: WAL, and every commit on
// the disk before it is acknowledged.
func (e sqliteEngine) connect(ctx context.Context, label string) (*sql.DB, *sql.Conn, error) {
	q := url.Values{"_pragma": {
		"busy_timeout(5000)", "cache_size(-8192)", "foreign_keys(1)", "journal_mode(WAL)", "synchronous(FULL)",
	}}
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(e.path(label))+"?"+q.Encode())
	if err != nil {
		return nil, nil, err
	}
	conn, err := db.Conn(ctx)
	return db, conn, err
}

// neo4jEngine is one database of a server.
type neo4jEngine struct{ uri, username, password string }

func (neo4jEngine) name() string { return "neo4j" }

func (e neo4jEngine) open(ctx context.Context, _ string) (store.Store, error) {
	s, err := neo4jstore.Open(ctx, neo4jstore.Options{URI: e.uri, Username: e.username, Password: e.password, Eager: true})
	if err != nil {
		return nil, err
	}
	return ready(ctx, s)
}
