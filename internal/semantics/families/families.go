// Package families generates maps of known shapes and any size, to measure and to test evaluation with:
// those of public debates, and those that are hard for a search.
//
// The same name, size and seed give the same map on every machine.
package families

import (
	"math/rand/v2"

	"argmap/internal/semantics"
)

// Family is a shape of maps.
type Family struct {
	// Name is short and in lower case.
	Name string
	// Make gives a map of at least so many nodes, which must be positive.
	Make func(nodes int, seed uint64) *semantics.Map
}

// All lists the families. All but the last have attacks only.
func All() []Family {
	return []Family{
		{"tree", Tree},
		{"chain", func(nodes int, _ uint64) *semantics.Map { return Chain(nodes) }},
		{"star", func(nodes int, _ uint64) *semantics.Map { return Star(nodes) }},
		{"debate", Debate},
		{"ba", Preferential},
		{"even", Even},
		{"scc", Components},
		{"er", func(nodes int, seed uint64) *semantics.Map { return Random(nodes, 2*nodes, seed) }},
		{"map", Claims},
	}
}

func source(seed uint64) *rand.Rand {
	return rand.New(rand.NewPCG(seed, 0x61726d6170)) //nolint:gosec // shapes, not secrets
}

// Tree is a random recursive tree: each node attacks one before it.
func Tree(nodes int, seed uint64) *semantics.Map {
	r, b := source(seed), semantics.NewBuilder(nodes)
	for n := 1; n < nodes; n++ {
		b.Attack(int32(n), int32(r.IntN(n)))
	}
	return b.Map()
}

// Chain attacks in a row: each node the next.
func Chain(nodes int) *semantics.Map {
	b := semantics.NewBuilder(nodes)
	for n := int32(1); int(n) < nodes; n++ {
		b.Attack(n-1, n)
	}
	return b.Map()
}

// Star is one node that half of the others attack, each attacked by one of the other half.
func Star(nodes int) *semantics.Map {
	b := semantics.NewBuilder(nodes)
	for n := int32(1); int(n)+1 < nodes; n += 2 {
		b.Attack(n, 0)
		b.Attack(n+1, n)
	}
	return b.Map()
}

// Debate is a discussion: threads of replies, four in five an attack on what they reply to, some of
// which is answered by an attack on the reply. Recent posts draw more replies.
func Debate(nodes int, seed uint64) *semantics.Map {
	r, b := source(seed), semantics.NewBuilder(nodes)
	for n := 1; n < nodes; n++ {
		if r.IntN(20) == 0 { // a new thread
			continue
		}
		to := n - 1 - int(float64(n)*r.Float64()*r.Float64()*r.Float64())
		if r.IntN(5) > 0 {
			b.Attack(int32(n), int32(to))
			if r.IntN(25) == 0 {
				b.Attack(int32(to), int32(n))
			}
		}
	}
	return b.Map()
}

// Preferential grows by preferential attachment (Barabási and Albert 1999): each node attacks two
// earlier ones, which are the likelier the more attacks they take part in; one attack in ten is
// answered.
func Preferential(nodes int, seed uint64) *semantics.Map {
	r, b := source(seed), semantics.NewBuilder(nodes)
	ends := []int32{0}
	for n := int32(1); int(n) < nodes; n++ {
		for range 2 {
			to := ends[r.IntN(len(ends))]
			b.Attack(n, to)
			if r.IntN(10) == 0 {
				b.Attack(to, n)
			}
			ends = append(ends, n, to)
		}
	}
	return b.Map()
}

// Even is made of circles of 2, 4 or 6 attacks, each with two outcomes; one node in seven is attacked
// from an earlier circle as well.
func Even(nodes int, seed uint64) *semantics.Map {
	r, b := source(seed), semantics.NewBuilder(nodes+6)
	for first := int32(0); int(first) < nodes; {
		size := int32(2 + 2*r.IntN(3))
		for i := range size {
			b.Attack(first+i, first+(i+1)%size)
			if first > 0 && r.IntN(7) == 0 {
				b.Attack(int32(r.IntN(int(first))), first+i)
			}
		}
		first += size
	}
	return b.Map()
}

// Components is made of strongly connected components of 2 to 24 nodes, a circle with chords each, and
// attacks from earlier components on every fourth node.
func Components(nodes int, seed uint64) *semantics.Map {
	r, b := source(seed), semantics.NewBuilder(nodes+24)
	for first := int32(0); int(first) < nodes; {
		size := int32(2 + r.IntN(23))
		for i := range size {
			b.Attack(first+i, first+(i+1)%size)
			if r.IntN(2) == 0 {
				b.Attack(first+i, first+int32(r.IntN(int(size))))
			}
			if first > 0 && r.IntN(4) == 0 {
				b.Attack(int32(r.IntN(int(first))), first+i)
			}
		}
		first += size
	}
	return b.Map()
}

// Random has so many attacks between nodes drawn evenly (Erdős and Rényi 1959). With eight a node it is
// one giant component, hard for every known method.
func Random(nodes, attacks int, seed uint64) *semantics.Map {
	r, b := source(seed), semantics.NewBuilder(nodes)
	for range attacks {
		b.Attack(int32(r.IntN(nodes)), int32(r.IntN(nodes)))
	}
	return b.Map()
}

// Pairs is so many pairs of nodes that attack each other: 2^pairs preferred extensions.
func Pairs(pairs int) *semantics.Map {
	b := semantics.NewBuilder(2 * pairs)
	for n := int32(0); int(n) < 2*pairs; n += 2 {
		b.Attack(n, n+1)
		b.Attack(n+1, n)
	}
	return b.Map()
}

// Claims is a map as people draw them: half of its nodes are claims, the others links, each from a
// claim to an earlier one or to the link of one. A link needs its premise, a claim that has inferences one
// of them; one rebuttal in eight is answered by its target.
func Claims(nodes int, seed uint64) *semantics.Map {
	r := source(seed)
	claims := int32(nodes+2) / 2
	links := claims - 1
	answers := claims + links
	b := semantics.NewBuilder(int(answers + links/16))
	supports := make([][]int32, claims)
	for i := int32(1); i < claims; i++ {
		link, to := claims+i-1, i-1-int32(float64(i)*r.Float64()*r.Float64()*r.Float64())
		b.NeedEach(link, i)
		switch kind := r.IntN(10); {
		case kind < 4:
			b.Attack(link, to)
			if r.IntN(8) == 0 && int(answers) < int(claims+links+links/16) {
				b.NeedEach(answers, to)
				b.Attack(answers, i)
				answers++
			}
		case kind == 4 && to > 0:
			b.Attack(link, claims+to-1)
		default:
			supports[to] = append(supports[to], link)
		}
	}
	for claim, s := range supports {
		if len(s) > 0 {
			b.NeedOne(int32(claim), s...)
		}
	}
	return b.Map()
}
