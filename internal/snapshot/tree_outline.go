package snapshot

import (
	"math"
	"slices"
	"sync"
	"sync/atomic"
)

// outline is what only a walk through the whole map tells of its tree.
type outline struct {
	// entries lead into the cycles that no top reaches, oldest first.
	entries []int32
	// below counts for each element the rows below it in the whole map's tree.
	below []int32
}

// outlined is the outline, once it is known.
type outlined struct {
	once  sync.Once
	value atomic.Pointer[outline]
}

// known gives the outline if it was computed already, or nil.
func (o *outlined) known() *outline { return o.value.Load() }

// outline gives the outline; the first caller computes it.
func (s *Snapshot) outline() *outline {
	s.outlined.once.Do(func() {
		entries := s.findEntries()
		s.outlined.value.Store(&outline{entries: entries, below: s.countBelow(entries)})
		s.derived.Add(int64(cap(entries)+s.elements.rows.length) * 4)
	})
	return s.outlined.known()
}

// findEntries gives the least set of elements from which, besides the tops, everything is reached: one
// element of each cycle, or knot of cycles, that nothing outside leads to.
//
// Each such knot contains exactly one of the elements at which a search begins that takes what is left
// in any order, since nothing else leads into it. An element at which the search began outside of the
// knots is reached from one where it began later. So of those taken from the last on, the ones not yet
// reached lie in the knots (as in Kosaraju's algorithm, see Sharir 1981).
func (s *Snapshot) findEntries() []int32 {
	reached := reach{s: s, marks: make([]bool, s.elements.rows.length)}
	for top := range s.tops.all() {
		reached.from(top)
	}
	if reached.count == s.elements.live {
		return nil
	}
	searched := reach{s: s, marks: slices.Clone(reached.marks)}
	var begins []int32
	for slot := range s.kinds[everyKind].all() {
		if !searched.marks[slot] {
			begins = append(begins, slot)
			searched.from(slot)
		}
	}
	var entries []int32
	for _, begin := range slices.Backward(begins) {
		if !reached.marks[begin] {
			entries = append(entries, slices.MinFunc(s.knot(begin), s.compareEntries))
			reached.from(begin)
		}
	}
	slices.SortFunc(entries, s.compareElements)
	return entries
}

// compareEntries orders elements by how well they lead into a cycle: roots first, then the oldest.
func (s *Snapshot) compareEntries(a, b int32) int {
	if x, y := s.isRoot(a), s.isRoot(b); x != y {
		if x {
			return -1
		}
		return 1
	}
	return s.compareElements(a, b)
}

// isRoot reports whether an element points at nothing, though it may hang below what raises or carries it.
func (s *Snapshot) isRoot(slot int32) bool {
	above := s.above(slot)
	return len(above[0])+len(above[2])+len(above[4]) == 0
}

// knot gives the elements above an element, itself included, to which nothing outside leads.
func (s *Snapshot) knot(slot int32) []int32 {
	members := []int32{slot}
	met := map[int32]bool{slot: true}
	for i := 0; i < len(members); i++ {
		for _, links := range s.above(members[i]) {
			for _, link := range links {
				if b, _ := s.ends.at(link).bond(); !met[b.parent] {
					met[b.parent] = true
					members = append(members, b.parent)
				}
			}
		}
	}
	return members
}

// countBelow walks through the whole tree and counts.
func (s *Snapshot) countBelow(entries []int32) []int32 {
	below := make([]int32, s.elements.rows.length)
	dense := make([]int32, s.elements.rows.length)
	w := walk{s: s, depth: math.MaxInt, rooted: true, seen: firsts{dense: &dense}}
	w.tops = append(slices.AppendSeq(make([]int32, 0, s.tops.length+len(entries)), s.tops.all()), entries...)
	count := int32(0)
	w.left = func(f frame) { below[f.slot] = count - f.number }
	for {
		v, more := w.step()
		if !more {
			return below
		}
		count++
		if !v.again {
			w.stack[len(w.stack)-1].number = count
		}
	}
}

// reach marks what hangs below elements.
type reach struct {
	s     *Snapshot
	marks []bool
	stack []int32
	count int
}

func (r *reach) mark(slot int32) {
	if !r.marks[slot] {
		r.marks[slot] = true
		r.count++
		r.stack = append(r.stack, slot)
	}
}

func (r *reach) from(slot int32) {
	r.mark(slot)
	for len(r.stack) > 0 {
		slot = r.stack[len(r.stack)-1]
		r.stack = r.stack[:len(r.stack)-1]
		for _, links := range r.s.below(slot) {
			for _, link := range links {
				b, _ := r.s.ends.at(link).bond()
				r.mark(b.child)
			}
		}
	}
}
