package ledger

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/store"
)

// hub knows the heads of the maps that somebody watches. While there are any, a poller reads all of
// them in one statement at each interval; commits of this ledger are noted at once.
type hub struct {
	crew     *crew
	interval time.Duration
	read     func(context.Context, []argmap.ID) ([]store.Head, error)
	onError  func(error)

	mu     sync.Mutex
	topics map[argmap.ID]*topic
	// stop ends the poller; nil when none runs.
	stop context.CancelFunc
}

// topic is a watched map.
type topic struct {
	watchers int
	head     store.Head
	// moved is closed, and replaced, when the head changes.
	moved chan struct{}
}

// join adds a watcher of a map whose head was just read; false while the ledger closes.
func (h *hub) join(head store.Head) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.stop == nil && !h.poll() {
		return false
	}
	t := h.topics[head.Map]
	if t == nil {
		t = &topic{head: head, moved: make(chan struct{})}
		h.topics[head.Map] = t
	}
	t.watchers++
	t.take(head)
	return true
}

// leave takes a watcher away; the poller ends with the last one.
func (h *hub) leave(m argmap.ID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	t := h.topics[m]
	if t.watchers--; t.watchers == 0 {
		delete(h.topics, m)
	}
	if len(h.topics) == 0 {
		h.stop()
		h.stop = nil
	}
}

// watched reports whether somebody watches a map.
func (h *hub) watched(m argmap.ID) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.topics[m] != nil
}

// see gives the head of a watched map and what tells that it changed.
func (h *hub) see(m argmap.ID) (store.Head, <-chan struct{}) {
	h.mu.Lock()
	defer h.mu.Unlock()
	t := h.topics[m]
	return t.head, t.moved
}

// note tells the watchers of a map its head.
func (h *hub) note(head store.Head) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if t := h.topics[head.Map]; t != nil {
		t.take(head)
	}
}

// take accepts a head unless it is older than the one that is known.
func (t *topic) take(head store.Head) {
	older := head.Revision < t.head.Revision || head.Epoch < t.head.Epoch
	if older || head == t.head {
		return
	}
	t.head = head
	close(t.moved)
	t.moved = make(chan struct{})
}

// poll starts the poller.
func (h *hub) poll() bool {
	stopped, stop := context.WithCancel(context.Background())
	started := h.crew.start(func(ctx context.Context) {
		defer stop()
		defer context.AfterFunc(ctx, stop)()
		h.follow(stopped)
	})
	if !started {
		stop()
		return false
	}
	h.stop = stop
	return true
}

// follow reads the heads of what is watched until it is stopped or the ledger closes.
func (h *hub) follow(ctx context.Context) {
	ticker := time.NewTicker(h.interval)
	defer ticker.Stop()
	failing := false
	for {
		select {
		case <-ctx.Done():
			return
		case <-h.crew.closing:
			return
		case <-ticker.C:
		}
		err := h.lookup(ctx)
		if err != nil && !failing && ctx.Err() == nil {
			h.onError(err)
		}
		failing = err != nil
	}
}

func (h *hub) lookup(ctx context.Context) error {
	h.mu.Lock()
	ids := slices.Collect(maps.Keys(h.topics))
	h.mu.Unlock()
	if len(ids) == 0 {
		return nil
	}
	heads, err := h.read(ctx, ids)
	for _, head := range heads {
		h.note(head)
	}
	return err
}
