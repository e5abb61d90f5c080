package direct

import (
	"slices"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

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
	known atomic.Pointer[[]selected]
}

// selected is what is selected of one type of object.
type selected struct {
	of     *Type
	fields []Field
	// varying are the fields whose arguments depend on variables: each answer has its own.
	varying []varying
}

type varying struct {
	index int
	field *ast.Field
}

// find gives what is known of a type.
func (p *Plan) find(of *Type) (*selected, bool) {
	known := p.known.Load()
	if known == nil {
		return nil, false
	}
	return find(*known, of)
}

func find(known []selected, of *Type) (*selected, bool) {
	for i := range known {
		if known[i].of == of {
			return &known[i], true
		}
	}
	return nil, false
}

// add notes what is selected of a type. Of two answers that do so at once both are right.
func (p *Plan) add(s selected) {
	for {
		old := p.known.Load()
		var known []selected
		if old != nil {
			known = *old
		}
		known = append(slices.Clip(known), s)
		if p.known.CompareAndSwap(old, &known) {
			return
		}
	}
}

// Memory keeps the plan of one field of a document that is sent again and again. Many answers may use
// it at once. It holds for every operation context of the same parsed document if no directive decides
// what of the document is selected; what depends on variables otherwise is not kept.
type Memory struct {
	root Plan
	room atomic.Int64
}

// NewMemory gives a memory for the plan of what is selected of a field, with room for so many fields in
// all, those of each type of object counted apart.
func NewMemory(set ast.SelectionSet, room int) *Memory {
	m := &Memory{root: Plan{set: set}}
	m.room.Store(int64(room))
	return m
}

// root gives the plan of what is selected of the value.
func (w *Writer) root(set ast.SelectionSet) *Plan {
	if w.Memory == nil {
		return &Plan{set: set}
	}
	return &w.Memory.root
}

// Fields gives what is selected of an object.
func (w *Writer) Fields(p *Plan, of *Type) []Field {
	if s, ok := find(w.own[p], of); ok {
		return s.fields
	}
	s, ok := p.find(of)
	if ok && len(s.varying) == 0 {
		return s.fields
	}
	if ok {
		own := w.filled(*s)
		w.keep(p, own)
		return own.fields
	}
	fresh := w.plan(p, of)
	w.remember(p, fresh)
	return fresh.fields
}

// filled gives what is selected with the arguments of this answer.
func (w *Writer) filled(s selected) selected {
	s.fields = slices.Clone(s.fields)
	for _, v := range s.varying {
		s.fields[v.index].Args = w.arguments(s.of, v.field)
	}
	return s
}

// remember keeps a plan for other answers, if there is room. One with arguments of this answer is kept
// for it as well.
func (w *Writer) remember(p *Plan, s selected) {
	if w.Memory == nil {
		p.add(s)
		return
	}
	if len(s.varying) > 0 || w.Memory.room.Add(-int64(len(s.fields)+1)) < 0 {
		w.keep(p, s)
	}
	if w.Memory.room.Load() >= 0 {
		p.add(s.emptied())
	}
}

// emptied gives what is selected without the arguments of this answer, which may be long.
func (s selected) emptied() selected {
	if len(s.varying) == 0 {
		return s
	}
	s.fields = slices.Clone(s.fields)
	for _, v := range s.varying {
		s.fields[v.index].Args = nil
	}
	return s
}

func (w *Writer) keep(p *Plan, s selected) {
	if w.own == nil {
		w.own = map[*Plan][]selected{}
	}
	w.own[p] = append(w.own[p], s)
}

// plan works out what is selected of a type.
func (w *Writer) plan(p *Plan, of *Type) selected {
	collected := graphql.CollectFields(w.op, p.set, of.Implements)
	s := selected{of: of, fields: make([]Field, len(collected))}
	for i, c := range collected {
		s.fields[i] = w.field(of, c)
		if s.fields[i].Args != nil && variable(c.Arguments) {
			s.varying = append(s.varying, varying{i, c.Field})
		}
		lead := byte(',')
		if i == 0 {
			lead = '{'
		}
		s.fields[i].key = append(appendString([]byte{lead}, c.Alias), ':')
	}
	return s
}

// variable reports whether a variable stands in one of the arguments.
func variable(args ast.ArgumentList) bool {
	for _, a := range args {
		if within(a.Value) {
			return true
		}
	}
	return false
}

func within(v *ast.Value) bool {
	if v == nil {
		return false
	}
	if v.Kind == ast.Variable {
		return true
	}
	for _, c := range v.Children {
		if within(c.Value) {
			return true
		}
	}
	return false
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
		f.Args = w.arguments(of, c.Field)
	}
	return f
}

func (w *Writer) arguments(of *Type, f *ast.Field) map[string]any {
	args, err := w.args(of.Name+"."+f.Name, f.ArgumentMap(w.op.Variables))
	w.Check(err)
	return args
}
