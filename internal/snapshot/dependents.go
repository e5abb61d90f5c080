package snapshot

import (
	"math/bits"
	"slices"

	"argmap/internal/argmap"
)

// setsAtOnce is how many sets of elements are followed in one walk: one bit of a mask each.
const setsAtOnce = 64

// dependents counts, for each set of elements, the elements that rest on one of them, the set itself
// left out: what a walk along the links that point (argmap.Join) reaches. Cycles are met once. It takes
// one walk over the map for every 64 sets.
func (s *Snapshot) dependents(sets [][]int32) []int {
	counts := make([]int, len(sets))
	if len(sets) == 0 {
		return counts
	}
	c := s.condense()
	masks := make([]uint64, len(c.size))
	for from := 0; from < len(sets); from += setsAtOnce {
		some := sets[from:min(len(sets), from+setsAtOnce)]
		clear(masks)
		for i, set := range some {
			for _, slot := range set {
				masks[c.of[slot]] |= 1 << i
			}
		}
		c.spread(masks, counts[from:from+len(some)])
	}
	for i, set := range sets {
		slices.Sort(set)
		counts[i] -= len(slices.Compact(set))
	}
	return counts
}

// condensed is the map along the links that point, with each strongly connected part as one node. A
// part has a greater number than all that it points at.
type condensed struct {
	// of gives the part of each element's slot.
	of []int32
	// size counts the elements of a part.
	size []int
	// members are all elements, part by part; a part begins where start says.
	members, start []int32
	// out gives what an element points at.
	out func(slot int32, yield func(to int32))
}

// spread carries the masks along, and adds to each count the elements that its bit reached. Parts with
// the same mask that follow each other are counted together.
func (c *condensed) spread(masks []uint64, counts []int) {
	run, size := uint64(0), 0
	flush := func() {
		for m := run; m != 0; m &= m - 1 {
			counts[bits.TrailingZeros64(m)] += size
		}
	}
	for part := len(c.size) - 1; part >= 0; part-- {
		mask := masks[part]
		if mask != run {
			flush()
			run, size = mask, 0
		}
		size += c.size[part]
		if mask == 0 {
			continue
		}
		for _, slot := range c.members[c.start[part]:c.start[part+1]] {
			c.out(slot, func(to int32) { masks[c.of[to]] |= mask })
		}
	}
	flush()
}

// condense finds the strongly connected parts (R. Tarjan, Depth-first search and linear graph
// algorithms, SIAM J. Comput. 1972), with a stack of its own in place of recursion.
func (s *Snapshot) condense() *condensed {
	t := tarjan{condensed: condensed{of: make([]int32, s.elements.rows.length), start: []int32{0}, out: s.pointed()}}
	t.index = make([]int32, len(t.of))
	for slot := range t.of {
		t.of[slot] = none
	}
	for slot := range s.kinds[everyKind].all() {
		if t.index[slot] == 0 {
			t.visit(slot)
		}
	}
	return &t.condensed
}

// pointed gives what an element points at.
func (s *Snapshot) pointed() func(slot int32, yield func(to int32)) {
	points := make([]bool, 0, foreign+1)
	for _, j := range argmap.Joins() {
		points = append(points, j.Points)
	}
	return func(slot int32, yield func(to int32)) {
		for _, link := range s.lists[outgoing].of(slot) {
			if e := s.ends.at(link); points[e.role] {
				yield(e.to)
			}
		}
	}
}

type tarjan struct {
	condensed

	// index numbers the elements in the order in which they were met, from 1; low is kept in frames.
	index []int32
	met   int32
	// open are the elements that are in no part yet.
	open []int32
	path []spot
}

// spot is an element on the way down, with what it points at and has not been looked at.
type spot struct {
	slot, low int32
	next      []int32
}

func (t *tarjan) enter(slot int32) {
	t.met++
	t.index[slot] = t.met
	t.open = append(t.open, slot)
	f := spot{slot: slot, low: t.met}
	t.out(slot, func(to int32) { f.next = append(f.next, to) })
	t.path = append(t.path, f)
}

func (t *tarjan) visit(top int32) {
	t.enter(top)
	for len(t.path) > 0 {
		f := &t.path[len(t.path)-1]
		if len(f.next) == 0 {
			t.leave()
			continue
		}
		to := f.next[0]
		f.next = f.next[1:]
		switch {
		case t.index[to] == 0:
			t.enter(to)
		case t.of[to] == none:
			f.low = min(f.low, t.index[to])
		}
	}
}

// leave ends an element, and the part of which it was met first.
func (t *tarjan) leave() {
	f := t.path[len(t.path)-1]
	t.path = t.path[:len(t.path)-1]
	if len(t.path) > 0 {
		above := &t.path[len(t.path)-1]
		above.low = min(above.low, f.low)
	}
	if f.low != t.index[f.slot] {
		return
	}
	at := len(t.open) - 1
	for t.open[at] != f.slot {
		at--
	}
	for _, slot := range t.open[at:] {
		t.of[slot] = int32(len(t.size))
	}
	t.members = append(t.members, t.open[at:]...)
	t.size = append(t.size, len(t.open)-at)
	t.start = append(t.start, int32(len(t.members)))
	t.open = t.open[:at]
}
