// Command neo4j starts a real Neo4j Community server for development and
// tests.
//
//	go run ./internal/neo4jtest/cmd/neo4j [--data DIR] [--bolt PORT] [--password PASSWORD]
//	go run ./internal/neo4jtest/cmd/neo4j [flags] -- COMMAND ARGS...
//	go run ./internal/neo4jtest/cmd/neo4j --empty
//
// The first form prints how to sign in and runs until SIGINT or SIGTERM. The
// second runs COMMAND with NEO4J_TEST_URI, NEO4J_TEST_USERNAME,
// NEO4J_TEST_PASSWORD and NEO4J_TEST_PID set, stops the server and exits with COMMAND's code;
// where Java or Maven is missing it says so and runs COMMAND without a server,
// unless REQUIRE_NEO4J is 1. The third, for use within COMMAND, empties that server.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"

	"argmap/internal/neo4jtest"
)

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	if len(args) == 1 && strings.TrimLeft(args[0], "-") == "empty" {
		return empty()
	}
	opts, command, err := parse(args)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		return 2
	}
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	if len(command) > 0 {
		return with(opts, command, signals)
	}
	return serve(opts, signals)
}

// empty empties the server of the environment.
func empty() int {
	if err := neo4jtest.Empty(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// parse reads the flags; what follows them is the command. The default port
// is 7687, or a free one when there is a command.
func parse(args []string) (neo4jtest.Options, []string, error) {
	var opts neo4jtest.Options
	flags := flag.NewFlagSet("neo4j", flag.ContinueOnError)
	flags.StringVar(&opts.Dir, "data", "", "keep the server's data in `DIR` (default: a temporary folder)")
	flags.IntVar(&opts.BoltPort, "bolt", -1, "Bolt `PORT` on 127.0.0.1, 0 for a free one (default 7687; with a command 0)")
	flags.StringVar(&opts.Password, "password", "", "`PASSWORD` of user neo4j, at least 8 characters (default: a fixed one, printed)")
	flags.IntVar(&opts.HeapMB, "heap", 0, "heap in `MB` (default 512)")
	flags.IntVar(&opts.PageCacheMB, "pagecache", 0, "page cache in `MB` (default 64)")
	flags.BoolVar(&opts.Peak, "peak", false, "full JVM optimisation, for benches")
	if err := flags.Parse(args); err != nil {
		return opts, nil, err
	}
	if opts.BoltPort == -1 {
		opts.BoltPort = 7687
		if flags.NArg() > 0 {
			opts.BoltPort = 0
		}
	}
	return opts, flags.Args(), nil
}

// start starts the server; a signal meanwhile gives up.
func start(opts neo4jtest.Options, signals <-chan os.Signal) (*neo4jtest.Server, error) {
	ctx, cancel := context.WithCancel(context.Background())
	type result struct {
		server *neo4jtest.Server
		err    error
	}
	started := make(chan result, 1)
	go func() {
		s, err := neo4jtest.Start(ctx, opts)
		started <- result{s, err}
	}()
	defer cancel()
	select {
	case r := <-started:
		return r.server, r.err
	case sig := <-signals:
		cancel()
		if r := <-started; r.err == nil {
			stop(r.server)
		}
		return nil, fmt.Errorf("neo4j: %v while the server started", sig)
	}
}

func serve(opts neo4jtest.Options, signals <-chan os.Signal) int {
	s, err := start(opts, signals)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	fmt.Printf("NEO4J_URI=%s NEO4J_USERNAME=%s NEO4J_PASSWORD=%s\n", s.URI, s.Username, s.Password)
	select {
	case <-signals:
		return stop(s)
	case <-s.Done():
		stop(s)
		fmt.Fprintln(os.Stderr, "neo4j: the server ended by itself; see console.log and logs in its data folder")
		return 1
	}
}

func with(opts neo4jtest.Options, command []string, signals <-chan os.Signal) int {
	s, err := start(opts, signals)
	if errors.Is(err, neo4jtest.ErrMissing) && os.Getenv(neo4jtest.EnvRequire) != "1" {
		neo4jtest.SkipMessage(err)
		return runCommand(command, nil, signals)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer stop(s)
	return runCommand(command, s.Env(), signals)
}

func stop(s *neo4jtest.Server) int {
	if err := s.Stop(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// runCommand runs the command in this process group, so that a terminal's
// interrupt reaches it; SIGTERM is passed on.
func runCommand(command, env []string, signals <-chan os.Signal) int {
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Env = append(os.Environ(), env...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := cmd.Start(); err != nil {
		fmt.Fprintf(os.Stderr, "neo4j: cannot run %q: %v\n", command[0], err)
		return 127
	}
	ended := make(chan struct{})
	go func() {
		_ = cmd.Wait() // what it came to stands in ProcessState
		close(ended)
	}()
	for {
		select {
		case sig := <-signals:
			if sig == syscall.SIGTERM {
				_ = cmd.Process.Signal(sig) // fails only when it has ended already
			}
		case <-ended:
			return exitCode(cmd.ProcessState)
		}
	}
}

// exitCode is the command's own code, or 1 when a signal ended it.
func exitCode(state *os.ProcessState) int {
	if code := state.ExitCode(); code >= 0 {
		return code
	}
	return 1
}
