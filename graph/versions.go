package graph

import (
	"context"
	"reflect"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"argmap/graph/generated"
	"argmap/graph/scalar"
	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// Version is a map at a revision, as one epoch shows it.
type Version struct {
	Map      argmap.ID
	Revision argmap.Revision
	Epoch    argmap.Epoch
}

// Versions tells which maps an operation reads, if its answer depends on nothing else.
type Versions struct {
	resolver *Resolver
	schema   *ast.Schema
	// leaving are the fields that may read beyond a map, as "type.field" in small letters.
	leaving map[string]bool
}

// staying are the fields with a resolver that reads nothing but a snapshot and the paragraphs that it
// cites, whose texts never change. Fields without a resolver stay in what they are asked of. A field
// that is not here may read anything, so a new one costs an entity tag until it is looked at.
var staying = []string{
	"argumentmap.elements", "argumentmap.claims", "argumentmap.inferences", "argumentmap.rebuttals",
	"argumentmap.questions", "argumentmap.voices", "argumentmap.element",
	"argumentmap.tree", "argumentmap.treesince", "argumentmap.elementssince", "argumentmap.subgraph", "argumentmap.paths", "argumentmap.pathtoroot",
	"citation.source", "paragraph.source", "citation.paragraph", "citation.exact", "citation.prefix", "citation.suffix", "citation.start", "citation.end", "citation.segments",
	"argumentmap.openquestions", "openquestion.askedin", "openquestion.bearson",
	"segment.paragraph", "segment.start", "segment.end",
	"paragraph.start", "paragraph.end",
	"claim.acceptance", "claim.strength", "inference.acceptance", "inference.strength", "rebuttal.acceptance",
	"rebuttal.strength", "preference.acceptance", "preference.strength", "argumentmap.evaluation", "argumentmap.whatif",
	"evaluation.labels", "evaluation.extensions", "evaluation.count",
	"claim.why", "inference.why", "rebuttal.why", "preference.why", "explanation.defence", "explanation.flips", "explanation.questions",
	"claim.influences", "inference.influences", "rebuttal.influences", "preference.influences",
}

// growing are the fields that may be null until more is known of the same version of a map.
var growing = []string{
	"treerow.descendantcount",
	"claim.acceptance", "claim.strength", "inference.acceptance", "inference.strength", "rebuttal.acceptance",
	"rebuttal.strength", "preference.acceptance", "preference.strength", "argumentmap.evaluation", "argumentmap.whatif",
	"claim.why", "inference.why", "rebuttal.why", "preference.why",
	"claim.influences", "inference.influences", "rebuttal.influences", "preference.influences",
}

// Reads is what an answer depends on.
type Reads struct {
	// Maps are sorted by id, and each is proven by its head.
	Maps []Version
	// Growing says that the answer may tell more of the same versions later on.
	Growing bool
}

// NewVersions looks through the resolvers for the fields that leave a map.
func NewVersions(c Config) *Versions {
	v := &Versions{&Resolver{Config: c}, generated.NewExecutableSchema(generated.Config{}).Schema(), map[string]bool{}}
	for _, f := range v.schema.Types["Source"].Fields {
		v.leaving["source."+strings.ToLower(f.Name)] = f.Name != "id" // what is read of it may change
	}
	root := reflect.TypeFor[generated.ResolverRoot]()
	for object := range root.Methods() {
		for field := range object.Type.Out(0).Methods() {
			name := strings.ToLower(object.Name + "." + field.Name)
			v.leaving[name] = !slices.Contains(staying, name)
		}
	}
	return v
}

// Of gives what a query reads, and a context in which it is answered from exactly these maps. It is
// false, and the context the one that it got, when the answer depends on anything else: another root
// field than map, a map that is not there or is only asked to be atLeast at a revision, a list that
// reaches the store.
func (v *Versions) Of(ctx context.Context, op *graphql.OperationContext) (context.Context, Reads, bool) {
	w := survey{Versions: v, seen: map[*ast.FragmentDefinition]bool{}}
	asked, ok := w.asked(op)
	if !ok {
		return ctx, Reads{}, false
	}
	within := withRequest(ctx)
	reads := Reads{Growing: w.growing}
	for _, a := range asked {
		s, err := v.at(within, a)
		if err != nil {
			return ctx, Reads{}, false // the resolver says what is wrong
		}
		reads.Maps = append(reads.Maps, Version{s.Map(), s.Revision(), s.Epoch()})
	}
	slices.SortFunc(reads.Maps, func(a, b Version) int { return strings.Compare(string(a.Map), string(b.Map)) })
	return within, reads, true
}

func (v *Versions) at(ctx context.Context, r reading) (*snapshot.Snapshot, error) {
	if r.asOf > 0 {
		return v.resolver.asOf(ctx, r.id, r.asOf)
	}
	return v.resolver.latest(ctx, r.id)
}

// survey looks through one operation, and at each of its fragments once.
type survey struct {
	*Versions

	seen    map[*ast.FragmentDefinition]bool
	growing bool
}

// asked lists the maps that a query asks for, or says that it asks for something else.
func (w *survey) asked(op *graphql.OperationContext) ([]reading, bool) {
	if op.Operation.Operation != ast.Query {
		return nil, false
	}
	var asked []reading
	for _, f := range rootFields(op.Operation.SelectionSet, nil) {
		if f.Name == "__typename" {
			continue
		}
		r, ok := readingOf(f, op.Variables)
		if !ok || !w.stays(f.SelectionSet) {
			return nil, false
		}
		asked = append(asked, r)
	}
	return asked, len(asked) > 0
}

// readingOf reads the arguments of Query.map; false for any other field.
func readingOf(f *ast.Field, variables map[string]any) (reading, bool) {
	if f.Name != "map" {
		return reading{}, false
	}
	args := f.ArgumentMap(variables)
	id, err := scalar.UnmarshalID(args["id"])
	if err != nil || args["atLeast"] != nil {
		return reading{}, false
	}
	r := reading{id: id}
	if args["revision"] != nil {
		r.asOf, err = scalar.UnmarshalRevision(args["revision"])
		if err != nil || r.asOf == 0 {
			return reading{}, false
		}
	}
	return r, true
}

// rootFields gives the fields of a set with fragments put in, however often one is spread: validation
// has refused those that spread themselves, and the limits those that come to too many.
func rootFields(set ast.SelectionSet, fields []*ast.Field) []*ast.Field {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			fields = append(fields, s)
		case *ast.InlineFragment:
			fields = rootFields(s.SelectionSet, fields)
		case *ast.FragmentSpread:
			fields = rootFields(s.Definition.SelectionSet, fields)
		}
	}
	return fields
}

// stays reports whether no field of a set leaves the map.
func (w *survey) stays(set ast.SelectionSet) bool {
	for _, s := range set {
		var below ast.SelectionSet
		switch s := s.(type) {
		case *ast.Field:
			if w.leaves(s) {
				return false
			}
			below = s.SelectionSet
		case *ast.InlineFragment:
			below = s.SelectionSet
		case *ast.FragmentSpread:
			if !w.seen[s.Definition] {
				w.seen[s.Definition] = true
				below = s.Definition.SelectionSet
			}
		}
		if !w.stays(below) {
			return false
		}
	}
	return true
}

// leaves reports whether a field may read beyond its map, in any type that it may be asked of.
func (w *survey) leaves(f *ast.Field) bool {
	types := w.schema.GetPossibleTypes(f.ObjectDefinition)
	for _, t := range types {
		name := strings.ToLower(t.Name + "." + f.Name)
		w.growing = w.growing || slices.Contains(growing, name)
		if w.leaving[name] {
			return true
		}
	}
	return len(types) == 0
}
