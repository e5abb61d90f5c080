package anchor

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// maxContext is how many code points of each context are weighed: more than any
// quote selector carries, and a bound on the time one place takes.
const maxContext = 256

// Find returns all places where exact stands in text, in code points, also
// where they overlap; nil if exact is "" or not UTF-8.
//
// The best comes first: the place with the most code points in common with the
// context, which are those of prefix counted back from the place and those of
// suffix counted on from it, each up to the first difference and 256 at most.
// Of equals the earlier in the text comes first. A place may cut a grapheme
// cluster, as "e" does in a decomposed é; [Index.SplitsCluster] tells.
//
// The time is linear in the text, plus what the places take to weigh and sort.
func Find(text, exact, prefix, suffix string) []Span {
	if exact == "" || !utf8.ValidString(exact) {
		return nil
	}
	hits := occurrences(text, exact)
	places := make([]place, len(hits))
	length, points, last := utf8.RuneCountInString(exact), 0, 0
	for i, at := range hits {
		points += utf8.RuneCountInString(text[last:at])
		last = at
		common := commonEnd(text[:at], prefix) + commonStart(text[at+len(exact):], suffix)
		places[i] = place{Span{points, points + length}, common}
	}
	slices.SortStableFunc(places, func(a, b place) int { return cmp.Compare(b.common, a.common) })
	return spans(places)
}

// A place is where a quote stands, and how much of its context stands there too.
type place struct {
	Span
	common int // code points
}

func spans(places []place) []Span {
	var spans []Span
	for _, p := range places {
		spans = append(spans, p.Span)
	}
	return spans
}

// occurrences returns the byte offsets of exact in text, ascending, by the
// algorithm of Knuth, Morris and Pratt (SIAM J. Comput. 6(2), 1977): a loop of
// strings.Index would take quadratic time where a long quote overlaps itself.
// Most quotes stand once or not at all, so the fast search goes first.
func occurrences(text, exact string) []int {
	first := strings.Index(text, exact)
	if first < 0 {
		return nil
	}
	var hits []int
	border := borders(exact)
	matched := 0
	for i := first; i < len(text); i++ {
		for matched > 0 && (matched == len(exact) || text[i] != exact[matched]) {
			matched = border[matched-1]
		}
		if text[i] == exact[matched] {
			matched++
		}
		if matched == len(exact) {
			hits = append(hits, i+1-len(exact))
		}
	}
	return hits
}

// borders returns for each prefix of s, by its last byte, the length of its
// longest proper prefix that is also its suffix.
func borders(s string) []int {
	border := make([]int, len(s))
	length := 0
	for i := 1; i < len(s); i++ {
		for length > 0 && s[i] != s[length] {
			length = border[length-1]
		}
		if s[i] == s[length] {
			length++
		}
		border[i] = length
	}
	return border
}

// commonEnd counts the code points in which a and b end alike.
func commonEnd(a, b string) int {
	n := 0
	for a != "" && b != "" && n < maxContext {
		r, width := utf8.DecodeLastRuneInString(a)
		s, widthB := utf8.DecodeLastRuneInString(b)
		if r != s || width != widthB {
			break
		}
		a, b, n = a[:len(a)-width], b[:len(b)-width], n+1
	}
	return n
}

// commonStart counts the code points in which a and b begin alike.
func commonStart(a, b string) int {
	n := 0
	for a != "" && b != "" && n < maxContext {
		r, width := utf8.DecodeRuneInString(a)
		s, widthB := utf8.DecodeRuneInString(b)
		if r != s || width != widthB {
			break
		}
		a, b, n = a[width:], b[width:], n+1
	}
	return n
}
