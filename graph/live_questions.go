package graph

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"argmap/graph/model"
	"argmap/internal/argmap"
	"argmap/internal/evaluation"
	"argmap/internal/ledger"
	"argmap/internal/snapshot"
)

// questionsChanged follows the questions of a map that have or had one of the statuses; all of them
// when there are none.
func (r *Resolver) questionsChanged(ctx context.Context, m argmap.ID, status []argmap.QuestionStatus, since *argmap.Revision, epoch *int) (<-chan *model.QuestionsEvent, error) {
	current := make(chan *model.QuestionsEvent, 1)
	err := r.follow(ctx, m, since, epoch, func(ctx context.Context, e ledger.Event) (bool, error) {
		moves, err := r.moves(ctx, e)
		moves = concerning(moves, status)
		if err != nil || len(moves) == 0 && !e.Reset {
			return false, err
		}
		current <- &model.QuestionsEvent{Step: r.step(e), Moves: moves}
		return true, nil
	})
	return current, err
}

// concerning gives the moves from or to one of the statuses.
func concerning(moves []model.StatusMove, status []argmap.QuestionStatus) []model.StatusMove {
	if status == nil {
		return moves
	}
	var some []model.StatusMove
	for _, m := range moves {
		if slices.Contains(status, m.Before) || slices.Contains(status, m.After) {
			some = append(some, m)
		}
	}
	return some
}

// moves gives all moves of an event. Watchers of one map, who are woken together, share the work.
func (r *Resolver) moves(ctx context.Context, e ledger.Event) ([]model.StatusMove, error) {
	if e.Reset {
		return nil, nil
	}
	return r.standings.moves.do(leap{place{e.Map, e.To, e.Epoch}, e.From}, func() ([]model.StatusMove, error) {
		before, err := r.statuses(ctx, place{e.Map, e.From, e.Epoch})
		if err != nil {
			return nil, err
		}
		after, err := r.statuses(ctx, place{e.Map, e.To, e.Epoch})
		return compare(before, after), err
	})
}

func (r *Resolver) statuses(ctx context.Context, p place) ([]standing, error) {
	return r.standings.tables.do(p, func() ([]standing, error) {
		s, err := r.exactly(ctx, p)
		if err != nil {
			return nil, err
		}
		return statusesOf(s), nil
	})
}

// standings remembers where the questions of maps stood of late.
type standings struct {
	tables recent[place, []standing]
	moves  recent[leap, []model.StatusMove]
	flips  recent[labelLeap, *evaluation.Changes]
}

// What is remembered: watchers are mostly equally far, so that little is enough.
const (
	recentTables = 8
	recentMoves  = 32
)

func newStandings() *standings {
	return &standings{
		tables: recent[place, []standing]{size: recentTables}, moves: recent[leap, []model.StatusMove]{size: recentMoves},
		flips: recent[labelLeap, *evaluation.Changes]{size: recentMoves},
	}
}

// leap is a step from a revision to a place.
type leap struct {
	To   place
	From argmap.Revision
}

// standing is where one question stands.
type standing struct {
	Question argmap.ID
	Status   argmap.QuestionStatus
}

// statusesOf gives the standings of a map's questions, by id.
func statusesOf(s *snapshot.Snapshot) []standing {
	all := s.OfKind(argmap.KindQuestion)
	table := make([]standing, 0, all.Len())
	for e := range all.All() {
		if q, ok := e.(snapshot.Question); ok {
			table = append(table, standing{q.ID(), q.Status()})
		}
	}
	slices.SortFunc(table, byQuestion)
	return table
}

func byQuestion(a, b standing) int { return cmp.Compare(a.Question, b.Question) }

// compare gives what differs between two sorted tables.
func compare(before, after []standing) []model.StatusMove {
	var moves []model.StatusMove
	for len(before) > 0 || len(after) > 0 {
		switch order := first(before, after); {
		case order < 0:
			moves = append(moves, model.StatusMove{Question: before[0].Question, Before: before[0].Status})
			before = before[1:]
		case order > 0:
			moves = append(moves, model.StatusMove{Question: after[0].Question, After: after[0].Status})
			after = after[1:]
		default:
			if before[0].Status != after[0].Status {
				moves = append(moves, model.StatusMove{Question: after[0].Question, Before: before[0].Status, After: after[0].Status})
			}
			before, after = before[1:], after[1:]
		}
	}
	return moves
}

// first tells which of two sorted tables, not both empty, has the smaller id next.
func first(before, after []standing) int {
	switch {
	case len(before) == 0:
		return 1
	case len(after) == 0:
		return -1
	}
	return byQuestion(before[0], after[0])
}

// recent remembers the outcomes of the latest few pieces of work. Who asks while one is under way
// waits for it; when it fails, the next one tries.
type recent[K comparable, V any] struct {
	size int

	mu    sync.Mutex
	known map[K]*outcome[V]
	order []K
}

type outcome[V any] struct {
	mu    sync.Mutex
	done  bool
	value V
}

func (r *recent[K, V]) do(k K, work func() (V, error)) (V, error) {
	o := r.of(k)
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.done {
		return o.value, nil
	}
	v, err := work()
	o.value, o.done = v, err == nil
	return v, err
}

func (r *recent[K, V]) of(k K) *outcome[V] {
	r.mu.Lock()
	defer r.mu.Unlock()
	if o := r.known[k]; o != nil {
		return o
	}
	if len(r.order) == r.size {
		delete(r.known, r.order[0])
		r.order = slices.Delete(r.order, 0, 1)
	}
	if r.known == nil {
		r.known = map[K]*outcome[V]{}
	}
	o := &outcome[V]{}
	r.known[k] = o
	r.order = append(r.order, k)
	return o
}
