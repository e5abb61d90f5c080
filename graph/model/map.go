package model

import (
	"context"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
)

// Node is whatever has an id of its own.
type Node interface{ ID() argmap.ID }

// SearchResult is what a search can find: a claim, question, locution or paragraph.
type SearchResult interface{ ID() argmap.ID }

// Map is a map at one revision. What it says of itself is there; the rest is loaded when it is
// first asked for.
type Map struct {
	Properties *argmap.Properties
	Revision   argmap.Revision
	// Load gives the map at Revision.
	Load func(context.Context) (*snapshot.Snapshot, error)
	// CountOpen gives how many questions are open; nil when that is not known yet.
	CountOpen func(context.Context) (*int, error)
}

// MapAt gives the map that a snapshot shows.
func MapAt(s *snapshot.Snapshot) Map {
	load := func(context.Context) (*snapshot.Snapshot, error) { return s, nil }
	count := func(context.Context) (*int, error) { return new(openIn(s)), nil }
	return Map{Properties: s.Properties(), Revision: s.Revision(), Load: load, CountOpen: count}
}

func openIn(s *snapshot.Snapshot) int {
	n := 0
	for _, o := range s.OpenQuestions() {
		if o.Status == argmap.Open {
			n++
		}
	}
	return n
}

// OpenQuestionCount gives how many questions are open, or nil.
func (m Map) OpenQuestionCount(ctx context.Context) (*int, error) { return m.CountOpen(ctx) }

// ID gives the map's id.
func (m Map) ID() argmap.ID { return m.Properties.ID }

// Title gives what the map is called.
func (m Map) Title() string { return m.Properties.Title }

// Description gives what the map is about, or nil.
func (m Map) Description() *string { return optional(m.Properties.Description) }

// Language gives the language of the map's texts, or nil.
func (m Map) Language() *string { return optional(m.Properties.Language) }

// Owner gives who made the map.
func (m Map) Owner() argmap.Actor { return m.Properties.Owner }

// Created gives when the map was made.
func (m Map) Created() time.Time { return m.Properties.Created }

// CopiedFrom gives the map that this one was copied from, or nil.
func (m Map) CopiedFrom() *argmap.ID { return optional(m.Properties.CopiedFrom) }

// CopiedRevision gives the revision that was copied, or nil.
func (m Map) CopiedRevision() *argmap.Revision { return optional(m.Properties.CopiedRevision) }

// optional gives nil for a zero value.
func optional[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}
