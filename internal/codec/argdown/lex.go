package argdown

import (
	"bytes"
	"unicode/utf8"

	"argmap/internal/fault"
)

// maxTokens bounds what is kept of a file: some 100 MB. A book has fewer than a hundred thousand.
const maxTokens = 4_000_000

// lexer cuts a file into tokens as @argdown/core does: at each place it takes the first kind that fits,
// in the order of step, and what fits depends on the token before.
type lexer struct {
	src    []byte
	at     int
	tokens []token
	plain  []byte
	// indents are the open indentations, in bytes; ranges the open bold and italic stretches.
	indents   []int
	ranges    []kind
	inference bool
	// stray are the places of backslashes with nothing behind them, strayLinks of links over several lines.
	stray, strayLinks []int
	// comments is how many comments were passed.
	comments int

	definition, reference, lineEnd, argumentEnd, argumentDef finder
	bracketLink, roundEnd, commentEnd, htmlEnd, equals       finder
	stop                                                     finder
	// noData and dataEnd remember where the last stretch of data could end: see block.
	noData, dataEnd int
}

func literally(pattern string) func([]byte) int {
	return func(src []byte) int { return bytes.Index(src, []byte(pattern)) }
}

func newLexer(src []byte) *lexer {
	l := &lexer{src: src, indents: []int{0}, noData: -1, dataEnd: -1}
	l.tokens, l.plain = make([]token, 0, len(src)/16+16), make([]byte, 0, len(src))
	l.definition.find, l.reference.find = literally("]:"), literally("]")
	l.argumentDef.find, l.argumentEnd.find = literally(">:"), literally(">")
	l.bracketLink.find, l.roundEnd.find = literally("]"), literally(")")
	l.commentEnd.find, l.htmlEnd.find, l.equals.find = literally("*/"), literally("-->"), literally("===")
	l.lineEnd.find, l.stop.find = firstLineEnd, dataStop
	return l
}

// firstLineEnd finds what "." of a regular expression does not match.
func firstLineEnd(src []byte) int { return bytes.IndexAny(src, "\n\r\u2028\u2029") }

// lex gives the tokens of a file, the last of them end. A file of too many is EXHAUSTED.
func lex(src []byte) (*lexer, error) {
	l := newLexer(src)
	for l.at < len(src) {
		if l.inference {
			l.infer()
		} else {
			l.step()
		}
		if len(l.tokens) > maxTokens {
			return nil, fault.New(fault.Exhausted, "argdown.tokens", "the file has more than %d tokens; cut it into several", maxTokens).AtPlace(newPlaces(src).place(l.at))
		}
	}
	if l.last() == emptyline {
		l.tokens = l.tokens[:len(l.tokens)-1]
	}
	l.dedent()
	l.at = len(src)
	l.emit(end, 0)
	return l, nil
}

// last is the kind of the token before, or end when there is none.
func (l *lexer) last() kind {
	if len(l.tokens) == 0 {
		return end
	}
	return l.tokens[len(l.tokens)-1].kind
}

// fresh reports whether a line begins here: relations, numbers and headings stand nowhere else.
func (l *lexer) fresh() bool {
	k := l.last()
	return k == newline || k == emptyline || k == end
}

// emit adds a token of the next n bytes.
func (l *lexer) emit(k kind, n int) {
	said := int32(len(l.plain))
	l.tokens = append(l.tokens, token{k, int32(l.at), int32(l.at + n), said, said})
	l.at += n
}

// say adds the next n bytes to the text run that is open, or opens one; they say words.
func (l *lexer) say(n int, words ...byte) {
	if l.last() != text {
		l.emit(text, 0)
	}
	l.plain = append(l.plain, words...)
	l.at += n
	t := &l.tokens[len(l.tokens)-1]
	t.to, t.said = int32(l.at), int32(len(l.plain))
}

func (l *lexer) step() {
	c := l.src[l.at]
	switch c {
	case '/', '<':
		if l.comment() {
			return
		}
	case '=':
		if n := l.front(); n > 0 {
			l.emit(frontMatter, n)
			return
		}
	case '{':
		if n := l.block(); n > 0 {
			l.emit(data, n)
			return
		}
	case '\\', '.', ':':
		if l.escape() || l.shortcode() {
			return
		}
	case ' ', '\t', '\r', '\n':
		if l.lineEnds() {
			return
		}
	}
	if l.fresh() && l.begin() {
		return
	}
	if l.mark(c) {
		return
	}
	l.freestyle()
}

// mark takes what stands within text.
func (l *lexer) mark(c byte) bool {
	switch c {
	case '*', '_':
		return l.emphasis(c)
	case '[':
		return l.bracket()
	case '#':
		if n := l.tag(); n > 0 {
			l.emit(tag, n)
			return true
		}
	case '@':
		return l.mention()
	case '<':
		return l.angle()
	}
	return false
}

// infer is step between the hyphens of an inference.
func (l *lexer) infer() {
	switch c := l.src[l.at]; c {
	case '/', '<':
		if l.comment() {
			return
		}
	case ' ', '\t', '\r', '\n':
		if n := lineBreak(l.src[l.at:]); n > 0 {
			l.emit(newline, n)
			return
		}
	case '\\', '.', ':':
		if l.escape() || l.shortcode() {
			return
		}
	case '-':
		if n := run(l.src[l.at:], '-'); n > 1 {
			l.emit(inferenceEnd, n)
			l.inference = false
			return
		}
	case '{':
		if n := l.block(); n > 0 {
			l.emit(data, n)
			return
		}
	case ',':
		l.emit(delimiter, 1)
		return
	}
	l.freestyle()
}

// special are the signs that end a stretch of words.
var special = func() (set [256]bool) {
	for _, c := range []byte("\\@#*_[],.:;</>-\r\n(){}") {
		set[c] = true
	}
	return set
}()

// freestyle takes white space, a stretch of words, or one sign that means nothing here.
func (l *lexer) freestyle() {
	rest := l.src[l.at:]
	if n := blank(rest); n > 0 {
		l.at += n
		return
	}
	n := 0
	for n < len(rest) && !special[rest[n]] {
		n++
	}
	if n == 0 {
		n = 1
		if len(rest) > 1 && (rest[1] == ' ' || rest[1] == '\t') {
			n = 2
		}
	}
	l.say(n, rest[:n]...)
}

// escape takes a backslash with the character behind it and the spaces after that. At a line end it
// escapes nothing; it is kept as a sign.
func (l *lexer) escape() bool {
	rest := l.src[l.at:]
	if rest[0] != '\\' {
		return false
	}
	_, size := utf8.DecodeRune(rest[1:])
	if len(rest) == 1 || firstLineEnd(rest[1:1+size]) == 0 {
		l.stray = append(l.stray, l.at)
		l.say(1, '\\')
		return true
	}
	n := 1 + size
	n += run(rest[n:], ' ')
	l.say(n, rest[1:n]...)
	return true
}

// shortcode takes ".name." or ":name:", which stands for a sign when it is one of the known ones.
func (l *lexer) shortcode() bool {
	rest := l.src[l.at:]
	n := 1
	for n < len(rest) && (rest[n] != rest[0] || n == 1) {
		r, size := utf8.DecodeRune(rest[n:])
		if space(r) {
			return false
		}
		n += size
	}
	if n >= len(rest) {
		return false
	}
	n++
	said := rest[:n]
	if sign, ok := shortcodes[string(rest[1:n-1])]; ok {
		said = []byte(sign)
		if rest[0] == ':' && string(rest[:n]) == ":smile:" {
			said = []byte("☺️")
		}
	}
	l.say(n, said...)
	if n < len(rest) && rest[n] == ' ' {
		l.say(1, ' ')
	}
	return true
}
