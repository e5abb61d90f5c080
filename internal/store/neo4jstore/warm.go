package neo4jstore

import (
	"context"

	"argmap/internal/store"
)

// warmUp makes the database plan the large statements before the first user waits for it. They are
// sent with an id that no map has and do nothing.
func (s *Store) warmUp(ctx context.Context) error {
	if s.warm.Load() {
		return nil
	}
	j := &job{from: store.Active, expected: -1, head: properties{}, effect: newEffect("")}
	p, err := j.params()
	if err != nil {
		return err
	}
	// The end that is needed is not there, so the statement that makes a map makes none either.
	p["needs"], p["needed"] = []any{params{"id": "", "label": labelMap, "map": ""}}, int64(1)
	none := []string{}
	for _, w := range []struct {
		statement
		params
	}{
		{s.text.write, p},
		{s.text.create, p},
		{s.text.resolve, params{"ids": none}},
		{s.text.locate, params{"ids": none}},
		{s.text.load, params{"map": "", "after": "", "limit": firstPage}},
	} {
		w.long = true
		if _, err := s.run(ctx, w.statement, w.params); err != nil {
			return err
		}
	}
	s.warm.Store(true)
	return nil
}
