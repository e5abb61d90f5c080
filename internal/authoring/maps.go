package authoring

import (
	"context"
	"errors"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/snapshot"
)

// CreateMapInput is what a new map says of itself.
type CreateMapInput struct {
	Title       string  `json:"title"`
	Description *string `json:"description,omitzero"`
	Language    *string `json:"language,omitzero"`
}

// CreateMap makes an empty map; its id is the receipt's. Write needs no Map.
func (s *Service) CreateMap(ctx context.Context, w Write, in CreateMapInput) (ledger.Receipt, error) {
	p, err := s.proposal(w, request{"createMap", in})
	if err != nil {
		return ledger.Receipt{}, err
	}
	properties := &argmap.Properties{
		ID: s.ids(), Title: in.Title, Description: value(in.Description), Language: value(in.Language),
		Owner: w.Actor, Created: s.now(),
	}
	r, err := s.ledger.CreateMap(ctx, p, properties)
	return r, placed(err)
}

// UpdateMapInput holds new values of what a map says of itself; nil leaves a field as it is, and an
// empty description or language clears it.
type UpdateMapInput struct {
	Title       *string `json:"title,omitzero"`
	Description *string `json:"description,omitzero"`
	Language    *string `json:"language,omitzero"`
}

// UpdateMap changes what a map says of itself.
func (s *Service) UpdateMap(ctx context.Context, w Write, in UpdateMapInput) (ledger.Receipt, error) {
	p, err := s.proposal(w, request{"updateMap", in})
	if err != nil {
		return ledger.Receipt{}, err
	}
	p.Build = func(head *snapshot.Snapshot) ([]argmap.Operation, error) {
		return in.operations(head), nil
	}
	r, err := s.ledger.Commit(ctx, p)
	return r, placed(err)
}

func (in UpdateMapInput) operations(head argmap.View) []argmap.Operation {
	properties := *argmap.PropertiesIn(head)
	properties.Title = valueOr(in.Title, properties.Title)
	properties.Description = valueOr(in.Description, properties.Description)
	properties.Language = valueOr(in.Language, properties.Language)
	return []argmap.Operation{argmap.Set(&properties)}
}

// DeleteMap deletes a map; its log stays.
func (s *Service) DeleteMap(ctx context.Context, w Write) (ledger.Receipt, error) {
	p, err := s.proposal(w, request{"deleteMap", nil})
	if err != nil {
		return ledger.Receipt{}, err
	}
	r, err := s.ledger.DeleteMap(ctx, p)
	return r, placed(err)
}

// Undo takes one revision back, as a new revision. Write needs no Since.
func (s *Service) Undo(ctx context.Context, w Write, revision argmap.Revision) (ledger.Receipt, error) {
	p, err := s.proposal(w, request{"undo", revision})
	if err != nil {
		return ledger.Receipt{}, err
	}
	p.Undoes = revision
	r, err := s.ledger.Undo(ctx, p)
	return r, revisionError(err)
}

// Restore makes the map what it was at a revision, as a new revision. With w.Since it is a CONFLICT when
// anything in the map was changed after that.
func (s *Service) Restore(ctx context.Context, w Write, revision argmap.Revision) (ledger.Receipt, error) {
	p, err := s.proposal(w, request{"restoreMap", revision})
	if err != nil {
		return ledger.Receipt{}, err
	}
	p.Restores = revision
	r, err := s.ledger.Restore(ctx, p)
	return r, revisionError(err)
}

// revisionError blames the revision for what an operation of its change would break.
func revisionError(err error) error {
	var f *fault.Error
	if errors.As(err, &f) && f.Details["operation"] != nil {
		return f.At("input.revision") // the fields of a record are none of the input
	}
	return placed(err)
}

func value[T any](p *T) T {
	var zero T
	return valueOr(p, zero)
}

func valueOr[T any](p *T, otherwise T) T {
	if p == nil {
		return otherwise
	}
	return *p
}
