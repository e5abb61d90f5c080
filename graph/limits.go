package graph

import (
	"context"
	"fmt"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"argmap/internal/fault"
)

// Limits bound what one request may ask for. Zero fields take the defaults.
type Limits struct {
	// Depth is how deep fields may be nested after fragments were put in; default 24. A step of an
	// argument takes two fields: rebuttals, premises.
	Depth int
	// Introspection is how deep fields below __schema and __type may be nested; default 20.
	Introspection int
	// Tokens is how many tokens a query may have; default 2,000.
	Tokens int
	// VariableBytes is how long the texts of one variable may be in all, outside applyChanges and
	// importSource; default 100 KiB.
	VariableBytes int
}

func (l Limits) withDefaults() Limits {
	setDefault(&l.Depth, 24)
	setDefault(&l.Introspection, 20)
	setDefault(&l.Tokens, 2000)
	setDefault(&l.VariableBytes, 100<<10)
	return l
}

func setDefault(field *int, value int) {
	if *field <= 0 {
		*field = value
	}
}

// limiter refuses operations that go beyond the limits, before any resolver runs. It implements
// graphql.OperationContextMutator.
type limiter struct{ Limits }

// ExtensionName names the extension.
func (limiter) ExtensionName() string { return "Limits" }

// Validate accepts every schema.
func (limiter) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext changes nothing; it checks.
func (l limiter) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	if err := l.depth(op.Operation); err != nil {
		return gqlerror.Wrap(err)
	}
	if err := l.variables(op); err != nil {
		return gqlerror.Wrap(err)
	}
	return nil
}

func (l limiter) depth(op *ast.OperationDefinition) error {
	var schema, others ast.SelectionSet
	for _, f := range fieldsOf(op.SelectionSet, nil) {
		if f.Name == "__schema" || f.Name == "__type" {
			schema = append(schema, f)
		} else {
			others = append(others, f)
		}
	}
	d := depths{}
	if n := d.of(others); n > l.Depth {
		return fault.New(fault.Exhausted, "graphql.depth", "the query nests %d fields; at most %d are allowed", n, l.Depth)
	}
	if n := d.of(schema); n > l.Introspection {
		return fault.New(fault.Exhausted, "graphql.depth", "the query of the schema nests %d fields; at most %d are allowed", n, l.Introspection)
	}
	return nil
}

// depths remembers how deep each fragment is, so that a fragment is walked once however often it is
// spread. Validation has refused fragments that spread themselves.
type depths map[*ast.FragmentDefinition]int

func (d depths) of(set ast.SelectionSet) int {
	deepest := 0
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			deepest = max(deepest, 1+d.of(s.SelectionSet))
		case *ast.InlineFragment:
			deepest = max(deepest, d.of(s.SelectionSet))
		case *ast.FragmentSpread:
			deepest = max(deepest, d.fragment(s.Definition))
		}
	}
	return deepest
}

func (d depths) fragment(f *ast.FragmentDefinition) int {
	if f == nil {
		return 0
	}
	if _, ok := d[f]; !ok {
		d[f] = d.of(f.SelectionSet)
	}
	return d[f]
}

// fieldsOf gives the fields of a set, those in fragments included, each fragment once.
func fieldsOf(set ast.SelectionSet, seen map[*ast.FragmentDefinition]bool) []*ast.Field {
	if seen == nil {
		seen = map[*ast.FragmentDefinition]bool{}
	}
	var fields []*ast.Field
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			fields = append(fields, s)
		case *ast.InlineFragment:
			fields = append(fields, fieldsOf(s.SelectionSet, seen)...)
		case *ast.FragmentSpread:
			if s.Definition != nil && !seen[s.Definition] {
				seen[s.Definition] = true
				fields = append(fields, fieldsOf(s.Definition.SelectionSet, seen)...)
			}
		}
	}
	return fields
}

// variables bounds the texts in variables. Two mutations take whole documents and are bounded by
// the size of the request alone.
func (l limiter) variables(op *graphql.OperationContext) error {
	for _, f := range fieldsOf(op.Operation.SelectionSet, nil) {
		if f.Name == "applyChanges" || f.Name == "importSource" {
			return nil
		}
	}
	for _, v := range op.Operation.VariableDefinitions {
		left := l.VariableBytes
		if field := overflow(v.Variable, op.Variables[v.Variable], &left); field != "" {
			return fault.New(fault.Exhausted, "variable.size",
				"the variable $%s is too long; its texts may have %d bytes in all", v.Variable, l.VariableBytes).At(field)
		}
	}
	return nil
}

// overflow walks a value and gives the path at which its texts take more than what is left.
func overflow(path string, value any, left *int) string {
	switch value := value.(type) {
	case string:
		if *left -= len(value); *left < 0 {
			return path
		}
	case []any:
		for i, v := range value {
			if at := overflow(fmt.Sprintf("%s[%d]", path, i), v, left); at != "" {
				return at
			}
		}
	case map[string]any:
		for _, name := range sortedKeys(value) {
			*left -= len(name)
			if at := overflow(path+"."+name, value[name], left); at != "" {
				return at
			}
		}
	}
	return ""
}
