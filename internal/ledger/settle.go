package ledger

import (
	"context"

	"argmap/internal/fault"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

func unsettled(ts []*ticket) []*ticket {
	var left []*ticket
	for _, t := range ts {
		if !t.settled() {
			left = append(left, t)
		}
	}
	return left
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

// appended settles the tickets of a round whose change sets are in the log. When the epoch moved
// meanwhile, the snapshots that were computed are void.
func (l *Ledger) appended(ctx context.Context, base *snapshot.Snapshot, drafted []*ticket, head store.Head) {
	void := head.Epoch != base.Epoch()
	if void {
		l.shelf.drop(base.Map())
	} else {
		last := drafted[len(drafted)-1].at
		_ = l.keep(last) // draftOne saw that it fits
		l.marks.count(l, last, operationsOf(drafted))
	}
	l.moved(head)
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
