package argmapjson

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
)

const header = `{"argmap":{"version":1}}` + "\n"

func noon() time.Time { return time.Date(2026, 2, 3, 12, 0, 0, 123456000, time.UTC) }

// whole is a file with every sort of line.
func whole(t testing.TB) string {
	t.Helper()
	var out bytes.Buffer
	ok := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	e, err := NewEncoder(&out)
	ok(err)
	ok(e.Source(&argmap.Source{ID: "s", Title: "<&>"}, []byte("a\r\n\u2028\"b\""), []*argmap.Paragraph{{ID: "p", Source: "s", Text: "a"}}))
	ok(e.Map(Map{ID: "m", State: Active, Revision: 2}))
	ok(e.ChangeSet(argmap.ChangeSet{Map: "m", Revision: 1, WriteID: "w", Time: noon(), Staged: true}))
	ok(e.Record(&argmap.Leftover{ID: "l", What: "edge", Raw: []byte(`{"z":1.0,"a":9007199254740993,"a":"\ud800<&>"}`)}))
	v := &argmap.Voice{ID: "v", Name: "<Ann>"}
	ok(e.ChangeSet(argmap.ChangeSet{Map: "m", Revision: 2, WriteID: "x", Time: noon(), Operations: []argmap.Operation{
		argmap.Set(v), {Ref: v.Ref(), Before: v}, {Ref: v.Ref(), Before: v, After: v},
	}}))
	ok(e.Close())
	return out.String()
}

// copied decodes a file and encodes what came.
func copied(t testing.TB, file string) string {
	t.Helper()
	var out bytes.Buffer
	e, err := NewEncoder(&out)
	if err != nil {
		t.Fatal(err)
	}
	err = Decode(strings.NewReader(file), func(l Line) error {
		if l.Source != nil {
			e.counts.Sources++
		}
		e.counts.Maps += one(l.Map != nil)
		e.counts.ChangeSets += one(l.ChangeSet != nil)
		e.counts.Operations += one(l.Operation != nil)
		return e.json.Encode(l)
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func TestWhatWasWrittenIsRead(t *testing.T) {
	file := whole(t)
	if got := copied(t, file); got != file {
		t.Errorf("got\n%s\nwant\n%s", got, file)
	}
	for _, verbatim := range []string{`{"z":1.0,"a":9007199254740993,"a":"\ud800<&>"}`, `<Ann>`, `"text":"a\r\n\u2028\"b\""`} {
		if !strings.Contains(file, verbatim) {
			t.Errorf("got no %s in\n%s", verbatim, file)
		}
	}
}

func TestLinesWithNothingOnThemAreSkipped(t *testing.T) {
	file := whole(t)
	if got := copied(t, "\n \t\n"+strings.ReplaceAll(file, "\n", "\r\n\n")+"\n"); got != file {
		t.Errorf("got\n%s\nwant\n%s", got, file)
	}
}

func TestDecodeRefuses(t *testing.T) {
	end := `{"end":{"sources":0,"maps":0,"changeSets":0,"operations":0}}` + "\n"
	for _, c := range []struct {
		name, file, reason string
		line               int
	}{
		{"nothing at all", "", "argmap_json.cut_off", 1},
		{"a file without a header", end, "argmap_json.header", 1},
		{"a header with something beside it", `{"argmap":{"version":1},"map":{"id":"m","state":"ACTIVE","revision":1}}`, "argmap_json.header", 1},
		{"a version that is newer", `{"argmap":{"version":2}}`, "argmap_json.version", 1},
		{"no version", `{"argmap":{}}`, "argmap_json.version", 1},
		{"a second header", header + header + end, "argmap_json.line", 2},
		{"a file that was cut off", header, "argmap_json.cut_off", 1},
		{"a line that was cut off", header + end[:20], "argmap_json.syntax", 2},
		{"other counts", header + strings.Replace(end, "0", "1", 1), "argmap_json.count", 2},
		{"something after the end", header + end + end, "argmap_json.order", 3},
		{"an end with something beside it", header + `{"end":{},"map":{"id":"m"}}`, "argmap_json.line", 2},
		{"no JSON", header + "\nwords\n" + end, "argmap_json.syntax", 3},
		{"bytes that are not UTF-8", header + "{\"paragraph\":{\"text\":\"\xff\"}}\n" + end, "argmap_json.syntax", 2},
		{"another sort of value", header + "[]\n" + end, "argmap_json.syntax", 2},
		{"null", header + "null\n" + end, "argmap_json.line", 2},
		{"nothing on a line", header + "{}\n" + end, "argmap_json.line", 2},
		{"two things on a line", header + `{"map":{"id":"m"},"record":{"type":"voice","value":{}}}`, "argmap_json.line", 2},
		{"two values on a line", header + `{"paragraph":{}} {}`, "argmap_json.syntax", 2},
		{"a bracket too many", header + `{"paragraph":{}}}`, "argmap_json.syntax", 2},
		{"a source without its text", header + `{"source":{}}`, "argmap_json.line", 2},
		{"a text without its source", header + `{"paragraph":{},"text":""}`, "argmap_json.line", 2},
		{"a map in no known state", header + `{"map":{"id":"m","state":"IMPORTING","revision":1}}`, "argmap_json.state", 2},
		{"operations within a change set", header + `{"changeSet":{"operations":[{"type":"voice","id":"v"}]}}`, "argmap_json.line", 2},
		{"an unknown member", header + `{"note":"x"}`, "argmap_json.syntax", 2},
		{"an unknown member of a source", header + `{"source":{"name":"x"},"text":""}`, "argmap_json.syntax", 2},
		{"an unknown member of an operation", header + `{"operation":{"type":"voice","id":"v","why":"x"}}`, "argmap_json.syntax", 2},
		{"an unknown member of a value", header + `{"operation":{"type":"voice","id":"v","after":{"nick":"x"}}}`, "argmap_json.syntax", 2},
		{"an unknown member of a record", header + `{"record":{"type":"voice","value":{"nick":"x"}}}`, "argmap_json.syntax", 2},
		{"an unknown type of operation", header + `{"operation":{"type":"song","id":"v"}}`, "argmap_json.syntax", 2},
		{"an unknown type of record", header + `{"record":{"type":"song","value":{}}}`, "argmap_json.syntax", 2},
		{"a record without a value", header + `{"record":{"type":"voice"}}`, "argmap_json.syntax", 2},
		{"a value that is null", header + `{"operation":{"type":"voice","id":"v","after":null}}`, "argmap_json.syntax", 2},
		{"a field of another type", header + `{"paragraph":{"ordinal":"one"}}`, "argmap_json.syntax", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := Decode(strings.NewReader(c.file), func(Line) error { return nil })
			if fault.Of(err) != fault.Invalid || fault.Reason(err) != c.reason {
				t.Fatalf("got %v (%s), want INVALID %s", err, fault.Reason(err), c.reason)
			}
			known, _ := errors.AsType[*fault.Error](err)
			if want := fmt.Sprintf("line %d", c.line); !strings.HasPrefix(known.Message, want) || known.Details["line"] != c.line {
				t.Errorf("got %v with the details %v, want %q", err, known.Details, want)
			}
		})
	}
}

func TestALineThatIsTooLong(t *testing.T) {
	file := header + strings.Repeat("x", 200_000)
	err := decode(strings.NewReader(file), 100_000, func(Line) error { return nil })
	if fault.Of(err) != fault.Exhausted || !strings.Contains(err.Error(), "line 2: ") {
		t.Errorf("got %v, want EXHAUSTED at line 2", err)
	}
}

func TestTheCallersErrorsComeThrough(t *testing.T) {
	mine := errors.New("mine")
	err := Decode(strings.NewReader(whole(t)), func(l Line) error {
		if l.Map != nil {
			return mine
		}
		return nil
	})
	if !errors.Is(err, mine) || !strings.Contains(err.Error(), "line 4:") {
		t.Errorf("got %v, want %v at line 4", err, mine)
	}
	if err := Decode(failing{}, func(Line) error { return nil }); !errors.Is(err, errFailing) {
		t.Errorf("got %v, want the reader's error", err)
	}
}

var errFailing = errors.New("the disk is gone")

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errFailing }

// FuzzDecode demands that no file makes the decoder panic, or hold much more than the file; and that
// what it takes can be written again and is then read as the same.
func FuzzDecode(f *testing.F) {
	file := whole(f)
	f.Add(file)
	for _, l := range strings.SplitAfter(file, "\n") {
		f.Add(header + l)
	}
	f.Fuzz(func(t *testing.T, file string) {
		var lines []string
		err := decode(strings.NewReader(file), 1<<20, func(l Line) error {
			lines = append(lines, written(t, l))
			return nil
		})
		if err == nil {
			second := copied(t, file)
			if third := copied(t, second); third != second {
				t.Errorf("got\n%s\nthe second time, want\n%s", third, second)
			}
		}
		for _, l := range lines {
			if len(l) > 20*len(file)+1000 {
				t.Errorf("got a line of %d bytes from a file of %d", len(l), len(file))
			}
		}
	})
}

// written gives a line as it would be written.
func written(t testing.TB, l Line) string {
	t.Helper()
	var out bytes.Buffer
	e, err := NewEncoder(&out)
	if err == nil {
		err = e.json.Encode(l)
	}
	if err == nil {
		err = e.out.Flush()
	}
	if err != nil {
		t.Fatalf("what was read cannot be written: %v", err)
	}
	return out.String()
}
