package neo4jstore

import (
	"context"
	"slices"
	"strconv"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// rebuildPiece is how many records one transaction of a rebuilding writes.
const rebuildPiece = 5000

const beginRebuildText = `
MATCH (m:Map {id: $p.map})
SET m.lock = $p.lock
WITH m WHERE m.revision = $p.expected AND m.state IN ['ACTIVE', 'REBUILDING']
SET m.state = 'REBUILDING', m.rebuild = $p.rebuild
RETURN m.id`

// Rebuild implements store.Store. A second rebuilding of the same map takes over from the first.
func (s *Store) Rebuild(ctx context.Context, m argmap.ID, expected argmap.Revision, entries []argmap.Entry) (out store.Appended, err error) {
	defer fault.Wrap(&err, "neo4jstore: rebuild map %s", m)
	token := strconv.FormatInt(fresh(), 36)
	rows, err := s.run(ctx, statement{name: "rebuild.begin", text: beginRebuildText, write: true},
		params{"map": string(m), "lock": fresh(), "expected": int64(expected), "rebuild": token})
	if err != nil {
		return out, err
	}
	if len(rows) == 0 {
		head, _, err := s.moved(ctx, &job{effect: newEffect(m)})
		return store.Appended{Head: head}, err
	}
	if err := s.purge(ctx, m, token); err != nil {
		return out, err
	}
	for piece := range slices.Chunk(inWritingOrder(entries), rebuildPiece) {
		if err := s.rebuildPiece(ctx, m, expected, token, piece); err != nil {
			return out, err
		}
	}
	return s.endRebuild(ctx, m, expected, token)
}

// inWritingOrder sorts entries so that what is named comes before what names it.
func inWritingOrder(entries []argmap.Entry) []argmap.Entry {
	types := argmap.RecordTypes()
	return slices.SortedStableFunc(slices.Values(entries), func(a, b argmap.Entry) int {
		return slices.Index(types, a.Record.Ref().Type) - slices.Index(types, b.Record.Ref().Type)
	})
}

func (s *Store) rebuildPiece(ctx context.Context, m argmap.ID, expected argmap.Revision, token string, piece []argmap.Entry) error {
	f := newEffect(m)
	for _, e := range piece {
		set := argmap.ChangeSet{Revision: e.Revision, Operations: []argmap.Operation{argmap.Set(e.Record)}}
		if err := f.add(set); err != nil {
			return err
		}
	}
	out, err := s.write(ctx, &job{from: store.Rebuilding, expected: expected, rebuild: token, effect: f})
	if err == nil && !out.Done {
		err = fault.New(fault.Conflict, "map.rebuilding", "another rebuilding of map %s took over", m)
	}
	return err
}

func (s *Store) endRebuild(ctx context.Context, m argmap.ID, expected argmap.Revision, token string) (store.Appended, error) {
	out, err := s.write(ctx, &job{
		from: store.Rebuilding, expected: expected, rebuild: token, effect: newEffect(m),
		head: properties{"state": string(store.Active), "rebuild": nil},
	})
	if err != nil {
		return store.Appended{}, err
	}
	if out.Done {
		out.Head.State = store.Active
	}
	return out, nil
}
