package model

import (
	"context"

	"argmap/internal/snapshot"
)

// Edge is an item with its place in its list.
type Edge[T any] struct {
	Cursor string
	Node   T
}

// PageInfo says where a page stands in its list.
type PageInfo struct {
	HasNextPage     bool
	HasPreviousPage bool
	StartCursor     *string
	EndCursor       *string
}

// Connection is one page of a list.
type Connection[T any] struct {
	Edges    []Edge[T]
	PageInfo PageInfo
	// Count counts the whole list; it runs only when the total was asked for.
	Count func(context.Context) (int, error)
}

// Nodes gives the items of the page.
func (c Connection[T]) Nodes() []T {
	nodes := make([]T, len(c.Edges))
	for i, e := range c.Edges {
		nodes[i] = e.Node
	}
	return nodes
}

// TotalCount counts the whole list.
func (c Connection[T]) TotalCount(ctx context.Context) (int, error) { return c.Count(ctx) }

// The lists of the schema.
type (
	// ArgumentMapConnection is a page of maps.
	ArgumentMapConnection = Connection[Map]
	// ArgumentMapEdge is a map in a list.
	ArgumentMapEdge = Edge[Map]
	// ElementConnection is a page of elements.
	ElementConnection = Connection[snapshot.Element]
	// ElementEdge is an element in a list.
	ElementEdge = Edge[snapshot.Element]
	// ClaimConnection is a page of claims.
	ClaimConnection = Connection[snapshot.Claim]
	// ClaimEdge is a claim in a list.
	ClaimEdge = Edge[snapshot.Claim]
	// InferenceConnection is a page of inferences.
	InferenceConnection = Connection[snapshot.Inference]
	// InferenceEdge is an inference in a list.
	InferenceEdge = Edge[snapshot.Inference]
	// RebuttalConnection is a page of rebuttals.
	RebuttalConnection = Connection[snapshot.Rebuttal]
	// RebuttalEdge is a rebuttal in a list.
	RebuttalEdge = Edge[snapshot.Rebuttal]
	// QuestionConnection is a page of questions.
	QuestionConnection = Connection[snapshot.Question]
	// QuestionEdge is a question in a list.
	QuestionEdge = Edge[snapshot.Question]
	// OpenQuestionConnection is a page of open questions.
	OpenQuestionConnection = Connection[OpenQuestion]
	// OpenQuestionEdge is an open question in a list.
	OpenQuestionEdge = Edge[OpenQuestion]
	// FormatConnection is a page of interchange formats.
	FormatConnection = Connection[InterchangeFormat]
	// FormatEdge is an interchange format in a list.
	FormatEdge = Edge[InterchangeFormat]
	// SchemeConnection is a page of schemes.
	SchemeConnection = Connection[Scheme]
	// SchemeEdge is a scheme in a list.
	SchemeEdge = Edge[Scheme]
	// VoiceConnection is a page of voices.
	VoiceConnection = Connection[snapshot.Voice]
	// VoiceEdge is a voice in a list.
	VoiceEdge = Edge[snapshot.Voice]
	// SourceConnection is a page of sources.
	SourceConnection = Connection[Source]
	// SourceEdge is a source in a list.
	SourceEdge = Edge[Source]
	// ParagraphConnection is a page of paragraphs.
	ParagraphConnection = Connection[Paragraph]
	// ParagraphEdge is a paragraph in a list.
	ParagraphEdge = Edge[Paragraph]
	// CitationConnection is a page of citations.
	CitationConnection = Connection[snapshot.Citation]
	// CitationEdge is a citation in a list.
	CitationEdge = Edge[snapshot.Citation]
	// ChangeSetConnection is a page of change sets.
	ChangeSetConnection = Connection[ChangeSet]
	// ChangeSetEdge is a change set in a list.
	ChangeSetEdge = Edge[ChangeSet]
)
