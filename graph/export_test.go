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

// Weigh gives what the caches take a document for that the limits let pass.
func Weigh(schema *ast.Schema, text string) (parsed, passed int64) {
	v, err := examine(Limits{}.withDefaults(), schema, text, &work{})
	if v == nil || err != nil {
		panic(err)
	}
	return weight(text, nodesOf(text), parsedNode), weight(text, v.parts, verdictPart)
}

// Verdict gives what the limiter remembers of a document.
func Verdict(schema *ast.Schema, text string) any {
	v, _ := examine(Limits{}.withDefaults(), schema, text, &work{})
	return v
}

// StoreLists are the lists that have a price.
func StoreLists() []string { return storeLists() }

// GuardWinding is Guard, but gqlgen writes all values.
func GuardWinding(s Server, l Limits) {
	limiter := newLimiter(l.withDefaults())
	limiter.winding = true
	guard(s, limiter)
}
