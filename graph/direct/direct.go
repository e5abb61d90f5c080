// Package direct writes parts of an answer straight from the values that resolvers gave.
//
// gqlgen executes the schema: it validates, resolves and reports. But for a list of values that are
// all there already it starts a goroutine for each item, makes a context and a closure for each field,
// and writes only when everything is done. The code that graph/gen generates beside gqlgen's own
// writes such values in one pass into one buffer; this package is what that code stands on.
//
// A Writer gives up on whatever is out of the ordinary: an error, a null where none may be, a limit
// that is reached, a field that may need the store. Then nothing was written, and gqlgen does it all
// in its own way, errors and their places included. So the two never differ in what they answer.
package direct

import (
	"context"
	"io"
	"strconv"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// Type is an object type of the schema.
type Type struct {
	Name string
	// Implements are the names of the types that a fragment on this one may name.
	Implements []string
	// Fields are the fields that can be written, by name.
	Fields map[string]FieldType
}

// FieldType is a field of an object type.
type FieldType struct {
	// Number is what the generated code knows the field by; Typename is that of __typename.
	Number int
	// Resolver says that a resolver gives the value, which may therefore need more than memory.
	Resolver bool
	// Args says that the field takes arguments.
	Args bool
}

// Typename is the number of the field __typename.
const Typename = -1

// Field is a field as an operation selects it.
type Field struct {
	Number int
	// Args are the arguments by name, in the types of the resolver.
	Args map[string]any
	// Plan is what is selected of the field's value.
	Plan *Plan

	// key is the field's name in the answer, with what stands before and after it.
	key []byte
}

// Plan is what an operation selects of a value, worked out for each type of object as it is met.
type Plan struct {
	set   ast.SelectionSet
	known []selected
}

type selected struct {
	of     *Type
	fields []Field
}

// Options say what a Writer may do.
type Options struct {
	// Rows is how many objects its lists may hold.
	Rows int64
	// Stays reports whether a resolver answers from memory.
	Stays func(object, field string) bool
}

// Writer writes one value of an answer.
type Writer struct {
	Options

	ctx  context.Context //nolint:containedctx // it lives as long as one field is written
	op   *graphql.OperationContext
	args func(field string, raw map[string]any) (map[string]any, error)
	out  []byte
	rows int64
}

// NewWriter gives a writer for a field of the operation of the context; args turns the arguments of
// a field, named "Type.field", into the types of its resolver.
func NewWriter(ctx context.Context, o Options, args func(field string, raw map[string]any) (map[string]any, error)) *Writer {
	return &Writer{
		Options: o, op: graphql.GetOperationContext(ctx), args: args,
		// What goes wrong below is found out again, and then reported, by gqlgen.
		ctx: graphql.WithFreshResponseContext(ctx),
	}
}

// surrender is what GiveUp panics with.
type surrender struct{}

// GiveUp leaves the value to gqlgen. It does not return.
func (*Writer) GiveUp() { panic(surrender{}) }

// Written is a value that was written.
type Written struct {
	// Rows counts the objects in its lists.
	Rows int64

	json *[]byte
}

// MarshalGQL implements graphql.Marshaler. It can be done once.
func (w *Written) MarshalGQL(to io.Writer) {
	_, _ = to.Write(*w.json)
	release(w.json)
	w.json = nil
}

// buffers are used again. One that a large answer made large is left to the collector.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

const largestKept = 8 << 20

func release(b *[]byte) {
	if cap(*b) <= largestKept {
		*b = (*b)[:0]
		buffers.Put(b)
	}
}

// Write lets f write a value of which so much is selected. It is false when the writer gave up.
func (w *Writer) Write(set ast.SelectionSet, f func(p *Plan)) (written *Written, ok bool) {
	buffer, _ := buffers.Get().(*[]byte)
	w.out = *buffer
	defer func() {
		*buffer = w.out
		// A panic of a resolver, too, is left to gqlgen, which comes to it once more and reports it.
		if recover() != nil {
			release(buffer)
			written, ok = nil, false
		}
	}()
	f(&Plan{set: set})
	return &Written{Rows: w.rows, json: buffer}, true
}

// Context is that of the field.
func (w *Writer) Context() context.Context { return w.ctx }

// Fields gives what is selected of an object.
func (w *Writer) Fields(p *Plan, of *Type) []Field {
	for i := range p.known {
		if p.known[i].of == of {
			return p.known[i].fields
		}
	}
	fields := w.plan(p, of)
	p.known = append(p.known, selected{of, fields})
	return fields
}

func (w *Writer) plan(p *Plan, of *Type) []Field {
	collected := graphql.CollectFields(w.op, p.set, of.Implements)
	fields := make([]Field, len(collected))
	for i, c := range collected {
		fields[i] = w.field(of, c)
		lead := byte(',')
		if i == 0 {
			lead = '{'
		}
		fields[i].key = append(appendString([]byte{lead}, c.Alias), ':')
	}
	return fields
}

// field gives up on a field that may need more than memory, or that may come later than the others.
func (w *Writer) field(of *Type, c graphql.CollectedField) Field {
	if c.Name == "__typename" {
		return Field{Number: Typename}
	}
	t, ok := of.Fields[c.Name]
	if !ok || len(c.Deferrables) > 0 || t.Resolver && !w.Stays(of.Name, c.Name) {
		w.GiveUp()
	}
	f := Field{Number: t.Number, Plan: &Plan{set: c.Selections}}
	if t.Args {
		args, err := w.args(of.Name+"."+c.Name, c.ArgumentMap(w.op.Variables))
		w.Check(err)
		f.Args = args
	}
	return f
}

// Check gives up on an error.
func (w *Writer) Check(err error) {
	if err != nil {
		w.GiveUp()
	}
}

// Key begins a field of an object.
func (w *Writer) Key(f *Field) { w.out = append(w.out, f.key...) }

// End ends an object with so many fields.
func (w *Writer) End(fields int) {
	if fields == 0 {
		w.out = append(w.out, '{')
	}
	w.out = append(w.out, '}')
}

// Rows counts the objects of a list that is about to be written.
func (w *Writer) Rows(n int) {
	w.rows += int64(n)
	if w.rows > w.Options.Rows || w.ctx.Err() != nil {
		w.GiveUp()
	}
}

// Item begins an item of a list.
func (w *Writer) Item(i int) {
	if i > 0 {
		w.out = append(w.out, ',')
	}
}

// Raw writes JSON as it is.
func (w *Writer) Raw(json string) { w.out = append(w.out, json...) }

// Null writes a null.
func (w *Writer) Null() { w.Raw("null") }

// String writes a text.
func (w *Writer) String(s string) { w.out = appendString(w.out, s) }

// Int writes a whole number.
func (w *Writer) Int(n int64) { w.out = strconv.AppendInt(w.out, n, 10) }

// Bool writes a truth value.
func (w *Writer) Bool(b bool) { w.out = strconv.AppendBool(w.out, b) }

// Leaf writes what a scalar's own marshaler makes; required gives up on a null.
func (w *Writer) Leaf(m graphql.Marshaler, required bool) {
	if required && m == graphql.Null {
		w.GiveUp()
	}
	m.MarshalGQL((*sink)(w))
}

// sink is a Writer as an io.Writer.
type sink Writer

// Write implements io.Writer.
func (s *sink) Write(b []byte) (int, error) {
	s.out = append(s.out, b...)
	return len(b), nil
}

const hex = "0123456789ABCDEF"

// appendString writes a text as gqlgen does: all but quotes, backslashes and control characters as it is.
func appendString(out []byte, s string) []byte {
	out = append(out, '"')
	start := 0
	for i := 0; i < len(s); i++ {
		i += plain(s[i:])
		if i == len(s) {
			break
		}
		c := s[i]
		out = append(out, s[start:i]...)
		start = i + 1
		switch c {
		case '\t':
			out = append(out, '\\', 't')
		case '\r':
			out = append(out, '\\', 'r')
		case '\n':
			out = append(out, '\\', 'n')
		case '\\', '"':
			out = append(out, '\\', c)
		default:
			out = append(out, '\\', 'u', '0', '0', hex[c>>4], hex[c&0xf])
		}
	}
	return append(append(out, s[start:]...), '"')
}

// plain counts the bytes at the start of a text that stand for themselves. It looks at eight at a time:
// in a word, (x - n×ones) & ^x has the highest bit of the lowest byte set that is less than n, and of
// none below it.
func plain(s string) int {
	const ones, highest = 0x0101010101010101, 0x8080808080808080
	i := 0
	for ; i+8 <= len(s); i += 8 {
		b := s[i : i+8]
		x := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
			uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
		quote, backslash := x^(ones*'"'), x^(ones*'\\')
		if ((x-ones*' ')&^x|(quote-ones)&^quote|(backslash-ones)&^backslash)&highest != 0 {
			break
		}
	}
	for i < len(s) && s[i] >= ' ' && s[i] != '"' && s[i] != '\\' {
		i++
	}
	return i
}
