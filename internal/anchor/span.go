package anchor

import "unicode/utf8"

// A Span is a half-open range of offsets, in code points where nothing else is
// said. Start == End is a place between two code points.
type Span struct {
	Start, End int
}

// Slice returns the part of text between two offsets in code points. It is
// false where there is none: start below 0, end before start or beyond the text.
func Slice(text string, start, end int) (string, bool) {
	if start < 0 || end < start {
		return "", false
	}
	from, ok := skip(text, start)
	if !ok {
		return "", false
	}
	length, ok := skip(text[from:], end-start)
	if !ok {
		return "", false
	}
	return text[from : from+length], true
}

// skip returns the length in bytes of the first n code points of text; false if
// it has fewer.
func skip(text string, n int) (int, bool) {
	if n > len(text) {
		return 0, false
	}
	at := 0
	for ; n > 0; n-- {
		if at == len(text) {
			return 0, false
		}
		_, width := utf8.DecodeRuneInString(text[at:])
		at += width
	}
	return at, true
}
