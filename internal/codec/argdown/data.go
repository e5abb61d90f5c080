package argdown

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"

	"argmap/internal/codec"
	"argmap/internal/codec/verbatim"
)

// fields are the data of an element, or the front matter: as they are written, and what they say. A nil
// *fields has nothing.
type fields struct {
	written string
	json    json.RawMessage
	value   verbatim.Value
}

// lookup gives the text or number at a way of names; empty when there is none.
func (f *fields) lookup(names ...string) string {
	if f == nil {
		return ""
	}
	v, ok := f.value, f.json != nil
	for _, name := range names {
		if ok {
			v, ok = v.Get(name)
		}
	}
	if !ok {
		return ""
	}
	if word, is := v.Word(); is {
		return word
	}
	if v.Kind() == verbatim.Bool {
		return string(v.Raw())
	}
	return ""
}

// get gives the value of a name; false when there is none.
func (f *fields) get(name string) (verbatim.Value, bool) {
	if f == nil || f.json == nil {
		return verbatim.Value{}, false
	}
	return f.value.Get(name)
}

var blockStart = regexp.MustCompile(`^\{[ \t]*\r?\n`)

// dataAt reads the data of a token. Data that begin with a line of their own are in YAML's block form.
func (b *builder) dataAt(token int) *fields {
	t := b.tokens[token]
	written := strings.ReplaceAll(string(b.src[t.from:t.to]), "\r\n", "\n")
	f := b.readFields(yamlOf(written), int(t.from))
	f.written = written
	return f
}

// yamlOf gives the YAML of data as they are written.
func yamlOf(written string) string {
	if head := blockStart.FindString(written); head != "" {
		return strings.TrimSuffix(written[len(head):], "}")
	}
	return written
}

// readFields reads YAML. What cannot be read is found as an error and kept as it is written.
func (b *builder) readFields(text string, at int) *fields {
	f := &fields{written: text}
	raw, plain := simple(text)
	var err error
	if !plain {
		raw, err = yamlToJSON(text)
	}
	if err == nil {
		f.json = raw
		f.value, err = verbatim.Parse(raw)
	}
	if err != nil {
		f.json = nil
		b.model.found.Add(codec.Finding{
			Rule: ruleData, Severity: codec.Error, Where: b.places.where(at), Message: fmt.Sprintf("the data cannot be read as YAML, and are kept as they are written: %v", err),
		})
	}
	return f
}

var (
	errAlias  = errors.New("anchors and aliases are not read")
	errDepth  = errors.New("values are nested too deep")
	errTwice  = errors.New("a name is there twice")
	errMuch   = errors.New("there are more values than data may have")
	maxNested = 50
	// maxMarks is how many marks data may have behind which a value may begin.
	maxMarks = 20_000
)

// yamlToJSON gives one YAML value as JSON, its names in their order.
func yamlToJSON(text string) (json.RawMessage, error) {
	doc, err := yamlNode(text)
	if err != nil {
		return nil, err
	}
	if doc.Kind == 0 || len(doc.Content) == 0 {
		return json.RawMessage("null"), nil
	}
	var out bytes.Buffer
	err = writeNode(&out, doc.Content[0], 0)
	return out.Bytes(), err
}

// yamlNode reads YAML that is neither too deep nor too much.
func yamlNode(text string) (*yaml.Node, error) {
	if nested(text) > maxNested {
		return nil, errDepth
	}
	if codec.YAMLMarks([]byte(text)) > maxMarks {
		return nil, errMuch
	}
	var doc yaml.Node
	return &doc, yaml.Unmarshal([]byte(text), &doc)
}

// yamlComments counts the lines of comments in YAML; none in what cannot be read, which is kept as it is written.
func yamlComments(text string) int {
	if !strings.Contains(text, "#") {
		return 0
	}
	doc, err := yamlNode(text)
	switch {
	case err != nil:
		return 0
	case len(doc.Content) == 0:
		return commentLines(text) // there is nothing else
	}
	return commentsOf(doc)
}

func commentLines(text string) int {
	n := 0
	for line := range strings.Lines(text) {
		if strings.HasPrefix(strings.TrimSpace(line), "#") {
			n++
		}
	}
	return n
}

func commentsOf(n *yaml.Node) int {
	count := commentLines(n.HeadComment) + commentLines(n.LineComment) + commentLines(n.FootComment)
	for _, child := range n.Content {
		count += commentsOf(child)
	}
	return count
}

// nested counts how deep brackets are nested, strings and all: a cheap bound for the reader of YAML.
func nested(text string) int {
	depth, most := 0, 0
	for i := range len(text) {
		switch text[i] {
		case '{', '[':
			depth++
			most = max(most, depth)
		case '}', ']':
			depth--
		}
	}
	return most
}

func writeNode(out *bytes.Buffer, n *yaml.Node, depth int) error {
	if depth > maxNested {
		return errDepth
	}
	switch n.Kind {
	case yaml.MappingNode:
		return writeMapping(out, n, depth)
	case yaml.SequenceNode:
		out.WriteByte('[')
		for i, c := range n.Content {
			if i > 0 {
				out.WriteByte(',')
			}
			if err := writeNode(out, c, depth+1); err != nil {
				return err
			}
		}
		out.WriteByte(']')
		return nil
	case yaml.ScalarNode:
		return writeScalar(out, n)
	default:
		return errAlias
	}
}

func writeMapping(out *bytes.Buffer, n *yaml.Node, depth int) error {
	out.WriteByte('{')
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name := n.Content[i]
		if name.Kind != yaml.ScalarNode {
			return errors.New("a name must be a text")
		}
		if seen[name.Value] {
			return fmt.Errorf("%w: %q", errTwice, name.Value)
		}
		seen[name.Value] = true
		if i > 0 {
			out.WriteByte(',')
		}
		out.Write(verbatim.Quote(name.Value))
		out.WriteByte(':')
		if err := writeNode(out, n.Content[i+1], depth+1); err != nil {
			return err
		}
	}
	out.WriteByte('}')
	return nil
}

func writeScalar(out *bytes.Buffer, n *yaml.Node) error {
	var v any
	switch n.ShortTag() {
	case "!!null", "!!bool", "!!int", "!!float":
		if err := n.Decode(&v); err != nil {
			return err
		}
		if raw, err := json.Marshal(v); err == nil {
			out.Write(raw)
			return nil
		}
	}
	out.Write(verbatim.Quote(n.Value)) // also .nan and .inf, which JSON has not
	return nil
}
