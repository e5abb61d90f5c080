package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"argmap/internal/store"
)

// note remembers the version of a store that was measured.
func (b *bench) note(s store.Store) {
	i := s.Info()
	if line := pick(i.Kind == "neo4j", "Neo4j Community ", "SQLite ") + i.Version; !slices.Contains(b.versions, line) {
		b.versions = append(b.versions, line)
	}
}

// machine tells on what the figures were taken, a fact a line.
func (b *bench) machine() []string {
	out := []string{
		fmt.Sprintf("%d cores, %s", runtime.NumCPU(), value("/proc/cpuinfo", "model name", "CPU of unknown make")),
		fmt.Sprintf("memory: %s", value("/proc/meminfo", "MemTotal", "unknown")),
		fmt.Sprintf("%s/%s, %s", runtime.GOOS, runtime.GOARCH, runtime.Version()),
	}
	out = append(out, b.versions...)
	if d, err := flushes(b.dir); err == nil {
		out = append(out, fmt.Sprintf("4 KiB written over and flushed to the disk: %v in the median", d))
	}
	return out
}

// value reads a value of a file of the kernel's, where there is one.
func value(file, key, otherwise string) string {
	f, err := os.Open(file)
	if err != nil {
		return otherwise
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		name, text, ok := strings.Cut(s.Text(), ":")
		if ok && strings.TrimSpace(name) == key {
			return strings.TrimSpace(text)
		}
	}
	return otherwise
}

// flushes measures what every durable commit has to wait for.
func flushes(dir string) (time.Duration, error) {
	f, err := os.Create(filepath.Join(dir, "flush"))
	if err != nil {
		return 0, err
	}
	defer f.Close()
	page := make([]byte, 4096)
	took := make([]time.Duration, 50)
	for i := range took {
		began := time.Now()
		if _, err := f.WriteAt(page, 0); err != nil {
			return 0, err
		}
		if err := f.Sync(); err != nil {
			return 0, err
		}
		took[i] = time.Since(began)
	}
	slices.Sort(took)
	return took[len(took)/2].Round(time.Microsecond), nil
}
