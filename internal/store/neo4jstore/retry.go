package neo4jstore

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"argmap/internal/fault"
)

// Pauses between two tries.
const (
	shortestPause = 2 * time.Millisecond
	longestPause  = 250 * time.Millisecond
)

// retry calls f until it succeeds, fails for good, or Options.RetryFor has passed.
func (s *Store) retry(ctx context.Context, f func() error) error {
	patience, cancel := context.WithTimeout(ctx, s.options.RetryFor)
	defer cancel()
	for n := 0; ; n++ {
		err := f()
		if err == nil || !s.retryable(err) || s.refused(err, n) {
			return err
		}
		select {
		case <-time.After(pause(n, err)):
		case <-patience.Done():
			if ctx.Err() != nil {
				return gone(ctx.Err())
			}
			return err
		}
	}
}

// pause doubles with each try, with a random part so that rivals part. After a lost connection it
// stays short: the pool may hold others that died with it, and each has to be met once.
func pause(n int, err error) time.Duration {
	p := shortestPause
	if !lost(err) {
		p = min(shortestPause<<min(n, 16), longestPause)
	}
	return p/2 + rand.N(p) //nolint:gosec // it parts rivals and keeps no secret
}

// refused reports whether more connections were lost than the pool can have held: the server is away,
// and waiting on would only keep the caller waiting.
func (s *Store) refused(err error, n int) bool {
	return lost(err) && n > s.options.MaxPool
}

// retryable reports whether the same statement may succeed when it is sent again.
func (s *Store) retryable(err error) bool {
	if server, ok := errors.AsType[*neo4j.Neo4jError](err); ok {
		if server.Code == codeBookmarkTimeout {
			s.forgetBookmarks() // the database was set back; what was promised of it is void
			return true
		}
		return server.IsRetriable() && fault.Of(err) == fault.Unavailable && !timedOut(server.Code)
	}
	if lost(err) {
		s.warm.Store(false) // a server that was started anew has no plans
		return true
	}
	return false
}

// lost reports whether the connection broke, so that nobody knows what became of the statement.
func lost(err error) bool {
	var connection *neo4j.ConnectivityError
	return errors.As(err, &connection)
}
