package argdown

import (
	"fmt"
	"sort"
	"unicode/utf8"
)

// places turns byte offsets of a file into lines, columns and code points of its kept text, in which
// "\r\n" counts once. All begin at marks that lie a little apart.
type places struct {
	src   []byte
	marks []mark
}

// mark is where a byte of the file lies: its line and column, from 1, and its code point, from 0.
type mark struct{ at, line, column, point int }

// apart is how far marks lie from each other, in bytes.
const apart = 1024

func newPlaces(src []byte) *places { return &places{src: src} }

// lay lays the marks, when a place is first asked for.
func (p *places) lay() {
	m := mark{0, 1, 1, 0}
	p.marks = append(p.marks, m)
	for m.at < len(p.src) {
		m = p.step(m, min(m.at+apart, len(p.src)))
		p.marks = append(p.marks, m)
	}
}

// step walks from a mark to the first character at or behind a byte.
func (p *places) step(m mark, to int) mark {
	for m.at < to {
		c := p.src[m.at]
		switch {
		case c == '\r' && m.at+1 < len(p.src) && p.src[m.at+1] == '\n':
			m.at++
		case c == '\n' || c == '\r':
			m = mark{m.at + 1, m.line + 1, 1, m.point + 1}
		case c < utf8.RuneSelf:
			m = mark{m.at + 1, m.line, m.column + 1, m.point + 1}
		default:
			_, size := utf8.DecodeRune(p.src[m.at:])
			m = mark{m.at + size, m.line, m.column + 1, m.point + 1}
		}
	}
	return m
}

// find gives the mark of a byte.
func (p *places) find(at int) mark {
	if p.marks == nil {
		p.lay()
	}
	n := sort.Search(len(p.marks), func(i int) bool { return p.marks[i].at > at })
	return p.step(p.marks[max(0, n-1)], at)
}

// place gives the line and column of a byte.
func (p *places) place(at int) (line, column int) {
	m := p.find(min(at, len(p.src)))
	return m.line, m.column
}

// where says a byte's place in words.
func (p *places) where(at int) string {
	line, column := p.place(at)
	return fmt.Sprintf("line %d, column %d", line, column)
}
