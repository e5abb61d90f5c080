package graph

import (
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/lexer"
	"github.com/vektah/gqlparser/v2/parser"

	"argmap/internal/fault"
)

// work is how much was looked at before a document passed or was refused.
type work struct {
	tokens, selections, pairs, bills int
}

// examine holds a document against the limits, in the order of what each check costs: its length,
// its tokens, what it comes to once fragments are put in, and what validation will have to do. A
// document that does not parse passes with a nil verdict: the library says what is wrong.
func examine(l Limits, schema *ast.Schema, text string, w *work) (*verdict, error) {
	if err := over("bytes", "the document has %d bytes; at most %d are allowed", len(text), l.Bytes); err != nil {
		return nil, err
	}
	if err := l.tokens(text, w); err != nil {
		return nil, err
	}
	doc, err := parser.ParseQuery(&ast.Source{Input: text})
	if err != nil {
		return nil, nil //nolint:nilerr,nilnil // the library parses it again, and says what is wrong
	}
	d := newDocument(doc, w)
	if err := l.shape(d); err != nil {
		return nil, err
	}
	if err := l.checks(d); err != nil {
		return nil, err
	}
	return newVerdict(schema, d), nil
}

// lexed is what a document holds, by its tokens alone.
type lexed struct {
	tokens, aliases, directives int
	// parens is how many brackets of arguments or variable definitions are open, values how many lists
	// and objects within them, and deepest the most of these at any place.
	parens, values, deepest int
}

// tokens counts by a lexer alone, and stops at the first limit.
func (l Limits) tokens(text string, w *work) error {
	lex := lexer.New(&ast.Source{Input: text})
	var c lexed
	for {
		t, err := lex.ReadToken()
		if err != nil || t.Kind == lexer.EOF {
			return nil //nolint:nilerr // the parser says what is wrong
		}
		c.take(t.Kind)
		w.tokens = c.tokens
		if err := l.lexed(c); err != nil {
			return err
		}
	}
}

// take counts one token. A colon outside of brackets follows an alias.
func (c *lexed) take(k lexer.Type) {
	c.tokens++
	switch {
	case k == lexer.ParenL:
		c.parens++
	case k == lexer.ParenR:
		c.parens--
	case k == lexer.At:
		c.directives++
	case k == lexer.Colon && c.parens == 0:
		c.aliases++
	case c.parens > 0 && (k == lexer.BracketL || k == lexer.BraceL):
		c.values++
		c.deepest = max(c.deepest, c.values)
	case c.parens > 0 && (k == lexer.BracketR || k == lexer.BraceR):
		c.values--
	}
}

func (l Limits) lexed(c lexed) error {
	switch {
	case c.tokens > l.Tokens:
		return over("tokens", "the document has %d tokens or more; at most %d are allowed", c.tokens, l.Tokens)
	case c.aliases > l.Aliases:
		return over("aliases", "the document has %d aliases or more; at most %d are allowed", c.aliases, l.Aliases)
	case c.directives > l.Directives:
		return over("directives", "the document has %d directives or more; at most %d are allowed", c.directives, l.Directives)
	case c.deepest > l.ValueDepth:
		return over("values", "a value nests %d lists and objects or more; at most %d are allowed", c.deepest, l.ValueDepth)
	}
	return nil
}

// document is a parsed document that nobody has validated: names may be unknown, or used twice.
type document struct {
	*ast.QueryDocument
	fragments map[string]*fragment
	work      *work
}

// fragment is a fragment with what is known of it; busy while that is being found out.
type fragment struct {
	*ast.FragmentDefinition
	shape       shape
	known, busy bool
	bill        *bill
}

func newDocument(doc *ast.QueryDocument, w *work) *document {
	d := &document{QueryDocument: doc, fragments: make(map[string]*fragment, len(doc.Fragments)), work: w}
	for _, f := range doc.Fragments {
		if d.fragments[f.Name] == nil { // of two by one name, the library takes the first
			d.fragments[f.Name] = &fragment{FragmentDefinition: f}
		}
	}
	return d
}

// shape holds the parsed document against the limits that count with fragments put in.
func (l Limits) shape(d *document) error {
	if err := over("fragments", "the document has %d fragments; at most %d are allowed", len(d.Fragments), l.Fragments); err != nil {
		return err
	}
	if err := over("operations", "the document has %d operations; at most %d are allowed", len(d.Operations), l.Operations); err != nil {
		return err
	}
	for _, f := range d.fragments {
		if name := d.ofFragment(f).cycle; name != "" {
			return fault.New(fault.Invalid, "limit.cycle", "the fragment %q is spread within itself", shorten(name))
		}
	}
	for _, op := range d.Operations {
		if err := l.fits(d.of(op.SelectionSet)); err != nil {
			return err
		}
	}
	return nil
}

func (l Limits) fits(s shape) error {
	if l.NoIntrospection && s.schema > 0 {
		return fault.New(fault.Invalid, "limit.introspection", "this server does not show its schema")
	}
	for _, err := range []error{
		over("depth", "the operation nests %d fields; at most %d are allowed", s.depth, l.Depth),
		over("introspection", "the operation nests %d fields of the schema; at most %d are allowed", s.schema, l.Introspection),
		over("root_fields", "the operation has %d fields at the top; at most %d are allowed", s.roots, l.RootFields),
		over("fields", "the operation has %d fields; at most %d are allowed", s.fields, l.Fields),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

// shorten cuts what a client wrote, for a message.
func shorten(text string) string {
	const most = 100
	if len(text) > most {
		return text[:most] + "…"
	}
	return text
}
