package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/codegen"
	"github.com/99designs/gqlgen/codegen/config"
	"github.com/99designs/gqlgen/codegen/templates"
	"github.com/vektah/gqlparser/v2/ast"
)

// plugin generates direct.generated.go beside gqlgen's own code.
type plugin struct{}

// Name implements plugin.Plugin.
func (plugin) Name() string { return "direct" }

// GenerateCode implements plugin.CodeGenerator.
func (plugin) GenerateCode(data *codegen.Data) error {
	return templates.Render(templates.Options{
		PackageName:     data.Config.Exec.Package,
		Filename:        filepath.Join(data.Config.Exec.Dir(), "direct.generated.go"),
		GeneratedHeader: true,
		Packages:        data.Config.Packages,
		Template: `{{ reserveImport "context" }}
			{{ reserveImport "github.com/99designs/gqlgen/graphql" }}
			{{ reserveImport "argmap/graph/direct" }}
			{{ .Text }}`,
		Data: &file{Data: data},
	})
}

// file is the generated file under way.
type file struct {
	*codegen.Data

	b strings.Builder
}

func (f *file) add(format string, args ...any) {
	fmt.Fprintf(&f.b, format, args...)
	f.b.WriteByte('\n')
}

// Text gives the code; imports are noted as it is made.
func (f *file) Text() string {
	f.add("%s", head)
	f.kept()
	f.resolvers()
	f.entry()
	f.arguments()
	for _, o := range f.objects() {
		f.objectType(o)
		f.object(o)
	}
	for _, i := range f.interfaces() {
		f.iface(i)
	}
	return f.b.String()
}

const head = `
// directWriter writes values of the schema's types.
type directWriter struct {
	*direct.Writer

	ec        *executionContext
	resolvers resolvers
	kept      kept
}

// WriteDirect writes the value of a field straight, all that is selected of it included. It is false
// where the value is not of a type that can be, or where something is out of the ordinary; then
// nothing has happened. The schema must be one of NewExecutableSchema.
func WriteDirect(ctx context.Context, schema graphql.ExecutableSchema, field graphql.CollectedField, value any, o direct.Options) (*direct.Written, bool) {
	es, ok := schema.(*executableSchema)
	if !ok {
		return nil, false
	}
	ec := newExecutionContext(graphql.GetOperationContext(ctx), es, nil)
	d := &directWriter{ec: ec, resolvers: resolvers{ResolverRoot: ec.Resolvers}}
	d.Writer = direct.NewWriter(ctx, o, d.args)
	return d.Write(field.Selections, func(p *direct.Plan) { d.value(p, value) })
}
`

// kept writes where the values of interfaces are kept, which are written by their addresses.
func (f *file) kept() {
	f.add("// kept holds values of interfaces while they are written.\ntype kept struct {")
	seen := map[string]bool{}
	for _, i := range f.interfaces() {
		for _, t := range i.Implementors {
			if name := keptName(t); t.TakeRef && !seen[name] {
				seen[name] = true
				f.add("\t%s direct.Kept[%s]", name, templates.CurrentImports.LookupType(t.Type))
			}
		}
	}
	f.add("}\n")
}

// keptName names the place for values of a type.
func keptName(t codegen.InterfaceImplementor) string { return lowerFirst(t.Name) }

// resolvers writes what gives the resolvers of each type, which the schema makes anew each time.
func (f *file) resolvers() {
	f.add("// resolvers gives the resolvers of types, those of each type made once.\ntype resolvers struct {\n\tResolverRoot\n")
	for _, o := range f.resolved() {
		f.add("\t%s %sResolver", lowerFirst(o.Name), o.Name)
	}
	f.add("}\n")
	for _, o := range f.resolved() {
		f.add("func (r *resolvers) %s() %sResolver {\n\tif r.%s == nil {", o.Name, o.Name, lowerFirst(o.Name))
		f.add("\t\tr.%s = r.ResolverRoot.%s()\n\t}\n\treturn r.%s\n}\n", lowerFirst(o.Name), o.Name, lowerFirst(o.Name))
	}
}

// resolved gives the types some of whose fields have resolvers.
func (f *file) resolved() []*codegen.Object {
	return slices.DeleteFunc(f.objects(), func(o *codegen.Object) bool { return !o.HasResolvers() })
}

// objects gives the types whose values can be written: not the roots, which have none.
func (f *file) objects() []*codegen.Object {
	var out []*codegen.Object
	for _, o := range f.Objects {
		if !o.Root && !strings.HasPrefix(o.Name, "__") {
			out = append(out, o)
		}
	}
	return out
}

// entry writes a value of any type that a field may have.
func (f *file) entry() {
	f.add("// value writes a value of any composite type that a field may have.")
	f.add("func (d *directWriter) value(p *direct.Plan, value any) {\n\tswitch v := value.(type) {")
	seen := map[string]string{}
	for _, t := range f.types() {
		goType := lookup(t)
		if other, ok := seen[goType]; ok {
			if other != t.Definition.Name {
				panic(fmt.Sprintf("%s stands for %s and %s", goType, other, t.Definition.Name))
			}
			continue
		}
		seen[goType] = t.Definition.Name
		f.add("\tcase %s:", goType)
		f.value(t, "v", "p")
	}
	f.add("\tdefault:\n\t\td.GiveUp()\n\t}\n}\n")
}

// types gives the references to composite types in a fixed order: interfaces last, since their cases
// would take the values of all others.
func (f *file) types() []*config.TypeReference {
	var concrete, interfaces []*config.TypeReference
	for _, name := range sortedKeys(f.ReferencedTypes) {
		switch t := f.ReferencedTypes[name]; {
		case !composite(t) || t.IsRoot || strings.HasPrefix(t.Definition.Name, "__") || t.IsPtrToSlice() || t.IsPtrToIntf():
		case t.Definition.IsAbstractType() && !t.IsSlice():
			interfaces = append(interfaces, t)
		default:
			concrete = append(concrete, t)
		}
	}
	return append(concrete, interfaces...)
}

func composite(t *config.TypeReference) bool {
	switch t.Definition.Kind {
	case ast.Object, ast.Interface, ast.Union:
		return true
	case ast.Scalar, ast.Enum, ast.InputObject:
	}
	return false
}

// arguments turns the arguments of fields into the types of their resolvers.
func (f *file) arguments() {
	f.add("// args gives the arguments of a field in the types of its resolver.")
	f.add("func (d *directWriter) args(field string, raw map[string]any) (map[string]any, error) {\n\tswitch field {")
	for _, o := range f.objects() {
		for _, field := range o.Fields {
			if len(field.Args) > 0 {
				f.add("\tcase %q:\n\t\treturn d.ec.%s(d.Context(), raw)", o.Name+"."+field.Name, field.ArgsFunc())
			}
		}
	}
	f.add("\t}\n\treturn nil, nil\n}\n")
}

// objectType describes an object type to the writer.
func (f *file) objectType(o *codegen.Object) {
	f.add("var direct%s = direct.Type{\n\tName: %q, Implements: %sImplementors,\n\tFields: map[string]direct.FieldType{", o.Name, o.Name, lowerFirst(o.Name))
	for i, field := range o.Fields {
		f.add("\t\t%q: {Number: %d, Resolver: %t, Args: %t},", field.Name, i, field.IsResolver || field.MethodHasContext, len(field.Args) > 0)
	}
	f.add("\t},\n}\n")
}

// object writes an object, field by field as it is selected.
func (f *file) object(o *codegen.Object) {
	f.add("func (d *directWriter) write%s(p *direct.Plan, obj %s) {", o.Name, templates.CurrentImports.LookupType(o.Reference()))
	f.add("\tfields := d.Fields(p, &direct%s)\n\tfor i := range fields {\n\t\tfc := &fields[i]\n\t\td.Key(fc)\n\t\tswitch fc.Number {", o.Name)
	f.add("\t\tcase direct.Typename:\n\t\t\td.String(%q)", o.Name)
	for i, field := range o.Fields {
		f.add("\t\tcase %d: // %s", i, field.Name)
		f.field(field)
	}
	f.add("\t\t}\n\t}\n\td.End(len(fields))\n}\n")
}

// field writes the value of a field.
func (f *file) field(field *codegen.Field) {
	switch {
	case field.IsResolver:
		f.add("\t\t\tctx := d.Context()")
		f.add("\t\t\tv, err := d.resolvers.%s\n\t\t\td.Check(err)", field.ShortInvocation())
	case field.IsMethod():
		if field.MethodHasContext {
			f.add("\t\t\tctx := d.Context()")
		}
		call := fmt.Sprintf("%s.%s(%s)", field.GoReceiverName, field.GoFieldName, field.CallArgs())
		if field.NoErr {
			f.add("\t\t\tv := %s", call)
		} else {
			f.add("\t\t\tv, err := %s\n\t\t\td.Check(err)", call)
		}
	default:
		f.add("\t\t\tv := %s.%s", field.GoReceiverName, field.GoFieldName)
	}
	f.value(field.TypeReference, "v", "fc.Plan")
}

// iface writes a value of an interface or union.
func (f *file) iface(i *codegen.Interface) {
	f.add("func (d *directWriter) write%s(p *direct.Plan, obj %s) {\n\tswitch obj := obj.(type) {", i.Name, templates.CurrentImports.LookupType(i.Type))
	for _, t := range i.Implementors {
		f.add("\tcase %s:", templates.CurrentImports.LookupType(t.Type))
		if t.TakeRef {
			f.add("\t\td.write%s(p, d.kept.%s.Put(obj))", t.Name, keptName(t))
			continue
		}
		f.add("\t\tif obj == nil {\n\t\t\td.GiveUp()\n\t\t}")
		f.add("\t\td.write%s(p, obj)", t.Name)
	}
	f.add("\tdefault:\n\t\td.GiveUp()\n\t}\n}\n")
}

func (f *file) interfaces() []*codegen.Interface {
	var out []*codegen.Interface
	for _, name := range sortedKeys(f.Interfaces) {
		if !strings.HasPrefix(name, "__") {
			out = append(out, f.Interfaces[name])
		}
	}
	return out
}
