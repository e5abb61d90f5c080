package fulltext

import (
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// A splitter cuts folded text into words and runs and hands them on in the
// order of the text (steps 2 and 3 of the package comment). At any time at most
// one of word and units is not empty.
type splitter struct {
	word  []byte   // the word being read
	units []string // the run being read: letters with their marks

	onWord func(word string)
	onRun  func(units []string) // units are valid during the call only
}

// split reads all of text, folding it first.
func (s *splitter) split(text string) {
	segments := words.FromString(fold(text))
	for segments.Next() {
		s.segment(segments.Value())
		s.endWord()
	}
	s.endRun()
}

// segment reads what stands between two word boundaries of UAX 29. A run goes
// on over them, because without a dictionary there is one at every letter.
func (s *splitter) segment(segment string) {
	for i, r := range segment {
		switch {
		case unicode.IsMark(r):
			s.mark(r)
		case isPaired(r):
			s.endWord()
			s.units = append(s.units, string(r))
		case unicode.IsLetter(r), unicode.IsNumber(r):
			s.endRun()
			s.word = utf8.AppendRune(s.word, r)
		case isInsideNumber(segment, i, r):
			s.word = utf8.AppendRune(s.word, r)
		case r == zeroWidthSpace:
			s.endWord()
		default:
			s.endWord()
			s.endRun()
			s.symbol(r)
		}
	}
}

// mark adds a mark to the letter it stands on; one on no letter is dropped.
func (s *splitter) mark(r rune) {
	switch {
	case len(s.units) > 0:
		s.units[len(s.units)-1] += string(r)
	case len(s.word) > 0:
		s.word = utf8.AppendRune(s.word, r)
	}
}

// symbol hands on an emoji or the like as a word; the two stand-ins for what
// could not be shown are in the same category and say nothing.
func (s *splitter) symbol(r rune) {
	if unicode.Is(unicode.So, r) && r != utf8.RuneError && r != '\ufffc' {
		s.onWord(string(r))
	}
}

func (s *splitter) endWord() {
	if len(s.word) > 0 {
		s.onWord(string(s.word))
		s.word = s.word[:0]
	}
}

func (s *splitter) endRun() {
	if len(s.units) > 0 {
		s.onRun(s.units)
		s.units = s.units[:0]
	}
}

// isInsideNumber tells whether r, at byte i of a segment, stands between two
// digits as the point in 3.14 does. UAX 29 has already said that it does not
// part them; it says so of the underscore as well, which is no part of a number.
func isInsideNumber(segment string, i int, r rune) bool {
	next := i + utf8.RuneLen(r)
	return r != '_' && i > 0 && isDigit(segment[i-1]) && next < len(segment) && isDigit(segment[next])
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// isPaired tells the letters that become pairs. The prolonged sound mark and a
// few ideographic signs belong to no script of their own.
func isPaired(r rune) bool {
	if r < 0x0e00 { // Thai is the first of them
		return false
	}
	if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
		return false
	}
	return r == 'ー' || unicode.In(r,
		unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo, unicode.Ideographic,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
		unicode.Tai_Le, unicode.New_Tai_Lue, unicode.Tai_Tham, unicode.Tai_Viet)
}
