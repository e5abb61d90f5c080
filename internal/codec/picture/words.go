package picture

import (
	"strings"
	"unicode"
)

// Clean brings a text onto one line: white space and byte order marks become one space, and what no drawing
// may hold (control characters, marks that turn the direction of writing, bytes that are no text) U+FFFD.
func Clean(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\ufeff", " ")
	s = strings.Join(strings.Fields(s), " ")
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == 0xfffe || r == 0xffff || unicode.In(r, unicode.Bidi_Control) {
			return 0xfffd
		}
		return r
	}, s)
}

// Em is the unit of widths: the size of the letters is 100 of it.
const Em = 100

// Width estimates how wide a text is in a usual face without serifs, rather too wide than too narrow.
func Width(s string) int {
	width := 0
	for _, r := range s {
		width += widthOf(r)
	}
	return width
}

func widthOf(r rune) int {
	if r < 0x80 {
		return ascii[r]
	}
	return estimate(r)
}

// ascii holds the widths of most of what is written.
var ascii = func() (widths [0x80]int) {
	for r := range widths {
		widths[r] = estimate(rune(r))
	}
	return widths
}()

func estimate(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case strings.ContainsRune("iljtfI.,;:'|!()[] ", r):
		return 36
	case strings.ContainsRune("mwMW@%", r), r >= 0x1100:
		return Em
	case strings.ContainsRune("&#<>=+~^", r):
		return 84
	case unicode.IsUpper(r):
		return 76
	default:
		return 63
	}
}

// Wrap breaks a clean text into lines that are no wider than the width, if the width has room for a
// letter: at spaces, and within words that are too wide for a line. There is always a line.
func Wrap(s string, width int) []string {
	var lines []string
	line, used := "", 0
	for word := range strings.SplitSeq(s, " ") {
		if line != "" && used+widthOf(' ')+Width(word) <= width {
			line, used = line+" "+word, used+widthOf(' ')+Width(word)
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		pieces := broken(word, width)
		lines = append(lines, pieces[:len(pieces)-1]...)
		line = pieces[len(pieces)-1]
		used = Width(line)
	}
	return append(lines, line)
}

// broken cuts a word into pieces of a width. Marks stay with their letter.
func broken(word string, width int) []string {
	var pieces []string
	start, used := 0, 0
	for i, r := range word {
		w := widthOf(r)
		if used > 0 && w > 0 && used+w > width {
			pieces = append(pieces, word[start:i])
			start, used = i, 0
		}
		used += w
	}
	return append(pieces, word[start:])
}

// Lines wraps each paragraph of a node's words.
func (n Node) Lines(width int) []string {
	var lines []string
	for _, s := range n.Words {
		lines = append(lines, Wrap(s, width)...)
	}
	return lines
}
