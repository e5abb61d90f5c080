package dung

import (
	"context"
	"slices"
)

// naiveSource gives the maximal conflict-free sets of a part under the rule free, which the oracle searches.
// A search is needed only to find what no earlier set contains: from there a set grows by itself, since to add a node
// never forbids what is there.
type naiveSource struct {
	p  *part
	o  oracle
	st []status
	// easy says that the first set is the one that grows from nothing.
	easy bool
}

// newNaive opens the sets of a part; with some, those that have one of these nodes at least.
func newNaive(p *part, o oracle, some []literal) *naiveSource {
	if some != nil {
		o.require(some)
	}
	return &naiveSource{p: p, o: o, easy: some == nil}
}

func (s *naiveSource) labels() []status { return s.st }

func (s *naiveSource) next(ctx context.Context) (bool, error) {
	if s.st == nil && s.easy {
		s.st = make([]status, len(s.p.nodes))
		s.p.saturate(s.st)
		return true, nil
	}
	if s.st != nil {
		_, lack := split(s.st, isIn)
		s.o.require(lack)
	}
	ok, err := s.o.find(ctx, nil, nil)
	if ok && err == nil {
		s.st = slices.Clone(s.o.labels())
		s.p.saturate(s.st)
	}
	return ok, err
}

// saturate adds nodes to a conflict-free set as long as there is one to add, the first first, and says who is OUT.
func (p *part) saturate(st []status) {
	barred := make([]bool, len(st))
	for i := range int32(len(st)) {
		for _, a := range p.attackers.of(i) {
			barred[i] = barred[i] || st[a] == in || a == i
			barred[a] = barred[a] || st[i] == in
		}
	}
	targets := p.attackers.turn(len(st))
	for i := range int32(len(st)) {
		if st[i] == in || barred[i] {
			continue
		}
		st[i] = in
		for _, n := range slices.Concat(p.attackers.of(i), targets.of(i)) {
			barred[n] = true
		}
	}
	for i := range int32(len(st)) {
		switch {
		case st[i] == in:
		case slices.ContainsFunc(p.attackers.of(i), func(a int32) bool { return st[a] == in }):
			st[i] = out
		default:
			st[i] = undecided
		}
	}
}

// loops tells whether a node attacks itself.
func (p *part) loops(node int32) bool { return slices.Contains(p.attackers.of(node), node) }
