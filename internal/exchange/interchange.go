package exchange

import (
	"context"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/library"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// Ledger is what an Interchange needs of a ledger; *ledger.Ledger is one.
type Ledger interface {
	// At gives a map as it is, or as it was.
	At(ctx context.Context, m argmap.ID, r ledger.Read) (*snapshot.Snapshot, error)
	// Imported gives the receipt of an import that was made before under the same key.
	Imported(ctx context.Context, p ledger.Proposal) (ledger.Receipt, bool, error)
	// ImportAll makes maps of records, all or none.
	ImportAll(ctx context.Context, arrivals []ledger.Arrival) ([]ledger.Receipt, error)
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
}

// importTries is how often a file is begun anew because some of its maps were imported meanwhile under the
// same key.
const importTries = 5

// Import brings the maps of a file into the store, all of them or none: a single map with up to
// argmap.MaxOperations records as one change set, a larger one, or several, staged and unseen until all is
// whole. Citations of texts which the actor has in the store already are aimed at those; all others come
// in with the maps. Rules that the file breaks are kept as findings.
//
// A refused, failed or cancelled import leaves nothing, neither map nor text. One that breaks off because
// the process or the store does leaves nothing that anybody sees, and Ledger.Sweep removes it.
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
	// Held until all is done, a text that comes twice at once is kept once.
	release := x.library.Hold(hashesOf(docs...)...)
	defer release()
	for range importTries {
		var done []Imported
		if done, err = x.bring(ctx, got, docs, who); fault.Reason(err) != "write.taken" {
			return done, got.format.Name, err
		}
	}
	return nil, got.format.Name, err
}
