package ledger

import (
	"context"
	"sync"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

const (
	// agendaBound is how many maps may wait; beyond it they are found again by looking for stale ones.
	agendaBound = 10_000
	// restShare is how many times as long as it worked the agenda rests, at least for restLeast: so
	// the index takes a fifth of one core at most, and commits in a row are one write.
	restShare = 4
	restLeast = 25 * time.Millisecond
	// After a failure it waits longer and longer, from firstWait to lastWait.
	firstWait = 250 * time.Millisecond
	lastWait  = 30 * time.Second
	// drainFor bounds what is still written once the ledger closes; the next start finds the rest.
	drainFor = 2 * time.Second
)

// moment is what work is measured with, whatever the ledger's clock says.
func moment() time.Time { return time.Now() } //nolint:forbidigo // it measures, and tells nobody the time

// agenda writes the index of open questions behind the commits: what is open in a map is worked out
// and kept once for all commits that came since it was last its turn. One worker serves all maps, first
// come first served, and there is none while nothing waits.
type agenda struct {
	crew  *crew
	index func(ctx context.Context, m argmap.ID, atLeast argmap.Revision) error
	// mend finds the maps that were not noted because too many waited.
	mend    func(ctx context.Context) error
	onError func(error)
	bound   int

	mu      sync.Mutex
	waiting map[argmap.ID]argmap.Revision
	order   []argmap.ID
	missed  bool
	working bool
}

// note puts a map on the agenda whose head was moved. It never waits.
func (a *agenda) note(head store.Head) {
	if a == nil || head.State != store.Active {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.add(head.Map, head.Revision)
	if !a.working {
		a.working = a.crew.start(a.work)
	}
}

// add notes a map, once.
func (a *agenda) add(m argmap.ID, revision argmap.Revision) {
	noted, waits := a.waiting[m]
	switch {
	case waits:
		a.waiting[m] = max(noted, revision)
	case len(a.waiting) >= a.bound:
		a.missed = true
	default:
		a.waiting[m] = revision
		a.order = append(a.order, m)
	}
}

// next takes the map whose turn it is. Without one the worker is over, under the same lock under which
// the next note starts another.
func (a *agenda) next() (m argmap.ID, revision argmap.Revision, missed, more bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.order) > 0 {
		m, a.order = a.order[0], a.order[1:]
		revision = a.waiting[m]
		delete(a.waiting, m)
		return m, revision, false, true
	}
	missed, a.missed = a.missed, false
	a.working = missed
	return "", 0, missed, missed
}

// work serves what waits until nothing does, or the ledger closes and it has had its time.
func (a *agenda) work(ctx context.Context) {
	wait := firstWait
	var closingSince time.Time
	for {
		m, revision, missed, more := a.next()
		if !more {
			return
		}
		began := moment()
		err := a.serve(ctx, m, revision, missed)
		now := moment()
		rest := max(restLeast, restShare*now.Sub(began))
		if err != nil {
			rest, wait = wait, min(2*wait, lastWait)
		} else {
			wait = firstWait
		}
		if a.rest(ctx, rest) {
			continue
		}
		if closingSince.IsZero() {
			closingSince = now
		}
		if err != nil || ctx.Err() != nil || now.Sub(closingSince) > drainFor {
			a.leave()
			return
		}
	}
}

// rest waits; false when the ledger closes and nobody waits any more.
func (a *agenda) rest(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-a.crew.closing:
	case <-ctx.Done():
	}
	return false
}

// leave ends the worker with work undone.
func (a *agenda) leave() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.working = false
}

// serve indexes one map, or looks for those that were missed. What failed is put on the agenda again
// unless it would fail alike.
func (a *agenda) serve(ctx context.Context, m argmap.ID, revision argmap.Revision, missed bool) error {
	if missed {
		err := a.mend(ctx)
		if err != nil {
			a.again(func() { a.missed = true })
			a.onError(err)
		}
		return err
	}
	err := a.index(ctx, m, revision)
	switch {
	case err == nil || fault.Of(err) == fault.NotFound:
		return nil
	case unindexable(err):
		a.onError(notIndexed(m, err))
		return nil
	}
	a.again(func() { a.add(m, revision) })
	a.onError(notIndexed(m, err))
	return err
}

func (a *agenda) again(note func()) {
	a.mu.Lock()
	defer a.mu.Unlock()
	note()
}
