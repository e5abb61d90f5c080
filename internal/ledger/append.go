package ledger

import (
	"context"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

const (
	reasonUnknown = "write.outcome_unknown"
	reasonTaken   = "write.taken"
	reasonClosed  = "store.closed"
	// reasonWithdrawn is why a store refuses to cite a source anew; the detail "source" names it.
	reasonWithdrawn = "source.withdrawn"
)

// append adds change sets to the log after base, if the sources that they cite anew are active. When
// the connection is lost, it finds out what became of them before it answers.
func (l *Ledger) append(ctx context.Context, base *snapshot.Snapshot, sets []argmap.ChangeSet, active []argmap.ID) (store.Appended, error) {
	app, err := l.store.Append(ctx, base.Map(), base.Revision(), sets, active)
	if !lost(err) {
		return app, err
	}
	return l.pursue(ctx, pursuit{
		writeID: sets[0].WriteID,
		cause:   err,
		again: func(ctx context.Context) (store.Appended, error) {
			return l.store.Append(ctx, base.Map(), base.Revision(), sets, active)
		},
	})
}

// lost reports whether an error leaves open what became of a write.
func lost(err error) bool {
	switch fault.Of(err) {
	case fault.Unavailable, fault.Cancelled, fault.Internal:
		return fault.Reason(err) != reasonClosed
	case fault.Invalid, fault.NotFound, fault.Conflict, fault.Unauthenticated,
		fault.Forbidden, fault.Exhausted, fault.Unimplemented:
	}
	return false
}

// pursuit is a write whose outcome is to be found.
type pursuit struct {
	writeID argmap.ID
	cause   error
	// again makes the same write: same ids, same expected head. It cannot be made twice.
	again func(context.Context) (store.Appended, error)
}

// pursue finds out what became of a write. An answer that it is not there proves nothing while it
// may still be on its way, so the same write is sent again: whichever comes first is the one that
// counts. Once the store has refused it, it can never be made any more, and one more look tells
// whether it had been made before that.
func (l *Ledger) pursue(ctx context.Context, p pursuit) (store.Appended, error) {
	fresh, cancel := context.WithTimeout(context.WithoutCancel(ctx), l.o.OutcomeWait)
	defer cancel()
	last := answer{err: p.cause}
	for wait := 5 * time.Millisecond; fresh.Err() == nil; wait = min(2*wait, 250*time.Millisecond) {
		found, ok, err := l.store.FindWrite(fresh, store.WriteRef{WriteID: p.writeID})
		switch {
		case ok:
			return l.madeAt(fresh, found)
		case err == nil && last.final():
			return last.app, last.err
		case err == nil:
			last.app, last.err = p.again(fresh)
		}
		switch {
		case last.err == nil && last.app.Done:
			return last.app, nil
		case last.final() && err == nil:
			continue
		case ctx.Err() != nil:
			return store.Appended{}, outcomeUnknown(p.writeID, p.cause) // told to break off
		}
		pause(fresh, wait)
	}
	return store.Appended{}, outcomeUnknown(p.writeID, p.cause)
}

// answer is what a store said to a write.
type answer struct {
	app store.Appended
	err error
}

// final reports whether the store has said that it did not make the write: because it refused it,
// failed in doing it, or was at another head.
func (a answer) final() bool { return !lost(a.err) || fault.Of(a.err) == fault.Internal }

// madeAt is what an Append would have answered whose outcome was found later.
func (l *Ledger) madeAt(ctx context.Context, found store.Outcome) (store.Appended, error) {
	heads, err := l.store.Heads(ctx, []argmap.ID{found.Map})
	if err != nil || len(heads) == 0 {
		// The write is made; without the head nothing that was computed for it can be trusted.
		head := store.Head{Map: found.Map, State: store.Active, Revision: found.Revision, Epoch: -1}
		return store.Appended{Head: head, Done: true}, nil //nolint:nilerr // the write is made, whatever the look at the head says
	}
	return store.Appended{Head: heads[0], Done: true}, nil
}

func outcomeUnknown(writeID argmap.ID, cause error) error {
	return fault.New(fault.Unavailable, reasonUnknown,
		"the connection to the database was lost while the change was being written, and it could not be found out whether it was; look it up by its write id %s before you send it again", writeID).
		With("writeId", string(writeID)).Because(cause)
}
