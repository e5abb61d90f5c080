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
	"strconv"

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

// Options say what a Writer may do.
type Options struct {
	// Rows is how many objects its lists may hold.
	Rows int64
	// Stays reports whether a resolver answers from memory.
	Stays func(object, field string) bool
	// Memory keeps what is worked out of the field's selection, for the next answer; it may be nil.
	Memory *Memory
}

// Writer writes one value of an answer.
type Writer struct {
	Options

	ctx  context.Context //nolint:containedctx // it lives as long as one field is written
	op   *graphql.OperationContext
	args func(field string, raw map[string]any) (map[string]any, error)
	out  []byte
	rows int64
	// own are the plans of this answer alone.
	own map[*Plan][]selected
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
	f(w.root(set))
	return &Written{Rows: w.rows, json: buffer, answer: answerOf(w.ctx)}, true
}

// Context is that of the field.
func (w *Writer) Context() context.Context { return w.ctx }

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
