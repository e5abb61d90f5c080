package ledger

import (
	"sync"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/lru"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// refusal is how long a map that is too large is refused without being loaded again.
const refusal = time.Minute

// shelf keeps the latest snapshot that is known of each map.
type shelf struct {
	budget int64
	clock  func() time.Time
	kept   *lru.Cache[argmap.ID, *snapshot.Snapshot]

	mu      sync.Mutex
	refused map[argmap.ID]time.Time // until when
}

func newShelf(budget int64, clock func() time.Time) *shelf {
	size := func(_ argmap.ID, s *snapshot.Snapshot) int64 { return s.Bytes() }
	return &shelf{
		budget: budget, clock: clock, kept: lru.New(budget, size),
		refused: map[argmap.ID]time.Time{},
	}
}

// get gives the snapshot of a map, or nil.
func (s *shelf) get(m argmap.ID) *snapshot.Snapshot {
	snap, _ := s.kept.Get(m)
	return snap
}

// put keeps a snapshot unless a newer one is there. One above the whole budget is EXHAUSTED, and
// the map is then refused for a while.
func (s *shelf) put(snap *snapshot.Snapshot) error {
	if err := s.fits(snap); err != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.refused[snap.Map()] = s.clock().Add(refusal)
		return err
	}
	s.kept.Put(snap.Map(), snap, newer)
	return nil
}

func (s *shelf) fits(snap *snapshot.Snapshot) error {
	if size := snap.Bytes(); size > s.budget {
		return tooLarge(snap.Map()).With("bytes", size).With("budget", s.budget)
	}
	return nil
}

// admits refuses a map that was found too large a short while ago.
func (s *shelf) admits(m argmap.ID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	until, ok := s.refused[m]
	if !ok {
		return nil
	}
	if s.clock().Before(until) {
		return tooLarge(m)
	}
	delete(s.refused, m)
	return nil
}

func (s *shelf) drop(m argmap.ID) {
	s.kept.Drop(func(id argmap.ID, _ *snapshot.Snapshot) bool { return id == m })
}

func tooLarge(m argmap.ID) *fault.Error {
	return fault.New(fault.Exhausted, "map.too_large", "the map is larger than the memory that the service may use for maps; raise that limit").At("map").With("map", string(m))
}

// newer reports whether a is a later state of its map than b.
func newer(a, b *snapshot.Snapshot) bool {
	if a.Epoch() != b.Epoch() {
		return a.Epoch() > b.Epoch()
	}
	return a.Revision() > b.Revision()
}

// covers reports whether a snapshot shows at least the head.
func covers(s *snapshot.Snapshot, head store.Head) bool {
	return s != nil && s.Epoch() >= head.Epoch && s.Revision() >= head.Revision
}
