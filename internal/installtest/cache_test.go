package installtest

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
)

// TestInstalledOnce shows that packages are installed once for each content of the files, and again
// after a failure.
func TestInstalledOnce(t *testing.T) {
	t.Parallel()
	cache, l := t.TempDir(), lock{folder: t.TempDir(), files: []string{"a.lock"}}
	write(t, filepath.Join(l.folder, "a.lock"), "one")
	runs := 0
	install := func(dir string) error {
		runs++
		if text, err := os.ReadFile(filepath.Join(dir, "a.lock")); err != nil || len(text) != 3 {
			t.Errorf("the lock beside the packages is %q, %v", text, err)
		}
		return os.WriteFile(filepath.Join(dir, "package"), nil, 0o600)
	}
	broken := errors.New("broken")
	if _, err := l.installed(cache, func(string) error { return broken }); !errors.Is(err, broken) {
		t.Errorf("got the error %v, want %v", err, broken)
	}
	first := installed(t, l, cache, install)
	if again := installed(t, l, cache, install); again != first || runs != 1 {
		t.Errorf("got %s after %d runs, want %s after one", again, runs, first)
	}
	write(t, filepath.Join(l.folder, "a.lock"), "two")
	second := installed(t, l, cache, install)
	l.also = "another Python"
	third := installed(t, l, cache, install)
	if first == second || second == third || runs != 3 {
		t.Errorf("got %s, %s, %s after %d runs, want three after three", first, second, third, runs)
	}
	if left, err := os.ReadDir(cache); err != nil || len(left) != 3 {
		t.Errorf("the cache holds %v, %v, want three", left, err)
	}
}

// TestInstalledAtOnce lets many tests of a process ask at once: one installs.
func TestInstalledAtOnce(t *testing.T) {
	t.Parallel()
	cache, l := t.TempDir(), lock{folder: t.TempDir()}
	var ran atomic.Int32
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if _, err := l.installed(cache, func(string) error { ran.Add(1); return nil }); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if ran.Load() != 1 {
		t.Errorf("installed %d times, want once", ran.Load())
	}
}

// TestAnotherWins lets another process install meanwhile: its packages are taken.
func TestAnotherWins(t *testing.T) {
	t.Parallel()
	cache, l := t.TempDir(), lock{folder: t.TempDir()}
	name, err := l.name()
	if err != nil {
		t.Fatal(err)
	}
	theirs := filepath.Join(cache, name, "theirs")
	installed(t, l, cache, func(string) error {
		if err := os.Mkdir(filepath.Dir(theirs), 0o750); err != nil {
			return err
		}
		return os.WriteFile(theirs, nil, 0o600)
	})
	if _, err := os.Stat(theirs); err != nil {
		t.Error(err)
	}
}

// TestNeed shows when a test fails and when it is skipped.
func TestNeed(t *testing.T) {
	for _, c := range []struct {
		name, value     string
		err             error
		failed, skipped bool
	}{
		{"had", "1", nil, false, false},
		{"not had", "", os.ErrNotExist, false, true},
		{"not had, but required", "1", os.ErrNotExist, true, false},
	} {
		t.Setenv("REQUIRE_A_TEST", c.value)
		r := &recorder{TB: t}
		need(r, c.err, "REQUIRE_A_TEST", "nothing")
		if r.failed != c.failed || r.skipped != c.skipped {
			t.Errorf("%s: failed %t, skipped %t", c.name, r.failed, r.skipped)
		}
	}
}

// recorder notes how a test would end.
type recorder struct {
	testing.TB

	failed, skipped bool
}

func (r *recorder) Fatalf(string, ...any) { r.failed = true }
func (r *recorder) Skipf(string, ...any)  { r.skipped = true }

func installed(t *testing.T, l lock, cache string, install func(string) error) string {
	t.Helper()
	dir, err := l.installed(cache, install)
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
