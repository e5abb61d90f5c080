package ledger

import (
	"cmp"
	"context"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/snapshot"
	"argmap/internal/store"
)

// questionsOf gives what the index of open questions keeps of a map.
func questionsOf(s *snapshot.Snapshot) store.Questions {
	q := store.Questions{Map: s.Map(), Revision: s.Revision(), Epoch: s.Epoch()}
	for _, o := range s.OpenQuestions() {
		q.Open = append(q.Open, store.OpenQuestion{ID: o.Question.ID(), Status: o.Status, Weight: o.Weight, Flips: o.CouldFlip()})
	}
	return q
}

// IndexQuestions works out what is open in a map as it is now, and keeps it in the store.
func (l *Ledger) IndexQuestions(ctx context.Context, m argmap.ID) error {
	leave, err := l.crew.enter()
	if err != nil {
		return err
	}
	defer leave()
	return l.indexQuestions(ctx, m, 0)
}

// indexQuestions is IndexQuestions for a snapshot of at least a revision; 0 is LATEST. What the store
// keeps of a later state is left as it is.
func (l *Ledger) indexQuestions(ctx context.Context, m argmap.ID, atLeast argmap.Revision) error {
	s, err := l.at(ctx, m, Read{AtLeast: atLeast})
	if err != nil {
		return err
	}
	_, err = l.store.PutQuestions(ctx, questionsOf(s))
	return err
}

// staleAtOnce is how many stale maps are asked for in one statement.
const staleAtOnce = 200

// MendQuestions brings the index of open questions up to date for all maps of which it is behind: of those
// that came before there was an index, and those whose writer died before he had written it. It rests
// after each map four times as long as that took, and tells how many there were. A map that is gone by
// then or too large for the cache is left out.
func (l *Ledger) MendQuestions(ctx context.Context) (mended int, err error) {
	for after := argmap.ID(""); ; {
		stale, err := l.store.StaleQuestions(ctx, after, staleAtOnce)
		if err != nil {
			return mended, err
		}
		for _, m := range stale {
			if err := ctx.Err(); err != nil {
				return mended, gaveUp(ctx)
			}
			began := moment()
			switch err := l.IndexQuestions(ctx, m); {
			case err == nil:
				mended++
			case unindexable(err):
				l.o.OnError(notIndexed(m, err))
			case fault.Of(err) != fault.NotFound:
				return mended, err
			}
			pause(ctx, restShare*moment().Sub(began))
			after = m
		}
		if len(stale) < staleAtOnce {
			return mended, nil
		}
	}
}

// unindexable reports whether an error is the map's own, so that another try would end alike.
func unindexable(err error) bool { return fault.Of(err) == fault.Exhausted }

func notIndexed(m argmap.ID, err error) error {
	fault.Wrap(&err, "index of the open questions of map %s", m)
	return err
}

// VerifyQuestions compares what the store keeps of a map's open questions with what follows from the
// map, and yields each difference. What is kept of another revision than the head's is not wrong but
// behind, and not compared (see store.StaleQuestions).
func (l *Ledger) VerifyQuestions(ctx context.Context, m argmap.ID, yield func(Difference) error) error {
	s, err := l.At(ctx, m, Read{})
	if err != nil {
		return err
	}
	v := verification{head: store.Head{Map: m, Revision: s.Revision()}}
	missing := map[argmap.ID]store.OpenQuestion{}
	for _, o := range questionsOf(s).Open {
		missing[o.ID] = o
	}
	page := store.Page{Limit: staleAtOnce}
	for {
		rows, err := l.store.ListQuestions(ctx, store.QuestionFilter{Map: m}, page)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if r.Revision == s.Revision() {
				v.question(r.OpenQuestion, missing)
			}
			delete(missing, r.ID)
		}
		if len(rows) < page.Limit {
			break
		}
		page.From = &rows[len(rows)-1].Key
	}
	for _, id := range sortedKeys(missing) {
		v.add("questions", elementRef(id), "it is %s, and the index of open questions lacks it", missing[id].Status)
	}
	return yieldAll(v.found, yield)
}

// question compares one kept question with what it should be.
func (v *verification) question(kept store.OpenQuestion, want map[argmap.ID]store.OpenQuestion) {
	o, open := want[kept.ID]
	switch {
	case !open:
		v.add("questions", elementRef(kept.ID), "the index says that it is %s, which it is not", kept.Status)
	case kept.Status != o.Status || kept.Rank() != o.Rank():
		v.add("questions", elementRef(kept.ID), "the index says %s with weight %d, the map %s with weight %d (rank %s, not %s)",
			kept.Status, kept.Weight, o.Status, o.Weight, kept.Rank(), o.Rank())
	}
}

func elementRef(id argmap.ID) argmap.Ref { return argmap.Ref{Type: argmap.TypeElement, ID: id} }

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
