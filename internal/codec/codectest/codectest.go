// Package codectest holds the laws that every interchange format keeps, for the tests of each.
package codectest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"testing"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/fault"
)

// TB is what checks need of a test: *testing.T and *rapid.T both have it.
type TB interface {
	Helper()
	Fatalf(format string, args ...any)
}

// Options gives ids that count from 1 and a fixed time.
func Options() codec.Options {
	n := 0
	return codec.Options{
		NewID: func() argmap.ID { n++; return argmap.ID("id-" + strconv.Itoa(n)) },
		Now:   time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC), Actor: argmap.Local,
	}
}

// File gives a file with its companions, by name.
func File(name string, data []byte, beside map[string]string) codec.File {
	return codec.File{Name: name, Data: data, Beside: func(other string) ([]byte, error) {
		if s, ok := beside[other]; ok {
			return []byte(s), nil
		}
		return nil, fmt.Errorf("%s: %w", other, fs.ErrNotExist)
	}}
}

// Decode reads a file that must be read, and holds what was read to Lawful.
func Decode(t TB, f codec.Format, file codec.File) []*codec.Document {
	t.Helper()
	docs, err := f.Decode(context.Background(), file, Options())
	if err != nil {
		t.Fatalf("%s: read %s: %v", f.Name, file.Name, err)
	}
	for _, d := range docs {
		Lawful(t, d)
	}
	return docs
}

// Lawful fails when a store would refuse a document: a record that is there twice, an end that is not
// there, a quote that is not in its paragraph, a field out of bounds.
func Lawful(t TB, d *codec.Document) {
	t.Helper()
	ops := make([]argmap.Operation, 0, len(d.Records)+1)
	ops = append(ops, argmap.Set(d.Properties))
	seen := map[argmap.Ref]bool{}
	for _, r := range d.Records {
		if seen[r.Ref()] {
			t.Fatalf("the document has %s twice", r.Ref())
		}
		seen[r.Ref()] = true
		ops = append(ops, argmap.Set(r))
	}
	if len(ops) > argmap.MaxOperations {
		return // a store would stage it; the rules are the same, the count is not
	}
	if _, err := argmap.Check(argmap.NewState(d.Properties.ID), codec.NewGraph(d), ops, argmap.Importing); err != nil {
		t.Fatalf("a map refuses the document: %v", err)
	}
}

// Encode writes a document twice, holds both to be the same, and gives the files by name.
func Encode(t TB, f codec.Format, d *codec.Document) map[string]string {
	t.Helper()
	first, second := encode(t, f, d), encode(t, f, d)
	for name, data := range first {
		if second[name] != data {
			t.Fatalf("%s: writing %s twice gives two files:\n%s\n%s", f.Name, name, data, second[name])
		}
	}
	return first
}

func encode(t TB, f codec.Format, d *codec.Document) map[string]string {
	t.Helper()
	open := map[string]*bytes.Buffer{}
	err := f.Encode(context.Background(), d, codec.Output{Name: "map", Create: func(name string) (io.Writer, error) {
		if open[name] != nil {
			return nil, fmt.Errorf("%s is written twice", name)
		}
		open[name] = new(bytes.Buffer)
		return open[name], nil
	}})
	if err != nil {
		t.Fatalf("%s: write: %v", f.Name, err)
	}
	files := map[string]string{}
	for name, b := range open {
		files[name] = b.String()
	}
	return files
}

// Fuzz reads whatever the fuzzer makes of the seeds. A decoder either refuses it with a fault that is
// not INTERNAL, or gives lawful documents, which the format, if it is written too, can write.
func Fuzz(f *testing.F, format codec.Format, seeds ...[]byte) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		format.Recognise(codec.NewSample(data))
		docs, err := format.Decode(context.Background(), File("fuzzed", data, nil), Options())
		if err != nil {
			if code := fault.Of(err); code == fault.Internal {
				t.Fatalf("the fault is %s: %v", code, err)
			}
			return
		}
		for _, d := range docs {
			Lawful(t, d)
			d.Check()
			if format.Encode != nil {
				format.Losses(d)
				Encode(t, format, d)
			}
		}
	})
}
