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
	l.comments++
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
