package snapshot

import (
	"math"
)

// walk goes through a drawn tree depth first, without recursion: a tree may be as deep as the map is
// large.
type walk struct {
	s *Snapshot
	// depth is the last level whose elements are met.
	depth int
	// tops stand at the top, after them, unless rooted, those of the map.
	tops   []int32
	rooted bool
	place  int
	stack  []frame
	seen   firsts
	// left, if set, is told of each frame that is done with.
	left  func(frame)
	steps int
}

// frame is an element whose children are being met.
type frame struct {
	slot int32
	// number is that of its row, or none while it has no row; row is the row's index in the answer, or
	// none where it stands in an earlier one.
	number, row int32
	// below are the links that draw its children, of which those before (run, next) were met.
	below     runs
	run, next int
	// children were met, each once; met is kept where links are doubled.
	children int32
	met      map[int32]bool
	// link draws it under its parent.
	link int32
	// partial: some of what hangs below it was not met.
	partial bool
	name    occurrence
}

// visit is what a step of the walk comes to: an element, on top of the stack unless it was met before.
type visit struct {
	slot, link int32
	depth      int
	// again: the element was met before, at the row first.
	again bool
	first int32
}

func newWalk(s *Snapshot) walk {
	return walk{s: s, depth: math.MaxInt, seen: firsts{sparse: map[int32]int32{}}}
}

// step goes to the next element; false at the end of the tree.
func (w *walk) step() (visit, bool) {
	for len(w.stack) > 0 {
		if child, link, ok := w.nextChild(&w.stack[len(w.stack)-1]); ok {
			return w.enter(child, link), true
		}
		w.leave()
	}
	if top, ok := w.nextTop(); ok {
		return w.enter(top, none), true
	}
	return visit{}, false
}

// nextChild gives the next child of an element, and the first link that leads to it.
func (w *walk) nextChild(f *frame) (child, link int32, ok bool) {
	for ; f.run < len(f.below); f.run, f.next = f.run+1, 0 {
		for f.next < len(f.below[f.run]) {
			link = f.below[f.run][f.next]
			f.next++
			w.steps++
			b, _ := w.s.ends.at(link).bond()
			if w.metHere(f, b.child) {
				continue
			}
			f.children++
			return b.child, link, true
		}
	}
	return none, none, false
}

// metHere reports whether another link of the same element led to the child before.
func (w *walk) metHere(f *frame, child int32) bool {
	if w.s.doubledBelow(f.slot) == 0 {
		return false
	}
	if f.met[child] {
		return true
	}
	if f.met == nil {
		f.met = map[int32]bool{}
	}
	f.met[child] = true
	return false
}

// nextTop gives the next element at the top.
func (w *walk) nextTop() (int32, bool) {
	at := w.place
	w.place++
	if at < len(w.tops) {
		return w.tops[at], true
	}
	if at -= len(w.tops); w.rooted {
		return none, false
	}
	if at < w.s.tops.length {
		return w.s.tops.at(at), true
	}
	entries := w.s.outline().entries
	if at -= w.s.tops.length; at < len(entries) {
		return entries[at], true
	}
	return none, false
}

// enter meets an element.
func (w *walk) enter(slot, link int32) visit {
	w.steps++
	v := visit{slot: slot, link: link, depth: len(w.stack)}
	if v.first, v.again = w.seen.get(slot); v.again {
		return v
	}
	w.seen.set(slot, none)
	f := frame{slot: slot, number: none, row: none, link: link}
	if v.depth < w.depth {
		f.below = w.s.below(slot)
	} else {
		f.partial = w.s.childCount(slot) > 0
	}
	w.stack = append(w.stack, f)
	return v
}

// leave is done with the element on top of the stack.
func (w *walk) leave() {
	last := len(w.stack) - 1
	f := w.stack[last]
	w.stack = w.stack[:last]
	if last > 0 && f.partial {
		w.stack[last-1].partial = true
	}
	if w.left != nil {
		w.left(f)
	}
}

// firsts holds for each element that was met the number of its row, or none: sparse for the part of
// a map, dense for the whole.
type firsts struct {
	sparse map[int32]int32
	dense  []int32
}

// unmet is in the dense form the number of an element that was not met.
const unmet = none - 1

func (f *firsts) get(slot int32) (int32, bool) {
	if f.dense != nil {
		return f.dense[slot], f.dense[slot] != unmet
	}
	number, met := f.sparse[slot]
	return number, met
}

func (f *firsts) set(slot, number int32) {
	if f.dense != nil {
		f.dense[slot] = number
		return
	}
	f.sparse[slot] = number
}
