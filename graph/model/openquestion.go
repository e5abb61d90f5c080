package model

import (
	"context"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
)

// OpenQuestion is a question that waits for an answer, read from its map or from the store's index.
type OpenQuestion struct {
	// Map is its map as it is, Record the question's own record.
	Map    Map
	Record *argmap.Element
	// Status, Weight and CouldFlip hold for Revision.
	Status    argmap.QuestionStatus
	Weight    int
	CouldFlip *bool
	Revision  argmap.Revision
	// At gives the map at Revision.
	At func(context.Context) (*snapshot.Snapshot, error)
	// Asked and Bears name the paragraphs in which it is asked, and those in which what it asks about is
	// said; Texts gives paragraphs of its map.
	Asked, Bears func() []argmap.ID
	Texts        func(ctx context.Context, ids []argmap.ID) ([]Paragraph, error)
}

// ID is the id of the question.
func (o OpenQuestion) ID() argmap.ID { return o.Record.ID }

// Text gives the words in which it is asked.
func (o OpenQuestion) Text() string { return o.Record.Text }

// ResolvedText gives the question with its ellipses filled.
func (o OpenQuestion) ResolvedText() string {
	if q := o.Record.Question; q != nil && q.Resolved != "" {
		return q.Resolved
	}
	return o.Record.Text
}

// Question gives the question as it stands in its map at Revision.
func (o OpenQuestion) Question(ctx context.Context) (*snapshot.Question, error) {
	s, err := o.At(ctx)
	if err != nil {
		return nil, err
	}
	q, ok := s.Element(o.Record.ID).(snapshot.Question)
	if !ok {
		return nil, fault.New(fault.NotFound, "question.gone", "question %s is no longer in map %s", o.Record.ID, s.Map()).At("question")
	}
	return &q, nil
}
