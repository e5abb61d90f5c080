package formats

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"argmap/internal/codec"
	"argmap/internal/fault"
)

func claims(name string, l codec.Likelihood, mark string) codec.Format {
	return codec.Format{Name: name, Recognise: func(s codec.Sample) codec.Likelihood {
		if bytes.Contains(s.Data, []byte(mark)) {
			return l
		}
		return codec.No
	}}
}

func TestRecognise(t *testing.T) {
	all := Set{
		claims("one", codec.Surely, "1"), claims("two", codec.Surely, "2"), claims("lax", codec.Perhaps, ""), {Name: "written-only"},
	}
	for data, want := range map[string]string{"a1": "one", "2": "two", "x": "lax"} {
		if f, err := all.Recognise([]byte(data)); err != nil || f.Name != want {
			t.Errorf("recognise(%q) = %q, %v; want %q", data, f.Name, err, want)
		}
	}
	_, err := all.Recognise([]byte("12"))
	if fault.Reason(err) != "format.ambiguous" || !strings.Contains(err.Error(), "one, two") || strings.Contains(err.Error(), "lax") {
		t.Errorf("two claim the file: %v", err)
	}
	if _, err := all[:2].Recognise([]byte("x")); fault.Reason(err) != "format.unrecognised" {
		t.Errorf("none claims the file: %v", err)
	}
}

func TestEveryFormatIsWhole(t *testing.T) {
	name := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	seen := map[string]bool{}
	last := ""
	for _, f := range All() {
		switch {
		case !name.MatchString(f.Name) || seen[f.Name] || f.Name < last:
			t.Errorf("the name %q is ill-formed, there twice, or out of order", f.Name)
		case f.Title == "" || f.MediaType == "" || len(f.Extensions) == 0:
			t.Errorf("%s lacks a title, a media type or an extension", f.Name)
		case f.Decode == nil && f.Encode == nil:
			t.Errorf("%s is neither read nor written", f.Name)
		case (f.Decode == nil) != (f.Recognise == nil):
			t.Errorf("%s is recognised and not read, or read and not recognised", f.Name)
		case (f.Encode == nil) != (f.Losses == nil):
			t.Errorf("%s is written and does not tell its losses, or the other way round", f.Name)
		}
		seen[f.Name], last = true, f.Name
	}
}

func TestNamed(t *testing.T) {
	if _, err := Named("papyrus"); fault.Reason(err) != "format.unknown" {
		t.Errorf("Named(papyrus): %v", err)
	}
}

func TestUnrecognisedSaysWhatIsSeen(t *testing.T) {
	const list = "which"
	for data, want := range map[string]string{
		`{"nodeSet": {}, "b": 1}`: `the members "nodeSet", "b"`, "{}": "no members", "[7]": "a list of what no format", "abc\x00": "no text",
		"[A: a": "of no format that is known", `{"a": 1`: "line 1", "[7": "line 1",
		"free words": "of no format that is known",
	} {
		_, err := Recognise([]byte(data))
		if fault.Reason(err) != "format.unrecognised" || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), list) || !strings.Contains(err.Error(), ": agxml, aif") {
			t.Errorf("%q: %v; want %q", data, err, want)
		}
	}
	for data, want := range map[string]string{
		"": "the file is empty", " \n": "the file is empty", "\xff\xfea\x00": "UTF-16", "%PDF-1.4": "PDF", "\n<!DOCTYPE HTML><p>": "web page",
	} { // to say which format it is would not help
		_, err := Recognise([]byte(data))
		if fault.Reason(err) != "format.unrecognised" || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), list) {
			t.Errorf("%q: %v; want %q alone", data, err, want)
		}
	}
}
