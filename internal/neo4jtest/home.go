package neo4jtest

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

const (
	tempPrefix = "argmap-neo4j-"
	ownerFile  = "owner.lock"
)

// makeHome makes the server's home folder: the caller's, or a temporary one
// that stays locked while this process lives.
func (s *Server) makeHome() error {
	if s.opts.Dir != "" {
		dir, err := filepath.Abs(s.opts.Dir)
		if err != nil {
			return fmt.Errorf("neo4jtest: Options.Dir %q: %w", s.opts.Dir, err)
		}
		s.home = dir
		return wrapMkdir(os.MkdirAll(dir, 0o700))
	}
	sweepTemp(os.TempDir())
	dir, err := os.MkdirTemp("", tempPrefix)
	if err != nil {
		return wrapMkdir(err)
	}
	s.home = dir
	s.owner, err = claim(dir)
	return err
}

func wrapMkdir(err error) error {
	if err != nil {
		return fmt.Errorf("neo4jtest: no home folder for the server: %w", err)
	}
	return nil
}

// claim locks dir for the life of this process, so that no sweep removes it.
// The lock file gets its name only once it is locked.
func claim(dir string) (*os.File, error) {
	f, err := os.Create(filepath.Join(dir, ownerFile+".new"))
	if err != nil {
		return nil, wrapMkdir(err)
	}
	if _, err := tryLock(f); err != nil {
		f.Close()
		return nil, wrapMkdir(err)
	}
	return f, os.Rename(f.Name(), filepath.Join(dir, ownerFile))
}

// sweepTemp removes the temporary homes of processes that ended without Stop.
func sweepTemp(dir string) {
	if !canLock {
		return
	}
	found, _ := filepath.Glob(filepath.Join(dir, tempPrefix+"*", ownerFile))
	for _, lock := range found {
		f, err := os.OpenFile(lock, os.O_RDWR, 0)
		if err != nil {
			continue
		}
		if free, err := tryLock(f); free && err == nil {
			os.RemoveAll(filepath.Dir(lock))
		}
		f.Close()
	}
}

// removeHome removes a temporary home; a caller's own folder stays.
func (s *Server) removeHome() error {
	if s.opts.Dir != "" || s.home == "" {
		return nil
	}
	err := os.RemoveAll(s.home)
	if s.owner != nil {
		s.owner.Close()
		s.owner = nil
	}
	return err
}

// seed gives a home without a store a copy of the empty one in the cache,
// which saves half of a first start. It returns the password to replace, or ""
// if the store has the wanted one.
func (s *Server) seed() (from string, err error) {
	data := filepath.Join(s.home, "data")
	if exists(filepath.Join(data, "databases")) {
		return "", nil
	}
	if s.inst.store == "" {
		return firstPassword, nil
	}
	if err := os.CopyFS(data, os.DirFS(s.inst.store)); err != nil {
		return "", fmt.Errorf("neo4jtest: copy the empty store to %s: %w", data, err)
	}
	if s.opts.Password == defaultPassword {
		return "", nil
	}
	return defaultPassword, nil
}

func (s *Server) confDir() string { return filepath.Join(s.home, "conf") }

// writeConfig writes neo4j.conf anew, so that it always says what opts say.
func (s *Server) writeConfig() error {
	if err := os.MkdirAll(s.confDir(), 0o700); err != nil {
		return wrapMkdir(err)
	}
	settings := defaultSettings(s.opts)
	maps.Copy(settings, s.opts.Settings)
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		fmt.Fprintf(&b, "%s=%s\n", name, settings[name])
	}
	return os.WriteFile(filepath.Join(s.confDir(), "neo4j.conf"), []byte(b.String()), 0o600)
}

// defaultSettings bind the server to loopback, silence what a test server
// need not do, and let it stop at once: the internal settings take away two
// quiet periods of five seconds each at the end of its life.
func defaultSettings(o Options) map[string]string {
	addr := "127.0.0.1:" + strconv.Itoa(o.BoltPort)
	return map[string]string{
		"server.default_listen_address":                         "127.0.0.1",
		"server.default_advertised_address":                     "127.0.0.1",
		"server.bolt.listen_address":                            addr,
		"server.bolt.advertised_address":                        addr,
		"server.http.enabled":                                   "false",
		"server.https.enabled":                                  "false",
		"server.memory.pagecache.size":                          strconv.Itoa(o.PageCacheMB) + "m",
		"dbms.security.auth_enabled":                            "true",
		"dbms.usage_report.enabled":                             "false",
		"db.logs.query.enabled":                                 "OFF",
		"db.tx_log.preallocate":                                 "false",
		"internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
		"internal.dbms.bolt.netty_server_shutdown_timeout":      "2",
		"internal.server.bolt.thread_pool_shutdown_wait_time":   "2s",
	}
}
