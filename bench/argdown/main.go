// Command argdown times this program's reader of Argdown beside @argdown/core, on the same files, each in
// one process after a warm-up, and prints the medians with their ratios:
//
//	go run ./bench/argdown [file …]
//
// Without files it takes the examples without errors and a debate of 2,000 statements made for the
// purpose. It needs Node 20 or newer with npm, and the packages once. What is timed is the parser alone
// (tokens and tree), and the parser with the model (data, statements, arguments, relations).
package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"argmap/internal/codec/argdown"
)

//go:embed package.json
var packages []byte

//go:embed package-lock.json
var lock []byte

//go:embed parse.js
var script []byte

// rounds is how often each file is read, after as many rounds that do not count.
const rounds = 30

func main() {
	if err := run(context.Background(), os.Stdout, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "argdown:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer, files []string) error {
	dir, err := os.MkdirTemp("", "argmap-argdown-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if len(files) == 0 {
		if files, err = usual(dir); err != nil {
			return err
		}
	}
	for i := range files {
		if files[i], err = filepath.Abs(files[i]); err != nil {
			return err
		}
	}
	theirs, err := peer(ctx, dir, files)
	if err != nil {
		return err
	}
	for i, file := range files {
		src, err := os.ReadFile(file) //nolint:gosec // the files that were named
		if err != nil {
			return err
		}
		parser, err := median(func() error { _, err := argdown.Check(src); return err })
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		model, err := median(func() error { _, err := argdown.Count(src); return err })
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		line := fmt.Sprintf("%s, %d bytes: %s; %s\n", filepath.Base(file), len(src), told("parser", parser, theirs[i].Parser), told("with model", model, theirs[i].Model))
		if _, err := io.WriteString(out, line); err != nil {
			return err
		}
	}
	return nil
}

// timed are core's medians for one file, in nanoseconds.
type timed struct{ Parser, Model float64 }

// told says our time beside core's.
func told(what string, ours time.Duration, theirs float64) string {
	return fmt.Sprintf("%s %v, core %v, %.1f times", what, ours, time.Duration(theirs).Round(time.Microsecond), theirs/float64(max(1, ours)))
}

// usual gives the files that are read when none is named.
func usual(dir string) ([]string, error) {
	files := []string{
		filepath.Join("examples", "argdown", "security.argdown"), filepath.Join("examples", "argdown", "canteen-strict.argdown"),
		filepath.Join(dir, "made-debate.argdown"),
	}
	var b bytes.Buffer
	for i := range 400 {
		fmt.Fprintf(&b, "[Claim %d]: People come first, so number %d says, and *not* only states. #people\n", i, i)
		fmt.Fprintf(&b, "  + <Reason %d>: Whoever suffers %d times asks why. {weight: %d}\n    - It is said (%d) that order comes first.\n", i, i, i, i)
		fmt.Fprintf(&b, "  - [Claim %d]\n\n<Duty %d>\n\n(1) [Claim %d]\n(2) What holds for %d holds for all.\n-- Generalisation --\n(3) It holds for all %d.\n\n", (i*7)%400, i, i, i, i)
	}
	return files, os.WriteFile(files[2], b.Bytes(), 0o600)
}

// peer gives core's times for the files.
func peer(ctx context.Context, dir string, files []string) ([]timed, error) {
	for name, text := range map[string][]byte{"package.json": packages, "package-lock.json": lock, "parse.js": script} {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			return nil, err
		}
	}
	install := exec.CommandContext(ctx, "npm", "ci", "--ignore-scripts", "--loglevel=error")
	install.Dir = dir
	if text, err := install.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("npm ci: %w\n%s", err, text)
	}
	node := exec.CommandContext(ctx, "node", append([]string{"parse.js", strconv.Itoa(rounds)}, files...)...) //nolint:gosec // node as it is found, and the files that were named
	node.Dir = dir
	text, err := node.Output()
	if err != nil {
		return nil, fmt.Errorf("node: %w", err)
	}
	var all []timed
	lines := strings.TrimSpace(string(text))
	if err := json.Unmarshal([]byte(lines[strings.LastIndexByte(lines, '\n')+1:]), &all); err != nil || len(all) != len(files) {
		return nil, fmt.Errorf("node said %q: %w", text, err)
	}
	return all, nil
}

// median gives how long a reading takes, after a warm-up.
func median(read func() error) (time.Duration, error) {
	var times []time.Duration
	for i := range 2 * rounds {
		began := time.Now()
		if err := read(); err != nil {
			return 0, err
		}
		if i >= rounds {
			times = append(times, time.Since(began))
		}
	}
	slices.Sort(times)
	return times[len(times)/2], nil
}
