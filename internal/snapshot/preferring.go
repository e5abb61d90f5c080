package snapshot

import (
	"argmap/internal/argmap"
	"argmap/internal/semantics"
)

// findBlocks finds the attacks that a preference leaves without effect: those of a claim on one that is
// preferred to it. An undercut is never among them: it denies no claim, it breaks a step.
func (f *Framework) findBlocks(b *semantics.Builder) {
	preferring := f.preferring()
	if len(preferring) == 0 {
		return
	}
	for slot := range f.s.kinds[kindIndex(argmap.KindRebuttal)].all() {
		if f.part[slot] != link || f.s.elements.at(slot).Attack == argmap.Undercut {
			continue
		}
		target := f.only(slot, attacks, true)
		for premise := range (node{f.s, slot}).far(premiseOf, false) {
			f.block(b, preferring[[2]int32{target, premise}], slot)
		}
	}
	for _, c := range f.counters {
		f.block(b, preferring[[2]int32{c.to, c.from}], c.node)
	}
}

// block lets preferences of the same over the same leave an attack without effect.
func (f *Framework) block(b *semantics.Builder, by *union, attack int32) {
	if by == nil {
		return
	}
	if by.node == none {
		by.node = f.stand(b, StandIn{Kind: AnyOf, Of: none})
		f.unions = append(f.unions, *by)
	}
	f.blocks = append(f.blocks, blocking{by.node, attack})
}

// preferring gives the preferences that take part, by what they put before what. Several of one pair
// are one node, lest many of them and many attacks make a product.
func (f *Framework) preferring() map[[2]int32]*union {
	all := map[[2]int32]*union{}
	for slot := range f.s.kinds[kindIndex(argmap.KindPreference)].all() {
		if f.part[slot] != preference {
			continue
		}
		pair := [2]int32{f.only(slot, preferredIn, false), f.only(slot, preferredTo, true)}
		if u := all[pair]; u != nil {
			u.node, u.of = none, append(u.of, slot)
		} else {
			all[pair] = &union{slot, []int32{slot}}
		}
	}
	return all
}
