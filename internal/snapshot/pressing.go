package snapshot

import (
	"maps"
	"slices"

	"argmap/internal/argmap"
	"argmap/internal/semantics"
)

// pressing are the critical questions that put a burden on somebody, by what has to bear it.
type pressing struct {
	// grounds are those of a stated premise, by claim: claims that would be GIVEN otherwise.
	grounds map[int32][]int32
	// answer are those that an inference must answer.
	answer map[int32][]int32
	// meeting holds the claims that meet each question, and once one node stands for them, that one.
	meeting map[int32][]int32
}

// press finds the questions that are pressed: critical ones with a burden, asked with the force CHALLENGING, and not
// withdrawn. A claim whose grounds are asked for is ARGUED, whatever was pinned.
func (f *Framework) press() {
	f.pressing = pressing{map[int32][]int32{}, map[int32][]int32{}, map[int32][]int32{}}
	for slot := range f.s.kinds[kindIndex(argmap.KindQuestion)].all() {
		q := Question{node{f.s, slot}}.inquiry()
		if q.Burden == "" || q.Force != argmap.Challenging || q.Withdrawn || f.s.defective(slot) {
			continue
		}
		switch q.Burden {
		case argmap.BurdenPremise:
			f.pressPremise(slot)
		case argmap.BurdenAssumption:
			f.pressStep(slot, f.only(slot, asksAbout, true))
		case argmap.BurdenException:
		}
	}
}

// pressPremise asks for the grounds of what fills the slot asked about. A premise that nobody stated is
// no claim that could be argued for, so it is taken as an assumption.
func (f *Framework) pressPremise(question int32) {
	about := f.s.linkAt(node{f.s, question}.links(asksAbout, true)[0])
	step := f.only(question, asksAbout, true)
	filled := false
	for _, l := range (node{f.s, step}).links(premiseOf, false) {
		if f.s.linkAt(l).Slot == about.Slot {
			filled = true
			f.pressClaim(question, f.s.ends.at(l).from)
		}
	}
	if !filled {
		f.pressStep(question, step)
	}
}

func (f *Framework) pressClaim(question, claim int32) {
	switch f.part[claim] {
	case given:
		f.part[claim] = argued
	case unheardGiven:
		f.part[claim] = unheardArgued
	default:
		if f.grounds[claim] == nil {
			return // it needs support anyway, which is more
		}
	}
	f.grounds[claim] = append(f.grounds[claim], question)
}

func (f *Framework) pressStep(question, inference int32) {
	if f.part[inference] == link {
		f.answer[inference] = append(f.answer[inference], question)
	}
}

// burden adds what the questions ask for: one of the supports, or an answer that meets the question.
func (f *Framework) burden(b *semantics.Builder) {
	for _, burdened := range []map[int32][]int32{f.grounds, f.answer} {
		uses := map[int32]int{}
		for _, questions := range burdened {
			for _, q := range questions {
				uses[q]++
			}
		}
		for _, slot := range slices.Sorted(maps.Keys(burdened)) {
			supports := f.supports(slot)
			for i, q := range burdened[slot] {
				if i == 0 && len(burdened[slot]) > 1 {
					supports = f.oneFor(b, supports)
				}
				b.NeedOne(slot, append(f.meets(b, q, uses[q]), supports...)...)
			}
		}
	}
}

// meets gives the claims that meet a question in full. Where several elements need one of them, one
// node stands for them all.
func (f *Framework) meets(b *semantics.Builder, question int32, uses int) []int32 {
	claims, known := f.meeting[question]
	if !known {
		for _, l := range (node{f.s, question}).links(answers, false) {
			a, claim := f.s.linkAt(l), f.s.ends.at(l).from
			if a.Bearing == argmap.Meets && !a.Partial && f.part[claim].claim() {
				claims = append(claims, claim)
			}
		}
		if uses > 1 {
			claims = f.oneFor(b, claims)
		}
		f.meeting[question] = claims
	}
	return slices.Clip(claims)
}

// Burdens gives the pressed questions that an element has to meet, as far as its label depends on them.
func (f *Framework) Burdens(element argmap.ID) []Question {
	slot := f.s.elements.find(element)
	var qs []Question
	for _, q := range slices.Concat(f.grounds[slot], f.answer[slot]) {
		qs = append(qs, Question{node{f.s, q}})
	}
	return qs
}

// oneFor gives a node that is accepted when one of some others is.
func (f *Framework) oneFor(b *semantics.Builder, members []int32) []int32 {
	n := f.stand(b, StandIn{Kind: AnyOf, Of: none})
	b.NeedOne(n, members...)
	return []int32{n}
}
