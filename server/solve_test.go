package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestSolveExitCodes tells a failure from a wrong call.
func TestSolveExitCodes(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "chain.af")
	if err := os.WriteFile(file, []byte("p af 2\n1 2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for args, want := range map[string]int{
		"-p DS-PR -f FILE -a 1":              exitDone,
		"-p DS-PR -f FILE -a 1 -fo af":       exitDone,
		"--lines":                            exitDone,
		"--problems":                         exitDone,
		"-p DS-PR -f FILE -a 7":              exitFailed,
		"-p SE-PR -f FILE -fo tgf":           exitFailed,
		"-p SE-PR -f nowhere.af":             exitFailed,
		"-p SE-PR -f FILE --timeout 1ns":     exitFailed,
		"":                                   exitUsage,
		"-p SE-XX -f FILE":                   exitUsage,
		"-p DS-PR -f FILE":                   exitUsage,
		"-p SE-PR -f FILE -a 1":              exitUsage,
		"-p SE-PR -f FILE -fo gml":           exitUsage,
		"-p SE-PR -f FILE --timeout soon":    exitUsage,
		"-p SE-PR -f FILE --timeout=-1s":     exitUsage,
		"--lines -f FILE":                    exitUsage,
		"--lines --problems --no-such-thing": exitUsage,
	} {
		var out, notes bytes.Buffer
		words := append([]string{"argmap", "solve"}, strings.Fields(strings.ReplaceAll(args, "FILE", file))...)
		got := run(program{args: words, stdin: strings.NewReader(""), stdout: &out, stderr: &notes, clock: time.Now})
		if got != want {
			t.Errorf("%q: got the exit code %d, want %d: %s", args, got, want, notes.String())
		}
		if (got == exitDone) != (notes.Len() == 0) || got != exitDone && out.Len() > 0 {
			t.Errorf("%q: got the exit code %d with %q on standard output and %q beside it", args, got, out.String(), notes.String())
		}
	}
}

// Who interrupts a filter that waits for a question is not kept waiting.
func TestStoppable(t *testing.T) {
	t.Parallel()
	silent, asker := io.Pipe()
	defer asker.Close()
	ctx, cancel := context.WithCancel(t.Context())
	in := stoppable(ctx, silent)
	go func() {
		_, _ = asker.Write([]byte("a"))
		cancel()
	}()
	got, err := io.ReadAll(in)
	if string(got) != "a" && string(got) != "" || err == nil {
		t.Errorf("got %q and the error %v, want the error of the context", got, err)
	}
}
