package neo4jstore

import (
	"context"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// BringSource implements store.Store.
func (s *Store) BringSource(ctx context.Context, name argmap.ID, at time.Time, src *argmap.Source, raw []byte, paragraphs []*argmap.Paragraph) (err error) {
	defer fault.Wrap(&err, "neo4jstore: bring source %s", src.ID)
	if name == "" {
		return noName()
	}
	return s.putSource(ctx, src, raw, paragraphs, properties{"import": string(name), "alive": datetime(at)})
}

func noName() error {
	return fault.New(fault.Invalid, "import.name", "an import is named by the id of the first map that it makes")
}

// BeginImport implements store.Store.
func (s *Store) BeginImport(ctx context.Context, name argmap.ID, p *argmap.Properties, at time.Time) (err error) {
	defer fault.Wrap(&err, "neo4jstore: begin import of map %s", p.ID)
	if name == "" {
		return noName()
	}
	f := newEffect(p.ID)
	if err := f.add(argmap.ChangeSet{Revision: 1, Operations: []argmap.Operation{argmap.Set(p)}}); err != nil {
		return err
	}
	out, err := s.write(ctx, &job{
		make: true, from: store.Importing, head: properties{"import": string(name), "alive": datetime(at)}, effect: f,
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

// publishText goes on only with all maps; each is locked before it is looked at, as the sources are.
const publishText = `
UNWIND $p.publish AS x
MATCH (m:Map {id: x.map}) USING INDEX SEEK m:Map(id)
SET m.lock = $p.lock
WITH m, x WHERE m.state = 'IMPORTING' AND m.revision = 0 AND m.import = $p.import
  AND EXISTS { MATCH (:Checkpoint {map: x.map, revision: 1}) }
WITH collect({m: m, x: x}) AS found, $p.import AS import
WITH found, import WHERE size(found) = size($p.publish)
CALL (import) {
  MATCH (s:Source) USING INDEX s:Source(import) WHERE s.import = import
  SET s.lock = $p.lock
  RETURN count(s) AS brought
}` + showBrought + `
UNWIND found AS one
WITH one.m AS m, one.x AS x
SET m += x.head
CREATE (c:ChangeSet) SET c = x.set
RETURN m.id`

// Publish implements store.Store.
func (s *Store) Publish(ctx context.Context, sets []argmap.ChangeSet) (err error) {
	defer fault.Wrap(&err, "neo4jstore: publish an import")
	publish, err := publications(sets)
	if err != nil {
		return err
	}
	rows, err := s.run(ctx, statement{name: "import.publish", text: publishText, write: true, long: len(sets) > 1}, params{
		"import": string(sets[0].Map), "publish": publish, "lock": fresh(),
	})
	if err != nil && !violated(err) || len(rows) > 0 {
		return err
	}
	return s.unpublished(ctx, sets, err)
}

// publications gives the heads and change sets that publish maps.
func publications(sets []argmap.ChangeSet) ([]any, error) {
	if len(sets) == 0 {
		return nil, fault.New(fault.Invalid, "import.sets", "an import is published with a change set for each map")
	}
	seen := map[argmap.ID]bool{}
	out := make([]any, len(sets))
	for i, set := range sets {
		if set.Revision != 1 || seen[set.Map] {
			return nil, fault.New(fault.Invalid, "import.revision", "a map is published once, at revision 1")
		}
		seen[set.Map] = true
		node, err := encodeSet(set)
		if err != nil {
			return nil, fault.New(fault.Invalid, "append.encoding", "the change set cannot be written").Because(err)
		}
		head := logHead(1, set.Time)
		head["state"], head["alive"], head["import"] = string(store.Active), nil, nil
		out[i] = params{"map": string(set.Map), "head": map[string]any(head), "set": node}
	}
	return out, nil
}

// unpublished says why maps were not published.
func (s *Store) unpublished(ctx context.Context, sets []argmap.ChangeSet, cause error) error {
	for _, set := range sets {
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
	}
	if err := s.freeWrites(ctx, sets); err != nil {
		return err
	}
	if cause == nil {
		cause = fault.New(fault.Conflict, "import.other", "a map is of another import than %s", sets[0].Map)
	}
	return cause
}

// alreadyPublished is no error when this very write did it and only the answer was lost: all of a
// call's maps are published or none.
func (s *Store) alreadyPublished(ctx context.Context, set argmap.ChangeSet) error {
	o, found, err := s.FindWrite(ctx, store.WriteRef{WriteID: set.WriteID})
	if err != nil || found && o.Map == set.Map && o.Revision == 1 {
		return err
	}
	return noMap(set.Map)
}
