// Package neo4jtest starts a real Neo4j Community server without containers,
// for tests, benches and "make neo4j". The server's jars come from Maven (see
// pom.xml) and are installed once per user; after that a start takes a few
// seconds and needs only Java.
//
// A test package that needs a server has
//
//	func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }
//
// and asks for [Shared] in each test, mostly followed by [Server.Reset]. A
// test that ends the server on purpose starts its own with [Start].
package neo4jtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"
)

// Environment variables read and written by this package.
const (
	// EnvCache names the folder that holds the installed servers, one folder
	// per version; the default is argmap/neo4j in the user's cache folder.
	EnvCache = "ARGMAP_NEO4J_CACHE"
	// EnvRequire, set to 1, makes a machine without Java or Maven a failure
	// instead of a skipped suite.
	EnvRequire = "REQUIRE_NEO4J"
	// EnvURI is the address of a running server for [Shared] to use.
	EnvURI = "NEO4J_TEST_URI"
	// EnvUsername is the user name for [EnvURI]; the default is "neo4j".
	EnvUsername = "NEO4J_TEST_USERNAME"
	// EnvPassword is the password for [EnvURI].
	EnvPassword = "NEO4J_TEST_PASSWORD"
	// EnvPID is the process id of the server at [EnvURI], where it is known; benches read from it what
	// the server costs.
	EnvPID = "NEO4J_TEST_PID"
)

const (
	username        = "neo4j"
	database        = "neo4j"
	firstPassword   = "neo4j" // what a store made by Neo4j itself accepts, once
	defaultPassword = "argmap-neo4j"
	startTimeout    = 2 * time.Minute
	stopTimeout     = 20 * time.Second
)

// ErrNotOurs is returned by Stop, Kill and Restart of a server which this
// process did not start.
var ErrNotOurs = errors.New("neo4jtest: this server was given by " + EnvURI +
	" and not started here, so it is not ours to end; use Start for a server of your own")

// Options say how [Start] starts a server. The zero value is a fresh, empty
// server for tests on a free port, gone without a trace after Stop.
type Options struct {
	// Dir is the server's home folder; what is stored there is kept after
	// Stop and found again by the next Start. Empty means a temporary folder
	// which Stop removes.
	Dir string
	// BoltPort is the port on 127.0.0.1; 0 means a free one.
	BoltPort int
	// Password is the password of user "neo4j", at least 8 characters; empty
	// means a fixed default. A Dir used before needs the same password again.
	Password string
	// HeapMB and PageCacheMB are the server's memory; 0 means 512 and 64.
	HeapMB, PageCacheMB int
	// Peak leaves the JVM's optimising compiler and its default collector
	// on, for benches. Without it the server starts with less CPU time and
	// runs long loads slower.
	Peak bool
	// Settings are further lines of neo4j.conf; they win over the package's.
	Settings map[string]string

	jvmFlags []string
}

func (o Options) withDefaults() Options {
	if o.Password == "" {
		o.Password = defaultPassword
	}
	if o.HeapMB == 0 {
		o.HeapMB = 512
	}
	if o.PageCacheMB == 0 {
		o.PageCacheMB = 64
	}
	return o
}

func (o Options) check() error {
	if len(o.Password) < 8 {
		return fmt.Errorf("neo4jtest: Options.Password has %d characters; Neo4j wants at least 8", len(o.Password))
	}
	if o.BoltPort < 0 || o.BoltPort > 65535 {
		return fmt.Errorf("neo4jtest: Options.BoltPort is %d; it must be 1 to 65535, or 0 for a free port", o.BoltPort)
	}
	if o.HeapMB < 0 || o.PageCacheMB < 0 {
		return fmt.Errorf("neo4jtest: Options.HeapMB is %d and PageCacheMB %d; neither may be negative", o.HeapMB, o.PageCacheMB)
	}
	return nil
}

// Server is a Neo4j server that answers Bolt. Its fields do not change, and
// they stay true after [Server.Restart]. Its methods may be called from
// several goroutines.
type Server struct {
	// URI is the server's address, with the neo4j scheme.
	URI string
	// Username and Password sign in to it.
	Username, Password string
	// Database is the name of its one database.
	Database string

	mu    sync.Mutex
	ours  bool // started by this process
	inst  install
	opts  Options
	home  string
	owner *os.File // lock that keeps home from being swept; nil for Options.Dir
	child *child
}

// Start starts a server of the caller's own and returns when it answers
// queries. The first call on a machine installs the jars (about 125 MB) and
// prepares a class archive, which takes about a minute; later calls take
// seconds. The server dies with this process on Linux; elsewhere the caller
// must Stop it. Without Java 17 or newer, or without Maven when there is
// something to install, the error is a [*MissingError]. Without a deadline in
// ctx the start itself may take two minutes; ctx ending after Start returned
// does not end the server. All fresh servers begin as copies of one empty
// store, so they share Neo4j's database id.
func Start(ctx context.Context, opts Options) (*Server, error) {
	opts = opts.withDefaults()
	if err := opts.check(); err != nil {
		return nil, err
	}
	inst, err := ensureInstalled(ctx)
	if err != nil {
		return nil, err
	}
	return startInstalled(ctx, inst, opts)
}

func startInstalled(ctx context.Context, inst install, opts Options) (*Server, error) {
	s := &Server{Username: username, Password: opts.Password, Database: database, ours: true, inst: inst, opts: opts}
	if err := s.makeHome(); err != nil {
		return nil, err
	}
	if err := s.firstLaunch(ctx); err != nil {
		_ = s.removeHome() // the error below says more
		return nil, err
	}
	return s, nil
}

// firstLaunch launches on the wanted port, or on free ones until one is still
// free when the server gets to it.
func (s *Server) firstLaunch(ctx context.Context) error {
	wanted := s.opts.BoltPort
	for try := 1; ; try++ {
		if wanted == 0 {
			port, err := freePort()
			if err != nil {
				return err
			}
			s.opts.BoltPort = port
		}
		err := s.launch(ctx)
		if err == nil {
			s.URI = fmt.Sprintf("neo4j://127.0.0.1:%d", s.opts.BoltPort)
			return nil
		}
		if wanted != 0 || try == 3 || !errors.Is(err, errPortTaken) {
			return err
		}
	}
}

// launch starts the process and waits until it answers; on an error nothing
// is left running.
func (s *Server) launch(ctx context.Context) error {
	if _, ok := ctx.Deadline(); !ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, startTimeout)
		defer cancel()
	}
	if err := checkPortFree(s.opts.BoltPort); err != nil {
		return err
	}
	if err := s.writeConfig(); err != nil {
		return err
	}
	from, err := s.seed()
	if err != nil {
		return err
	}
	c, err := s.spawn()
	if err != nil {
		return err
	}
	if err := s.awaitReady(ctx, c, from); err != nil {
		c.kill()
		return err
	}
	s.child = c
	return nil
}

// Stop ends the server: it asks, waits up to 20 seconds, then kills. A
// temporary home folder is removed. Stopping a stopped server does nothing.
func (s *Server) Stop() error {
	if !s.ours {
		return ErrNotOurs
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.end()
	os.Remove(turnFile(s.URI))
	return s.removeHome()
}

func (s *Server) end() {
	if s.child != nil {
		s.child.stop(stopTimeout)
		s.child = nil
	}
}

// Kill ends the server at once, as a crash would, and returns when it is
// gone. Its data stays for [Server.Restart]; Stop removes a temporary folder.
func (s *Server) Kill() error {
	if !s.ours {
		return ErrNotOurs
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.child != nil {
		s.child.kill()
		s.child = nil
	}
	return nil
}

// Restart starts the server again, with the same address, password and data,
// and returns when it answers. A server that still runs is stopped first;
// after Stop of a server without Options.Dir its data is gone and Restart
// fails.
func (s *Server) Restart(ctx context.Context) error {
	if !s.ours {
		return ErrNotOurs
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.end()
	if !exists(s.home) {
		return errors.New("neo4jtest: Restart after Stop removed the server's temporary folder; use Kill before Restart, or set Options.Dir")
	}
	return s.launch(ctx)
}

// Env returns the variables that make [Shared] of another process use this
// server, each as "NAME=value", and [EnvPID] while the server runs.
func (s *Server) Env() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	env := []string{EnvURI + "=" + s.URI, EnvUsername + "=" + s.Username, EnvPassword + "=" + s.Password}
	if s.child != nil {
		env = append(env, fmt.Sprintf("%s=%d", EnvPID, s.child.cmd.Process.Pid))
	}
	return env
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// Done returns a channel that is closed when the server's present process is
// gone, however it ended. It is closed already for a server that is stopped,
// and never closed for one that this process did not start.
func (s *Server) Done() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.child != nil {
		return s.child.done
	}
	done := make(chan struct{})
	if s.ours {
		close(done)
	}
	return done
}
