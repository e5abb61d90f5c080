package graph

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// storeLists are the lists that read their rows from the store, page by page, and the count that it makes for each map
// of a list. All other lists are in memory with their map.
func storeLists() []string {
	return []string{
		"ArgumentMap.history", "ArgumentMap.openQuestionCount", "Paragraph.citations", "Query.maps", "Query.nodes", "Query.openQuestions", "Query.search", "Query.sources", "Source.paragraphs",
	}
}

// verdict is what is to be known of a document that passed, to check a request of it.
type verdict struct {
	operations []*operation
	// parts is how many operations, variables and bills it is made of.
	parts int
}

// operation gives the operation of a name, or the only one for none.
func (v *verdict) operation(name string) *operation {
	if v == nil || name == "" && len(v.operations) != 1 {
		return nil
	}
	for _, op := range v.operations {
		if name == "" || op.name == name {
			return op
		}
	}
	return nil
}

// operation is what one operation may cost, by its variables.
type operation struct {
	name     string
	under    []*bill
	defaults map[string]int
	// bulk tells that it takes whole documents in its variables.
	bulk      bool
	variables []string
}

// bill is how many rows a field or a fragment may read from the store: as many as it has itself, and
// for each of its items what lies below. A fragment is one item, and its bill is shared by whatever
// spreads it.
type bill struct {
	count extent
	own   bool
	under []*bill
}

// extent is how many items a list has: as many as a variable says, if one is named.
type extent struct {
	items    int
	variable string
}

// cost gives how many rows the operation may read from the store.
func (o *operation) cost(variables map[string]any) int {
	memo := map[*bill]int{}
	total := 0
	for _, b := range o.under {
		total = add(total, o.rows(b, variables, memo))
	}
	return total
}

func (o *operation) rows(b *bill, variables map[string]any, memo map[*bill]int) int {
	if n, ok := memo[b]; ok {
		return n
	}
	each := 0
	if b.own {
		each = 1
	}
	for _, u := range b.under {
		each = add(each, o.rows(u, variables, memo))
	}
	n := times(o.items(b.count, variables), each)
	memo[b] = n
	return n
}

// items gives the size that the variables say. What is no size is refused later, or is the default.
func (o *operation) items(s extent, variables map[string]any) int {
	if s.variable == "" {
		return s.items
	}
	switch v := variables[s.variable].(type) {
	case json.Number:
		return number(v.String())
	case []any:
		return len(v)
	}
	if n, ok := o.defaults[s.variable]; ok {
		return n
	}
	return s.items
}

// number reads a size, from nothing to plenty.
func number(text string) int {
	n, _ := strconv.Atoi(text) // out of range, it is the nearest int
	return max(min(n, plenty), 0)
}

// pricing writes the bills of a document.
type pricing struct {
	*document
	schema *ast.Schema
	store  []string
}

func newVerdict(schema *ast.Schema, d *document) *verdict {
	p := pricing{d, schema, storeLists()}
	v := &verdict{}
	for _, op := range d.Operations {
		v.operations = append(v.operations, p.operation(op))
		v.parts += 1 + len(op.VariableDefinitions)
	}
	v.parts += d.work.bills
	return v
}

func (p pricing) operation(op *ast.OperationDefinition) *operation {
	out := &operation{name: op.Name, defaults: map[string]int{}, bulk: p.bulk(op.SelectionSet)}
	for _, v := range op.VariableDefinitions {
		out.variables = append(out.variables, v.Variable)
		if v.DefaultValue != nil {
			out.defaults[v.Variable] = literal(v.DefaultValue)
		}
	}
	out.under = p.set(p.root(op.Operation), op.SelectionSet)
	return out
}

func (p pricing) root(kind ast.Operation) *ast.Definition {
	switch kind {
	case ast.Mutation:
		return p.schema.Mutation
	case ast.Subscription:
		return p.schema.Subscription
	case ast.Query:
	}
	return p.schema.Query
}

// takingFiles are the fields that take whole documents.
var takingFiles = []string{"applyChanges", "importSource", "importMap", "validateFile"}

// bulk reports whether an operation takes whole documents, which only the size of the request bounds.
func (p pricing) bulk(set ast.SelectionSet) bool {
	return slices.ContainsFunc(set, func(s ast.Selection) bool {
		switch s := s.(type) {
		case *ast.Field:
			return slices.Contains(takingFiles, s.Name)
		case *ast.InlineFragment:
			return p.bulk(s.SelectionSet)
		case *ast.FragmentSpread:
			return p.fragments[s.Name] != nil && p.bulk(p.fragments[s.Name].SelectionSet)
		}
		return false
	})
}

// set gives the bills of a set of a type's fields; what costs nothing has none.
func (p pricing) set(parent *ast.Definition, set ast.SelectionSet) []*bill {
	var bills []*bill
	for _, s := range set {
		p.work.selections++
		switch s := s.(type) {
		case *ast.Field:
			if b := p.field(parent, s); b.own || len(b.under) > 0 {
				p.work.bills++
				bills = append(bills, b)
			}
		case *ast.InlineFragment:
			in := parent
			if s.TypeCondition != "" {
				in = p.schema.Types[s.TypeCondition]
			}
			bills = append(bills, p.set(in, s.SelectionSet)...)
		case *ast.FragmentSpread:
			if f := p.fragments[s.Name]; f != nil && len(p.fragment(f).under) > 0 {
				bills = append(bills, f.bill)
			}
		}
	}
	return bills
}

func (p pricing) fragment(f *fragment) *bill {
	if f.bill == nil {
		p.work.bills++
		f.bill = &bill{count: extent{items: 1}, under: p.set(p.schema.Types[f.TypeCondition], f.SelectionSet)}
	}
	return f.bill
}

func (p pricing) field(parent *ast.Definition, f *ast.Field) *bill {
	var def *ast.FieldDefinition
	if parent != nil {
		def = parent.Fields.ForName(f.Name)
	}
	if def == nil {
		return &bill{}
	}
	return &bill{
		count: extentOf(def, f.Arguments), own: slices.Contains(p.store, parent.Name+"."+f.Name),
		under: p.set(p.schema.Types[def.Type.Name()], f.SelectionSet),
	}
}

// extentOf gives the size of a list by the argument that says it. What is no page counts as one item: a
// list on an element has few, and Rows bounds them.
func extentOf(def *ast.FieldDefinition, args ast.ArgumentList) extent {
	items := 1
	if strings.HasSuffix(def.Type.Name(), "Connection") {
		items = defaultPage
	}
	for _, name := range []string{"first", "last", "ids"} {
		arg := args.ForName(name)
		switch {
		case arg == nil || arg.Value == nil || def.Arguments.ForName(name) == nil:
		case arg.Value.Kind == ast.Variable:
			return extent{items, arg.Value.Raw}
		case arg.Value.Kind != ast.NullValue:
			return extent{items: literal(arg.Value)}
		}
	}
	return extent{items: items}
}

// literal gives the size that a written value says.
func literal(v *ast.Value) int {
	if v.Kind == ast.ListValue {
		return len(v.Children)
	}
	return number(v.Raw)
}
