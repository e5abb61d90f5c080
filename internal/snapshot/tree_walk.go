package snapshot

import "sync"

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

// firsts holds for each element that was met the number of its row, or none: dense for maps of a usual
// size, sparse for a part of a very large one.
type firsts struct {
	sparse map[int32]int32
	// dense holds the numbers plus met, and 0 for what was not met. If it is lent, it is used again after
	// touched, the elements that were met, are wiped out.
	dense   *[]int32
	lent    bool
	touched []int32
}

const (
	// met makes the number of an element that was met, which may be none, greater than 0.
	met = 1 - none
	// denseElements is how many elements a map may have for the dense form.
	denseElements = 1 << 16
)

// slates are dense forms that hold nothing.
var slates = sync.Pool{New: func() any { return new([]int32) }}

func newFirsts(elements int) firsts {
	if elements > denseElements {
		return firsts{sparse: map[int32]int32{}}
	}
	slate, _ := slates.Get().(*[]int32)
	if len(*slate) < elements {
		*slate = make([]int32, elements)
	}
	return firsts{dense: slate, lent: true}
}

// release gives the dense form back. Nothing is met any more.
func (f *firsts) release() {
	if f.dense == nil {
		return
	}
	for _, slot := range f.touched {
		(*f.dense)[slot] = 0
	}
	slates.Put(f.dense)
	f.dense = nil
}

func (f *firsts) get(slot int32) (int32, bool) {
	if f.dense != nil {
		number := (*f.dense)[slot]
		return number - met, number != 0
	}
	number, ok := f.sparse[slot]
	return number, ok
}

func (f *firsts) set(slot, number int32) {
	if f.dense == nil {
		f.sparse[slot] = number
		return
	}
	place := &(*f.dense)[slot]
	if *place == 0 && f.lent {
		f.touched = append(f.touched, slot)
	}
	*place = number + met
}
