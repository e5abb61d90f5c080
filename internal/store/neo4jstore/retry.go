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
	end := time.Now().Add(s.options.RetryFor)
	for n := 0; ; n++ {
		err := f()
		if err == nil || !s.retryable(err) {
			return err
		}
		wait := pause(n)
		if time.Now().Add(wait).After(end) || refused(err, n) {
			return err
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return gone(ctx.Err())
		}
	}
}

// pause doubles with each try, with a random part so that rivals part.
func pause(n int) time.Duration {
	p := min(shortestPause<<min(n, 16), longestPause)
	return p/2 + rand.N(p)
}

// refused reports whether the server has been away for more tries than the pool may hold dead
// connections for; waiting on would only keep the caller waiting.
func refused(err error, n int) bool {
	return lost(err) && n >= 6
}

// retryable reports whether the same statement may succeed when it is sent again.
func (s *Store) retryable(err error) bool {
	var server *neo4j.Neo4jError
	if errors.As(err, &server) {
		if server.Code == codeBookmarkTimeout {
			s.forgetBookmarks() // the database was set back; what was promised of it is void
			return true
		}
		return server.IsRetriable() && fault.Of(err) == fault.Unavailable && !timedOut(server.Code)
	}
	return lost(err)
}

// lost reports whether the connection broke, so that nobody knows what became of the statement.
func lost(err error) bool {
	var connection *neo4j.ConnectivityError
	return errors.As(err, &connection)
}
