package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// process is a program that runs beside the bench: the service, a peer or a floor. It says on its
// standard output where it is to be reached.
type process struct {
	name, url string
	pid       int
	cmd       *exec.Cmd
	stdin     io.Closer
	log       string
	done      chan struct{}
}

// startWithin and stopWithin bound how long a process may take to say where it is, and to end.
const (
	startWithin = time.Minute
	stopWithin  = 10 * time.Second
)

// spawn starts a program with an environment that holds nothing of ours but what is given, and waits
// until it says where it is. What it logs goes into a file.
func (b *bench) spawn(name string, env []string, path string, args ...string) (*process, error) {
	p := &process{name: name, log: filepath.Join(b.dir, name+".log"), done: make(chan struct{})}
	log, err := os.OpenFile(p.log, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	p.cmd = exec.CommandContext(b.ctx, path, args...) //nolint:gosec // programs that the bench has built or found
	p.cmd.Dir, p.cmd.Env, p.cmd.Stderr = b.dir, append(clean(os.Environ()), env...), log
	stdin, err := p.cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	p.stdin = stdin
	stdout, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	p.pid = p.cmd.Process.Pid
	if err := p.await(stdout); err != nil {
		return nil, errors.Join(err, p.stop())
	}
	return p, nil
}

// clean drops what would set up a program of ours, or how Go runs it.
func clean(environ []string) []string {
	return slices.DeleteFunc(environ, func(entry string) bool {
		name, _, _ := strings.Cut(entry, "=")
		return strings.HasPrefix(name, "ARGMAP_") || strings.HasPrefix(name, "NEO4J_") || name == "GOMEMLIMIT" || name == "GOGC"
	})
}

// await takes the first address that the process says, and then lets it say what it likes.
func (p *process) await(stdout io.Reader) error {
	said := make(chan string, 1)
	go func() {
		defer close(p.done)
		for lines := bufio.NewScanner(stdout); lines.Scan(); {
			if at := strings.Index(lines.Text(), "http://"); at >= 0 {
				select {
				case said <- strings.TrimSpace(lines.Text()[at:]):
				default:
				}
			}
		}
		_ = p.cmd.Wait() // its end is known by done
	}()
	select {
	case p.url = <-said:
		return nil
	case <-p.done:
		return fmt.Errorf("%s ended before it said where it is:\n%s", p.name, p.tail())
	case <-time.After(startWithin):
		return fmt.Errorf("%s did not say where it is:\n%s", p.name, p.tail())
	}
}

// stop asks the process to end, and makes it.
func (p *process) stop() error {
	if p == nil {
		return nil
	}
	_ = p.stdin.Close()
	_ = p.cmd.Process.Signal(os.Interrupt)
	select {
	case <-p.done:
	case <-time.After(stopWithin):
		_ = p.cmd.Process.Kill()
		<-p.done
		return fmt.Errorf("%s had to be killed:\n%s", p.name, p.tail())
	}
	return nil
}

// tail gives the last lines of the log, for an error.
func (p *process) tail() string {
	text, err := os.ReadFile(p.log)
	if err != nil {
		return err.Error()
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	return strings.Join(lines[max(0, len(lines)-10):], "\n")
}

// tick is the unit of the kernel's processor times: 1/100 s on every Linux.
const tick = 10 * time.Millisecond

// processor gives the processor time that all threads of a process have taken.
func processor(pid int) (time.Duration, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, err
	}
	_, after, _ := strings.Cut(string(text), ") ")
	fields := strings.Fields(after)
	if len(fields) < 13 {
		return 0, fmt.Errorf("/proc/%d/stat is too short", pid)
	}
	user, err := strconv.ParseInt(fields[11], 10, 64)
	if err != nil {
		return 0, err
	}
	system, err := strconv.ParseInt(fields[12], 10, 64)
	return time.Duration(user+system) * tick, err
}

// residence is the memory that a process has in use, in bytes, and how much of it are pages of files, as
// of its program.
type residence struct{ all, files int64 }

func resident(pid int) (r residence, err error) {
	var errs [2]error
	r.all, errs[0] = statusOf(pid, "VmRSS")
	r.files, errs[1] = statusOf(pid, "RssFile")
	return r, errors.Join(errs[:]...)
}

// statusOf reads a size that the kernel tells of a process.
func statusOf(pid int, key string) (int64, error) {
	text := value(fmt.Sprintf("/proc/%d/status", pid), key, "")
	kb, err := strconv.ParseInt(strings.TrimSuffix(text, " kB"), 10, 64)
	return kb << 10, err
}
