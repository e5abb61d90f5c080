package graph

import (
	"context"
	"sync"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"argmap/internal/argmap"
	"argmap/internal/ledger"
	"argmap/internal/store"
)

// feeds wakes subscribers when their maps change. One goroutine watches a map for all of its
// subscribers, who have none while they wait: thousands of them cost little.
type feeds struct {
	// gate lets so many events be made at once, however many subscribers wait for them.
	gate chan struct{}

	mu    sync.Mutex
	byMap map[argmap.ID]*feed
}

// makers is how many events are made at once.
const makers = 64

func newFeeds() *feeds { return &feeds{gate: make(chan struct{}, makers)} }

// feed is a map that somebody follows. Its fields belong to the lock of the feeds.
type feed struct {
	subscribers map[*subscriber]struct{}
	// last is the latest event, or where the feed began; err is that with which it ended.
	last ledger.Event
	err  error

	cancel context.CancelFunc
	// done is closed when the map is watched no more.
	done chan struct{}
}

// subscriber is one subscription under way. Its goroutine is there only while it has an event to
// deliver; on its way it asks for what happened meanwhile, and gets it as one event.
type subscriber struct {
	resolver *Resolver
	mapID    argmap.ID
	ctx      context.Context //nolint:containedctx // lives as long as the subscription
	// show makes an event ready and gives what sends it, or nil when there is nothing to send. That
	// is false when there is nobody to send it to.
	show func(ledger.Event) (send func() bool, err error)
	// over hears of the end, once.
	over func(error)

	// These belong to the lock of the feeds; at is changed only by who is busy.
	feed *feed
	at   place
	busy bool
	stay func() bool
}

// join makes somebody, who is busy, a subscriber of a map whose head was just read.
func (f *feeds) join(s *subscriber, head store.Head) {
	f.mu.Lock()
	defer f.mu.Unlock()
	s.feed = f.byMap[s.mapID]
	if s.feed == nil || s.feed.err != nil {
		s.feed = f.begin(s.resolver, head)
	}
	s.feed.subscribers[s] = struct{}{}
	s.stay = context.AfterFunc(s.ctx, func() { f.leave(s) })
}

// begin watches one more map.
func (f *feeds) begin(r *Resolver, head store.Head) *feed {
	ctx, cancel := context.WithCancel(context.Background())
	m := &feed{
		subscribers: map[*subscriber]struct{}{}, cancel: cancel, done: make(chan struct{}),
		last: ledger.Event{Map: head.Map, To: head.Revision, Epoch: head.Epoch},
	}
	if f.byMap == nil {
		f.byMap = map[argmap.ID]*feed{}
	}
	f.byMap[head.Map] = m
	go func() {
		defer close(m.done)
		f.watch(ctx, r.Ledger, head, m)
	}()
	return m
}

// watch wakes the subscribers of a map for as long as there are any: a few at a time, as the gate
// lets them in.
func (f *feeds) watch(ctx context.Context, l Ledger, head store.Head, m *feed) {
	for e, err := range l.Watch(ctx, head.Map, ledger.Seen{Revision: head.Revision, Epoch: head.Epoch}) {
		for _, s := range f.wake(m, e, err) {
			f.gate <- struct{}{}
			go s.work(f)
		}
	}
}

// wake notes an event, and gives the subscribers that were idle, who are now busy.
func (f *feeds) wake(m *feed, e ledger.Event, err error) []*subscriber {
	f.mu.Lock()
	defer f.mu.Unlock()
	m.last, m.err = e, err
	idle := make([]*subscriber, 0, len(m.subscribers))
	for s := range m.subscribers {
		if !s.busy {
			s.busy = true
			idle = append(idle, s)
		}
	}
	return idle
}

// leave ends a subscriber whose context has ended. Who is busy finds out for himself.
func (f *feeds) leave(s *subscriber) {
	f.mu.Lock()
	idle := !s.busy
	s.busy = true
	f.mu.Unlock()
	if idle {
		s.end(f, nil)
	}
}

// work delivers events until there are no more for now, and then leaves no goroutine behind. Who
// works has passed the gate, and gives his place away while he sends.
func (s *subscriber) work(f *feeds) {
	for {
		send, rest, err := s.make(f)
		<-f.gate
		if rest {
			return
		}
		if err != nil || send != nil && !send() {
			s.end(f, err)
			return
		}
		f.gate <- struct{}{}
	}
}

// make makes the next event ready to be sent.
func (s *subscriber) make(f *feeds) (send func() bool, rest bool, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = RecoverPanic(s.ctx, p)
		}
	}()
	e, known, rest, err := s.pending(f)
	if rest || err != nil {
		return nil, rest, err
	}
	if !known {
		if e, err = s.pull(); err != nil {
			return nil, false, err
		}
	}
	send, err = s.show(e)
	s.at.Revision, s.at.Epoch = e.To, e.Epoch
	return send, false, err
}

// pending tells what a busy subscriber has to do: to end with an error, to rest, to deliver the event
// that all get, or, if that is not known, to find out what happened since he was served.
func (s *subscriber) pending(f *feeds) (e ledger.Event, known, rest bool, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	last := s.feed.last
	switch {
	case s.ctx.Err() != nil:
		return e, false, false, s.ctx.Err()
	case s.feed.err != nil:
		return e, false, false, s.feed.err
	case last.To <= s.at.Revision && last.Epoch <= s.at.Epoch:
		s.busy = false
		return e, false, true, nil
	}
	next := last.From == s.at.Revision && (last.Reset || last.Epoch == s.at.Epoch)
	return last, next, false, nil
}

// pull asks the ledger what happened since the subscriber was served. Something did.
func (s *subscriber) pull() (ledger.Event, error) {
	for e, err := range s.resolver.Ledger.Watch(s.ctx, s.at.Map, ledger.Seen{Revision: s.at.Revision, Epoch: s.at.Epoch}) {
		return e, err
	}
	return ledger.Event{}, s.ctx.Err()
}

// end takes a busy subscriber out of the feed, which ends with the last one.
func (s *subscriber) end(f *feeds, err error) {
	f.mu.Lock()
	s.stay()
	delete(s.feed.subscribers, s)
	last := len(s.feed.subscribers) == 0
	if last && f.byMap[s.mapID] == s.feed {
		delete(f.byMap, s.mapID)
	}
	f.mu.Unlock()
	if last {
		s.feed.cancel()
		<-s.feed.done
	}
	s.over(err)
}

// errorsOf shows the error with which a subscription ended; nothing when the client or the server is
// gone.
func errorsOf(ctx context.Context, err error) gqlerror.List {
	if err == nil || ctx.Err() != nil {
		return nil //nolint:nilerr // there is nobody to tell
	}
	return gqlerror.List{PresentError(ctx, err)}
}
