package fulltext

import (
	"strconv"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// decode undoes encode; that it can is what makes the encoding injective.
func decode(word string) string {
	var b strings.Builder
	for word != "" {
		switch {
		case word[0] != escape:
			b.WriteByte(word[0])
			word = word[1:]
		case strings.HasPrefix(word, escapedSelf):
			b.WriteByte(escape)
			word = word[len(escapedSelf):]
		default:
			r, err := strconv.ParseInt(word[1:escapedLen], 36, 32)
			if err != nil {
				panic(err)
			}
			b.WriteRune(rune(r))
			word = word[escapedLen:]
		}
	}
	return b.String()
}

func TestEncodeIsReversible(t *testing.T) {
	for r := range rune(unicode.MaxRune + 1) {
		token := string(r) + "7" + string(r) + "z"
		if got := decode(encode(token)); got != token {
			t.Fatalf("%U: %q is encoded %q and decoded %q", r, token, encode(token), got)
		}
		if len(encode(token)) != 2*encodedLen([]rune(token)[0])+len("7zz") {
			t.Fatalf("%U: encodedLen is wrong", r)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		token := drawToken(t)
		if got := decode(encode(token)); got != token {
			t.Fatalf("%q is encoded %q and decoded %q", token, encode(token), got)
		}
	})
}

func TestEncodeKeepsPrefixesBothWays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawToken(t), drawToken(t)
		if rapid.Bool().Draw(t, "related") {
			b = a + b
		}
		if want, got := strings.HasPrefix(b, a), strings.HasPrefix(encode(b), encode(a)); got != want {
			t.Fatalf("%q of %q: prefix %v, of the encodings %v", a, b, want, got)
		}
	})
}

func drawToken(t *rapid.T) string {
	return string(rapid.SliceOf(rapid.OneOf(rapid.SampledFrom([]rune("07zakn.é日👍")), rapid.Rune())).Draw(t, "token"))
}

// TestDigitsComeInTens guards what foldDigit takes from the standard.
func TestDigitsComeInTens(t *testing.T) {
	for _, digits := range unicode.Nd.R16 {
		if digits.Stride != 1 || (digits.Hi-digits.Lo+1)%10 != 0 {
			t.Errorf("%U-%U are no runs of ten", digits.Lo, digits.Hi)
		}
	}
	for _, digits := range unicode.Nd.R32 {
		if digits.Stride != 1 || (digits.Hi-digits.Lo+1)%10 != 0 {
			t.Errorf("%U-%U are no runs of ten", digits.Lo, digits.Hi)
		}
	}
}
