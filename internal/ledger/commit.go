package ledger

import (
	"cmp"
	"context"
	"errors"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// Commit makes a change to a map, or none at all. What it acknowledges is in the log, and every
// LATEST read that begins afterwards shows it. A proposal that changes nothing commits nothing and
// gets the head's revision.
//
// A key that the actor used before gives the earlier receipt, marked Repeated, when the input hash
// is the same, and is INVALID "write.key_reused" when it is not. When the map is too busy it is
// UNAVAILABLE; when the connection was lost and the outcome could not be found, it is UNAVAILABLE
// "write.outcome_unknown" with the detail "writeId". A caller whose context ends gets CANCELLED or
// UNAVAILABLE with the same detail, and the write is made or not made as a whole without him.
func (l *Ledger) Commit(ctx context.Context, p Proposal) (Receipt, error) {
	if err := cmp.Or(l.crew.open(), p.check()); err != nil {
		return Receipt{}, err
	}
	// A key that is taken would be found out by the append too, at the cost of everybody's in the batch.
	if r, ok, err := l.repeated(ctx, p); ok || err != nil {
		return r, err
	}
	t := newTicket(p, l.o.NewID())
	if err := l.enqueue(t); err != nil {
		return Receipt{}, err
	}
	select {
	case <-t.done:
	case <-ctx.Done():
		return Receipt{}, l.abandoned(ctx, t)
	}
	if t.err == nil && t.receipt.Snapshot == nil {
		t.receipt.Snapshot, _ = l.at(ctx, p.Map, Read{AtLeast: t.receipt.Revision})
	}
	return t.receipt, t.err
}

func (l *Ledger) enqueue(t *ticket) error {
	needsWorker, err := l.queues.add(t)
	if err != nil || !needsWorker {
		return err
	}
	if !l.crew.start(func(ctx context.Context) { l.serve(ctx, t.Map) }) {
		for _, left := range l.queues.abandon(t.Map) {
			left.settle(Receipt{}, closing())
		}
	}
	return nil
}

// serve commits what waits for a map, round after round, until nothing does.
func (l *Ledger) serve(ctx context.Context, m argmap.ID) {
	for batch := l.queues.take(m); batch != nil; batch = l.queues.take(m) {
		l.commitAll(ctx, m, batch)
	}
}

// abandoned is what a caller is told who does not wait for his write.
func (l *Ledger) abandoned(ctx context.Context, t *ticket) error {
	err := gaveUp(ctx)
	if l.queues.withdraw(t) {
		return err
	}
	return withWriteID(err, t.writeID)
}

func withWriteID(err error, id argmap.ID) error {
	var f *fault.Error
	if !errors.As(err, &f) {
		return err
	}
	return f.With("writeId", string(id))
}

// repeated gives the receipt of the write that was made before under the proposal's key, if any.
func (l *Ledger) repeated(ctx context.Context, p Proposal) (Receipt, bool, error) {
	if p.Key == "" {
		return Receipt{}, false, nil
	}
	found, ok, err := l.store.FindWrite(ctx, store.WriteRef{Actor: p.Actor, Key: p.Key})
	if err != nil || !ok {
		return Receipt{}, false, err
	}
	if found.Map != p.Map && !p.Create || found.InputHash != p.InputHash {
		return Receipt{}, false, fault.InvalidField("key", "write.key_reused",
			"the key %q was used before for another change; take a new key for each change", p.Key).With("writeId", string(found.WriteID))
	}
	r := Receipt{Map: found.Map, Revision: found.Revision, WriteID: found.WriteID, Repeated: true}
	r.Snapshot, err = l.at(ctx, found.Map, Read{AtLeast: found.Revision})
	if fault.Of(err) == fault.NotFound {
		err = nil // the write stands, though its map was deleted since
	}
	return r, err == nil, err
}
