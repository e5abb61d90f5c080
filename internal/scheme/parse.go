package scheme

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"

	"argmap/internal/fault"
)

// Limits of a file.
const (
	// MaxFile is the largest file that is read, in bytes.
	MaxFile = 1 << 20
	// maxDepth is how deep lists and mappings may nest; the format needs 7.
	maxDepth = 12
	// maxName and maxText are the longest names and sentences, in bytes.
	maxName = 200
	maxText = 1000
)

// Parse reads a file of schemes; the format is described at the package. It is strict: the first thing
// that is unknown, missing, said twice or without sense is an INVALID error that says where it stands
// and what would be right, with "line" and "column" among its details, both counted from 1. A file
// larger than MaxFile is EXHAUSTED. An error of the reader is given as it is.
func Parse(r io.Reader) (*Set, error) {
	text, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return nil, err
	}
	f, fail := decode(text)
	if fail != nil {
		return nil, fail
	}
	s, fail := build(f)
	if fail != nil {
		return nil, fail
	}
	return s, nil
}

// place is a position in a file, counted from 1.
type place struct{ line, column int }

func at(n *yaml.Node) place { return place{n.Line, n.Column} }

func (p place) invalid(field, reason, format string, args ...any) *fault.Error {
	return fault.InvalidField(field, reason, "line %d, column %d: %s", p.line, p.column, fmt.Sprintf(format, args...)).
		With("line", p.line).With("column", p.column)
}

// decode reads the text of a file.
func decode(text []byte) (*file, *fault.Error) {
	root, err := tree(text)
	if err != nil {
		return nil, err
	}
	d := &decoder{}
	f := d.file(root)
	return f, d.err
}

// tree gives the one document of a YAML text.
func tree(text []byte) (*yaml.Node, *fault.Error) {
	if len(text) > MaxFile {
		return nil, fault.New(fault.Exhausted, "scheme.size", "the file is longer than %d bytes; cut it into several", MaxFile)
	}
	if !utf8.Valid(text) {
		return nil, badByte(text).invalid("", "scheme.syntax", "the file is not UTF-8 here")
	}
	limits := loaderlimits.New(loaderlimits.DepthValue(maxDepth), loaderlimits.AliasValue(0))
	loader, err := yaml.NewLoader(bytes.NewReader(text), yaml.WithPlugin(limits))
	if err != nil {
		return nil, fault.New(fault.Internal, "scheme.loader", "the file could not be read").Because(err)
	}
	var root, second yaml.Node
	switch err := loader.Load(&root); {
	case errors.Is(err, io.EOF):
		return nil, place{1, 1}.invalid("", "scheme.syntax", "the file is empty; it should list schemes")
	case err != nil:
		return nil, syntax(err)
	}
	switch err := loader.Load(&second); {
	case errors.Is(err, io.EOF):
	case err != nil:
		return nil, syntax(err)
	default:
		return nil, at(&second).invalid("", "scheme.syntax", "a second document begins; a file is one document")
	}
	if root.Kind != yaml.DocumentNode || len(root.Content) != 1 {
		return nil, at(&root).invalid("", "scheme.syntax", "the file should be a mapping that lists schemes")
	}
	return root.Content[0], nil
}

func syntax(err error) *fault.Error {
	p, says := place{1, 1}, err.Error()
	if e, ok := errors.AsType[*yaml.LoadError](err); ok {
		says = e.Message
		if e.Mark.Line > 0 {
			p = place{e.Mark.Line, e.Mark.Column}
		}
	}
	return p.invalid("", "scheme.syntax", "this is not YAML: %s", says).Because(err)
}

// badByte gives the place of the first byte that is not UTF-8.
func badByte(text []byte) place {
	p := place{1, 1}
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		if r == utf8.RuneError && size == 1 {
			break
		}
		text = text[size:]
		if p.column++; r == '\n' {
			p = place{p.line + 1, 1}
		}
	}
	return p
}
