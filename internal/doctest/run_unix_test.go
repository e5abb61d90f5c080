//go:build unix

package doctest

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// patience bounds how long the service may take to be built and started, or to stop.
const patience = 5 * time.Minute

// TestFirstMinute does what README promises: "make run" prints the three addresses, and the first
// query gets its answer there.
func TestFirstMinute(t *testing.T) {
	t.Parallel()
	d := readDocument(t, "README.md")
	var promised string
	for _, b := range d.blocks {
		if b.lang == "text" && strings.Contains(b.text, "/readyz") {
			promised = b.text
		}
	}
	if promised == "" || len(d.queries()) == 0 {
		t.Fatal("README.md does not show the three addresses and a query")
	}
	r := start(t, "make", "run")
	printed := r.await(t)
	if diff := cmp.Diff(promised, port.ReplaceAllString(printed, "http://127.0.0.1:8080/")); diff != "" {
		t.Errorf("the addresses are other ones (-README.md +make run):\n%s", diff)
	}
	d.queries()[0].check(t, strings.TrimSuffix(port.FindString(printed), "/"))
	r.stop(t)
}

var port = regexp.MustCompile(`http://127\.0\.0\.1:\d+/`)

// running is a command under way, with all that it starts.
type running struct {
	cmd            *exec.Cmd
	stdout, stderr output
	done           chan error
	ended          bool
}

// output may be read while it is written.
type output struct {
	mu sync.Mutex
	b  bytes.Buffer
}

// Write keeps what is said.
func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

// String gives what was said so far.
func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}

// start runs a command in the checkout, as a group of its own, on a free port and with data of its own.
func start(t *testing.T, name string, args ...string) *running {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("!! SKIPPED: %v", err)
	}
	r := &running{cmd: exec.Command(name, args...), done: make(chan error, 1)}
	r.cmd.Dir, r.cmd.Stdout, r.cmd.Stderr = root, &r.stdout, &r.stderr
	r.cmd.Env = append(withoutSettings(os.Environ()), "ARGMAP_ADDR=127.0.0.1:0", "ARGMAP_DATA="+t.TempDir())
	r.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { r.done <- r.cmd.Wait() }()
	t.Cleanup(func() {
		if !r.ended {
			_ = syscall.Kill(-r.cmd.Process.Pid, syscall.SIGKILL)
		}
	})
	return r
}

// await gives the lines with the addresses once they are all there.
func (r *running) await(t *testing.T) string {
	t.Helper()
	for over := time.Now().Add(patience); time.Now().Before(over); {
		if from := strings.Index(r.stdout.String(), "GraphQL endpoint"); from >= 0 && strings.HasSuffix(r.stdout.String(), "/readyz\n") {
			return r.stdout.String()[from:]
		}
		select {
		case err := <-r.done:
			r.ended = true
			t.Fatalf("the service ended: %v\n%s", err, r.stderr.String())
		case <-time.After(20 * time.Millisecond):
		}
	}
	t.Fatalf("the service did not start\n%s", r.stderr.String())
	return ""
}

// stop interrupts the group, as Ctrl-C would, and waits until all of it has ended in good order.
func (r *running) stop(t *testing.T) {
	t.Helper()
	if err := syscall.Kill(-r.cmd.Process.Pid, syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-r.done:
		r.ended = true
		if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
			t.Error(err)
		}
	case <-time.After(patience):
		t.Fatal("the service did not stop")
	}
	if !strings.Contains(r.stderr.String(), `"message":"stopped"`) {
		t.Errorf("the service did not stop in good order:\n%s", r.stderr.String())
	}
}
