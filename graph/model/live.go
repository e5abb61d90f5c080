package model

import (
	"context"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// Step is what became of a map between two revisions.
type Step struct {
	FromRevision, ToRevision argmap.Revision
	// At is the epoch that ToRevision was seen in.
	At argmap.Epoch
	// Reset asks the client to read anew.
	Reset bool
	// Load gives the map at ToRevision.
	Load func(context.Context) (*snapshot.Snapshot, error)
}

// Epoch gives the number of redactions.
func (s Step) Epoch() int { return int(s.At) }

// Map gives the map at the later revision.
func (s Step) Map(ctx context.Context) (*Map, error) {
	snap, err := s.Load(ctx)
	if err != nil {
		return nil, err
	}
	m := MapAt(snap)
	return &m, nil
}

// MapEvent names the records that a step changed.
type MapEvent struct {
	Step
	Refs []argmap.Ref
}

// Changed gives the records, in the order in which they were first changed.
func (e MapEvent) Changed() []ChangedRecord {
	changed := make([]ChangedRecord, len(e.Refs))
	for i, ref := range e.Refs {
		changed[i] = ChangedRecord{ref, e.Load}
	}
	return changed
}

// ChangedRecord is a record that a step set or removed.
type ChangedRecord struct {
	ref  argmap.Ref
	load func(context.Context) (*snapshot.Snapshot, error)
}

// Type gives the record's type.
func (c ChangedRecord) Type() argmap.RecordType { return c.ref.Type }

// ID gives the record's id.
func (c ChangedRecord) ID() argmap.ID { return c.ref.ID }

// Element gives the element as the step left it, or nil.
func (c ChangedRecord) Element(ctx context.Context) (snapshot.Element, error) {
	if c.ref.Type != argmap.TypeElement {
		return nil, nil //nolint:nilnil // no element is null
	}
	snap, err := c.load(ctx)
	if err != nil {
		return nil, err
	}
	return snap.Element(c.ref.ID), nil
}

// QuestionsEvent names the questions whose status a step changed.
type QuestionsEvent struct {
	Step
	Moves []StatusMove
}

// StatusMove is a question's status before and after a step; empty when the question was not there.
type StatusMove struct {
	Question      argmap.ID
	Before, After argmap.QuestionStatus
}

// Questions gives the questions, by id.
func (e QuestionsEvent) Questions() []QuestionChange {
	changes := make([]QuestionChange, len(e.Moves))
	for i, move := range e.Moves {
		changes[i] = QuestionChange{move, e.Load}
	}
	return changes
}

// QuestionChange is a question whose status a step changed.
type QuestionChange struct {
	move StatusMove
	load func(context.Context) (*snapshot.Snapshot, error)
}

// ID gives the question's id.
func (c QuestionChange) ID() argmap.ID { return c.move.Question }

// Before gives the status before, or nil.
func (c QuestionChange) Before() *argmap.QuestionStatus { return optional(c.move.Before) }

// After gives the status after, or nil.
func (c QuestionChange) After() *argmap.QuestionStatus { return optional(c.move.After) }

// Question gives the question as the step left it, or nil.
func (c QuestionChange) Question(ctx context.Context) (*snapshot.Question, error) {
	if c.move.After == "" {
		return nil, nil //nolint:nilnil // no question is null
	}
	snap, err := c.load(ctx)
	if err != nil {
		return nil, err
	}
	q, ok := snap.Element(c.move.Question).(snapshot.Question)
	if !ok {
		return nil, nil //nolint:nilnil // no question is null
	}
	return &q, nil
}
