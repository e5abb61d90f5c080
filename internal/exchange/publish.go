package exchange

import (
	"context"
	"slices"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// publish writes the first step of a map that began as a large import. What a restore that broke off
// has staged is staged again, which changes nothing where it says the same.
func (in *reader) publish(begun bool) (err error) {
	set, rest := in.sets[0], in.staged
	if !begun {
		properties := in.staged[0].(*argmap.Properties)
		if err := in.service.store.BeginImport(in.ctx, properties.ID, properties, in.service.clock()); err != nil {
			return err
		}
		rest = rest[1:]
		defer func() {
			if err != nil {
				dropImport(in.ctx, in.service.store, properties.ID)
			}
		}()
	}
	for piece := range slices.Chunk(rest, argmap.MaxOperations) {
		if err := in.service.store.Stage(in.ctx, in.head.ID, in.service.clock(), piece); err != nil {
			return err
		}
	}
	if err := in.keepFirst(set); err != nil {
		return err
	}
	if err := in.service.store.Publish(in.ctx, []argmap.ChangeSet{set}); err != nil {
		return err
	}
	in.report.ChangeSets++
	return nil
}

// keepFirst keeps the checkpoint of the import, which is all that tells what it brought.
func (in *reader) keepFirst(set argmap.ChangeSet) error {
	first, err := stagedSnapshot(set, in.staged)
	if err != nil {
		return err
	}
	chunks, err := snapshot.Encode(first)
	if err != nil {
		return err
	}
	return in.service.store.PutCheckpoint(in.ctx, store.Checkpoint{Map: in.head.ID, Revision: set.Revision, Chunks: chunks})
}

func stagedSnapshot(set argmap.ChangeSet, records []argmap.Record) (*snapshot.Snapshot, error) {
	b := snapshot.NewBuilder(set.Map)
	for _, r := range records {
		b.Add(argmap.Entry{Record: r, Revision: set.Revision})
	}
	return b.Snapshot(set.Revision, 0)
}

// cleanUp bounds what is done after a failure, whose own context may have ended.
const cleanUp = 10 * time.Second

// dropImport removes what an import that failed has brought. What it cannot remove will be swept.
func dropImport(ctx context.Context, s store.Store, name argmap.ID) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), cleanUp)
	defer cancel()
	_ = s.DropImport(ctx, name)
}
