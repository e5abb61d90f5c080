package exchange_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/exchange"
	"argmap/internal/neo4jtest"
	"argmap/internal/store"
	"argmap/internal/store/neo4jstore"
	"argmap/internal/store/sqlitestore"
)

// What tells a process of this test that it is the one to be killed: the store it opens, and the call of
// the store at which it says so and waits for its end.
const (
	envFile = "EXCHANGE_TEST_FILE"
	envURI  = "EXCHANGE_TEST_URI"
	envUser = "EXCHANGE_TEST_USER"
	envPass = "EXCHANGE_TEST_PASSWORD"
	envCall = "EXCHANGE_TEST_CALL"
)

const (
	sayReached = "reached the call"
	sayDone    = "done"
)

// TestKilledInAnImport kills a process at every call of the store that an import of three maps makes:
// before its last step nothing is left but what a sweep removes, and after it all is there.
func TestKilledInAnImport(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "argmap.db")
		killedEverywhere(t, 1, []string{envFile + "=" + path}, func() store.Store {
			s, err := sqlitestore.Open(context.Background(), sqlitestore.Options{Path: path})
			return migrated(t, s, err)
		})
	})
	t.Run("neo4j", func(t *testing.T) {
		server := neo4jtest.Shared(t)
		if err := server.Reset(t.Context()); err != nil {
			t.Fatal(err)
		}
		env := []string{envURI + "=" + server.URI, envUser + "=" + server.Username, envPass + "=" + server.Password}
		killedEverywhere(t, 4, env, func() store.Store {
			s, err := neo4jstore.Open(context.Background(), neo4jstore.Options{URI: server.URI, Username: server.Username, Password: server.Password})
			return migrated(t, s, err)
		})
	})
}

// killedEverywhere kills an import at every so many calls.
func killedEverywhere(t *testing.T, step int, env []string, open func() store.Store) {
	t.Helper()
	begun := 0
	for at := 1; ; at += step {
		before := contents(t, open, nil)
		done := runAndKill(t, at, env)
		var swept []argmap.ID
		after := contents(t, open, &swept)
		begun += len(swept)
		if done {
			if after == before {
				t.Error("an import that was done has brought nothing")
			}
			break
		}
		if after != before {
			t.Errorf("killed at call %d: the store holds something else than before\n%.2000s", at, after)
		}
	}
	if begun == 0 {
		t.Error("no import had left anything to sweep, so none was killed in the middle")
	}
}

// contents opens the store as after a start, sweeps it if wanted, and gives what it holds.
func contents(t *testing.T, open func() store.Store, swept *[]argmap.ID) string {
	t.Helper()
	s := open()
	defer func() { _ = s.Close(context.Background()) }()
	h := settled(t, s, "k")
	defer func() { _ = h.ledger.Close(context.Background()) }()
	if swept != nil {
		names, err := s.SweepImports(h.ctx, noon().AddDate(1, 0, 0))
		h.ok(err)
		*swept = names
		names, err = s.SweepImports(h.ctx, noon().AddDate(1, 0, 0))
		h.ok(err)
		if len(names) > 0 {
			t.Errorf("a second sweep finds %v", names)
		}
	}
	h.clean(t)
	return h.backup()
}

// runAndKill runs an import in a process of its own, and kills that at a call; true when it was done before.
func runAndKill(t *testing.T, at int, env []string) (done bool) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestImportToBeKilled$")
	cmd.Env = append(append(os.Environ(), env...), envCall+"="+strconv.Itoa(at))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	said := ""
	for lines := bufio.NewScanner(out); said == "" && lines.Scan(); {
		if line := lines.Text(); strings.HasPrefix(line, sayReached) || strings.HasPrefix(line, sayDone) {
			said = line
		}
	}
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	if said == "" {
		t.Fatalf("the process ended before call %d and was not done", at)
	}
	return said == sayDone
}

// TestImportToBeKilled is what the process to be killed does; by itself it does nothing.
func TestImportToBeKilled(t *testing.T) {
	at, err := strconv.Atoi(os.Getenv(envCall))
	if err != nil {
		t.Skip("only for TestKilledInAnImport")
	}
	var s store.Store
	if path := os.Getenv(envFile); path != "" {
		s, err = sqlitestore.Open(context.Background(), sqlitestore.Options{Path: path})
	} else {
		s, err = neo4jstore.Open(context.Background(), neo4jstore.Options{
			URI: os.Getenv(envURI), Username: os.Getenv(envUser), Password: os.Getenv(envPass),
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	w := &harmed{Store: s, harm: cancelled, at: int64(at), cancel: func() {
		fmt.Println(sayReached)
		select {}
	}}
	h := settled(t, w, "k"+strconv.Itoa(at)+"-")
	x := exchange.NewInterchange(w, h.ledger, nil, exchange.Options{NewID: h.id, Clock: noon, Formats: tinyFormats(), Limit: 1 << 20})
	if _, _, err := x.Import(h.ctx, files()["three maps"](), exchange.Who{Actor: argmap.Local}); err != nil {
		t.Fatal(err)
	}
	fmt.Println(sayDone)
}
