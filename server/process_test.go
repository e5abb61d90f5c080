package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"time"
)

// process is a server under test.
type process struct {
	cmd    *exec.Cmd
	base   string
	stdout lockedBuffer
	stderr lockedBuffer
	done   chan struct{}
	err    error
}

// lockedBuffer may be read while a process writes to it.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

// Write keeps what a process says.
func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

// String gives what was said so far.
func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// patience bounds how long a server may take to start or stop; the race detector makes it slow.
const patience = 2 * time.Minute

// launch starts the server in a directory and waits until it says where it is.
func launch(dir string, env []string, args ...string) (*process, error) {
	path, err := exec.LookPath("server")
	if err != nil {
		return nil, err
	}
	p := &process{cmd: exec.CommandContext(context.Background(), path, args...), done: make(chan struct{})}
	p.cmd.Dir, p.cmd.Env, p.cmd.Stdout, p.cmd.Stderr = dir, env, &p.stdout, &p.stderr
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		p.err = p.cmd.Wait()
		close(p.done)
	}()
	if err := p.announced(); err != nil {
		p.kill()
		return nil, err
	}
	p.base = strings.TrimSuffix(strings.Fields(p.stdout.String())[2], "/graphql")
	return p, nil
}

// announced waits for the three addresses.
func (p *process) announced() error {
	for over := time.Now().Add(patience); time.Now().Before(over); {
		if strings.Contains(p.stdout.String(), "/readyz\n") {
			return nil
		}
		select {
		case <-p.done:
			return fmt.Errorf("the server ended: %w\n%s", p.err, p.stderr.String())
		case <-time.After(10 * time.Millisecond):
		}
	}
	return errors.New("the server did not start\n" + p.stderr.String())
}

// kill ends the server as a crash would.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	<-p.done
}

// terminate asks the server to stop and waits until it has.
func (p *process) terminate() error {
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	select {
	case <-p.done:
		return p.err
	case <-time.After(patience):
		p.kill()
		return errors.New("the server did not stop")
	}
}
