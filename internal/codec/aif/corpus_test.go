package aif

import (
	"context"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/fault"
)

// TestEachOfAListIsRead draws lists of files: each entry gives the map that a file of its own gives, and
// comes back token by token, whatever ids the others use.
func TestEachOfAListIsRead(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		files := rapid.SliceOfN(rapid.Custom(func(rt *rapid.T) string { return "{" + codectest.WildAIF(rt) + "}" }), 1, 4).Draw(rt, "files")
		list := []byte("[" + strings.Join(files, ", \n") + "]")
		docs := codectest.Decode(rt, Format(), codectest.File("corpus.json", list, nil))
		if len(docs) != len(files) {
			rt.Fatalf("%d maps of %d", len(docs), len(files))
		}
		for i, d := range docs {
			alone := codectest.Decode(rt, Format(), codectest.File("alone.json", []byte(files[i]), nil))[0]
			if len(d.Records) != len(alone.Records) || len(d.Findings) != len(alone.Findings) {
				rt.Fatalf("map %d has %d records and %d findings; alone it has %d and %d", i, len(d.Records), len(d.Findings), len(alone.Records), len(alone.Findings))
			}
			if got, want := tokens(t, encode(t, d)), tokens(t, []byte(files[i])); !slices.Equal(got, want) {
				rt.Fatalf("%s came back otherwise: %s", files[i], differs(got, want))
			}
		}
	})
}

func TestListOfMaps(t *testing.T) {
	file := `[{"nodes":[{"nodeID":"1","type":"I","text":"a"}],"edges":[]}, null,
		{"nodes":[{"nodeID":"1","type":"I","text":"b"}],"edges":[{"edgeID":"1","fromID":"1","toID":"7"}]}]`
	docs := codectest.Decode(t, Format(), codectest.File("corpus.json", []byte(file), nil))
	if len(docs) != 2 || docs[0].Properties.Title != "corpus 1.json" || docs[1].Properties.External.Namespace != "aif:corpus 3" {
		t.Fatalf("the maps are %+v", docs)
	}
	if f := docs[0].Findings; len(f) != 1 || f[0].Rule != RuleEntry || f[0].Where != "$[1]" {
		t.Errorf("found in the first is %+v", f)
	}
	if f := docs[1].Findings; len(f) != 1 || f[0].Rule != RuleDangling || f[0].Where != "$[2].edges[0]" {
		t.Errorf("found in the second is %+v", f)
	}
	if lost := Format().Losses(docs[0]); len(lost) != 1 || lost[0].What != "what an import kept beside the map" {
		t.Errorf("lost is %+v; want the entry that is no map", lost)
	}
	if Format().Recognise(codec.NewSample([]byte(file))) != codec.Surely || Format().Recognise(codec.NewSample([]byte(`[1,{"a":2}]`))) != codec.No {
		t.Error("a list is not recognised by its first object")
	}
	for _, none := range []string{"[]", "[1, null]", "7"} {
		_, err := Format().Decode(context.Background(), codectest.File("x.json", []byte(none), nil), codectest.Options())
		if fault.Reason(err) != "aif.layout" || !strings.Contains(err.Error(), "a list of such") {
			t.Errorf("%s: %v", none, err)
		}
	}
}
