package codec_test

import (
	"strings"
	"testing"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

func TestFormOf(t *testing.T) {
	for words, want := range map[string]argmap.QuestionForm{
		"Under whose auspices?":                        argmap.FormWH,
		"By what criteria?":                            argmap.FormWH,
		"And why should they?":                         argmap.FormWH,
		"“How long, then?”":                            argmap.FormWH,
		"Unter welchen Bedingungen?":                   argmap.FormWH,
		"What is better, tea or coffee?":               argmap.FormWH,
		"Should the canteen serve less meat?":          argmap.FormPolar,
		"Is that what was promised?":                   argmap.FormPolar,
		"Whatsoever it costs?":                         argmap.FormPolar,
		"Should it open or not?":                       argmap.FormPolar,
		"Should it open at seven or at eight?":         argmap.FormAlternative,
		"Soll sie um sieben oder um acht öffnen?":      argmap.FormAlternative,
		"Should pupils or teachers pay, or not at all": argmap.FormAlternative,
		"":                                argmap.FormPolar,
		strings.Repeat("a ", 9999) + "or": argmap.FormPolar,
	} {
		if got := codec.FormOf(words); got != want {
			t.Errorf("%.60q is %s; want %s", words, got, want)
		}
	}
}
