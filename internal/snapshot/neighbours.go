package snapshot

import "iter"

// other gives the end of a link that is not the one given; of a loop, the same.
func (e *ends) other(slot int32) int32 {
	if e.from == slot {
		return e.to
	}
	return e.from
}

// linksAt gives the links at an element, those out of it first, both in reading order; a loop once.
func (l *layout) linksAt(slot int32) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for _, link := range l.lists[outgoing].of(slot) {
			if !yield(link) {
				return
			}
		}
		for _, link := range l.lists[incoming].of(slot) {
			if l.ends.at(link).from != slot && !yield(link) {
				return
			}
		}
	}
}

// degree counts the ends of links at an element.
func (l *layout) degree(slot int32) int {
	return len(l.lists[outgoing].of(slot)) + len(l.lists[incoming].of(slot))
}

// loops gives the links from an element to itself.
func (l *layout) loops(slot int32) []int32 {
	shorter := l.lists[outgoing].of(slot)
	if in := l.lists[incoming].of(slot); len(in) < len(shorter) {
		shorter = in
	}
	var loops []int32
	for _, link := range shorter {
		if e := l.ends.at(link); e.from == e.to {
			loops = append(loops, link)
		}
	}
	return loops
}

// compareLinksAt orders links at an element as linksAt does.
func (l *layout) compareLinksAt(slot, a, b int32) int {
	if x, y := l.ends.at(a).from == slot, l.ends.at(b).from == slot; x != y {
		if x {
			return -1
		}
		return 1
	}
	return l.compareLinks(a, b)
}
