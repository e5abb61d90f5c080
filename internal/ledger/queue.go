package ledger

import (
	"slices"
	"sync"

	"argmap/internal/argmap"
	"argmap/internal/fault"
)

// batchBound is how many proposals are appended in one statement at most.
const batchBound = 64

// queues holds the proposals that wait, by map. A map has an entry while a worker serves it.
type queues struct {
	bound int
	mu    sync.Mutex
	byMap map[argmap.ID][]*ticket
}

// add puts a ticket at the end of its map's queue. It reports whether the map needs a worker, which
// the caller then starts.
func (q *queues) add(t *ticket) (needsWorker bool, err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	waiting, served := q.byMap[t.Map]
	if len(waiting) >= q.bound {
		return false, fault.New(fault.Unavailable, "write.queue_full", "too many changes wait for this map; try again in a moment").At("map").With("retryAfter", 1)
	}
	q.byMap[t.Map] = append(waiting, t)
	return !served, nil
}

// withdraw takes a ticket out again; false when a worker has it already.
func (q *queues) withdraw(t *ticket) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	i := slices.Index(q.byMap[t.Map], t)
	if i < 0 {
		return false
	}
	q.byMap[t.Map] = slices.Delete(q.byMap[t.Map], i, i+1)
	return true
}

// take gives the tickets of the next round, or none, with which the worker ends. A creation stands
// alone.
func (q *queues) take(m argmap.ID) []*ticket {
	q.mu.Lock()
	defer q.mu.Unlock()
	waiting := q.byMap[m]
	if len(waiting) == 0 {
		delete(q.byMap, m)
		return nil
	}
	n := 1
	for n < min(len(waiting), batchBound) && !waiting[n-1].Create && !waiting[n].Create {
		n++
	}
	q.byMap[m] = slices.Clone(waiting[n:])
	return slices.Clone(waiting[:n])
}

// abandon empties a map's queue, which no worker will serve.
func (q *queues) abandon(m argmap.ID) []*ticket {
	q.mu.Lock()
	defer q.mu.Unlock()
	left := q.byMap[m]
	delete(q.byMap, m)
	return left
}
