package paragraph

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"argmap/internal/argmap"
)

// MaxParagraph is the longest paragraph, in code points. A longer stretch is cut at the last line
// end, else the last white space, else the last grapheme cluster that fits.
const MaxParagraph = 20_000

// stretch is a part of the text in bytes, half-open.
type stretch struct {
	kind       argmap.ParagraphKind
	start, end int
}

// Cut gives the paragraphs of a kept text in order, with offsets in code points, and without ids. In
// plain text, lines with nothing but white space part the paragraphs; white space around a paragraph
// belongs to none. In Markdown (media type "text/markdown", CommonMark with tables) each block of
// text is a paragraph.
func Cut(text, mediaType string) []argmap.Paragraph {
	stretches := plain(text)
	if mediaType == Markdown {
		stretches = markdown(text)
	}
	var ps []argmap.Paragraph
	at, points := 0, 0
	for _, s := range stretches {
		for _, piece := range short(text, trimmed(text, s)) {
			points += utf8.RuneCountInString(text[at:piece.start])
			length := utf8.RuneCountInString(text[piece.start:piece.end])
			ps = append(ps, argmap.Paragraph{
				Kind: piece.kind, Ordinal: len(ps) + 1,
				Start: points, End: points + length, Text: text[piece.start:piece.end],
			})
			points += length
			at = piece.end
		}
	}
	return ps
}

func plain(text string) []stretch {
	var found []stretch
	open := -1
	for at := 0; at < len(text); {
		end := len(text)
		if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
			end = at + n + 1
		}
		blank := strings.TrimSpace(text[at:end]) == ""
		if blank && open >= 0 {
			found = append(found, stretch{argmap.Prose, open, at})
			open = -1
		}
		if !blank && open < 0 {
			open = at
		}
		at = end
	}
	if open >= 0 {
		found = append(found, stretch{argmap.Prose, open, len(text)})
	}
	return found
}

// trimmed leaves the white space around a stretch out. Code keeps its indentation.
func trimmed(text string, s stretch) stretch {
	words := text[s.start:s.end]
	s.end = s.start + len(strings.TrimRightFunc(words, unicode.IsSpace))
	if s.kind != argmap.Code {
		s.start = s.end - len(strings.TrimLeftFunc(text[s.start:s.end], unicode.IsSpace))
	}
	return s
}

// short cuts what is longer than MaxParagraph, and drops what is empty.
func short(text string, s stretch) []stretch {
	var pieces []stretch
	for s.start < s.end {
		end := s.start + fitting(text[s.start:s.end])
		pieces = append(pieces, trimmed(text, stretch{s.kind, s.start, end}))
		s.start = end
		s = trimmed(text, s)
	}
	return pieces
}

// fitting gives how many bytes of the words make one paragraph.
func fitting(words string) int {
	limit := prefix(words, MaxParagraph)
	if limit == len(words) {
		return limit
	}
	head := words[:limit]
	if at := strings.LastIndexByte(head, '\n'); at > 0 {
		return at + 1
	}
	if at := strings.LastIndexFunc(head, unicode.IsSpace); at > 0 {
		return at + utf8.RuneLen(firstRune(head[at:]))
	}
	return wholeClusters(words, limit)
}

// prefix gives the bytes of the first n code points, or of all where there are fewer.
func prefix(words string, n int) int {
	for at := range words {
		if n == 0 {
			return at
		}
		n--
	}
	return len(words)
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// wholeClusters gives the most bytes, at most limit if any cluster fits, that end a grapheme cluster.
func wholeClusters(words string, limit int) int {
	end := 0
	for g := graphemes.FromString(words); g.Next(); {
		if g.End() > limit && end > 0 {
			break
		}
		end = g.End()
	}
	return end
}
