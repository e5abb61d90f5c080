package neo4jstore

import (
	"context"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

const findByWriteText = `
MATCH (c:ChangeSet {writeId: $p.writeId})
RETURN c.map, c.revision, c.writeId, coalesce(c.inputHash, '')`

const findByKeyText = `
MATCH (c:ChangeSet {actor: $p.actor, key: $p.key})
RETURN c.map, c.revision, c.writeId, coalesce(c.inputHash, '')`

// FindWrite implements store.Store.
func (s *Store) FindWrite(ctx context.Context, ref store.WriteRef) (o store.Outcome, ok bool, err error) {
	defer fault.Wrap(&err, "neo4jstore: find write")
	if err := s.open(ctx); err != nil {
		return o, false, err
	}
	var rows []row
	if ref.WriteID != "" {
		rows, err = s.run(ctx, statement{name: "write.find", text: findByWriteText}, params{"writeId": string(ref.WriteID)})
	}
	if err == nil && len(rows) == 0 && ref.Key != "" {
		rows, err = s.run(ctx, statement{name: "write.key", text: findByKeyText},
			params{"actor": string(ref.Actor), "key": ref.Key})
	}
	if err != nil || len(rows) == 0 {
		return o, false, err
	}
	v := rows[0].Values
	return store.Outcome{
		Map: argmap.ID(v[0].(string)), Revision: argmap.Revision(v[1].(int64)),
		WriteID: argmap.ID(v[2].(string)), InputHash: v[3].(string),
	}, true, nil
}

const tailText = `
MATCH (c:ChangeSet) WHERE c.map = $p.map AND c.revision > $p.after AND c.revision <= $p.upTo
WITH c ORDER BY c.map, c.revision LIMIT $p.limit
RETURN properties(c)`

const mapExistsText = `MATCH (m:Map {id: $p.map}) RETURN m.state`

// tailPage is how many change sets one statement reads.
const tailPage = 100

// Tail implements store.Store.
func (s *Store) Tail(ctx context.Context, m argmap.ID, after, upTo argmap.Revision, yield func(argmap.ChangeSet) error) error {
	if upTo == 0 {
		upTo = 1<<63 - 1
	}
	first := true
	for {
		rows, err := s.run(ctx, statement{name: "tail", text: tailText},
			params{"map": string(m), "after": int64(after), "upTo": int64(upTo), "limit": tailPage})
		if err != nil {
			return err
		}
		if first && len(rows) == 0 {
			return s.mustExist(ctx, m)
		}
		first = false
		for _, r := range rows {
			set, err := decodeSet(asMap(r.Values[0]))
			if err != nil {
				return err
			}
			if err := yield(set); err != nil {
				return err
			}
			after = set.Revision
		}
		if len(rows) < tailPage {
			return nil
		}
	}
}

// mustExist is NOT_FOUND when there never was such a map.
func (s *Store) mustExist(ctx context.Context, m argmap.ID) error {
	rows, err := s.run(ctx, statement{name: "map.exists", text: mapExistsText}, params{"map": string(m)})
	if err == nil && len(rows) == 0 {
		err = noMap(m)
	}
	return err
}

func noMap(m argmap.ID) error {
	return fault.New(fault.NotFound, "map.not_found", "there is no map %s", m)
}
