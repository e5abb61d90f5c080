package snapshot

import (
	"cmp"
	"maps"
	"slices"
	"sync"

	"argmap/internal/argmap"
)

// lazy is a value that is computed when it is first asked for.
type lazy[T any] struct {
	once  sync.Once
	value T
}

func (l *lazy[T]) get(compute func() T) T {
	l.once.Do(func() { l.value = compute() })
	return l.value
}

// external is what a record of a type was called where it came from.
type external struct {
	kind argmap.RecordType
	name argmap.External
}

// Named gives the records of a type that had a name where they were imported from, by id; more than
// one only where the import itself repeated the name.
func (s *Snapshot) Named(t argmap.RecordType, x argmap.External) []argmap.Ref {
	return s.named.get(s.names)[external{t, x}]
}

func (s *Snapshot) names() map[external][]argmap.Ref {
	names := map[external][]argmap.Ref{}
	for _, r := range s.all() {
		if x := foreignNameOf(r); x != (argmap.External{}) {
			key := external{r.Ref().Type, x}
			names[key] = append(names[key], r.Ref())
		}
	}
	for _, refs := range names {
		slices.SortFunc(refs, func(a, b argmap.Ref) int { return cmp.Compare(a.ID, b.ID) })
	}
	s.derived.Add(int64(len(names)) * 160)
	return names
}

// Roots gives the elements that point at nothing (see argmap.Join), oldest first.
func (s *Snapshot) Roots() List { return List{s: s, slots: s.rooted.get(s.findRoots), listed: true} }

func (s *Snapshot) findRoots() []int32 {
	points := make([]bool, 0, foreign+1)
	for _, j := range argmap.Joins() {
		points = append(points, j.Points)
	}
	var roots []int32
	for slot := range s.kinds[everyKind].all() {
		pointing := func(link int32) bool { return points[s.ends.at(link).role] }
		if !slices.ContainsFunc(s.lists[outgoing].of(slot), pointing) {
			roots = append(roots, slot)
		}
	}
	s.derived.Add(int64(cap(roots)) * 4)
	return roots
}

// Sources gives the sources that the map cites, by id.
func (s *Snapshot) Sources() []argmap.ID { return s.cited.get(s.findSources) }

func (s *Snapshot) findSources() []argmap.ID {
	cited := map[argmap.ID]bool{}
	for slot := range s.citations.slots() {
		cited[s.citations.at(slot).Source] = true
	}
	return slices.Sorted(maps.Keys(cited))
}

func foreignNameOf(r argmap.Record) argmap.External {
	switch r := r.(type) {
	case *argmap.Properties:
		return r.External
	case *argmap.Voice:
		return r.External
	case *argmap.Row:
		return r.External
	case *argmap.Element:
		return r.External
	case *argmap.Commitment:
		return r.External
	case *argmap.Link:
		return r.External
	case *argmap.Citation:
		return r.External
	case *argmap.Leftover:
		return r.External
	}
	return argmap.External{}
}
