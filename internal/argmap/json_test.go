package argmap

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestChangeSetsKeepTheirJSON(t *testing.T) {
	s := world()
	set := ChangeSet{
		Map: mapID, Revision: 7, WriteID: "w", Key: "<k>", InputHash: "h", Actor: Local, Time: noon(), Message: "a & b", Undoes: 3,
	}
	for _, e := range s.Entries() {
		set.Operations = append(set.Operations, Set(e.Record), Operation{Ref: e.Record.Ref(), Before: e.Record})
	}
	raw := `{"big":12345678901234567890.000,"neg":-0.0,"exp":1E400,"twice":1,"twice":2,"html":"<&>\u2028"}`
	set.Operations = append(set.Operations, Set(&Leftover{ID: "raw", What: "edge", Raw: json.RawMessage(raw)}))
	text, err := encode(set) // as stores write it: json.Marshal alone would escape what Raw holds
	if err != nil {
		t.Fatal(err)
	}
	var back ChangeSet
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	again, err := encode(back)
	if err != nil || string(again) != string(text) {
		t.Errorf("the second text is\n%s\nthe first\n%s\n%v", again, text, err)
	}
	for i, op := range back.Operations {
		if want := set.Operations[i]; op.Ref != want.Ref || !Equal(op.Before, want.Before) || !Equal(op.After, want.After) {
			t.Errorf("operation %d is %+v; want %+v", i, op, want)
		}
	}
	last := back.Operations[len(back.Operations)-1].After
	kept, err := EncodeRecord(last)
	if err != nil || !strings.Contains(string(kept), raw) {
		t.Errorf("raw is %s, %v", kept, err)
	}
}

func TestDecodeRecord(t *testing.T) {
	r, err := DecodeRecord(TypeElement, []byte(`{"id":"a","kind":"CLAIM","text":"<b>","created":"2026-02-03T12:00:00Z","later":{"x":1}}`))
	if err != nil || r.(*Element).Text != "<b>" {
		t.Errorf("a key of a later version: %v %v", r, err)
	}
	for name, c := range map[string]struct {
		typ  RecordType
		text string
	}{"empty": {TypeElement, ""}, "broken": {TypeElement, "{"}, "no type": {"x", "{}"}, "wrong type": {TypeLink, `{"ordinal":"1"}`}} {
		if r, err := DecodeRecord(c.typ, []byte(c.text)); err == nil {
			t.Errorf("%s gives %v", name, r)
		}
	}
	for _, typ := range RecordTypes() {
		if r := NewRecord(typ); r == nil || r.Ref().Type != typ {
			t.Errorf("NewRecord(%s) is %v", typ, r)
		}
	}
	if NewRecord("x") != nil || !Equal(nil, nil) || Equal(nil, claim("a")) || Equal(claim("a"), nil) || Equal(claim("a"), claim("b")) {
		t.Error("NewRecord or Equal")
	}
}

func FuzzDecodeRecord(f *testing.F) {
	for _, e := range world().Entries() {
		text, err := EncodeRecord(e.Record)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(e.Record.Ref().Type), text)
	}
	f.Fuzz(func(t *testing.T, typ string, text []byte) {
		r, err := DecodeRecord(RecordType(typ), text)
		if err != nil {
			return
		}
		first, err := EncodeRecord(r)
		if err != nil {
			t.Skip("a time that JSON cannot write")
		}
		back, err := DecodeRecord(RecordType(typ), first)
		if err != nil || !Equal(r, back) {
			t.Fatalf("%s became %v, %v", first, back, err)
		}
		_ = fields(r)
	})
}

// sliceOfRunes is slice, told plainly.
func sliceOfRunes(text string, start, end int) (string, bool) {
	runes := []rune(text)
	if start < 0 || start >= end || end > len(runes) {
		return "", false
	}
	return string(runes[start:end]), true
}

func checkSlice(t interface{ Fatalf(string, ...any) }, text string, start, end int) {
	want, wantOK := sliceOfRunes(text, start, end)
	words, length, ok := slice(text, start, end)
	if words != want || ok != wantOK || length != utf8.RuneCountInString(text) {
		t.Fatalf("slice(%q, %d, %d) = %q %d %t; want %q %t", text, start, end, words, length, ok, want, wantOK)
	}
	err := CheckQuote(text, Segment{Start: start, End: end, Exact: want}, "at")
	other := CheckQuote(text, Segment{Start: start, End: end, Exact: want + "x"}, "at")
	switch {
	case ok && (err != nil || other == nil || other.Reason != string(RuleWords) || other.Field != "at.exact"):
		t.Fatalf("CheckQuote: %v, and with other words %v", err, other)
	case !ok && (err == nil || err.Reason != string(RuleRange) || err.Field != "at"):
		t.Fatalf("CheckQuote: %v", err)
	}
}

func TestSliceCountsCodePoints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		checkSlice(t, text, rapid.IntRange(-2, 12).Draw(t, "start"), rapid.IntRange(-2, 12).Draw(t, "end"))
	})
}

func FuzzCheckQuote(f *testing.F) {
	f.Add(paragraphText, 0, 4)
	f.Add("", 0, 0)
	f.Add("e\u0301", 0, 1)
	f.Fuzz(func(t *testing.T, text string, start, end int) {
		if utf8.ValidString(text) {
			checkSlice(t, text, start, end)
		}
	})
}
