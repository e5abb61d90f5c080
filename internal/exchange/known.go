package exchange

import (
	"iter"
	"maps"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/codec/argmapjson"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// there gives how many of the map's change sets the store has already; the head is zero when it has
// no such map.
func (in *reader) there() (store.Head, int, error) {
	m := in.head.ID
	heads, err := in.service.store.Heads(in.ctx, []argmap.ID{m})
	if err != nil || len(heads) == 0 {
		return store.Head{}, 0, err
	}
	head := heads[0]
	if head.State == store.Importing {
		if !in.sets[0].Staged {
			return head, 0, fault.New(fault.Conflict, "map.exists", "map %s is being imported", m)
		}
		return head, 0, nil
	}
	n := 0
	err = in.service.log(in.ctx, head, func(set argmap.ChangeSet, staged []argmap.Record) error {
		if n >= len(in.sets) || !sameSet(set, in.sets[n]) || set.Staged && !sameRecords(staged, in.staged) {
			return fault.New(fault.Conflict, "map.exists", "map %s is there already, and its revision %d is another than the file's", m, set.Revision)
		}
		n++
		return nil
	})
	ended := n == len(in.sets) && in.head.State == argmapjson.Deleted
	if err == nil && (head.State == store.Deleted) != ended {
		err = fault.New(fault.Conflict, "map.exists", "of the map %s in the store and the one in the file, one is deleted at revision %d", m, n)
	}
	return head, n, err
}

func sameSet(a, b argmap.ChangeSet) bool {
	sameOps := slices.EqualFunc(a.Operations, b.Operations, func(x, y argmap.Operation) bool {
		return x.Ref == y.Ref && argmap.Equal(x.Before, y.Before) && argmap.Equal(x.After, y.After)
	})
	a.Operations, b.Operations = nil, nil
	return sameOps && same(a, b)
}

func sameRecords(a, b []argmap.Record) bool { return slices.EqualFunc(a, b, argmap.Equal) }

// records gives every value that the map's records ever had.
func (in *reader) records() iter.Seq[argmap.Record] {
	return func(yield func(argmap.Record) bool) {
		for _, r := range in.staged {
			if !yield(r) {
				return
			}
		}
		for _, set := range in.sets {
			for _, op := range set.Operations {
				if op.After != nil && !yield(op.After) {
					return
				}
			}
		}
	}
}

// free refuses a map whose ids, or those of its records, name something else in the store.
func (in *reader) free() error {
	ids := map[argmap.ID]bool{in.head.ID: true}
	for r := range in.records() {
		ids[r.Ref().ID] = true
	}
	for chunk := range slices.Chunk(slices.Sorted(maps.Keys(ids)), 1000) {
		found, err := in.service.store.Locate(in.ctx, chunk)
		if err != nil {
			return err
		}
		for _, l := range found {
			if l.Head.Map != in.head.ID {
				return fault.New(fault.Conflict, "id.taken", "map %s uses the id %s, which names a %s that is there already", in.head.ID, l.ID, l.What)
			}
		}
	}
	return nil
}
