package fulltext

import (
	"strings"
	"unicode"
)

// MaxToken is the greatest number of code points in a token; what a word has
// beyond is cut off, in texts and in queries alike.
const MaxToken = 64

// Tokens returns the search words of text in the order of the text, repeated
// words repeated. The package comment says how they are made. Texts that are
// canonically equivalent (NFC, NFD) have the same tokens; a stray byte that is
// not UTF-8 separates. A token is never empty, and is itself its own first
// token.
func Tokens(text string) []string {
	var tokens []string
	s := splitter{
		onWord: func(word string) { tokens = append(tokens, cut(word)) },
		onRun: func(units []string) {
			tokens = append(appendPairs(tokens, units), cut(units[len(units)-1]))
		},
	}
	s.split(text)
	return tokens
}

// Document returns the tokens of text in the form that a store keeps and
// indexes: words of a-z and 0-9 with one space between. It is "" for a text
// without tokens.
//
// Different tokens are different words, and a token is a prefix of another if
// and only if its word is a prefix of the other's. Words of ASCII letters stand
// as they are. The index must split at spaces and nothing else: FTS5's
// unicode61, Lucene's whitespace analyser, or its standard one without stop
// words.
func Document(text string) string {
	var b strings.Builder
	for i, token := range Tokens(text) {
		if i > 0 {
			b.WriteByte(' ')
		}
		encodeTo(&b, token)
	}
	return b.String()
}

// appendPairs adds each unit joined with its successor.
func appendPairs(tokens, units []string) []string {
	for i := 1; i < len(units); i++ {
		tokens = append(tokens, cut(units[i-1]+units[i]))
	}
	return tokens
}

// cut shortens a word to MaxToken code points and maxEncoded characters. A
// number must not end in the point it was cut at.
func cut(word string) string {
	if len(word)*escapedLen <= maxEncoded {
		return word
	}
	points, width := 0, 0
	for i, r := range word {
		points, width = points+1, width+encodedLen(r)
		if points > MaxToken || width > maxEncoded {
			return strings.TrimRightFunc(word[:i], isSeparator)
		}
	}
	return word
}

func isSeparator(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
}
