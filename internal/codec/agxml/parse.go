package agxml

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/fault"
)

// node is one child of the graph.
type node struct {
	name  string
	attrs []attribute
	text  string
	// verbatim is the node as it is written, nested says that there are elements in it.
	verbatim string
	nested   bool
	// at is its place, from 1; line where it begins.
	at, line int
	used     bool
}

// graph is a file as it is written.
type graph struct {
	attrs          []attribute
	nodes          []*node
	prolog, epilog string
}

// Limits of a file.
const (
	// MaxNodes is how many units, claims and edges a file may have.
	MaxNodes = 200_000
	// maxDepth is how deep elements may lie in each other.
	maxDepth = 100
	// maxAround is how long what stands before or after the graph may be to be kept, in bytes.
	maxAround = 64 << 10
	// maxNode is how long a child of the graph may be, in bytes, so that a record can keep it.
	maxNode = argmap.MaxTextBytes / 2
)

func (n *node) get(name string) string { return value(n.attrs, name) }

func value(attrs []attribute, name string) string {
	for _, a := range attrs {
		if a.Name == name {
			return a.Value
		}
	}
	return ""
}

// others gives the attributes but for the named.
func others(attrs []attribute, known ...string) []attribute {
	var some []attribute
	for _, a := range attrs {
		if !slices.Contains(known, a.Name) {
			some = append(some, a)
		}
	}
	return some
}

// parser reads XML token by token.
type parser struct {
	*xml.Decoder
	data  []byte
	graph *graph
	// start is where the present token begins.
	start int64
}

// parse reads a file. What is not XML, declares entities, or holds another root is INVALID with its
// place; what goes beyond the limits is EXHAUSTED.
func parse(ctx context.Context, data []byte) (*graph, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	p := &parser{Decoder: xml.NewDecoder(codec.Reader(ctx, data)), data: data, graph: &graph{}}
	p.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if strings.EqualFold(label, "us-ascii") || strings.EqualFold(label, "ascii") {
			return in, nil
		}
		return nil, fault.New(fault.Invalid, "agxml.encoding", "the file says that it is in %q; save it as UTF-8 and send it again", label).AtPlace(1, 0)
	}
	for {
		t, err := p.next()
		if errors.Is(err, io.EOF) {
			return nil, fault.New(fault.Invalid, "agxml.root", "there is no <arggraph> in the file").AtPlace(1, 0)
		}
		if err != nil {
			return nil, err
		}
		if begin, ok := t.(xml.StartElement); ok {
			return p.graph, p.root(begin)
		}
	}
}

// pieceOf reads what an import kept of a file, with a graph put around it.
func pieceOf(xml string) (*graph, error) { return parse(context.Background(), []byte(xml)) }

// next gives a token, refusing what declares anything.
func (p *parser) next() (xml.Token, error) {
	p.start = p.InputOffset()
	t, err := p.Token()
	if err != nil {
		return nil, p.wrong(err)
	}
	if d, ok := t.(xml.Directive); ok && (!bytes.HasPrefix(d, []byte("DOCTYPE")) || bytes.ContainsAny(d, "[&%")) {
		return nil, p.fault("agxml.declaration", "the file declares entities or elements of its own; leave the declarations out")
	}
	return t, nil
}

func (p *parser) wrong(err error) error {
	if errors.Is(err, io.EOF) {
		return io.EOF
	}
	if known, ok := errors.AsType[*fault.Error](err); ok {
		return known
	}
	if syntax, ok := errors.AsType[*xml.SyntaxError](err); ok {
		return p.fault("agxml.syntax", "this is not XML: %s", syntax.Msg)
	}
	return p.fault("agxml.syntax", "this is not XML: %v", err)
}

func (p *parser) fault(reason, format string, args ...any) error {
	return fault.New(fault.Invalid, reason, format, args...).AtByte(p.data, int(p.InputOffset()))
}

func (p *parser) root(begin xml.StartElement) error {
	if begin.Name.Local != "arggraph" {
		return p.fault("agxml.root", "the file begins with <%s>; it begins with <arggraph>", begin.Name.Local)
	}
	if size := p.InputOffset() - p.start; size > maxAround {
		return fault.New(fault.Exhausted, "agxml.long", "the head of the graph has %d bytes; at most %d are read", size, maxAround).AtByte(p.data, int(p.InputOffset()))
	}
	p.graph.prolog = around(p.data[:p.start])
	p.graph.attrs = attributes(begin.Attr)
	for {
		t, err := p.next()
		if err != nil {
			return p.unended(err)
		}
		switch t := t.(type) {
		case xml.EndElement:
			return p.end()
		case xml.StartElement:
			err = p.child(t)
		case xml.CharData:
			if len(bytes.TrimSpace(t)) > 0 {
				err = p.add(&node{name: "text", verbatim: string(p.data[p.start:p.InputOffset()])})
			}
		case xml.Comment, xml.ProcInst:
			err = p.add(&node{name: "comment", verbatim: string(p.data[p.start:p.InputOffset()])})
		}
		if err != nil {
			return err
		}
	}
}

func (p *parser) unended(err error) error {
	if errors.Is(err, io.EOF) {
		return p.fault("agxml.syntax", "the file ends within <arggraph>; it was cut off")
	}
	return err
}

// end reads on behind the graph, where only comments may stand.
func (p *parser) end() error {
	behind := p.InputOffset()
	for {
		t, err := p.next()
		switch {
		case errors.Is(err, io.EOF):
			p.graph.epilog = around(p.data[behind:])
			return nil
		case err != nil:
			return err
		}
		if begin, ok := t.(xml.StartElement); ok {
			return p.fault("agxml.root", "<%s> follows the graph; a file holds one <arggraph>", begin.Name.Local)
		}
	}
}

func around(b []byte) string {
	if len(b) > maxAround {
		return ""
	}
	return string(b)
}

// child reads one element of the graph with all that is in it.
func (p *parser) child(begin xml.StartElement) error {
	n := &node{name: begin.Name.Local, attrs: attributes(begin.Attr)}
	from := p.start
	n.line, _ = p.InputPos()
	var text strings.Builder
	for depth := 1; depth > 0; {
		t, err := p.next()
		if err != nil {
			return p.unended(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			n.nested = true
			if depth++; depth > maxDepth {
				return fault.New(fault.Exhausted, "agxml.depth", "elements lie more than %d deep in each other", maxDepth).AtByte(p.data, int(p.InputOffset()))
			}
		case xml.EndElement:
			depth--
		case xml.CharData:
			text.Write(t)
		}
	}
	n.text, n.verbatim = text.String(), string(p.data[from:p.InputOffset()])
	return p.add(n)
}

func (p *parser) add(n *node) error {
	if n.line == 0 {
		n.line, _ = p.InputPos()
	}
	if len(p.graph.nodes) == MaxNodes {
		return fault.New(fault.Exhausted, "agxml.nodes", "the file has more than %d units, claims and edges", MaxNodes).AtPlace(n.line, 0)
	}
	if len(n.verbatim) > maxNode {
		return fault.New(fault.Exhausted, "agxml.long", "the %s has %d bytes; at most %d are read", n.name, len(n.verbatim), maxNode).AtPlace(n.line, 0)
	}
	n.at = len(p.graph.nodes) + 1
	p.graph.nodes = append(p.graph.nodes, n)
	return nil
}

func attributes(from []xml.Attr) []attribute {
	var attrs []attribute
	for _, a := range from {
		name := a.Name.Local
		if a.Name.Space != "" {
			name = a.Name.Space + ":" + name
		}
		attrs = append(attrs, attribute{name, a.Value})
	}
	return attrs
}
