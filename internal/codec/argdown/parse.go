package argdown

import (
	"fmt"

	"argmap/internal/argmap"
	"argmap/internal/codec"
)

// maxDepth is how deep relations may be nested.
const maxDepth = 200

// span is a stretch of tokens, half-open.
type span struct{ from, to int }

// node is one statement or argument where it stands in the file.
type node struct {
	argument bool
	// title is the token that holds the title, -1 for none; reference: the title stands alone.
	title     int
	reference bool
	content   span
	// data is the token of its data, -1 for none.
	data      int
	relations []edge
	// tokens are all of the node but its relations.
	tokens span
}

// edge is a relation as it is written: its sign and what stands behind it.
type edge struct {
	sign  kind
	token int
	child *node
}

// step is an inference as it is written, between two numbered statements.
type step struct {
	rules     []int
	data      int
	undercuts []edge
	token     int
}

// line is one numbered statement, with the inference above it when it is a conclusion.
type line struct {
	number    int
	statement *node
	step      *step
}

// block is one paragraph of the file: exactly one of its fields is set, or heading holds a title.
type block struct {
	heading *node
	nodes   []*node // a statement or argument, or the items of a list
	list    bool
	pcs     []line
	token   int
}

// parser reads the tokens by recursive descent. What does not fit is found as an error and passed over.
type parser struct {
	*lexer
	places  *places
	pos     int
	depth   int
	frontAt int
	blocks  []block
	found   *codec.FindingList
	// passed are the tokens that nothing could be made of.
	passed []span
	// told is the token of which it was last said that it cannot stand there.
	told int
}

// parse reads a file, and notes in a list what does not fit. Only what is nested too deep, or is too much, is
// an error.
func parse(src []byte, found *codec.FindingList) (*parser, error) {
	l, err := lex(src)
	if err != nil {
		return nil, err
	}
	p := &parser{lexer: l, places: newPlaces(src), found: found, frontAt: -1, told: -1}
	for _, at := range l.stray {
		p.find(ruleEscape, at, `the backslash escapes nothing; write "\\" for the sign itself`)
	}
	for _, at := range l.strayLinks {
		p.find(ruleSyntax, at, "a link begins here and goes on in another line; write it in one line, or a backslash before the bracket")
	}
	if err := p.document(); err != nil {
		return nil, err
	}
	return p, nil
}

func (p *parser) peek() kind { return p.tokens[p.pos].kind }

// ahead is the kind of the token after the next.
func (p *parser) ahead() kind {
	if p.pos+1 < len(p.tokens) {
		return p.tokens[p.pos+1].kind
	}
	return end
}

// take passes a token of a kind; false when another one is next.
func (p *parser) take(k kind) bool {
	if p.peek() != k || k == end {
		return false
	}
	p.pos++
	return true
}

func (p *parser) wrong(format string, args ...any) {
	p.find(ruleSyntax, int(p.tokens[p.pos].from), format, args...)
}

// find notes an error at a byte of the file.
func (p *parser) find(rule argmap.RuleID, at int, format string, args ...any) {
	if !p.found.Enough(rule) {
		p.found.Add(codec.Finding{Rule: rule, Severity: codec.Error, Where: p.places.where(at), Message: fmt.Sprintf(format, args...)})
	}
}

func (p *parser) document() error {
	p.take(newline)
	p.take(emptyline)
	if p.peek() == frontMatter {
		p.frontAt = p.pos
		p.pos++
		p.take(newline)
		if !p.take(emptyline) {
			p.wrong("after the front matter comes %s; an empty line is needed", words[p.peek()])
		}
	}
	if p.peek() == end {
		p.wrong("the file has no statement, argument or heading")
	}
	for p.peek() != end {
		if err := p.block(); err != nil {
			return err
		}
		if p.peek() != end && !p.take(emptyline) {
			p.misplaced()
		}
	}
	return nil
}

// misplaced finds what stands where only an empty line can.
func (p *parser) misplaced() {
	advice := "begin a new paragraph, with an empty line before it"
	if p.peek().relation() {
		advice = "indent it below the statement or argument to which it belongs"
	}
	p.wrong("%s cannot stand here; %s", words[p.peek()], advice)
	p.told = p.pos
}

// block reads one paragraph; from what cannot begin one it passes on to what can.
func (p *parser) block() error {
	from := p.pos
	b := block{token: p.pos}
	var err error
	switch k := p.peek(); {
	case k == headingStart:
		p.pos++
		b.heading = p.heading()
	case k == number:
		b.pcs, err = p.structure()
	case k == indent && (p.ahead() == orderedItem || p.ahead() == unorderedItem):
		b.list = true
		b.nodes, err = p.list()
	case p.starts():
		var n *node
		n, err = p.node()
		b.nodes = []*node{n}
	default:
		p.pass()
		return nil
	}
	if err != nil {
		return err
	}
	if p.pos == from {
		p.pass()
		return nil
	}
	p.blocks = append(p.blocks, b)
	return nil
}

// pass leaves out the tokens before the next that can begin a paragraph, and at least one.
func (p *parser) pass() {
	from := p.pos
	if p.told != p.pos {
		p.wrong("a paragraph cannot begin with %s; only a statement, an argument, a heading, a list or a numbered premise can", words[p.peek()])
	}
	for p.pos++; p.peek() != end && p.peek() != emptyline && !p.starts() && p.peek() != number && p.peek() != headingStart; p.pos++ {
	}
	p.passed = append(p.passed, span{from, p.pos})
}

// starts reports whether a statement or an argument can begin with the next token.
func (p *parser) starts() bool {
	switch k := p.peek(); k {
	case statementDefinition, statementReference, argumentDefinition, argumentReference:
		return true
	default:
		return k.content() && !k.closes()
	}
}
