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
	touched        []uint64
	needs          [][]bitNeed
	capped, fallen uint64
	rings          bool
	// order lists the nodes in the order in which they are chosen.
	order    []int8
	required []bitClause
	stack    []state
	started  bool
	given    []status
}

type bitNeed struct {
	members uint64
	soft    bool
}

// state holds the nodes that may be IN, OUT and UNDECIDED.
type state struct{ in, out, und uint64 }

// bitClause holds the nodes of its literals, by claim.
type bitClause [5]uint64

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
			b.needs[i] = append(b.needs[i], bitNeed{mask, p.soft[need]})
		}
		b.capped |= bit(p.fates[i] == capped) << i
		b.fallen |= bit(p.fates[i] == fallen) << i
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

// start lets every node be all that its fate allows.
func (b *bitSearch) start() state {
	s := state{in: b.all &^ (b.capped | b.fallen), out: b.all, und: b.all &^ b.fallen}
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
	s.in &^= c[isOut] | c[notIn]
}

// narrow takes away what cannot be; false when a node has no status left.
func (b *bitSearch) narrow(s *state) bool {
	for dirty := b.all; ; {
		for dirty != 0 {
			i := bits.TrailingZeros64(dirty)
			dirty &^= 1 << i
			before := *s
			if b.rule == free {
				b.reviseFree(s, i)
			} else {
				b.revise(s, i)
			}
			if (s.in|s.out|s.und)&b.all != b.all {
				return false
			}
			for changed := before.diff(s); changed != 0; changed &= changed - 1 {
				dirty |= b.touched[bits.TrailingZeros64(changed)]
			}
		}
		before := *s
		if b.rings {
			b.found(s)
		}
		if !b.settle(s) {
			return false
		}
		for changed := before.diff(s); changed != 0; changed &= changed - 1 {
			dirty |= b.touched[bits.TrailingZeros64(changed)]
		}
		if dirty == 0 {
			return (s.in|s.out|s.und)&b.all == b.all
		}
	}
}

func (s *state) diff(t *state) uint64 { return (s.in ^ t.in) | (s.out ^ t.out) | (s.und ^ t.und) }

// settle makes the last literal true of each required clause that has only one left.
func (b *bitSearch) settle(s *state) bool {
	for i := range b.required {
		c := &b.required[i]
		sure := c[isIn]&^(s.out|s.und) | c[isOut]&^(s.in|s.und) | c[notIn]&^s.in | c[notOut]&^s.out | c[settled]&^s.und
		if sure != 0 {
			continue
		}
		left := bitClause{
			c[isIn] & s.in, c[isOut] & s.out, c[notIn] & (s.out | s.und), c[notOut] & (s.in | s.und),
			c[settled] & (s.in | s.out),
		}
		switch left.count() {
		case 0:
			return false
		case 1:
			s.force(&left)
		}
	}
	return true
}

func (c *bitClause) count() (n int) {
	for _, nodes := range c {
		n += bits.OnesCount64(nodes)
	}
	return n
}

// revise narrows node i and what it depends on. The status of a node is the least of its literals, in
// the order OUT, UNDECIDED, IN: an attacker counts with IN and OUT exchanged, a need as the greatest of
// its members.
func (b *bitSearch) revise(s *state, i int) {
	self, attackers := uint64(1)<<i, b.attackers[i]
	canIn := attackers&^s.out == 0 && b.capped&self == 0
	canUnd := attackers&s.und != 0 || b.capped&self != 0
	canOut := attackers&s.in != 0 || b.fallen&self != 0
	notOut := attackers&^(s.out|s.und) == 0 && b.fallen&self == 0
	mustIn := attackers&(s.in|s.und) == 0 && b.capped&self == 0 && b.fallen&self == 0
	if b.needs != nil {
		for _, need := range b.needs[i] {
			onlyIn := need.members&^(s.out|s.und) != 0
			outs := !need.soft && need.members&^s.out == 0
			canIn = canIn && need.members&s.in != 0
			canUnd = canUnd || (!onlyIn && (need.soft || need.members&s.und != 0))
			canOut = canOut || outs
			notOut = notOut && (need.soft || need.members&(s.in|s.und) != 0)
			mustIn = mustIn && onlyIn
		}
	}
	if !canIn {
		s.in &^= self
	}
	if !canUnd || !notOut || mustIn {
		s.und &^= self
	}
	if !canOut || mustIn {
		s.out &^= self
	}
	if !notOut {
		s.in &^= self
	}
	b.demand(s, i)
}

// demand narrows what node i depends on, by what is left for node i.
func (b *bitSearch) demand(s *state, i int) {
	self, attackers := uint64(1)<<i, b.attackers[i]
	var needs []bitNeed
	if b.needs != nil {
		needs = b.needs[i]
	}
	if self&(s.out|s.und) == 0 { // IN: attackers OUT, every need has a member IN
		s.in &^= attackers
		s.und &^= attackers
		for _, need := range needs {
			if one := need.members & s.in; one&(one-1) == 0 {
				s.out &^= one
				s.und &^= one
			}
		}
	}
	if self&s.out == 0 { // not OUT: no attacker IN, every need has a member that is not OUT
		s.in &^= attackers
		for _, need := range needs {
			if one := need.members & (s.in | s.und); !need.soft && one&(one-1) == 0 {
				s.out &^= one
			}
		}
	}
	if self&(s.in|s.und) == 0 && b.fallen&self == 0 {
		b.blame(s, attackers, needs)
	}
}

// blame makes the only reason true for which a node can be OUT.
func (b *bitSearch) blame(s *state, attackers uint64, needs []bitNeed) {
	one := attackers & s.in
	reasons, lost := bits.OnesCount64(one), uint64(0)
	for _, need := range needs {
		if !need.soft && need.members&^s.out == 0 {
			reasons++
			lost = need.members
		}
	}
	if reasons != 1 {
		return
	}
	s.out &^= one
	s.und &^= one
	if one == 0 {
		s.in &^= lost
		s.und &^= lost
	}
}

// reviseFree narrows node i and its attackers when the rule is free.
func (b *bitSearch) reviseFree(s *state, i int) {
	self, attackers := uint64(1)<<i, b.attackers[i]
	if attackers&self != 0 {
		s.in &^= self
	}
	if attackers&^(s.out|s.und) != 0 { // one is IN
		s.in &^= self
		s.und &^= self
	}
	if attackers&s.in == 0 {
		s.out &^= self
	}
	if self&s.out == 0 {
		s.in &^= attackers
	}
	if self&(s.in|s.und) == 0 {
		b.blame(s, attackers, nil)
	}
}

// found takes from nodes what rings of support alone would give them: what cannot be derived, through
// needs, from nodes that may be IN is not IN, and likewise for those that may be other than OUT.
func (b *bitSearch) found(s *state) {
	s.in &= b.derive(s.in, false)
	held := b.derive(s.in|s.und, true)
	s.in &= held
	s.und &= held
}

func (b *bitSearch) derive(from uint64, soft bool) uint64 {
	got := uint64(0)
	for changed := true; changed; {
		changed = false
		for left := from &^ got; left != 0; left &= left - 1 {
			i := bits.TrailingZeros64(left)
			met := true
			for _, need := range b.needs[i] {
				met = met && (need.members&got != 0 || (soft && need.soft))
			}
			if met {
				got |= 1 << i
				changed = true
			}
		}
	}
	return got
}
