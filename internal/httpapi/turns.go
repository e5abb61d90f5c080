package httpapi

import (
	"context"
	"slices"
	"sync"

	"argmap/internal/fault"
)

// turns lets so many work at once; others wait, first come first served, and those for whom there is
// no place to wait are sent away.
type turns struct {
	mu      sync.Mutex
	free    int
	waiting int
	queue   []chan struct{}
}

func newTurns(working, waiting int) *turns { return &turns{free: working, waiting: waiting} }

// take waits for a turn, which ends with done. It gives UNAVAILABLE when too many wait already, and the
// context's error when the request ends before its turn comes.
func (t *turns) take(ctx context.Context) error {
	turn, err := t.line()
	if turn == nil || err != nil {
		return err
	}
	select {
	case <-turn:
		return nil
	case <-ctx.Done():
	}
	if !t.leave(turn) {
		t.done() // the turn came at the same moment
	}
	return ctx.Err()
}

// line gives a place in the queue; none when it is this one's turn at once.
func (t *turns) line() (chan struct{}, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case t.free > 0:
		t.free--
		return nil, nil //nolint:nilnil // nothing to wait for
	case len(t.queue) >= t.waiting:
		return nil, fault.New(fault.Unavailable, "limit.busy", "the server is busy, and %d requests wait already; try again in a moment", len(t.queue)).
			With("limit", t.waiting)
	}
	turn := make(chan struct{})
	t.queue = append(t.queue, turn)
	return turn, nil
}

// leave gives up a place; it is false when the turn has come.
func (t *turns) leave(turn chan struct{}) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	i := slices.Index(t.queue, turn)
	if i < 0 {
		return false
	}
	t.queue = slices.Delete(t.queue, i, i+1)
	return true
}

// done ends a turn: it goes to the first who waits.
func (t *turns) done() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.queue) == 0 {
		t.free++
		return
	}
	close(t.queue[0])
	t.queue = slices.Delete(t.queue, 0, 1)
}
