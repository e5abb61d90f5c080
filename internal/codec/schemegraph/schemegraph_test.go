package schemegraph

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/codectest"
)

// TestEveryEdgeHasALawfulRole: whatever two kinds an edge joins, the table of roles allows its role, and
// the usual ones are as the formats mean them.
func TestEveryEdgeHasALawfulRole(t *testing.T) {
	for _, from := range argmap.Kinds() {
		for _, to := range argmap.Kinds() {
			if j, ok := argmap.JoinOf(Role(from, to)); !ok || !j.Fits(from, to) {
				t.Errorf("an edge from %s to %s is %s", from, to, j.Role)
			}
		}
	}
	for _, c := range []struct {
		from, to argmap.Kind
		want     argmap.Role
	}{
		{argmap.KindClaim, argmap.KindInference, argmap.RolePremiseOf},
		{argmap.KindInference, argmap.KindRebuttal, argmap.RoleConcludes},
		{argmap.KindRebuttal, argmap.KindInference, argmap.RoleAttacks},
		{argmap.KindClaim, argmap.KindRephrase, argmap.RoleRephrases},
		{argmap.KindRephrase, argmap.KindClaim, argmap.RoleRephraseOf},
		{argmap.KindInference, argmap.KindPreference, argmap.RolePreferredIn},
		{argmap.KindPreference, argmap.KindClaim, argmap.RolePreferredTo},
		{argmap.KindClaim, argmap.KindClaim, argmap.RoleForeign},
		{argmap.KindForeign, argmap.KindClaim, argmap.RoleForeign},
	} {
		if got := Role(c.from, c.to); got != c.want {
			t.Errorf("an edge from %s to %s is %s, want %s", c.from, c.to, got, c.want)
		}
	}
}

// TestOffsets draws texts with marks and line ends of every sort: words at an offset of the file are
// cited as the same words, and written at the offset where they stood.
func TestOffsets(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.StringMatching("\ufeff?([ab\u00e9\U0001f44d \\r\\n]|\\r\\n){0,20}[ab\u00e9\U0001f44d]([ab\u00e9\U0001f44d \\r\\n]|\\r\\n){0,20}").Draw(rt, "text")
		r := NewReader(codec.Build("x", "A map", codec.File{}, codectest.Options()), "x")
		x, ok := r.Resource("r", "", text)
		if !ok {
			rt.Fatalf("%q is no text", text)
		}
		runes := []rune(text)
		var ends []int // white space at an end is not cited
		for i, r := range runes {
			if !strings.ContainsRune("\ufeff \r\n", r) {
				ends = append(ends, i)
			}
		}
		start := rapid.SampledFrom(ends).Draw(rt, "start")
		last := rapid.SampledFrom(ends[slices.Index(ends, start):]).Draw(rt, "last")
		words := string(runes[start : last+1])
		from, to, ok := x.At(start, words)
		if !ok {
			rt.Fatalf("%q does not stand at %d", words, start)
		}
		c, err := r.Cite(r.Claim("c").ID, *x.Source, from, to)
		if err != nil {
			rt.Fatal(err)
		}
		if at, again := x.Cited(c); at != start || again != words {
			rt.Fatalf("%q at %d is written as %q at %d", words, start, again, at)
		}
		if _, _, ok := x.At(start+1, words); ok && !strings.HasPrefix(string(runes[start+1:]), words) {
			rt.Fatal("the words stand where they do not")
		}
	})
}

func TestWordsThatStandTwiceAreNotFound(t *testing.T) {
	r := NewReader(codec.Build("x", "A map", codec.File{}, codectest.Options()), "x")
	x, _ := r.Resource("r", "", "👍 one two one")
	if at, ok := r.Once(&x, "two"); !ok || at != 6 {
		t.Errorf("two stands at %d, %t", at, ok)
	}
	for _, words := range []string{"one", "three", ""} {
		if _, ok := r.Once(&x, words); ok {
			t.Errorf("%q stands once", words)
		}
	}
	r.sought = sought
	if _, ok := r.Once(&x, "two"); ok {
		t.Error("texts are gone through for ever")
	}
}
