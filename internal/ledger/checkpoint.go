package ledger

import (
	"context"
	"sync"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// marks counts the operations since each map's last checkpoint, as far as this ledger made them or
// met them, and makes the next one when it is due: in the background, one at a time per map.
type marks struct {
	mu    sync.Mutex
	byMap map[argmap.ID]*mark
}

// mark is where a map stands on the way to its next checkpoint.
type mark struct {
	// since counts the operations so far; at due the live records are counted, and then due is exact.
	since, due int
	exact      bool
	making     bool
}

func newMarks() *marks { return &marks{byMap: map[argmap.ID]*mark{}} }

// count notes operations that led to a snapshot, and makes a checkpoint of it when one is due:
// every CheckpointEvery operations or a quarter of the live records, whichever is more.
func (k *marks) count(l *Ledger, s *snapshot.Snapshot, operations int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	m := k.of(l, s.Map())
	m.since += operations
	if m.since >= m.due && !m.exact {
		m.due, m.exact = l.stride(s), true
	}
	if m.since >= m.due {
		k.make(l, m, s)
	}
}

// stride is how many operations lie between two checkpoints of a map.
func (l *Ledger) stride(s *snapshot.Snapshot) int { return max(l.o.CheckpointEvery, live(s)/4) }

// longWay notes that a past revision could be reached only by so many operations. When that is
// more than may lie between two checkpoints, one is made there; so what was counted by a process
// that is gone is made good.
func (k *marks) longWay(l *Ledger, s *snapshot.Snapshot, operations int) {
	if operations < l.o.CheckpointEvery || operations < l.stride(s) {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.make(l, k.of(l, s.Map()), s)
}

func (k *marks) of(l *Ledger, id argmap.ID) *mark {
	m := k.byMap[id]
	if m == nil {
		m = &mark{due: l.o.CheckpointEvery}
		k.byMap[id] = m
	}
	return m
}

func (k *marks) make(l *Ledger, m *mark, s *snapshot.Snapshot) {
	if m.making || !l.crew.start(func(ctx context.Context) { k.put(ctx, l, s) }) {
		return
	}
	*m = mark{due: l.o.CheckpointEvery, making: true}
}

func (k *marks) put(ctx context.Context, l *Ledger, s *snapshot.Snapshot) {
	defer func() {
		k.mu.Lock()
		defer k.mu.Unlock()
		k.of(l, s.Map()).making = false
	}()
	err := l.putCheckpoint(ctx, s)
	if err != nil && fault.Reason(err) != "map.epoch" {
		fault.Wrap(&err, "checkpoint of map %s at revision %d", s.Map(), s.Revision())
		l.o.OnError(err)
	}
}

func (l *Ledger) putCheckpoint(ctx context.Context, s *snapshot.Snapshot) error {
	c, err := checkpointOf(s)
	if err != nil {
		return err
	}
	return l.store.PutCheckpoint(ctx, c)
}

func checkpointOf(s *snapshot.Snapshot) (store.Checkpoint, error) {
	chunks, err := snapshot.Encode(s)
	return store.Checkpoint{Map: s.Map(), Revision: s.Revision(), Epoch: s.Epoch(), Chunks: chunks}, err
}

// live counts the records of a snapshot.
func live(s *snapshot.Snapshot) int {
	n := 0
	for range s.Entries() {
		n++
	}
	return n
}
