package jsonld

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/codec/verbatim"
	"argmap/internal/installtest"
)

// told is what testdata/peers/peers.py tells of a file.
type told struct {
	// Elements have their kind and text, Links their role, ends and slot; Cited the element, its quote, and
	// what stands in the source where the position points.
	Elements map[string][2]string `json:"elements"`
	Links    [][]string           `json:"links"`
	Cited    [][]string           `json:"cited"`
	// Triples: both libraries find as many.
	Triples bool `json:"triples"`
}

// TestLibrariesReadWhatWeWrite: PyLD and rdflib find every element, link and citation of drawn maps, and
// fetch nothing.
func TestLibrariesReadWhatWeWrite(t *testing.T) {
	project := t.TempDir()
	installtest.NeedPython(t, "testdata/peers").Link(t, project)
	script, err := filepath.Abs("testdata/peers/peers.py")
	if err != nil {
		t.Fatal(err)
	}
	args := []string{script}
	var docs []*codec.Document
	for seed := range 30 {
		d := rapid.Custom([]func(*rapid.T) *codec.Document{codectest.Draw, codectest.Wild}[seed%2]).Example(seed)
		docs = append(docs, d)
		path := filepath.Join(project, fmt.Sprintf("%d.jsonld", seed))
		if err := os.WriteFile(path, []byte(codectest.Encode(t, Format(), d)["map.jsonld"]), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	cmd := exec.CommandContext(t.Context(), filepath.Join(project, ".venv", "bin", "python"), args...)
	var complaint bytes.Buffer
	cmd.Stderr, cmd.WaitDelay = &complaint, time.Second
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, complaint.String())
	}
	answers, cited := json.NewDecoder(bytes.NewReader(out)), 0
	for i, d := range docs {
		var got told
		if err := answers.Decode(&got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(expected(d), got); diff != "" {
			t.Errorf("document %d, ours against theirs:\n%s", i, diff)
		}
		cited += len(got.Cited)
	}
	if cited < 5 {
		t.Errorf("only %d citations were compared", cited)
	}
}

func expected(d *codec.Document) told {
	g := codec.NewGraph(d)
	want := told{Elements: map[string][2]string{}, Links: [][]string{}, Cited: [][]string{}, Triples: true}
	for _, e := range g.Elements {
		want.Elements[iri(e.ID)] = [2]string{string(e.Kind), e.Text}
	}
	for _, v := range g.Voices {
		want.Elements[iri(v.ID)] = [2]string{string(v.Kind), ""}
	}
	for _, l := range g.Links {
		want.Links = append(want.Links, []string{string(l.Role), iri(l.From), iri(l.To), l.Slot})
	}
	for _, c := range g.Citations {
		for _, s := range c.Segments {
			want.Cited = append(want.Cited, []string{iri(c.Element), s.Exact, s.Exact})
		}
	}
	slices.SortFunc(want.Links, slices.Compare[[]string])
	slices.SortFunc(want.Cited, slices.Compare[[]string])
	return want
}

// TestEveryRecordIsWritten draws maps: each record but the leftovers, which are told as lost, is a node.
func TestEveryRecordIsWritten(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := rapid.SampledFrom([]func(*rapid.T) *codec.Document{codectest.Draw, codectest.Wild}).Draw(rt, "sort")(rt)
		v, err := verbatim.Parse([]byte(codectest.Encode(rt, Format(), d)["map.jsonld"]))
		if err != nil {
			rt.Fatal(err)
		}
		graph, _ := v.Get("@graph")
		written := map[string]bool{}
		for _, n := range graph.Elements() {
			id, _ := n.Get("@id")
			s, _ := id.Text()
			if written[s] {
				rt.Fatalf("%s is there twice", s)
			}
			written[s] = true
		}
		lost := map[argmap.ID]bool{}
		for _, l := range losses(d) {
			for _, id := range l.Records {
				lost[id] = true
			}
		}
		for _, r := range append([]argmap.Record{d.Properties}, d.Records...) {
			if id := r.Ref().ID; written[iri(id)] == lost[id] {
				rt.Fatalf("%s is written: %t, and lost: %t", r.Ref(), written[iri(id)], lost[id])
			}
		}
	})
}

// TestImportedNamesAreWritten draws imported maps: what a file calls a record, and says of it beside, stands at its
// node.
func TestImportedNamesAreWritten(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := codectest.Wild(rt)
		for _, r := range d.Records {
			if l, ok := r.(*argmap.Link); ok {
				l.External = argmap.External{Namespace: "elsewhere", ID: "link " + string(l.ID)}
			}
			if e, ok := r.(*argmap.Element); ok {
				e.Raw = []byte(`{"n":1.50,"of":"` + string(e.ID) + `"}`)
			}
		}
		var file struct {
			Graph []struct {
				ID         string `json:"@id"`
				Identifier string `json:"dcterms:identifier"`
				Namespace  string `json:"argmap:namespace"`
				Raw        string `json:"argmap:raw"`
			} `json:"@graph"`
		}
		if err := json.Unmarshal([]byte(codectest.Encode(rt, Format(), d)["map.jsonld"]), &file); err != nil {
			rt.Fatal(err)
		}
		at := map[string]int{}
		for i, n := range file.Graph {
			at[n.ID] = i
		}
		for _, r := range append([]argmap.Record{d.Properties}, d.Records...) {
			i, there := at[iri(r.Ref().ID)]
			if !there {
				continue // a leftover
			}
			var is struct {
				External argmap.External
				Raw      json.RawMessage
			}
			if text, err := json.Marshal(r); err != nil || json.Unmarshal(text, &is) != nil {
				rt.Fatal(err)
			}
			var raw bytes.Buffer
			if n := file.Graph[i]; n.Raw != "" {
				if err := json.Compact(&raw, []byte(n.Raw)); err != nil {
					rt.Fatalf("%s: %v", r.Ref(), err)
				}
			}
			if n := file.Graph[i]; n.Identifier != is.External.ID || n.Namespace != is.External.Namespace || raw.String() != string(is.Raw) {
				rt.Fatalf("%s is %+v; want %+v", r.Ref(), n, is)
			}
		}
	})
}

func TestIDsAreIRIs(t *testing.T) {
	if got := iri(`a b<"é%/`); got != "urn:argmap:a%20b%3C%22%C3%A9%25%2F" {
		t.Errorf("got %s", got)
	}
}
