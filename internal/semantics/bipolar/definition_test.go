package bipolar_test

import (
	"slices"

	"pgregory.net/rapid"

	"argmap/internal/semantics/bipolar"
)

// theory is a framework by its definitions, which try all sets of arguments. It shares nothing with
// the package. A set is a bit mask.
type theory struct {
	n        int
	attacks  [][2]int
	supports [][2]int
	asserted uint
}

func drawn(t *rapid.T, most int) theory {
	th := theory{n: rapid.IntRange(0, most).Draw(t, "arguments")}
	if th.n == 0 {
		return th
	}
	argument := rapid.IntRange(0, th.n-1)
	edges := func(name string) (es [][2]int) {
		for range rapid.IntRange(0, th.n+2).Draw(t, name) {
			es = append(es, [2]int{argument.Draw(t, "from"), argument.Draw(t, "to")})
		}
		return es
	}
	th.attacks, th.supports = edges("attacks"), edges("supports")
	th.asserted = uint(rapid.IntRange(0, 1<<th.n-1).Draw(t, "asserted"))
	return th
}

// framework gives the theory to the package.
func (th theory) framework() bipolar.Framework {
	f := bipolar.Framework{Arguments: th.n, Asserted: make([]bool, th.n)}
	for _, e := range th.attacks {
		f.Attacks = append(f.Attacks, bipolar.Edge{From: int32(e[0]), To: int32(e[1])})
	}
	for _, e := range th.supports {
		f.Supports = append(f.Supports, bipolar.Edge{From: int32(e[0]), To: int32(e[1])})
	}
	for a := range th.n {
		f.Asserted[a] = has(th.asserted, a)
	}
	return f
}

func has(set uint, a int) bool { return set>>a&1 == 1 }

func joined(edges [][2]int, from, to int) bool { return slices.Contains(edges, [2]int{from, to}) }

// hits tells whether a set attacks an argument.
func (th theory) hits(set uint, a int) bool {
	return slices.ContainsFunc(th.attacks, func(e [2]int) bool { return e[1] == a && has(set, e[0]) })
}

func (th theory) hitsSome(set, targets uint) bool {
	return slices.ContainsFunc(th.attacks, func(e [2]int) bool { return has(set, e[0]) && has(targets, e[1]) })
}

func (th theory) sets(keep func(uint) bool) (all []uint) {
	for set := range uint(1) << th.n {
		if keep(set) {
			all = append(all, set)
		}
	}
	return all
}

// semantics gives the extensions under four semantics, from the sets that can stand at all, what is
// acceptable with regard to a set, and what a set rules out.
func (th theory) semantics(stands func(uint) bool, acceptable, ruledOut func(set uint, a int) bool) map[string][]uint {
	admissible := th.sets(func(set uint) bool {
		if !stands(set) || th.hitsSome(set, set) {
			return false
		}
		for a := range th.n {
			if has(set, a) && !acceptable(set, a) {
				return false
			}
		}
		return true
	})
	complete := slices.DeleteFunc(slices.Clone(admissible), func(set uint) bool {
		for a := range th.n {
			if !has(set, a) && acceptable(set, a) {
				return true
			}
		}
		return false
	})
	stable := slices.DeleteFunc(slices.Clone(complete), func(set uint) bool {
		for a := range th.n {
			if !has(set, a) && !ruledOut(set, a) {
				return true
			}
		}
		return false
	})
	return map[string][]uint{
		"CO": complete, "ST": stable,
		"PR": extreme(admissible, func(a, b uint) bool { return a != b && b&^a == 0 }),
		"GR": extreme(complete, func(a, b uint) bool { return a != b && a&^b == 0 }),
	}
}

// extreme leaves the sets that no other one beats.
func extreme(sets []uint, beats func(a, b uint) bool) []uint {
	return slices.DeleteFunc(slices.Clone(sets), func(b uint) bool {
		return slices.ContainsFunc(sets, func(a uint) bool { return beats(a, b) })
	})
}

// dung gives the extensions when supports mean nothing.
func (th theory) dung() map[string][]uint {
	acceptable := func(set uint, a int) bool {
		return !slices.ContainsFunc(th.attacks, func(e [2]int) bool { return e[1] == a && !th.hits(set, e[0]) })
	}
	return th.semantics(func(uint) bool { return true }, acceptable, th.hits)
}

// closed makes direct, supported, mediated and super-mediated attacks, each kind by its own definition.
func (th theory) closed() theory {
	follows := make([][]bool, th.n) // by one support or more
	for a := range follows {
		follows[a] = make([]bool, th.n)
		for b := range follows[a] {
			follows[a][b] = joined(th.supports, a, b)
		}
	}
	for k := range th.n {
		for a := range th.n {
			for b := range th.n {
				follows[a][b] = follows[a][b] || follows[a][k] && follows[k][b]
			}
		}
	}
	direct := func(a, b int) bool { return joined(th.attacks, a, b) }
	supported := func(a, b int) bool {
		for x := range th.n {
			if follows[a][x] && direct(x, b) {
				return true
			}
		}
		return false
	}
	superMediated := func(a, b int) bool {
		for y := range th.n {
			if follows[b][y] && (direct(a, y) || supported(a, y)) {
				return true
			}
		}
		return false
	}
	all := theory{n: th.n}
	for a := range th.n {
		for b := range th.n {
			if direct(a, b) || supported(a, b) || superMediated(a, b) {
				all.attacks = append(all.attacks, [2]int{a, b})
			}
		}
	}
	return all
}

// necessary follows Nouioua and Risch (2011): a set stands when it is coherent, that is, it holds what
// its members need, and no needs run in a ring within it.
func (th theory) necessary() map[string][]uint {
	coherent := func(set uint) bool {
		for _, s := range th.supports {
			if has(set, s[1]) && !has(set, s[0]) {
				return false
			}
		}
		return th.ringless(set)
	}
	stand := th.sets(coherent)
	acceptable := func(set uint, a int) bool {
		if !coherent(set | 1<<a) {
			return false
		}
		for _, e := range th.attacks {
			if e[1] == a && slices.ContainsFunc(stand, func(c uint) bool { return has(c, e[0]) && !th.hitsSome(set, c) }) {
				return false
			}
		}
		return true
	}
	ruledOut := func(set uint, a int) bool {
		return !slices.ContainsFunc(stand, func(c uint) bool { return has(c, a) && !th.hitsSome(set, c) })
	}
	return th.semantics(coherent, acceptable, ruledOut)
}

// ringless takes away, as long as there is one, an argument of the set that nothing left in it supports.
func (th theory) ringless(set uint) bool {
	for before := ^set; before != set; {
		before = set
		for a := range th.n {
			if !slices.ContainsFunc(th.supports, func(s [2]int) bool { return s[1] == a && has(set, s[0]) }) {
				set &^= 1 << a
			}
		}
	}
	return set == 0
}

// evidential follows Oren and Norman (2008), as Polberg and Oren (2014) spell it out, with the asserted
// arguments as those that evidence supports.
func (th theory) evidential() map[string][]uint {
	// within gives the arguments to which a chain of support leads from evidence through the set.
	within := func(set uint) uint {
		held := uint(0)
		for range th.n {
			for a := range th.n {
				backed := has(th.asserted, a) || slices.ContainsFunc(th.supports, func(s [2]int) bool { return s[1] == a && has(held&set, s[0]) })
				if backed {
					held |= 1 << a
				}
			}
		}
		return held
	}
	selfSupporting := func(set uint) bool { return set&^within(set) == 0 }
	strikes := func(set, target uint) bool { return th.hitsSome(set&within(set), target) }
	against := func(set uint, a int) bool { // a supported attack on a that the set does not strike
		return slices.ContainsFunc(th.sets(selfSupporting), func(x uint) bool { return th.hits(x, a) && !strikes(set, x) })
	}
	acceptable := func(set uint, a int) bool { return has(within(set), a) && !against(set, a) }
	ruledOut := func(set uint, a int) bool {
		return strikes(set, 1<<a) || !slices.ContainsFunc(th.sets(selfSupporting), func(x uint) bool { return has(x, a) && !strikes(set, x) })
	}
	return th.semantics(selfSupporting, acceptable, ruledOut)
}
