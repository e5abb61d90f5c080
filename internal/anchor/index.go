package anchor

import (
	"slices"
	"sort"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// A Unit is what an offset counts.
type Unit uint8

// The units of offsets.
const (
	CodePoint Unit = iota // Unicode code points; the unit of argmap
	UTF16                 // 16-bit code units of UTF-16, as the DOM, JavaScript and Java count
	Byte                  // bytes of UTF-8, as Go counts
	units                 // how many there are
)

// stride is the number of code points between two marks of an Index: a
// conversion reads at most so many, and a mark costs 24 bytes.
const stride = 64

// A position is one place in a text, counted in each unit.
type position [units]int

// An Index converts offsets into one text, and knows its grapheme clusters.
// Making it reads the text once; a conversion then takes logarithmic time, and
// constant time in a text of ASCII, where all units are the same. It does not
// change and is safe for concurrent use.
type Index struct {
	text   string
	end    position
	marks  []position // every stride code points from the start; nil if all is ASCII
	inside []int      // the code-point offsets inside a grapheme cluster, ascending
}

// NewIndex reads text. The Index keeps the string.
func NewIndex(text string) *Index {
	x := &Index{text: text}
	if isASCII(text) {
		x.end = position{len(text), len(text), len(text)}
	} else {
		x.mark()
	}
	x.cluster()
	return x
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// mark counts the text in each unit and notes every stride-th position.
func (x *Index) mark() {
	for x.end[Byte] < len(x.text) {
		if x.end[CodePoint]%stride == 0 {
			x.marks = append(x.marks, x.end)
		}
		x.end = x.next(x.end)
	}
}

// next returns the position one code point further; p must not be the end.
func (x *Index) next(p position) position {
	r, width := utf8.DecodeRuneInString(x.text[p[Byte]:])
	p[CodePoint]++
	p[UTF16]++
	if r > 0xffff {
		p[UTF16]++
	}
	p[Byte] += width
	return p
}

// cluster notes where a text must not be cut. Most texts have few such places,
// so they are kept rather than the boundaries.
func (x *Index) cluster() {
	at := 0
	for clusters := graphemes.FromString(x.text); clusters.Next(); {
		length := utf8.RuneCountInString(clusters.Value())
		for i := 1; i < length; i++ {
			x.inside = append(x.inside, at+i)
		}
		at += length
	}
}

// Len is the length of the text in a unit; 0 in an unknown unit.
func (x *Index) Len(unit Unit) int {
	if unit >= units {
		return 0
	}
	return x.end[unit]
}

// Convert counts an offset in another unit. It is false for an offset outside
// the text (its end is inside) or within a code point, such as between the two
// halves of a surrogate pair, and for an unknown unit.
func (x *Index) Convert(offset int, from, to Unit) (int, bool) {
	if from >= units || to >= units || offset < 0 || offset > x.end[from] {
		return 0, false
	}
	if x.marks == nil {
		return offset, true
	}
	after := sort.Search(len(x.marks), func(i int) bool { return x.marks[i][from] > offset })
	p := x.marks[after-1] // the first mark is at 0
	for p[from] < offset {
		p = x.next(p)
	}
	if p[from] != offset {
		return 0, false
	}
	return p[to], true //nolint:gosec // a mark has every unit, and to was checked above
}

// ConvertSpan counts a range in another unit. It is false if either end does
// not convert, or the end is before the start.
func (x *Index) ConvertSpan(s Span, from, to Unit) (Span, bool) {
	start, startOK := x.Convert(s.Start, from, to)
	end, endOK := x.Convert(s.End, from, to)
	if !startOK || !endOK || end < start {
		return Span{}, false
	}
	return Span{start, end}, true
}

// Slice is like the function [Slice], without reading the text from its start.
func (x *Index) Slice(start, end int) (string, bool) {
	s, ok := x.ConvertSpan(Span{start, end}, CodePoint, Byte)
	if !ok {
		return "", false
	}
	return x.text[s.Start:s.End], true
}

// SplitsCluster tells whether a cut at an offset in code points goes through an
// extended grapheme cluster (UAX 29): an accent away from its letter, a family
// emoji apart, CR from LF. It is false outside the text, and at both its ends.
func (x *Index) SplitsCluster(offset int) bool {
	_, found := slices.BinarySearch(x.inside, offset)
	return found
}

// Context returns up to n code points before and after a range in code points,
// as a quote needs to be told from others like it. Each is shortened at its
// outer end until that cuts no grapheme cluster; the ends at the range itself
// are where the range has them. Both are "" for a range that is not in the text.
func (x *Index) Context(start, end, n int) (prefix, suffix string) {
	if start < 0 || end < start || end > x.end[CodePoint] || n <= 0 {
		return "", ""
	}
	first := max(0, start-n)
	for first < start && x.SplitsCluster(first) {
		first++
	}
	last := x.end[CodePoint]
	if n < last-end {
		last = end + n
	}
	for last > end && x.SplitsCluster(last) {
		last--
	}
	prefix, _ = x.Slice(first, start)
	suffix, _ = x.Slice(end, last)
	return prefix, suffix
}

// Context is [Index.Context] for a text that is asked once; it reads all of it.
func Context(text string, start, end, n int) (prefix, suffix string) {
	return NewIndex(text).Context(start, end, n)
}
