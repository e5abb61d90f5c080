package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/codegen/config"
	"github.com/99designs/gqlgen/codegen/templates"
)

// value writes a value of a type, which the expression, a variable, holds; plan is what is selected of it.
func (f *file) value(t *config.TypeReference, expr, plan string) {
	switch {
	case t.IsSlice():
		f.list(t, expr, plan)
	case t.IsPtrToSlice(), t.IsPtrToIntf():
		f.unlessNil(t, expr, func() { f.value(t.Elem(), "(*"+expr+")", plan) })
	case composite(t):
		f.composite(t, expr, plan)
	default:
		f.leaf(t, expr)
	}
}

// unlessNil writes null, or gives up where none may be, in place of what there is not.
func (f *file) unlessNil(t *config.TypeReference, expr string, otherwise func()) {
	null := "d.Null()"
	if t.GQL.NonNull {
		null = "d.GiveUp()"
	}
	f.add("if %s == nil {\n\t%s\n} else {", expr, null)
	otherwise()
	f.add("}")
}

// list writes a list. Nil is an empty list where null is not allowed, as it is for gqlgen.
func (f *file) list(t *config.TypeReference, expr, plan string) {
	write := func() {
		if composite(t) {
			f.add("d.Rows(len(%s))", expr)
		}
		f.add("d.Raw(\"[\")\nfor i := range %s {\n\td.Item(i)", expr)
		f.add("item := &%s[i]", expr)
		f.value(t.Elem(), "(*item)", plan)
		f.add("}\nd.Raw(\"]\")")
	}
	if t.GQL.NonNull {
		write()
		return
	}
	f.unlessNil(t, expr, write)
}

func (f *file) composite(t *config.TypeReference, expr, plan string) {
	call := func(v string) { f.add("d.write%s(%s, %s)", t.Definition.Name, plan, v) }
	if t.IsNilable() {
		f.unlessNil(t, expr, func() { call(expr) })
		return
	}
	call("&" + expr)
}

// plain are the marshalers of scalars for which the writer has a method of its own, and the type
// that it takes.
var plain = map[string][2]string{
	"argmap/graph/scalar.MarshalID":                      {"String", "string"},
	"argmap/graph/scalar.MarshalString":                  {"String", "string"},
	"argmap/graph/scalar.MarshalActor":                   {"String", "string"},
	"argmap/graph/scalar.MarshalRule":                    {"String", "string"},
	"argmap/graph/scalar.MarshalRecordType":              {"String", "string"},
	"argmap/graph/scalar.MarshalCursor":                  {"String", "string"},
	"argmap/graph/scalar.MarshalRevision":                {"Int", "int64"},
	"github.com/99designs/gqlgen/graphql.MarshalString":  {"String", "string"},
	"github.com/99designs/gqlgen/graphql.MarshalInt":     {"Int", "int64"},
	"github.com/99designs/gqlgen/graphql.MarshalInt32":   {"Int", "int64"},
	"github.com/99designs/gqlgen/graphql.MarshalInt64":   {"Int", "int64"},
	"github.com/99designs/gqlgen/graphql.MarshalBoolean": {"Bool", "bool"},
}

// leaf writes a scalar or an enum.
func (f *file) leaf(t *config.TypeReference, expr string) {
	way, ok := plain[marshaler(t)]
	if !ok || t.IsTargetNilable() {
		f.add("d.Leaf(d.ec.%s(d.Context(), nil, %s), %t)", t.MarshalFunc(), expr, t.GQL.NonNull)
		return
	}
	write := func(v string) {
		if t.HasEnumValues() {
			v = fmt.Sprintf("%s[%s]", t.EnumMarshalVar(false), v)
		}
		f.add("d.%s(%s(%s))", way[0], way[1], v)
	}
	if t.IsNilable() {
		f.unlessNil(t, expr, func() { write("*" + expr) })
		return
	}
	write(expr)
}

func marshaler(t *config.TypeReference) string {
	if t.Marshaler == nil {
		return ""
	}
	return t.Marshaler.FullName()
}

func lookup(t *config.TypeReference) string { return templates.CurrentImports.LookupType(t.GO) }

func lowerFirst(s string) string { return strings.ToLower(s[:1]) + s[1:] }

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
