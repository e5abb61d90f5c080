package graph

import (
	"cmp"

	"github.com/vektah/gqlparser/v2/ast"
)

// shape is what a selection set comes to once fragments are put in.
type shape struct {
	// roots is how many fields it has itself, fields how many in all.
	roots, fields int
	// depth is how deep fields nest, schema how deep those below __schema and __type do.
	depth, schema int
	// cycle is a fragment that is spread within itself, or empty.
	cycle string
}

// plenty is where counting stops: more than any limit.
const plenty = 1 << 30

// add and times do not go beyond plenty, which fits any int twice over.
func add(a, b int) int { return min(a+b, plenty) }

func times(a, b int) int {
	if a != 0 && b > plenty/a {
		return plenty
	}
	return a * b
}

// beside joins two shapes of one set.
func (s shape) beside(t shape) shape {
	return shape{
		roots: add(s.roots, t.roots), fields: add(s.fields, t.fields),
		depth: max(s.depth, t.depth), schema: max(s.schema, t.schema), cycle: cmp.Or(s.cycle, t.cycle),
	}
}

// under gives the shape of one field whose selection set has the shape s.
func (s shape) under(name string) shape {
	out := shape{roots: 1, fields: add(1, s.fields), depth: 1 + s.depth, schema: s.schema, cycle: s.cycle}
	if name == "__schema" || name == "__type" {
		out.depth, out.schema = 0, 1+max(s.depth, s.schema)
	}
	return out
}

// of gives the shape of a set. Each fragment is walked once, however often it is spread.
func (d *document) of(set ast.SelectionSet) shape {
	var all shape
	for _, s := range set {
		d.work.selections++
		switch s := s.(type) {
		case *ast.Field:
			all = all.beside(d.of(s.SelectionSet).under(s.Name))
		case *ast.InlineFragment:
			all = all.beside(d.of(s.SelectionSet))
		case *ast.FragmentSpread:
			if f := d.fragments[s.Name]; f != nil {
				all = all.beside(d.ofFragment(f))
			}
		}
	}
	return all
}

func (d *document) ofFragment(f *fragment) shape {
	switch {
	case f.known:
		return f.shape
	case f.busy:
		return shape{cycle: f.Name}
	}
	f.busy = true
	f.shape = d.of(f.SelectionSet)
	f.known = true
	return f.shape
}
