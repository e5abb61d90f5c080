package evaluation

import (
	"context"
	"sync"
	"sync/atomic"
)

// flights are the pieces of work under way. Who asks for one that is under way waits for its outcome.
type flights struct {
	mu    sync.Mutex
	now   map[key]*flight
	flown atomic.Int64
}

// Worked counts the pieces of work that were begun because no memory held their outcome: readings of maps
// as frameworks, and their labels and strengths.
func (s *Service) Worked() int64 { return s.flights.flown.Load() }

// flight is detached from who asked for it, and ends early when nobody waits any more.
type flight struct {
	done    chan struct{}
	cancel  context.CancelFunc
	waiting int
	value   value
	err     error
}

// once gives a kept value, or the outcome of the work, which runs once for all who ask meanwhile. The
// error is the context's when that ends first, or the work's.
func once[V value](ctx context.Context, s *Service, k key, work func(context.Context) (V, error)) (V, error) {
	var nothing V
	if v, ok := s.cache.Get(k); ok {
		return v.(V), nil
	}
	f := s.join(k, func(ctx context.Context) (value, error) { return work(ctx) })
	defer s.leave(k, f)
	select {
	case <-f.done:
		if f.err != nil {
			return nothing, f.err
		}
		return f.value.(V), nil
	case <-ctx.Done():
		return nothing, ctx.Err()
	}
}

func (s *Service) join(k key, work func(context.Context) (value, error)) *flight {
	s.flights.mu.Lock()
	defer s.flights.mu.Unlock()
	if f := s.flights.now[k]; f != nil {
		f.waiting++
		return f
	}
	ctx, cancel := context.WithTimeout(context.Background(), s.budget)
	f := &flight{done: make(chan struct{}), cancel: cancel, waiting: 1}
	s.flights.now[k] = f
	go s.fly(ctx, k, f, work)
	return f
}

func (s *Service) fly(ctx context.Context, k key, f *flight, work func(context.Context) (value, error)) {
	defer f.cancel()
	s.flights.flown.Add(1)
	f.value, f.err = work(ctx)
	if f.err == nil && f.value.settled() {
		s.cache.Put(k, f.value, nil)
	}
	s.flights.mu.Lock()
	if s.flights.now[k] == f {
		delete(s.flights.now, k)
	}
	s.flights.mu.Unlock()
	close(f.done)
}

// leave ends a flight that nobody waits for. Who comes later starts another.
func (s *Service) leave(k key, f *flight) {
	s.flights.mu.Lock()
	defer s.flights.mu.Unlock()
	if f.waiting--; f.waiting > 0 {
		return
	}
	f.cancel()
	if s.flights.now[k] == f {
		delete(s.flights.now, k)
	}
}
