package neo4jtest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

func TestMain(m *testing.M) { os.Exit(Main(m)) }

// run runs a statement on s and returns the first value of its first row.
func run(t *testing.T, s *Server, text string) any {
	t.Helper()
	ctx := t.Context()
	d, err := s.Connect()
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close(ctx)
	var first any
	err = runOne(ctx, d, s.Database, text, nil, func(r *neo4j.Record) {
		if first == nil {
			first = r.Values[0]
		}
	})
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return first
}

// own starts a server for one test, or skips it as Shared would.
func own(t *testing.T, opts Options) *Server {
	t.Helper()
	began := time.Now()
	s, err := Start(t.Context(), opts)
	if errors.Is(err, ErrMissing) && os.Getenv(EnvRequire) != "1" {
		t.Skip(SkipMessage(err))
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("started in %v", time.Since(began).Round(time.Millisecond))
	t.Cleanup(func() { s.Stop() })
	return s
}

func TestSharedIsOneServer(t *testing.T) {
	s := Shared(t)
	if s != Shared(t) {
		t.Fatal("Shared returned two servers")
	}
	if got := run(t, s, "CALL dbms.components() YIELD edition RETURN edition"); got != "community" {
		t.Errorf("edition is %v, want community", got)
	}
	if os.Getenv(EnvURI) != "" {
		for _, err := range []error{s.Stop(), s.Kill(), s.Restart(t.Context())} {
			if !errors.Is(err, ErrNotOurs) {
				t.Errorf("a given server answers %v, want ErrNotOurs", err)
			}
		}
	}
}

func TestResetEmptiesTheDatabase(t *testing.T) {
	s := Shared(t)
	for _, text := range []string{
		"CREATE CONSTRAINT `odd ``name` IF NOT EXISTS FOR (n:X) REQUIRE n.id IS UNIQUE",
		"CREATE CONSTRAINT rel IF NOT EXISTS FOR ()-[r:R]-() REQUIRE r.id IS UNIQUE",
		"CREATE INDEX range IF NOT EXISTS FOR (n:X) ON (n.a)",
		"CREATE FULLTEXT INDEX words IF NOT EXISTS FOR (n:X) ON EACH [n.text]",
		"CREATE (hub:X {id: -1}) WITH hub UNWIND range(1, 25000) AS i CREATE (hub)-[:R {id: i}]->(:X {id: i, text: 'w'})",
	} {
		run(t, s, text)
	}
	began := time.Now()
	if err := s.Reset(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Logf("reset of 25,001 nodes: %v", time.Since(began).Round(time.Millisecond))
	for text, want := range map[string]int64{
		"MATCH (n) RETURN count(n)":                   0,
		"MATCH ()-[r]->() RETURN count(r)":            0,
		"SHOW CONSTRAINTS YIELD name RETURN count(*)": 0,
		"SHOW INDEXES YIELD name RETURN count(*)":     2, // the token look-ups
	} {
		if got := run(t, s, text); got != want {
			t.Errorf("after Reset %s is %v, want %d", text, got, want)
		}
	}
	began = time.Now()
	if err := s.Reset(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Logf("reset of an empty database: %v", time.Since(began).Round(time.Millisecond))
}

func TestResetDataKeepsTheSchema(t *testing.T) {
	s := Shared(t)
	if err := s.Reset(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"CREATE CONSTRAINT one IF NOT EXISTS FOR (n:X) REQUIRE n.id IS UNIQUE",
		"CREATE FULLTEXT INDEX words IF NOT EXISTS FOR (n:X) ON EACH [n.text]",
		"CREATE (:Kept:X {id: 1})<-[:R]-(:X {id: 2})-[:R]->(:Kept {id: 3}), (), (:Y)",
	} {
		run(t, s, text)
	}
	if err := s.ResetData(t.Context(), "Kept"); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]int64{
		"MATCH (n) RETURN count(n)":                   2,
		"MATCH (n:Kept) RETURN sum(n.id)":             4,
		"MATCH ()-[r]->() RETURN count(r)":            0,
		"SHOW CONSTRAINTS YIELD name RETURN count(*)": 1,
		"SHOW INDEXES YIELD name RETURN count(*)":     4, // the token look-ups, the constraint's and the words'
	} {
		if got := run(t, s, text); got != want {
			t.Errorf("after ResetData %s is %v, want %d", text, got, want)
		}
	}
}

func TestKillAndRestartKeepData(t *testing.T) {
	s := own(t, Options{})
	run(t, s, "CREATE (:Kept {id: 42})")
	uri, done := s.URI, s.Done()
	if err := s.Kill(); err != nil {
		t.Fatal(err)
	}
	select {
	case <-done:
	default:
		t.Error("Done is open after Kill")
	}
	if conn, err := net.Dial("tcp", strings.TrimPrefix(uri, "neo4j://")); err == nil {
		conn.Close()
		t.Error("the port is still open after Kill")
	}
	for _, how := range []string{"a kill", "a stop"} { // Restart of a running server stops it
		began := time.Now()
		if err := s.Restart(t.Context()); err != nil {
			t.Fatal(err)
		}
		t.Logf("restarted after %s in %v", how, time.Since(began).Round(time.Millisecond))
		if got := run(t, s, "MATCH (n:Kept) RETURN n.id"); got != int64(42) || s.URI != uri {
			t.Errorf("after %s: id %v at %s, want 42 at %s", how, got, s.URI, uri)
		}
	}
}

func TestStopLeavesNothing(t *testing.T) {
	s := own(t, Options{})
	home := s.home
	began := time.Now()
	if err := s.Stop(); err != nil {
		t.Fatal(err)
	}
	t.Logf("stopped in %v", time.Since(began).Round(time.Millisecond))
	if exists(home) {
		t.Errorf("the temporary home %s is still there", home)
	}
	if err := s.Stop(); err != nil {
		t.Errorf("second Stop: %v", err)
	}
	if err := s.Restart(t.Context()); err == nil {
		t.Error("Restart after Stop worked, although the data is gone")
	}
}

func TestDirKeepsDataAndPassword(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "kept")
	s := own(t, Options{Dir: dir, Password: "first password"})
	run(t, s, "CREATE (:Kept)")
	if err := s.Stop(); err != nil {
		t.Fatal(err)
	}
	if _, err := Start(t.Context(), Options{Dir: dir, Password: "other password"}); err == nil || !strings.Contains(err.Error(), "another password") {
		t.Errorf("start with another password: %v", err)
	}
	s = own(t, Options{Dir: dir, Password: "first password", Peak: true})
	if got := run(t, s, "MATCH (n:Kept) RETURN count(n)"); got != int64(1) {
		t.Errorf("%v nodes kept, want 1", got)
	}
}

func TestTakenPort(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	err = checkPortFree(l.Addr().(*net.TCPAddr).Port)
	if !errors.Is(err, errPortTaken) {
		t.Errorf("got %v, want errPortTaken", err)
	}
}

func TestNoToolsIsErrMissing(t *testing.T) {
	t.Setenv("PATH", "")
	t.Setenv("JAVA_HOME", "")
	t.Setenv(EnvCache, t.TempDir())
	_, err := Start(t.Context(), Options{})
	var missing *MissingError
	if !errors.Is(err, ErrMissing) || !errors.As(err, &missing) {
		t.Fatalf("got %v, want ErrMissing", err)
	}
	if len(missing.What) != 2 || !strings.Contains(err.Error(), "java") || !strings.Contains(err.Error(), "mvn") {
		t.Errorf("the error names %q, want java and mvn", missing.What)
	}
}

func TestBadOptionsAreRefused(t *testing.T) {
	for _, o := range []Options{{Password: "short"}, {BoltPort: 70000}, {HeapMB: -1}} {
		if _, err := Start(t.Context(), o); err == nil || errors.Is(err, ErrMissing) {
			t.Errorf("Start(%+v): %v, want a refusal", o, err)
		}
	}
}

func TestEndedContextStopsTheStart(t *testing.T) {
	own(t, Options{}).Stop() // so that the jars are there
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if _, err := Start(ctx, Options{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want a deadline error", err)
	}
}

// TestChildDiesWithParent runs itself in a second process, which starts a
// server and is killed.
func TestChildDiesWithParent(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux has a parent-death signal")
	}
	const helper = "NEO4JTEST_HELPER"
	if os.Getenv(helper) == "1" {
		s := own(t, Options{})
		fmt.Printf("address=%s home=%s\n", strings.TrimPrefix(s.URI, "neo4j://"), s.home)
		self, _ := os.FindProcess(os.Getpid())
		_ = self.Kill() // if it fails, the parent waits in vain and says so
		select {}
	}
	own(t, Options{}).Stop()
	cmd := exec.Command(os.Args[0], "-test.run=^TestChildDiesWithParent$")
	cmd.Env = append(os.Environ(), helper+"=1")
	out, _ := cmd.Output()
	var address, home string
	if _, err := fmt.Sscanf(string(out), "address=%s home=%s", &address, &home); err != nil {
		t.Fatalf("the second process said %q: %v", out, err)
	}
	for range 100 {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			sweepTemp(filepath.Dir(home))
			if exists(home) {
				t.Errorf("the sweep left %s", home)
			}
			return
		}
		conn.Close()
		time.Sleep(50 * time.Millisecond)
	}
	t.Errorf("%s still answers 5 s after its parent was killed", address)
}

func TestJavaMajor(t *testing.T) {
	for banner, want := range map[string]int{
		"openjdk version \"17.0.15\" 2025-04-15": 17,
		"openjdk version \"21\" 2023-09-19":      21,
		"java version \"1.8.0_402\"":             1,
		"no such thing":                          0,
	} {
		if got := javaMajor(banner); got != want {
			t.Errorf("javaMajor(%q) = %d, want %d", banner, got, want)
		}
	}
}

func TestSweepSparesOwnedHomes(t *testing.T) {
	if !canLock {
		t.Skip("no locks on this system")
	}
	dir := t.TempDir()
	owned, left := filepath.Join(dir, tempPrefix+"1"), filepath.Join(dir, tempPrefix+"2")
	for _, d := range []string{owned, left} {
		if err := os.Mkdir(d, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	hold, err := claim(owned)
	if err != nil {
		t.Fatal(err)
	}
	defer hold.Close()
	gone, err := claim(left)
	if err != nil {
		t.Fatal(err)
	}
	gone.Close()
	sweepTemp(dir)
	if !exists(owned) || exists(left) {
		t.Errorf("after the sweep: owned there %v, left behind there %v", exists(owned), exists(left))
	}
}
