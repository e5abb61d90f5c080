package argmapjson_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"argmap/examples"
	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/argmapjson"
	"argmap/internal/codec/codectest"
	"argmap/internal/fault"
)

// TestExamplesSurvive writes what was read of each example and reads it again: all that it says is
// there, and nothing is told as lost.
func TestExamplesSurvive(t *testing.T) {
	f := argmapjson.Format()
	for _, name := range examples.Maps() {
		data, err := examples.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		if l := f.Recognise(codec.NewSample(data)); l != codec.Surely {
			t.Errorf("%s is recognised as %d", name, l)
		}
		for _, d := range codectest.Decode(t, f, codectest.File(name, data, nil)) {
			if lost := f.Losses(d); lost != nil {
				t.Errorf("%s: lost %v", name, lost)
			}
			files := codectest.Encode(t, f, d)
			again := codectest.Decode(t, f, codectest.File(name, []byte(files["map.jsonl"]), nil))
			if len(again) != 1 || len(d.Records) < 10 {
				t.Fatalf("%s: %d documents, the first with %d records and %d sources", name, len(again), len(d.Records), len(d.Sources))
			}
			if diff := cmp.Diff(codectest.Canonical(d), codectest.Canonical(again[0])); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
		}
	}
}

// withoutSource is a file whose citation names a source that is not in it.
const withoutSource = `{"argmap":{"version":1}}
{"map":{"id":"m","state":"ACTIVE","revision":1}}
{"changeSet":{"map":"m","revision":1,"writeId":"w","actor":"a","time":"2026-01-01T00:00:00Z"}}
{"operation":{"type":"properties","id":"m","after":{"id":"m","title":"t","owner":"a","created":"2026-01-01T00:00:00Z"}}}
{"operation":{"type":"element","id":"e","after":{"id":"e","kind":"CLAIM","text":"x","created":"2026-01-01T00:00:00Z"}}}
{"operation":{"type":"citation","id":"c","after":{"id":"c","element":"e","source":"s","role":"WORDS","explicitness":"EXPLICIT","segments":[]}}}
{"end":{"sources":0,"maps":1,"changeSets":1,"operations":3}}
`

// TestACitationWithoutItsSourceIsKeptAside reads a file whose source lies in a store only.
func TestACitationWithoutItsSourceIsKeptAside(t *testing.T) {
	d := codectest.Decode(t, argmapjson.Format(), codectest.File("f", []byte(withoutSource), nil))[0]
	l, ok := d.Records[1].(*argmap.Leftover)
	if !ok || l.What != "citation" || !strings.Contains(string(l.Raw), `"source":"s"`) || len(d.Findings) != 1 || d.Findings[0].Rule != "ARGMAP-SOURCE" {
		t.Errorf("got %+v and %+v", d.Records[1], d.Findings)
	}
}

func TestDecodeMapsRefuses(t *testing.T) {
	const head = `{"argmap":{"version":1}}` + "\n"
	const m = `{"map":{"id":"m","state":"ACTIVE","revision":1}}` + "\n" +
		`{"changeSet":{"map":"m","revision":1,"writeId":"w","actor":"a","time":"2026-01-01T00:00:00Z"}}` + "\n"
	const named = `{"operation":{"type":"properties","id":"m","after":{"id":"m","title":"t","owner":"a","created":"2026-01-01T00:00:00Z"}}}` + "\n"
	for name, c := range map[string]struct{ body, end, reason string }{
		"no properties":        {m, `"sources":0,"maps":1,"changeSets":1,"operations":0`, "argmap_json.revision"},
		"a lone paragraph":     {`{"paragraph":{"id":"p","source":"s","kind":"PROSE","ordinal":1,"start":0,"end":1,"text":"a"}}` + "\n", `"sources":0,"maps":0,"changeSets":0,"operations":0`, "argmap_json.order"},
		"a change without":     {m[strings.Index(m, "\n")+1:], `"sources":0,"maps":0,"changeSets":1,"operations":0`, "argmap_json.order"},
		"another's properties": {m + named + `{"operation":{"type":"properties","id":"n","after":{"id":"n","title":"t","owner":"a","created":"2026-01-01T00:00:00Z"}}}` + "\n", `"sources":0,"maps":1,"changeSets":1,"operations":2`, "argmap_json.revision"},
	} {
		file := head + c.body + `{"end":{` + c.end + "}}\n"
		_, err := argmapjson.Format().Decode(t.Context(), codectest.File("f", []byte(file), nil), codectest.Options())
		if fault.Of(err) != fault.Invalid || fault.Reason(err) != c.reason {
			t.Errorf("%s: %v, want %s", name, err, c.reason)
		}
	}
}

func FuzzFormat(f *testing.F) {
	codectest.Fuzz(f, argmapjson.Format(), []byte(withoutSource))
}
