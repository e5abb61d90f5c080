package exchange

import (
	"context"
	"iter"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/ledger"
	"argmap/internal/library"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// Ledger is what an Interchange needs of a ledger; *ledger.Ledger is one.
type Ledger interface {
	// At gives a map as it is, or as it was.
	At(ctx context.Context, m argmap.ID, r ledger.Read) (*snapshot.Snapshot, error)
	// Import makes a map of records.
	Import(ctx context.Context, p ledger.Proposal, properties *argmap.Properties, records iter.Seq2[argmap.Record, error]) (ledger.Receipt, error)
	// DeleteMap ends a map.
	DeleteMap(ctx context.Context, p ledger.Proposal) (ledger.Receipt, error)
}

// Interchange brings maps of interchange formats into a store, and out of it.
type Interchange struct {
	*Converter

	service *Service
	store   store.Store
	ledger  Ledger
	library *library.Library
}

// NewInterchange gives an Interchange over a store and its ledger. The library is the one of all that
// bring texts into the store; nil makes one.
func NewInterchange(s store.Store, l Ledger, texts *library.Library, o Options) *Interchange {
	if texts == nil {
		texts = library.New(s)
	}
	return &Interchange{Converter: NewConverter(o), service: New(s, o.Clock), store: s, ledger: l, library: texts}
}

// Who says on whose behalf a file is imported.
type Who struct {
	Actor argmap.Actor
	// Key is the client's own key for the import of the file, unique per actor; empty for none. The same
	// file under the same key is imported once, however often it is sent.
	Key string
	// Message is that of the change set; empty lets it name the file.
	Message string
}

// Imported is a map that a file brought.
type Imported struct {
	Map      argmap.ID       `json:"map"`
	Revision argmap.Revision `json:"revision"`
	Title    string          `json:"title"`
	Counts   Counts          `json:"counts"`
	// Recognised counts the sources that were there already, of all that the map cites.
	Recognised int `json:"recognised"`
	// Repeated: the map had been imported before, under the same key. Its elements then are not those of
	// the findings, which have no ids.
	Repeated bool            `json:"repeated,omitempty"`
	Findings []codec.Finding `json:"findings"`

	// brought are the texts that came with it.
	brought []argmap.ID
}

// Import brings the maps of a file into the store: each with up to argmap.MaxOperations records as one
// change set, a larger one staged, unseen until it is whole. Citations of texts which the actor has in
// the store already are aimed at those. Rules that the file breaks are kept as findings.
//
// A refused or failed import leaves no map. With a key, maps of the file that were imported before the
// one that failed stay, and are recognised when the import is tried again; without one they are
// deleted. The store never forgets a text: those that a failed import brought are withdrawn, unless
// nobody knows whether the import failed.
func (x *Interchange) Import(ctx context.Context, f File, who Who) (_ []Imported, format string, err error) {
	got, err := x.read(f)
	if err != nil {
		return nil, "", err
	}
	end, err := x.turn(ctx)
	if err != nil {
		return nil, got.format.Name, err
	}
	defer end()
	docs, err := x.decode(ctx, got, x.options(who.Actor))
	if err != nil {
		return nil, got.format.Name, err
	}
	for _, d := range docs {
		if len(docs) > 1 || len(d.Sources) > 0 {
			if err := d.Lawful(); err != nil {
				return nil, got.format.Name, err
			}
		}
	}
	// Held until all is done, the texts of maps that are taken back are in nobody else's map yet.
	release := x.library.Hold(hashesOf(docs...)...)
	defer release()
	done := make([]Imported, 0, len(docs))
	for i, d := range docs {
		one, err := x.bring(ctx, d, x.proposal(got, who, i))
		if err != nil {
			x.takeBack(ctx, done, who)
			return nil, got.format.Name, err
		}
		done = append(done, one)
	}
	return done, got.format.Name, nil
}
