package argdown

import (
	"bytes"
	"slices"
	"strings"
)

// trim leaves out white space around a text.
func trim(s string) string { return strings.TrimFunc(s, space) }

// titleOf gives the title of a node; empty when it has none.
func (p *parser) titleOf(n *node) string {
	if n.title < 0 {
		return ""
	}
	t := p.tokens[n.title]
	image := p.src[t.from:t.to]
	if n.reference {
		image = image[1 : len(image)-1]
	} else {
		image = image[1 : len(image)-2]
	}
	if firstLineEnd(image) >= 0 {
		return "" // a pattern matched over a line end; no title comes of it
	}
	return string(image)
}

// member makes the place of a node.
func (b *builder) member(n *node) *member {
	m := &member{
		reference: n.reference, section: b.section, at: int(b.tokens[n.tokens.from].from),
		full: b.say(n.content), from: -1,
	}
	for i := n.content.from; i < n.content.to; i++ {
		if t := b.tokens[i]; t.kind == tag {
			m.tag(tagName(b.src[t.from:t.to]))
		}
	}
	words := b.withoutTags(n.content)
	m.text = trim(b.say(words))
	if words.from < words.to {
		from, to := int(b.tokens[words.from].from), int(b.tokens[words.to-1].to)
		to = from + len(bytes.TrimRightFunc(b.src[from:to], space))
		m.from, m.to, m.markup = from, to, strings.ReplaceAll(string(b.src[from:to]), "\r\n", "\n")
	} else if n.title >= 0 {
		m.from, m.to = int(b.tokens[n.title].from), int(b.tokens[n.title].to)
	}
	if n.data >= 0 {
		m.data = b.dataAt(n.data)
	}
	return m
}

// tag adds a tag, once. Few places have more than some.
func (m *member) tag(name string) {
	if len(m.tags) > 1000 || !slices.Contains(m.tags, name) {
		m.tags = append(m.tags, name)
	}
}

// withoutTags leaves tags out at the end of a text, and line ends around it.
func (p *parser) withoutTags(s span) span {
	for s.to > s.from && (p.tokens[s.to-1].kind == tag || p.tokens[s.to-1].kind == newline) {
		s.to--
	}
	for s.from < s.to && p.tokens[s.from].kind == newline {
		s.from++
	}
	return s
}

// tagName gives the name in "#name " or "#(a name) ".
func tagName(image []byte) string {
	name := bytes.TrimRight(image[1:], " \t")
	if len(name) > 1 && name[0] == '(' {
		name = name[1 : len(name)-1]
	}
	return string(name)
}

// say gives what the tokens of a text say: a link says its title, a line end is a space, the signs of
// bold and italic text say nothing.
func (p *parser) say(s span) string {
	var out []byte
	for i := s.from; i < s.to; i++ {
		t := p.tokens[i]
		image := p.src[t.from:t.to]
		switch {
		case t.kind == text:
			out = append(out, p.plain[t.say:t.said]...)
		case t.kind == newline:
			if i+1 < s.to && !p.tokens[i+1].kind.closes() && (len(out) == 0 || out[len(out)-1] != ' ') {
				out = append(out, ' ')
			}
		case t.kind == link:
			title, _ := linkTitle(image)
			out = append(out, title...)
			out = append(out, spaceBehind(image)...)
		case t.kind.closes():
			out = append(out, spaceBehind(image)...)
		case t.kind.opens():
		default:
			out = append(out, image...)
		}
	}
	return string(out)
}

func spaceBehind(image []byte) []byte {
	if len(image) > 0 && image[len(image)-1] == ' ' {
		return image[len(image)-1:]
	}
	return nil
}

func trimEquals(s string) string { return strings.Trim(strings.TrimSpace(s), "=") }
