package ledger

import (
	"context"
	"errors"
	"sync"

	"argmap/internal/fault"
)

// flights runs one piece of work per key at a time, detached from who asked for it; callers that
// come meanwhile share its outcome.
type flights[K comparable, V any] struct {
	crew *crew
	mu   sync.Mutex
	now  map[K]*flight[V]
}

type flight[V any] struct {
	done  chan struct{}
	value V
	err   error
}

func newFlights[K comparable, V any](c *crew) *flights[K, V] {
	return &flights[K, V]{crew: c, now: map[K]*flight[V]{}}
}

// do waits for the outcome of the key's work, which it starts if none is under way.
func (f *flights[K, V]) do(ctx context.Context, key K, work func(context.Context) (V, error)) (V, error) {
	var none V
	fl := f.join(key, work)
	if fl == nil {
		return none, closing()
	}
	select {
	case <-fl.done:
		return fl.value, fl.err
	case <-ctx.Done():
		return none, gaveUp(ctx)
	}
}

func (f *flights[K, V]) join(key K, work func(context.Context) (V, error)) *flight[V] {
	f.mu.Lock()
	defer f.mu.Unlock()
	if fl := f.now[key]; fl != nil {
		return fl
	}
	fl := &flight[V]{done: make(chan struct{})}
	started := f.crew.start(func(ctx context.Context) {
		defer f.land(key, fl)
		fl.value, fl.err = work(ctx)
	})
	if !started {
		return nil
	}
	f.now[key] = fl
	return fl
}

func (f *flights[K, V]) land(key K, fl *flight[V]) {
	f.mu.Lock()
	delete(f.now, key)
	f.mu.Unlock()
	close(fl.done)
}

// gaveUp is what a caller is told who stopped waiting.
func gaveUp(ctx context.Context) error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return fault.New(fault.Cancelled, "request.cancelled", "the request was cancelled").Because(ctx.Err())
	}
	return fault.New(fault.Unavailable, "request.timeout",
		"the answer was not ready in time; the work for it goes on, so try again in a moment").With("retryAfter", 1).Because(ctx.Err())
}
