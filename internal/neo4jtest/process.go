package neo4jtest

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// child is a running process that dies with this one where the system allows.
type child struct {
	cmd  *exec.Cmd
	done chan struct{} // closed when the process is gone
	err  error         // how it ended; read after done
}

// startChild starts cmd on a goroutine that keeps its OS thread until the
// process is gone: Linux sends the parent-death signal when the thread that
// forked ends, not when the whole process does.
func startChild(cmd *exec.Cmd) (*child, error) {
	setProcAttr(cmd)
	c := &child{cmd: cmd, done: make(chan struct{})}
	started := make(chan error, 1)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := cmd.Start()
		started <- err
		if err == nil {
			c.err = cmd.Wait()
			close(c.done)
		}
	}()
	return c, <-started
}

// stop asks the process to end and kills it when it has not after wait.
func (c *child) stop(wait time.Duration) {
	if c.gone() {
		return
	}
	terminate(c.cmd)
	select {
	case <-c.done:
	case <-time.After(wait):
		c.kill()
	}
}

// kill ends the process and its group at once and waits until it is gone.
func (c *child) kill() {
	if c.gone() {
		return
	}
	killGroup(c.cmd)
	<-c.done
}

func (c *child) gone() bool {
	select {
	case <-c.done:
		return true
	default:
		return false
	}
}

// spawn starts the server's process with its console in a file of its home.
func (s *Server) spawn() (*child, error) {
	console, err := os.Create(s.consolePath())
	if err != nil {
		return nil, fmt.Errorf("neo4jtest: no console file for the server: %w", err)
	}
	defer console.Close()
	cmd := exec.Command(s.inst.java, s.javaArgs()...)
	cmd.Dir = s.home
	cmd.Stdout, cmd.Stderr = console, console
	c, err := startChild(cmd)
	if err != nil {
		return nil, fmt.Errorf("neo4jtest: start %s: %w", s.inst.java, err)
	}
	return c, nil
}

func (s *Server) consolePath() string { return filepath.Join(s.home, "console.log") }

func (s *Server) javaArgs() []string {
	heap := strconv.Itoa(s.opts.HeapMB) + "m"
	args := []string{
		"-Xms" + heap, "-Xmx" + heap, "-Dfile.encoding=UTF-8",
		"-Dio.netty.tryReflectionSetAccessible=true", "-XX:-UsePerfData", "-Xshare:auto",
	}
	for _, pkg := range []string{"java.nio", "java.io", "sun.nio.ch", "java.util.concurrent"} {
		args = append(args, "--add-opens=java.base/"+pkg+"=ALL-UNNAMED")
	}
	if !s.opts.Peak {
		args = append(args, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
	}
	if s.inst.archive != "" {
		args = append(args, "-XX:SharedArchiveFile="+s.inst.archive)
	}
	args = append(args, s.opts.jvmFlags...)
	return append(args, "-cp", filepath.Join(s.inst.lib, "*"), "org.neo4j.server.CommunityEntryPoint",
		"--home-dir="+s.home, "--config-dir="+s.confDir(), "--console-mode")
}

// consoleTail returns the last lines the server wrote, for an error message.
func (s *Server) consoleTail() string {
	text, err := os.ReadFile(s.consolePath())
	if err != nil {
		return err.Error()
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	return strings.Join(lines[max(0, len(lines)-15):], "\n")
}

// freePort returns a port of 127.0.0.1 that was free a moment ago.
func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("neo4jtest: no free port on 127.0.0.1: %w", err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// checkPortFree keeps the start from talking to another program's server.
func checkPortFree(port int) error {
	l, err := net.Listen("tcp", "127.0.0.1:"+strconv.Itoa(port))
	if err != nil {
		return fmt.Errorf("neo4jtest: 127.0.0.1:%d: %w; stop that program or choose another port (%v)", port, errPortTaken, err)
	}
	return l.Close()
}
