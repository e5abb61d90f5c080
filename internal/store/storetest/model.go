package storetest

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// Model is a store in plain Go, written to be read and not to be fast: one lock, maps and slices,
// every write made on a copy. It says what the port means, and the stores are compared with it.
type Model struct {
	*modelData
	closed bool
}

// modelData is what survives a Model's Close.
type modelData struct {
	mu       sync.Mutex
	steps    []store.Migration
	maps     map[argmap.ID]*modelMap
	sources  map[argmap.ID]*modelSource
	settings map[string]string
}

// modelMap is one map of a Model.
type modelMap struct {
	head        store.Head
	log         []argmap.ChangeSet
	rows        map[argmap.Ref]argmap.Entry
	checkpoints map[argmap.Revision]store.Checkpoint
	// questions are the open ones that are kept, or nil.
	questions *store.Questions
	// unpublished is the import that the map belongs to while it is Importing.
	unpublished
}

// unpublished says which import something belongs to, and when that showed its last sign of life; the
// zero value is for all to see.
type unpublished struct {
	name argmap.ID
	sign time.Time
}

// seenBy reports whether records of an import may end in it; the empty name is that of none.
func (u unpublished) seenBy(name argmap.ID) bool { return u.name == "" || u.name == name }

var _ store.Store = (*Model)(nil)

// NewModel gives an empty, migrated Model.
func NewModel() *Model {
	m := NewUnmigratedModel()
	m.steps[0].Applied = noon()
	return m
}

// NewUnmigratedModel gives an empty Model whose only schema step was not taken yet.
func NewUnmigratedModel() *Model {
	return &Model{modelData: &modelData{
		steps:    []store.Migration{{Number: 1, Name: "start", Checksum: "0"}},
		maps:     map[argmap.ID]*modelMap{},
		sources:  map[argmap.ID]*modelSource{},
		settings: map[string]string{},
	}}
}

// Reopen closes m and gives a Model of the same data.
func (m *Model) Reopen() *Model {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	return &Model{modelData: m.modelData}
}

// enter takes the lock, unless the call must fail at once.
func (m *Model) enter(ctx context.Context) (leave func(), err error) {
	if ctx.Err() != nil {
		return nil, fault.New(fault.Of(ctx.Err()), "store.context", "the caller went away").Because(ctx.Err())
	}
	m.mu.Lock()
	if m.closed {
		m.mu.Unlock()
		return nil, fault.New(fault.Unavailable, "store.closed", "the store was closed")
	}
	return m.mu.Unlock, nil
}

func (mm *modelMap) clone() *modelMap {
	c := *mm
	c.log, c.rows, c.checkpoints = slices.Clone(mm.log), maps.Clone(mm.rows), maps.Clone(mm.checkpoints)
	return &c
}

// takes reports whether a write that expects this revision may go on; a nil map is at revision 0.
func (mm *modelMap) takes(expected argmap.Revision) bool {
	if mm == nil {
		return expected == 0
	}
	return mm.head.State == store.Active && mm.head.Revision == expected && expected > 0
}

func newModelMap(id argmap.ID, s store.MapState) *modelMap {
	return &modelMap{
		head: store.Head{Map: id, State: s}, rows: map[argmap.Ref]argmap.Entry{},
		checkpoints: map[argmap.Revision]store.Checkpoint{},
	}
}

// Heads implements store.Store.
func (m *Model) Heads(ctx context.Context, ids []argmap.ID) ([]store.Head, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	var heads []store.Head
	for i, id := range ids {
		if mm := m.maps[id]; mm != nil && !slices.Contains(ids[:i], id) {
			heads = append(heads, mm.head)
		}
	}
	return heads, nil
}

// Append implements store.Store.
func (m *Model) Append(ctx context.Context, id argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, active []argmap.ID) (store.Appended, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return store.Appended{}, err
	}
	defer leave()
	old := m.maps[id]
	if !old.takes(expected) {
		return notDone(id, old), nil
	}
	next := newModelMap(id, store.Active)
	if old == nil {
		next.name = id // so that the change sets may end in what this import brought
	} else {
		next = old.clone()
	}
	if err := m.refuse(next, sets); err != nil {
		return store.Appended{}, err
	}
	for _, s := range sets {
		if err := m.apply(next, s); err != nil {
			return store.Appended{}, err
		}
	}
	for _, source := range active {
		if known := m.sources[source]; known == nil || !known.seenBy(next.name) || known.source.State != argmap.SourceActive {
			return store.Appended{}, fault.New(fault.Invalid, "source.withdrawn", "source %s is not active", source).With("source", string(source))
		}
	}
	if old == nil {
		m.show(id)
		next.unpublished = unpublished{}
	}
	m.maps[id] = next
	return store.Appended{Head: next.head, Done: true}, nil
}

func notDone(id argmap.ID, mm *modelMap) store.Appended {
	if mm == nil {
		return store.Appended{Head: store.Head{Map: id}}
	}
	return store.Appended{Head: mm.head}
}

// refuse finds what is wrong with change sets before they are applied.
func (m *Model) refuse(mm *modelMap, sets []argmap.ChangeSet) error {
	if len(sets) == 0 {
		return fault.New(fault.Invalid, "append.sets", "an append needs a change set")
	}
	for i, s := range sets {
		if s.Map != mm.head.Map || s.Revision != mm.head.Revision+1+argmap.Revision(i) {
			return fault.New(fault.Invalid, "append.revision", "change set %d is not the next of its map", i)
		}
		if err := m.freeWrite(s, sets[:i]); err != nil {
			return err
		}
	}
	if mm.head.Revision > 0 {
		return nil
	}
	first := sets[0].Operations
	if len(first) == 0 || first[0].Ref != (argmap.Ref{Type: argmap.TypeProperties, ID: mm.head.Map}) || first[0].After == nil {
		return fault.New(fault.Invalid, "append.properties", "the first operation must set the map's properties")
	}
	return nil
}

// freeWrite refuses a write id or key that a change set of the store, or one of before, has.
func (m *Model) freeWrite(s argmap.ChangeSet, before []argmap.ChangeSet) error {
	logs := [][]argmap.ChangeSet{before}
	for _, mm := range m.maps {
		logs = append(logs, mm.log)
	}
	for _, other := range slices.Concat(logs...) {
		if other.WriteID == s.WriteID || s.Key != "" && other.Key == s.Key && other.Actor == s.Actor {
			return fault.New(fault.Conflict, "write.taken", "write %s was made already", other.WriteID)
		}
	}
	return nil
}

// apply carries out a change set on mm.
func (m *Model) apply(mm *modelMap, s argmap.ChangeSet) error {
	for _, op := range s.Operations {
		if op.After == nil {
			mm.remove(op.Ref)
			continue
		}
		if _, known := mm.rows[op.Ref]; !known && m.taken(op.Ref, mm.head.Map) {
			return fault.New(fault.Invalid, "id.taken", "id %s names something else", op.Ref.ID)
		}
		mm.rows[op.Ref] = argmap.Entry{Record: op.After, Revision: s.Revision}
	}
	for _, op := range s.Operations {
		if e, ok := mm.rows[op.Ref]; ok && !m.joined(mm, e.Record) {
			return fault.New(fault.Invalid, "record.end_missing", "an end of %s is missing", op.Ref)
		}
	}
	mm.log = append(mm.log, s)
	mm.head.Revision = s.Revision
	return nil
}

// taken reports whether an id names a map, source or paragraph, or a record of another map.
func (m *Model) taken(ref argmap.Ref, inMap argmap.ID) bool {
	if m.sources[ref.ID] != nil || m.paragraph(ref.ID) != nil {
		return true
	}
	for id, mm := range m.maps {
		if id == ref.ID && ref.Type != argmap.TypeProperties {
			return true
		}
		if id != inMap && mm.record(ref.ID) != nil {
			return true
		}
	}
	return false
}

// record gives the record with an id, whatever its type.
func (mm *modelMap) record(id argmap.ID) argmap.Record {
	for _, t := range argmap.RecordTypes() {
		if e, ok := mm.rows[argmap.Ref{Type: t, ID: id}]; ok {
			return e.Record
		}
	}
	return nil
}

// remove takes a record away, and with an element what hangs on it.
func (mm *modelMap) remove(ref argmap.Ref) {
	delete(mm.rows, ref)
	if ref.Type != argmap.TypeElement {
		return
	}
	maps.DeleteFunc(mm.rows, func(_ argmap.Ref, e argmap.Entry) bool {
		switch r := e.Record.(type) {
		case *argmap.Link:
			return r.From == ref.ID || r.To == ref.ID
		case *argmap.Citation:
			return r.Element == ref.ID
		case *argmap.Commitment:
			return r.Claim == ref.ID
		case *argmap.Properties, *argmap.Voice, *argmap.Row, *argmap.Element, *argmap.Leftover:
		}
		return false
	})
}

// joined reports whether all that a record names is there.
func (m *Model) joined(mm *modelMap, r argmap.Record) bool {
	has := func(t argmap.RecordType, id argmap.ID) bool {
		_, ok := mm.rows[argmap.Ref{Type: t, ID: id}]
		return ok
	}
	switch r := r.(type) {
	case *argmap.Link:
		return has(argmap.TypeElement, r.From) && has(argmap.TypeElement, r.To)
	case *argmap.Commitment:
		return has(argmap.TypeVoice, r.Voice) && has(argmap.TypeElement, r.Claim) &&
			(r.ReportedBy == "" || has(argmap.TypeVoice, r.ReportedBy))
	case *argmap.Citation:
		seen := func(s *modelSource) bool { return s != nil && s.seenBy(mm.name) }
		missing := func(s argmap.Segment) bool {
			p := m.paragraph(s.Paragraph)
			return p == nil || !seen(m.sources[p.Source])
		}
		return has(argmap.TypeElement, r.Element) && seen(m.sources[r.Source]) && !slices.ContainsFunc(r.Segments, missing)
	case *argmap.Properties, *argmap.Voice, *argmap.Row, *argmap.Element, *argmap.Leftover:
	}
	return true
}

// sorted gives the rows in the order of Load.
func (mm *modelMap) sorted() []argmap.Entry {
	types := argmap.RecordTypes()
	return slices.SortedFunc(maps.Values(mm.rows), func(a, b argmap.Entry) int {
		x, y := a.Record.Ref(), b.Record.Ref()
		if x.Type != y.Type {
			return slices.Index(types, x.Type) - slices.Index(types, y.Type)
		}
		return strings.Compare(string(x.ID), string(y.ID))
	})
}

func noMap(id argmap.ID) error {
	return fault.New(fault.NotFound, "map.not_found", "there is no map %s", id)
}
