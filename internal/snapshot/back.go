package snapshot

import (
	"slices"

	"argmap/internal/argmap"
)

// Back gives the operations that make the map what it was at an earlier snapshot of it: records added
// since go, those removed since come back, and those changed since get their old values. What hangs on
// others goes before them.
func (s *Snapshot) Back(then *Snapshot) []argmap.Operation {
	var ops []argmap.Operation
	for e := range then.Entries() {
		ref := e.Record.Ref()
		now, there := s.Entry(ref)
		// What no later revision touched is the same record still.
		if there && (now.Revision <= then.Revision() || argmap.Equal(now.Record, e.Record)) {
			continue
		}
		ops = append(ops, argmap.Operation{Ref: ref, Before: now.Record, After: e.Record})
	}
	var added []argmap.Operation
	for e := range s.Entries() {
		ref := e.Record.Ref()
		if e.Revision <= then.Revision() {
			continue
		}
		if _, there := then.Entry(ref); !there {
			added = append(added, argmap.Operation{Ref: ref, Before: e.Record})
		}
	}
	slices.Reverse(added)
	return append(ops, added...)
}
