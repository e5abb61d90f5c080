package main

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/rs/zerolog"
)

// The kinds of store.
const (
	storeSQLite = "sqlite"
	storeNeo4j  = "neo4j"
)

// Settings are what every command takes.
type Settings struct {
	Store         string        `env:"ARGMAP_STORE" default:"sqlite" placeholder:"KIND" help:"Where maps are kept: sqlite (embedded) or neo4j."`
	Data          string        `env:"ARGMAP_DATA" placeholder:"PATH" help:"The embedded store: a directory, or a file that ends in .db. Without it, a directory of the user's own."`
	Neo4jURI      string        `name:"neo4j-uri" env:"NEO4J_URI" placeholder:"URI" help:"Address of Neo4j: neo4j://host:7687, or bolt:// for one server."`
	Neo4jUsername string        `name:"neo4j-username" env:"NEO4J_USERNAME" default:"neo4j" placeholder:"NAME" help:"User name at Neo4j."`
	Neo4jPassword string        `name:"neo4j-password" env:"NEO4J_PASSWORD" placeholder:"SECRET" help:"Password at Neo4j. Better set as a variable: arguments are seen by all users of a machine."`
	Neo4jDatabase string        `name:"neo4j-database" env:"NEO4J_DATABASE" default:"neo4j" placeholder:"NAME" help:"Name of the database at Neo4j."`
	StoreWait     time.Duration `env:"ARGMAP_STORE_WAIT" default:"30s" help:"How long to wait at the start for a store that does not answer."`
	CacheMB       int           `name:"cache-mb" env:"ARGMAP_CACHE_MB" default:"256" help:"Memory for maps that are being read, in MB. A map that needs more is refused."`
	MaxFile       size          `env:"ARGMAP_MAX_FILE" default:"64MB" placeholder:"SIZE" help:"Size of the largest file of an interchange format, with those beside it."`
	LogLevel      string        `env:"ARGMAP_LOG_LEVEL" default:"info" placeholder:"LEVEL" help:"Least level that is logged: debug, info, warn or error."`
	LogFormat     string        `env:"ARGMAP_LOG_FORMAT" default:"auto" placeholder:"FORMAT" help:"Form of the log: json, console, or auto (console at a terminal, else json)."`
}

// Bounds of settings.
const (
	leastCacheMB = 8
	mostCacheMB  = 1 << 20
	mostFile     = 1 << 30
)

// check refuses settings that cannot be meant, and names the one at fault.
func (s *Settings) check() error {
	err := errors.Join(
		oneOf("ARGMAP_STORE (--store)", s.Store, storeSQLite, storeNeo4j),
		oneOf("ARGMAP_LOG_LEVEL (--log-level)", s.LogLevel, "debug", "info", "warn", "error"),
		oneOf("ARGMAP_LOG_FORMAT (--log-format)", s.LogFormat, "auto", "json", "console"),
		s.checkNeo4j(),
	)
	if s.CacheMB < leastCacheMB || s.CacheMB > mostCacheMB {
		err = errors.Join(err, fmt.Errorf("ARGMAP_CACHE_MB (--cache-mb) is %d; it must be %d to %d", s.CacheMB, leastCacheMB, mostCacheMB))
	}
	err = errors.Join(err, within("ARGMAP_MAX_FILE (--max-file)", s.MaxFile, 1<<10, mostFile))
	if s.StoreWait < 0 {
		err = errors.Join(err, fmt.Errorf("ARGMAP_STORE_WAIT (--store-wait) is %s; it must not be negative", s.StoreWait))
	}
	if err != nil {
		return usageError{err}
	}
	return nil
}

func oneOf(name, value string, allowed ...string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	return fmt.Errorf("%s is %q; it must be one of: %s", name, value, strings.Join(allowed, ", "))
}

// checkNeo4j refuses half a configuration: the embedded store never steps in for a missing Neo4j.
func (s *Settings) checkNeo4j() error {
	if s.Store != storeNeo4j {
		if s.Store == storeSQLite && s.Neo4jURI != "" {
			return errors.New("NEO4J_URI (--neo4j-uri) is set, but ARGMAP_STORE (--store) is sqlite; set it to neo4j, or unset NEO4J_URI")
		}
		return nil
	}
	if s.Neo4jURI == "" {
		return errors.New("ARGMAP_STORE (--store) is neo4j, but NEO4J_URI (--neo4j-uri) is not set; it must be an address like neo4j://localhost:7687")
	}
	u, err := url.Parse(s.Neo4jURI)
	scheme, _, _ := strings.Cut(strings.SplitN(s.Neo4jURI, "://", 2)[0], "+") //nolint:mnd // scheme and rest
	if err != nil || (scheme != "neo4j" && scheme != "bolt") || u.Host == "" {
		return errors.New("NEO4J_URI (--neo4j-uri) is not an address of Neo4j; it must be like neo4j://localhost:7687")
	}
	if u.User != nil {
		return errors.New("NEO4J_URI (--neo4j-uri) has a user name in it; set NEO4J_USERNAME and NEO4J_PASSWORD instead")
	}
	return nil
}

// databaseName is the file's name in a directory of data.
const databaseName = "argmap.db"

// databaseFile gives the file of the embedded store.
func (s *Settings) databaseFile() (string, error) {
	if s.Data == "" {
		dir, err := dataDir(runtime.GOOS, os.Getenv)
		return filepath.Join(dir, databaseName), err
	}
	info, err := os.Stat(s.Data)
	if err == nil && info.IsDir() || err != nil && filepath.Ext(s.Data) != ".db" {
		return filepath.Join(s.Data, databaseName), nil
	}
	return s.Data, nil
}

// dataDir is where programs of this user keep data that must not be lost.
func dataDir(system string, getenv func(string) string) (string, error) {
	first := func(name string, more ...string) string {
		if base := getenv(name); base != "" {
			return filepath.Join(append([]string{base}, more...)...)
		}
		return ""
	}
	var dir string
	switch system {
	case "windows":
		dir = first("LocalAppData", "argmap")
	case "darwin":
		dir = first("HOME", "Library", "Application Support", "argmap")
	default:
		if dir = first("XDG_DATA_HOME", "argmap"); dir == "" {
			dir = first("HOME", ".local", "share", "argmap")
		}
	}
	if dir == "" {
		return "", usagef("this user has no directory for data; set ARGMAP_DATA (--data) to a directory or a file that ends in .db")
	}
	return dir, nil
}

// logger makes the log, which goes to standard error.
func (s *session) logger() zerolog.Logger {
	out := s.stderr
	if s.settings.LogFormat == "console" || s.settings.LogFormat == "auto" && terminal(s.stderr) {
		out = zerolog.ConsoleWriter{Out: s.stderr, TimeFormat: time.TimeOnly}
	}
	level, err := zerolog.ParseLevel(s.settings.LogLevel)
	if err != nil {
		level = zerolog.InfoLevel // never: check has refused it
	}
	return zerolog.New(out).Level(level).With().Timestamp().Logger()
}

// terminal reports whether a person is likely to be reading.
func terminal(w any) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
