package dung

import (
	"context"
	"time"

	"github.com/go-air/gini"
	"github.com/go-air/gini/inter"
	"github.com/go-air/gini/z"
)

// satSolver decides whether clauses can be true together. Variables are numbered from 1; a negative
// number is a variable's negation.
type satSolver interface {
	// add demands that one of the literals holds.
	add(clause ...int)
	// solve looks for a model in which all assumptions hold; they bind for this call only. Errors are
	// those of the context; after one the solver must not be used further.
	solve(ctx context.Context, assumptions []int) (bool, error)
	// value tells whether a variable holds in the model that was found last.
	value(variable int) bool
}

// giniSolver is a satSolver by gini, conflict-driven clause learning in Go.
type giniSolver struct {
	g *gini.Gini
	// never says that the clauses contradict each other whatever is assumed. The library forgets that
	// when a clause is added, and then takes what it has assigned for a model.
	never bool
}

func newGini(variables int) *giniSolver { return &giniSolver{g: gini.NewV(variables)} }

func (s *giniSolver) add(clause ...int) {
	for _, l := range clause {
		s.g.Add(z.Dimacs2Lit(l))
	}
	s.g.Add(z.LitNull)
}

func (s *giniSolver) solve(ctx context.Context, assumptions []int) (bool, error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	if s.never {
		return false, nil
	}
	for _, l := range assumptions {
		s.g.Assume(z.Dimacs2Lit(l))
	}
	answer := wait(ctx, s.g.GoSolve())
	switch {
	case answer == 0:
		return false, ctx.Err()
	case answer < 0:
		s.never = len(s.g.Why(nil)) == 0 // no assumption is to blame
	}
	return answer > 0, nil
}

// wait looks for the result at growing intervals, and stops the search when the context ends.
func wait(ctx context.Context, search inter.Solve) int {
	for pause := time.Microsecond; ; pause = min(2*pause, time.Millisecond) {
		if answer, ended := search.Test(); ended {
			return answer
		}
		select {
		case <-ctx.Done():
			if answer := search.Stop(); answer != 0 {
				return answer
			}
			return 0
		case <-time.After(pause):
		}
	}
}

func (s *giniSolver) value(variable int) bool { return s.g.Value(z.Dimacs2Lit(variable)) }
