package dung

import "math/bits"

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
		sure := c[isIn]&^(s.out|s.und) | c[isOut]&^(s.in|s.und) | c[notIn]&^s.in | c[notOut]&^s.out | c[settled]&^s.und | c[isUndecided]&^(s.in|s.out)
		if sure != 0 {
			continue
		}
		left := bitClause{
			c[isIn] & s.in, c[isOut] & s.out, c[notIn] & (s.out | s.und), c[notOut] & (s.in | s.und),
			c[settled] & (s.in | s.out), c[isUndecided] & s.und,
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
	canIn := attackers&^s.out == 0 && b.best&self != 0
	canUnd := attackers&s.und != 0 || b.middle&self != 0
	canOut := attackers&s.in != 0 || b.worst&self != 0
	notOut := attackers&^(s.out|s.und) == 0 && (b.best|b.middle)&self != 0
	mustIn := attackers&(s.in|s.und) == 0 && (b.worst|b.middle)&self == 0
	if b.needs != nil {
		for _, need := range b.needs[i] {
			onlyIn := need.members&^(s.out|s.und) != 0
			canIn = canIn && (need.may(mayIn) || need.members&s.in != 0)
			canUnd = canUnd || (!onlyIn && (need.may(mayUndecided) || need.members&s.und != 0))
			canOut = canOut || need.canFail(s)
			notOut = notOut && (need.may(mayUndecided|mayIn) || need.members&(s.in|s.und) != 0)
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
			if one := need.members & s.in; !need.may(mayIn) && one&(one-1) == 0 {
				s.out &^= one
				s.und &^= one
			}
		}
	}
	if self&s.out == 0 { // not OUT: no attacker IN, every need has a member that is not OUT
		s.in &^= attackers
		for _, need := range needs {
			if one := need.members & (s.in | s.und); !need.may(mayIn|mayUndecided) && one&(one-1) == 0 {
				s.out &^= one
			}
		}
	}
	if self&(s.in|s.und) == 0 && b.worst&self == 0 {
		b.blame(s, attackers, needs)
	}
}

// blame makes the only reason true for which a node can be OUT.
func (b *bitSearch) blame(s *state, attackers uint64, needs []bitNeed) {
	one := attackers & s.in
	reasons, lost := bits.OnesCount64(one), uint64(0)
	for _, need := range needs {
		if need.canFail(s) {
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
	s.in &= b.derive(s.in, mayIn)
	held := b.derive(s.in|s.und, mayIn|mayUndecided)
	s.in &= held
	s.und &= held
}

// derive gives the least set of the given nodes with a member for each need, where the members outside
// help when they may be one of enough.
func (b *bitSearch) derive(from uint64, enough outlook) uint64 {
	got := uint64(0)
	for changed := true; changed; {
		changed = false
		for left := from &^ got; left != 0; left &= left - 1 {
			i := bits.TrailingZeros64(left)
			met := true
			for _, need := range b.needs[i] {
				met = met && (need.members&got != 0 || need.may(enough))
			}
			if met {
				got |= 1 << i
				changed = true
			}
		}
	}
	return got
}
