package sadface

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/fault"
)

// TestWhatIsNotToldAsLostIsKept draws documents of every kind: each record is read back as it was, or
// is told as lost before.
func TestWhatIsNotToldAsLostIsKept(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := rapid.SampledFrom([]func(*rapid.T) *codec.Document{codectest.Draw, codectest.Wild}).Draw(rt, "sort")(rt)
		file := codectest.Encode(rt, Format(), d)["map.json"]
		rt.Log(file)
		back := codectest.Decode(rt, Format(), codectest.File("", []byte(file), nil))[0]
		codectest.Told(rt, d, losses(d), back)
		names := newPlan(d).Names
		codectest.Kept(rt, d, back, losses(d), func(id argmap.ID) string { return names[id] })
		if again := codectest.Encode(rt, Format(), back)["map.json"]; again != file {
			rt.Fatalf("what was read back is written otherwise:\n%s", again)
		}
		if l := losses(back); l != nil {
			rt.Fatalf("what was read loses %v", l)
		}
	})
}

const folder = "../../../examples/sadface/"

func example(t testing.TB, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(folder + file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

var examples = []string{"canteen.json", "flat.json", "traps.json"}

// TestExamplesComeBack reads each example, writes it, and compares every value of both, as it is written.
func TestExamplesComeBack(t *testing.T) {
	for _, file := range examples {
		data := example(t, file)
		d := codectest.Decode(t, Format(), codectest.File(file, data, nil))[0]
		out := codectest.Encode(t, Format(), d)["map.json"]
		if diff := cmp.Diff(codectest.Leaves(t, data), codectest.Leaves(t, []byte(out))); diff != "" {
			t.Errorf("%s:\n%s", file, diff)
		}
		if l := losses(d); l != nil {
			t.Errorf("%s: the losses are %v", file, l)
		}
		if recognise(codec.NewSample(data)) != codec.Surely {
			t.Errorf("%s is not recognised", file)
		}
	}
}

// TestCanteen says what is read of an example.
func TestCanteen(t *testing.T) {
	d := codectest.Decode(t, Format(), codectest.File("", example(t, "canteen.json"), nil))[0]
	if found := d.Check(); len(found) != 1 || found[0].Where != "$.resources[1]" { // it is no text
		t.Errorf("found %v", found)
	}
	if d.Properties.Title != "The school canteen" || d.Properties.Description == "" || len(d.Sources) != 1 {
		t.Errorf("the map is %+v with %d sources", d.Properties, len(d.Sources))
	}
	got := strings.Join(codectest.Canonical(d), "\n")
	for _, want := range []string{
		`citation of CLAIM "The kitchen is too small."`, `2:27-52 "The kitchen is too small."`, `2:0-26 "Fresh meals are healthier."`, `1:0-13 "Fünf Gründe 👍"`,
		`REBUTTAL ""   UNDERCUT`, `INFERENCE ""  Argument from Expert Opinion`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("got no %s in\n%s", want, got)
		}
	}
	if n := strings.Count(got, " ASSERTS "); n != 2 {
		t.Errorf("%d claims are asserted, want 2 of 3", n)
	}
}

func TestWhatIsWrongIsFound(t *testing.T) {
	d := codectest.Decode(t, Format(), codectest.File("", example(t, "traps.json"), nil))[0]
	var got []string
	for _, f := range d.Findings {
		got = append(got, fmt.Sprintf("%s %s", f.Rule, f.Where))
	}
	want := []string{
		"SAD-RESOURCE $.resources[1]", "SAD-RESOURCE $.resources[2]", "SAD-SHAPE $.resources[3]",
		"SAD-ID $.nodes[0]", "SAD-SHAPE $.nodes[0].sources", "SAD-TEXT $.nodes[1]", "SAD-SOURCE $.nodes[1].sources[0]",
		"SAD-TEXT $.nodes[2]", "SAD-SOURCE $.nodes[2].sources[0]", "SAD-SOURCE $.nodes[2].sources[1]", "SAD-SOURCE $.nodes[2].sources[2]",
		"SAD-ID $.nodes[3]", "SAD-SHAPE $.nodes[3].sources", "SAD-ID $.nodes[4]", "SAD-TYPE $.nodes[6]", "SAD-SHAPE $.nodes[8]",
		"SAD-EDGE-SORT $.edges[2]", "SAD-EDGE-END $.edges[3]", "SAD-EDGE-TWICE $.edges[5]", "SAD-EDGE-SORT $.edges[8]", "SAD-EDGE-END $.edges[9]", "SAD-EDGE-END $.edges[10]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestDecodeRefuses(t *testing.T) {
	for data, want := range map[string]string{
		"":                          "line 1, column 1",
		"[]":                        "$: the file should be an object",
		`{"nodes": [}`:              "line 1, column 12",
		strings.Repeat("[", 100000): "line 1, column",
	} {
		_, err := Format().Decode(context.Background(), codectest.File("", []byte(data), nil), codectest.Options())
		if c := fault.Of(err); c != fault.Invalid && c != fault.Exhausted || !strings.Contains(err.Error(), want) {
			t.Errorf("%.30q: %v, want %q", data, err, want)
		}
	}
}

func TestRecogniseNothingElse(t *testing.T) {
	for _, data := range []string{
		"", "{}", `{"nodes":[],"edges":[]}`, `{"nodes":{},"edges":{}}`, `{"nodes":[{"nodeID":"1","type":"I"}],"edges":[{"fromID":"1","toID":"2"}]}`,
	} {
		if got := recognise(codec.NewSample([]byte(data))); got != codec.No {
			t.Errorf("recognise(%s) = %d", data, got)
		}
	}
}

func FuzzDecode(f *testing.F) {
	var seeds [][]byte
	for _, file := range examples {
		seeds = append(seeds, example(f, file))
	}
	codectest.Fuzz(f, Format(), seeds...)
}
