package main

import (
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"argmap/internal/neo4jtest"
)

// TestKilled ends the server as a crash would, in the middle of a stream of commits: what was
// acknowledged is there, and nothing is half.
func TestKilled(t *testing.T) {
	t.Parallel()
	killed(t, onSQLite(t), 4)
}

// TestOnNeo4j holds the same on Neo4j, and what can only happen there. Its parts take turns on one
// database.
func TestOnNeo4j(t *testing.T) {
	t.Parallel()
	db := neo4jtest.Shared(t)
	for _, part := range []struct {
		name string
		run  func(*testing.T, *neo4jtest.Server)
	}{
		{"a killed server loses no acknowledged change", func(t *testing.T, db *neo4jtest.Server) { killed(t, onNeo4j(db), 2) }},
		{"a backup goes there and back", thereAndBack},
		{"an unusable database is refused", refused},
		{"the database may go and come back", goneAndBack},
	} {
		t.Run(part.name, func(t *testing.T) {
			if err := db.Reset(t.Context()); err != nil {
				t.Fatal(err)
			}
			part.run(t, db)
		})
	}
}

func killed(t *testing.T, p site, rounds int) {
	t.Helper()
	var m string
	var all []string
	for round := range rounds {
		s := p.serve(t)
		if round == 0 {
			m = s.newMap(t)
		}
		all = append(all, s.stream(t.Context(), m, int64(20+30*round), s.kill)...)
		p.holds(t, m, all)
	}
	if len(all) < 20*rounds {
		t.Errorf("only %d changes were acknowledged in %d rounds", len(all), rounds)
	}
}

// TestStopped asks the server to stop in the middle of a stream of commits and of an upload: both
// end in good order.
func TestStopped(t *testing.T) {
	t.Parallel()
	p := onSQLite(t)
	s := p.serve(t)
	m := s.newMap(t)

	body, text := io.Pipe()
	answered := upload(t, s, body)
	if _, err := io.WriteString(text, "The first half, "); err != nil {
		t.Fatal(err)
	}
	all := s.stream(t.Context(), m, 50, func() {
		if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
			t.Error(err)
		}
	})
	until(t, "the server says that it stops", func() bool { return strings.Contains(s.stderr.String(), "stopping") })
	if _, err := io.WriteString(text, "and the second."); err != nil {
		t.Fatal(err)
	}
	text.Close()
	if got := <-answered; got != http.StatusCreated {
		t.Errorf("the upload that was under way was answered with %d, want 201", got)
	}
	<-s.done
	if s.err != nil {
		t.Errorf("the server ended with %v", s.err)
	}
	p.holds(t, m, all)
	if backup := p.must(t, "backup"); !strings.Contains(backup, "The first half, and the second.") {
		t.Error("the text that was acknowledged is not there")
	}
}

// upload sends a text and gives the status of the answer. What is written to the body is taken only
// once the server reads it, so the request is then under way.
func upload(t *testing.T, s *process, body io.Reader) <-chan int {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.base+"/sources?title=A+text", body)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "text/plain")
	req.Header.Set("Expect", "100-continue")
	transport := &http.Transport{ExpectContinueTimeout: patience}
	answered := make(chan int, 1)
	go func() {
		defer close(answered)
		defer transport.CloseIdleConnections()
		res, err := transport.RoundTrip(req)
		if err != nil {
			return
		}
		res.Body.Close()
		answered <- res.StatusCode
	}()
	return answered
}

// TestStoppedTwice asks again, and the server ends at once, whatever is under way.
func TestStoppedTwice(t *testing.T) {
	t.Parallel()
	s := onSQLite(t).serve(t)
	body, text := io.Pipe()
	defer text.Close()
	upload(t, s, body)
	if _, err := io.WriteString(text, "A text that never ends"); err != nil {
		t.Fatal(err)
	}
	for _, wait := range []string{"stopping", ""} {
		if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		until(t, "the server has noticed", func() bool { return strings.Contains(s.stderr.String(), wait) })
	}
	<-s.done
	if s.err == nil {
		t.Error("the server ended as if all had been well")
	}
}

// goneAndBack kills Neo4j under a server and starts it again: the server says so meanwhile, and goes
// on by itself.
func goneAndBack(t *testing.T, db *neo4jtest.Server) {
	t.Helper()
	p := onNeo4j(db)
	s := p.serve(t)
	m := s.newMap(t)
	first, err := s.addClaim(t.Context(), m, "Said before.")
	if err != nil {
		t.Fatal(err)
	}
	switch err := db.Kill(); {
	case errors.Is(err, neo4jtest.ErrNotOurs):
		t.Skip("the database of " + neo4jtest.EnvURI + " is not ours to kill")
	case err != nil:
		t.Fatal(err)
	}
	until(t, "/readyz says that the store is gone", func() bool { return s.status(t.Context(), "/readyz") == http.StatusServiceUnavailable })
	if got := s.status(t.Context(), "/livez"); got != http.StatusOK {
		t.Errorf("/livez gives %d without a store, want 200", got)
	}
	got, err := s.graphql(t.Context(), `{ maps(first: 1) { edges { node { id } } } }`, nil)
	if err == nil || got.Errors == nil || got.Errors[0].Extensions.Code != "UNAVAILABLE" {
		t.Errorf("a query without a store gives %v, want UNAVAILABLE", err)
	}
	if err := db.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	until(t, "/readyz says that the store is back", func() bool { return s.status(t.Context(), "/readyz") == http.StatusOK })
	second, err := s.addClaim(t.Context(), m, "Said after.")
	if err != nil {
		t.Fatal(err)
	}
	p.holds(t, m, []string{first, second})
}

// thereAndBack takes everything from SQLite to Neo4j and back: a backup is the same, byte for
// byte, wherever it was taken.
func thereAndBack(t *testing.T, db *neo4jtest.Server) {
	t.Helper()
	dir := t.TempDir()
	from, there, back := append(onSQLite(t), "ARGMAP_EXAMPLE=true"), onNeo4j(db), onSQLite(t)
	s := from.serve(t)
	s.stream(t.Context(), s.newMap(t), 20, s.kill)

	backup := func(p site, name string) string {
		file := filepath.Join(dir, name)
		p.must(t, "backup", "-o", file)
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	first := backup(from, "1")
	if _, err := there.command(t, "restore", filepath.Join(dir, "1")); err == nil || !strings.Contains(err.Error(), "migrate up") {
		t.Errorf("a Neo4j without our schema gives %v, want to be told of migrate up", err)
	}
	there.must(t, "migrate", "up")
	there.must(t, "restore", filepath.Join(dir, "1"))
	if backup(there, "2") != first {
		t.Error("the backup of Neo4j is not the one that it was restored from")
	}
	back.must(t, "restore", filepath.Join(dir, "2"))
	if backup(back, "3") != first {
		t.Error("the backup of the second SQLite file is not the one of the first")
	}
	for _, p := range []site{from, there, back} {
		if out := p.must(t, "check"); !strings.Contains(out, " 0 broken") {
			t.Errorf("check says %s", out)
		}
	}
}

// refused shows that a server does not start on a Neo4j that it cannot use.
func refused(t *testing.T, db *neo4jtest.Server) {
	t.Helper()
	env := append(clean(), "ARGMAP_STORE=neo4j", "NEO4J_PASSWORD=of no use", "NEO4J_URI=bolt://127.0.0.1:1", "ARGMAP_STORE_WAIT=0s")
	if _, err := site(env).command(t, "--addr", "127.0.0.1:0"); err == nil || !strings.Contains(err.Error(), "neo4j.unreachable") {
		t.Errorf("a Neo4j that is not there gives %v", err)
	}
	p := append(onNeo4j(db), "ARGMAP_MIGRATE=false")
	if _, err := p.command(t, "--addr", "127.0.0.1:0"); err == nil || !strings.Contains(err.Error(), `run "migrate up", or start with ARGMAP_MIGRATE=true`) {
		t.Errorf("a Neo4j without our schema gives %v", err)
	}
	wrong := append(onNeo4j(db), "NEO4J_PASSWORD=not the password")
	if _, err := wrong.command(t, "--addr", "127.0.0.1:0"); err == nil || !strings.Contains(err.Error(), "user name or password") {
		t.Errorf("a wrong password gives %v", err)
	}
}

// TestLongAddresses refuses a query by GET that is longer than headers may be.
func TestLongAddresses(t *testing.T) {
	t.Parallel()
	s := onSQLite(t).serve(t)
	for length, want := range map[int]int{maxHeader / 2: http.StatusOK, 2 * maxHeader: http.StatusRequestHeaderFieldsTooLarge} {
		path := "/graphql?query=" + strings.Repeat("+", length) + "%7B__typename%7D"
		if got := s.status(t.Context(), path); got != want {
			t.Errorf("a query of %d bytes by GET gives %d, want %d", length, got, want)
		}
	}
}
