package graph

import (
	"context"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/lexer"

	"argmap/internal/lru"
)

// What is remembered of documents, in bytes: of short ones, so that nobody can fill the memory with
// texts that are never sent again.
const (
	parsedBytes   = 5 << 20
	passedBytes   = 1 << 20
	rememberedLen = 16 << 10
)

// What a document takes in memory beside its text, in bytes at most: an entry of a cache; what is parsed
// where a node begins (a value in a list makes two, with their positions); and a part of a verdict.
const (
	entryBytes  = 600
	parsedNode  = 256
	verdictPart = 160
)

// remembered keeps what was found out about documents, by their texts. It implements graphql.Cache.
type remembered[V any] struct{ *lru.Cache[string, V] }

// Get gives what is known of a document.
func (r remembered[V]) Get(_ context.Context, text string) (V, bool) { return r.Cache.Get(text) }

// Add notes what is known of a document, if it is short.
func (r remembered[V]) Add(_ context.Context, text string, value V) {
	if len(text) <= rememberedLen {
		r.Put(text, value, nil)
	}
}

// newParsed keeps parsed documents.
func newParsed() remembered[*ast.QueryDocument] {
	return remembered[*ast.QueryDocument]{lru.New(parsedBytes, func(text string, _ *ast.QueryDocument) int64 {
		return weight(text, nodesOf(text), parsedNode)
	})}
}

// newPassed keeps the verdicts of documents that passed.
func newPassed() remembered[*verdict] {
	return remembered[*verdict]{lru.New(passedBytes, func(text string, v *verdict) int64 {
		return weight(text, v.parts, verdictPart)
	})}
}

// weight gives what a document takes. Memory comes in sizes that are up to an eighth apart.
func weight(text string, parts, each int) int64 {
	return int64(entryBytes + len(text)*9/8 + parts*each)
}

// nodesOf counts the tokens that may begin a node, in a document that was parsed.
func nodesOf(text string) int {
	lex := lexer.New(&ast.Source{Input: text})
	for n := 0; ; {
		t, err := lex.ReadToken()
		switch {
		case err != nil || t.Kind == lexer.EOF:
			return n
		case slices.Contains([]lexer.Type{lexer.BraceR, lexer.BracketR, lexer.ParenL, lexer.ParenR, lexer.Colon, lexer.Equals, lexer.Bang}, t.Kind):
		default:
			n++
		}
	}
}
