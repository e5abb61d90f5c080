package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"argmap/internal/codec/iccma"
	"argmap/internal/solving"
)

// solveCommand answers questions about frameworks that stand in no store.
type solveCommand struct {
	Problem  string        `short:"p" placeholder:"TASK-SEMANTICS" help:"What to solve, as in DS-PR; --problems lists them."`
	File     string        `short:"f" placeholder:"FILE" help:"File that holds the framework; - is standard input."`
	Argument string        `short:"a" placeholder:"NAME" help:"Argument that the problem is about, for DC and DS."`
	Format   string        `placeholder:"af|apx|tgf" help:"Format of the file (also -fo), by default what it looks like."`
	Timeout  time.Duration `default:"0s" help:"Time for the problem, or for each line; 0s is without end."`
	Lines    bool          `help:"Read a question a line from standard input, as JSON, and answer each with a line."`
	Problems bool          `help:"List the problems that can be solved."`
	Formats  bool          `help:"List the formats that can be read."`
}

// competitionFlags turns the flag -fo, as the competitions write it, into the one that it stands for.
func competitionFlags(args []string) []string {
	if len(args) == 0 || args[0] != "solve" {
		return args
	}
	args = slices.Clone(args)
	for i, arg := range args {
		if arg == "-fo" {
			args[i] = "--format"
		}
	}
	return args
}

// Run does the one thing that is asked for.
func (c *solveCommand) Run(s *session) error {
	if c.Timeout < 0 {
		return usagef("--timeout is %s; it must not be negative", c.Timeout)
	}
	switch {
	case c.Problems:
		return listed(s, solving.Problems())
	case c.Formats:
		return listed(s, iccma.Formats())
	case c.Lines && (c.Problem != "" || c.File != "" || c.Argument != ""):
		return usagef("--lines reads questions from standard input; it goes with --timeout only")
	case c.Lines:
		return solving.Filter(s.ctx, stoppable(s.ctx, s.stdin), s.stdout, c.Timeout)
	}
	return c.solve(s)
}

// listed prints a list as solvers of the competition do: in brackets.
func listed[T fmt.Stringer](s *session, all []T) error {
	var names []string
	for _, x := range all {
		names = append(names, x.String())
	}
	_, err := fmt.Fprintf(s.stdout, "[%s]\n", strings.Join(names, ","))
	return err
}

// solve solves one problem.
func (c *solveCommand) solve(s *session) error {
	problem, format, err := c.asked()
	if err != nil {
		return usageError{err}
	}
	in := s.stdin
	if c.File != "-" {
		f, err := os.Open(c.File)
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	framework, err := iccma.Read(stoppable(s.ctx, in), format)
	if err != nil {
		return inFile(c.File, err)
	}
	ctx := s.ctx
	if c.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, c.Timeout)
		defer cancel()
	}
	return solving.Solve(ctx, s.stdout, framework, problem, c.Argument)
}

// asked reads what the flags say.
func (c *solveCommand) asked() (problem solving.Problem, format iccma.Format, err error) {
	if c.Problem == "" || c.File == "" {
		return problem, format, errors.New("say what to solve with -p and -f, or --lines")
	}
	if problem, err = solving.ParseProblem(c.Problem); err != nil {
		return problem, format, fmt.Errorf("-p: %s", explain(err))
	}
	if problem.AboutArgument() != (c.Argument != "") {
		if c.Argument != "" {
			return problem, format, fmt.Errorf("%s is about no argument; leave -a out", problem)
		}
		return problem, format, fmt.Errorf("%s is about an argument; name it with -a", problem)
	}
	if c.Format != "" {
		format, err = iccma.ParseFormat(c.Format)
	}
	if err != nil {
		return problem, format, fmt.Errorf("--format: %s", explain(err))
	}
	return problem, format, nil
}

// stoppable is a reader whose reading ends with the context, whatever the reader below waits for.
func stoppable(ctx context.Context, in io.Reader) io.Reader {
	out, feed := io.Pipe()
	context.AfterFunc(ctx, func() { _ = feed.CloseWithError(ctx.Err()) })
	go func() {
		_, err := io.Copy(feed, in)
		_ = feed.CloseWithError(err)
	}()
	return out
}
