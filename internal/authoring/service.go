package authoring

import (
	"context"
	"iter"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/ledger"
	"argmap/internal/scheme"
	"argmap/internal/snapshot"
)

// Ledger is what authoring needs of the ledger; *ledger.Ledger is one.
type Ledger interface {
	// Commit makes a change to a map.
	Commit(ctx context.Context, p ledger.Proposal) (ledger.Receipt, error)
	// CreateMap makes a map with properties.
	CreateMap(ctx context.Context, p ledger.Proposal, properties *argmap.Properties) (ledger.Receipt, error)
	// Import makes a map of records, staged when they are many.
	Import(ctx context.Context, p ledger.Proposal, properties *argmap.Properties, records iter.Seq2[argmap.Record, error]) (ledger.Receipt, error)
	// DeleteMap ends a map.
	DeleteMap(ctx context.Context, p ledger.Proposal) (ledger.Receipt, error)
	// Undo takes the revision p.Undoes back.
	Undo(ctx context.Context, p ledger.Proposal) (ledger.Receipt, error)
	// Restore makes a map what it was at the revision p.Restores.
	Restore(ctx context.Context, p ledger.Proposal) (ledger.Receipt, error)
	// Preview tells what deleting elements would come to.
	Preview(ctx context.Context, m argmap.ID, ids []argmap.ID) (argmap.Impact, argmap.Revision, error)
	// At gives a map as it is, or as it was.
	At(ctx context.Context, m argmap.ID, r ledger.Read) (*snapshot.Snapshot, error)
	// Change gives one change set.
	Change(ctx context.Context, m argmap.ID, r argmap.Revision) (argmap.ChangeSet, error)
	// Paragraphs gives paragraphs; unknown ids are left out.
	Paragraphs(ctx context.Context, ids []argmap.ID) ([]*argmap.Paragraph, error)
}

// Service builds and edits maps. Its methods may be called from many goroutines at once.
type Service struct {
	ledger Ledger
	ids    func() argmap.ID
	clock  func() time.Time

	schemes func() *scheme.Set
}

var _ Ledger = (*ledger.Ledger)(nil)

// New makes a service; ids makes an id that is new everywhere, clock tells the time, and schemes gives
// those whose critical questions can be raised; it is asked when one is.
func New(l Ledger, ids func() argmap.ID, clock func() time.Time, schemes func() *scheme.Set) *Service {
	return &Service{ledger: l, ids: ids, clock: clock, schemes: schemes}
}

// now is the time as records carry it.
func (s *Service) now() time.Time { return s.clock().UTC().Truncate(time.Microsecond) }

// Write is what every change says besides the change itself.
type Write struct {
	Map argmap.ID
	// Since is the revision that the author saw; 0 means the head.
	Since argmap.Revision
	// Actor is who makes the change; he authors what it adds.
	Actor argmap.Actor
	// Key is the client's own name for the write, unique per actor: sent again with the same input, it
	// gives the first answer and changes nothing. Empty for none.
	Key string
	// Message says why, for the history.
	Message string
}

// Command is a list of operations to carry out in their order, all or none.
type Command struct {
	Write
	Operations []OperationInput
}

// NamedID is the id that a ref was given.
type NamedID struct {
	Ref, ID argmap.ID
}

// Result says what a change came to. When Receipt.Repeated, the ids are those of the first time;
// there are none if the map was deleted since.
type Result struct {
	ledger.Receipt
	// IDs holds for each operation, in order, the id of what it made or changed: of the element that
	// was added or updated, the link that makes a claim an answer, the citation, commitment, voice or
	// row; empty for one that deletes or removes.
	IDs []argmap.ID
	// Refs are the ids given to the client's refs, in the order of the operations.
	Refs []NamedID
	// Deleted are the elements that are gone, those that fell with others included.
	Deleted []argmap.ID
	// Rebuttals are those that answers made by which an argument fails, in the order of the operations.
	Rebuttals []argmap.ID
}

// ID is that of the one thing that a single mutation made or changed; empty if there is none.
func (r Result) ID() argmap.ID {
	if len(r.IDs) == 0 {
		return ""
	}
	return r.IDs[0]
}
