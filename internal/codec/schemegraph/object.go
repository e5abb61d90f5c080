package schemegraph

import (
	"bytes"
	"encoding/json"
	"slices"

	"argmap/internal/codec/verbatim"
)

// Object collects the members of a JSON object in order.
type Object struct {
	b     bytes.Buffer
	names map[string]bool
}

// Set adds a member. A name may come again, as in files that repeat members.
func (o *Object) Set(name string, value []byte) {
	if o.names == nil {
		o.names = map[string]bool{}
		o.b.WriteByte('{')
	} else {
		o.b.WriteByte(',')
	}
	o.names[name] = true
	o.b.Write(verbatim.Quote(name))
	o.b.WriteByte(':')
	o.b.Write(value)
}

// Text adds a member that is a string.
func (o *Object) Text(name, s string) { o.Set(name, verbatim.Quote(s)) }

// Has reports whether there is a member of a name.
func (o *Object) Has(name string) bool { return o.names[name] }

// Raw gives the object; nil when it has no members.
func (o *Object) Raw() json.RawMessage {
	if o.names == nil {
		return nil
	}
	return append(bytes.Clone(o.b.Bytes()), '}')
}

// Whole gives the object, which may have no members.
func (o *Object) Whole() json.RawMessage {
	if o.names == nil {
		return json.RawMessage("{}")
	}
	return o.Raw()
}

// Rest adds the members of an object that are not among those known.
func (o *Object) Rest(v verbatim.Value, known ...string) {
	for _, m := range v.Members() {
		if !slices.Contains(known, m.Name) {
			o.Set(m.Name, m.Value.Raw())
		}
	}
}

// Parsed gives what was kept raw as a value; null when it is no JSON.
func Parsed(raw []byte) verbatim.Value {
	v, err := verbatim.Parse(raw)
	if err != nil {
		return verbatim.Value{}
	}
	return v
}

// With gives an object with a member set, in its place or as the last; without it where value is nil.
// What is no object becomes one.
func With(v verbatim.Value, name string, value []byte) json.RawMessage {
	var o Object
	for _, m := range v.Members() {
		if m.Name != name {
			o.Set(m.Name, m.Value.Raw())
		} else if value != nil && !o.Has(name) {
			o.Set(name, value)
		}
	}
	if value != nil && !o.Has(name) {
		o.Set(name, value)
	}
	return o.Whole()
}

// List writes values as an array.
func List(values []json.RawMessage) json.RawMessage {
	b := []byte{'['}
	for i, v := range values {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, v...)
	}
	return append(b, ']')
}

// Indented gives a file of its own: the value on lines, with a line end.
func Indented(v json.RawMessage) ([]byte, error) {
	var b bytes.Buffer
	if err := json.Indent(&b, v, "", "  "); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}
