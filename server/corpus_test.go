package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/exchange"
)

// paired is a format whose maps have their title in a file beside them.
func paired() codec.Format {
	return codec.Format{
		Name: "paired", Extensions: []string{".pair", ".txt"},
		Recognise: func(s codec.Sample) codec.Likelihood {
			if bytes.HasPrefix(s.Data, []byte("pair")) {
				return codec.Surely
			}
			return codec.No
		},
		Decode: func(_ context.Context, f codec.File, o codec.Options) ([]*codec.Document, error) {
			title, err := f.Beside(strings.TrimSuffix(f.Name, ".pair") + ".txt")
			if err != nil {
				return nil, err
			}
			return []*codec.Document{codec.Build("paired", string(title), f, o).Done()}, nil
		},
	}
}

// TestTextsBesideMapsAreNotMaps reads a folder in which some texts belong to maps.
func TestTextsBesideMapsAreNotMaps(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a.pair": "pair", "a.txt": "pair of a", "b.txt": "alone", "c.pair": "pair", "d.md": "words", "e/a.pair": "pair", "e/a.txt": "below", ".hidden.pair": "pair",
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	files, err := gather([]string{dir})
	if err != nil {
		t.Fatal(err)
	}
	var out, notes bytes.Buffer
	s := &session{program: program{stdout: &out, stderr: &notes, clock: time.Now}, ctx: t.Context()}
	x := exchange.NewConverter(exchange.Options{NewID: newID, Clock: time.Now, Formats: []codec.Format{paired()}})
	log := outcomeFlags{}.outcome(s, "read", func(m outcomeMap) string { return m.Title })
	c := corpus{session: s, formats: x.Formats(), files: files, goOn: true, log: log}
	err = c.run(func(_ found, file exchange.File, line *outcomeLine) error {
		docs, _, err := x.Decode(t.Context(), file, argmap.Local)
		for _, d := range docs {
			line.Maps = append(line.Maps, outcomeMap{Title: d.Properties.Title})
		}
		return err
	})
	want := outcomeSummary{Files: 2, Maps: 2, Failed: 2, Skipped: 3} // the lone text and the map without its own fail
	if diff := cmp.Diff(want, log.summary); diff != "" || err == nil {
		t.Errorf("%v: %s%s", err, diff, notes.String())
	}
	said := strings.ReplaceAll(out.String(), dir+string(filepath.Separator), "")
	if want := "a.pair: pair of a\ne" + string(filepath.Separator) + "a.pair: below\n"; said != want {
		t.Errorf("got %q, want %q", said, want)
	}
}

// TestAStoppedCommandLeavesNothingHalfWritten cancels a conversion between two files and within one.
func TestAStoppedCommandLeavesNothingHalfWritten(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	var out, notes bytes.Buffer
	s := &session{program: program{stdout: &out, stderr: &notes, clock: time.Now}, ctx: ctx}
	box := s.outbox(false)
	log := outcomeFlags{}.outcome(s, "read", func(outcomeMap) string { return "" })
	c := corpus{session: s, files: []found{{path: "-", named: true}, {path: "-", named: true}}, log: log}
	s.stdin = strings.NewReader("")
	err := c.run(func(found, exchange.File, *outcomeLine) error {
		_, err := box.write(filepath.Join(dir, "a.x"), true, codec.Format{}, func(o codec.Output) error {
			if _, err := o.Create("a.x"); err != nil {
				return err
			}
			if _, err := o.Create("a.y"); err != nil {
				return err
			}
			cancel()
			return ctx.Err()
		})
		return err
	})
	left, readErr := os.ReadDir(dir)
	if err == nil || readErr != nil || len(left) != 0 {
		t.Errorf("%v: %d files are left (%v)", err, len(left), readErr)
	}
	if err := c.run(nil); err == nil || !strings.Contains(err.Error(), "stopped after 0 of 2 files") {
		t.Errorf("a command that was stopped: %v", err)
	}
}

// TestFormatExitCodes tells a failure from a wrong call.
func TestFormatExitCodes(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "words")
	if err := os.WriteFile(file, []byte("words"), 0o600); err != nil {
		t.Fatal(err)
	}
	for args, want := range map[string]int{
		"formats":                                exitDone,
		"validate DIR":                           exitDone, // nothing in it is a map
		"convert --to argmap DIR DIR/out":        exitDone,
		"validate FILE":                          exitFailed,
		"convert --to argmap FILE DIR/out.jsonl": exitFailed,
		"import FILE --data DIR/data.db":         exitFailed,
		"import nowhere --data DIR/data.db":      exitFailed,
		"validate":                               exitUsage,
		"validate FILE --from papyrus":           exitUsage,
		"convert FILE DIR/out":                   exitUsage,
		"convert --to papyrus FILE DIR/out":      exitUsage,
		"convert --to argmap FILE":               exitUsage,
		"convert --to argmap DIR -":              exitUsage,
		"convert --to argmap FILE - --json":      exitUsage,
		"export m --to papyrus":                  exitUsage,
		"export m --json":                        exitUsage,
		"import FILE --max-file 1B":              exitUsage,
	} {
		var out, notes bytes.Buffer
		words := strings.Fields(strings.ReplaceAll(strings.ReplaceAll("argmap "+args, "FILE", file), "DIR", dir))
		got := run(program{args: words, stdin: strings.NewReader(""), stdout: &out, stderr: &notes, clock: time.Now})
		if got != want {
			t.Errorf("%q: got the exit code %d, want %d: %s", args, got, want, notes.String())
		}
	}
}
