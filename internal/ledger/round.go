package ledger

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// commitTries is how often a batch is validated anew because somebody else moved the head.
const commitTries = 100

// breather is how long a batch that was overtaken waits at most. It does not grow: whoever waits
// longer than the winner loses again.
const breather = 2 * time.Millisecond

// commitAll settles every ticket of a batch.
func (l *Ledger) commitAll(ctx context.Context, m argmap.ID, batch []*ticket) {
	for try := 0; try < commitTries && len(batch) > 0; try++ {
		if try > 1 {
			pause(ctx, rand.N(breather))
		}
		moved := l.round(ctx, m, batch)
		batch = unsettled(batch)
		if !moved {
			try = -1 // the round got on, it only left some for another
		}
	}
	for _, t := range batch {
		t.settle(Receipt{}, fault.New(fault.Unavailable, "write.contended", "others change this map too fast for the change to get through; try again in a moment").At("map").With("retryAfter", 1))
	}
}

func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

func unsettled(ts []*ticket) []*ticket {
	var left []*ticket
	for _, t := range ts {
		if !t.settled() {
			left = append(left, t)
		}
	}
	return left
}

// round validates tickets at the head and appends what passes. It settles at least one ticket, or
// reports that the head moved and nothing was settled.
func (l *Ledger) round(ctx context.Context, m argmap.ID, batch []*ticket) (moved bool) {
	head, err := l.base(ctx, m, batch[0].Create)
	if err != nil {
		settleAll(batch, err)
		return false
	}
	drafted, sets := l.draft(ctx, head, batch)
	if len(sets) == 0 {
		return l.settleUnchanged(ctx, head, drafted)
	}
	app, err := l.append(ctx, head, sets)
	switch {
	case err != nil:
		l.refused(ctx, m, drafted, err)
		return false
	case !app.Done:
		return l.movedTo(ctx, app.Head, batch)
	}
	l.appended(ctx, head, drafted, app.Head)
	return false
}

// refused settles tickets that the store did not append. When the fault may be one ticket's alone,
// each makes a round of its own.
func (l *Ledger) refused(ctx context.Context, m argmap.ID, drafted []*ticket, err error) {
	switch {
	case lost(err):
		settleFailed(drafted, err)
	case len(drafted) > 1:
		for _, t := range drafted {
			l.commitAll(ctx, m, []*ticket{t})
		}
	case fault.Reason(err) == reasonTaken:
		l.settleRepeated(ctx, drafted[0], err)
	default:
		settleFailed(drafted, err)
	}
}

// settleRepeated settles a ticket with the write that was made under its key, or else with err.
func (l *Ledger) settleRepeated(ctx context.Context, t *ticket, err error) {
	r, ok, other := l.repeated(ctx, t.Proposal)
	switch {
	case ok:
		t.settle(r, nil)
	case other != nil:
		t.settle(Receipt{}, other)
	default:
		t.settle(Receipt{}, err)
	}
}

func settleAll(ts []*ticket, err error) {
	for _, t := range ts {
		t.settle(Receipt{}, err)
	}
}

// settleFailed tells why nothing was appended; a ticket whose write may have been made all the
// same is told its own write id.
func settleFailed(ts []*ticket, err error) {
	for _, t := range ts {
		if fault.Reason(err) == reasonUnknown && t.set != nil {
			t.settle(Receipt{}, outcomeUnknown(t.writeID, err))
			continue
		}
		t.settle(Receipt{}, err)
	}
}

// base gives the snapshot to validate at: the latest that is known here, which the append proves.
func (l *Ledger) base(ctx context.Context, m argmap.ID, create bool) (*snapshot.Snapshot, error) {
	if create {
		return blank(m, 0)
	}
	if s := l.shelf.get(m); s != nil {
		return s, nil
	}
	head, err := l.head(ctx, m)
	if err != nil {
		return nil, err
	}
	return l.reach(ctx, head)
}

// draft validates the tickets one after the other, each on the snapshot that the one before would
// make. It stops where the change sets together would be too large for one append.
func (l *Ledger) draft(ctx context.Context, head *snapshot.Snapshot, batch []*ticket) ([]*ticket, []argmap.ChangeSet) {
	var sets []argmap.ChangeSet
	operations := 0
	for i, t := range batch {
		l.draftOne(ctx, head, t)
		if t.set != nil {
			if operations += len(t.set.Operations); operations > argmap.MaxOperations && i > 0 {
				return batch[:i], sets
			}
			sets = append(sets, *t.set)
		}
		if t.verdict == nil {
			head = t.at
		}
	}
	return batch, sets
}

// draftOne notes in the ticket its change set on head and the snapshot after it, or the error.
func (l *Ledger) draftOne(ctx context.Context, head *snapshot.Snapshot, t *ticket) {
	t.set, t.verdict, t.at = nil, nil, head
	ops, err := l.validate(ctx, head, t)
	if err != nil || len(ops) == 0 {
		t.verdict = err
		return
	}
	set := t.changeSet(l, head, ops)
	after, err := head.Apply(set)
	if err == nil {
		err = l.shelf.fits(after)
	}
	if err != nil {
		t.verdict = err
		return
	}
	t.set, t.at = &set, after
}

// validate gives the operations that a ticket comes to at the head. A panic in Build must not end
// the process, which serves others too.
func (l *Ledger) validate(ctx context.Context, head *snapshot.Snapshot, t *ticket) (ops []argmap.Operation, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fault.New(fault.Internal, "write.panic", "the change could not be worked out").Because(fmt.Errorf("%v", p))
		}
	}()
	if ops, err = t.Build(head); err != nil {
		return nil, err
	}
	if t.Since > head.Revision() {
		return nil, future(t.Since, head.Revision())
	}
	if t.Since > 0 {
		if err = argmap.Conflicts(head, t.Since, ops); err != nil {
			return nil, err
		}
	}
	texts, err := l.texts.quotedBy(ctx, ops)
	if err != nil {
		return nil, err
	}
	mode := argmap.Authoring
	if t.Import {
		mode = argmap.Importing
	}
	return argmap.Check(head, texts, ops, mode)
}

// settleUnchanged ends a round in which nothing is to be appended. The verdicts hold only if the
// snapshot was the head's, so the head is looked up first.
func (l *Ledger) settleUnchanged(ctx context.Context, s *snapshot.Snapshot, drafted []*ticket) (moved bool) {
	if s.Revision() > 0 {
		head, err := l.head(ctx, s.Map())
		if err != nil {
			settleAll(drafted, err)
			return false
		}
		if head.Revision != s.Revision() || head.Epoch != s.Epoch() {
			return l.movedTo(ctx, head, drafted)
		}
	}
	l.settleVerdicts(ctx, drafted, false)
	return false
}

// settleVerdicts tells the tickets of a round what became of them; snapshots that are void are not
// handed out. What failed or changes nothing may do so because it was made before under its key.
func (l *Ledger) settleVerdicts(ctx context.Context, ts []*ticket, void bool) {
	for _, t := range ts {
		r := Receipt{Map: t.Map, Revision: t.at.Revision()}
		if !void {
			r.Snapshot = t.at
		}
		switch {
		case t.set != nil:
			r.WriteID = t.writeID
			t.settle(r, nil)
		case t.Key != "":
			l.settleKeyed(ctx, t, r)
		case t.verdict != nil:
			t.settle(Receipt{}, t.verdict)
		default:
			t.settle(r, nil)
		}
	}
}

// settleKeyed settles a ticket without a change set that has a key.
func (l *Ledger) settleKeyed(ctx context.Context, t *ticket, r Receipt) {
	if t.verdict != nil {
		l.settleRepeated(ctx, t, t.verdict)
		return
	}
	if earlier, ok, err := l.repeated(ctx, t.Proposal); ok || err != nil {
		t.settle(earlier, err)
		return
	}
	t.settle(r, nil)
}

// movedTo brings the snapshot up to a head that is not the expected one; what can never pass there
// is settled.
func (l *Ledger) movedTo(ctx context.Context, head store.Head, batch []*ticket) (moved bool) {
	if batch[0].Create {
		settleAll(batch, fault.New(fault.Conflict, "map.exists", "there is a map %q already", head.Map).At("map"))
		return false
	}
	err := readable(head)
	if err == nil {
		_, err = l.reach(ctx, head)
	} else {
		l.shelf.drop(head.Map)
	}
	if err != nil {
		settleAll(batch, err)
		return false
	}
	return true
}

// appended settles the tickets of a round whose change sets are in the log. When the epoch moved
// meanwhile, the snapshots that were computed are void.
func (l *Ledger) appended(ctx context.Context, base *snapshot.Snapshot, drafted []*ticket, head store.Head) {
	void := head.Epoch != base.Epoch()
	if void {
		l.shelf.drop(base.Map())
	} else {
		last := drafted[len(drafted)-1].at
		_ = l.shelf.put(last) // draftOne saw that it fits
		l.marks.count(l, last, operationsOf(drafted))
	}
	l.hub.note(head)
	l.settleVerdicts(ctx, drafted, void)
}

func operationsOf(ts []*ticket) int {
	n := 0
	for _, t := range ts {
		if t.set != nil {
			n += len(t.set.Operations)
		}
	}
	return n
}
