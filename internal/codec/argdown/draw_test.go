package argdown

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"
)

// pieces are what documents are drawn of: what stands at a line's beginning, within it, and at its end.
var pieces = struct{ begin, inside, finish []string }{
	begin: []string{
		"", "", "[A]: ", "[B]: ", "[C D]: ", "[A]", "[B]", "<X>: ", "<Y>: ", "<X>", "<Z>", "# ", "## ", "(1) ", "(2) ", "(3) ", "1. ", "* ", "--", "----",
		"-- Rule --", "-- modus ponens, R.2 {uses: [1, 2]} --", "{a: 1}", "// note", "/* a\nb */", "<!-- c -->", "===", "+ ", "-> ",
	},
	inside: []string{
		"words", "Under whose auspices?", "a, b; c.", "**bold**", "__bold__ ", "*it*", "_it_ ", "#tag", "#(long tag) ", "@[A]", "@<X> ", "[link](http://x.org) ",
		"\\[no\\] ", "\\\\", "\\* ", ".->. ", ":smile:", "e.g. x", "3 * 4", "a_b", "(in brackets)", "{k: v}", "http://y.org/z ", "ä ß", "日本", "😀", "  ", "\t",
		"-", "--", "=", "====", "***", "[", "]", "<", ">", "@", "#", "'", "\"", "}", "{", "/*", "*/", ":", ".", "..", "\u00a0", "\u2028", "it's",
	},
	finish: []string{
		"\n", "\n", "\n\n", "\n\n", " {a: 1, b: [x, y]}\n", " {\n  c: d\n}\n", "\r\n", "\r\n\r\n", "\n\n\n", "  \n", " \n \n", "", " // end\n", " #last\n", "\r",
	},
}

var signs = []string{"+ ", "- ", "+> ", "-> ", "<+ ", "<- ", ">< ", "_ ", "<_ ", "_> "}

// wild draws a document of pieces in any order: most are broken somewhere.
func wild(t *rapid.T) string {
	var s strings.Builder
	some := func(of []string) { s.WriteString(rapid.SampledFrom(of).Draw(t, "piece")) }
	for range rapid.IntRange(1, 8).Draw(t, "lines") {
		s.WriteString(strings.Repeat(" ", rapid.SampledFrom([]int{0, 0, 0, 1, 2, 4}).Draw(t, "indent")))
		if rapid.IntRange(0, 3).Draw(t, "relation") == 0 {
			some(signs)
		}
		some(pieces.begin)
		for range rapid.IntRange(0, 3).Draw(t, "words") {
			some(pieces.inside)
		}
		some(pieces.finish)
	}
	return s.String()
}

// tame draws a document as people write them: nearly all are whole.
func tame(t *rapid.T) string {
	d := &tamer{T: t, nl: rapid.SampledFrom([]string{"\n", "\n", "\r\n"}).Draw(t, "line end")}
	if d.one(4) {
		d.s.WriteString("===" + d.nl + "title: T" + d.nl)
		if d.one(2) {
			d.s.WriteString("model:" + d.nl + "    mode: strict" + d.nl)
		}
		d.s.WriteString("===" + d.nl + d.nl)
	}
	for range rapid.IntRange(1, 7).Draw(t, "paragraphs") {
		switch d.pick(10) {
		case 0:
			d.s.WriteString(strings.Repeat("#", 1+d.pick(3)) + " ")
			d.words()
			d.nls(1)
		case 1, 2:
			d.structure()
		case 3:
			for range 1 + d.pick(3) {
				d.s.WriteString(" * ")
				d.node(3, 2)
			}
		default:
			d.node(0, 3)
		}
		d.nls(1 + d.pick(2))
		if d.one(8) {
			d.s.WriteString("/* a comment */" + d.nl)
		}
	}
	return d.s.String()
}

type tamer struct {
	*rapid.T
	s  strings.Builder
	nl string
}

func (d *tamer) pick(n int) int    { return rapid.IntRange(0, n-1).Draw(d.T, "pick") }
func (d *tamer) one(of int) bool   { return d.pick(of) == 0 }
func (d *tamer) nls(n int)         { d.s.WriteString(strings.Repeat(d.nl, n)) }
func (d *tamer) some(of ...string) { d.s.WriteString(rapid.SampledFrom(of).Draw(d.T, "piece")) }
func (d *tamer) title() string {
	return rapid.SampledFrom([]string{"A", "B", "C", "D e", "F"}).Draw(d.T, "title")
}

func (d *tamer) words() {
	for range 1 + d.pick(3) {
		d.some("words ", "more words, ", "Who? ", "**bold** ", "_it_ ", "#tag ", "@[A] ", "[link](http://x.org) ", "\\[no\\] ", ".->. ", "3 * 4 ", "(yes) ", "ä 😀 ")
	}
	d.some("end", "end.", "so: end", "end #tag", "end #(a tag)")
}

// node draws a statement or an argument with its relations, at an indentation, so many levels deep.
func (d *tamer) node(indent, deep int) {
	open, closed := "[", "]"
	if d.one(3) {
		open, closed = "<", ">"
	}
	d.rest(open, closed, indent, deep)
}

func (d *tamer) rest(open, closed string, indent, deep int) {
	reference := false
	switch d.pick(3) {
	case 0:
		d.s.WriteString(open + d.title() + closed)
		reference = true
		if d.one(4) {
			d.s.WriteString(" #tag")
		}
	case 1:
		d.s.WriteString(open + d.title() + closed + ": ")
		d.words()
	default:
		d.words()
	}
	if d.one(5) {
		d.some(" {a: 1}", " {b: [1, x], c: \"y z\"}", " {isCanonical: true}")
	}
	if !reference && d.one(6) && d.s.Len() > 0 && !strings.HasSuffix(d.s.String(), "}") {
		d.s.WriteString(d.nl + strings.Repeat(" ", indent) + "and on")
	}
	d.nls(1)
	if deep == 0 {
		return
	}
	for range d.pick(3) {
		d.s.WriteString(strings.Repeat(" ", indent+2) + rapid.SampledFrom(signs).Draw(d.T, "sign"))
		if strings.HasSuffix(d.s.String(), ">< ") {
			d.rest("[", "]", indent+2, deep-1)
		} else {
			d.node(indent+2, deep-1)
		}
	}
}

func (d *tamer) structure() {
	if d.one(2) {
		d.s.WriteString("<" + rapid.SampledFrom([]string{"P", "Q", "R", "S", "T", "U"}).Draw(d.T, "argument") + ">")
		if d.one(2) {
			d.s.WriteString(": ")
			d.words()
		}
		d.nls(1)
		if d.one(3) {
			d.s.WriteString("  _ ")
			d.node(2, 0)
		}
		d.nls(1)
	}
	n := 0
	line := func() {
		n++
		fmt.Fprintf(&d.s, "(%d) ", n)
		d.rest("[", "]", 0, d.pick(2))
	}
	for range 1 + d.pick(2) {
		for range 1 + d.pick(2) {
			line()
		}
		d.some("----", "-- Rule --", "-- R, S {uses: [1]} --", "--"+d.nl+"A long rule"+d.nl+"--")
		d.nls(1)
		if d.one(4) {
			d.s.WriteString("  _ ")
			d.node(2, 0)
		}
		line()
	}
}
