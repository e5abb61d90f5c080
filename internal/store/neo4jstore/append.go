package neo4jstore

import (
	"context"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

// maxCorrections bounds how often a write is tried with corrected guesses. One is enough unless the
// map changes meanwhile.
const maxCorrections = 5

// Append implements store.Store.
func (s *Store) Append(ctx context.Context, m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, active []argmap.ID) (out store.Appended, err error) {
	defer fault.Wrap(&err, "neo4jstore: append to map %s", m)
	if err := checkSets(m, expected, sets); err != nil {
		return store.Appended{}, err
	}
	f := newEffect(m)
	for _, set := range sets {
		if err := f.add(set); err != nil {
			return s.unlessMoved(ctx, m, expected, sets, err)
		}
	}
	last := sets[len(sets)-1]
	return s.write(ctx, &job{
		make: expected == 0, from: store.Active, expected: expected,
		head: logHead(last.Revision, last.Time), log: sets, active: active, effect: f,
	})
}

// checkSets refuses change sets that can follow no head.
func checkSets(m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet) error {
	if len(sets) == 0 {
		return fault.New(fault.Invalid, "append.sets", "an append needs a change set")
	}
	for i, set := range sets {
		if set.Map != m || set.Revision != expected+1+argmap.Revision(i) {
			return fault.New(fault.Invalid, "append.revision", "change set %d is not the next of its map", i)
		}
	}
	if expected > 0 {
		return nil
	}
	ops := sets[0].Operations
	if len(ops) == 0 || ops[0].Ref != (argmap.Ref{Type: argmap.TypeProperties, ID: m}) || ops[0].After == nil {
		return fault.New(fault.Invalid, "append.properties", "the first operation must set the map's properties")
	}
	return nil
}

// unlessMoved gives an error that was found without looking at the database, unless the head is not
// the expected one or the write was made already, which come first.
func (s *Store) unlessMoved(ctx context.Context, m argmap.ID, expected argmap.Revision, sets []argmap.ChangeSet, refusal error) (store.Appended, error) {
	j := &job{make: expected == 0, from: store.Active, expected: expected, log: sets, effect: newEffect(m)}
	head, moved, err := s.moved(ctx, j)
	if err != nil || moved {
		return store.Appended{Head: head}, err
	}
	if err := s.freeWrites(ctx, sets); err != nil {
		return store.Appended{}, err
	}
	return store.Appended{}, refusal
}

// write runs a job until it is done or the reason why not is known.
func (s *Store) write(ctx context.Context, j *job) (store.Appended, error) {
	if err := j.unique(); err != nil {
		return store.Appended{}, err
	}
	if ids := j.unsure(); len(ids) > 0 {
		if err := s.correct(ctx, j); err != nil {
			return store.Appended{}, err
		}
	}
	var broken bool
	for range maxCorrections {
		out, err := s.tryWrite(ctx, j, &broken)
		if out.Done || err != nil {
			return out, err
		}
		out, again, err := s.diagnose(ctx, j, broken)
		if err != nil || !again {
			return out, err
		}
	}
	return store.Appended{}, fault.New(fault.Unavailable, "append.contended", "the map changes too fast to be written")
}

// tryWrite sends the statement. It is not done when the statement gave no row or broke a constraint.
// broken is set when a connection was lost, so that the write may have been made by an earlier try.
func (s *Store) tryWrite(ctx context.Context, j *job, broken *bool) (store.Appended, error) {
	p, err := j.params()
	if err != nil {
		return store.Appended{}, err
	}
	st := s.text.write
	if j.make {
		st = s.text.create
	}
	st.long = len(j.items) > 1000
	var rows []row
	err = s.retry(ctx, func() error {
		rows, err = s.once(ctx, st, p)
		*broken = *broken || lost(err)
		return err
	})
	switch {
	case violated(err):
		return store.Appended{}, nil
	case err != nil && *broken:
		return s.lookUp(ctx, j, err)
	case err != nil:
		return store.Appended{}, err
	case len(rows) == 0:
		return store.Appended{}, nil
	}
	return store.Appended{Head: j.headAfter(rows[0]), Done: true}, nil
}

// headAfter is the head that the job made.
func (j *job) headAfter(r row) store.Head {
	h := store.Head{Map: j.m, State: j.from, Revision: j.expected + argmap.Revision(len(j.log))}
	epoch, _ := r.Values[0].(int64)
	h.Epoch, h.Access = argmap.Epoch(epoch), r.Values[1].(int64)
	return h
}
