package ledger

import (
	"context"
	"sync"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// lookups reads the heads of maps. One look-up is under way at a time; everybody who asks
// meanwhile, for whatever map, shares the next one. So an answer never comes from a look-up that
// began before the question.
type lookups struct {
	crew    *crew
	timeout time.Duration
	read    func(context.Context, []argmap.ID) ([]store.Head, error)

	mu      sync.Mutex
	next    *lookup
	running bool
}

type lookup struct {
	asked   map[argmap.ID]bool
	waiting int
	done    chan struct{}
	heads   map[argmap.ID]store.Head
	err     error
}

// ask gives the head of a map in whatever state; NOT_FOUND when there is none.
func (h *lookups) ask(ctx context.Context, m argmap.ID) (store.Head, error) {
	look := h.join(m)
	if look == nil {
		return store.Head{}, closing()
	}
	select {
	case <-look.done:
	case <-ctx.Done():
		return store.Head{}, gaveUp(ctx)
	}
	if look.err != nil {
		return store.Head{}, look.err
	}
	head, ok := look.heads[m]
	if !ok {
		return store.Head{}, unknownMap(m)
	}
	return head, nil
}

func (h *lookups) join(m argmap.ID) *lookup {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.running {
		if !h.crew.start(h.run) {
			return nil
		}
		h.running = true
	}
	if h.next == nil {
		h.next = &lookup{asked: map[argmap.ID]bool{}, done: make(chan struct{})}
	}
	h.next.asked[m] = true
	h.next.waiting++
	return h.next
}

// run answers one look-up after the other until nobody asks.
func (h *lookups) run(ctx context.Context) {
	for {
		h.mu.Lock()
		look := h.next
		h.next = nil
		if look == nil {
			h.running = false
			h.mu.Unlock()
			return
		}
		h.mu.Unlock()
		look.answer(ctx, h.timeout, h.read)
	}
}

func (k *lookup) answer(ctx context.Context, timeout time.Duration, read func(context.Context, []argmap.ID) ([]store.Head, error)) {
	defer close(k.done)
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	ids := make([]argmap.ID, 0, len(k.asked))
	for id := range k.asked {
		ids = append(ids, id)
	}
	heads, err := read(ctx, ids)
	k.err = err
	k.heads = make(map[argmap.ID]store.Head, len(heads))
	for _, head := range heads {
		k.heads[head.Map] = head
	}
}

// readable refuses the states of a map in which it cannot be read.
func readable(head store.Head) error {
	switch head.State {
	case store.Active:
		return nil
	case store.Rebuilding:
		return fault.New(fault.Unavailable, "map.rebuilding", "the map is being rebuilt from its log; try again in a moment").At("map").With("retryAfter", 5)
	case store.Importing, store.Deleted:
	}
	return unknownMap(head.Map)
}

// Head gives the head of a map that can be read, proven by a look-up that began after the call.
// Its Access number changes whenever it changes who may read the map.
func (l *Ledger) Head(ctx context.Context, m argmap.ID) (store.Head, error) {
	if err := l.crew.open(); err != nil {
		return store.Head{}, err
	}
	return l.head(ctx, m)
}

// head is Head for work that was begun before the ledger closes.
func (l *Ledger) head(ctx context.Context, m argmap.ID) (store.Head, error) {
	head, err := l.heads.ask(ctx, m)
	if err != nil {
		return head, err
	}
	if err := readable(head); err != nil {
		l.shelf.drop(m)
		return head, err
	}
	return head, nil
}
