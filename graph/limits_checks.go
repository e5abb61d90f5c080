package graph

import "github.com/vektah/gqlparser/v2/ast"

// checks bounds the two parts of validation that grow faster than the document. It walks from every
// operation and every fragment over all that is reached from there; and it compares every two fields
// that give the same name in the answer, and what lies below them.
func (l Limits) checks(d *document) error {
	found := 0
	for _, set := range d.definitions() {
		found = add(found, d.reached(set, map[string]bool{}))
		if found > l.Checks {
			break
		}
	}
	o := overlaps{document: d, most: l.Checks - found, seen: map[string]bool{}}
	o.all()
	return over("checks", "validating the document takes %d steps or more; at most %d are allowed", add(found, o.pairs), l.Checks)
}

// definitions are the selection sets of all operations, then of all fragments.
func (d *document) definitions() []ast.SelectionSet {
	var sets []ast.SelectionSet
	for _, op := range d.Operations {
		sets = append(sets, op.SelectionSet)
	}
	for _, f := range d.Fragments {
		sets = append(sets, f.SelectionSet)
	}
	return sets
}

// reached counts the selections that are reached from a set, each fragment once.
func (d *document) reached(set ast.SelectionSet, seen map[string]bool) int {
	n := 0
	for _, s := range set {
		d.work.selections++
		n++
		switch s := s.(type) {
		case *ast.Field:
			n += d.reached(s.SelectionSet, seen)
		case *ast.InlineFragment:
			n += d.reached(s.SelectionSet, seen)
		case *ast.FragmentSpread:
			if f := d.fragments[s.Name]; f != nil && !seen[s.Name] {
				seen[s.Name] = true
				n += d.reached(f.SelectionSet, seen)
			}
		}
	}
	return n
}

// overlaps counts the pairs of fields that give the same name in one place of the answer.
type overlaps struct {
	*document
	pairs, most int
	// seen are the fragments that some operation reaches.
	seen map[string]bool
}

// all counts for every operation, and for the fragments that none of them reaches.
func (o *overlaps) all() {
	for _, op := range o.Operations {
		o.merged([]ast.SelectionSet{op.SelectionSet})
	}
	for _, f := range o.Fragments {
		if !o.seen[f.Name] {
			o.merged([]ast.SelectionSet{f.SelectionSet})
		}
	}
}

// merged counts in sets that give one object of the answer, and goes on below each name.
func (o *overlaps) merged(sets []ast.SelectionSet) {
	m := merging{overlaps: o, below: map[string][]*ast.Field{}, spread: map[string]bool{}}
	for _, set := range sets {
		m.collect(set)
	}
	for _, name := range m.names {
		if o.pairs > o.most {
			return
		}
		fields := m.below[name]
		o.pairs = add(o.pairs, len(fields)*(len(fields)-1)/2)
		o.work.pairs = o.pairs
		if under := setsOf(fields); len(under) > 0 {
			o.merged(under)
		}
	}
}

func setsOf(fields []*ast.Field) []ast.SelectionSet {
	var sets []ast.SelectionSet
	for _, f := range fields {
		if len(f.SelectionSet) > 0 {
			sets = append(sets, f.SelectionSet)
		}
	}
	return sets
}

// merging gathers the fields of one object of the answer by their names in it.
type merging struct {
	*overlaps
	names  []string
	below  map[string][]*ast.Field
	spread map[string]bool
}

func (m *merging) collect(set ast.SelectionSet) {
	for _, s := range set {
		m.work.selections++
		switch s := s.(type) {
		case *ast.Field:
			if m.below[s.Alias] == nil {
				m.names = append(m.names, s.Alias)
			}
			m.below[s.Alias] = append(m.below[s.Alias], s)
		case *ast.InlineFragment:
			m.collect(s.SelectionSet)
		case *ast.FragmentSpread:
			if f := m.fragments[s.Name]; f != nil && !m.spread[s.Name] {
				m.spread[s.Name], m.seen[s.Name] = true, true
				m.collect(f.SelectionSet)
			}
		}
	}
}
