package argdown

import (
	"bytes"
	"unicode/utf8"
)

// This file takes what stands within lines: bold and italic text, titles, mentions, links and tags.

// emphasis takes the sign that ends the innermost bold or italic stretch, or one that opens another.
func (l *lexer) emphasis(c byte) bool {
	bold, italic := boldStar, italicStar
	if c == '_' {
		bold, italic = boldLine, italicLine
	}
	rest := l.src[l.at:]
	twice := len(rest) > 1 && rest[1] == c
	if n := len(l.ranges); n > 0 {
		top := l.ranges[n-1]
		if top == bold && twice && l.closing(top, rest, 2) || top == italic && l.closing(top, rest, 1) {
			return true
		}
	}
	switch {
	case twice && !spaceAt(rest[2:]):
		l.open(bold, 2)
	case !spaceAt(rest[1:]):
		l.open(italic, 1)
	default:
		return false
	}
	return true
}

func (l *lexer) open(k kind, n int) {
	l.ranges = append(l.ranges, k)
	l.emit(k, n)
}

func (l *lexer) closing(k kind, rest []byte, n int) bool {
	if n < len(rest) {
		switch {
		case rest[n] == ' ' || rest[n] == '\t':
			n++
		case bytes.IndexByte([]byte("\n\r)}_.,!?;:-*"), rest[n]) < 0:
			return false
		}
	}
	l.ranges = l.ranges[:len(l.ranges)-1]
	l.emit(k+(boldStarEnd-boldStar), n)
	return true
}

// onLine gives the place of a pattern on the rest of the line, at or after a place; -1 when there is none.
func (l *lexer) onLine(f *finder, at int) int {
	found := f.next(l.src, at)
	if found >= len(l.src) || found > l.lineEnd.next(l.src, at) {
		return -1
	}
	return found
}

// title gives the end of a title, behind its closing sign: at least one character, on one line.
func (l *lexer) title(from int, closed *finder, sign int) int {
	_, size := utf8.DecodeRune(l.src[from:])
	if size == 0 || firstLineEnd(l.src[from:from+size]) == 0 {
		return 0
	}
	if at := l.onLine(closed, from+size); at >= 0 {
		return at + sign
	}
	return 0
}

// referenced gives the end of a title that is only named: its first character is no hyphen, and may even
// be a line end.
func (l *lexer) referenced(closed *finder) int {
	from := l.at + 1
	_, size := utf8.DecodeRune(l.src[from:])
	if size == 0 || l.src[from] == '-' {
		return 0
	}
	if at := l.onLine(closed, from+size); at >= 0 {
		return at + 1
	}
	return 0
}

// bracket takes a link, a statement's definition or its title.
func (l *lexer) bracket() bool {
	if to := l.linkEnd(); to > 0 {
		if _, ok := linkTitle(l.src[l.at:to]); !ok {
			l.strayLinks = append(l.strayLinks, l.at)
		}
		l.emit(link, to-l.at+min(1, blank(l.src[to:])))
		return true
	}
	if to := l.title(l.at+1, &l.definition, 2); to > 0 {
		l.emit(statementDefinition, to-l.at)
		return true
	}
	if to := l.referenced(&l.reference); to > 0 {
		l.emit(statementReference, to-l.at)
		return true
	}
	return false
}

// linkEnd gives the end of "[text](address)"; 0 when there is none here.
func (l *lexer) linkEnd() int {
	closed := l.bracketLink.next(l.src, l.at+1)
	if closed <= l.at+1 || closed+1 >= len(l.src) || l.src[closed+1] != '(' {
		return 0
	}
	if to := l.roundEnd.next(l.src, closed+2); to > closed+2 && to < len(l.src) {
		return to + 1
	}
	return 0
}

// linkTitle gives the title of a link: what stands before its address, on the line of the address. False
// when a line ends in between, or none of it is left.
func linkTitle(image []byte) ([]byte, bool) {
	cut := bytes.LastIndex(image, []byte("]("))
	title, address := image[:cut], image[cut+2:]
	for {
		n := firstLineEnd(title)
		if n < 0 {
			break
		}
		_, size := utf8.DecodeRune(title[n:])
		title = title[n+size:]
	}
	open := bytes.IndexByte(title, '[')
	if open < 0 || open+1 == len(title) || firstLineEnd(address) >= 0 {
		return nil, false
	}
	return title[open+1:], true
}

// angle takes an argument's definition or its title.
func (l *lexer) angle() bool {
	if to := l.title(l.at+1, &l.argumentDef, 2); to > 0 {
		l.emit(argumentDefinition, to-l.at)
		return true
	}
	if to := l.referenced(&l.argumentEnd); to > 0 {
		l.emit(argumentReference, to-l.at)
		return true
	}
	return false
}

// mention takes "@[title]" or "@<title>".
func (l *lexer) mention() bool {
	rest := l.src[l.at:]
	if len(rest) < 2 {
		return false
	}
	k, closed := statementMention, &l.reference
	switch rest[1] {
	case '[':
	case '<':
		k, closed = argumentMention, &l.argumentEnd
	default:
		return false
	}
	to := l.title(l.at+2, closed, 1)
	if to == 0 {
		return false
	}
	l.emit(k, to-l.at+min(1, blank(l.src[to:])))
	return true
}

// tag gives the length of "#tag" or "#(a tag)".
func (l *lexer) tag() int {
	rest := l.src[l.at:]
	if len(rest) > 1 && rest[1] == '(' {
		to := l.roundEnd.next(l.src, l.at+2)
		if to <= l.at+2 || to >= len(l.src) {
			return 0
		}
		return to + 1 - l.at + min(1, blank(l.src[to+1:]))
	}
	n := 1
	for n < len(rest) {
		r, size := utf8.DecodeRune(rest[n:])
		if !tagRune(r) {
			break
		}
		n += size
	}
	if n == 1 {
		return 0
	}
	return n + min(1, blank(rest[n:]))
}

// tagRune reports what @argdown/core takes into a tag: among it the signs between "Z" and "a".
func tagRune(r rune) bool {
	switch {
	case r >= 'A' && r <= 'z', r >= '0' && r <= '9', r == '-':
		return true
	}
	return r >= 0xa0 && r <= 0xd7ff || r >= 0xf900 && r <= 0xfdcf || r >= 0xfdf0 && r <= 0xffef
}
