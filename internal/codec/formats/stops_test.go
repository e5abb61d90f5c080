package formats_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/codec/formats"
)

// TestWorkStopsWhenNobodyWaits holds every format to the law on a drawn map, many times over.
func TestWorkStopsWhenNobodyWaits(t *testing.T) {
	drawn := rapid.Custom(codectest.Draw)
	for _, f := range formats.All() {
		t.Run(f.Name, func(t *testing.T) {
			if f.Encode == nil {
				return
			}
			for seed := range 2 {
				codectest.Stops(t, f, large(drawn.Example(seed)))
			}
		})
	}
}

// TestReadingStopsWhenNobodyWaits is the law for the formats that are only read.
func TestReadingStopsWhenNobodyWaits(t *testing.T) {
	var export, issues strings.Builder
	for n := range 3000 {
		fmt.Fprintf(&export, `,"%d":{"type":"equivalence-class","title":"%d","members":[{"type":"statement","text":"claim %d"}]}`, n, n, n)
		fmt.Fprintf(&issues, `,{"id":"%d","text":"claim %d","type":"position"}`, n, n)
	}
	for name, data := range map[string]string{
		"argdown-json": `{"statements":{` + export.String()[1:] + `},"arguments":{},"relations":[]}`, "ibis": `{"ibis":[` + issues.String()[1:] + `]}`,
	} {
		f, err := formats.Named(name)
		if err != nil {
			t.Fatal(err)
		}
		codectest.StopsReading(t, f, codectest.File("a.json", []byte(data), nil))
	}
}

// TestParsersStopWhenNobodyWaits: what is read before the first record is made looks at the context too.
func TestParsersStopWhenNobodyWaits(t *testing.T) {
	for name, data := range map[string]string{
		"agxml": "<arggraph>" + strings.Repeat("<edu/>", 100_000) + "</arggraph>", "carneades": "tests:\n" + strings.Repeat("- a\n", 100_000),
	} {
		f, err := formats.Named(name)
		if err != nil {
			t.Fatal(err)
		}
		asked := codectest.Looks(t, f, codectest.File("a", []byte(data), nil))
		if asked < 20 {
			t.Errorf("%s looks at its context %d times in %d bytes", name, asked, len(data))
		}
	}
}

// large repeats a document until it has some thousand records.
func large(d *codec.Document) *codec.Document {
	return codectest.Many(d, 1+4000/(1+len(d.Records)))
}
