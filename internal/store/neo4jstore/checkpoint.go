package neo4jstore

import (
	"context"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

const putCheckpointText = `
MATCH (m:Map {id: $p.map})
SET m.lock = $p.lock
WITH m WHERE m.epoch = $p.epoch
CALL () {
  MATCH (c:Checkpoint {map: $p.map, revision: $p.revision})
  OPTIONAL MATCH (c)-[:HAS_CHUNK]->(k)
  DETACH DELETE k, c
}
CREATE (c:Checkpoint {map: $p.map, revision: $p.revision, epoch: $p.epoch})
FOREACH (i IN range(0, size($p.chunks) - 1) |
  CREATE (c)-[:HAS_CHUNK {ordinal: i}]->(:CheckpointChunk {bytes: $p.chunks[i]}))
RETURN m.id`

// PutCheckpoint implements store.Store.
func (s *Store) PutCheckpoint(ctx context.Context, c store.Checkpoint) (err error) {
	defer fault.Wrap(&err, "neo4jstore: put checkpoint of map %s", c.Map)
	rows, err := s.run(ctx, statement{name: "checkpoint.put", text: putCheckpointText, write: true, long: true},
		checkpointParams(c))
	if err != nil || len(rows) > 0 {
		return err
	}
	heads, err := s.Heads(ctx, []argmap.ID{c.Map})
	if err == nil && len(heads) == 0 {
		return noMap(c.Map)
	}
	if err == nil {
		err = fault.New(fault.Conflict, "map.epoch", "map %s is at epoch %d", c.Map, heads[0].Epoch)
	}
	return err
}

func checkpointParams(c store.Checkpoint) params {
	chunks := make([]any, len(c.Chunks))
	for i, b := range c.Chunks {
		chunks[i] = b
	}
	return params{
		"map": string(c.Map), "revision": int64(c.Revision), "epoch": int64(c.Epoch),
		"chunks": chunks, "lock": fresh(),
	}
}

const nearestCheckpointText = `
MATCH (c:Checkpoint) WHERE c.map = $p.map AND c.revision <= $p.atMost
WITH c ORDER BY c.map DESC, c.revision DESC LIMIT 1
OPTIONAL MATCH (c)-[h:HAS_CHUNK]->(k)
RETURN c.revision, c.epoch, k.bytes ORDER BY h.ordinal`

// NearestCheckpoint implements store.Store.
func (s *Store) NearestCheckpoint(ctx context.Context, m argmap.ID, atMost argmap.Revision) (c store.Checkpoint, ok bool, err error) {
	defer fault.Wrap(&err, "neo4jstore: nearest checkpoint of map %s", m)
	rows, err := s.run(ctx, statement{name: "checkpoint.nearest", text: nearestCheckpointText, long: true},
		params{"map": string(m), "atMost": int64(atMost)})
	if err != nil || len(rows) == 0 {
		return c, false, err
	}
	c = store.Checkpoint{
		Map: m, Revision: argmap.Revision(rows[0].Values[0].(int64)), Epoch: argmap.Epoch(rows[0].Values[1].(int64)),
	}
	for _, r := range rows {
		if b, ok := r.Values[2].([]byte); ok {
			c.Chunks = append(c.Chunks, b)
		}
	}
	return c, true, nil
}
