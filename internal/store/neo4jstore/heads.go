package neo4jstore

import (
	"context"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

const headsText = `
UNWIND $p.ids AS id
MATCH (m:Map {id: id}) USING INDEX SEEK m:Map(id)
RETURN m.id, m.state, m.revision, m.epoch, m.access`

// Heads implements store.Store.
func (s *Store) Heads(ctx context.Context, ids []argmap.ID) (heads []store.Head, err error) {
	defer fault.Wrap(&err, "neo4jstore: heads")
	if len(ids) == 0 {
		return nil, s.open(ctx)
	}
	rows, err := s.run(ctx, statement{name: "heads", text: headsText}, params{"ids": strs(unrepeated(ids))})
	if err != nil {
		return nil, err
	}
	heads = make([]store.Head, len(rows))
	for i, r := range rows {
		heads[i] = store.Head{Map: argmap.ID(r.Values[0].(string)), State: store.MapState(r.Values[1].(string))}
		readHead(&heads[i], r.Values[2:5])
	}
	return heads, nil
}

// readHead reads revision, epoch and access.
func readHead(h *store.Head, values []any) {
	h.Revision = argmap.Revision(values[0].(int64))
	h.Epoch = argmap.Epoch(values[1].(int64))
	h.Access = values[2].(int64)
}

const mapIDsText = `
MATCH (m:Map) WHERE m.state <> 'IMPORTING' AND m.id > $p.after
RETURN m.id AS id ORDER BY id LIMIT $p.limit`

// MapIDs implements store.Store.
func (s *Store) MapIDs(ctx context.Context) (ids []argmap.ID, err error) {
	defer fault.Wrap(&err, "neo4jstore: map ids")
	const limit = 10_000
	after := ""
	for {
		rows, err := s.run(ctx, statement{name: "map.ids", text: mapIDsText}, params{"after": after, "limit": limit})
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			after = r.Values[0].(string)
			ids = append(ids, argmap.ID(after))
		}
		if len(rows) < limit {
			return ids, nil
		}
	}
}
