package bipolar

import (
	"slices"

	"argmap/internal/fault"
	"argmap/internal/semantics"
	"argmap/internal/semantics/dung"
)

func (f Framework) deductive(sem dung.Semantics) (*semantics.Map, error) {
	switch sem {
	case dung.Grounded, dung.Complete, dung.Preferred, dung.Stable, dung.Ideal:
		return f.factored(), nil
	case dung.SemiStable, dung.Stage, dung.Eager, dung.CF2:
		return f.closed()
	default:
		return nil, fault.New(fault.Invalid, "semantics.unknown", "there is no semantics number %d", sem)
	}
}

// factored writes the attacks of the deductive reading down by way of one helper for each argument x,
// which attacks x: it is IN when something that is IN attacks x or what follows from x. A helper is
// nothing but a need with several members, so it is OUT when all that could meet it are OUT, and mutual
// supporters, whose helpers need each other, do not hold them up.
//
// Under a complete labelling that makes of x what the closure makes of it. All that attacks what follows
// from x attacks x too, so what follows from x is IN if x is, and is not OUT unless x is: wherever x
// attacks by what follows from it, that attacks already, and supported attacks need not be written down.
// Since the labels of helpers follow from those of arguments, they tell no two labellings apart, nor do
// they make one larger than another or keep one from being total.
func (f Framework) factored() *semantics.Map {
	n := int32(f.Arguments)
	hit := make([][]int32, n)
	for _, a := range f.Attacks {
		hit[a.To] = append(hit[a.To], a.From)
	}
	for _, s := range f.Supports {
		hit[s.From] = append(hit[s.From], s.To+n)
	}
	b := semantics.NewBuilder(2 * f.Arguments)
	for x, members := range hit {
		b.NeedOne(int32(x)+n, members...)
		b.Attack(int32(x)+n, int32(x))
	}
	return b.Map()
}

// closed makes every attack of the deductive reading.
func (f Framework) closed() (*semantics.Map, error) {
	into := make([][]int32, f.Arguments)
	for _, s := range f.Supports {
		into[s.To] = append(into[s.To], s.From)
	}
	c := closure{into: into, seen: make([]int32, f.Arguments)}
	b := semantics.NewBuilder(f.Arguments)
	targets := make([][]int32, f.Arguments)
	for _, a := range f.Attacks {
		targets[a.From] = append(targets[a.From], a.To)
	}
	// aims holds, for each argument, all that it attacks by itself or through what its targets follow from.
	most := MaxAttacks
	aims := make([][]int32, f.Arguments)
	for x, direct := range targets {
		aims[x] = c.from(direct)
		if most -= len(aims[x]); most < 0 {
			return nil, tooMany()
		}
	}
	most = MaxAttacks
	for x, all := range aims {
		if len(all) == 0 {
			continue
		}
		for _, a := range c.from([]int32{int32(x)}) {
			if most -= len(all); most < 0 {
				return nil, tooMany()
			}
			for _, t := range all {
				b.Attack(a, t)
			}
		}
	}
	return b.Map(), nil
}

func tooMany() error {
	return fault.New(fault.Exhausted, "bipolar.attacks",
		"the deductive reading makes more than %d attacks of these supports: ask for GR, CO, PR, ST or ID, which do without them", MaxAttacks)
}

// closure walks supports against their direction.
type closure struct {
	into [][]int32
	// seen holds the number of the walk that reached an argument last.
	seen []int32
	walk int32
}

// from gives the arguments that are among the given ones or from which one of them follows.
func (c *closure) from(given []int32) []int32 {
	c.walk++
	var reached []int32
	add := func(nodes []int32) {
		for _, n := range nodes {
			if c.seen[n] != c.walk {
				c.seen[n] = c.walk
				reached = append(reached, n)
			}
		}
	}
	add(given)
	for i := 0; i < len(reached); i++ {
		add(c.into[reached[i]])
	}
	return slices.Clip(reached)
}
