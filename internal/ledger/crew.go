package ledger

import (
	"context"
	"sync"

	"argmap/internal/fault"
)

// crew owns the goroutines of a ledger: each is counted, and close waits for all of them.
type crew struct {
	ctx     context.Context
	cancel  context.CancelFunc
	closing chan struct{}

	mu      sync.Mutex
	closed  bool
	running int
	drained chan struct{}
}

func newCrew() *crew {
	ctx, cancel := context.WithCancel(context.Background())
	return &crew{ctx: ctx, cancel: cancel, closing: make(chan struct{}), drained: make(chan struct{})}
}

// open gives the error with which new requests are refused while the ledger closes.
func (c *crew) open() error {
	select {
	case <-c.closing:
		return closing()
	default:
		return nil
	}
}

// start runs work on a goroutine of its own. While the crew closes, only work that is still
// running may start more; false means that nothing was started.
func (c *crew) start(work func(ctx context.Context)) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed && c.running == 0 {
		return false
	}
	c.running++
	go func() {
		defer c.finished()
		work(c.ctx)
	}()
	return true
}

// enter counts a call that runs on its caller's goroutine as running, until leave is called.
func (c *crew) enter() (leave func(), err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return nil, closing()
	}
	c.running++
	return c.finished, nil
}

// detached runs work on the ledger's own time and waits for its outcome as long as ctx lasts.
func detached[V any](ctx context.Context, c *crew, work func(ctx context.Context) (V, error)) (V, error) {
	var value V
	var err error
	done := make(chan struct{})
	started := c.start(func(ctx context.Context) {
		defer close(done)
		value, err = work(ctx)
	})
	var none V
	if !started {
		return none, closing()
	}
	select {
	case <-done:
		return value, err
	case <-ctx.Done():
		return none, gaveUp(ctx)
	}
}

func (c *crew) finished() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.running--
	c.settle()
}

// settle notes that nothing runs any more and nothing will.
func (c *crew) settle() {
	if !c.closed || c.running > 0 {
		return
	}
	select {
	case <-c.drained:
	default:
		close(c.drained)
	}
}

func (c *crew) close(ctx context.Context) error {
	c.mu.Lock()
	if !c.closed {
		c.closed = true
		close(c.closing)
	}
	c.settle()
	c.mu.Unlock()
	defer c.cancel()
	select {
	case <-c.drained:
		return nil
	case <-ctx.Done():
		c.cancel()
		<-c.drained
		return fault.New(fault.Unavailable, "service.broken_off", "not all work was done in time; what was left was broken off").Because(ctx.Err())
	}
}
