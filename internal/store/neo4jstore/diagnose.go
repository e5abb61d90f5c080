package neo4jstore

import (
	"context"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// diagnose finds out why a job was not done: the head moved, a write or an id is taken, an end is
// missing, a source withdrawn, or a guess about the graph wrong. It corrects guesses; again tells that the job can
// be tried once more.
func (s *Store) diagnose(ctx context.Context, j *job, broken bool) (out store.Appended, again bool, err error) {
	head, moved, err := s.moved(ctx, j)
	if err != nil {
		return out, false, err
	}
	if moved {
		done := false
		if broken {
			done, err = s.made(ctx, j)
		}
		return store.Appended{Head: head, Done: done}, false, err
	}
	if err := s.freeWrites(ctx, j.log); err != nil {
		return out, false, err
	}
	if err := s.correct(ctx, j); err != nil {
		return out, false, err
	}
	if err := s.checkNeeds(ctx, j); err != nil {
		return out, false, err
	}
	return out, true, s.checkActive(ctx, j.active)
}

// moved reports whether the map's head is not the one that the job expects, and gives it.
func (s *Store) moved(ctx context.Context, j *job) (store.Head, bool, error) {
	heads, err := s.Heads(ctx, []argmap.ID{j.m})
	if err != nil {
		return store.Head{}, false, err
	}
	if len(heads) == 0 {
		return store.Head{Map: j.m}, !j.make, nil
	}
	h := heads[0]
	return h, j.make || h.State != j.from || h.Revision != j.expected, nil
}

// made reports whether the job's own writes stand in the log, as they do when only the answer was lost.
func (s *Store) made(ctx context.Context, j *job) (bool, error) {
	if len(j.log) == 0 {
		return false, nil
	}
	last := j.log[len(j.log)-1]
	o, found, err := s.FindWrite(ctx, store.WriteRef{WriteID: last.WriteID})
	return found && o.Map == j.m && o.Revision == last.Revision, err
}

// lookUp answers for a job whose last try ended with err after a connection was lost.
func (s *Store) lookUp(ctx context.Context, j *job, err error) (store.Appended, error) {
	done, lookErr := s.made(ctx, j)
	if lookErr != nil || !done {
		return store.Appended{}, err
	}
	heads, lookErr := s.Heads(ctx, []argmap.ID{j.m})
	if lookErr != nil || len(heads) == 0 {
		return store.Appended{}, err
	}
	h := heads[0]
	h.Revision = j.log[len(j.log)-1].Revision
	return store.Appended{Head: h, Done: true}, nil
}

// freeWrites refuses change sets whose write id or key is taken, by the log or among themselves.
func (s *Store) freeWrites(ctx context.Context, sets []argmap.ChangeSet) error {
	seen := map[store.WriteRef]bool{}
	for _, set := range sets {
		refs := []store.WriteRef{{WriteID: set.WriteID}}
		if set.Key != "" {
			refs = append(refs, store.WriteRef{Actor: set.Actor, Key: set.Key})
		}
		for _, ref := range refs {
			if seen[ref] {
				return writeTaken(set.WriteID)
			}
			seen[ref] = true
			o, found, err := s.FindWrite(ctx, ref)
			if err != nil {
				return err
			}
			if found {
				return writeTaken(o.WriteID)
			}
		}
	}
	return nil
}

func writeTaken(id argmap.ID) error {
	return fault.New(fault.Conflict, "write.taken", "write %s was made already", id).With("writeId", string(id))
}

// correct reads what the graph holds of the job's records and takes it for what was before.
func (s *Store) correct(ctx context.Context, j *job) error {
	ids := make([]argmap.ID, 0, len(j.items))
	for _, it := range j.sorted() {
		ids = append(ids, it.ref.ID)
	}
	if j.make {
		ids = append(ids, j.m)
	}
	found, err := s.resolve(ctx, ids)
	if err != nil {
		return err
	}
	for _, it := range j.items {
		it.before, it.known = nil, true
	}
	for _, f := range found {
		it := j.items[f.ref]
		mine := f.home == j.m && f.ref.Type != "" && it != nil
		switch {
		case mine:
			it.before = f.entry.Record
		case j.takes(f.ref.ID):
			return idTaken(f.ref.ID)
		}
	}
	return nil
}

// takes reports whether the job makes something of this id.
func (j *job) takes(id argmap.ID) bool {
	if id == j.m {
		return j.make
	}
	for _, t := range argmap.RecordTypes() {
		if it := j.items[argmap.Ref{Type: t, ID: id}]; it != nil && it.after != nil && it.before == nil {
			return true
		}
	}
	return false
}

// checkNeeds refuses the job if an end of one of its records is missing.
func (s *Store) checkNeeds(ctx context.Context, j *job) error {
	rows, err := s.run(ctx, statement{name: "needs", text: needsText}, params{"map": string(j.m), "needs": needList(j.needs)})
	if err != nil || len(rows) == 0 {
		return err
	}
	missing := argmap.ID(rows[0].Values[0].(string))
	for _, it := range j.sorted() {
		if it.after == nil {
			continue
		}
		for _, n := range ends(j.m, it.after) {
			if n.id == missing {
				return missingEnd(it.ref, missing)
			}
		}
	}
	return missingEnd(argmap.Ref{Type: argmap.TypeProperties, ID: j.m}, missing)
}

// checkActive is INVALID "source.withdrawn" when one of the sources may not be cited anew.
func (s *Store) checkActive(ctx context.Context, ids []argmap.ID) error {
	if len(ids) == 0 {
		return nil
	}
	active := map[argmap.ID]bool{}
	sources, err := s.Sources(ctx, ids)
	for _, source := range sources {
		active[source.ID] = source.State == argmap.SourceActive
	}
	for _, id := range ids {
		if err == nil && !active[id] {
			err = fault.New(fault.Invalid, "source.withdrawn", "the source %s is not active", id).With("source", string(id))
		}
	}
	return err
}

const needsText = `
OPTIONAL MATCH (m:Map {id: $p.map})
WITH CASE WHEN m IS NULL THEN $p.map ELSE m.import END AS import
UNWIND $p.needs AS x
WITH x, import WHERE NOT EXISTS {
  MATCH (n:Record {id: x.id}) USING INDEX SEEK n:Record(id)
  WHERE coalesce(n.map, '') = x.map AND x.label IN labels(n) AND ` + seenEnd + `
}
RETURN x.id, x.label LIMIT 1`
