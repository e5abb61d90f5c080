package evaluation

import (
	"context"
	"runtime"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/lru"
	"argmap/internal/semantics"
	"argmap/internal/semantics/dung"
	"argmap/internal/semantics/gradual"
	"argmap/internal/snapshot"
)

// Outcome says how far an answer can be relied on.
type Outcome string

// The outcomes.
const (
	// Exact: the answer is the one of the definition.
	Exact Outcome = "EXACT"
	// Unknown: the time for it ended first.
	Unknown Outcome = "UNKNOWN"
	// Estimated: it is the mean of samples, which has a standard error (only Influences by Shapley).
	Estimated Outcome = "ESTIMATED"
	// NotConverged: the strengths on a cycle did not settle; they are where they stood.
	NotConverged Outcome = "NOT_CONVERGED"
	// NoExtension: the semantics has no extension here (only STABLE can).
	NoExtension Outcome = "NO_EXTENSION"
)

// Options say how a Service works. Zero fields take the defaults.
type Options struct {
	// CacheBytes bounds the evaluations in memory; default 64 MiB.
	CacheBytes int64
	// Budget bounds the time of one evaluation, however long its callers would wait; default 5 s.
	Budget time.Duration
}

// Service evaluates snapshots. Its methods may be called from many goroutines at once.
type Service struct {
	budget  time.Duration
	cache   *lru.Cache[key, value]
	flights flights
	// turns are taken for work that is done for one element and kept for nobody, lest many elements at once
	// fill the memory.
	turns chan struct{}
}

// New makes a service.
func New(o Options) *Service {
	if o.CacheBytes == 0 {
		o.CacheBytes = 64 << 20
	}
	if o.Budget == 0 {
		o.Budget = 5 * time.Second
	}
	return &Service{
		budget:  o.Budget,
		cache:   lru.New(o.CacheBytes, func(_ key, v value) int64 { return v.bytes() }),
		flights: flights{now: map[key]*flight{}},
		turns:   make(chan struct{}, runtime.GOMAXPROCS(0)),
	}
}

// key names a piece of work: what is asked of a map as one revision of one epoch shows it.
type key struct {
	m        argmap.ID
	revision argmap.Revision
	epoch    argmap.Epoch
	reading  string
	what     string
}

// value is an outcome that can be kept.
type value interface {
	bytes() int64
	// settled reports whether asking again would give the same.
	settled() bool
}

// read is a snapshot under a reading, with what its semantics share.
type read struct {
	*snapshot.Framework

	solver *dung.Solver
}

func (r *read) bytes() int64 {
	n, edges := r.Map.Nodes(), 0
	for i := range int32(n) {
		edges += len(r.Map.Attacks(i)) + len(r.Map.Serves(i)) + len(r.Map.NeedsOf(i))
	}
	return int64(n)*80 + int64(edges)*16
}

func (r *read) settled() bool { return true }

// frame gives a snapshot under a reading, from memory where it can; else it is read by the function. The snapshot must be one of the
// map's log: what is only supposed has no place in the cache.
func (s *Service) frame(ctx context.Context, snap *snapshot.Snapshot, r snapshot.Reading, by func(r snapshot.Reading) (*read, error)) (*read, key, error) {
	r, err := r.Normal()
	if err != nil {
		return nil, key{}, err
	}
	k := key{m: snap.Map(), revision: snap.Revision(), epoch: snap.Epoch(), reading: r.Key()}
	found, err := once(ctx, s, k, func(context.Context) (*read, error) { return by(r) })
	return found, k, err
}

// anew reads a snapshot from its first element to its last.
func anew(snap *snapshot.Snapshot) func(snapshot.Reading) (*read, error) {
	return func(r snapshot.Reading) (*read, error) {
		f, err := snap.Framework(r)
		if err != nil {
			return nil, err
		}
		return &read{f, dung.New(f.Map)}, nil
	}
}

// after reads a snapshot that some operations have made of the one that a framework was read from.
func after(f *snapshot.Framework, snap *snapshot.Snapshot, operations []argmap.Operation) func(snapshot.Reading) (*read, error) {
	return func(snapshot.Reading) (*read, error) {
		next, err := f.Next(snap, operations)
		if err != nil {
			return nil, err
		}
		return &read{next, dung.New(next.Map)}, nil
	}
}

func outcomeOf(o dung.Outcome) Outcome {
	switch o {
	case dung.Exact:
		return Exact
	case dung.NoExtension:
		return NoExtension
	case dung.Unknown:
	}
	return Unknown
}

func gradualOutcome(o gradual.Outcome) Outcome {
	switch o {
	case gradual.Exact:
		return Exact
	case gradual.NotConverged:
		return NotConverged
	case gradual.Estimated:
		return Estimated
	case gradual.Unknown:
	}
	return Unknown
}

func isIn(l semantics.Label) bool { return l == semantics.In }
