package formats_test

import (
	"strings"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/codec/codectest"
	"argmap/internal/codec/formats"
)

// TestNothingTooLongIsLost holds every format that keeps what it has no field for to the law, with a file in
// which that is longer than a record may be. AIF and xAIF keep their own, which gives all of it back.
func TestNothingTooLongIsLost(t *testing.T) {
	long := strings.Repeat("0123456789 ", 130_000) + "end"
	quoted := strings.Repeat(`"`, 700_000)
	escaped := strings.Repeat(`\"`, 300_000)
	controls := strings.Repeat("\x01", 100_000)
	notes := ""
	for range 99 {
		notes += "#1\tAnnotatorNotes T1\t" + strings.Repeat("\x01", 4000) + "\n"
	}
	for _, c := range []struct {
		format string
		rule   argmap.RuleID
		data   string
		beside string
		text   string
	}{
		{"agxml", "AGXML-SIZE", `<arggraph id="g"><edu id="e" x="` + long[:500_000] + `">a</edu><edu id="f" x="` + long[500_000:1_000_000] + `">b</edu><edu id="h" x="` + long[1_000_000:] +
			`">c</edu><adu id="a" type="pro"/><edge id="1" src="e" trg="a" type="seg"/><edge id="2" src="f" trg="a" type="seg"/><edge id="3" src="h" trg="a" type="seg"/></arggraph>`, "", long[:500_000]},
		{"brat", "BRAT-SIZE", "T1\tClaim 0 5\tLunch\n" + notes + "A1\tNote T1 " + controls + "\n", "Lunch", strings.Repeat(`\u0001`, 4000)},
		{"kialo", "KIALO-SIZE", "Discussion Title: a\n\n1. a " + quoted + " (\n", "", escaped},
		{"carneades", "CAR-SIZE", "statements:\n  a:\n    text: A\n    note: " + long + "\narguments:\n  b: {conclusion: a}\n", "", long},
		{"sadface", "SAD-SIZE", `{"nodes": [{"id": "a", "type": "atom", "text": "A", "note": "` + long + `"}], "edges": []}`, "", long},
		{"sadface", "SAD-SIZE", `{"nodes": [], "edges": [], "note": "` + long + `"}`, "", long},
		{"arguebuf", "AGB-SIZE", `{"nodes": {"a": {"atom": {"text": "A"}, "note": "` + long + `"}}, "edges": {}}`, "", long},
		{"ibis", "IBIS-SIZE", `{"ibis": [{"id": "a", "type": "issue", "text": "A?", "note": "` + long + `"}]}`, "", long},
	} {
		t.Run(c.format, func(t *testing.T) {
			f, err := formats.Named(c.format)
			if err != nil {
				t.Fatal(err)
			}
			codectest.Held(t, f, codectest.File("a.x", []byte(c.data), map[string]string{"a.txt": c.beside}), c.text, c.rule)
		})
	}
}
