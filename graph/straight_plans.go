package graph

import (
	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"argmap/graph/direct"
	"argmap/internal/lru"
)

// What is remembered of how documents are written straight, in bytes: a document takes what it does
// when it is parsed, and so much for each field that is planned.
const (
	plannedBytes = 2 << 20
	plannedField = 200
	// plannedRoom is how often a field may be planned, as the field of one type of object or another.
	plannedRoom = 4
)

// plans keeps the plans of fields that were written straight, by the field in its parsed document: while
// that is remembered, the same text gives the same document.
type plans struct {
	*lru.Cache[*ast.Field, planned]
}

// planned is the memory of one field; it has none when directives decide what is selected.
type planned struct {
	memory *direct.Memory
	cost   int64
}

func newPlans() plans {
	return plans{lru.New(plannedBytes, func(_ *ast.Field, p planned) int64 { return p.cost })}
}

// of gives the memory for a field of an operation; nil for what is not worth remembering.
func (p plans) of(op *graphql.OperationContext, field graphql.CollectedField) *direct.Memory {
	if known, ok := p.Get(field.Field); ok {
		return known.memory
	}
	if len(op.RawQuery) > rememberedLen {
		return nil
	}
	nodes := nodesOf(op.RawQuery)
	found := planned{cost: weight(op.RawQuery, nodes, parsedNode)}
	if unconditional(op.Doc) {
		room := plannedRoom * nodes
		found.memory = direct.NewMemory(field.Selections, room)
		found.cost += int64(room) * plannedField
	}
	p.Put(field.Field, found, nil)
	return found.memory
}

// unconditional reports whether a document has no directive: whatever it selects it always selects.
func unconditional(doc *ast.QueryDocument) bool {
	for _, op := range doc.Operations {
		if len(op.Directives) > 0 || !unconditionally(op.SelectionSet) {
			return false
		}
	}
	for _, f := range doc.Fragments {
		if len(f.Directives) > 0 || !unconditionally(f.SelectionSet) {
			return false
		}
	}
	return true
}

func unconditionally(set ast.SelectionSet) bool {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			if len(s.Directives) > 0 || !unconditionally(s.SelectionSet) {
				return false
			}
		case *ast.InlineFragment:
			if len(s.Directives) > 0 || !unconditionally(s.SelectionSet) {
				return false
			}
		case *ast.FragmentSpread:
			if len(s.Directives) > 0 {
				return false
			}
		}
	}
	return true
}
