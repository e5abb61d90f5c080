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

// Arrival is a map that comes in: a proposal as for Commit, without Build, its properties, and its
// records in whatever order they come.
type Arrival struct {
	Proposal

	Properties *argmap.Properties
	Records    iter.Seq2[argmap.Record, error]
}

// Import makes a new map of records; see ImportAll.
func (l *Ledger) Import(ctx context.Context, p Proposal, properties *argmap.Properties, records iter.Seq2[argmap.Record, error]) (Receipt, error) {
	receipts, err := l.ImportAll(ctx, []Arrival{{p, properties, records}})
	if err != nil {
		return Receipt{}, err
	}
	return receipts[0], nil
}

// ImportAll makes new maps of records, all of them or none. A single one of at most argmap.MaxOperations
// records is one change set like any other. All others are staged: all are validated first, then written
// in pieces into maps that nobody sees, and the last step publishes them together, each at revision 1.
// Breaches of well-formedness are kept, as defects. The first map names the import, and the sources that
// the caller has brought into the store under that name are seen from then on.
//
// A single map whose key was used before gives the earlier receipt; of several it is CONFLICT
// "write.taken" (see Imported). An import that fails leaves no map; one that breaks off leaves what only
// Sweep finds. It ends with its context up to its last step, which is then taken or not whatever becomes
// of the caller. It is EXHAUSTED when a map would not fit in memory.
func (l *Ledger) ImportAll(ctx context.Context, arrivals []Arrival) ([]Receipt, error) {
	leave, err := l.crew.enter()
	if err != nil {
		return nil, err
	}
	defer leave()
	all := make([]staging, len(arrivals))
	for i, a := range arrivals {
		if all[i], err = newStaging(a); err != nil {
			return nil, err
		}
	}
	if len(all) != 1 {
		return l.stage(ctx, all)
	}
	if len(all[0].ops) <= argmap.MaxOperations {
		return l.commitImport(ctx, all[0])
	}
	if r, ok, err := l.repeated(ctx, all[0].Proposal); ok || err != nil {
		return []Receipt{r}, err
	}
	receipts, err := l.stage(ctx, all)
	if fault.Reason(err) == reasonTaken {
		if r, ok, other := l.repeated(ctx, all[0].Proposal); ok || other != nil {
			return []Receipt{r}, other
		}
	}
	return receipts, err
}

// Imported gives the receipt of the import that the actor made before under the proposal's key, if any;
// what is wrong with the key is told as by Commit.
func (l *Ledger) Imported(ctx context.Context, p Proposal) (Receipt, bool, error) {
	p.Create = true
	return l.repeated(ctx, p)
}

// staging is an arrival with its operations, in the order in which they are written.
type staging struct {
	Proposal

	properties *argmap.Properties
	ops        []argmap.Operation
	// first is the map at revision 1.
	first *snapshot.Snapshot
}

func newStaging(a Arrival) (staging, error) {
	s := staging{Proposal: a.Proposal, properties: a.Properties}
	s.Map, s.Create, s.Import = a.Properties.ID, true, true
	ops, err := collect(a.Properties, a.Records)
	s.ops = ops
	s.Build = func(*snapshot.Snapshot) ([]argmap.Operation, error) { return ops, nil }
	return s, err
}

// commitImport commits a small import. Its caller would not know what became of it if he could leave.
func (l *Ledger) commitImport(ctx context.Context, s staging) ([]Receipt, error) {
	if ctx.Err() != nil {
		return nil, cutOff(ctx)
	}
	r, err := l.Commit(context.WithoutCancel(ctx), s.Proposal)
	return []Receipt{r}, err
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

func cutOff(ctx context.Context) error {
	return fault.New(fault.Of(ctx.Err()), "import.cut_off", "the import was broken off before its end; nothing of it was kept").Because(ctx.Err())
}

// stage validates maps, writes them where nobody sees them, and publishes them.
func (l *Ledger) stage(ctx context.Context, all []staging) ([]Receipt, error) {
	for i, s := range all {
		err := s.check()
		if err == nil {
			all[i].first, err = l.checkImport(ctx, s.Proposal, s.ops)
		}
		if err != nil {
			return nil, err
		}
	}
	if len(all) == 0 {
		return nil, nil
	}
	name := all[0].Map
	for i, s := range all {
		if err := l.write(ctx, name, s); err != nil {
			if i > 0 || fault.Reason(err) != "map.exists" { // then the name is somebody else's
				l.drop(ctx, name)
			}
			return nil, err
		}
	}
	receipts, err := l.publish(ctx, all)
	if err != nil {
		l.drop(ctx, name)
	}
	return receipts, err
}

// write stages one map of an import.
func (l *Ledger) write(ctx context.Context, name argmap.ID, s staging) error {
	if err := l.store.BeginImport(ctx, name, s.properties, l.now()); err != nil {
		return err
	}
	for chunk := range slices.Chunk(s.ops[1:], argmap.MaxOperations) {
		records := make([]argmap.Record, len(chunk))
		for i, op := range chunk {
			records[i] = op.After
		}
		if err := l.store.Stage(ctx, s.Map, l.now(), records); err != nil {
			return err
		}
	}
	return l.putCheckpoint(ctx, s.first)
}

// drop removes what an import that failed has staged. What it cannot remove, Sweep will.
func (l *Ledger) drop(ctx context.Context, name argmap.ID) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), l.o.OutcomeWait)
	defer cancel()
	if err := l.store.DropImport(ctx, name); err != nil {
		l.o.OnError(err)
	}
}

// checkImport validates the whole import before anything is written. It goes piece by piece, each
// on what the ones before make, and rows before elements: a question that names its row is refused
// without it.
func (l *Ledger) checkImport(ctx context.Context, p Proposal, ops []argmap.Operation) (*snapshot.Snapshot, error) {
	ops = slices.Clone(ops)
	sortByType(ops, []argmap.RecordType{
		argmap.TypeProperties, argmap.TypeVoice, argmap.TypeRow, argmap.TypeElement,
		argmap.TypeCommitment, argmap.TypeLink, argmap.TypeCitation, argmap.TypeLeftover,
	})
	state := argmap.NewState(p.Map)
	b := snapshot.NewBuilder(p.Map)
	for chunk := range slices.Chunk(ops, argmap.MaxOperations) {
		if err := l.checkChunk(ctx, p, state, chunk); err != nil {
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

func (l *Ledger) checkChunk(ctx context.Context, p Proposal, state *argmap.State, chunk []argmap.Operation) error {
	for _, op := range chunk {
		if _, twice := state.Entry(op.Ref); twice {
			return fault.InvalidField("id", string(argmap.RuleOnce), "the import names %s twice", op.Ref)
		}
	}
	texts, err := l.texts.quotedBy(ctx, chunk, p.Texts, nil)
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

// publish makes staged maps visible. When the connection is lost, the first write id tells the outcome.
// Its caller would not know what became of them if he could leave.
func (l *Ledger) publish(ctx context.Context, all []staging) ([]Receipt, error) {
	if ctx.Err() != nil {
		return nil, cutOff(ctx)
	}
	ctx = context.WithoutCancel(ctx)
	sets := make([]argmap.ChangeSet, len(all))
	receipts := make([]Receipt, len(all))
	for i, s := range all {
		sets[i] = argmap.ChangeSet{
			Map: s.Map, Revision: 1, WriteID: l.o.NewID(), Key: s.Key, InputHash: s.InputHash,
			Actor: s.Actor, Time: l.now(), Message: s.Message, Staged: true,
		}
		receipts[i] = Receipt{Map: s.Map, Revision: 1, WriteID: sets[i].WriteID, Snapshot: s.first}
	}
	if err := l.publishSets(ctx, sets); err != nil {
		return nil, err
	}
	for _, s := range all {
		if err := l.shelf.put(s.first); err != nil {
			l.o.OnError(err)
		}
		l.moved(store.Head{Map: s.Map, State: store.Active, Revision: 1})
	}
	return receipts, nil
}

func (l *Ledger) publishSets(ctx context.Context, sets []argmap.ChangeSet) error {
	again := func(ctx context.Context) (store.Appended, error) {
		err := l.store.Publish(ctx, sets)
		return store.Appended{Done: err == nil}, err
	}
	_, err := again(ctx)
	if lost(err) {
		_, err = l.pursue(ctx, pursuit{writeID: sets[0].WriteID, cause: err, again: again})
	}
	return err
}
