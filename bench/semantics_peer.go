package main

import (
	"bufio"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// solverFiles are the program around the crate scalop, and the exact crates that it takes.
//
//go:embed scalop/Cargo.toml scalop/Cargo.lock scalop/src/main.rs
var solverFiles embed.FS

var solverNames = []string{"Cargo.toml", "Cargo.lock", "src/main.rs"}

// solverVersion is the one that Cargo.toml names.
const solverVersion = "scalop 2.1.0"

// buildSolver gives the program, built by cargo in a cache of this user, once for each state of its files.
func buildSolver(ctx context.Context) (string, error) {
	cargo, err := exec.LookPath("cargo")
	if err != nil {
		return "", err
	}
	base, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	hash, texts := sha256.New(), map[string][]byte{}
	for _, name := range solverNames {
		if texts[name], err = solverFiles.ReadFile("scalop/" + name); err != nil {
			return "", err
		}
		hash.Write(texts[name])
	}
	dir := filepath.Join(base, "argmap", "scalop-"+hex.EncodeToString(hash.Sum(nil)[:8]))
	for name, text := range texts {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o750), os.WriteFile(path, text, 0o600)); err != nil {
			return "", err
		}
	}
	ctx, cancel := context.WithTimeout(ctx, installWithin)
	defer cancel()
	cmd := exec.CommandContext(ctx, cargo, "build", "--release", "--locked", "--quiet") //nolint:gosec // cargo as it is found, and fixed words
	cmd.Dir, cmd.WaitDelay = dir, time.Second
	cmd.Env = append(os.Environ(), "CARGO_TARGET_DIR="+filepath.Join(dir, "target"))
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("cargo build: %w\n%s", err, out)
	}
	return filepath.Join(dir, "target", "release", "scalop-bench"), nil
}

// mostSolving is how long the other solver may take for one answer.
const mostSolving = 5 * time.Second

// errTooLong says that it took longer.
var errTooLong = errors.New("no answer in time")

// solver is the other one at work on one framework. It ends when an answer takes too long, and is
// started again for the next question.
type solver struct {
	ctx           context.Context //nolint:containedctx // that of the run
	program, file string
	most          time.Duration
	cmd           *exec.Cmd
	questions     io.WriteCloser
	answers       chan string
}

// start lets the program read the framework.
func (s *solver) start() error {
	s.cmd = exec.CommandContext(s.ctx, s.program, s.file) //nolint:gosec // a program that was just built
	s.cmd.Stderr, s.cmd.WaitDelay = os.Stderr, time.Second
	in, err := s.cmd.StdinPipe()
	if err != nil {
		return err
	}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	s.questions, s.answers = in, make(chan string, 1)
	if err := s.cmd.Start(); err != nil {
		return err
	}
	go func(answers chan<- string) {
		lines := bufio.NewScanner(out)
		lines.Buffer(nil, 64<<20)
		for lines.Scan() {
			answers <- lines.Text()
		}
		close(answers)
	}(s.answers)
	if line, err := s.wait(startWithin); err != nil || !strings.HasPrefix(line, "ready") {
		return errors.Join(fmt.Errorf("the solver does not start: %q", line), err)
	}
	return nil
}

func (s *solver) wait(most time.Duration) (string, error) {
	select {
	case line, ok := <-s.answers:
		if !ok {
			return "", errors.New("the solver has ended")
		}
		return line, nil
	case <-time.After(most):
		return "", errTooLong
	}
}

// close ends the program, whatever it is doing.
func (s *solver) close() {
	if s.cmd == nil {
		return
	}
	_ = s.questions.Close()
	_ = s.cmd.Process.Kill()
	for range s.answers { // until the reader has ended
	}
	_ = s.cmd.Wait() // it was killed
	s.cmd = nil
}

// found is an answer of a solver.
type found struct {
	took time.Duration
	// word is yes, no, none or set.
	word string
	set  []int32
}

// ask puts a question, in a new process if there is none. It gives errTooLong when the time is over.
func (s *solver) ask(question string) (found, error) {
	if s.cmd == nil {
		if err := s.start(); err != nil {
			return found{}, err
		}
	}
	if _, err := fmt.Fprintln(s.questions, question); err != nil {
		return found{}, err
	}
	line, err := s.wait(s.most)
	if err != nil {
		s.close()
		return found{}, err
	}
	words := strings.Fields(line)
	if len(words) < 2 {
		return found{}, fmt.Errorf("the solver says %q", line)
	}
	nanoseconds, err := strconv.ParseInt(words[0], 10, 64)
	if err != nil {
		return found{}, err
	}
	answer := found{took: time.Duration(nanoseconds), word: words[1]}
	for _, w := range words[2:] {
		n, err := strconv.ParseInt(w, 10, 32)
		if err != nil {
			return found{}, err
		}
		answer.set = append(answer.set, int32(n)-1)
	}
	return answer, nil
}
