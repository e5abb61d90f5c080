package formats_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"argmap/examples"
	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/argmapjson"
	"argmap/internal/codec/codectest"
	"argmap/internal/codec/formats"
)

const root = "../../../"

// example is a file of examples/ that is a map, in the format of its folder.
type example struct {
	format codec.Format
	name   string
	data   []byte
	maps   []*codec.Document
}

// allExamples reads examples/<format>/ for every format that is read, and the example maps. Files that
// others read beside them are no maps.
func allExamples(t *testing.T) []example {
	t.Helper()
	var all []example
	for _, f := range formats.All() {
		if f.Decode == nil {
			continue
		}
		if f.Name == argmapjson.Name {
			for _, name := range examples.Maps() {
				data, err := examples.Read(name)
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, example{f, name, data, codectest.Decode(t, f, codectest.File(name, data, nil))})
			}
			continue
		}
		all = append(all, inFolder(t, f)...)
	}
	return all
}

func inFolder(t *testing.T, f codec.Format) []example {
	t.Helper()
	dir := filepath.Join(root, "examples", f.Name)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Errorf("%s has no examples: %v", f.Name, err)
	}
	plain := func(e os.DirEntry) int {
		if filepath.Ext(e.Name()) == ".txt" {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(entries, func(a, b os.DirEntry) int { return plain(a) - plain(b) })
	beside := map[string]bool{}
	var all []example
	for _, e := range entries {
		if beside[e.Name()] || filepath.Ext(e.Name()) == ".md" && !slices.Contains(f.Extensions, ".md") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		file := codec.File{Name: e.Name(), Data: data, Beside: func(name string) ([]byte, error) {
			beside[name] = true
			return os.ReadFile(filepath.Join(dir, filepath.Base(name)))
		}}
		all = append(all, example{f, e.Name(), data, codectest.Decode(t, f, file)})
	}
	return all
}

// TestEveryExampleIsKnownByItsContent asks for the format of every example.
func TestEveryExampleIsKnownByItsContent(t *testing.T) {
	for _, e := range allExamples(t) {
		f, err := formats.Recognise(e.data)
		if err != nil || f.Name != e.format.Name {
			t.Errorf("%s is taken for %q (%v), not %q", e.name, f.Name, err, e.format.Name)
		}
	}
}

// written gives the files of a document by name, the main one's name first.
func written(t *testing.T, f codec.Format, d *codec.Document) (main string, files map[string]string) {
	t.Helper()
	parts := map[string]*strings.Builder{}
	err := f.Encode(context.Background(), d, codec.Output{Name: "map", Create: func(name string) (io.Writer, error) {
		if main == "" {
			main = name
		}
		parts[name] = &strings.Builder{}
		return parts[name], nil
	}})
	if err != nil {
		t.Fatalf("%s: write: %v", f.Name, err)
	}
	files = map[string]string{}
	for name, text := range parts {
		files[name] = text.String()
	}
	return main, files
}

// facts counts what a document says, without ids: each claim by its words, each link by what it joins,
// and so on.
func facts(d *codec.Document) map[string]int {
	g, said := codec.NewGraph(d), map[string]int{}
	element := func(id argmap.ID) string {
		if e := g.Element(id); e != nil {
			return string(e.Kind) + " " + e.Text
		}
		return ""
	}
	voice := func(id argmap.ID) string {
		if v := g.Voice(id); v != nil {
			return v.Name
		}
		return ""
	}
	for _, r := range d.Records {
		switch r := r.(type) {
		case *argmap.Element:
			said["element "+element(r.ID)]++
		case *argmap.Link:
			said["link "+string(r.Role)+" "+element(r.From)+" "+element(r.To)]++
		case *argmap.Voice:
			said["voice "+r.Name]++
		case *argmap.Commitment:
			said["commitment "+string(r.Act)+" "+voice(r.Voice)+" "+element(r.Claim)]++
		case *argmap.Row:
			said["row "+r.Antecedent]++
		case *argmap.Citation:
			words := ""
			for _, s := range r.Segments {
				words += " " + s.Exact
			}
			said["citation "+element(r.Element)+words]++
		case *argmap.Leftover, *argmap.Properties: // of one format only
		}
	}
	for _, s := range d.Sources {
		said["source "+s.Text]++
	}
	return said
}

// shared counts the facts, and those that two documents share.
func shared(before, after map[string]int) (kept, all int) {
	for fact, n := range before {
		kept += min(n, after[fact])
		all += n
	}
	return kept, all
}

// through writes a document in a format and reads it again; what survives is counted.
func through(t *testing.T, f codec.Format, d *codec.Document) (kept, all int) {
	t.Helper()
	main, files := written(t, f, d)
	before, after := facts(d), map[string]int{}
	if f.Decode == nil {
		return 0, 0
	}
	docs, err := f.Decode(context.Background(), codectest.File(main, []byte(files[main]), files), codectest.Options())
	if err != nil {
		t.Errorf("%s: what was written of %q cannot be read: %v", f.Name, d.Properties.Title, err)
		return 0, 1
	}
	for _, doc := range docs {
		for fact, n := range facts(doc) {
			after[fact] += n
		}
	}
	return shared(before, after)
}
