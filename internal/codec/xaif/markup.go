package xaif

import (
	"fmt"
	"html"
	"slices"
	"strings"
	"unicode/utf8"
)

// marked is a text with the spans that its markup had, in code points of the plain text.
type marked struct {
	plain    string
	spans    []span
	problems []string
}

type span struct {
	id         string
	start, end int
}

// parser takes markup away. What is no tag of HTML stays, and a text without any tag is plain: its
// entities stay, too.
type parser struct {
	marked
	b     strings.Builder
	count int
	open  []span
	// fresh: the last code point was a line end.
	fresh bool
}

// parse gives the plain text and the spans of a text. Line ends become line feeds, and a mark of byte
// order at the beginning goes, as in every source.
func parse(text string) marked {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	text = strings.TrimPrefix(text, "\ufeff")
	if !isMarkup(text) {
		return marked{plain: text}
	}
	p := &parser{}
	for text != "" {
		at, tag := nextTag(text)
		p.words(text[:at])
		p.tag(tag)
		text = text[at+len(tag):]
	}
	for _, s := range p.open {
		p.problem("the span %q is not closed", s.id)
	}
	p.plain = p.b.String()
	slices.SortStableFunc(p.spans, func(a, b span) int { return a.start - b.start })
	return p.marked
}

// isMarkup reports whether a text has a tag.
func isMarkup(text string) bool {
	_, tag := nextTag(text)
	return tag != ""
}

// nextTag gives the next tag of HTML and its place; the end of the text when there is none.
func nextTag(text string) (at int, tag string) {
	for at = 0; at < len(text); {
		i := strings.IndexByte(text[at:], '<')
		if i < 0 {
			break
		}
		at += i
		if n := tagLength(text[at:]); n > 0 {
			return at, text[at : at+n]
		}
		at++
	}
	return len(text), ""
}

// longestTag bounds a tag, so that a text of many "<" is read in one go.
const longestTag = 2000

// tagLength gives the length of the tag that a text begins with; 0 when it begins with none.
func tagLength(text string) int {
	name := strings.TrimPrefix(text[1:], "/")
	if name == "" || !letter(name[0]) {
		return 0
	}
	n := strings.IndexByte(text[:min(len(text), longestTag)], '>')
	if n < 0 || !known[nameOf(text[:n])] {
		return 0
	}
	return n + 1
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// nameOf gives the name of a tag, in lower case.
func nameOf(tag string) string {
	name := strings.TrimPrefix(strings.TrimPrefix(tag, "<"), "/")
	end := strings.IndexFunc(name, func(r rune) bool { return r > 0x7f || !letter(byte(r)) && (r < '0' || r > '9') })
	if end >= 0 {
		name = name[:end]
	}
	return strings.ToLower(name)
}

// known are the tags that the editors of xAIF write.
var known = map[string]bool{
	"span": true, "br": true, "p": true, "div": true, "b": true, "i": true, "u": true, "em": true, "strong": true, "a": true, "font": true,
	"ul": true, "ol": true, "li": true, "h1": true, "h2": true, "h3": true, "h4": true, "table": true, "tr": true, "td": true, "pre": true, "hr": true,
}

func (p *parser) problem(format string, id string) {
	p.problems = append(p.problems, fmt.Sprintf(format, clip(id)))
}

func (p *parser) words(s string) {
	s = html.UnescapeString(s)
	s = strings.ReplaceAll(s, "\r", "\n")
	if p.count == 0 {
		s = strings.TrimPrefix(s, "\ufeff")
	}
	if s == "" {
		return
	}
	p.b.WriteString(s)
	p.count += utf8.RuneCountInString(s)
	p.fresh = strings.HasSuffix(s, "\n")
}

func (p *parser) tag(tag string) {
	closing := strings.HasPrefix(tag, "</")
	switch nameOf(tag) {
	case "":
	case "span":
		p.span(tag, closing)
	case "br", "hr":
		p.line()
	case "p", "div", "ul", "ol", "li", "h1", "h2", "h3", "h4", "table", "tr", "pre":
		if p.count > 0 && !p.fresh {
			p.line()
		}
	}
}

func (p *parser) line() {
	p.b.WriteByte('\n')
	p.count++
	p.fresh = true
}

// maxOpen is how many spans may be open at once.
const maxOpen = 1000

func (p *parser) span(tag string, closing bool) {
	switch {
	case !closing && len(p.open) < maxOpen:
		p.open = append(p.open, span{id: attribute(tag, "id"), start: p.count})
	case closing && len(p.open) > 0:
		s := p.open[len(p.open)-1]
		p.open = p.open[:len(p.open)-1]
		if s.end = p.count; s.id != "" {
			p.spans = append(p.spans, s)
		}
	}
}

// attribute gives an attribute of a tag; empty when there is none.
func attribute(tag, name string) string {
	rest := tag
	for {
		i := strings.Index(rest, name)
		if i < 0 {
			return ""
		}
		before := rest[:i]
		rest = strings.TrimLeft(rest[i+len(name):], " \n\t")
		if strings.HasPrefix(rest, "=") && strings.TrimRight(before, " \n\t") != before {
			return html.UnescapeString(attributeValue(strings.TrimLeft(rest[1:], " \n\t")))
		}
	}
}

func attributeValue(s string) string {
	if s == "" {
		return ""
	}
	if q := s[0]; q == '"' || q == '\'' {
		s = s[1:]
		if end := strings.IndexByte(s, q); end >= 0 {
			return s[:end]
		}
		return strings.TrimSuffix(s, ">")
	}
	if end := strings.IndexAny(s, " \n\t>"); end >= 0 {
		return s[:end]
	}
	return s
}

// markup writes a text with spans, which are in order and nested. It begins with a tag, so that it is
// read as markup whatever the words are.
func markup(text string, marks []mark) string {
	var b strings.Builder
	var open []mark
	n := 0
	if text != "" {
		b.WriteString("<span></span>")
	}
	turn := func() {
		for len(open) > 0 && open[len(open)-1].end <= n {
			b.WriteString("</span>")
			open = open[:len(open)-1]
		}
		for len(marks) > 0 && marks[0].start <= n {
			b.WriteString(`<span class="highlighted" id="` + html.EscapeString(marks[0].id) + `">`)
			open, marks = append(open, marks[0]), marks[1:]
		}
	}
	for _, r := range text {
		turn()
		write(&b, r)
		n++
	}
	turn()
	return b.String()
}

func write(b *strings.Builder, r rune) {
	switch r {
	case '\n':
		b.WriteString("<br>")
	case '<':
		b.WriteString("&lt;")
	case '>':
		b.WriteString("&gt;")
	case '&':
		b.WriteString("&amp;")
	default:
		b.WriteRune(r)
	}
}
