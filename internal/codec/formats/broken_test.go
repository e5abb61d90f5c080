package formats_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"argmap/internal/codec/codectest"
	"argmap/internal/codec/formats"
	"argmap/internal/fault"
)

const header = `{"argmap":{"version":1}}` + "\n"

// broken are files that cannot be read, by format, and where they break off or go wrong: "line.column", the
// line alone, or the path of a value.
var broken = []struct{ format, data, at string }{
	{"agxml", "<arggraph id=\"g\">\n  <edu id=\"e1\"><![CDATA[Lunch", "2.30"},
	{"agxml", "<arggraph id=\"g\">\n  <edu id=\"e1\"></adu>\n</arggraph>", "2.22"},
	{"agxml", "<arggraph id=\"g\">\n  &nothing;</arggraph>", "2.12"},
	{"agxml", "<!DOCTYPE a [<!ENTITY b \"c\">]>\n<arggraph/>", "1.31"},
	{"agxml", "<?xml version=\"1.0\" encoding=\"EBCDIC\"?>\n<arggraph/>", "1"},
	{"agxml", "<graph/>", "1.9"},
	{"agxml", "<arggraph/>\n<arggraph/>", "2.12"},
	{"agxml", "nothing", "1"},
	{"agxml", "<arggraph>\n" + strings.Repeat("<a>", 200), "2.304"},
	{"aif", `{"nodes": [{"nodeID": "1",` + "\n" + `"text": "é`, "2.11"},
	{"aif", `{"nodes": [` + "\n" + `{"nodeID": 1 "text"}]}`, "2.14"},
	{"aif", `{"nodes": [` + "\n\"\xff\"]}", "2.2"},
	{"aif", "[1, 2]", "$"},
	{"aif", "\n" + strings.Repeat("[", 300), "2.301"},
	{"argdown", "[a]: words\n\x00", "2.1"},
	{"argdown", "[a]: words \xff", "1.12"},
	{"argdown", "[a]: b\n" + nested(300), "202.1"},
	{"argdown-json", `{"statements": {},` + "\n" + `"arguments": {`, "2.15"},
	{"argdown-json", `{"statements": {}, "arguments": [], "relations": []}`, "$.arguments"},
	{"argdown-json", `{"statements": {}, "arguments": {}, "relations": {}}`, "$.relations"},
	{"argmap", header + `{"map":{"id":"m",`, "2.18"},
	{"argmap", header + `{"map":{"id":"m"} x}`, "2.19"},
	{"argmap", header + `{"map":{"id":"é`, "2.16"},
	{"argmap", header + `{"map":{"id":"m","state":"ACTIVE","revision":1}}` + "\n" + `{"end":{"maps":1}}`, "2"},
	{"argmap", header, "1"},
	{"argmap", header + `{"operation":{"type":"voice","id":"v"}}`, "2"},
	{"arguebuf", `{"nodes": {"a":` + "\n{", "2.2"},
	{"arguebuf", "[]", "$"},
	{"brat", "T1\tClaim 0 5\tLunch\nT2\tClaim 0 \xff", "2.12"},
	{"brat", "T1\tClaim 0 5\tLunch\n\x00", "2.1"},
	{"brat", "T1\tClaim 0 5\tLunch\nT2\t" + strings.Repeat("x", 200_000), "2"},
	{"carneades", "statements:\n  a: \"not ended", "2.16"},
	{"carneades", "statements:\n  a: b\n\tc: d", "3.1"},
	{"carneades", "statements: \xff", "1.13"},
	{"carneades", "- a\n- b", "1.1"},
	{"carneades", "statements:\n  a: &x [*x]", "2.10"},
	{"carneades", "statements:\n  [a, b]: c", "2.3"},
	{"carneades", "statements: {}\n---\nstatements: {}", "2.1"},
	{"ibis", `{"ibis": [` + "\n{", "2.2"},
	{"ibis", "{}", "$"},
	{"kialo", "Discussion Title: Lunch\n\n1. Lunch \xff", "3.10"},
	{"kialo", "Discussion Title: Lunch\n\x00", "2.1"},
	{"kialo", "nothing", "1"},
	{"sadface", `{"nodes": [{"id": "a"}, {`, "1.26"},
	{"sadface", "3", "$"},
	{"xaif", `{"AIF": {"nodes": [` + "\n\n" + `], }}`, "3.4"},
	{"xaif", `{"AIF": 3}`, "$.AIF"},
}

func nested(deep int) string {
	var b strings.Builder
	for n := range deep {
		b.WriteString(strings.Repeat("  ", n+1) + "+ c\n")
	}
	return b.String()
}

// place gives where a fault says that it is, by its details.
func place(t *testing.T, err error) string {
	t.Helper()
	known, ok := errors.AsType[*fault.Error](err)
	if !ok {
		t.Fatalf("%v is no fault", err)
	}
	if path, ok := known.Details["path"].(string); ok {
		return path
	}
	at := fmt.Sprint(known.Details["line"])
	if known.Details["column"] != nil {
		at += fmt.Sprint(".", known.Details["column"])
	}
	return at
}

// inWords gives a place as messages say it.
func inWords(at string) string {
	line, column, both := strings.Cut(at, ".")
	switch {
	case line == "$":
		return at + ": "
	case both:
		return fmt.Sprintf("line %s, column %s: ", line, column)
	default:
		return fmt.Sprintf("line %s: ", line)
	}
}

func TestWhatCannotBeReadSaysWhere(t *testing.T) {
	tried := map[string]int{}
	for i, c := range broken {
		t.Run(fmt.Sprint(i, " ", c.format), func(t *testing.T) {
			f, err := formats.Named(c.format)
			if err != nil {
				t.Fatal(err)
			}
			_, err = f.Decode(context.Background(), codectest.File("a.x", []byte(c.data), map[string]string{"a.txt": "Lunch is free."}), codectest.Options())
			if code := fault.Of(err); code != fault.Invalid && code != fault.Exhausted {
				t.Fatalf("got %v, want INVALID or EXHAUSTED", err)
			}
			known, _ := errors.AsType[*fault.Error](err)
			if got := place(t, err); got != c.at || !strings.HasPrefix(known.Message, inWords(c.at)) {
				t.Errorf("got the place %s in %q, want %s", got, known.Message, c.at)
			}
		})
		tried[c.format]++
	}
	for _, f := range formats.All() {
		if f.Decode != nil && tried[f.Name] < 2 {
			t.Errorf("%s was tried with %d broken files", f.Name, tried[f.Name])
		}
	}
}

// TestABrokenOffFileIsPlacedWithoutItsFormat cuts every example that is JSON or XML in its middle: whether
// a format claims the rest or none does, the fault says where it ends.
func TestABrokenOffFileIsPlacedWithoutItsFormat(t *testing.T) {
	unclaimed := 0
	for _, e := range allExamples(t) {
		first := strings.TrimLeft(string(e.data), " \r\n\t\ufeff")[0]
		if e.format.Name == "argdown" || first != '{' && first != '[' && first != '<' {
			continue
		}
		cut := strings.ToValidUTF8(string(e.data[:len(e.data)/2]), "")
		f, err := formats.Recognise([]byte(cut))
		if err == nil {
			_, err = f.Decode(context.Background(), codectest.File(e.name, []byte(cut), nil), codectest.Options())
		} else {
			unclaimed++
			if fault.Reason(err) != "format.unrecognised" {
				t.Errorf("%s: %v", e.name, err)
			}
		}
		if err == nil {
			t.Errorf("half of %s is read as %s", e.name, f.Name)
		} else if at := place(t, err); at == "<nil>" {
			t.Errorf("half of %s: %v does not say where", e.name, err)
		}
	}
	if unclaimed < 10 {
		t.Errorf("only %d halves were claimed by no format", unclaimed)
	}
	_, err := formats.Recognise([]byte("<graph>\n  <edge>\n"))
	if at := place(t, err); at != "3.1" {
		t.Errorf("other XML that breaks off is at %s: %v", at, err)
	}
	if _, err := formats.Recognise([]byte("<graph/>")); place(t, err) != "<nil>" {
		t.Errorf("whole XML is told broken: %v", err)
	}
}
