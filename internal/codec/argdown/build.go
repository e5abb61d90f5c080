package argdown

import (
	"argmap/internal/codec"
)

// builder makes a model of what was parsed, in the order of the file.
type builder struct {
	*parser
	*model
	section *section
	// latest is the last inference; relate keeps what was already related.
	latest *inference
	relate relater
}

// build makes a model of what was parsed. What it finds it notes behind what the parser found.
func build(p *parser) *model {
	b := &builder{parser: p, model: newModel(p.found)}
	if p.frontAt >= 0 {
		t := p.tokens[p.frontAt]
		b.front = b.readFields(trimEquals(string(p.src[t.from:t.to])), int(t.from))
		b.strict = b.front.lookup("model", "mode") == "strict"
	}
	for i, block := range p.blocks {
		switch {
		case block.heading != nil:
			b.heading(block.heading)
		case block.pcs != nil:
			b.structure(block, i)
		default:
			for _, n := range block.nodes {
				b.node(n)
			}
		}
	}
	b.model.relations = b.relate.settle(b.model, b.strict)
	return b.model
}

func (b *builder) heading(n *node) {
	head := b.tokens[n.tokens.from]
	m := b.member(n)
	s := &section{
		number: len(b.sections) + 1, level: int(head.to-head.from) - 1, title: m.text, full: trim(m.full), markup: m.markup, tags: m.tags, data: m.data, at: int(head.from),
	}
	b.section, b.sections = s, append(b.sections, s)
}

// node enters a statement or an argument, and what hangs on it before the place itself, as
// @argdown/core does: so the last text of a statement that holds itself is the outer one.
func (b *builder) node(n *node) (thing, *member) {
	title := b.titleOf(n)
	untitled := title == ""
	if untitled {
		title = b.number()
	}
	m := b.member(n)
	if n.argument {
		a := b.argument(title)
		a.untitled = untitled
		b.edges(a, n.relations)
		a.add(m)
		return a, m
	}
	c := b.class(title)
	c.untitled = untitled
	b.edges(c, n.relations)
	c.add(m)
	return c, m
}

func (b *builder) edges(t thing, edges []edge) {
	for _, e := range edges {
		at := int(b.tokens[e.token].from)
		child, _ := b.node(e.child)
		from, to := child, t
		if e.sign == supportBy || e.sign == attackBy || e.sign == undercutBy || e.sign == contradiction {
			from, to = t, child
		}
		if _, is := t.(*class); is && e.sign == undercut && b.latest != nil {
			to = b.latest
		}
		b.relate.add(&relation{sort: sortOf(e.sign), from: from, to: to, places: []int{at}})
		if _, is := t.(*class); is && e.sign == undercut {
			b.undercutOfStatement(at)
		}
	}
}

func (b *builder) undercutOfStatement(at int) {
	message := "an undercut of a statement breaks no step, for none stands before it; write it below an argument or an inference"
	if b.latest != nil {
		message = "an undercut of a statement is read as one of the last inference before it, as @argdown/core reads it"
	}
	if !b.model.found.Enough(ruleUndercut) {
		b.model.found.Add(codec.Finding{Rule: ruleUndercut, Severity: codec.Warning, Where: b.places.where(at), Message: message})
	}
}

func sortOf(k kind) string {
	switch k {
	case support, supportBy:
		return supports
	case attack, attackBy:
		return attacks
	case contradiction:
		return contradicts
	default:
		return undercuts
	}
}

// structure enters a premise-conclusion structure. It belongs to the argument of the paragraph before,
// if that is one.
func (b *builder) structure(bl block, i int) {
	a := b.owner(i)
	if a == nil || len(a.lines) > 0 {
		if a != nil {
			b.model.found.Add(codec.Finding{
				Rule: ruleTwice, Severity: codec.Error, Where: b.places.where(int(b.tokens[bl.token].from)), External: "<" + a.title + ">",
				Message: "the argument has a premise-conclusion structure already; this one is read as another argument without a title",
			})
		}
		a = b.argument(b.number())
		a.untitled = true
	}
	a.section = b.section
	for _, l := range bl.pcs {
		var s *inference
		if l.step != nil {
			s = b.step(l.step, a)
		}
		t, m := b.node(l.statement)
		c, is := t.(*class)
		if !is {
			continue
		}
		c.argued = true
		if s != nil {
			s.index = len(a.lines)
		}
		a.lines = append(a.lines, &pcsLine{class: c, member: m, inference: s})
	}
}

// owner gives the argument that the paragraph before is about; nil when it is about none.
func (b *builder) owner(i int) *argument {
	if i == 0 || len(b.blocks[i-1].nodes) == 0 || b.blocks[i-1].list || !b.blocks[i-1].nodes[0].argument {
		return nil
	}
	return b.argByTitle[b.titleOf(b.blocks[i-1].nodes[0])]
}

func (b *builder) step(s *step, a *argument) *inference {
	in := &inference{argument: a, at: int(b.tokens[s.token].from)}
	for _, r := range s.rules {
		in.rules = append(in.rules, trim(b.say(span{r, r + 1})))
	}
	if s.data >= 0 {
		in.data = b.dataAt(s.data)
	}
	b.latest = in
	b.edges(in, s.undercuts)
	return in
}
