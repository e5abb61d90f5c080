package snapshot

// pathfinder looks for paths between the starts of two balls.
type pathfinder struct {
	s        *Snapshot
	from, to ball
	length   int
	// first is the number of the answer's first path, count how many were found.
	first, limit, count int
	full                bool
	found               []Path
	key                 uint64
	steps               int

	// beyond holds distances to the end of elements outside of the ball around it.
	beyond map[int32]int32
	// slots and links are the path at hand; on has its elements.
	slots, links []int32
	on           map[int32]bool
}

// ball is what lies within a radius of its start.
type ball struct {
	start    int32
	radius   int
	distance map[int32]int32
	// edge are the elements at the radius.
	edge []int32
}

// search lists the paths of each length, until there are enough.
func (f *pathfinder) search() {
	f.on = map[int32]bool{}
	for _, b := range []*ball{&f.from, &f.to} {
		b.distance, b.edge = map[int32]int32{b.start: 0}, []int32{b.start}
	}
	for length := 0; length <= f.length && !f.done() && !f.isolated(length); length++ {
		f.grow(length)
		f.reachBeyond(length)
		if least, near := f.toEnd(f.from.start); near && least <= length {
			f.list(f.from.start, length)
		}
	}
}

func (f *pathfinder) done() bool { return f.full || f.steps > pathSteps }

// isolated reports that no path has so many links: simple paths lie in what is connected with an end,
// and that was met in full.
func (f *pathfinder) isolated(length int) bool {
	for _, b := range []*ball{&f.from, &f.to} {
		if len(b.edge) == 0 && length >= len(b.distance) {
			return true
		}
	}
	_, connected := f.from.distance[f.to.start]
	return len(f.from.edge) == 0 && !connected
}

// grow makes the balls large enough for paths of a length to lie in both, the smaller first.
func (f *pathfinder) grow(length int) {
	for f.from.radius+f.to.radius < length && !f.done() {
		b := &f.from
		if len(f.to.edge) < len(b.edge) {
			b = &f.to
		}
		b.radius++
		b.edge = f.neighbours(b.edge, func(slot int32) bool {
			_, met := b.distance[slot]
			if !met {
				b.distance[slot] = int32(b.radius)
			}
			return !met
		})
	}
}

// reachBeyond finds how far from the end those elements lie, outside of the ball around it, over which a
// path of a length may lead. They all lie in the ball around the beginning.
func (f *pathfinder) reachBeyond(length int) {
	f.beyond = map[int32]int32{}
	edge := f.to.edge
	for d := f.to.radius + 1; d <= length && len(edge) > 0; d++ {
		edge = f.neighbours(edge, func(slot int32) bool {
			fromStart, near := f.from.distance[slot]
			_, met := f.toEnd(slot)
			if near = near && !met && int(fromStart)+d <= length; near {
				f.beyond[slot] = int32(d)
			}
			return near
		})
	}
}

// toEnd gives how far an element lies from the end.
func (f *pathfinder) toEnd(slot int32) (int, bool) {
	d, met := f.to.distance[slot]
	if !met {
		d, met = f.beyond[slot]
	}
	return int(d), met
}

// neighbours gives those neighbours of some elements that are taken.
func (f *pathfinder) neighbours(edge []int32, take func(slot int32) bool) []int32 {
	var next []int32
	for _, slot := range edge {
		for link := range f.s.linksAt(slot) {
			if f.steps++; f.steps > pathSteps {
				return nil
			}
			if other := f.s.ends.at(link).other(slot); take(other) {
				next = append(next, other)
			}
		}
	}
	return next
}

// list finds the simple paths with as many links left as given, from an element to the end.
func (f *pathfinder) list(slot int32, left int) {
	f.slots = append(f.slots, slot)
	f.on[slot] = true
	if slot == f.to.start {
		if left == 0 {
			f.add()
		}
	} else {
		f.follow(slot, left)
	}
	f.on[slot] = false
	f.slots = f.slots[:len(f.slots)-1]
}

// follow goes on to each neighbour from which the end can be reached in time.
func (f *pathfinder) follow(slot int32, left int) {
	var tried map[int32]bool
	for link := range f.s.linksAt(slot) {
		if f.steps++; f.done() {
			return
		}
		other := f.s.ends.at(link).other(slot)
		if d, near := f.toEnd(other); !near || d > left-1 || f.on[other] || tried[other] {
			continue
		}
		if tried == nil {
			tried = map[int32]bool{}
		}
		tried[other] = true
		f.links = append(f.links, link)
		f.list(other, left-1)
		f.links = f.links[:len(f.links)-1]
	}
}

// add takes the path at hand into the answer.
func (f *pathfinder) add() {
	switch {
	case f.count >= f.first+f.limit:
		f.full = true
		return
	case f.count >= f.first:
		f.found = append(f.found, f.s.path(f.slots, f.links))
	}
	f.count++
}
