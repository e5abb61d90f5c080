package agxml

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"argmap/internal/anchor"
)

// locator finds the words of units in a text one after the other. White space does not count: units and
// text may break their lines in different places.
type locator struct {
	// words is the text without its white space; at has, for each byte of it, the code point in the text.
	words string
	at    []int32
	// from is where the next unit is looked for first.
	from int
	// work is how many bytes may still be looked through.
	work int
}

// effort is how often a text may be looked through for units that are not where they should be.
const effort = 64

func newLocator(text string) *locator {
	l := &locator{at: make([]int32, 0, len(text))}
	var b strings.Builder
	point := int32(0)
	for _, r := range text {
		if !unicode.IsSpace(r) {
			n, _ := b.WriteRune(r)
			for range n {
				l.at = append(l.at, point)
			}
		}
		point++
	}
	l.words = b.String()
	l.work = effort * (len(l.words) + 1)
	return l
}

// find gives where words stand: behind those found before if they do, else anywhere, which is out of
// order. It is false where they stand nowhere, or where too many were looked for in vain.
func (l *locator) find(text string) (span anchor.Span, order, ok bool) {
	words := bare(text)
	if words == "" {
		return anchor.Span{}, true, false
	}
	at := l.from
	if !strings.HasPrefix(l.words[at:], words) {
		at = l.search(words, l.from, len(l.words))
	}
	if at < 0 {
		at = l.search(words, 0, min(len(l.words), l.from+len(words)))
	}
	if at < 0 {
		return anchor.Span{}, false, false
	}
	order = at >= l.from
	l.from = at + len(words)
	return anchor.Span{Start: int(l.at[at]), End: int(l.at[l.from-1]) + 1}, order, true
}

func (l *locator) search(words string, from, to int) int {
	if l.work <= 0 {
		return -1
	}
	l.work -= to - from + len(words)
	if i := strings.Index(l.words[from:to], words); i >= 0 {
		return from + i
	}
	return -1
}

// bare gives a text without its white space.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
}

// inOrder gives units in the order of the file, which is that of the text.
func inOrder(units []placed) []placed {
	sorted := slices.Clone(units)
	slices.SortStableFunc(sorted, func(a, b placed) int { return cmp.Compare(a.node.at, b.node.at) })
	return sorted
}
