package dung

import (
	"context"
	"math/bits"
)

// bitSearch is an oracle for parts of up to 64 nodes: depth-first search over what each node may still
// be, narrowed after every choice by the definition of the labelling. Nothing is decided by the
// search alone: a state in which every node has one status left, and which narrows no further, is a
// labelling of the part's rule.
type bitSearch struct {
	rule      rule
	all       uint64
	attackers []uint64
	// touched are the nodes to be looked at again when a node changes.
	touched []uint64
	needs   [][]bitNeed
	// worst, middle and best hold the nodes that the outside may make OUT, UNDECIDED and IN.
	worst, middle, best uint64
	rings               bool
	// order lists the nodes in the order in which they are chosen.
	order    []int8
	required []bitClause
	stack    []state
	started  bool
	given    []status
}

type bitNeed struct {
	members uint64
	others  outlook
}

// may tells whether the best of the members outside may be one of these.
func (n *bitNeed) may(be outlook) bool { return n.others&be != 0 }

// canFail tells whether all members may be OUT.
func (n *bitNeed) canFail(s *state) bool { return n.may(mayOut) && n.members&^s.out == 0 }

// state holds the nodes that may be IN, OUT and UNDECIDED.
type state struct{ in, out, und uint64 }

// bitClause holds the nodes of its literals, by claim.
type bitClause [6]uint64

func newBits(p *part) *bitSearch {
	n := len(p.nodes)
	b := &bitSearch{
		rule: p.rule, all: ^uint64(0) >> (maxBits - n), rings: p.rings,
		attackers: make([]uint64, n), touched: make([]uint64, n), given: make([]status, n), order: make([]int8, n),
	}
	if len(p.members.items) > 0 {
		b.needs = make([][]bitNeed, n)
	}
	for i := range n {
		b.touched[i] |= 1 << i
		for _, a := range p.attackers.of(int32(i)) {
			b.attackers[i] |= 1 << a
			b.touched[a] |= 1 << i
		}
		for _, need := range p.needs.of(int32(i)) {
			var mask uint64
			for _, m := range p.members.of(need) {
				mask |= 1 << m
				b.touched[m] |= 1 << i
			}
			b.needs[i] = append(b.needs[i], bitNeed{mask, p.others[need]})
		}
		b.worst |= bit(p.fates[i]&mayOut != 0) << i
		b.middle |= bit(p.fates[i]&mayUndecided != 0) << i
		b.best |= bit(p.fates[i]&mayIn != 0) << i
	}
	b.sortOrder()
	return b
}

func bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// sortOrder puts the nodes with the most neighbours first.
func (b *bitSearch) sortOrder() {
	weight := func(i int8) int { return bits.OnesCount64(b.touched[i]) + bits.OnesCount64(b.attackers[i]) }
	for i := range b.order {
		at := i
		for ; at > 0 && weight(b.order[at-1]) < weight(int8(i)); at-- {
			b.order[at] = b.order[at-1]
		}
		b.order[at] = int8(i)
	}
}

func (b *bitSearch) labels() []status { return b.given }

func (b *bitSearch) require(some []literal) { b.required = append(b.required, clauseOf(some)) }

func clauseOf(some []literal) (c bitClause) {
	for _, l := range some {
		c[l.is] |= 1 << l.node
	}
	return c
}

func (b *bitSearch) find(ctx context.Context, given, some []literal) (bool, error) {
	start := b.start()
	for _, l := range given {
		c := clauseOf([]literal{l})
		start.force(&c)
	}
	if some != nil {
		b.require(some)
		defer func() { b.required = b.required[:len(b.required)-1] }()
	}
	b.stack = append(b.stack[:0], start)
	return b.search(ctx)
}

func (b *bitSearch) next(ctx context.Context) (bool, error) {
	if !b.started {
		b.started = true
		b.stack = append(b.stack[:0], b.start())
	}
	return b.search(ctx)
}

// possible gives for each node the statuses that it has in some labelling.
func (b *bitSearch) possible(ctx context.Context) ([]outlook, error) {
	seen := make([]outlook, len(b.given))
	for {
		demand := bitClause{}
		for i, s := range seen {
			demand[isIn] |= bit(s&mayIn == 0) << i
			demand[isOut] |= bit(s&mayOut == 0) << i
			demand[isUndecided] |= bit(s&mayUndecided == 0) << i
		}
		b.required = append(b.required[:0], demand)
		b.stack = append(b.stack[:0], b.start())
		if ok, err := b.search(ctx); !ok || err != nil {
			return seen, err
		}
		for i, s := range b.given {
			seen[i] |= s.outlook()
		}
	}
}

// start lets every node be all that its fate allows.
func (b *bitSearch) start() state {
	s := state{in: b.best, out: b.all, und: b.best | b.middle}
	if b.rule == total {
		s.und = 0
	}
	return s
}

// patience is the number of steps between two looks at the context.
const patience = 256

// search goes on from the states on the stack to the next labelling.
func (b *bitSearch) search(ctx context.Context) (bool, error) {
	for steps := 0; len(b.stack) > 0; steps++ {
		if steps%patience == 0 && ctx.Err() != nil {
			return false, ctx.Err()
		}
		s := b.stack[len(b.stack)-1]
		b.stack = b.stack[:len(b.stack)-1]
		if !b.narrow(&s) {
			continue
		}
		if s.decided() == b.all {
			b.write(s)
			return true, nil
		}
		b.branch(s)
	}
	return false, nil
}

// decided are the nodes with one status left.
func (s *state) decided() uint64 {
	return (s.in &^ (s.out | s.und)) | (s.out &^ (s.in | s.und)) | (s.und &^ (s.in | s.out))
}

func (b *bitSearch) write(s state) {
	for i := range b.given {
		switch uint64(1) << i {
		case s.in & (1 << i):
			b.given[i] = in
		case s.out & (1 << i):
			b.given[i] = out
		default:
			b.given[i] = undecided
		}
	}
}

// branch splits a state over the first open node: IN is tried first, then OUT.
func (b *bitSearch) branch(s state) {
	undone := b.all &^ s.decided()
	at := uint64(0)
	for _, i := range b.order {
		if at = undone & (1 << i); at != 0 {
			break
		}
	}
	first, second := s, s
	if s.in&at != 0 {
		first.out, first.und = s.out&^at, s.und&^at
		second.in = s.in &^ at
	} else {
		first.und = s.und &^ at
		second.out = s.out &^ at
	}
	b.stack = append(b.stack, second, first)
}

// force makes one of the literals of a clause true: the only one it holds.
func (s *state) force(c *bitClause) {
	s.out &^= c[isIn] | c[notOut]
	s.und &^= c[isIn] | c[isOut] | c[settled]
	s.in &^= c[isOut] | c[notIn] | c[isUndecided]
	s.out &^= c[isUndecided]
}
