package dung

import (
	"context"
	"errors"
	"iter"
)

// ErrUnknown ends a sequence of extensions that the context cut short.
var ErrUnknown = errors.New("the context ended before all extensions were found")

// All gives every extension once, in an order that is the same in every run; none when there is none.
// It keeps only where it stands, so that 2^k extensions may be asked for one at a time; a page is a
// matter of when the caller starts and stops to take notice. An error comes last, with a nil
// extension: ErrUnknown, or as for One.
func (s *Solver) All(ctx context.Context, sem Semantics) iter.Seq2[Extension, error] {
	return func(yield func(Extension, error) bool) {
		stopped := false
		err := s.each(ctx, sem, func(e Extension) bool {
			stopped = !yield(e, nil)
			return !stopped
		})
		if ended(err) {
			err = ErrUnknown
		}
		if err != nil && !stopped {
			yield(nil, err)
		}
	}
}

// Number is a count of extensions.
type Number struct {
	Outcome Outcome
	// N counts them up to the cap; More says that there are more than that.
	N    int
	More bool
}

// Count counts the extensions up to a cap, which must be positive. Islands that do not concern each
// other are counted apart, so that 2^k of k pairs cost 2k.
func (s *Solver) Count(ctx context.Context, sem Semantics, most int) (Number, error) {
	if err := sem.known(); err != nil {
		return Number{}, err
	}
	if sem == Stage || sem == CF2 {
		return s.countFlat(ctx, sem, most)
	}
	r := s.newRun()
	return r.count(ctx, r.divisions(sem), r.source(sem), most)
}

// count multiplies the numbers of labellings of islands, each given as units.
func (r *run) count(ctx context.Context, islands [][][]int32, open func([]int32) source, most int) (Number, error) {
	n := Number{Outcome: Exact, N: 1}
	if over(ctx) {
		return Number{}, nil
	}
	for _, units := range islands {
		count := 0
		err := r.product(ctx, units, open, func() (bool, error) {
			count++
			return count <= most, nil
		})
		switch {
		case ended(err):
			return Number{}, nil
		case err != nil:
			return Number{}, err
		case count == 0:
			return Number{Outcome: NoExtension}, nil
		}
		if count > most || n.N > most/count {
			n.More, n.N = true, most
		} else {
			n.N *= count
		}
	}
	return n, nil
}

func (s *Solver) each(ctx context.Context, sem Semantics, yield func(Extension) bool) error {
	if err := sem.known(); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if sem == Stage || sem == CF2 {
		return s.eachFlat(ctx, sem, yield)
	}
	return s.newRun().each(ctx, sem, func(st []status) (bool, error) {
		e, err := s.deliver(sem, st)
		return err == nil && yield(e), err
	})
}

// each calls yield with the statuses of every extension, until it declines.
func (r *run) each(ctx context.Context, sem Semantics, yield func([]status) (bool, error)) error {
	switch sem {
	case Grounded, Ideal, Eager:
		st, _, err := r.one(ctx, sem)
		if err == nil {
			_, err = yield(st)
		}
		return err
	default:
	}
	var units [][]int32
	for _, u := range r.divisions(sem) {
		units = append(units, u...)
	}
	return r.product(ctx, units, r.source(sem), func() (bool, error) { return yield(r.st) })
}

// divisions lists, island by island, the units that are labelled one after another: components where
// what comes later never forbids what was chosen before, whole islands else.
func (r *run) divisions(sem Semantics) [][][]int32 {
	p := r.plan()
	var all [][][]int32
	for i := range int32(p.islands.count()) {
		switch sem {
		case Grounded, Ideal, Eager: // one extension, and nothing to choose
		case Complete, Preferred:
			all = append(all, p.compsOf(i))
		default:
			all = append(all, [][]int32{p.islands.of(i)})
		}
	}
	return all
}

// source gives the labellings of a part one by one.
type source interface {
	next(ctx context.Context) (bool, error)
	// labels gives the one that next found last.
	labels() []status
}

// source opens the labellings of a unit, given those before it.
func (r *run) source(sem Semantics) func(unit []int32) source {
	return func(unit []int32) source {
		switch {
		case sem == Stable:
			return r.oracle(r.cutter.cut(unit, nil, total))
		case sem == SemiStable:
			return &widestSource{o: r.oracle(r.cutter.cut(unit, nil, complete))}
		case len(unit) == 1:
			return &single{st: []status{r.alone(unit[0])}}
		case sem == Preferred:
			return &largestSource{o: r.oracle(r.cutter.cut(unit, r.st, complete))}
		default:
			return r.oracle(r.cutter.cut(unit, r.st, complete))
		}
	}
}

// product walks through all combinations: the labellings of each unit, given those of the units
// before it. Nothing recurses.
func (r *run) product(ctx context.Context, units [][]int32, open func([]int32) source, yield func() (bool, error)) error {
	sources := make([]source, len(units))
	for at, steps := 0, 0; at >= 0; steps++ {
		if steps%patience == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if at == len(units) {
			if more, err := yield(); !more || err != nil {
				return err
			}
			at--
			continue
		}
		fresh := sources[at] == nil
		if fresh {
			sources[at] = open(units[at])
		}
		ok, err := sources[at].next(ctx)
		switch {
		case err != nil:
			return err
		case ok:
			r.write(units[at], sources[at].labels())
			at++
		case fresh:
			return nil // it has none, whatever was chosen before
		default:
			sources[at] = nil
			at--
		}
	}
	return nil
}

// single is a source of one labelling.
type single struct {
	st   []status
	done bool
}

func (s *single) labels() []status { return s.st }

func (s *single) next(context.Context) (bool, error) {
	done := s.done
	s.done = true
	return !done, nil
}

// largestSource gives the labellings with maximal IN.
type largestSource struct {
	o  oracle
	st []status
}

func (s *largestSource) labels() []status { return s.st }

func (s *largestSource) next(ctx context.Context) (bool, error) {
	if s.st != nil { // not a part of those before
		_, lack := split(s.st, isIn)
		s.o.require(lack)
	}
	ok, err := s.o.find(ctx, nil, nil)
	if ok && err == nil {
		s.st, err = grow(ctx, s.o)
	}
	return ok, err
}

// widestSource gives the labellings with maximal range: range by range, all labellings of one before
// the next.
type widestSource struct {
	o  oracle
	st []status
	// reached claims the range at hand.
	reached, beyond []literal
}

func (s *widestSource) labels() []status { return s.st }

func (s *widestSource) next(ctx context.Context) (bool, error) {
	if s.st != nil {
		if ok, err := s.another(ctx); ok || err != nil {
			return ok, err
		}
		s.o.require(s.beyond)
	}
	st, ok, err := widest(ctx, s.o, nil)
	if !ok || err != nil {
		return false, err
	}
	s.st = st
	s.reached, s.beyond = split(st, settled)
	return true, nil
}

// another looks for a further labelling of the same range.
func (s *widestSource) another(ctx context.Context) (bool, error) {
	var differ []literal
	for i, st := range s.st {
		if st == in {
			differ = append(differ, literal{int32(i), notIn})
		} else {
			differ = append(differ, literal{int32(i), isIn})
		}
	}
	s.o.require(differ)
	ok, err := s.o.find(ctx, s.reached, nil)
	if ok {
		s.st = append([]status(nil), s.o.labels()...)
	}
	return ok, err
}
