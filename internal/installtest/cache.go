package installtest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"
)

const (
	installWithin = 10 * time.Minute
	runWithin     = 2 * time.Minute
)

// lock is what names the packages of a folder: some of its files, and what else they depend on.
type lock struct {
	folder string
	files  []string
	also   string
}

// name is that of the packages in the cache: the same for the same content of the files.
func (l lock) name() (string, error) {
	hash := sha256.New()
	for _, file := range l.files {
		text, err := os.ReadFile(filepath.Join(l.folder, file))
		if err != nil {
			return "", err
		}
		hash.Write(fmt.Appendf(nil, "%d\n%s", len(text), text))
	}
	hash.Write([]byte(l.also))
	return filepath.Base(l.folder) + "-" + hex.EncodeToString(hash.Sum(nil)[:8]) + "-" + runtime.GOOS + "-" + runtime.GOARCH, nil
}

// installing lets one test of a process install at a time, so that the next one finds what it needs.
var installing sync.Mutex

// installed gives the directory in a cache that holds the files of a lock and what install adds to
// them. It gets its name when all is in it, so that two processes may install at once: the first wins.
func (l lock) installed(cache string, install func(dir string) error) (string, error) {
	installing.Lock()
	defer installing.Unlock()
	name, err := l.name()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(cache, name)
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	if err := os.MkdirAll(cache, 0o750); err != nil {
		return "", err
	}
	fresh, err := os.MkdirTemp(cache, "installing-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(fresh)
	if err := l.copyTo(fresh); err != nil {
		return "", err
	}
	if err := install(fresh); err != nil {
		return "", err
	}
	err = os.Rename(fresh, dir)
	if _, there := os.Stat(dir); there == nil {
		return dir, nil
	}
	return "", err
}

func (l lock) copyTo(dir string) error {
	for _, file := range l.files {
		text, err := os.ReadFile(filepath.Join(l.folder, file))
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, file), text, 0o600)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// userCache is where packages are kept.
func userCache() (string, error) {
	base, err := os.UserCacheDir()
	return filepath.Join(base, "argmap"), err
}

// runs gives the output of a command in a directory, both streams together.
func runs(ctx context.Context, within time.Duration, dir, program string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir, cmd.WaitDelay = dir, time.Second
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// need ends a test that cannot have its packages: it fails where the variable is set, else it is skipped.
func need(t testing.TB, err error, variable, needs string) {
	t.Helper()
	switch {
	case err == nil:
	case os.Getenv(variable) != "":
		t.Fatalf("%s is set, but the packages cannot be had: %v", variable, err)
	default:
		t.Skipf("!! SKIPPED: this needs %s, and its packages once: %v", needs, err)
	}
}
