package graph

import "github.com/vektah/gqlparser/v2/ast"

// Examined is how much the limiter looked at in a document, and whether it let it pass.
type Examined struct {
	Tokens, Selections, Pairs int
	Parsed                    bool
	Err                       error
}

// Examine holds a document against the limits as the limiter does.
func Examine(l Limits, schema *ast.Schema, text string) Examined {
	var w work
	v, err := examine(l.withDefaults(), schema, text, &w)
	return Examined{w.tokens, w.selections, w.pairs, v != nil, err}
}

// WithDefaults gives the limits as they apply.
func (l Limits) WithDefaults() Limits { return l.withDefaults() }

// StoreLists are the lists that have a price.
func StoreLists() []string { return storeLists() }
