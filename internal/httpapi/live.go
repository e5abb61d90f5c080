package httpapi

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"argmap/internal/fault"
)

// LiveLimits bound what is followed live. Zero fields take the defaults.
type LiveLimits struct {
	// Streams is how many sockets and event streams may be open at once; default 10,000.
	Streams int
	// Operations is how many operations may run on one socket at once; default 100.
	Operations int
	// MessageBytes is how long a message of a client may be; default 1 MiB.
	MessageBytes int64
	// InitWait is how long a socket may take to introduce itself; default 10 s.
	InitWait time.Duration
	// WriteWait is how long a client may take to accept one message; default 10 s. Who takes longer is
	// told so and sent away if the message gets through in half as long again, or else cut off.
	WriteWait time.Duration
	// Ping is how often a socket is asked for a sign of life, Comment how often an event stream gives
	// one; defaults 25 s and 12 s.
	Ping, Comment time.Duration
}

func (l LiveLimits) withDefaults() LiveLimits {
	setDefault(&l.Streams, 10_000)
	setDefault(&l.Operations, 100)
	setDefault(&l.MessageBytes, 1<<20)
	setDefault(&l.InitWait, 10*time.Second)
	setDefault(&l.WriteWait, 10*time.Second)
	setDefault(&l.Ping, 25*time.Second)
	setDefault(&l.Comment, 12*time.Second)
	return l
}

// streams owns the sockets and event streams: it counts them, ends them, and waits for them.
type streams struct {
	Options
	// admission is what all requests wait for.
	admission *turns
	// ctx ends with the server, and its cause is what sockets are told.
	ctx context.Context //nolint:containedctx // lives as long as the server
	end context.CancelCauseFunc

	mu      sync.Mutex
	open    int
	closed  bool
	drained chan struct{}
}

func newStreams(o Options, admission *turns) *streams {
	s := &streams{Options: o, admission: admission, drained: make(chan struct{})}
	s.ctx, s.end = context.WithCancelCause(o.Log.WithContext(context.Background()))
	return s
}

// enter counts a stream until leave is called, unless there are too many, or the server goes away.
func (s *streams) enter() (leave func(), err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.closed:
		return nil, fault.New(fault.Unavailable, "service.closing", "the server is going away; try again in a moment")
	case s.open >= s.Live.Streams:
		return nil, fault.New(fault.Unavailable, "limit.streams", "%d clients are connected already; try again later", s.open).
			With("limit", s.Live.Streams).With("retryAfter", 30)
	}
	s.open++
	return s.leave, nil
}

func (s *streams) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open--
	s.settle()
}

// settle notes that nothing is open any more and nothing will be.
func (s *streams) settle() {
	if s.closed && s.open == 0 {
		close(s.drained)
	}
}

// close ends all streams, and waits for them as long as ctx lasts.
func (s *streams) close(ctx context.Context) error {
	s.mu.Lock()
	if !s.closed {
		s.closed = true
		s.settle()
	}
	s.mu.Unlock()
	s.end(errGoingAway)
	select {
	case <-s.drained:
		return nil
	case <-ctx.Done():
		return errors.New("clients are still connected")
	}
}

// lasting sends what may last long past the deadline of requests.
func lasting(long, short http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if upgrades(r) || wantsEvents(r) {
			long.ServeHTTP(w, r)
			return
		}
		short.ServeHTTP(w, r)
	})
}
