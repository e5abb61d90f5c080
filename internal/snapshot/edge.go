package snapshot

import (
	"slices"

	"argmap/internal/argmap"
)

// Paragraphs lists the paragraphs that the map cites, by id.
func (s *Snapshot) Paragraphs() []argmap.ID {
	var ids []argmap.ID
	for slot := range s.paragraphs.slots() {
		if len(s.lists[citedBy].of(slot)) > 0 {
			ids = append(ids, s.paragraphs.at(slot))
		}
	}
	slices.Sort(ids)
	return ids
}

// Snapshot gives the snapshot that the citation was read from.
func (c Citation) Snapshot() *Snapshot { return c.s }
