package snapshot

import (
	"cmp"
	"iter"
	"sort"
	"time"

	"argmap/internal/argmap"
)

// List is a list of elements, oldest first: by (Created, ID). A page of it starts at a rank, and the
// key of an element gives the rank back in any other revision.
type List struct {
	s      *Snapshot
	runs   *ranking
	slots  []int32
	listed bool
}

// Elements lists every element.
func (s *Snapshot) Elements() List { return List{s: s, runs: &s.kinds[everyKind]} }

// OfKind lists the elements of one kind.
func (s *Snapshot) OfKind(k argmap.Kind) List {
	if i := kindIndex(k); i != everyKind {
		return List{s: s, runs: &s.kinds[i]}
	}
	return List{s: s, listed: true}
}

// Count gives the number of elements of a kind.
func (s *Snapshot) Count(k argmap.Kind) int { return s.OfKind(k).Len() }

// Len counts the elements of the list.
func (l List) Len() int {
	if l.listed {
		return len(l.slots)
	}
	return l.runs.length
}

// At gives the element of a rank, 0 <= rank < Len.
func (l List) At(rank int) Element { return l.s.view(l.slot(rank)) }

func (l List) slot(rank int) int32 {
	if l.listed {
		return l.slots[rank]
	}
	return l.runs.at(rank)
}

// Rank counts the elements that come before the key. An element with this key, if there is one, has
// this rank.
func (l List) Rank(created time.Time, id argmap.ID) int {
	before := func(slot int32) bool {
		e := l.s.elements.at(slot)
		return cmp.Or(e.Created.Compare(created), cmp.Compare(e.ID, id)) < 0
	}
	if l.listed {
		return sort.Search(len(l.slots), func(i int) bool { return !before(l.slots[i]) })
	}
	return l.runs.rank(before)
}

// All gives the elements of the list in order.
func (l List) All() iter.Seq[Element] {
	return func(yield func(Element) bool) {
		for rank := range l.Len() {
			if !yield(l.At(rank)) {
				return
			}
		}
	}
}
