package carneades

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"

	"argmap/internal/codec/verbatim"
)

// Names of members that are this package's own.
const (
	reserved  = "$"
	yamlValue = "$yaml" // a scalar that JSON cannot say, or a value with a tag of its own
	yamlTag   = "$tag"
)

// object collects the members of a JSON object.
type object struct{ b bytes.Buffer }

func (o *object) set(name string, value []byte) {
	if o.b.Len() == 0 {
		o.b.WriteByte('{')
	} else {
		o.b.WriteByte(',')
	}
	o.b.Write(verbatim.Quote(name))
	o.b.WriteByte(':')
	o.b.Write(value)
}

// raw gives the object; nil when it has no members.
func (o *object) raw() json.RawMessage {
	if o.b.Len() == 0 {
		return nil
	}
	return append(bytes.Clone(o.b.Bytes()), '}')
}

func (o *object) whole() json.RawMessage {
	if o.b.Len() == 0 {
		return json.RawMessage("{}")
	}
	return o.raw()
}

// fileName gives the name of a member that the file has, apart from our own.
func fileName(name string) string {
	if strings.HasPrefix(name, reserved) {
		return reserved + name
	}
	return name
}

// toJSON gives a value of YAML as JSON. Keys are texts.
func toJSON(n *yaml.Node) []byte {
	var b bytes.Buffer
	writeJSON(&b, n)
	return b.Bytes()
}

func writeJSON(b *bytes.Buffer, n *yaml.Node) {
	tagged := n.Style&yaml.TaggedStyle != 0 && !strings.HasPrefix(n.ShortTag(), "!!")
	if tagged {
		b.WriteString(`{"` + yamlTag + `":`)
		b.Write(verbatim.Quote(n.Tag))
		b.WriteString(`,"` + yamlValue + `":`)
		defer b.WriteByte('}')
	}
	switch n.Kind {
	case yaml.MappingNode:
		var o object
		for _, p := range pairs(n) {
			o.set(fileName(p.key.Value), toJSON(p.value))
		}
		b.Write(o.whole())
	case yaml.SequenceNode:
		b.WriteByte('[')
		for i, c := range n.Content {
			if i > 0 {
				b.WriteByte(',')
			}
			writeJSON(b, c)
		}
		b.WriteByte(']')
	default:
		b.Write(scalarJSON(n, tagged))
	}
}

func scalarJSON(n *yaml.Node, tagged bool) []byte {
	tag := n.ShortTag()
	switch {
	case tagged, tag == "!!str":
		return verbatim.Quote(n.Value)
	case tag == "!!null":
		return []byte("null")
	case tag == "!!bool" && (n.Value == "true" || n.Value == "false"), (tag == "!!int" || tag == "!!float") && json.Valid([]byte(n.Value)):
		return []byte(n.Value)
	}
	return append(append([]byte(`{"`+yamlValue+`":`), verbatim.Quote(n.Value)...), '}')
}

// toYAML gives back the value that toJSON wrote.
func toYAML(v verbatim.Value) *yaml.Node {
	switch v.Kind() {
	case verbatim.Object:
		return objectYAML(v)
	case verbatim.Array:
		n := &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
		for _, e := range v.Elements() {
			n.Content = append(n.Content, toYAML(e))
		}
		return shortly(n)
	case verbatim.String:
		s, _ := v.Text()
		return text(s)
	case verbatim.Null:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Value: "null"}
	case verbatim.Bool:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: string(v.Raw())}
	case verbatim.Number:
	}
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: string(v.Raw())}
	if strings.ContainsAny(n.Value, ".eE") {
		n.Tag = "!!float"
	}
	return n
}

func objectYAML(v verbatim.Value) *yaml.Node {
	value, hasValue := v.Get(yamlValue)
	tag, tagged := v.Get(yamlTag)
	switch {
	case hasValue && tagged:
		n := toYAML(value)
		n.Tag, _ = tag.Text()
		n.Style |= yaml.TaggedStyle
		return n
	case hasValue:
		s, _ := value.Text()
		return &yaml.Node{Kind: yaml.ScalarNode, Value: s}
	}
	n := mapping()
	for _, m := range v.Members() {
		put(n, strings.TrimPrefix(m.Name, reserved), toYAML(m.Value))
	}
	return n
}

// shortly puts a list of a few words on one line.
func shortly(list *yaml.Node) *yaml.Node {
	short := len(list.Content) < 10
	for _, n := range list.Content {
		short = short && n.Kind == yaml.ScalarNode && len(n.Value) < 30
	}
	list.Style &^= yaml.FlowStyle
	if short {
		list.Style |= yaml.FlowStyle
	}
	return list
}

func mapping() *yaml.Node { return &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"} }

func put(n *yaml.Node, key string, value *yaml.Node) { n.Content = append(n.Content, text(key), value) }

// older are words that are no texts to readers of YAML 1.1, of which Carneades is one.
var older = regexp.MustCompile(`(?i)^(y|n|yes|no|on|off|[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?|[-+]?[0-9][0-9_,.]*)$`)

// text gives a string, on lines of its own where it has several that can be told apart.
func text(s string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s}
	if older.MatchString(s) {
		n.Style = yaml.DoubleQuotedStyle
	}
	if strings.Contains(s, "\n") && !strings.HasPrefix(s, "\n") && !strings.HasPrefix(s, " ") &&
		!strings.ContainsAny(s, "\t\r\u0085\u2028\u2029\ufeff") && !strings.Contains(s, " \n") && !strings.HasSuffix(s, " ") {
		n.Style = yaml.LiteralStyle
	}
	return n
}
