package xaif

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/codec/verbatim"
)

const examples = "../../../examples/xaif"

var exampleNames = []string{"canteen.json", "ibis.json", "broken.json"}

func read(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(examples, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// tokens gives what a JSON text says; white space and the choice of escapes do not count.
func tokens(t testing.TB, data []byte) []string {
	t.Helper()
	v, err := verbatim.Parse(data)
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	return walk(v, nil)
}

func walk(v verbatim.Value, found []string) []string {
	switch v.Kind() {
	case verbatim.Object:
		found = append(found, "{")
		for _, m := range v.Members() {
			found = walk(m.Value, append(found, fmt.Sprintf("%q:", m.Name)))
		}
		return append(found, "}")
	case verbatim.Array:
		found = append(found, "[")
		for _, e := range v.Elements() {
			found = walk(e, found)
		}
		return append(found, "]")
	case verbatim.String:
		if v.Exact() {
			text, _ := v.Text()
			return append(found, fmt.Sprintf("%q", text))
		}
	case verbatim.Null, verbatim.Bool, verbatim.Number:
	}
	return append(found, string(v.Raw()))
}

func shuffled(d *codec.Document, seed uint64) *codec.Document {
	other := *d
	other.Records = slices.Clone(d.Records)
	r := rand.New(rand.NewPCG(seed, 1))
	r.Shuffle(len(other.Records), func(i, j int) { other.Records[i], other.Records[j] = other.Records[j], other.Records[i] })
	return &other
}

func decode(t testing.TB, data []byte) *codec.Document {
	t.Helper()
	return codectest.Decode(t, Format(), codectest.File("test.json", data, nil))[0]
}

func encode(t testing.TB, d *codec.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	out := codec.Output{Name: "map", Create: func(string) (io.Writer, error) { b.Reset(); return &b, nil }}
	if err := Format().Encode(context.Background(), d, out); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestLossless draws files as wild as they come: each comes back token by token.
func TestLossless(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		file := []byte(wildFile(rt))
		d := decode(t, file)
		back := encode(t, shuffled(d, rapid.Uint64().Draw(rt, "seed")))
		if got, want := tokens(t, back), tokens(t, file); !slices.Equal(got, want) {
			rt.Fatalf("the file\n%s\ncame back as\n%s", file, back)
		}
	})
}

func wildFile(t *rapid.T) string {
	members := []string{`"AIF":{` + codectest.WildAIF(t) + `}`}
	if rapid.Bool().Draw(t, "text") {
		text := string(verbatim.Quote(wildText(t)))
		members = append(members, `"text":`+rapid.SampledFrom([]string{text, `{"txt":` + text + `}`, `{"a":1.0,"txt":` + text + `,"b":null}`, "null", "7", `"\ud83d<br>"`}).Draw(t, "in"))
	}
	if rapid.Bool().Draw(t, "IBIS") {
		ids := func() string {
			return rapid.SampledFrom([]string{`[]`, `["1"]`, `["1",2,"3"]`, `[1,"9"]`, `null`, `[null,"4",{"x":1.0}]`, `["n_1","l_0_iss1"]`}).Draw(t, "ids")
		}
		members = append(members, fmt.Sprintf(`"IBIS":{"issues":%s,"positions":%s,"extra":[1.0],"arguments":%s}`, ids(), ids(), ids()))
	}
	if rapid.Bool().Draw(t, "more") {
		members = append(members, `"dialog":true`, `"OVA":[]`, `"propositionClassifier":{"nodes":[{"nodeID":"1","propType":"Fact"}]}`)
	}
	if rapid.IntRange(0, 9).Draw(t, "twice") == 0 {
		members = append(members, `"dialog":false`, `"text":"again <br> &amp; again"`)
	}
	return "{" + strings.Join(rapid.Permutation(members).Draw(t, "order"), ",") + "}"
}

var pieces = []string{
	"People come first. ", "<br>", "<br/>", "\n\n", "&amp;", "&lt;b&gt;", " a < b ", "<p>", "</p>", "</span>", "<span>", "<b>", "</b>", "👩‍👩‍👧", "\r\n", "  ",
	`<span class="highlighted" id="1">`, `<span id='2'>`, `<span id=3>`, `<span class="x" id="node4">`, `<span id="n_1">`, `<span id="99">`, "<x>", "<!-- c -->", "&#0;", "\x01",
}

func wildText(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 14).Draw(t, "pieces"), "")
}

// TestLossesAreTold draws maps made by hand: what is not read back was told before.
func TestLossesAreTold(t *testing.T) {
	for name, draw := range map[string]func(*rapid.T) *codec.Document{"Draw": codectest.Draw, "Wild": codectest.Wild} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				d := draw(rt)
				losses := Format().Losses(d)
				codectest.Told(rt, d, losses, decode(t, encode(t, shuffled(d, rapid.Uint64().Draw(rt, "seed")))))
			})
		})
	}
}

func TestExamplesAreLossless(t *testing.T) {
	for _, name := range exampleNames {
		data := read(t, name)
		d := decode(t, data)
		if back := encode(t, shuffled(d, 3)); !slices.Equal(tokens(t, back), tokens(t, data)) {
			t.Errorf("%s came back as %s", name, back)
		}
		if l := Format().Recognise(codec.NewSample(data)); l != codec.Surely {
			t.Errorf("%s is recognised with likelihood %d", name, l)
		}
		if losses := Format().Losses(d); len(losses) > 0 {
			t.Errorf("%s would lose %+v", name, losses)
		}
	}
}

func TestSpansAreCitations(t *testing.T) {
	d := decode(t, read(t, "canteen.json"))
	if len(d.Sources) != 1 || !strings.HasPrefix(d.Sources[0].Text, "Ann: We should serve meat on four days only, & not only for taste: a day without meat costs less.\n\nBo: But who") {
		t.Fatalf("the sources are %+v", d.Sources)
	}
	g := codec.NewGraph(d)
	if len(g.Citations) != 3 {
		t.Fatalf("%d citations", len(g.Citations))
	}
	for _, c := range g.Citations {
		if e := g.Element(c.Element); c.Segments[0].Exact != e.Text || e.Kind != argmap.KindLocution {
			t.Errorf("%s %q is cited by %q", e.Kind, e.Text, c.Segments[0].Exact)
		}
	}
	for _, v := range g.Voices {
		if v.Name != "Ann of the canteen" && v.Name != "Bo" {
			t.Errorf("a voice is called %q", v.Name)
		}
	}
}

func TestIBIS(t *testing.T) {
	g := codec.NewGraph(decode(t, read(t, "ibis.json")))
	found := false
	for _, e := range g.Elements {
		if e.Kind != argmap.KindQuestion {
			continue
		}
		found = true
		answers := g.Ends(e.ID, argmap.RoleAnswers, true)
		if e.External.ID != "iss1" || len(answers) != 2 || answers[0].External.ID != "pos1" || answers[1].External.ID != "pos2" {
			t.Errorf("the issue %q is answered by %v", e.External.ID, answers)
		}
	}
	if !found {
		t.Error("no issue is a question")
	}
}

func FuzzDecode(f *testing.F) {
	var seeds [][]byte
	for _, name := range exampleNames {
		seeds = append(seeds, read(f, name))
	}
	codectest.Fuzz(f, Format(), seeds...)
}
