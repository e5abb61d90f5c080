package storetest

import (
	"context"
	"maps"
	"slices"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// BeginImport implements store.Store.
func (m *Model) BeginImport(ctx context.Context, name argmap.ID, p *argmap.Properties, at time.Time) error {
	leave, err := m.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	if m.maps[p.ID] != nil || m.taken(p.Ref(), p.ID) {
		return fault.New(fault.Conflict, "map.exists", "id %s is taken", p.ID)
	}
	mm := newModelMap(p.ID, store.Importing)
	mm.rows[p.Ref()] = argmap.Entry{Record: p, Revision: 1}
	mm.unpublished = unpublished{name, at}
	m.maps[p.ID] = mm
	return nil
}

// Stage implements store.Store.
func (m *Model) Stage(ctx context.Context, id argmap.ID, at time.Time, records []argmap.Record) error {
	leave, err := m.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	if mm := m.maps[id]; mm == nil || mm.head.State != store.Importing {
		return noMap(id)
	}
	next := m.maps[id].clone()
	set := argmap.ChangeSet{Map: id, Revision: 1}
	for _, r := range records {
		set.Operations = append(set.Operations, argmap.Set(r))
	}
	if err := m.apply(next, set); err != nil {
		return err
	}
	next.head, next.log, next.sign = m.maps[id].head, nil, at
	m.maps[id] = next
	return nil
}

// Publish implements store.Store.
func (m *Model) Publish(ctx context.Context, sets []argmap.ChangeSet) error {
	leave, err := m.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	if len(sets) == 0 {
		return fault.New(fault.Invalid, "import.bad_set", "there is nothing to publish")
	}
	for i, set := range sets {
		if err := m.publishable(set, sets[:i]); err != nil {
			return err
		}
	}
	for _, set := range sets {
		mm := m.maps[set.Map]
		mm.head.State, mm.head.Revision, mm.log = store.Active, 1, []argmap.ChangeSet{set}
		mm.unpublished = unpublished{}
	}
	m.show(sets[0].Map)
	return nil
}

// publishable finds what is wrong with a change set that publishes a map, after others of the call.
func (m *Model) publishable(set argmap.ChangeSet, before []argmap.ChangeSet) error {
	first := slices.Concat(before, []argmap.ChangeSet{set})[0].Map
	mm := m.maps[set.Map]
	twice := slices.ContainsFunc(before, func(b argmap.ChangeSet) bool { return b.Map == set.Map })
	if mm == nil || mm.head.State != store.Importing || mm.name != first || twice {
		return noMap(set.Map)
	}
	if _, ok := mm.checkpoints[1]; !ok {
		return fault.New(fault.Invalid, "import.no_checkpoint", "map %s has no checkpoint of revision 1", set.Map)
	}
	return m.freeWrite(set, before)
}

// show makes the sources that an import has brought like any other.
func (m *Model) show(name argmap.ID) {
	for _, s := range m.sources {
		if s.name == name {
			s.unpublished = unpublished{}
		}
	}
}

// DropImport implements store.Store.
func (m *Model) DropImport(ctx context.Context, name argmap.ID) error {
	leave, err := m.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	m.drop(name)
	return nil
}

func (m *Model) drop(name argmap.ID) {
	if name == "" {
		return
	}
	maps.DeleteFunc(m.maps, func(_ argmap.ID, mm *modelMap) bool { return mm.name == name })
	maps.DeleteFunc(m.sources, func(_ argmap.ID, s *modelSource) bool { return s.name == name })
}

// SweepImports implements store.Store.
func (m *Model) SweepImports(ctx context.Context, idleSince time.Time) ([]argmap.ID, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	last := map[argmap.ID]time.Time{}
	note := func(u unpublished) {
		if u.name != "" && !u.sign.Before(last[u.name]) {
			last[u.name] = u.sign
		}
	}
	for _, mm := range m.maps {
		note(mm.unpublished)
	}
	for _, s := range m.sources {
		note(s.unpublished)
	}
	maps.DeleteFunc(last, func(_ argmap.ID, sign time.Time) bool { return !sign.Before(idleSince) })
	names := slices.Sorted(maps.Keys(last))
	for _, name := range names {
		m.drop(name)
	}
	return names, nil
}
