package ledger

import (
	"context"
	"iter"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// Import makes a new map of records, in whatever order they come. The proposal is one as for Commit,
// without Build. At most argmap.MaxOperations records are one change set like any other. More are
// staged: all are validated first, then written in pieces into a map that nobody sees, and the
// last step publishes it at revision 1. Breaches of well-formedness are kept, as defects.
//
// An import that is refused leaves nothing; one that breaks off leaves what only Sweep finds. It is
// EXHAUSTED when the map would not fit in memory.
func (l *Ledger) Import(ctx context.Context, p Proposal, properties *argmap.Properties, records iter.Seq2[argmap.Record, error]) (Receipt, error) {
	leave, err := l.crew.enter()
	if err != nil {
		return Receipt{}, err
	}
	defer leave()
	p.Map, p.Create, p.Import = properties.ID, true, true
	ops, err := collect(properties, records)
	if err != nil {
		return Receipt{}, err
	}
	p.Build = func(*snapshot.Snapshot) ([]argmap.Operation, error) { return ops, nil }
	if len(ops) <= argmap.MaxOperations {
		return l.Commit(ctx, p)
	}
	if err := p.check(); err != nil {
		return Receipt{}, err
	}
	if r, ok, err := l.repeated(ctx, p); ok || err != nil {
		return r, err
	}
	return l.stage(ctx, p, properties, ops)
}

// Sweep removes imports that broke off, once they were silent for Options.ImportIdle, and gives the
// ids of their maps.
func (l *Ledger) Sweep(ctx context.Context) ([]argmap.ID, error) {
	if err := l.crew.open(); err != nil {
		return nil, err
	}
	return l.store.SweepImports(ctx, l.now().Add(-l.o.ImportIdle))
}

// collect gives the operations of an import, in the order in which records can be written.
func collect(properties *argmap.Properties, records iter.Seq2[argmap.Record, error]) ([]argmap.Operation, error) {
	ops := []argmap.Operation{argmap.Set(properties)}
	for r, err := range records {
		if err != nil {
			return nil, err
		}
		if r.Ref() != properties.Ref() {
			ops = append(ops, argmap.Set(r))
		}
	}
	sortByType(ops, argmap.RecordTypes())
	return ops, nil
}

func sortByType(ops []argmap.Operation, types []argmap.RecordType) {
	slices.SortStableFunc(ops, func(a, b argmap.Operation) int {
		return slices.Index(types, a.Ref.Type) - slices.Index(types, b.Ref.Type)
	})
}

func (l *Ledger) stage(ctx context.Context, p Proposal, properties *argmap.Properties, ops []argmap.Operation) (Receipt, error) {
	first, err := l.checkImport(ctx, properties.ID, ops)
	if err != nil {
		return Receipt{}, err
	}
	if err := l.store.BeginImport(ctx, properties, l.now()); err != nil {
		return Receipt{}, err
	}
	for chunk := range slices.Chunk(ops[1:], argmap.MaxOperations) {
		records := make([]argmap.Record, len(chunk))
		for i, op := range chunk {
			records[i] = op.After
		}
		if err := l.store.Stage(ctx, properties.ID, l.now(), records); err != nil {
			return Receipt{}, err
		}
	}
	if err := l.putCheckpoint(ctx, first); err != nil {
		return Receipt{}, err
	}
	return l.publish(ctx, p, first)
}

// checkImport validates the whole import before anything is written. It goes piece by piece, each
// on what the ones before make, and rows before elements: a question that names its row is refused
// without it.
func (l *Ledger) checkImport(ctx context.Context, m argmap.ID, ops []argmap.Operation) (*snapshot.Snapshot, error) {
	ops = slices.Clone(ops)
	sortByType(ops, []argmap.RecordType{
		argmap.TypeProperties, argmap.TypeVoice, argmap.TypeRow, argmap.TypeElement,
		argmap.TypeCommitment, argmap.TypeLink, argmap.TypeCitation, argmap.TypeLeftover,
	})
	state := argmap.NewState(m)
	b := snapshot.NewBuilder(m)
	for chunk := range slices.Chunk(ops, argmap.MaxOperations) {
		if err := l.checkChunk(ctx, state, chunk); err != nil {
			return nil, err
		}
		for _, op := range chunk {
			b.Add(argmap.Entry{Record: op.After, Revision: 1})
		}
	}
	s, err := b.Snapshot(1, 0)
	if err != nil {
		return nil, err
	}
	return s, l.shelf.fits(s)
}

func (l *Ledger) checkChunk(ctx context.Context, state *argmap.State, chunk []argmap.Operation) error {
	for _, op := range chunk {
		if _, twice := state.Entry(op.Ref); twice {
			return fault.InvalidField("id", string(argmap.RuleOnce), "the import names %s twice", op.Ref)
		}
	}
	texts, err := l.texts.quotedBy(ctx, chunk, nil)
	if err != nil {
		return err
	}
	if _, err := argmap.Check(state, texts, chunk, argmap.Importing); err != nil {
		return err
	}
	for _, op := range chunk {
		state.Put(argmap.Entry{Record: op.After, Revision: 1})
	}
	return nil
}

// publish makes a staged map visible. When the connection is lost, the write id tells the outcome.
func (l *Ledger) publish(ctx context.Context, p Proposal, first *snapshot.Snapshot) (Receipt, error) {
	set := argmap.ChangeSet{
		Map: p.Map, Revision: 1, WriteID: l.o.NewID(), Key: p.Key, InputHash: p.InputHash,
		Actor: p.Actor, Time: l.now(), Message: p.Message, Staged: true,
	}
	again := func(ctx context.Context) (store.Appended, error) {
		err := l.store.Publish(ctx, set)
		head := store.Head{Map: p.Map, State: store.Active, Revision: 1}
		return store.Appended{Head: head, Done: err == nil}, err
	}
	app, err := again(ctx)
	if lost(err) {
		app, err = l.pursue(ctx, pursuit{writeID: set.WriteID, cause: err, again: again})
	}
	if fault.Reason(err) == reasonTaken {
		if r, ok, other := l.repeated(ctx, p); ok || other != nil {
			return r, other
		}
	}
	if err != nil {
		return Receipt{}, err
	}
	if err := l.shelf.put(first); err != nil {
		l.o.OnError(err)
	}
	l.moved(app.Head)
	return Receipt{Map: p.Map, Revision: 1, WriteID: set.WriteID, Snapshot: first}, nil
}
