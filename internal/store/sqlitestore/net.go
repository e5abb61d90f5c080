package sqlitestore

import (
	"cmp"
	"maps"
	"slices"

	"argmap/internal/argmap"
)

// net is what a change set's operations come to when they are carried out one after the other.
type net struct {
	// gone are the records to remove first, by type; some may be set again.
	gone map[argmap.RecordType][]argmap.ID
	// set are the records to write after that, types in the order of argmap.RecordTypes.
	set []argmap.Entry
}

// netOf folds a change set's operations: the last value of a record counts, and removing an element
// also takes back what the change set itself hung on it before.
func netOf(set argmap.ChangeSet) net {
	live := make(map[argmap.Ref]argmap.Record, len(set.Operations))
	gone := map[argmap.Ref]bool{}
	for _, op := range set.Operations {
		if op.After != nil {
			live[op.Ref] = op.After
			continue
		}
		delete(live, op.Ref)
		gone[op.Ref] = true
		if op.Ref.Type == argmap.TypeElement {
			for ref := range live {
				if hangsOn(live[ref], op.Ref.ID) {
					delete(live, ref)
					gone[ref] = true
				}
			}
		}
	}
	n := net{gone: map[argmap.RecordType][]argmap.ID{}, set: entriesOf(slices.Collect(maps.Values(live)), set.Revision)}
	for ref := range gone {
		n.gone[ref.Type] = append(n.gone[ref.Type], ref.ID)
	}
	return n
}

// hangsOn reports whether a record cannot be without the element.
func hangsOn(r argmap.Record, element argmap.ID) bool {
	switch r := r.(type) {
	case *argmap.Link:
		return r.From == element || r.To == element
	case *argmap.Citation:
		return r.Element == element
	case *argmap.Commitment:
		return r.Claim == element
	case *argmap.Properties, *argmap.Voice, *argmap.Row, *argmap.Element, *argmap.Leftover:
		return false
	}
	return false
}

// entriesOf gives records, in the order in which they can be written, as set by one revision.
func entriesOf(records []argmap.Record, at argmap.Revision) []argmap.Entry {
	entries := make([]argmap.Entry, len(records))
	for i, r := range records {
		entries[i] = argmap.Entry{Record: r, Revision: at}
	}
	sortEntries(entries)
	return entries
}

// sortEntries puts entries into the order of Load: types as in RecordTypes, then ids.
func sortEntries(entries []argmap.Entry) {
	rank := map[argmap.RecordType]int{}
	for i, t := range argmap.RecordTypes() {
		rank[t] = i
	}
	slices.SortStableFunc(entries, func(a, b argmap.Entry) int {
		x, y := a.Record.Ref(), b.Record.Ref()
		return cmp.Or(cmp.Compare(rank[x.Type], rank[y.Type]), cmp.Compare(x.ID, y.ID))
	})
}
