package snapshot

import (
	"slices"
	"sync"
	"time"

	"argmap/internal/argmap"
)

// Filtered lists those elements of a list that pass a filter. It looks no further than it is read, and
// never twice: pages of one list, and its length, cost one look at each element together.
type Filtered struct {
	of     List
	passes func(Element) bool

	mu sync.Mutex
	// slots are the elements that passed among the first scanned of the list.
	slots   []int32
	scanned int
}

// filters keeps the latest few filtered lists of a snapshot.
type filters struct {
	mu    sync.Mutex
	known map[string]*Filtered
	order []string
}

// keptFilters is how many filtered lists a snapshot keeps.
const keptFilters = 16

// Where lists the elements that pass a filter. The key names list and filter: while it is remembered,
// lists of the same key are one. The filter must be pure.
func (l List) Where(key string, passes func(Element) bool) *Filtered {
	f := &l.s.filters
	f.mu.Lock()
	defer f.mu.Unlock()
	if known := f.known[key]; known != nil {
		return known
	}
	if f.known == nil {
		f.known = map[string]*Filtered{}
	}
	if len(f.order) == keptFilters {
		oldest := f.known[f.order[0]]
		l.s.derived.Add(-4 * int64(oldest.found()))
		delete(f.known, f.order[0])
		f.order = slices.Delete(f.order, 0, 1)
	}
	fresh := &Filtered{of: l, passes: passes}
	f.known[key] = fresh
	f.order = append(f.order, key)
	return fresh
}

func (f *Filtered) found() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.slots)
}

// Len counts the elements of the list.
func (f *Filtered) Len() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.scan(f.of.Len(), len(f.slots)+f.of.Len())
	return len(f.slots)
}

// At gives the element of a rank, from 0; false beyond the end of the list.
func (f *Filtered) At(rank int) (Element, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.scan(f.of.Len(), rank+1)
	if rank < 0 || rank >= len(f.slots) {
		return nil, false
	}
	return f.of.s.view(f.slots[rank]), true
}

// Rank counts the elements that come before the key. An element with this key, if there is one, has
// this rank.
func (f *Filtered) Rank(created time.Time, id argmap.ID) int {
	upTo := f.of.Rank(created, id)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.scan(upTo, len(f.slots)+f.of.Len())
	return List{s: f.of.s, slots: f.slots, listed: true}.Rank(created, id)
}

// scan looks on until so many elements of the list were looked at, or so many have passed.
func (f *Filtered) scan(upTo, enough int) {
	before := len(f.slots)
	for ; f.scanned < upTo && len(f.slots) < enough; f.scanned++ {
		if slot := f.of.slot(f.scanned); f.passes(f.of.s.view(slot)) {
			f.slots = append(f.slots, slot)
		}
	}
	f.of.s.derived.Add(4 * int64(len(f.slots)-before))
}
