package solving_test

import (
	"slices"

	"pgregory.net/rapid"
)

// theory is a framework of arguments and attacks, by definitions that try all sets of arguments. A set
// is a bit mask.
type theory struct {
	n       int
	attacks [][2]int
}

func drawn(t *rapid.T, most int) theory {
	th := theory{n: rapid.IntRange(0, most).Draw(t, "arguments")}
	for th.n > 0 && rapid.IntRange(0, 2*th.n).Draw(t, "more") > 0 {
		a, b := rapid.IntRange(0, th.n-1).Draw(t, "from"), rapid.IntRange(0, th.n-1).Draw(t, "to")
		th.attacks = append(th.attacks, [2]int{a, b})
		if rapid.Bool().Draw(t, "back") {
			th.attacks = append(th.attacks, [2]int{b, a})
		}
	}
	return th
}

func (th theory) hit(set uint) (targets uint) {
	for _, a := range th.attacks {
		if set>>a[0]&1 == 1 {
			targets |= 1 << a[1]
		}
	}
	return targets
}

// defended gives the arguments all of whose attackers a set attacks.
func (th theory) defended(set uint) uint {
	all := uint(1)<<th.n - 1
	hit := th.hit(set)
	for _, a := range th.attacks {
		if hit>>a[0]&1 == 0 {
			all &^= 1 << a[1]
		}
	}
	return all
}

func (th theory) sets(keep func(uint) bool) (all []uint) {
	for set := range uint(1) << th.n {
		if keep(set) {
			all = append(all, set)
		}
	}
	return all
}

// largest leaves the sets of which the measure is not within that of another.
func largest(sets []uint, measure func(uint) uint) []uint {
	return slices.DeleteFunc(slices.Clone(sets), func(b uint) bool {
		return slices.ContainsFunc(sets, func(a uint) bool { return measure(b)&^measure(a) == 0 && measure(a) != measure(b) })
	})
}

// extensions gives the extensions under all semantics but CF2.
func (th theory) extensions() map[string][]uint {
	free := th.sets(func(s uint) bool { return th.hit(s)&s == 0 })
	complete := slices.DeleteFunc(slices.Clone(free), func(s uint) bool { return th.defended(s) != s })
	self := func(s uint) uint { return s }
	reach := func(s uint) uint { return s | th.hit(s) }
	within := func(others []uint) []uint {
		common := ^uint(0)
		for _, s := range others {
			common &= s
		}
		return largest(slices.DeleteFunc(slices.Clone(complete), func(s uint) bool { return s&^common != 0 }), self)
	}
	preferred, semiStable := largest(complete, self), largest(complete, reach)
	return map[string][]uint{
		"GR": largest(complete, func(s uint) uint { return ^s }), "CO": complete, "PR": preferred,
		"ST":  slices.DeleteFunc(slices.Clone(free), func(s uint) bool { return reach(s) != 1<<th.n-1 }),
		"SST": semiStable, "STG": largest(free, reach), "ID": within(preferred), "EA": within(semiStable),
	}
}
