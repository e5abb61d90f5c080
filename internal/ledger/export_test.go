package ledger

import "argmap/internal/argmap"

// Waiting tells how many proposals wait for a map.
func Waiting(l *Ledger, m argmap.ID) int {
	l.queues.mu.Lock()
	defer l.queues.mu.Unlock()
	return len(l.queues.byMap[m])
}

// Asking tells how many requests wait for a look-up of heads that has not started.
func Asking(l *Ledger) int {
	l.heads.mu.Lock()
	defer l.heads.mu.Unlock()
	if l.heads.next == nil {
		return 0
	}
	return l.heads.next.waiting
}

// Watchers counts who watches.
func Watchers(l *Ledger) int {
	l.hub.mu.Lock()
	defer l.hub.mu.Unlock()
	n := 0
	for _, t := range l.hub.topics {
		n += t.watchers
	}
	return n
}

// Idle reports whether the index of open questions has nothing left to do.
func Idle(l *Ledger) bool {
	l.agenda.mu.Lock()
	defer l.agenda.mu.Unlock()
	return len(l.agenda.order) == 0 && !l.agenda.missed && !l.agenda.working
}

// Bound sets how many maps may wait for the index of open questions.
func Bound(l *Ledger, maps int) {
	l.agenda.mu.Lock()
	defer l.agenda.mu.Unlock()
	l.agenda.bound = maps
}

// Watched reports whether somebody watches a map.
func (l *Ledger) Watched(m argmap.ID) bool { return l.hub.watched(m) }
