// Package verbatim reads JSON without losing anything of it: the order of members, repeated members,
// numbers as they are written, and values that nobody asked about, byte for byte. Codecs take from it
// the members they know and keep the rest as it stands.
package verbatim

import (
	"bytes"
	"encoding/json"
	"errors"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"

	"argmap/internal/fault"
)

// MaxDepth is how deep values may be nested.
const MaxDepth = 200

// Kind is what a value is.
type Kind byte

// The kinds of values.
const (
	Null   Kind = 'n'
	Bool   Kind = 'b'
	Number Kind = '0'
	String Kind = '"'
	Object Kind = '{'
	Array  Kind = '['
)

// Value is one value of a text that is known to be JSON. The zero Value is "null" at no place.
type Value struct {
	file *file
	// from and to are the bytes of the value in the file.
	from, to int
	path     *path
}

// file is what all values of one text share.
type file struct{ data []byte }

// path is how a value is reached from the root; nil is the root.
type path struct {
	up    *path
	name  string
	index int
}

// Member is one member of an object, in its place.
type Member struct {
	Name  string
	Value Value
}

// Parse reads a text that holds one JSON value. What is not JSON is INVALID "json.syntax" with line and
// column; what is nested deeper than MaxDepth is EXHAUSTED "json.depth".
func Parse(data []byte) (Value, error) {
	if err := syntax(data); err != nil {
		return Value{}, err
	}
	if at := tooDeep(data); at >= 0 {
		return Value{}, fault.New(fault.Exhausted, "json.depth", "values are nested more than %d deep", MaxDepth).AtByte(data, at)
	}
	from := space(data, 0)
	return Value{&file{data}, from, end(data, from), nil}, nil
}

func syntax(data []byte) error {
	if at := NotUTF8(data); at >= 0 {
		return fault.New(fault.Invalid, "json.syntax", "the byte 0x%02x is not UTF-8", data[at]).AtByte(data, at)
	}
	if json.Valid(data) {
		return nil
	}
	var v json.RawMessage
	err := json.Unmarshal(data, &v)
	at := len(data)
	if wrong, ok := errors.AsType[*json.SyntaxError](err); ok && !strings.HasPrefix(wrong.Error(), "unexpected end") {
		at = max(0, int(wrong.Offset)-1) // else the text ends too early
	}
	return fault.New(fault.Invalid, "json.syntax", "this is not JSON: %v", err).AtByte(data, at)
}

// NotUTF8 gives the offset of the first byte that is not UTF-8; -1 when all are.
func NotUTF8(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	at := 0
	for r, size := utf8.DecodeRune(data); r != utf8.RuneError || size > 1; r, size = utf8.DecodeRune(data[at:]) {
		at += size
	}
	return at
}

func tooDeep(data []byte) int {
	depth := 0
	for at := 0; at < len(data); at++ {
		switch data[at] {
		case '"':
			at = text(data, at) - 1
		case '{', '[':
			if depth++; depth > MaxDepth {
				return at
			}
		case '}', ']':
			depth--
		}
	}
	return -1
}

// space gives the first place from at on that is not white space.
func space(data []byte, at int) int {
	for at < len(data) && (data[at] == ' ' || data[at] == '\n' || data[at] == '\t' || data[at] == '\r') {
		at++
	}
	return at
}

// text gives the end of the string that begins at a quote.
func text(data []byte, at int) int {
	for at++; ; at++ {
		switch data[at] {
		case '\\':
			at++
		case '"':
			return at + 1
		}
	}
}

// end gives the end of the value that begins at a place.
func end(data []byte, at int) int {
	switch data[at] {
	case '"':
		return text(data, at)
	case '{', '[':
	default:
		for at < len(data) && strings.IndexByte(",]} \n\t\r", data[at]) < 0 {
			at++
		}
		return at
	}
	for depth := 0; ; {
		switch data[at] {
		case '"':
			at = text(data, at)
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return at + 1
			}
		}
		at++
	}
}

// Kind says what the value is.
func (v Value) Kind() Kind {
	if v.file == nil {
		return Null
	}
	switch c := v.file.data[v.from]; c {
	case 'n':
		return Null
	case 't', 'f':
		return Bool
	case '"', '{', '[':
		return Kind(c)
	default:
		return Number
	}
}

// Raw gives the value as it is written. It is part of the text that was parsed: it must not be changed,
// and it keeps that text in memory; Keep gives a copy.
func (v Value) Raw() json.RawMessage {
	if v.file == nil {
		return json.RawMessage("null")
	}
	return json.RawMessage(v.file.data[v.from:v.to:v.to])
}

// Keep gives a copy of the value as it is written.
func (v Value) Keep() json.RawMessage { return bytes.Clone(v.Raw()) }

// Path gives the way to the value as a JSON path: "$.edges[4].fromID".
func (v Value) Path() string { return string(v.path.text(nil)) }

func (p *path) text(b []byte) []byte {
	if p == nil {
		return append(b, '$')
	}
	b = p.up.text(b)
	switch {
	case p.index >= 0:
		b = strconv.AppendInt(append(b, '['), int64(p.index), 10)
		return append(b, ']')
	case plain(p.name):
		return append(append(b, '.'), p.name...)
	default:
		return append(strconv.AppendQuote(append(b, '['), p.name), ']')
	}
}

func plain(name string) bool {
	for i, r := range name {
		letter := r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (i == 0 || r < '0' || r > '9') {
			return false
		}
	}
	return name != ""
}

// Members gives an object's members in order, repeated ones included; none for what is no object. They are
// counted first: a list that grows takes up to three times what it holds, and a file may be one list.
func (v Value) Members() []Member {
	n := 0
	v.members(func([]byte, int, int) { n++ })
	if n == 0 {
		return nil
	}
	found, paths := make([]Member, 0, n), make([]path, n)
	v.members(func(name []byte, from, to int) {
		p := &paths[len(found)]
		*p = path{v.path, unquote(name), -1}
		found = append(found, Member{p.name, Value{v.file, from, to, p}})
	})
	return found
}

// members goes through an object's members: each name as it is written, and where the value begins and ends.
func (v Value) members(each func(name []byte, from, to int)) {
	if v.Kind() != Object {
		return
	}
	data := v.file.data
	for at := space(data, v.from+1); data[at] != '}'; {
		stop := text(data, at)
		from := space(data, space(data, stop)+1) // over the colon
		to := end(data, from)
		each(data[at:stop], from, to)
		if at = space(data, to); data[at] == ',' {
			at = space(data, at+1)
		}
	}
}

// Elements gives an array's elements in order; none for what is no array. They are counted first, as members.
func (v Value) Elements() []Value {
	n := 0
	v.elements(func(int, int) { n++ })
	if n == 0 {
		return nil
	}
	found, paths := make([]Value, 0, n), make([]path, n)
	v.elements(func(from, to int) {
		p := &paths[len(found)]
		*p = path{v.path, "", len(found)}
		found = append(found, Value{v.file, from, to, p})
	})
	return found
}

// elements goes through an array's elements: where each begins and ends.
func (v Value) elements(each func(from, to int)) {
	if v.Kind() != Array {
		return
	}
	data := v.file.data
	for at := space(data, v.from+1); data[at] != ']'; {
		to := end(data, at)
		each(at, to)
		if at = space(data, to); data[at] == ',' {
			at = space(data, at+1)
		}
	}
}

// Empty reports whether the value has no members and no elements.
func (v Value) Empty() bool {
	raw := v.Raw()
	return raw[0] != '{' && raw[0] != '[' || space(raw, 1) == len(raw)-1
}

// Pairs gives the names and values of an object's members in order, both as they are written and as parts of
// raw; nothing for what is no object. raw must be JSON without white space around it. It costs less than
// Members, which knows places too.
func Pairs(raw json.RawMessage) iter.Seq2[json.RawMessage, json.RawMessage] {
	return func(yield func(name, value json.RawMessage) bool) {
		if len(raw) == 0 || raw[0] != '{' {
			return
		}
		for at := space(raw, 1); raw[at] != '}'; {
			stop := text(raw, at)
			from := space(raw, space(raw, stop)+1) // over the colon
			to := end(raw, from)
			if !yield(raw[at:stop:stop], raw[from:to:to]) {
				return
			}
			if at = space(raw, to); raw[at] == ',' {
				at = space(raw, at+1)
			}
		}
	}
}

// Items gives the elements of an array in order, as Pairs gives members.
func Items(raw json.RawMessage) iter.Seq[json.RawMessage] {
	return func(yield func(json.RawMessage) bool) {
		if len(raw) == 0 || raw[0] != '[' {
			return
		}
		for at := space(raw, 1); raw[at] != ']'; {
			to := end(raw, at)
			if !yield(raw[at:to:to]) {
				return
			}
			if at = space(raw, to); raw[at] == ',' {
				at = space(raw, at+1)
			}
		}
	}
}

// Name gives the text of a string that is JSON.
func Name(raw json.RawMessage) string { return unquote(raw) }

// Get gives the last member of a name; false when the value is no object or has none.
func (v Value) Get(name string) (Value, bool) {
	var found Value
	v.members(func(raw []byte, from, to int) {
		if named(raw, name) {
			found = Value{file: v.file, from: from, to: to}
		}
	})
	if found.file == nil {
		return Value{}, false
	}
	found.path = &path{v.path, name, -1}
	return found, true
}

// named reports whether a name, as it is written, says this.
func named(raw []byte, name string) bool {
	if bytes.IndexByte(raw, '\\') < 0 {
		return string(raw[1:len(raw)-1]) == name
	}
	return unquote(raw) == name
}

// Text gives a string's text, with "\uD800" and its like as U+FFFD; false for what is no string.
func (v Value) Text() (string, bool) {
	if v.Kind() != String {
		return "", false
	}
	return unquote(v.Raw()), true
}

// Exact reports whether Text says all that the string does: it has no half of a surrogate pair.
func (v Value) Exact() bool {
	raw := v.Raw()
	if v.Kind() != String || !bytes.Contains(raw, []byte(`\u`)) {
		return true
	}
	return bytes.Count([]byte(unquote(raw)), []byte("\uFFFD")) == bytes.Count(raw, []byte("\uFFFD"))+spelt(raw)
}

// spelt counts the escapes that spell U+FFFD itself.
func spelt(raw []byte) int {
	n := 0
	for at := 0; at < len(raw); at++ {
		if raw[at] != '\\' {
			continue
		}
		if at++; raw[at] == 'u' && bytes.EqualFold(raw[at+1:at+5], []byte("fffd")) {
			n++
		}
	}
	return n
}

// Word gives a string's text or a number as it is written, as ids are found in either form; false for
// anything else.
func (v Value) Word() (string, bool) {
	switch v.Kind() {
	case String:
		return v.Text()
	case Number:
		return string(v.Raw()), true
	case Null, Bool, Object, Array:
	}
	return "", false
}

func unquote(raw []byte) string {
	if bytes.IndexByte(raw, '\\') < 0 {
		return string(raw[1 : len(raw)-1])
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return string(raw) // never: the text is JSON
	}
	return s
}

// Quote gives a text as a JSON string, with nothing escaped for HTML.
func Quote(s string) []byte { return Of(s) }

// Of gives a value as JSON, with nothing escaped for HTML. It is of a type that can always be written: of
// texts, numbers, and JSON that is known to be such.
func Of(v any) json.RawMessage {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err) // never, by the types
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}
