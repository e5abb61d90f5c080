package carneades

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/codec/verbatim"
	"argmap/internal/fault"
)

const folder = "../../../examples/carneades/*.yml"

// examples are files of the repository that are read in tests.
func examples(t testing.TB, pattern string) map[string][]byte {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("no files %s: %v", pattern, err)
	}
	files := map[string][]byte{}
	for _, name := range names {
		if files[filepath.Base(name)], err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// rewritten decodes a file and encodes the map.
func rewritten(t *testing.T, data string) (string, *codec.Document) {
	t.Helper()
	d := codectest.Decode(t, Format(), codectest.File("", []byte(data), nil))[0]
	return codectest.Encode(t, Format(), d)["map.yml"], d
}

// values gives all that a YAML file says, as JSON, without the order of keys.
func values(t *testing.T, data string) string {
	t.Helper()
	root, err := tree(t.Context(), []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	return unordered(parsed(toJSON(root.Content[0])))
}

// TestExamplesComeBack reads each example, writes it, and compares all that both say, comments included.
func TestExamplesComeBack(t *testing.T) {
	for file, data := range examples(t, folder) {
		out, d := rewritten(t, string(data))
		want, got := values(t, string(data)), values(t, out)
		if file == "traps.yml" { // a key that stands twice is told as lost
			want = strings.Replace(want, `"statements":"twice":"first"`+"\n", "", 1)
			if l := losses(d); len(l) != 1 || len(l[0].Records) != 1 {
				t.Errorf("%s: the losses are %v", file, l)
			}
		} else if l := losses(d); l != nil {
			t.Errorf("%s: the losses are %v", file, l)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%s", file, diff)
		}
		for _, line := range strings.Split(string(data), "\n") {
			if _, note, ok := strings.Cut(line, "# "); ok && !strings.Contains(out, "# "+note) {
				t.Errorf("%s: the comment %q is gone", file, note)
			}
		}
		if again, _ := rewritten(t, out); again != out {
			t.Errorf("%s: written the second time it is\n%s", file, cmp.Diff(out, again))
		}
	}
}

func TestWhatIsWrongIsFound(t *testing.T) {
	d := codectest.Decode(t, Format(), codectest.File("", examples(t, folder)["traps.yml"], nil))[0]
	found := map[string]bool{}
	for _, f := range d.Check() {
		found[fmt.Sprintf("%s %s", f.Rule, f.Where)] = true
	}
	for _, want := range []string{
		"CAR-KEY-TWICE line 14, column 3", "CAR-TEXT line 11, column 9", "CAR-SHAPE line 13, column 9",
		"CAR-STANDARD line 20, column 15", "CAR-POSITION-SHARED line 19, column 30", "CAR-STATEMENT-UNDECLARED line 19, column 35",
		"CAR-PREMISE-TWICE line 24, column 24", "CAR-SHAPE line 31, column 7", "MAP-INF-CONCLUSION ",
	} {
		if !found[want] {
			t.Errorf("%s is not found in %v", want, found)
		}
	}
	known := map[argmap.RuleID]bool{}
	for _, r := range rules() {
		known[r.ID] = true
	}
	for _, f := range d.Findings {
		if !known[f.Rule] {
			t.Errorf("%s is in no table", f.Rule)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	bomb := "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
	for i := 1; i < 12; i++ {
		bomb += fmt.Sprintf("a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i-1), 10), ","))
	}
	for name, c := range map[string]struct{ data, reason, where string }{
		"no UTF-8":             {"meta:\n  \xff", "carneades.syntax", "line 2, column 3"},
		"no YAML":              {"meta:\n\t- x\n  y: [", "carneades.syntax", "line "},
		"a list":               {"- statements", "carneades.shape", "line 1, column 1"},
		"a text":               {"statements", "carneades.shape", "line 1, column 1"},
		"two documents":        {"meta: {}\n---\nmeta: {}\n", "carneades.syntax", "line "},
		"aliases that explode": {bomb, "carneades.alias", "line "},
		"an alias of itself":   {"meta: &m\n  again: *m\n", "carneades.alias", "line 2, column 10"},
		"a key that is a list": {"? [a]\n: b\n", "carneades.key", "line 1, column 3"},
		"too deep":             {strings.Repeat("[", 5000), "carneades.syntax", "line 1"},
		"a long text":          {"statements: {p: " + strings.Repeat("p", argmap.MaxTextBytes+1) + "}", "carneades.long", "line 1, column 17"},
		"long sections":        {"x: [" + strings.Repeat("p,", argmap.MaxTextBytes/2) + "]", "carneades.long", "sections"},
	} {
		_, err := Format().Decode(context.Background(), codectest.File("", []byte(c.data), nil), codectest.Options())
		if code := fault.Of(err); fault.Reason(err) != c.reason || code != fault.Invalid && code != fault.Exhausted || !strings.Contains(err.Error(), c.where) {
			t.Errorf("%s: %v (%s)", name, err, fault.Reason(err))
		}
	}
}

// TestMuch reads a file with more comments and assumptions than can be kept beside the records.
func TestMuch(t *testing.T) {
	var file strings.Builder
	file.WriteString("statements:\n")
	for i := range 9000 {
		fmt.Fprintf(&file, "  s%d%s: S # %s\n", i, strings.Repeat("x", 60), strings.Repeat("c", 120))
	}
	list := ""
	for i := range 9000 {
		list += fmt.Sprintf("  - s%d%s\n", 8999-i, strings.Repeat("x", 120-60))
	}
	_, d := rewritten(t, file.String()+"assumptions:\n"+list)
	if len(d.Findings) != 1 || d.Findings[0].Rule != ruleMuch {
		t.Errorf("found %v", d.Findings)
	}
	if _, ok := readKept(d.Properties).sections["assumptions"]; !ok {
		t.Error("the order of the assumptions is gone too")
	}
	out, d := rewritten(t, file.String()+"x: "+strings.Repeat("y", 600_000)+"\nassumptions:\n"+list)
	if len(d.Findings) != 2 || strings.Count(out, "\n- s") != 9000 {
		t.Errorf("found %v; %d assumptions are written", d.Findings, strings.Count(out, "\n- s"))
	}
}

func TestRecognise(t *testing.T) {
	for data, want := range map[string]codec.Likelihood{
		"statements:\n  p: P\narguments:\n  a1: {conclusion: p}\n": codec.Surely,
		"argument_schemes: []\n":                                   codec.Surely,
		"arguments:\n  a1:\n    conclusion: p\n":                   codec.Surely,
		"statements: {}\n":                                         codec.Perhaps,
		"[a]: b\n  + c\n":                                          codec.No,
		"{\"nodes\": [], \"edges\": []}":                           codec.No,
		"":                                                         codec.No,
		"Statements: these":                                        codec.No,
	} {
		if got := recognise(codec.NewSample([]byte(data))); got != want {
			t.Errorf("recognise(%q) = %d, want %d", data, got, want)
		}
	}
	for file, data := range examples(t, folder) {
		if recognise(codec.NewSample(data)) != codec.Surely {
			t.Errorf("%s is not recognised", file)
		}
	}
}

// TestEditsAreWritten changes a map that was read and looks for the changes in what is written.
func TestEditsAreWritten(t *testing.T) {
	_, d := rewritten(t, "statements:\n  p: {text: P, assumed: true, meta: {a: 1}}\n  q: 5\n  r: R\n  s: S\narguments:\n  a1: {premises: [p, p], conclusion: q, weight: 0.5}\n  a2: {scheme: convergent, premises: [p, r], conclusion: s}\nassumptions: [r]\n")
	var records []argmap.Record
	for _, r := range d.Records {
		if _, is := r.(*argmap.Commitment); is {
			continue // nothing is assumed any more
		}
		if x, is := r.(*argmap.Element); is && x.Text == "5" {
			x.Text = "Q"
		} else if is && x.External.ID == "a2" && strings.Contains(string(x.Raw), "[2,2]") {
			x.Scheme = "expert-opinion"
		}
		records = append(records, r)
	}
	d.Records = records
	out := codectest.Encode(t, Format(), d)["map.yml"]
	for _, want := range []string{"    text: P\n", "a: 1", "  q: Q\n", "premises: [p, p]", "weight: 0.5", "scheme: convergent\n    premises: [p]", "  a2.2:\n    scheme: expert-opinion\n    premises: [r]"} {
		if !strings.Contains(out, want) {
			t.Errorf("got no %q in\n%s", want, out)
		}
	}
	if strings.Contains(out, "assumed") || strings.Contains(out, "assumptions: [r]") {
		t.Errorf("something is assumed in\n%s", out)
	}
}

func FuzzDecode(f *testing.F) {
	var seeds [][]byte
	for _, data := range examples(f, folder) {
		seeds = append(seeds, data)
	}
	codectest.Fuzz(f, Format(), append(seeds, []byte("arguments: {a: {premises: {b: *c}}}"), []byte("statements: &x {p: *x}"))...)
}

// unordered writes a value with a line for each of its leaves, sorted.
func unordered(v verbatim.Value) string {
	var lines []string
	var walk func(path string, v verbatim.Value)
	walk = func(path string, v verbatim.Value) {
		for _, m := range v.Members() {
			walk(path+fmt.Sprintf("%q:", m.Name), m.Value)
		}
		for i, e := range v.Elements() {
			walk(path+fmt.Sprintf("%d:", i), e)
		}
		if len(v.Members())+len(v.Elements()) == 0 {
			lines = append(lines, path+string(v.Raw())+"\n")
		}
	}
	walk("", v)
	slices.Sort(lines)
	return strings.Join(lines, "")
}
