package main

import (
	"bufio"
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"argmap/internal/codec/argdown"
)

// coreFiles are the program that times @argdown/core, and the exact packages that it takes.
//
//go:embed argdown/package.json argdown/package-lock.json argdown/parse.js
var coreFiles embed.FS

var corePackages = packages{"argdown", coreFiles, []string{"package.json", "package-lock.json", "parse.js"}}

// argdownRounds is how often each file is read by each, after as many rounds that do not count: core's
// engine compiles what it runs often.
const argdownRounds = 30

// argdownTurn is about how many bytes each reads in its turn: a small file is read several times, else its
// turn would be mostly the change of process.
const argdownTurn = 100_000

// targetArgdown is how many times faster than core a file is to be read.
const targetArgdown = 20

// argdownResult is one file, read by this program and by core.
type argdownResult struct {
	file         string
	bytes        int
	model        bool
	ratio        spread
	ours, theirs spread
}

// argdownPart reads files of Argdown in turns with @argdown/core.
func (b *bench) argdownPart() error {
	if !b.wants("import/argdown") {
		return nil
	}
	if !hasNode() {
		b.leftOut = true
		b.say("!! ARGDOWN IS LEFT OUT: its peer needs Node 20 or newer and npm")
		return nil
	}
	files, err := argdownFiles(b.dir)
	if err != nil {
		return err
	}
	core, err := b.startCore()
	if err != nil {
		return err
	}
	err = b.readArgdown(core, files)
	return errors.Join(err, core.stop())
}

func (b *bench) readArgdown(core *coreProcess, files []string) error {
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		for _, model := range []bool{false, true} {
			r, err := b.inTurns(core, file, src, model)
			if err != nil {
				return fmt.Errorf("%s: %w", file, err)
			}
			b.argdowns = append(b.argdowns, r)
			b.say("Argdown %s, model %t: core / ours %s", r.file, model, r.ratio)
		}
	}
	return nil
}

// inTurns reads a file by each in turns.
func (b *bench) inTurns(core *coreProcess, file string, src []byte, model bool) (argdownResult, error) {
	rounds, times := pick(b.quick, 2, argdownRounds), 1+argdownTurn/len(src)
	var ours, theirs []time.Duration
	for i := range 2 * rounds {
		began := time.Now()
		for range times {
			if err := readOnce(src, model); err != nil {
				return argdownResult{}, err
			}
		}
		mine := time.Since(began)
		core, err := core.time(file, model, times)
		if err != nil {
			return argdownResult{}, err
		}
		if i >= rounds {
			ours, theirs = append(ours, mine/time.Duration(times)), append(theirs, core/time.Duration(times))
		}
	}
	return argdownResult{filepath.Base(file), len(src), model, ratios(theirs, ours), seconds(ours), seconds(theirs)}, nil
}

func readOnce(src []byte, model bool) error {
	if !model {
		_, err := argdown.Check(src)
		return err
	}
	_, err := argdown.Count(src)
	return err
}

// argdownFiles gives the examples without errors, and a debate of 2,000 statements made for the purpose.
func argdownFiles(dir string) ([]string, error) {
	made := filepath.Join(dir, "debate.argdown")
	var d bytes.Buffer
	for i := range 400 {
		fmt.Fprintf(&d, "[Claim %d]: People come first, so number %d says, and *not* only states. #people\n", i, i)
		fmt.Fprintf(&d, "  + <Reason %d>: Whoever suffers %d times asks why. {weight: %d}\n    - It is said (%d) that order comes first.\n", i, i, i, i)
		fmt.Fprintf(&d, "  - [Claim %d]\n\n<Duty %d>\n\n(1) [Claim %d]\n(2) What holds for %d holds for all.\n-- Generalisation --\n(3) It holds for all %d.\n\n", (i*7)%400, i, i, i, i)
	}
	if err := os.WriteFile(made, d.Bytes(), 0o600); err != nil {
		return nil, err
	}
	files := []string{made}
	for _, name := range []string{"canteen-strict.argdown", "security.argdown"} {
		path, err := filepath.Abs(filepath.Join("examples", "argdown", name))
		if err != nil {
			return nil, err
		}
		files = append(files, path)
	}
	return files, nil
}

// coreProcess is the program that times core.
type coreProcess struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

func (b *bench) startCore() (*coreProcess, error) {
	dir, err := corePackages.install(b.ctx)
	if err != nil {
		return nil, err
	}
	node, err := exec.LookPath("node")
	if err != nil {
		return nil, err
	}
	p := &coreProcess{cmd: exec.CommandContext(b.ctx, node, "parse.js")} //nolint:gosec // node as it is found
	p.cmd.Dir, p.cmd.Stderr, p.cmd.WaitDelay = dir, os.Stderr, time.Second
	if p.in, err = p.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	p.out = bufio.NewReader(out)
	return p, p.cmd.Start()
}

// time reads a file so many times.
func (p *coreProcess) time(file string, model bool, times int) (time.Duration, error) {
	if _, err := fmt.Fprintf(p.in, "%s %d %s\n", pick(model, "model", "parser"), times, file); err != nil {
		return 0, err
	}
	line, err := p.out.ReadString('\n')
	if err != nil {
		return 0, fmt.Errorf("core gave up: %w", err)
	}
	ns, err := strconv.ParseInt(strings.TrimSpace(line), 10, 64)
	return time.Duration(max(1, ns)), err
}

func (p *coreProcess) stop() error { return errors.Join(p.in.Close(), p.cmd.Wait()) }

// argdownTable writes what reading Argdown came to.
func (b *bench) argdownTable(d *strings.Builder) {
	if len(b.argdowns) == 0 {
		return
	}
	fmt.Fprintf(d, `
## Reading Argdown

The same files read by this program and by @argdown/core, in turns, each in a process that is warm: the
parser alone (tokens and tree), and with the model (data, statements, arguments, relations). A small file is
read several times in a turn.

Target: at least %d times faster than core.

| file | bytes | | core / ours | | ours | core |
|---|---:|---|---|---|---:|---:|
`, targetArgdown)
	for _, r := range b.argdowns {
		fmt.Fprintf(d, "| %s | %d | %s | %s | %s | %.3f ms | %.3f ms |\n", r.file, r.bytes, pick(r.model, "with the model", "parser"),
			r.ratio, pick(r.ratio.median >= targetArgdown, "met", "**missed**"), 1000*r.ours.median, 1000*r.theirs.median)
	}
}
