package sqlitestore

import (
	"bytes"
	"context"
	"encoding/json"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// Append adds change sets to a map's log and applies their operations to its rows, all or nothing.
func (s *Store) Append(ctx context.Context, m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, active []argmap.ID) (done store.Appended, err error) {
	defer s.guard(ctx, &err, "append")
	err = s.write(ctx, func(t *transaction) error {
		done, err = t.append(m, expected, sets, active)
		return err
	})
	if err != nil {
		return store.Appended{}, err
	}
	return done, nil
}

// checkSets looks at what can be seen without the database.
func checkSets(m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet) error {
	if len(sets) == 0 {
		return fault.New(fault.Invalid, "set.none", "there is no change set to append")
	}
	for i, set := range sets {
		if set.Map != m {
			return fault.New(fault.Invalid, "set.map", "the change set of map %s cannot be appended to map %s", set.Map, m)
		}
		if want := expected + argmap.Revision(i) + 1; set.Revision != want {
			return fault.New(fault.Invalid, "set.revision", "the change set has revision %d, not %d", set.Revision, want)
		}
	}
	if expected == 0 && !startsMap(m, sets) {
		return fault.New(fault.Invalid, "map.no_properties", "the first operation of a map must set its properties")
	}
	return nil
}

func startsMap(m argmap.ID, sets []argmap.ChangeSet) bool {
	if len(sets[0].Operations) == 0 {
		return false
	}
	op := sets[0].Operations[0]
	return op.After != nil && op.Ref == argmap.Ref{Type: argmap.TypeProperties, ID: m}
}

func (t *transaction) append(m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, active []argmap.ID) (store.Appended, error) {
	row, found, err := t.mapRow(m)
	if err != nil {
		return store.Appended{}, err
	}
	if row.Revision != expected || found && row.State != store.Active {
		return store.Appended{Head: row.Head}, nil
	}
	if err := checkSets(m, expected, sets); err != nil {
		return store.Appended{}, err
	}
	if !found {
		if row, err = t.makeMap(m, store.Active, 0, ""); err != nil {
			return store.Appended{}, err
		}
		if err := t.showSources(m); err != nil {
			return store.Appended{}, err
		}
	}
	for _, set := range sets {
		if err := t.appendOne(&row, set); err != nil {
			return store.Appended{}, err
		}
	}
	if err := t.checkActive(active); err != nil {
		return store.Appended{}, err
	}
	return store.Appended{Head: row.Head, Done: true}, nil
}

const insertID = `INSERT INTO ids (id, what, kind, home) VALUES (?1, ?2, '', ?3) ON CONFLICT (id) DO NOTHING RETURNING n`

// newID enters an id and gives its row number; one that is taken is INVALID "id.taken".
func (t *transaction) newID(id argmap.ID, what string, home int64) (n int64, err error) {
	found, err := t.one([]any{&n}, insertID, id, what, home)
	if err == nil && !found {
		err = errTaken(id)
	}
	return n, err
}

const insertMap = `INSERT INTO maps (n, id, state, revision, epoch, access, updated, alive, import)
VALUES (?1, ?2, ?3, 0, 0, 0, ?4, ?4, nullif(?5, ''))`

// makeMap makes a map, for the import of a name or, when that is empty, for all to see.
func (t *transaction) makeMap(id argmap.ID, state store.MapState, at int64, name argmap.ID) (mapRow, error) {
	n, err := t.newID(id, store.WhatMap, 0)
	if err != nil {
		return mapRow{}, err
	}
	return mapRow{Head: store.Head{Map: id, State: state}, n: n, name: string(name)}, t.do(insertMap, n, id, string(state), at, string(name))
}

const moveHead = `UPDATE maps SET state = ?2, revision = ?3, updated = ?4, import = NULL WHERE n = ?1`

// appendOne writes one change set to the log, applies it, and moves the head.
func (t *transaction) appendOne(m *mapRow, set argmap.ChangeSet) error {
	if err := t.log(m.n, set); err != nil {
		return err
	}
	if err := t.apply(*m, netOf(set)); err != nil {
		return err
	}
	m.Revision = set.Revision
	return t.do(moveHead, m.n, string(m.State), m.Revision, micros(set.Time))
}

const insertLog = `INSERT INTO log (map, revision, write_id, actor, key, input_hash, body)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING`

// log writes a change set to the log; a write id or key that is taken is CONFLICT "write.taken".
func (t *transaction) log(m int64, set argmap.ChangeSet) error {
	body, err := encodeSet(set)
	if err != nil {
		return err
	}
	n, err := t.exec(insertLog, m, set.Revision, set.WriteID, set.Actor, set.Key, set.InputHash, body)
	if err == nil && n == 0 {
		err = fault.New(fault.Conflict, "write.taken", "the write %s, or the key %q of its actor, was appended before", set.WriteID, set.Key)
	}
	return err
}

// encodeSet gives a change set's JSON without HTML escapes.
func encodeSet(set argmap.ChangeSet) (string, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(set)
	return string(bytes.TrimSuffix(b.Bytes(), []byte("\n"))), err
}

// apply carries out what operations come to: removals, what hangs on others first, then values.
func (t *transaction) apply(m mapRow, n net) error {
	types := argmap.RecordTypes()
	for i := len(types) - 1; i >= 0; i-- {
		if err := t.remove(m.n, types[i], n.gone[types[i]]); err != nil {
			return err
		}
	}
	return t.putAll(m, n.set)
}
