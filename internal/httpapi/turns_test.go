package httpapi

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"

	"argmap/internal/fault"
)

// TestTurnsAreFair lets three wait for the one place, and a fourth go.
func TestTurnsAreFair(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := newTurns(1, 3)
		if err := q.take(t.Context()); err != nil {
			t.Fatal(err)
		}
		var mu sync.Mutex
		var served []int
		for i := range 3 {
			go func() {
				if q.take(t.Context()) == nil {
					mu.Lock()
					served = append(served, i)
					mu.Unlock()
					q.done()
				}
			}()
			synctest.Wait()
		}
		err := q.take(t.Context())
		if fault.Of(err) != fault.Unavailable || fault.Reason(err) != "limit.busy" || status(err) != http.StatusServiceUnavailable {
			t.Errorf("the fifth gets %v, want limit.busy", err)
		}
		q.done()
		synctest.Wait()
		if !slices.Equal(served, []int{0, 1, 2}) || q.free != 1 {
			t.Errorf("served were %v with %d places free, want 0 1 2 and 1", served, q.free)
		}
	})
}

// TestWhoLeavesTheQueueLosesNoTurn cancels one who waits: the turn goes to the next.
func TestWhoLeavesTheQueueLosesNoTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := newTurns(1, 3)
		_ = q.take(t.Context())
		ctx, cancel := context.WithCancel(t.Context())
		left, came := make(chan error, 1), make(chan error, 1)
		go func() { left <- q.take(ctx) }()
		synctest.Wait()
		go func() { came <- q.take(t.Context()) }()
		synctest.Wait()
		cancel()
		if err := <-left; !errors.Is(err, context.Canceled) {
			t.Errorf("who leaves gets %v, want context.Canceled", err)
		}
		q.done()
		if err := <-came; err != nil {
			t.Errorf("the next gets %v, want a turn", err)
		}
		q.done()
		if q.free != 1 || len(q.queue) != 0 {
			t.Errorf("%d places are free and %d wait, want 1 and 0", q.free, len(q.queue))
		}
	})
}
