package verbatim

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"argmap/internal/fault"
)

// generic gives a value as encoding/json would, by way of Members, Elements, Text and Raw only.
func generic(t testing.TB, v Value) any {
	switch v.Kind() {
	case Object:
		m := map[string]any{}
		for _, member := range v.Members() {
			m[member.Name] = generic(t, member.Value)
		}
		return m
	case Array:
		list := []any{}
		for _, e := range v.Elements() {
			list = append(list, generic(t, e))
		}
		return list
	case String:
		s, ok := v.Text()
		if !ok {
			t.Fatalf("Text of %s says that it is no string", v.Raw())
		}
		return s
	case Null, Bool, Number:
		var x any
		dec := json.NewDecoder(bytes.NewReader(v.Raw()))
		dec.UseNumber()
		if err := dec.Decode(&x); err != nil {
			t.Fatalf("Raw of %s gives %q: %v", v.Path(), v.Raw(), err)
		}
		return x
	}
	t.Fatalf("%s is of the kind %q", v.Path(), v.Kind())
	return nil
}

func check(t testing.TB, data []byte) {
	v, err := Parse(data)
	if err != nil {
		if json.Valid(data) && fault.Of(err) != fault.Exhausted && utf8.Valid(data) {
			t.Fatalf("Parse(%q): %v", data, err)
		}
		return
	}
	var want any
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	if err := dec.Decode(&want); err != nil {
		t.Fatalf("Parse took %q, encoding/json says %v", data, err)
	}
	if diff := cmp.Diff(want, generic(t, v)); diff != "" {
		t.Fatalf("Parse(%q), encoding/json against ours:\n%s", data, diff)
	}
}

func TestReadsWhatEncodingJSONReads(t *testing.T) {
	value := rapid.Deferred(func() *rapid.Generator[any] { return drawn(3) })
	rapid.Check(t, func(rt *rapid.T) {
		b, err := json.Marshal(value.Draw(rt, "value"))
		if err != nil {
			rt.Fatal(err)
		}
		if rapid.Bool().Draw(rt, "indented") {
			var out bytes.Buffer
			if err := json.Indent(&out, b, "\r\n", "\t "); err != nil {
				rt.Fatal(err)
			}
			b = out.Bytes()
		}
		check(t, b)
	})
}

func drawn(depth int) *rapid.Generator[any] {
	plain := rapid.OneOf(
		rapid.Just[any](nil), rapid.Bool().AsAny(), rapid.Int64().AsAny(), rapid.Float64Range(-1e9, 1e9).AsAny(), rapid.String().AsAny(),
	)
	if depth == 0 {
		return plain
	}
	return rapid.OneOf(plain,
		rapid.SliceOfN(drawn(depth-1), 0, 4).AsAny(),
		rapid.MapOfN(rapid.String(), drawn(depth-1), 0, 4).AsAny())
}

func TestKeepsWhatEncodingJSONForgets(t *testing.T) {
	v, err := Parse([]byte(` {"b": 1.50, "a":[1e3 , "x"], "b":2, "é\n":"\ud800"}`))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range v.Members() {
		got = append(got, m.Name+" "+string(m.Value.Raw())+" "+m.Value.Path())
	}
	want := []string{"b 1.50 $.b", `a [1e3 , "x"] $.a`, "b 2 $.b", "é\n \"\\ud800\" $[\"é\\n\"]"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	last, ok := v.Get("b")
	if !ok || string(last.Raw()) != "2" {
		t.Errorf("Get(b) = %s, %v; the last counts", last.Raw(), ok)
	}
	half, _ := v.Get("é\n")
	whole, _ := v.Get("a")
	if half.Exact() || !whole.Elements()[1].Exact() {
		t.Error("half a surrogate pair is called exact, or plain text is not")
	}
	if whole.Elements()[1].Path() != "$.a[1]" {
		t.Errorf("the path is %s", whole.Elements()[1].Path())
	}
}

func TestExactTellsSpeltReplacementsFromLostOnes(t *testing.T) {
	for raw, want := range map[string]bool{
		`"\ufffd"`: true, "\"\uFFFD\"": true, "\"\uFFFD\\uFFFD\"": true, `"\ud800"`: false, `"\\ud800"`: true,
		`"\ud83d\ude00"`: true, `"\ude00\ud83d"`: false, `"\ufffd\ud800"`: false, `"a\u00e9"`: true,
	} {
		v, err := Parse([]byte(raw))
		if err != nil {
			t.Fatal(err)
		}
		if v.Exact() != want {
			t.Errorf("Exact(%s) = %v", raw, !want)
		}
	}
}

func TestRefuses(t *testing.T) {
	for _, c := range []struct {
		name, data, reason, says string
	}{
		{"an empty text", "", "json.syntax", "line 1, column 1"},
		{"a missing comma", "{\n \"a\": 1\n \"b\": 2}", "json.syntax", "line 3, column 2"},
		{"what follows the value", "{} x", "json.syntax", "line 1, column 4"},
		{"what is not UTF-8", "[\"é\xff\"]", "json.syntax", "line 1, column 4"},
		{"what ends early", `{"a":[1,`, "json.syntax", "line 1"},
		{"deep nesting", strings.Repeat("[", MaxDepth+1) + strings.Repeat("]", MaxDepth+1), "json.depth", "column 201"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Parse([]byte(c.data))
			if fault.Reason(err) != c.reason || !strings.Contains(err.Error(), c.says) {
				t.Errorf("Parse = %v; want %s with %q", err, c.reason, c.says)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{`{"a":[1,{"b":null}],"c":"\ud83d\ude00"}`, `[[],{},"",0,-1.5e-3,true]`, ` 1 `, `{"a":1,"a":2}`, "{\"\":\"\x93\"}"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { check(t, data) })
}
