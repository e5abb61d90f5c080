package brat

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"argmap/internal/anchor"
)

// count is one way in which tools count offsets into a text file.
type count struct {
	name string
	// mark and returns say whether a byte order mark, and a carriage return before a line feed, count.
	mark, returns bool
	// size is what a code point counts.
	size func(rune) int
}

func one(rune) int { return 1 }

func inUTF16(r rune) int {
	if r >= 0x10000 {
		return 2
	}
	return 1
}

// counts lists the ways, the right one first.
var counts = []count{
	{"the code points of the file as it is", true, true, one},
	{"code points without the byte order mark", false, true, one},
	{"code points with CR LF as one", true, false, one},
	{"code points without the byte order mark, with CR LF as one", false, false, one},
	{"UTF-16 units of the file as it is", true, true, inUTF16},
	{"UTF-16 units without byte order mark, with CR LF as one", false, false, inUTF16},
	{"bytes of the file as it is", true, true, utf8.RuneLen},
	{"bytes without byte order mark, with CR LF as one", false, false, utf8.RuneLen},
}

// offsets gives for each offset of a count the code point of the kept text, which has no byte order mark
// and LF for every line end; -1 is within a character.
func (c count) offsets(raw string) []int32 {
	at := make([]int32, 0, len(raw)+1)
	point := int32(0)
	raw, marked := strings.CutPrefix(raw, "\ufeff")
	if marked && c.mark {
		at = append(at, 0)
		for range c.size('\ufeff') - 1 {
			at = append(at, -1)
		}
	}
	for i, r := range raw {
		if r == '\r' && strings.HasPrefix(raw[i+1:], "\n") { // the two are one in the kept text
			if c.returns {
				at = append(at, point)
			}
			continue
		}
		at = append(at, point)
		for range c.size(r) - 1 {
			at = append(at, -1)
		}
		point++
	}
	return append(at, point)
}

// reader finds the words of annotations in a text.
type reader struct {
	text *anchor.Index
	at   []int32
}

// spans converts the offsets of an annotation; false when one lies outside the text or within a
// character, or an end is not behind its start.
func (r *reader) spans(x mark) ([]anchor.Span, bool) {
	var spans []anchor.Span
	for _, s := range x.spans {
		if s.Start >= s.End || s.End >= len(r.at) || r.at[s.Start] < 0 || r.at[s.End] < 0 {
			return nil, false
		}
		spans = append(spans, anchor.Span{Start: int(r.at[s.Start]), End: int(r.at[s.End])})
	}
	return spans, true
}

// says tells whether the text has the words of an annotation at its offsets, white space aside: brat
// writes a space for every line end, and between parts.
func (r *reader) says(x mark) bool {
	spans, ok := r.spans(x)
	if !ok {
		return false
	}
	length := 0
	for _, s := range spans {
		length += s.End - s.Start
	}
	if !x.worded {
		return true
	}
	if length > 4*len(x.words)+1000 {
		return false // and is not worth reading
	}
	rest := x.words
	for _, s := range spans {
		part, _ := r.text.Slice(s.Start, s.End)
		var same bool
		if rest, same = behind(rest, part); !same {
			return false
		}
	}
	return strings.TrimLeftFunc(rest, blank) == ""
}

// behind gives what follows in words when a part is taken from their beginning, white space aside; false
// as soon as they differ.
func behind(words, part string) (rest string, same bool) {
	for _, want := range part {
		if blank(want) {
			continue
		}
		words = strings.TrimLeftFunc(words, blank)
		got, size := utf8.DecodeRuneInString(words)
		if got != want || size == 0 {
			return words, false
		}
		words = words[size:]
	}
	return words, true
}

func blank(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' }

// counted finds out how the offsets of a file count: the first way in which most annotations have the
// words of the text.
func counted(raw string, text *anchor.Index, marks []mark) (*reader, count) {
	best, most, all := (*reader)(nil), -1, 0
	by := counts[0]
	for _, x := range marks {
		if x.worded {
			all++
		}
	}
	for _, c := range counts {
		r := &reader{text, c.offsets(raw)}
		fit := 0
		for _, x := range marks {
			if x.worded && r.says(x) {
				fit++
			}
		}
		if fit > most {
			best, most, by = r, fit, c
		}
		if fit == all {
			break
		}
	}
	return best, by
}

// merged makes one place of two with nothing but the end of a paragraph between them: both are cited by a
// segment in each paragraph.
func merged(text *anchor.Index, spans []anchor.Span) []anchor.Span {
	var some []anchor.Span
	for _, s := range spans {
		if n := len(some) - 1; n >= 0 && some[n].End <= s.Start && s.Start-some[n].End < maxGap {
			if gap, _ := text.Slice(some[n].End, s.Start); strings.TrimSpace(gap) == "" && strings.Count(gap, "\n") > 1 {
				some[n].End = s.End
				continue
			}
		}
		some = append(some, s)
	}
	return some
}

// maxGap is how much white space is taken for the end of one paragraph, in code points.
const maxGap = 100
