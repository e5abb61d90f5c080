package aif

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/codec/codectest"
)

// TestLossless draws files as wild as they come. A map gives back every token of its file, whatever
// order its records have.
func TestLossless(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		file := []byte("{" + codectest.WildAIF(rt) + "}")
		d := decode(t, file)
		seed := rapid.Uint64().Draw(rt, "seed")
		back := encode(t, shuffled(d, seed))
		if got, want := tokens(t, back), tokens(t, file); !slices.Equal(got, want) {
			rt.Fatalf("the file\n%s\ncame back as\n%s\n%s", file, back, differs(got, want))
		}
		if plain := encode(t, d); string(plain) != string(back) {
			rt.Fatalf("the order of the records changes the file:\n%s\n%s", plain, back)
		}
		d.Check()
	})
}

func differs(got, want []string) string {
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			return "first at " + strings.Join(want[max(0, i-6):i], " ") + " : " + got[i] + " for " + want[i]
		}
	}
	return "one is longer"
}
