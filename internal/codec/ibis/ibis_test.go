package ibis

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
	"argmap/internal/fault"
)

func read(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "examples", "ibis", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func decoded(t codectest.TB, data []byte) *codec.Document {
	t.Helper()
	return codectest.Decode(t, Format(), codectest.File("mined.json", data, nil))[0]
}

func links(d *codec.Document) []string {
	g := codec.NewGraph(d)
	var all []string
	for _, r := range d.Records {
		if l, ok := r.(*argmap.Link); ok {
			all = append(all, g.Element(l.From).Text+" "+string(l.Role)+" "+g.Element(l.To).Text)
		}
	}
	return all
}

func TestCanteen(t *testing.T) {
	d := decoded(t, read(t, "canteen.json"))
	if found := d.Check(); len(found) > 0 {
		t.Errorf("found is %+v", found)
	}
	g := codec.NewGraph(d)
	count := map[argmap.Kind]int{}
	for _, e := range g.Elements {
		count[e.Kind]++
	}
	want := map[argmap.Kind]int{
		argmap.KindQuestion: 2, argmap.KindClaim: 5, argmap.KindInference: 1, argmap.KindRebuttal: 3, argmap.KindLocution: 8, argmap.KindIllocution: 8,
	}
	for kind, n := range want {
		if count[kind] != n {
			t.Errorf("%d elements of kind %s; want %d", count[kind], kind, n)
		}
	}
	for _, want := range []string{
		"The canteen should serve meat every day. ANSWERS Should the canteen serve less meat?",
		"A day without meat costs the canteen less. PREMISE_OF ",
		" CONCLUDES The canteen should serve meat on four days a week only.",
		" ATTACKS Pupils who want meat would go to the snack bar.",
		"Who would pay for it? ASKS_ABOUT Should the canteen serve less meat?",
		" HAS_CONTENT Who would pay for it?",
	} {
		if !slices.Contains(links(d), want) {
			t.Errorf("no link says %q", want)
		}
	}
}

// TestOlder reads texts where lists belong, tells sorts by ids, keeps what it cannot use, and says so.
func TestOlder(t *testing.T) {
	d := decoded(t, read(t, "older.json"))
	found := map[argmap.RuleID][]string{}
	for _, f := range d.Findings {
		found[f.Rule] = append(found[f.Rule], f.Where)
	}
	for rule, want := range map[argmap.RuleID][]string{
		ruleShape:  {"$.ibis[4].orig[2]", "$.ibis[7]"},
		ruleID:     {"$.ibis[4]", "$.ibis[6]"},
		ruleEnd:    {"$.ibis[1]"},
		ruleParent: {"$.ibis[2]"},
		ruleArgues: {"$.ibis[3]", "$.ibis[4]", "$.ibis[5]"},
	} {
		if !slices.Equal(slices.Sorted(slices.Values(found[rule])), want) {
			t.Errorf("%s is found at %v; want %v", rule, found[rule], want)
		}
	}
	if len(found[ruleType]) != 7 {
		t.Errorf("types are found at %v", found[ruleType])
	}
	kept := string(d.Properties.Raw)
	for _, r := range d.Records {
		switch r := r.(type) {
		case *argmap.Element:
			kept += string(r.Raw)
		case *argmap.Leftover:
			kept += string(r.Raw)
		case *argmap.Citation, *argmap.Commitment, *argmap.Link, *argmap.Properties, *argmap.Row, *argmap.Voice:
		}
	}
	for _, want := range []string{`{"model":"a program of the example"}`, `"confidence":0.75`, `["iss1", "iss9"]`, `["the staff starts at seven", 7, {}]`, "null"} {
		if !strings.Contains(kept, want) {
			t.Errorf("%s is not kept in %s", want, kept)
		}
	}
}

// held fails when a string or number of a file is in no field of a record and not kept raw. Null says nothing,
// and a type is said by the kind of the element.
func held(t codectest.TB, d *codec.Document, file []byte) {
	t.Helper()
	var b strings.Builder
	for _, r := range append([]argmap.Record{d.Properties}, d.Records...) {
		switch r := r.(type) {
		case *argmap.Properties:
			b.Write(r.Raw)
		case *argmap.Element:
			text, _ := json.Marshal(r.Text)
			fmt.Fprintf(&b, "%s\n%s %q %q\n", text, r.Raw, r.External.ID, r.Act)
		case *argmap.Leftover:
			b.Write(r.Raw)
		case *argmap.Citation, *argmap.Commitment, *argmap.Link, *argmap.Row, *argmap.Voice:
		}
	}
	for _, leaf := range codectest.Leaves(t, file) {
		_, value, _ := strings.Cut(leaf, " ")
		plain := strings.Trim(value, `"`)
		if said := plain == "issue" || plain == "position" || plain == "argument"; said || value == "null" || value == "[]" || value == "{}" {
			continue
		}
		if !strings.Contains(b.String(), plain) {
			t.Fatalf("%s of\n%s\nis not in\n%s", leaf, file, b.String())
		}
	}
}

// TestNothingIsLost draws files: each leaf of the file is a field of a record, or kept.
func TestNothingIsLost(t *testing.T) {
	ids := rapid.SampledFrom([]string{`"iss1"`, `"pos1"`, `"arg1"`, `"x"`, "7", `"7"`})
	n := 0
	some := rapid.Custom(func(t *rapid.T) string {
		n++
		text := fmt.Sprintf(`"text %d"`, n)
		return rapid.SampledFrom([]string{`null`, `[]`, text, `[` + text + `,{"y":` + text + `}]`, `3`, `{"x":1.0}`, `[` + ids.Draw(t, "first") + `]`, `[` + ids.Draw(t, "one") + `,` + ids.Draw(t, "two") + `]`}).Draw(t, "some")
	})
	one := rapid.Custom(func(t *rapid.T) string {
		members := map[string]string{}
		for _, name := range []string{"orig", "parent", "pro", "con", "other"} {
			if rapid.Bool().Draw(t, name) {
				members[name] = some.Draw(t, "value")
			}
		}
		if rapid.Bool().Draw(t, "typed") {
			members["type"] = rapid.SampledFrom([]string{`"issue"`, `"position"`, `"argument"`, `"Argument"`, `"note"`, `1`}).Draw(t, "type")
		}
		if rapid.IntRange(0, 5).Draw(t, "named") > 0 {
			members["id"] = ids.Draw(t, "id")
		}
		text, _ := json.Marshal(rapid.SampledFrom([]string{"Why?", "because", "", "\x00"}).Draw(t, "text"))
		var b strings.Builder
		b.WriteString(`{"text":` + string(text))
		for _, name := range []string{"id", "type", "orig", "parent", "pro", "con", "other"} {
			if v, ok := members[name]; ok {
				b.WriteString(`,"` + name + `":` + v)
			}
		}
		return b.String() + "}"
	})
	rapid.Check(t, func(rt *rapid.T) {
		list := "[" + strings.Join(rapid.SliceOfN(one, 1, 6).Draw(rt, "entries"), ",") + "]"
		file := rapid.SampledFrom([]string{list, `{"ibis":` + list + `}`, `{"a":[1.50],"ibis":` + list + `}`}).Draw(rt, "file")
		d := decoded(rt, []byte(file))
		d.Check()
		held(rt, d, []byte(file))
	})
}

func TestRefuses(t *testing.T) {
	for _, data := range []string{`{}`, `{"ibis":{}}`, `3`, `{"ibis":null}`} {
		_, err := Format().Decode(context.Background(), codectest.File("x.json", []byte(data), nil), codectest.Options())
		if fault.Of(err) != fault.Invalid || !strings.Contains(err.Error(), "list of issues") {
			t.Errorf("%s: %v", data, err)
		}
	}
	for data, want := range map[string]codec.Likelihood{
		`{"ibis":[null,{"id":"a","text":"b","parent":[]}]}`: codec.Surely, `[{"id":"a","text":"b","orig":"c"}]`: codec.Perhaps,
		`{"ibis":[]}`: codec.Perhaps, `[{"id":"a","text":"b"}]`: codec.No, `{"ibis":7}`: codec.No, `[]`: codec.No,
	} {
		if got := Format().Recognise(codec.NewSample([]byte(data))); got != want {
			t.Errorf("%s is recognised with %d; want %d", data, got, want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	codectest.Fuzz(f, Format(), read(f, "canteen.json"), read(f, "older.json"))
}
