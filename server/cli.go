package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"argmap/internal/fault"
)

// The exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// program is what a process has been given.
type program struct {
	args           []string
	environ        []string
	stdin          io.Reader
	stdout, stderr io.Writer
	clock          func() time.Time
}

// commands are all commands, with the settings that every one of them takes.
type commands struct {
	Settings

	Serve    serveCommand    `cmd:"" default:"withargs" help:"Serve maps by GraphQL (what is done without a command)."`
	Migrate  migrateGroup    `cmd:"" help:"Show or take the steps of the database's schema."`
	Import   importCommand   `cmd:"" help:"Bring maps in, from files of any format that is read."`
	Export   exportCommand   `cmd:"" help:"Write one map: with its whole history, or in an interchange format."`
	Convert  convertCommand  `cmd:"" help:"Turn files of one format into files of another; no store is opened."`
	Validate validateCommand `cmd:"" help:"List the rules that maps break, in files or in the store."`
	Formats  formatsCommand  `cmd:"" help:"List the interchange formats."`
	Backup   backupCommand   `cmd:"" help:"Write every map and every source."`
	Restore  restoreCommand  `cmd:"" help:"Bring a backup in; what is there already and the same is left alone."`
	Check    checkCommand    `cmd:"" help:"Look for anything that is broken, in one report."`
	Rebuild  rebuildCommand  `cmd:"" help:"Make the graph of maps anew from their logs."`
	Redact   redactCommand   `cmd:"" help:"Make the words of records unreadable, in every revision of a map."`
	Solve    solveCommand    `cmd:"" help:"Solve a problem of abstract argumentation, or answer questions a line; no store is opened."`
	Evaluate evaluateCommand `cmd:"" help:"Say which claims of a map stand, and how strong they are."`
	Ready    readyCommand    `cmd:"" help:"Ask the server that runs at this machine whether it is ready; for the health checks of containers."`
	Version  versionCommand  `cmd:"" help:"Say which version this is."`
}

// usageError is a mistake in how the program was called or set up.
type usageError struct{ error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// exit is what a command line that asks for help ends the parsing with.
type exit int

// run carries out a command line and gives the exit code.
func run(p program) (code int) {
	defer func() {
		if at, ok := recover().(exit); ok {
			code = int(at)
		}
	}()
	name := strings.TrimSuffix(filepath.Base(p.args[0]), ".exe")
	err := p.command(name)
	if err == nil {
		return exitDone
	}
	p.notef("%s: %s\n", name, explain(err))
	if _, wrong := errors.AsType[usageError](err); wrong {
		p.notef("Run \"%s --help\" to see what there is.\n", name)
		return exitUsage
	}
	return exitFailed
}

// sayf writes what was asked for. A reader who has gone away is not told that he has.
func (p program) sayf(format string, args ...any) { _, _ = fmt.Fprintf(p.stdout, format, args...) }

// notef writes what is said beside it.
func (p program) notef(format string, args ...any) { _, _ = fmt.Fprintf(p.stderr, format, args...) }

// command parses the command line and carries it out.
func (p program) command(name string) error {
	var c commands
	parser, err := kong.New(&c,
		kong.Name(name), kong.Description("Keeps argument maps and serves them by GraphQL."),
		kong.Writers(p.stdout, p.stderr), kong.Exit(func(code int) { panic(exit(code)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		return err
	}
	if err := unknownVariables(p.environ, variablesOf(parser.Model)); err != nil {
		return err
	}
	parsed, err := parser.Parse(competitionFlags(p.args[1:]))
	if err != nil {
		return usageError{err}
	}
	if err := c.Settings.check(); err != nil {
		return err
	}
	ctx, stop := interruptible(context.Background())
	defer stop()
	return parsed.Run(&session{program: p, ctx: ctx, settings: c.Settings})
}

// session is one run of one command.
type session struct {
	program
	ctx      context.Context //nolint:containedctx // lives as long as the command
	settings Settings
}

// explain says what went wrong as an operator wants to read it: the message, the cause, the code.
func explain(err error) string {
	f, ok := errors.AsType[*fault.Error](err)
	if !ok {
		return err.Error()
	}
	text := f.Message
	if f.Err != nil {
		text += ": " + f.Err.Error()
	}
	if f.Field != "" {
		text += " (" + f.Field + ")"
	}
	return fmt.Sprintf("%s [%s %s]", text, f.Code, f.Reason)
}

// output opens the file that a command writes to, or standard output when there is no name. The
// file gets its name only when it is whole.
func (s *session) output(name string, write func(io.Writer) error) error {
	if name == "" || name == "-" {
		return write(s.stdout)
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", name, err)
	}
	defer os.Remove(f.Name())
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
