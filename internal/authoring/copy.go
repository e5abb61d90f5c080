package authoring

import (
	"context"

	"argmap/internal/argmap"
	"argmap/internal/ledger"
)

// CopyMapInput says which map to copy, at which revision, and what the copy is called.
type CopyMapInput struct {
	// Revision is 0 for the latest.
	Revision argmap.Revision `json:"revision,omitzero"`
	// Title is nil for that of the original.
	Title *string `json:"title,omitzero"`
}

// CopyMap makes a new map that holds what w.Map held at a revision, with new ids; the copy's id is
// the receipt's. Defects of the original are copied too.
func (s *Service) CopyMap(ctx context.Context, w Write, in CopyMapInput) (ledger.Receipt, error) {
	return ledger.Receipt{}, nil
}
