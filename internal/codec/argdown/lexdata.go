package argdown

import "unicode/utf8"

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
