package argdown

import (
	"bytes"
	"unicode/utf8"
)

// This file takes what belongs to lines: their ends, comments, data, and what may stand where one begins.

// blank counts the spaces and tabs at the beginning.
func blank(s []byte) int {
	n := 0
	for n < len(s) && (s[n] == ' ' || s[n] == '\t') {
		n++
	}
	return n
}

// run counts how often a byte stands at the beginning.
func run(s []byte, c byte) int {
	n := 0
	for n < len(s) && s[n] == c {
		n++
	}
	return n
}

// breakAt gives the length of a line end at the beginning: 0, 1, or 2 for "\r\n".
func breakAt(s []byte) int {
	switch {
	case len(s) == 0:
		return 0
	case s[0] == '\n':
		return 1
	case s[0] == '\r' && len(s) > 1 && s[1] == '\n':
		return 2
	case s[0] == '\r':
		return 1
	}
	return 0
}

// lineBreak gives the length of white space and a line end at the beginning; 0 when there is none.
func lineBreak(s []byte) int {
	n := blank(s)
	if b := breakAt(s[n:]); b > 0 {
		return n + b
	}
	return 0
}

// lineEnds takes an empty line or a line end. A lone "\r" ends a line and makes no empty one. An empty
// line closes what is indented, but not at the very end, where the lexer does it.
func (l *lexer) lineEnds() bool {
	rest := l.src[l.at:]
	if l.last() != emptyline {
		n, count := 0, 0
		for {
			more := lineBreak(rest[n:])
			if more == 0 || rest[n+more-1] == '\r' {
				break
			}
			n, count = n+more, count+1
		}
		if count > 1 {
			if n < len(rest) {
				l.dedent()
			}
			l.emit(emptyline, n)
			l.ranges = l.ranges[:0]
			return true
		}
	}
	if n := lineBreak(rest); n > 0 {
		l.emit(newline, n)
		return true
	}
	return false
}

// comment passes over a comment, and over line ends behind it where nothing stands before it.
func (l *lexer) comment() bool {
	n := l.commentLength()
	if n == 0 {
		return false
	}
	rest := l.src[l.at+n:]
	switch {
	case l.last() == emptyline:
		for {
			more := breakAt(rest)
			if more == 0 {
				more = lineBreak(rest)
				if more < 2 || rest[more-1] != '\n' || rest[more-2] != '\r' {
					break
				}
			}
			n, rest = n+more, rest[more:]
		}
	case l.last() == newline:
		if more := lineBreak(rest); more > 0 && lineBreak(rest[more:]) == 0 {
			n += more
		}
	}
	l.at += n
	return true
}

func (l *lexer) commentLength() int {
	rest := l.src[l.at:]
	from, stop := 0, 0
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		from, stop = l.htmlEnd.next(l.src, l.at+4), 3
	case bytes.HasPrefix(rest, []byte("/*")):
		from, stop = l.commentEnd.next(l.src, l.at+2), 2
	case bytes.HasPrefix(rest, []byte("//")):
		from = l.lineEnd.next(l.src, l.at)
		if from < len(l.src) && l.src[from] != '\n' && l.src[from] != '\r' {
			return 0 // a line separator: "." stops there, and no line end follows
		}
	}
	if from == 0 || from >= len(l.src) {
		return 0
	}
	return from + stop - l.at
}

// front gives the length of "===…===", the shortest that begins here.
func (l *lexer) front() int {
	first := run(l.src[l.at:], '=')
	if first < 3 {
		return 0
	}
	if second := l.equals.next(l.src, l.at+first); second < len(l.src) {
		return second + run(l.src[second:], '=') - l.at
	}
	if first >= 6 {
		return first
	}
	return 0
}

// block gives the length of "{…}". It reaches as far as it can: up to a brace that white space and then
// something other than a comma or brace follow; and it ends in a brace that no comma or brace follows.
func (l *lexer) block() int {
	stop := l.stop.next(l.src, l.at+1)
	if stop != l.dataEnd { // another stretch: look for its last brace
		l.dataEnd, l.noData = stop, -1
		for at := min(stop, len(l.src)-1); at > l.at; at-- {
			if l.src[at] == '}' && !listed(l.src[at+1:]) {
				l.noData = at
				break
			}
		}
	}
	if l.noData > l.at {
		return l.noData + 1 - l.at
	}
	return 0
}

// dataStop finds where data cannot go on: a closing brace with white space and another word behind it,
// or a character that no pattern of data takes.
func dataStop(src []byte) int {
	for at := 0; at < len(src); {
		r, size := utf8.DecodeRune(src[at:])
		switch {
		case r == '}':
			s, n := utf8.DecodeRune(src[at+1:])
			if n > 0 && space(s) && at+1+n < len(src) && src[at+1+n] != ',' && src[at+1+n] != '}' {
				return at
			}
		case r == '\u2028', r == '\u2029', r == '\r' && (at+1 == len(src) || src[at+1] != '\n'):
			return at
		}
		at += size
	}
	return -1
}

// listed reports whether a comma or a brace follows after white space.
func listed(s []byte) bool {
	for at := 0; at < len(s); {
		r, size := utf8.DecodeRune(s[at:])
		if !space(r) {
			return r == ',' || r == '}'
		}
		at += size
	}
	return false
}

// space is what "\s" matches in a regular expression of JavaScript.
func space(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\v', '\f', '\r', 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff:
		return true
	}
	return r >= 0x2000 && r <= 0x200a
}

// begin takes what may stand only where a line begins.
func (l *lexer) begin() bool {
	rest := l.src[l.at:]
	n := 0
	for n < len(rest) && (rest[n] == ' ' || rest[n] == '\t' || rest[n] == '\'') {
		n++
	}
	sign := rest[n:]
	if len(sign) == 0 {
		return false
	}
	if l.last() != emptyline && bytes.HasPrefix(sign, []byte("--")) {
		l.dedent()
		l.emit(inferenceStart, n+2)
		l.inference = true
		return true
	}
	if k, size := relationAt(sign); size > 0 {
		l.indent(n)
		l.emit(k, n+size)
		return true
	}
	return l.item(rest, sign, n)
}

// item takes a heading, the number of a premise or the sign of a list.
func (l *lexer) item(rest, sign []byte, n int) bool {
	if h := run(rest, '#'); h > 0 && h < len(rest) && rest[h] == ' ' {
		l.emit(headingStart, h+1)
		return true
	}
	if sign[0] == '(' {
		digits := numeral(sign[1:])
		if digits > 0 && 1+digits < len(sign) && sign[1+digits] == ')' {
			l.dedent()
			l.emit(number, n+digits+2)
			return true
		}
		return false
	}
	if digits := numeral(sign); digits > 0 && digits < len(sign) && sign[digits] == '.' && spaceAt(sign[digits+1:]) {
		l.indent(n + 1)
		l.emit(orderedItem, n+digits+1)
		return true
	}
	if sign[0] == '*' && spaceAt(sign[1:]) {
		l.indent(n + 1)
		l.emit(unorderedItem, n+1)
		return true
	}
	return false
}

func numeral(s []byte) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

func spaceAt(s []byte) bool {
	r, size := utf8.DecodeRune(s)
	return size > 0 && space(r)
}

// relationAt gives the sign of a relation at the beginning, and its length.
func relationAt(s []byte) (kind, int) {
	two := string(s[:min(2, len(s))])
	switch two {
	case "+>":
		return supportBy, 2
	case "->":
		return attackBy, 2
	case "<+":
		return support, 2
	case "<-":
		return attack, 2
	case "><":
		return contradiction, 2
	case "_>":
		return undercutBy, 2
	case "<_":
		return undercut, 2
	}
	switch {
	case s[0] == '+':
		return support, 1
	case s[0] == '-':
		return attack, 1
	case s[0] == '_' && spaceAt(s[1:]):
		return undercut, 1
	}
	return end, 0
}

// indent opens an indentation that is deeper than the open ones, or closes those that are deeper.
func (l *lexer) indent(n int) {
	top := l.indents[len(l.indents)-1]
	if n > top {
		l.indents = append(l.indents, n)
		l.emit(indent, 0)
		return
	}
	for len(l.indents) > 1 && n < top {
		l.indents = l.indents[:len(l.indents)-1]
		top = l.indents[len(l.indents)-1]
		l.emit(dedent, 0)
	}
}

// dedent closes every indentation.
func (l *lexer) dedent() {
	for len(l.indents) > 1 {
		l.indents = l.indents[:len(l.indents)-1]
		l.emit(dedent, 0)
	}
}
