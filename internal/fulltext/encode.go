package fulltext

import "strings"

// The encoding of a token works code point by code point: a-z and 0-9 stand
// for themselves, but 7 is "7z", and any other code point is a 7 and four
// digits to base 36. The first of these is at most n, so that no code is a
// prefix of another; hence the encoding is reversible, and keeps prefixes as
// they are in both directions. Some character has to be the escape; it is a
// digit so that every ASCII word stays readable, and the one that years and
// round numbers contain least.
const (
	escape      = '7'
	escapedSelf = "7z"
	escapedLen  = 5

	// maxEncoded is the length at which Lucene's tokenisers cut a word in two
	// (StandardAnalyzer and CharTokenizer, both 255).
	maxEncoded = 255
)

// encode returns the one word that stands for token in an index.
func encode(token string) string {
	var b strings.Builder
	encodeTo(&b, token)
	return b.String()
}

func encodeTo(b *strings.Builder, token string) {
	for _, r := range token {
		switch {
		case r == escape:
			b.WriteString(escapedSelf)
		case isPlain(r):
			b.WriteByte(byte(r))
		default:
			b.WriteByte(escape)
			for _, place := range [...]rune{36 * 36 * 36, 36 * 36, 36, 1} {
				b.WriteByte("0123456789abcdefghijklmnopqrstuvwxyz"[r/place%36])
			}
		}
	}
}

// encodedLen is the number of characters that encode r.
func encodedLen(r rune) int {
	switch {
	case r == escape:
		return len(escapedSelf)
	case isPlain(r):
		return 1
	}
	return escapedLen
}

func isPlain(r rune) bool { return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' }
