package examples_test

import (
	"bytes"
	"context"
	"testing"
	"time"

	"argmap/examples"
	"argmap/internal/argmap"
	"argmap/internal/codec/argmapjson"
	"argmap/internal/exchange"
	"argmap/internal/snapshot"
	"argmap/internal/store/sqlitestore"
)

// The examples by name.
const (
	speech = "human-security"
	debate = "human-security-debate"
)

// example is one map as its file has it; the source may have come with an earlier one.
type example struct {
	*snapshot.Snapshot
	paragraphs []*argmap.Paragraph
}

// load reads an example's file.
func load(t *testing.T, name string) example {
	t.Helper()
	var ex example
	var build *snapshot.Builder
	var sets []argmap.ChangeSet
	err := argmapjson.Decode(bytes.NewReader(read(t, name)), func(l argmapjson.Line) error {
		switch {
		case l.Paragraph != nil:
			ex.paragraphs = append(ex.paragraphs, l.Paragraph)
		case l.Map != nil:
			build = snapshot.NewBuilder(l.Map.ID)
		case l.ChangeSet != nil:
			sets = append(sets, *l.ChangeSet)
		case l.Operation != nil:
			last := &sets[len(sets)-1]
			last.Operations = append(last.Operations, *l.Operation)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range sets {
		build.Replay(set)
	}
	ex.Snapshot, err = build.Snapshot(sets[len(sets)-1].Revision, 0)
	if err != nil {
		t.Fatal(err)
	}
	return ex
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	text, err := examples.Read(name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// all gives the elements of one kind, in the order of the sheet.
func all[T snapshot.Element](ex example, k argmap.Kind) []T {
	var es []T
	for e := range ex.OfKind(k).All() {
		es = append(es, e.(T))
	}
	return es
}

func claims(ex example) []snapshot.Claim { return all[snapshot.Claim](ex, argmap.KindClaim) }

func inferences(ex example) []snapshot.Inference {
	return all[snapshot.Inference](ex, argmap.KindInference)
}

func rebuttals(ex example) []snapshot.Rebuttal {
	return all[snapshot.Rebuttal](ex, argmap.KindRebuttal)
}

func questions(ex example) []snapshot.Question {
	return all[snapshot.Question](ex, argmap.KindQuestion)
}

// TestNothingIsDefective holds the elements of both maps to every rule.
func TestNothingIsDefective(t *testing.T) {
	t.Parallel()
	for _, name := range examples.Maps() {
		for e := range load(t, name).Elements().All() {
			if ds := e.Defects(); len(ds) > 0 {
				t.Errorf("%s: %q: got the defects %v, want none", name, e.Text(), ds)
			}
		}
	}
}

// TestRestore brings the examples into a store, twice, and takes them out again byte for byte.
func TestRestore(t *testing.T) {
	t.Parallel()
	bring := newExchange(t)
	for _, name := range examples.Maps() {
		first := restore(t, bring, name)
		if first.Maps != 1 || first.Known != 0 || first.Operations == 0 {
			t.Errorf("%s: got %+v the first time, want one new map and nothing known", name, first)
		}
		second := restore(t, bring, name)
		if want := (exchange.Report{Known: first.Maps + first.Sources}); second != want {
			t.Errorf("%s: got %+v the second time, want %+v", name, second, want)
		}
	}
	for _, name := range examples.Maps() {
		var out bytes.Buffer
		if _, err := bring.Export(t.Context(), load(t, name).Map(), &out); err != nil {
			t.Fatal(err)
		}
		if got, want := ofMap(t, out.Bytes()), ofMap(t, read(t, name)); !bytes.Equal(got, want) {
			t.Errorf("%s: the map that was exported is not the one that was brought in", name)
		}
		if name == speech && !bytes.Equal(out.Bytes(), read(t, name)) {
			t.Errorf("%s: the export is not the file", name)
		}
	}
}

func restore(t *testing.T, bring *exchange.Service, name string) exchange.Report {
	t.Helper()
	report, err := bring.Restore(t.Context(), bytes.NewReader(read(t, name)))
	if err != nil {
		t.Fatal(err)
	}
	return report.Report
}

// ofMap gives the lines from the map's to the end line, which counts sources too and is left out.
func ofMap(t *testing.T, file []byte) []byte {
	t.Helper()
	from, to := bytes.Index(file, []byte(`{"map":`)), bytes.LastIndex(file, []byte(`{"end":`))
	if from < 0 || to < from {
		t.Fatal("got a file without a map")
	}
	return file[from:to]
}

func newExchange(t *testing.T) *exchange.Service {
	t.Helper()
	st, err := sqlitestore.Open(t.Context(), sqlitestore.Options{Path: sqlitestore.Memory})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close(context.Background()) })
	if _, err := st.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return exchange.New(st, time.Now)
}
