package argdown

import "argmap/internal/fault"

func (p *parser) heading() *node {
	n := &node{title: -1, data: -1}
	n.tokens.from = p.pos - 1
	p.content(n)
	if n.content.from == n.content.to {
		p.wrong("the heading has no words")
	}
	p.data(n)
	n.tokens.to = p.pos
	return n
}

// content reads words, with what stands in them.
func (p *parser) content(n *node) {
	n.content.from = p.pos
	var open []int
	for k := p.peek(); k.content(); k = p.peek() {
		if k.opens() {
			open = append(open, p.pos)
		}
		if k.closes() {
			if len(open) == 0 || p.tokens[open[len(open)-1]].kind+(boldStarEnd-boldStar) != k {
				break
			}
			open = open[:len(open)-1]
		}
		p.pos++
	}
	for _, at := range open {
		t := &p.tokens[at]
		p.find(ruleEmphasis, int(t.from), "%s is begun and never ended; write a backslash before the sign where it is meant as it stands", words[t.kind])
		t.kind = literal
	}
	n.content.to = p.pos
}

// data reads data and a line end behind it, if they are there.
func (p *parser) data(n *node) {
	if p.peek() == data {
		n.data = p.pos
		p.pos++
		p.take(newline)
	}
}

// node reads a statement or an argument with all that hangs on it.
func (p *parser) node() (*node, error) {
	n := &node{title: -1, data: -1, tokens: span{from: p.pos}}
	switch k := p.peek(); k {
	case statementReference, argumentReference:
		n.argument, n.reference, n.title = k == argumentReference, true, p.pos
		p.pos++
		n.content.from = p.pos
		for p.take(tag) {
		}
		n.content.to = p.pos
		p.take(newline)
	case statementDefinition, argumentDefinition:
		n.argument, n.title = k == argumentDefinition, p.pos
		p.pos++
		p.content(n)
		if n.content.from == n.content.to {
			p.wrong("a title with a colon needs words behind it; leave the colon out to name what stands elsewhere")
		}
	default:
		p.content(n)
	}
	p.data(n)
	n.tokens.to = p.pos
	if p.peek() != indent {
		return n, nil
	}
	var err error
	n.relations, err = p.relations(kind.relation)
	return n, err
}

// relations reads an indented list of relations of the kinds that fit.
func (p *parser) relations(fits func(kind) bool) ([]edge, error) {
	if p.depth++; p.depth > maxDepth {
		return nil, fault.New(fault.Exhausted, "argdown.depth", "relations are nested more than %d deep", maxDepth).AtPlace(p.places.place(int(p.tokens[p.pos].from)))
	}
	defer func() { p.depth-- }()
	p.pos++ // the indentation
	var edges []edge
	any := false
	for fits(p.peek()) {
		any = true
		e := edge{sign: p.peek(), token: p.pos}
		p.pos++
		if !p.starts() {
			p.wrong("behind %s comes %s; a statement or an argument is needed", words[e.sign], words[p.peek()])
			continue
		}
		if k := p.peek(); e.sign == contradiction && (k == argumentDefinition || k == argumentReference) {
			p.wrong("only statements can contradict each other; this is %s", words[k])
		}
		var err error
		if e.child, err = p.node(); err != nil {
			return nil, err
		}
		edges = append(edges, e)
	}
	if !any || p.peek() != dedent {
		p.wrong("%s cannot stand among relations of this indentation", words[p.peek()])
		return edges, nil
	}
	p.pos++
	return edges, nil
}

// list reads the items of a list.
func (p *parser) list() ([]*node, error) {
	p.pos++ // the indentation
	var items []*node
	for sign := p.peek(); p.take(sign); {
		if !p.starts() {
			p.wrong("a list item is %s; a statement or an argument is needed", words[p.peek()])
			break
		}
		n, err := p.node()
		if err != nil {
			return nil, err
		}
		items = append(items, n)
	}
	if !p.take(dedent) {
		p.wrong("%s cannot stand in a list", words[p.peek()])
	}
	return items, nil
}
