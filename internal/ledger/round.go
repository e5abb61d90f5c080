package ledger

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
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
			pause(ctx, rand.N(breather)) //nolint:gosec // it spreads waits, it keeps no secret
		}
		moved := l.round(ctx, m, batch)
		batch = unsettled(batch)
		if !moved {
			try = -1 // the round got on, it only left some for another
		}
	}
	for _, t := range batch {
		t.settle(Receipt{}, contended())
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
	app, err := l.append(ctx, head, sets, citedBy(drafted))
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
	case drafted[0].learn(err):
		l.commitAll(ctx, m, drafted)
	default:
		settleFailed(drafted, err)
	}
}

// learn notes the source that an append refused to cite, so that the next round tells where it is cited.
func (t *ticket) learn(refusal error) bool {
	var f *fault.Error
	if !errors.As(refusal, &f) || f.Reason != reasonWithdrawn {
		return false
	}
	name, _ := f.Details["source"].(string)
	source := argmap.ID(name)
	if !slices.Contains(t.cited, source) || slices.Contains(t.withdrawn, source) {
		return false
	}
	t.withdrawn = append(t.withdrawn, source)
	return true
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
