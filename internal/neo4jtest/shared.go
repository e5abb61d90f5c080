package neo4jtest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// shared is the one server of this process and how its start ended.
var shared struct {
	mu     sync.Mutex
	tried  bool
	server *Server
	err    error
	turn   *os.File // lock on a server that other test processes use too
}

// Shared returns the server that all tests of this process share; the first
// call starts it. With NEO4J_TEST_URI set (and NEO4J_TEST_USERNAME,
// NEO4J_TEST_PASSWORD) it is that server instead, which this process then has
// for itself until it ends: other test processes wait in their first call,
// except on Windows, where go test needs -p 1. Without Java or Maven the test
// is skipped with a loud message, or fails if REQUIRE_NEO4J is 1. The database
// is in the state that the test before left it in; see [Server.Reset].
func Shared(tb testing.TB) *Server {
	tb.Helper()
	s, err := sharedServer()
	switch {
	case err == nil:
		return s
	case errors.Is(err, ErrMissing) && os.Getenv(EnvRequire) != "1":
		tb.Skip(SkipMessage(err))
	default:
		tb.Fatal(err)
	}
	return nil
}

// SkipMessage says that tests are skipped because of err, and prints the same
// to standard error.
func SkipMessage(err error) string {
	text := fmt.Sprintf("NEO4J SUITE SKIPPED: %v (set %s=1 to make this a failure)", err, EnvRequire)
	fmt.Fprintln(os.Stderr, text)
	return text
}

func sharedServer() (*Server, error) {
	shared.mu.Lock()
	defer shared.mu.Unlock()
	if !shared.tried {
		shared.tried = true
		shared.server, shared.err = openShared(context.Background())
	}
	return shared.server, shared.err
}

func openShared(ctx context.Context) (*Server, error) {
	uri := os.Getenv(EnvURI)
	if uri == "" {
		return Start(ctx, Options{})
	}
	s := &Server{URI: uri, Username: cmp.Or(os.Getenv(EnvUsername), username), Password: os.Getenv(EnvPassword), Database: database}
	turn, err := takeTurn(uri)
	if err != nil {
		return nil, err
	}
	shared.turn = turn
	return s, s.verify(ctx)
}

// Empty empties the database of the server that NEO4J_TEST_URI names; see [Server.Reset].
func Empty(ctx context.Context) error {
	if os.Getenv(EnvURI) == "" {
		return fmt.Errorf("neo4jtest: %s names no server to empty", EnvURI)
	}
	s, err := openShared(ctx)
	defer closeShared()
	if err != nil {
		return err
	}
	return s.Reset(ctx)
}

// takeTurn waits until no other test process uses the server at uri.
func takeTurn(uri string) (*os.File, error) {
	f, err := os.OpenFile(turnFile(uri), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("neo4jtest: lock for the server at %s: %w", uri, err)
	}
	if err := lock(f); err != nil {
		f.Close()
		return nil, fmt.Errorf("neo4jtest: lock for the server at %s: %w", uri, err)
	}
	return f, nil
}

// turnFile is the file whose lock gives a turn; Stop of the server removes it.
func turnFile(uri string) string {
	return filepath.Join(os.TempDir(), "argmap-neo4j-turn-"+shortHash([]byte(uri))+".lock")
}

func (s *Server) verify(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	d, err := s.Connect()
	if err != nil {
		return err
	}
	defer d.Close(ctx)
	if err := runOne(ctx, d, s.Database, "RETURN 1", nil, nil); err != nil {
		return fmt.Errorf("neo4jtest: the server of %s=%s does not answer; start it, correct %s and %s, or unset them all: %w", EnvURI, s.URI, EnvUsername, EnvPassword, err)
	}
	return nil
}

// Main runs the tests of a package and stops the shared server, if there is
// one. It returns the exit code, for use in TestMain.
func Main(m *testing.M) int {
	code := m.Run()
	closeShared()
	return code
}

func closeShared() {
	shared.mu.Lock()
	defer shared.mu.Unlock()
	if shared.server != nil && shared.server.ours {
		if err := shared.server.Stop(); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}
	if shared.turn != nil {
		shared.turn.Close()
	}
	shared.tried, shared.server, shared.err, shared.turn = false, nil, nil, nil
}
