package direct

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"pgregory.net/rapid"
)

// TestTextsAreWrittenAsGqlgenWritesThem compares texts of all sorts, and reads them back.
func TestTextsAreWrittenAsGqlgenWritesThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		runes := rapid.OneOf(rapid.Rune(), rapid.RuneFrom([]rune("\"\\\n\r\t\x00\x1f\x20\x7f\u00a2\u00dc🐱\u2028<&>abcdefgh")))
		s := rapid.StringOfN(runes, 0, 40, -1).Draw(t, "text")
		var want bytes.Buffer
		graphql.MarshalString(s).MarshalGQL(&want)
		got := appendString(nil, s)
		if !bytes.Equal(got, want.Bytes()) {
			t.Fatalf("%q is written %s, want %s", s, got, want.Bytes())
		}
		var back string
		if err := json.Unmarshal(got, &back); err != nil || back != s {
			t.Fatalf("%s is read %q, %v", got, back, err)
		}
	})
}
