// Command bench measures what the service costs above the database it stands on, and writes
// docs/performance.md. Every figure is a ratio to a floor, which does the least that must be done, or
// to a peer that does the same, in the same run and in turns with ours.
//
//	make bench                           all of it, on a Neo4j started for the purpose
//	go run ./bench -quick                a look whether it runs; SQLite only without NEO4J_TEST_URI
//	go run ./bench -only sqlite/commit   the cases whose name contains the words
//	go run ./bench -only semantics       evaluation, which needs no database
//	go run ./bench -only import          a corpus into each store, AIF beside JSON, Argdown beside its own parser
//
// Only a full run, with both stores and the peer and without -quick or -only, writes the document. The
// peer needs Node 20 or newer with npm, and its packages once; the solver beside evaluation needs cargo and a C++
// compiler, and its crates once.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/pprof"
	"slices"
	"strings"
	"time"
)

// options are what the command line says.
type options struct {
	only, profile, out, dir, floor string
	rounds                         int
	quick                          bool
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stderr)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, progress io.Writer) error {
	o, err := parse(args)
	if err != nil {
		return err
	}
	if o.floor != "" {
		return runFloor(ctx, o.floor, os.Stdin, os.Stdout)
	}
	stop, err := profiled(o.profile)
	if err != nil {
		return err
	}
	defer stop()
	dir, err := os.MkdirTemp(o.dir, "argmap-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b := &bench{options: o, ctx: ctx, progress: progress, dir: dir, began: time.Now()}
	if err := b.all(); err != nil {
		return err
	}
	return b.conclude()
}

func parse(args []string) (options, error) {
	var o options
	f := flag.NewFlagSet("bench", flag.ContinueOnError)
	f.StringVar(&o.only, "only", "", "run the cases whose name contains `WORDS`, like neo4j/load")
	f.StringVar(&o.profile, "cpuprofile", "", "write a CPU profile of this process to `FILE`")
	f.StringVar(&o.out, "out", filepath.Join("docs", "performance.md"), "write the document to `FILE`")
	f.StringVar(&o.dir, "dir", "", "keep the SQLite files in `DIR` meanwhile (default: the system's temporary folder)")
	f.StringVar(&o.floor, "floor", "", "only write the answers in `FILE` to whoever asks; the bench starts itself like that")
	f.IntVar(&o.rounds, "rounds", 0, "rounds of each commit case (default 12)")
	f.BoolVar(&o.quick, "quick", false, "tiny counts, to see whether it runs; the figures mean nothing")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	if f.NArg() > 0 {
		return o, fmt.Errorf("what is %q? bench takes flags only", f.Arg(0))
	}
	if o.rounds == 0 {
		o.rounds = pick(o.quick, 2, 12)
	}
	return o, nil
}

func pick[T any](when bool, yes, no T) T {
	if when {
		return yes
	}
	return no
}

// profiled begins a CPU profile, if one is wanted, and gives what ends it.
func profiled(name string) (stop func(), err error) {
	if name == "" {
		return func() {}, nil
	}
	f, err := os.Create(name)
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		return nil, err
	}
	return func() {
		pprof.StopCPUProfile()
		_ = f.Close()
	}, nil
}

// bench is one run.
type bench struct {
	options
	ctx      context.Context //nolint:containedctx // a run lives as long as the process
	progress io.Writer
	dir      string
	began    time.Time
	versions []string
	commits  []commitResult
	loads    []loadResult
	reads    []readResult
	edges    []*edgeResult
	floors   []*floorResult
	rows     *rowsResult
	memories []memoryResult
	// evaluation is nil where it was not measured.
	evaluation *semanticsBench
	imports    []importResult
	// codec is nil where it was not measured.
	codec    *codecResult
	argdowns []argdownResult
	// binary is the service, and database the process id of Neo4j, 0 where it is not known.
	binary   string
	database int
	// leftOut says that something could not be measured here.
	leftOut bool
}

func (b *bench) say(format string, args ...any) {
	_, _ = fmt.Fprintf(b.progress, "%6.1fs  %s\n", time.Since(b.began).Seconds(), fmt.Sprintf(format, args...))
}

// wants reports whether a case, or a group of cases by its prefix, is to be run.
func (b *bench) wants(name string) bool {
	return strings.Contains(name, b.only) || strings.HasPrefix(b.only, name+"/")
}

// all runs every part, on every store what depends on it.
func (b *bench) all() error {
	if err := errors.Join(b.semanticsPart(), b.codecPart(), b.argdownPart()); err != nil {
		return err
	}
	engines := []engine{sqliteEngine{dir: b.dir}}
	if n, ok := neo4jFromEnv(); ok {
		engines = append(engines, n)
	} else {
		b.say("!! NEO4J IS LEFT OUT: NEO4J_TEST_URI is not set. \"make bench\" starts a server and sets it.")
	}
	for _, e := range engines {
		for _, part := range []struct {
			name string
			run  func(engine) error
		}{{"commit", b.commitPart}, {"large", b.largePart}, {"import", b.importPart}, {"edge", b.edgePart}} {
			if !b.wantsPart(e.name(), part.name) {
				continue
			}
			if err := part.run(e); err != nil {
				return fmt.Errorf("%s, %s: %w", e.name(), part.name, err)
			}
		}
	}
	return nil
}

// wantsPart reports whether any case of a part is to be run. The large map serves load and http.
func (b *bench) wantsPart(store, part string) bool {
	if part == "large" {
		return b.wants(store+"/load") || b.wants(store+"/http")
	}
	store += "/" + part
	if part == "import" {
		return b.wants(store)
	}
	if part == "edge" {
		return slices.ContainsFunc(edgeParts, func(p edgePart) bool { return b.wants(store + "/" + p.name) })
	}
	for _, k := range commitCases {
		if b.wants(store + "/" + k.name()) {
			return true
		}
	}
	return false
}

// conclude writes the document after a full run, and prints it otherwise.
func (b *bench) conclude() error {
	text := b.document()
	if b.quick || b.only != "" || b.leftOut || len(b.versions) < 2 {
		_, _ = fmt.Fprintf(b.progress, "\n%s\n", text)
		b.say("this was no full run: %s stays as it is", b.out)
		return nil
	}
	if err := os.WriteFile(b.out, []byte(text), 0o644); err != nil { //nolint:gosec // a document for everybody
		return err
	}
	b.say("wrote %s", b.out)
	return nil
}
