package arguebuf

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

const folder = "../../../examples/arguebuf/"

func example(t testing.TB, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(folder + file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

var examples = []string{"canteen.json", "traps.json"}

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
	if found := d.Check(); found != nil {
		t.Errorf("found %v", found)
	}
	if d.Properties.Title != "The school canteen" || len(d.Sources) != 1 {
		t.Errorf("the map is %q with %d sources", d.Properties.Title, len(d.Sources))
	}
	got := strings.Join(codectest.Canonical(d), "\n")
	for _, want := range []string{
		`2:0-26 "Fresh meals are healthier."`, `2:27-52 "The kitchen is too small."`, `REBUTTAL ""   UNDERCUT`, `INFERENCE ""  expert opinion`,
		`PARTICIPANT "the caretaker" ASSERTS CLAIM "The kitchen is too small."`, `voice PARTICIPANT "a parent" "who speaks for cooking"`,
		"link REPHRASES ", "link REPHRASE_OF ", "link PREFERRED_IN ", "link PREFERRED_TO ",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("got no %s in\n%s", want, got)
		}
	}
	if n := strings.Count(got, " ASSERTS "); n != 4 {
		t.Errorf("%d claims are asserted, want 4 of 5", n)
	}
}

func TestWhatIsWrongIsFound(t *testing.T) {
	d := codectest.Decode(t, Format(), codectest.File("", example(t, "traps.json"), nil))[0]
	var got []string
	for _, f := range d.Findings {
		got = append(got, fmt.Sprintf("%s %s", f.Rule, f.Where))
	}
	want := []string{
		"AGB-RESOURCE $.resources.empty", "AGB-SHAPE $.resources.none", "AGB-SHAPE $.participants.w",
		`AGB-TEXT $.nodes["2"].atom`, `AGB-REFERENCE $.nodes["3"].atom.reference`, `AGB-TEXT $.nodes["4"].atom`,
		`AGB-REFERENCE $.nodes["4"].atom.reference`, `AGB-PARTICIPANT $.nodes["4"].atom.participant`,
		`AGB-REFERENCE $.nodes["5"].atom.reference`, `AGB-SCHEME $.nodes["7"].scheme.support`, `AGB-SCHEME $.nodes["8"].scheme`,
		`AGB-SCHEME $.nodes["9"].scheme`, `AGB-TYPE $.nodes["10"]`, `AGB-SHAPE $.nodes["11"]`, `AGB-NAME $.nodes["1"]`,
		"AGB-EDGE-SORT $.edges.x1", "AGB-EDGE-TWICE $.edges.x3", "AGB-EDGE-END $.edges.x4", "AGB-NAME $.edges.x5",
		"AGB-EDGE-SORT $.edges.x5", "AGB-EDGE-END $.edges.x6", "AGB-EDGE-END $.edges.x7", "AGB-MAJOR-CLAIM $.major_claim",
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
		"", "{}", `{"nodes":[],"edges":[]}`, `{"nodes":{},"edges":{}}`, `{"nodes":{"a":{}}}`, `{"nodes":[{"nodeID":"1","type":"I"}],"edges":[{"fromID":"1","toID":"2"}]}`,
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
