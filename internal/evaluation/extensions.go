package evaluation

import (
	"context"
	"errors"

	"argmap/internal/argmap"
	"argmap/internal/fault"
	"argmap/internal/semantics/dung"
	"argmap/internal/snapshot"
)

// The bounds of what is told of extensions.
const (
	// MaxPage is how many extensions one page may have.
	MaxPage = 100
	// MaxExtensions is how many extensions can be looked through, and counted.
	MaxExtensions = 10_000
)

// Extension is a set of elements that can be accepted together.
type Extension struct {
	// Number is its place, from 0, in an order that is the same whenever the same is asked.
	Number int
	// In are the accepted elements, oldest first.
	In []snapshot.Element

	framework *snapshot.Framework
	labels    dung.Extension
}

// Label gives an element's label; false where the element takes no part.
func (e Extension) Label(id argmap.ID) (snapshot.Verdict, bool) {
	node, ok := e.framework.Node(id)
	if !ok {
		return snapshot.Verdict{}, false
	}
	return snapshot.VerdictOf(e.labels[node]), true
}

// Page is a page of extensions. The outcome is UNKNOWN when the time ended before the page was full,
// with those found until then, and NO_EXTENSION when there is none at all.
type Page struct {
	Outcome    Outcome
	Revision   argmap.Revision
	Extensions []Extension
	// More says that there are others behind them.
	More bool
}

// Extensions gives a page of extensions: the first so many behind those with a number up to after,
// which is -1 for the beginning.
func (s *Service) Extensions(ctx context.Context, snap *snapshot.Snapshot, r Request, first, after int) (Page, error) {
	if first < 1 || first > MaxPage {
		return Page{}, fault.InvalidField("first", "evaluation.page", "first is %d; it must lie from 1 to %d", first, MaxPage)
	}
	if after < -1 || after >= MaxExtensions {
		return Page{}, fault.New(fault.Exhausted, "evaluation.extensions", "only the first %d extensions are told", MaxExtensions).At("after")
	}
	if err := r.check(); err != nil {
		return Page{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, s.budget)
	defer cancel()
	p := Page{Outcome: Unknown, Revision: snap.Revision()}
	if r.Reading.Support == snapshot.Balances {
		l, err := s.Evaluate(ctx, snap, r)
		if err == nil && l.Outcome != Unknown {
			p.Outcome = Exact
			if after < 0 {
				p.Extensions = []Extension{l.extension()}
			}
		}
		return p, err
	}
	frame, _, err := s.frame(ctx, snap, r.Reading, anew(snap))
	if err != nil {
		return p, unlessLate(err)
	}
	number := -1
	for e, err := range frame.solver.All(ctx, r.semantics()) {
		if errors.Is(err, dung.ErrUnknown) {
			return p, nil
		}
		if err != nil {
			return Page{}, err
		}
		if number++; number <= after {
			continue
		}
		if p.More = len(p.Extensions) == first; p.More {
			break
		}
		p.Extensions = append(p.Extensions, frame.extension(number, e))
	}
	if p.Outcome = Exact; number < 0 {
		p.Outcome = NoExtension
	}
	return p, nil
}

func (r *read) extension(number int, labels dung.Extension) Extension {
	e := Extension{Number: number, framework: r.Framework, labels: labels}
	for node, element := range r.Elements() {
		if isIn(labels[node]) {
			e.In = append(e.In, element)
		}
	}
	return e
}

// Count is a number of extensions.
type Count struct {
	Outcome Outcome
	// N counts them up to MaxExtensions; More says that there are more.
	N    int
	More bool
}

// Count counts the extensions.
func (s *Service) Count(ctx context.Context, snap *snapshot.Snapshot, r Request) (Count, error) {
	if err := r.check(); err != nil {
		return Count{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, s.budget)
	defer cancel()
	if r.Reading.Support == snapshot.Balances {
		l, err := s.Evaluate(ctx, snap, r)
		if err != nil || l.Outcome == Unknown {
			return Count{Outcome: Unknown}, err
		}
		return Count{Outcome: Exact, N: 1}, nil
	}
	frame, _, err := s.frame(ctx, snap, r.Reading, anew(snap))
	if err != nil {
		return Count{Outcome: Unknown}, unlessLate(err)
	}
	n, err := frame.solver.Count(ctx, r.semantics(), MaxExtensions)
	return Count{outcomeOf(n.Outcome), n.N, n.More}, err
}

// unlessLate gives nil for the end of a context.
func unlessLate(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return nil
	}
	return err
}
