package neo4jstore

import (
	"context"
	"slices"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// BeginImport implements store.Store.
func (s *Store) BeginImport(ctx context.Context, p *argmap.Properties, at time.Time) (err error) {
	defer fault.Wrap(&err, "neo4jstore: begin import of map %s", p.ID)
	f := newEffect(p.ID)
	if err := f.add(argmap.ChangeSet{Revision: 1, Operations: []argmap.Operation{argmap.Set(p)}}); err != nil {
		return err
	}
	out, err := s.write(ctx, &job{
		make: true, from: store.Importing, head: properties{"alive": datetime(at)}, effect: f,
	})
	if fault.Reason(err) == "id.taken" || err == nil && !out.Done {
		return fault.New(fault.Conflict, "map.exists", "id %s is taken", p.ID)
	}
	return err
}

// Stage implements store.Store.
func (s *Store) Stage(ctx context.Context, m argmap.ID, at time.Time, records []argmap.Record) (err error) {
	defer fault.Wrap(&err, "neo4jstore: stage records of map %s", m)
	set := argmap.ChangeSet{Revision: 1, Operations: make([]argmap.Operation, len(records))}
	for i, r := range records {
		set.Operations[i] = argmap.Set(r)
	}
	f := newEffect(m)
	if err := f.add(set); err != nil {
		return err
	}
	out, err := s.write(ctx, &job{from: store.Importing, head: properties{"alive": datetime(at)}, effect: f})
	if err == nil && !out.Done {
		return noMap(m)
	}
	return err
}

const publishText = `
MATCH (m:Map {id: $p.map})
SET m.lock = $p.lock
WITH m WHERE m.state = 'IMPORTING' AND m.revision = 0
  AND EXISTS { MATCH (:Checkpoint {map: $p.map, revision: 1}) }
SET m += $p.head
CREATE (c:ChangeSet) SET c = $p.set
RETURN m.id`

// Publish implements store.Store.
func (s *Store) Publish(ctx context.Context, set argmap.ChangeSet) (err error) {
	defer fault.Wrap(&err, "neo4jstore: publish map %s", set.Map)
	if set.Revision != 1 {
		return fault.New(fault.Invalid, "import.revision", "an import is published at revision 1")
	}
	node, err := encodeSet(set)
	if err != nil {
		return fault.New(fault.Invalid, "append.encoding", "the change set cannot be written").Because(err)
	}
	head := logHead(1, set.Time)
	head["state"], head["alive"] = string(store.Active), nil
	rows, err := s.run(ctx, statement{name: "import.publish", text: publishText, write: true}, params{
		"map": string(set.Map), "lock": fresh(), "head": map[string]any(head), "set": node,
	})
	if err != nil && !violated(err) || len(rows) > 0 {
		return err
	}
	return s.unpublished(ctx, set, err)
}

// unpublished says why an import was not published.
func (s *Store) unpublished(ctx context.Context, set argmap.ChangeSet, cause error) error {
	heads, err := s.Heads(ctx, []argmap.ID{set.Map})
	switch {
	case err != nil:
		return err
	case len(heads) == 0:
		return noMap(set.Map)
	case heads[0].State != store.Importing:
		return s.alreadyPublished(ctx, set)
	}
	_, has, err := s.NearestCheckpoint(ctx, set.Map, 1)
	if err != nil {
		return err
	}
	if !has {
		return fault.New(fault.Invalid, "import.no_checkpoint", "map %s has no checkpoint of revision 1", set.Map)
	}
	if err := s.freeWrites(ctx, []argmap.ChangeSet{set}); err != nil {
		return err
	}
	return cause
}

// alreadyPublished is no error when this very write did it and only the answer was lost.
func (s *Store) alreadyPublished(ctx context.Context, set argmap.ChangeSet) error {
	o, found, err := s.FindWrite(ctx, store.WriteRef{WriteID: set.WriteID})
	if err != nil || found && o.Map == set.Map && o.Revision == 1 {
		return err
	}
	return noMap(set.Map)
}

// A map that is being swept is at revision -1, where neither Stage nor Publish finds it.
const claimSweepText = `
MATCH (m:Map) WHERE m.state = 'IMPORTING' AND m.alive < $p.idleSince
SET m.lock = $p.lock
WITH m WHERE m.state = 'IMPORTING' AND m.alive < $p.idleSince
SET m.revision = -1
RETURN m.id AS id ORDER BY id`

const sweepCheckpointsText = `
MATCH (c:Checkpoint) WHERE c.map = $p.map AND c.revision >= 0
OPTIONAL MATCH (c)-[:HAS_CHUNK]->(k)
DETACH DELETE k, c`

const sweepMapText = `MATCH (m:Map {id: $p.map}) WHERE m.revision = -1 DETACH DELETE m`

// SweepImports implements store.Store.
func (s *Store) SweepImports(ctx context.Context, idleSince time.Time) (ids []argmap.ID, err error) {
	defer fault.Wrap(&err, "neo4jstore: sweep imports")
	rows, err := s.run(ctx, statement{name: "import.claim", text: claimSweepText, write: true},
		params{"idleSince": datetime(idleSince), "lock": fresh()})
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		m := argmap.ID(r.Values[0].(string))
		if err := s.sweep(ctx, m); err != nil {
			return ids, err
		}
		ids = append(ids, m)
	}
	slices.Sort(ids)
	return ids, nil
}

func (s *Store) sweep(ctx context.Context, m argmap.ID) error {
	if err := s.purge(ctx, m, ""); err != nil {
		return err
	}
	for _, text := range []string{sweepCheckpointsText, sweepMapText} {
		_, err := s.run(ctx, statement{name: "import.sweep", text: text, write: true, long: true}, params{"map": string(m)})
		if err != nil {
			return err
		}
	}
	return nil
}
