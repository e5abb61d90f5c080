package exchange

import (
	"context"
	"sync"

	"argmap/internal/argmap"
	"argmap/internal/codec"
	"argmap/internal/codec/argmapjson"
	"argmap/internal/fault"
	"argmap/internal/ledger"
	"argmap/internal/paragraph"
	"argmap/internal/snapshot"
)

// Document gives a map at a revision, 0 for the latest, with the texts that it cites: types of records
// in the order of argmap.RecordTypes, records of one type by id, sources in the order in which they are
// first cited. It asks the store once for all sources, and twice for each: for its bytes and for its
// paragraphs.
func (x *Interchange) Document(ctx context.Context, m argmap.ID, revision argmap.Revision) (*codec.Document, error) {
	snap, err := x.ledger.At(ctx, m, ledger.Read{AsOf: revision})
	if err != nil {
		return nil, err
	}
	return x.document(ctx, snap)
}

func (x *Interchange) document(ctx context.Context, snap *snapshot.Snapshot) (*codec.Document, error) {
	d := stateOf(snap)
	var err error
	d.Sources, err = x.texts(ctx, citedIn(d))
	return d, err
}

// stateOf gives a map's records, without texts.
func stateOf(snap *snapshot.Snapshot) *codec.Document {
	d := &codec.Document{}
	for e := range snap.Entries() {
		if p, ok := e.Record.(*argmap.Properties); ok {
			d.Properties = p
			continue
		}
		d.Records = append(d.Records, e.Record)
	}
	return d
}

// citedIn lists the sources that a document cites, each once, in the order in which they are cited.
func citedIn(d *codec.Document) []argmap.ID {
	seen := map[argmap.ID]bool{}
	var ids []argmap.ID
	for _, r := range d.Records {
		if c, ok := r.(*argmap.Citation); ok && !seen[c.Source] {
			seen[c.Source] = true
			ids = append(ids, c.Source)
		}
	}
	return ids
}

// texts gives sources with their texts and paragraphs.
func (x *Interchange) texts(ctx context.Context, ids []argmap.ID) ([]codec.Source, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	sources, err := x.store.Sources(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make([]codec.Source, 0, len(sources))
	for _, src := range sources {
		raw, err := x.store.SourceBytes(ctx, src.ID)
		if err != nil {
			return nil, err
		}
		text, err := paragraph.Text(raw)
		if err != nil {
			return nil, fault.New(fault.Internal, "source.text", "the text of source %s cannot be read", src.ID).Because(err)
		}
		one := codec.Source{Source: src, Text: text}
		if string(raw) != text {
			one.Raw = raw
		}
		// One more than there are, so that the end is known without asking again.
		if one.Paragraphs, err = x.store.SourceParagraphs(ctx, src.ID, 0, src.Paragraphs+1); err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, nil
}

// Export is a map of the store that is to be written in a format. Its methods may be called at once.
type Export struct {
	Format   codec.Format
	Map      argmap.ID
	Revision argmap.Revision
	Epoch    argmap.Epoch

	from     *Interchange
	snapshot *snapshot.Snapshot
	// loading lets one at a time read the texts, which document then has.
	loading  sync.Mutex
	document *codec.Document
	// history: the file holds the log, which the store gives.
	history bool
}

// Export begins to write a map at a revision, 0 for the latest, in a format. In argmap's own format the
// file holds the whole history, and a revision is INVALID. Nothing but the map is read yet.
func (x *Interchange) Export(ctx context.Context, m argmap.ID, revision argmap.Revision, format string) (*Export, error) {
	f, err := x.target(format)
	if err != nil {
		return nil, err
	}
	history := f.Name == argmapjson.Name
	if history && revision != 0 {
		return nil, fault.InvalidField("revision", "export.revision", "%s holds the whole history of a map; ask for it without a revision", f.Name)
	}
	snap, err := x.ledger.At(ctx, m, ledger.Read{AsOf: revision})
	if err != nil {
		return nil, err
	}
	return &Export{Format: f, Map: m, Revision: snap.Revision(), Epoch: snap.Epoch(), from: x, snapshot: snap, history: history}, nil
}

func (e *Export) load(ctx context.Context) error {
	e.loading.Lock()
	defer e.loading.Unlock()
	if e.document != nil {
		return nil
	}
	var err error
	e.document, err = e.from.document(ctx, e.snapshot)
	return err
}

// Title is the map's.
func (e *Export) Title() string {
	p, _ := e.snapshot.Entry(argmap.Ref{Type: argmap.TypeProperties, ID: e.Map})
	return p.Record.(*argmap.Properties).Title
}

// Losses tells what the format cannot hold of the map: what Write would leave out or change.
func (e *Export) Losses(ctx context.Context) ([]codec.Loss, error) {
	if e.history {
		return nil, nil
	}
	if err := e.load(ctx); err != nil {
		return nil, err
	}
	return tell(ctx, e.Format, e.document)
}

// Refuse is INVALID "export.losses" with the losses as details, if there are any.
func (e *Export) Refuse(ctx context.Context) error {
	losses, err := e.Losses(ctx)
	if err == nil {
		err = refuse(e.Format, losses)
	}
	return err
}

// Write writes the map. It may be called more than once, and gives the same bytes each time, but for
// argmap's own format, whose history may have grown.
func (e *Export) Write(ctx context.Context, out codec.Output) error {
	if e.history {
		w, err := out.Create(out.Name + e.Format.Extensions[0])
		if err == nil {
			_, err = e.from.service.Export(ctx, e.Map, w)
		}
		return err
	}
	if err := e.load(ctx); err != nil {
		return err
	}
	return write(ctx, e.Format, e.document, out)
}

// ValidateMap lists which rules of maps a map of the store breaks, at a revision, 0 for the latest.
func (x *Interchange) ValidateMap(ctx context.Context, m argmap.ID, revision argmap.Revision) (Checked, error) {
	snap, err := x.ledger.At(ctx, m, ledger.Read{AsOf: revision})
	if err != nil {
		return Checked{}, err
	}
	d := stateOf(snap)
	found := checked(d)
	found.Map, found.Counts.Sources = m, len(citedIn(d))
	return found, nil
}
