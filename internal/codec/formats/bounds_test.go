package formats_test

import (
	"strings"
	"testing"

	"argmap/internal/codec/codectest"
	"argmap/internal/codec/formats"
	"argmap/internal/fault"
)

// TestFilesOfManyTinyThingsAreRefused: what is small in a file and large in memory is bounded by count.
func TestFilesOfManyTinyThingsAreRefused(t *testing.T) {
	for _, c := range []struct{ format, data, reason string }{
		{"aif", "[" + strings.Repeat("{},", 10_001) + "{}]", "aif.maps"},
		{"aif", `{"edges":[],"nodes":[` + strings.Repeat("1,", 1_000_000) + "1]}", "format.records"},
		{"kialo", "1. a\n" + strings.Repeat("1.1. Pro: a\n", 200_001), "kialo.claims"},
		{"brat", strings.Repeat("T1\tClaim 0 1\ta\n", 200_001), "brat.lines"},
		{"agxml", "<arggraph>" + strings.Repeat("<a/>", 200_001) + "</arggraph>", "agxml.nodes"},
		{"argdown", strings.Repeat("*a ", 2_000_001), "argdown.tokens"},
		{"carneades", "statements: {}\ntests: [" + strings.Repeat("1,", 1_000_001) + "]", "carneades.values"},
	} {
		f, err := formats.Named(c.format)
		if err != nil {
			t.Fatal(err)
		}
		_, err = f.Read(t.Context(), codectest.File("a.x", []byte(c.data), map[string]string{"a.txt": "a b"}), codectest.Options())
		if fault.Of(err) != fault.Exhausted || fault.Reason(err) != c.reason {
			t.Errorf("%s: got %v, want EXHAUSTED %s", c.format, err, c.reason)
		}
	}
}
