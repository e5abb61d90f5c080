package snapshot

import (
	"slices"

	"argmap/internal/argmap"
)

// PathToRoot gives the shortest way from an element up to the top of the map's tree: each step goes
// from an element to one that it hangs below (see Tree), so the roles are those of the drawn tree. Of
// several it is the first that a breadth-first search meets, by links in reading order. From where no
// top is above it leads to the nearest entry of a cycle. An element at the top is a path without steps.
//
// The search looks at what lies above the element, and nothing else. Only where no top is above, the
// entries of the map's cycles are found (see Tree).
//
// An unknown element is NOT_FOUND.
func (s *Snapshot) PathToRoot(element argmap.ID) (Path, error) {
	slot := s.elements.find(element)
	if slot == none {
		return Path{}, unknownElement("id", element)
	}
	if p, ok := s.wayUp(slot, s.parentless); ok {
		return p, nil
	}
	entries := s.outline().entries
	p, _ := s.wayUp(slot, func(slot int32) bool {
		_, found := slices.BinarySearchFunc(entries, slot, s.compareElements)
		return found
	})
	return p, nil
}

// wayUp gives the shortest way up to an element for which at holds.
func (s *Snapshot) wayUp(start int32, at func(slot int32) bool) (Path, bool) {
	by := map[int32]int32{start: none} // the link by which an element was met
	for queue := []int32{start}; len(queue) > 0; queue = queue[1:] {
		slot := queue[0]
		if at(slot) {
			return s.wayBack(slot, by), true
		}
		for _, links := range s.above(slot) {
			for _, link := range links {
				b, _ := s.ends.at(link).bond()
				if _, met := by[b.parent]; !met {
					by[b.parent] = link
					queue = append(queue, b.parent)
				}
			}
		}
	}
	return Path{}, false
}

// wayBack gives the way on which an element was met.
func (s *Snapshot) wayBack(slot int32, by map[int32]int32) Path {
	slots := []int32{slot}
	var links []int32
	for link := by[slot]; link != none; link = by[slot] {
		b, _ := s.ends.at(link).bond()
		slot = b.child
		slots, links = append(slots, slot), append(links, link)
	}
	slices.Reverse(slots)
	slices.Reverse(links)
	return s.path(slots, links)
}
