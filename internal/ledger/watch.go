package ledger

import (
	"context"
	"iter"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// changedBound is how many records one event names at most; a larger step is a reset.
const changedBound = 10_000

// stepsBudget bounds the records that the events kept for the next watchers name together.
const stepsBudget = 4 * changedBound

// Event tells a watcher what became of a map since the event before.
type Event struct {
	Map argmap.ID
	// From is the revision that the watcher had seen, To the one that he has seen after the event.
	From, To argmap.Revision
	Epoch    argmap.Epoch
	// Changed names the records that were set or removed, each once, in the order of the log. An
	// element's links, citations and commitments that went with it are named too.
	Changed []argmap.Ref
	// Reset tells the watcher to read the map anew: it was too far behind, or the epoch moved.
	Reset bool
}

// stretch is a part of a map's log.
type stretch struct {
	Map      argmap.ID
	From, To argmap.Revision
}

// Seen is how far a watcher has read a map. The zero Seen is the head, whatever that is.
type Seen struct {
	Revision argmap.Revision
	// Epoch is the one in which he read it. When the map has another one by now, what he read may
	// have been redacted, and the first event is a reset.
	Epoch argmap.Epoch
}

// Watch follows a map from what the watcher has seen on. It waits
// until the map changes and gives one event for all that changed since the last one, however long
// the watcher took, so a slow one costs nothing. The events join without a gap or an overlap: who
// resumes with the To and the Epoch of the last event misses nothing and sees nothing twice.
//
// The sequence ends with an error: CANCELLED or UNAVAILABLE when ctx ends, NOT_FOUND when the map is
// or becomes unknown, INVALID when what was seen is still to come, UNAVAILABLE when the ledger closes. It holds no resource between two runs.
func (l *Ledger) Watch(ctx context.Context, m argmap.ID, since Seen) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		if err := l.watch(ctx, m, since, yield); err != nil {
			yield(Event{}, err)
		}
	}
}

func (l *Ledger) watch(ctx context.Context, m argmap.ID, since Seen, yield func(Event, error) bool) error {
	head, err := l.Head(ctx, m)
	switch {
	case err != nil:
		return err
	case since.Revision == 0:
		since = Seen{head.Revision, head.Epoch}
	case since.Revision > head.Revision:
		return future(since.Revision, head.Revision)
	case since.Epoch > head.Epoch:
		return futureEpoch(since.Epoch, head.Epoch)
	}
	if !l.hub.join(head) {
		return closing()
	}
	defer l.hub.leave(m)
	l.catchUp(head)
	seen := place{m, since.Revision}
	for epoch := since.Epoch; ; {
		head, err := l.next(ctx, seen, epoch)
		if err != nil {
			return err
		}
		e, err := l.event(ctx, seen, epoch, head)
		if err != nil {
			return err
		}
		if !yield(e, nil) {
			return nil
		}
		seen.Revision, epoch = e.To, e.Epoch
	}
}

// futureEpoch refuses an epoch that a map has not reached.
func futureEpoch(asked, latest argmap.Epoch) error {
	return fault.InvalidField("epoch", "epoch.future", "the map has no epoch %d yet; its latest is %d", asked, latest).With("epoch", latest)
}

// catchUp notes what this ledger committed between the look at the head and the joining of the
// watcher, whom nobody could tell then. The next look-up would find it too, only later.
func (l *Ledger) catchUp(head store.Head) {
	if s := l.shelf.get(head.Map); s != nil && s.Epoch() == head.Epoch && s.Revision() > head.Revision {
		head.Revision = s.Revision()
		l.hub.note(head)
	}
}

// next waits until the head is past what was seen.
func (l *Ledger) next(ctx context.Context, seen place, epoch argmap.Epoch) (store.Head, error) {
	for {
		head, moved := l.hub.see(seen.Map)
		if head.State != store.Rebuilding {
			if err := readable(head); err != nil {
				return head, err
			}
			if head.Revision > seen.Revision || head.Epoch > epoch {
				return head, nil
			}
		}
		select {
		case <-moved:
		case <-ctx.Done():
			return head, gaveUp(ctx)
		case <-l.crew.closing:
			return head, closing()
		}
	}
}

// event gives all that changed between what was seen and the head. Watchers that are equally far
// share one reading of the log.
func (l *Ledger) event(ctx context.Context, seen place, epoch argmap.Epoch, head store.Head) (Event, error) {
	reset := Event{Map: seen.Map, From: seen.Revision, To: head.Revision, Epoch: head.Epoch, Reset: true}
	if head.Epoch != epoch || head.Revision-seen.Revision > argmap.Revision(l.o.WatchTail) {
		return reset, nil
	}
	part := stretch{seen.Map, seen.Revision, head.Revision}
	e, ok := l.steps.Get(part)
	var err error
	if !ok {
		e, err = l.tails.do(ctx, part, func(ctx context.Context) (Event, error) { return l.changes(ctx, part) })
	}
	if fault.Reason(err) == reasonTooMany {
		return reset, nil
	}
	e.Epoch = head.Epoch
	return e, err
}

const reasonTooMany = "watch.too_many"

func (l *Ledger) changes(ctx context.Context, part stretch) (Event, error) {
	// Who missed the steps a moment ago may come here after the flight that read them has landed.
	if e, ok := l.steps.Get(part); ok {
		return e, nil
	}
	e := Event{Map: part.Map, From: part.From, To: part.To}
	seen := map[argmap.Ref]bool{}
	err := l.tail(ctx, part.Map, part.From, part.To, func(set argmap.ChangeSet) error {
		for _, op := range set.Operations {
			if !seen[op.Ref] {
				seen[op.Ref] = true
				e.Changed = append(e.Changed, op.Ref)
			}
		}
		if len(e.Changed) > changedBound {
			return fault.New(fault.Exhausted, reasonTooMany, "too many records changed to name them all")
		}
		return nil
	})
	if err == nil {
		l.steps.Put(part, e, nil)
	}
	return e, err
}
