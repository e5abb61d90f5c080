package fulltext

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

const (
	zeroWidthSpace = '\u200b'
	tatweel        = '\u0640'
	alef           = '\u0627'
	hamzaAbove     = '\u0654'
	iotaSubscript  = '\u0345'
)

// fold maps texts that a search treats as the same onto one text (step 1 of
// the package comment). fold(fold(s)) == fold(s).
func fold(text string) string {
	if isASCII(text) {
		return strings.ToLower(text)
	}
	s := strings.ToValidUTF8(text, string(utf8.RuneError))
	s = dropMarks(norm.NFKD.String(s))
	s = foldLetters(cases.Fold().String(s))
	return norm.NFKC.String(s)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// dropMarks removes from decomposed text what is invisible, and the marks that
// keepsMark does not keep. It must run before case folding, which would turn
// the iota subscript from a mark into a letter.
func dropMarks(decomposed string) string {
	var b strings.Builder
	b.Grow(len(decomposed))
	base := rune(0)
	for _, r := range decomposed {
		switch {
		case isInvisible(r):
			continue
		case !unicode.IsMark(r):
			base = r
		case !keepsMark(base, r):
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// isInvisible tells the characters that are ignorable by default (UAX 44,
// Default_Ignorable_Code_Point) and the tatweel, which only stretches a word.
// The zero-width space is no such character: it parts words.
func isInvisible(r rune) bool {
	if r < utf8.RuneSelf || r == zeroWidthSpace {
		return false
	}
	return r == tatweel || unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}

// keepsMark tells whether a mark after base makes another letter of it, as
// vowel signs do, rather than the same letter with an accent or a point.
func keepsMark(base, mark rune) bool {
	switch {
	case !unicode.IsLetter(base), mark == iotaSubscript:
		return false
	case unicode.In(base, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Hebrew):
		return false
	case unicode.Is(unicode.Arabic, base):
		return mark == hamzaAbove && base != alef
	}
	return true
}

// foldLetters does what neither decomposition nor case folding does: letters
// whose stroke or ligature Unicode does not take apart (they differ from a-z
// only at the second level of the default collation, UTS 10, or by the habit
// of ASCII folding), the forms of the apostrophe, and digits.
func foldLetters(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch r {
		case 'ı':
			b.WriteByte('i')
		case 'ø':
			b.WriteByte('o')
		case 'đ', 'ð':
			b.WriteByte('d')
		case 'ħ':
			b.WriteByte('h')
		case 'ł':
			b.WriteByte('l')
		case 'ŧ':
			b.WriteByte('t')
		case 'æ':
			b.WriteString("ae")
		case 'œ':
			b.WriteString("oe")
		case 'þ':
			b.WriteString("th")
		case 'ʻ', 'ʼ', '’':
			b.WriteByte('\'')
		default:
			b.WriteRune(foldCherokee(foldDigit(r)))
		}
	}
	return b.String()
}

// foldDigit maps a decimal digit of any script to 0-9. Unicode assigns decimal
// digits in runs of ten from zero to nine (The Unicode Standard, 4.6).
func foldDigit(r rune) rune {
	if r < utf8.RuneSelf || !unicode.Is(unicode.Nd, r) {
		return r
	}
	for _, digits := range unicode.Nd.R16 {
		if rune(digits.Lo) <= r && r <= rune(digits.Hi) {
			return '0' + (r-rune(digits.Lo))%10
		}
	}
	for _, digits := range unicode.Nd.R32 {
		if rune(digits.Lo) <= r && r <= rune(digits.Hi) {
			return '0' + (r-rune(digits.Lo))%10
		}
	}
	return r
}

// foldCherokee maps small Cherokee letters to the capitals, as CaseFolding.txt
// does. x/text/cases (v0.43.0) swaps them instead, so that both cases come here.
func foldCherokee(r rune) rune {
	if r >= 0x13a0 && unicode.Is(unicode.Cherokee, r) {
		return unicode.ToUpper(r)
	}
	return r
}
