package neo4jstore

import (
	"context"
	"slices"
	"time"

	"argmap/internal/argmap"
	"argmap/internal/fault"
)

// condemnText gives all that an import has brought to the one with the empty name, unless some of it
// showed life since. A map among it is at revision -1, where neither Stage nor Publish finds it. All is
// locked before it is looked at, maps before sources as in Publish.
const condemnText = `
CALL () {
  MATCH (m:Map) USING INDEX m:Map(import) WHERE m.import = $p.import
  SET m.lock = $p.lock
  RETURN count(m) AS lockedMaps
}
CALL () {
  MATCH (s:Source) USING INDEX s:Source(import) WHERE s.import = $p.import
  SET s.lock = $p.lock
  RETURN count(s) AS lockedSources
}
WITH 1 AS one WHERE $p.idleSince IS NULL OR
  NOT EXISTS { MATCH (m:Map) USING INDEX m:Map(import) WHERE m.import = $p.import AND m.alive >= $p.idleSince }
  AND NOT EXISTS { MATCH (s:Source) USING INDEX s:Source(import) WHERE s.import = $p.import AND s.alive >= $p.idleSince }
CALL () {
  MATCH (m:Map) USING INDEX m:Map(import) WHERE m.import = $p.import
  SET m.import = '', m.revision = -1
  RETURN count(m) AS maps
}
CALL () {
  MATCH (s:Source) USING INDEX s:Source(import) WHERE s.import = $p.import
  SET s.import = ''
  RETURN count(s) AS sources
}
RETURN maps + sources AS condemned`

// condemn reports whether there was anything to remove.
func (s *Store) condemn(ctx context.Context, name argmap.ID, idleSince any) (bool, error) {
	rows, err := s.run(ctx, statement{name: "import.condemn", text: condemnText, write: true},
		params{"import": string(name), "idleSince": idleSince, "lock": fresh()})
	return len(rows) > 0 && rows[0].Values[0].(int64) > 0, err
}

// DropImport implements store.Store.
func (s *Store) DropImport(ctx context.Context, name argmap.ID) (err error) {
	defer fault.Wrap(&err, "neo4jstore: drop import %s", name)
	if _, err := s.condemn(ctx, name, nil); err != nil {
		return err
	}
	return s.removeCondemned(ctx)
}

const idleImportsText = `
CALL () {
  MATCH (m:Map) USING INDEX m:Map(import) WHERE m.import > '' RETURN m.import AS name, m.alive AS alive
  UNION ALL
  MATCH (s:Source) USING INDEX s:Source(import) WHERE s.import > '' RETURN s.import AS name, s.alive AS alive
}
WITH name, max(alive) AS alive WHERE alive < $p.idleSince
RETURN name`

// SweepImports implements store.Store.
func (s *Store) SweepImports(ctx context.Context, idleSince time.Time) (names []argmap.ID, err error) {
	defer fault.Wrap(&err, "neo4jstore: sweep imports")
	rows, err := s.run(ctx, statement{name: "import.idle", text: idleImportsText}, params{"idleSince": datetime(idleSince)})
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		name := argmap.ID(r.Values[0].(string))
		condemned, err := s.condemn(ctx, name, datetime(idleSince))
		if err != nil {
			return nil, err
		}
		if condemned {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, s.removeCondemned(ctx)
}

const (
	condemnedMapsText    = `MATCH (m:Map) USING INDEX m:Map(import) WHERE m.import = '' RETURN m.id AS id ORDER BY id`
	condemnedSourcesText = `MATCH (s:Source) USING INDEX s:Source(import) WHERE s.import = '' RETURN s.id AS id ORDER BY id`
)

// removeCondemned removes maps and then the sources that they cite, also what was left when an earlier call broke off.
func (s *Store) removeCondemned(ctx context.Context) error {
	for _, some := range []struct {
		text   string
		remove func(context.Context, argmap.ID) error
	}{{condemnedMapsText, s.removeMap}, {condemnedSourcesText, s.removeSource}} {
		rows, err := s.run(ctx, statement{name: "import.condemned", text: some.text}, nil)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if err := some.remove(ctx, argmap.ID(r.Values[0].(string))); err != nil {
				return err
			}
		}
	}
	return nil
}

// A condemned name may be free and taken anew when a statement comes late, so each looks at it first.
const (
	removeCheckpointsText = `
MATCH (m:Map {id: $p.id}) WHERE m.import = ''
MATCH (c:Checkpoint) WHERE c.map = $p.id AND c.revision >= 0
OPTIONAL MATCH (c)-[:HAS_CHUNK]->(k)
DETACH DELETE k, c`

	removeMapText = `MATCH (m:Map {id: $p.id}) WHERE m.import = '' DETACH DELETE m`

	removeParagraphsText = `
MATCH (s:Source {id: $p.id}) WHERE s.import = ''
MATCH (p:Paragraph) WHERE p.source = $p.id AND p.ordinal IS NOT NULL
WITH p LIMIT $p.limit
DETACH DELETE p
RETURN count(*) AS gone`

	removeBytesText = `
MATCH (s:Source {id: $p.id}) WHERE s.import = ''
MATCH (b:SourceBytes) WHERE b.source = $p.id AND b.ordinal >= 0
DELETE b`

	removeSourceText = `MATCH (s:Source {id: $p.id}) WHERE s.import = '' DETACH DELETE s`
)

func (s *Store) removeMap(ctx context.Context, id argmap.ID) error {
	if err := s.purge(ctx, id, ""); err != nil {
		return err
	}
	return s.removeAll(ctx, id, removeCheckpointsText, removeMapText)
}

func (s *Store) removeSource(ctx context.Context, id argmap.ID) error {
	st := statement{name: "source.purge", text: removeParagraphsText, write: true, long: true}
	for {
		rows, err := s.run(ctx, st, params{"id": string(id), "limit": purgePiece})
		if err != nil {
			return err
		}
		if len(rows) == 0 || rows[0].Values[0].(int64) == 0 {
			break
		}
	}
	return s.removeAll(ctx, id, removeBytesText, removeSourceText)
}

func (s *Store) removeAll(ctx context.Context, id argmap.ID, texts ...string) error {
	for _, text := range texts {
		if _, err := s.run(ctx, statement{name: "import.remove", text: text, write: true, long: true}, params{"id": string(id)}); err != nil {
			return err
		}
	}
	return nil
}
