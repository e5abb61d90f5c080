package neo4jstore

import (
	"context"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/store"
)

const raiseEpochText = `
MATCH (m:Map {id: $p.map})
SET m.lock = $p.lock
WITH m WHERE m.revision = $p.expected AND m.state IN ['ACTIVE', 'DELETED']
SET m.epoch = m.epoch + 1
RETURN m.epoch AS epoch, m.access AS access, m.state AS state`

const dropCheckpointsText = `
MATCH (c:Checkpoint) WHERE c.map = $p.map AND c.revision >= 0
OPTIONAL MATCH (c)-[:HAS_CHUNK]->(k)
DETACH DELETE k, c`

const redactSetsText = `
UNWIND $p.sets AS x
MATCH (c:ChangeSet {map: $p.map, revision: x.revision})
SET c = x`

// Redact implements store.Store. It is the one write that is several statements in one transaction.
func (s *Store) Redact(ctx context.Context, r store.Redaction) (out store.Appended, err error) {
	defer fault.Wrap(&err, "neo4jstore: redact map %s", r.Map)
	err = s.retry(ctx, func() error {
		j, lost, err := s.redactionJob(ctx, r)
		if err != nil {
			return err
		}
		out, err = s.redact(ctx, r, j, lost)
		return err
	})
	if err != nil || out.Done {
		return out, err
	}
	head, _, err := s.moved(ctx, &job{effect: newEffect(r.Map)})
	return store.Appended{Head: head}, err
}

// redactionJob writes the live records anew under the revisions that they have, and gives those that
// are not live.
func (s *Store) redactionJob(ctx context.Context, r store.Redaction) (j *job, lost []argmap.Ref, err error) {
	j = &job{from: store.Active, expected: r.Expected, head: properties{}, effect: newEffect(r.Map)}
	ids := make([]argmap.ID, len(r.Records))
	for i, record := range r.Records {
		ids[i] = record.Ref().ID
	}
	live, err := s.resolve(ctx, ids)
	if err != nil {
		return nil, nil, err
	}
	at := map[argmap.Ref]argmap.Entry{}
	for _, f := range live {
		if f.home == r.Map {
			at[f.ref] = f.entry
		}
	}
	for _, record := range r.Records {
		e, ok := at[record.Ref()]
		if !ok {
			lost = append(lost, record.Ref())
			continue
		}
		op := argmap.Operation{Ref: record.Ref(), Before: e.Record, After: record}
		if err := j.add(argmap.ChangeSet{Revision: e.Revision, Operations: []argmap.Operation{op}}); err != nil {
			return nil, nil, err
		}
	}
	for _, set := range r.Sets {
		if set.Revision == r.Expected {
			j.head["updated"] = datetime(set.Time)
		}
	}
	return j, lost, nil
}

// redact runs the transaction; it is not done when the head is not the expected one.
func (s *Store) redact(ctx context.Context, r store.Redaction, j *job, lost []argmap.Ref) (store.Appended, error) {
	sets, err := encodeSets(r.Sets)
	if err != nil {
		return store.Appended{}, err
	}
	rows, err := j.params()
	if err != nil {
		return store.Appended{}, err
	}
	return transact(ctx, s, "redact", func(ctx context.Context, tx neo4j.ExplicitTransaction) (store.Appended, bool, error) {
		head := params{"map": string(r.Map), "lock": fresh(), "expected": int64(r.Expected)}
		raised, err := sendIn(ctx, tx, raiseEpochText, head)
		if err != nil || len(raised) == 0 {
			return store.Appended{}, false, err
		}
		out := store.Appended{Head: j.headAfter(raised[0]), Done: true}
		state, _ := raised[0].Values[2].(string)
		if out.Head.State = store.MapState(state); out.Head.State == store.Deleted {
			lost = refsOf(r.Records) // rows of it may still be going
		}
		if len(lost) > 0 {
			return store.Appended{}, false, fault.New(fault.Invalid, "record.not_live", "map %s has no %s to redact", r.Map, lost[0])
		}
		if out.Head.State == store.Active {
			err = s.redactRows(ctx, tx, rows)
		}
		if err == nil {
			_, err = sendIn(ctx, tx, redactSetsText, params{"map": string(r.Map), "sets": sets})
		}
		if err == nil {
			err = redactCheckpoints(ctx, tx, r, out.Head.Epoch)
		}
		return out, err == nil, err
	})
}

func refsOf(records []argmap.Record) []argmap.Ref {
	refs := make([]argmap.Ref, len(records))
	for i, r := range records {
		refs[i] = r.Ref()
	}
	return refs
}

func (s *Store) redactRows(ctx context.Context, tx neo4j.ExplicitTransaction, rows params) error {
	written, err := sendIn(ctx, tx, s.text.write.text, rows)
	if err == nil && len(written) == 0 {
		err = fault.New(fault.Invalid, "record.end_missing", "an end of a redacted record is missing")
	}
	return err
}

// redactCheckpoints drops the map's checkpoints and writes those of the redaction.
func redactCheckpoints(ctx context.Context, tx neo4j.ExplicitTransaction, r store.Redaction, epoch argmap.Epoch) error {
	if _, err := sendIn(ctx, tx, dropCheckpointsText, params{"map": string(r.Map)}); err != nil {
		return err
	}
	for _, c := range r.Checkpoints {
		c.Map, c.Epoch = r.Map, epoch
		if _, err := sendIn(ctx, tx, putCheckpointText, checkpointParams(c)); err != nil {
			return err
		}
	}
	return nil
}

// transact runs f in one transaction and commits it when f says so.
func transact[T any](ctx context.Context, s *Store, name string, f func(context.Context, neo4j.ExplicitTransaction) (T, bool, error)) (T, error) {
	var none T
	if err := s.enter(ctx); err != nil {
		return none, err
	}
	st := statement{name: name, write: true, long: true}
	return detached(ctx, &s.underway, s.patience(st), func(ctx context.Context) (T, error) {
		session := s.session(ctx, true)
		defer session.Close(ctx)
		tx, err := session.BeginTransaction(ctx, s.limits(st)...)
		if err != nil {
			return none, classify(err)
		}
		defer tx.Close(ctx)
		value, commit, err := f(ctx, tx)
		if err != nil || !commit {
			return value, err
		}
		return value, classify(tx.Commit(ctx))
	})
}

func sendIn(ctx context.Context, tx neo4j.ExplicitTransaction, text string, p params) ([]row, error) {
	result, err := tx.Run(ctx, text, wrap(p))
	if err != nil {
		return nil, classify(err)
	}
	rows, err := result.Collect(ctx)
	return rows, classify(err)
}
