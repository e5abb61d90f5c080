package neo4jstore

import (
	"context"
	"fmt"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

const deleteMapText = `
MATCH (m:Map {id: $p.map})
SET m.lock = $p.lock
WITH m WHERE m.revision = $p.expected AND m.state = 'ACTIVE'
SET m += $p.head
CREATE (c:ChangeSet) SET c = $p.set
RETURN m.epoch AS epoch, m.access AS access`

// DeleteMap implements store.Store.
func (s *Store) DeleteMap(ctx context.Context, expected argmap.Revision, set argmap.ChangeSet) (out store.Appended, err error) {
	defer fault.Wrap(&err, "neo4jstore: delete map %s", set.Map)
	head, done, err := s.markDeleted(ctx, expected, set)
	if err != nil || !done {
		return store.Appended{Head: head}, err
	}
	if err := s.dropQuestions(ctx, head); err != nil {
		return store.Appended{}, err
	}
	return store.Appended{Head: head, Done: true}, s.purge(ctx, set.Map, "")
}

// markDeleted makes the map Deleted, or finds that it is so already at the expected head.
func (s *Store) markDeleted(ctx context.Context, expected argmap.Revision, set argmap.ChangeSet) (store.Head, bool, error) {
	heads, err := s.Heads(ctx, []argmap.ID{set.Map})
	if err != nil {
		return store.Head{}, false, err
	}
	if len(heads) == 0 {
		return store.Head{Map: set.Map}, false, nil
	}
	if h := heads[0]; h.State != store.Active || h.Revision != expected {
		return h, h.State == store.Deleted && h.Revision == expected, nil
	}
	if err := checkSets(set.Map, expected, []argmap.ChangeSet{set}); err != nil {
		return store.Head{}, false, err
	}
	return s.sendDelete(ctx, expected, set)
}

func (s *Store) sendDelete(ctx context.Context, expected argmap.Revision, set argmap.ChangeSet) (store.Head, bool, error) {
	node, err := encodeSet(set)
	if err != nil {
		return store.Head{}, false, fault.New(fault.Invalid, "append.encoding", "the change set cannot be written").Because(err)
	}
	head := encodeMap(&argmap.Properties{}, 0)
	head["title"], head["titleKey"], head["propertiesRevision"] = nil, nil, nil
	head["state"], head["revision"], head["updated"] = string(store.Deleted), int64(set.Revision), datetime(set.Time)
	rows, err := s.run(ctx, statement{name: "map.delete", text: deleteMapText, write: true}, params{
		"map": string(set.Map), "lock": fresh(), "expected": int64(expected), "head": map[string]any(head), "set": node,
	})
	if violated(err) {
		if taken := s.freeWrites(ctx, []argmap.ChangeSet{set}); taken != nil {
			err = taken
		}
	}
	if err != nil {
		return store.Head{}, false, err
	}
	if len(rows) == 0 {
		return s.deletedByMe(ctx, set)
	}
	h := store.Head{Map: set.Map, State: store.Deleted, Revision: set.Revision}
	h.Epoch, h.Access = argmap.Epoch(rows[0].Values[0].(int64)), rows[0].Values[1].(int64)
	return h, true, nil
}

// deletedByMe gives the head after a deletion that was not done, or was and lost its answer.
func (s *Store) deletedByMe(ctx context.Context, set argmap.ChangeSet) (store.Head, bool, error) {
	j := &job{log: []argmap.ChangeSet{set}, effect: newEffect(set.Map)}
	done, err := s.made(ctx, j)
	if err != nil {
		return store.Head{}, false, err
	}
	h, _, err := s.moved(ctx, j)
	return h, done, err
}

// purgePiece is how many nodes go in one transaction, each with its relationships.
const purgePiece = 1000

// purge removes the rows of a map in pieces. A token limits it to the rebuilding that it belongs to.
func (s *Store) purge(ctx context.Context, m argmap.ID, rebuild string) error {
	for _, label := range nodeLabels() {
		st := statement{name: "purge." + label, text: purgeText(label), write: true, long: true}
		for {
			rows, err := s.run(ctx, st, params{"map": string(m), "limit": purgePiece, "rebuild": rebuild})
			if err != nil {
				return err
			}
			if len(rows) == 0 || rows[0].Values[0].(int64) == 0 {
				break
			}
		}
	}
	return nil
}

func purgeText(label string) string {
	return fmt.Sprintf(`MATCH (m:Map {id: $p.map}) WHERE coalesce(m.rebuild, '') = $p.rebuild AND m.state <> 'ACTIVE' AND m.revision <> 0
MATCH (n:%s) WHERE n.map = $p.map AND n.id > ''
WITH n LIMIT $p.limit
DETACH DELETE n
RETURN count(*) AS gone`, label)
}
