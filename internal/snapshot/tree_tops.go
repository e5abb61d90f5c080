package snapshot

// What the drawn tree needs and what would cost a walk over the whole map is kept from one revision to
// the next: the elements that hang below nothing (tops), and how many links of an element draw a child
// that another one draws already (doubles). A change set touches them only where its links lead.

// Tops lists the elements at which the drawn tree begins, oldest first: those that hang below nothing.
// They are the roots (see Roots) except the questions that something raises and the claims that a
// question carries.
func (s *Snapshot) Tops() List { return List{s: s, runs: &s.tops} }

// parentless reports whether an element hangs below nothing.
func (l *layout) parentless(slot int32) bool {
	above := l.above(slot)
	return above.len() == 0
}

// doubledBelow counts the links of an element that draw a child once more.
func (l *layout) doubledBelow(slot int32) int {
	if int(slot) >= l.doubles.length {
		return 0
	}
	return int(*l.doubles.at(slot))
}

func (l *layout) addDoubles(by *edit, slot, n int32) {
	if n == 0 {
		return
	}
	for int(slot) >= l.doubles.length {
		l.doubles.push(by, 0)
	}
	*l.doubles.touch(by, slot) += n
}

// drawAll finds tops and doubles of a layout that was built anew.
func (l *layout) drawAll(by *edit) {
	var tops []int32
	for slot := range l.kinds[everyKind].all() {
		switch above := l.above(slot); above.len() {
		case 0:
			tops = append(tops, slot)
		case 1:
		default:
			l.countDoubles(by, above)
		}
	}
	l.tops.add(tops, l.compareElements)
}

// countDoubles notes for each parent how often it stands among a child's parents once more.
func (l *layout) countDoubles(by *edit, above runs) {
	met := make(map[int32]bool, above.len())
	for _, links := range above {
		for _, link := range links {
			b, _ := l.ends.at(link).bond()
			if met[b.parent] {
				l.addDoubles(by, b.parent, 1)
			}
			met[b.parent] = true
		}
	}
}

// loosen notes a link that goes, and fasten one that comes.
func (w *wiring) loosen(link int32) { w.bind(link, -1) }

func (w *wiring) fasten(link int32) { w.bind(link, 1) }

func (w *wiring) bind(link, n int32) {
	if b, drawn := w.layout.ends.at(link).bond(); drawn && !w.fresh {
		if w.bonds == nil {
			w.bonds = map[bond]int32{}
		}
		w.bonds[b] += n
	}
}

// untop takes the elements that leave out of the tops. The lists must be as they were.
func (w *wiring) untop() {
	var tops []int32
	for _, slot := range w.leave[everyKind] {
		if w.layout.parentless(slot) {
			tops = append(tops, slot)
		}
	}
	w.layout.tops.drop(tops, w.layout.compareElements)
}

// redraw brings tops and doubles up to date. The lists must be as they are.
func (w *wiring) redraw() {
	l := w.layout
	if w.fresh {
		l.drawAll(w.by)
		return
	}
	// What an element has now, less what came, plus what went, is what it had.
	more := map[int32]int32{}
	for b, n := range w.bonds {
		more[b.child] += n
		now := l.bonds(b)
		l.addDoubles(w.by, b.parent, max(0, now-1)-max(0, now-n-1))
	}
	for _, slots := range [][]int32{w.leave[everyKind], w.enter[everyKind]} {
		for _, slot := range slots {
			delete(more, slot)
		}
	}
	var rise, sink []int32
	for _, slot := range w.enter[everyKind] {
		if l.parentless(slot) {
			rise = append(rise, slot)
		}
	}
	for slot, n := range more {
		above := l.above(slot)
		switch now := int32(above.len()); {
		case now == 0 && n < 0:
			rise = append(rise, slot)
		case now > 0 && now == n:
			sink = append(sink, slot)
		}
	}
	l.tops.drop(sink, l.compareElements)
	l.tops.add(rise, l.compareElements)
}

// bonds counts the links that draw a child under a parent, from the side that has fewer.
func (l *layout) bonds(b bond) int32 {
	sides := l.above(b.child)
	if below := l.below(b.parent); below.len() < sides.len() {
		sides = below
	}
	n := int32(0)
	for _, links := range sides {
		for _, link := range links {
			if other, _ := l.ends.at(link).bond(); other == b {
				n++
			}
		}
	}
	return n
}
