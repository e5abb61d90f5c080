package sqlitestore

import (
	"errors"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"modernc.org/sqlite"
)

// This file is all that knows the driver.

const driverName = "sqlite"

// cacheKiB is the page cache of one connection; more gained nothing measurable.
const cacheKiB = 8192

type access int

const (
	writeAccess access = iota
	readAccess
	readOnlyFile
)

// dsn gives the data source name of the file at an absolute path.
func dsn(path string, a access, busy time.Duration, synchronous string) string {
	q := url.Values{}
	q.Add("_pragma", "busy_timeout("+strconv.FormatInt(busy.Milliseconds(), 10)+")")
	q.Add("_pragma", "cache_size(-"+strconv.Itoa(cacheKiB)+")")
	q.Add("_pragma", "foreign_keys(1)")
	switch a {
	case writeAccess:
		q.Add("_pragma", "journal_mode(WAL)")
		q.Add("_pragma", "synchronous("+synchronous+")")
	case readAccess:
		q.Add("_pragma", "query_only(1)")
	case readOnlyFile:
		q.Add("_pragma", "query_only(1)")
		q.Add("mode", "ro")
	}
	return "file:" + uriPath(path) + "?" + q.Encode()
}

// uriPath writes an absolute path as SQLite reads it from a URI: /a%20b, and /C:/a on Windows.
func uriPath(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return (&url.URL{Path: path}).EscapedPath()
}

// resultCode gives SQLite's extended result code of a driver error; false for any other error.
func resultCode(err error) (int, bool) {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return 0, false
	}
	return e.Code(), true
}
