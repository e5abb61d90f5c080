package storetest

import (
	"context"
	"maps"
	"slices"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// FindWrite implements store.Store.
func (m *Model) FindWrite(ctx context.Context, ref store.WriteRef) (store.Outcome, bool, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return store.Outcome{}, false, err
	}
	defer leave()
	for id, mm := range m.maps {
		for _, s := range mm.log {
			byKey := ref.Key != "" && ref.Key == s.Key && ref.Actor == s.Actor
			if ref.WriteID != "" && ref.WriteID == s.WriteID || byKey {
				return store.Outcome{Map: id, Revision: s.Revision, WriteID: s.WriteID, InputHash: s.InputHash}, true, nil
			}
		}
	}
	return store.Outcome{}, false, nil
}

// Load implements store.Store.
func (m *Model) Load(ctx context.Context, id argmap.ID, yield func(argmap.Entry) error) error {
	entries, err := m.load(ctx, id)
	return each(entries, err, yield)
}

func (m *Model) load(ctx context.Context, id argmap.ID) ([]argmap.Entry, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	mm := m.maps[id]
	if mm == nil || mm.head.State == store.Deleted || mm.head.State == store.Importing {
		return nil, noMap(id)
	}
	if mm.head.State == store.Rebuilding {
		return nil, fault.New(fault.Unavailable, "map.rebuilding", "map %s is being rebuilt", id)
	}
	return mm.sorted(), nil
}

// each yields the items until one fails.
func each[T any](items []T, err error, yield func(T) error) error {
	for _, item := range items {
		if err := yield(item); err != nil {
			return err
		}
	}
	return err
}

// Tail implements store.Store.
func (m *Model) Tail(ctx context.Context, id argmap.ID, after, upTo argmap.Revision, yield func(argmap.ChangeSet) error) error {
	sets, err := m.tail(ctx, id, after, upTo)
	return each(sets, err, yield)
}

func (m *Model) tail(ctx context.Context, id argmap.ID, after, upTo argmap.Revision) ([]argmap.ChangeSet, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	if m.maps[id] == nil {
		return nil, noMap(id)
	}
	var sets []argmap.ChangeSet
	for _, s := range m.maps[id].log {
		if after < s.Revision && (upTo == 0 || s.Revision <= upTo) {
			sets = append(sets, s)
		}
	}
	return sets, nil
}

// PutCheckpoint implements store.Store.
func (m *Model) PutCheckpoint(ctx context.Context, c store.Checkpoint) error {
	leave, err := m.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	mm := m.maps[c.Map]
	if mm == nil {
		return noMap(c.Map)
	}
	if mm.head.Epoch != c.Epoch {
		return fault.New(fault.Conflict, "map.epoch", "map %s is at epoch %d", c.Map, mm.head.Epoch)
	}
	mm.checkpoints[c.Revision] = c
	return nil
}

// NearestCheckpoint implements store.Store.
func (m *Model) NearestCheckpoint(ctx context.Context, id argmap.ID, atMost argmap.Revision) (store.Checkpoint, bool, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return store.Checkpoint{}, false, err
	}
	defer leave()
	if m.maps[id] == nil {
		return store.Checkpoint{}, false, nil
	}
	var best argmap.Revision
	for rev := range m.maps[id].checkpoints {
		if rev <= atMost {
			best = max(best, rev)
		}
	}
	c, ok := m.maps[id].checkpoints[best]
	return c, ok, nil
}

// DeleteMap implements store.Store.
func (m *Model) DeleteMap(ctx context.Context, expected argmap.Revision, set argmap.ChangeSet) (store.Appended, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return store.Appended{}, err
	}
	defer leave()
	mm := m.maps[set.Map]
	if mm != nil && mm.head.State == store.Deleted && mm.head.Revision == expected {
		return store.Appended{Head: mm.head, Done: true}, nil
	}
	if mm == nil || !mm.takes(expected) {
		return notDone(set.Map, mm), nil
	}
	if err := m.refuse(mm, []argmap.ChangeSet{set}); err != nil {
		return store.Appended{}, err
	}
	mm.log = append(mm.log, set)
	mm.head.State, mm.head.Revision = store.Deleted, set.Revision
	clear(mm.rows)
	mm.questions = nil
	return store.Appended{Head: mm.head, Done: true}, nil
}

// Redact implements store.Store.
func (m *Model) Redact(ctx context.Context, r store.Redaction) (store.Appended, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return store.Appended{}, err
	}
	defer leave()
	mm := m.maps[r.Map]
	if mm == nil || !mm.takes(r.Expected) && (mm.head.State != store.Deleted || mm.head.Revision != r.Expected) {
		return notDone(r.Map, mm), nil
	}
	for _, rec := range r.Records {
		if _, live := mm.rows[rec.Ref()]; !live {
			return store.Appended{}, fault.New(fault.Invalid, "record.not_live", "map %s has no %s to redact", r.Map, rec.Ref())
		}
	}
	for _, s := range r.Sets {
		mm.log[s.Revision-1] = s
	}
	for _, rec := range r.Records {
		mm.rows[rec.Ref()] = argmap.Entry{Record: rec, Revision: mm.rows[rec.Ref()].Revision}
	}
	mm.head.Epoch++
	clear(mm.checkpoints)
	for _, c := range r.Checkpoints {
		c.Epoch = mm.head.Epoch
		mm.checkpoints[c.Revision] = c
	}
	return store.Appended{Head: mm.head, Done: true}, nil
}

// Rebuild implements store.Store.
func (m *Model) Rebuild(ctx context.Context, id argmap.ID, expected argmap.Revision, entries []argmap.Entry) (store.Appended, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return store.Appended{}, err
	}
	defer leave()
	mm := m.maps[id]
	if mm == nil || !mm.takes(expected) && (mm.head.State != store.Rebuilding || mm.head.Revision != expected) {
		return notDone(id, mm), nil
	}
	mm.head.State = store.Rebuilding
	next := mm.clone()
	clear(next.rows)
	for _, e := range entries {
		next.rows[e.Record.Ref()] = e
	}
	for _, e := range entries {
		if !m.joined(next, e.Record) {
			return store.Appended{}, fault.New(fault.Invalid, "record.end_missing", "an end of %s is missing", e.Record.Ref())
		}
	}
	next.head.State = store.Active
	m.maps[id] = next
	return store.Appended{Head: next.head, Done: true}, nil
}

// Locate implements store.Store.
func (m *Model) Locate(ctx context.Context, ids []argmap.ID) ([]store.Location, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	var found []store.Location
	for i, id := range ids {
		if l, ok := m.locate(id); ok && !slices.Contains(ids[:i], id) {
			found = append(found, l)
		}
	}
	return found, nil
}

func (m *Model) locate(id argmap.ID) (store.Location, bool) {
	if m.seen(id) != nil {
		return store.Location{ID: id, What: store.WhatSource, Source: id}, true
	}
	if p := m.paragraph(id); p != nil && m.seen(p.Source) != nil {
		return store.Location{ID: id, What: store.WhatParagraph, Source: p.Source}, true
	}
	for _, mm := range m.maps {
		r := mm.record(id)
		if r == nil || mm.head.State == store.Importing || mm.head.State == store.Deleted {
			continue
		}
		what := string(r.Ref().Type)
		if id == mm.head.Map {
			what = store.WhatMap
		}
		return store.Location{ID: id, What: what, Head: mm.head}, true
	}
	return store.Location{}, false
}

// MapIDs implements store.Store.
func (m *Model) MapIDs(ctx context.Context) ([]argmap.ID, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	ids := slices.SortedFunc(maps.Keys(m.maps), func(a, b argmap.ID) int { return strings.Compare(string(a), string(b)) })
	return slices.DeleteFunc(ids, func(id argmap.ID) bool { return m.maps[id].head.State == store.Importing }), nil
}
