package neo4jstore

import (
	"context"
	"sync"

	"argmap/internal/fault"
)

// underway counts the calls of the driver, some of which nobody waits for any more. The driver must
// not be closed while one of them still hands its connection back.
type underway struct {
	mu     sync.Mutex
	closed bool
	calls  sync.WaitGroup
}

// begin counts one more call, which must end with calls.Done; it refuses once the store is closed.
func (u *underway) begin() error {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.closed {
		return errClosed()
	}
	u.calls.Add(1)
	return nil
}

// close lets no further call begin, and reports whether it was the first to say so.
func (u *underway) close() bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	first := !u.closed
	u.closed = true
	return first
}

func (u *underway) isClosed() bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.closed
}

// drain waits for the calls under way, as long as the context allows. The store must be closed.
func (u *underway) drain(ctx context.Context) {
	drained := make(chan struct{})
	go func() {
		u.calls.Wait()
		close(drained)
	}()
	select {
	case <-drained:
	case <-ctx.Done():
	}
}

func errClosed() error { return fault.New(fault.Unavailable, "store.closed", "the store was closed") }
