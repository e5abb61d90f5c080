package gradual_test

import (
	"pgregory.net/rapid"

	"argmap/internal/semantics/gradual"
)

// shape bounds what is drawn.
type shape struct {
	nodes, edges   int // at most
	fewest         int // edges to draw
	acyclic, links bool
	irregular      bool // base scores and weights strictly between 0 and 1, and seldom equal
}

// draw draws a plan. The last node comes last in an acyclic one.
func draw(t *rapid.T, sh shape) *plan {
	p := &plan{conjunction: rapid.SampledFrom([]gradual.Conjunction{gradual.Product, gradual.Minimum}).Draw(t, "conjunction")}
	score := rapid.OneOf(rapid.SampledFrom([]float64{0, 0.25, 0.5, 0.75, 1}), rapid.Float64Range(0, 1))
	if sh.irregular {
		score = rapid.Custom(func(t *rapid.T) float64 { return 0.05 + 0.9*unit(rapid.Uint64().Draw(t, "seed")) })
	}
	n := rapid.IntRange(2, sh.nodes).Draw(t, "nodes")
	for range n {
		link := sh.links && rapid.IntRange(0, 2).Draw(t, "link") == 0
		p.nodes = append(p.nodes, gradual.Node{Base: score.Draw(t, "base"), Link: link})
	}
	type key struct {
		from, to int
		role     gradual.Role
	}
	seen := map[key]bool{}
	for range rapid.IntRange(sh.fewest, sh.edges).Draw(t, "edges") {
		from, to := rapid.IntRange(0, n-1).Draw(t, "from"), rapid.IntRange(0, n-1).Draw(t, "to")
		if sh.acyclic && from >= to {
			if from == to {
				continue
			}
			from, to = to, from
		}
		k := key{from, to, gradual.Role(rapid.IntRange(0, 1).Draw(t, "role"))}
		if p.nodes[to].Link && !p.nodes[from].Link && rapid.Bool().Draw(t, "premise") {
			k.role = gradual.Premise
		}
		if !seen[k] {
			seen[k] = true
			p.edge(from, to, k.role, score.Draw(t, "weight"))
		}
	}
	return p
}

// unit spreads a seed over [0, 1), so that small seeds are not small numbers (SplitMix64).
func unit(seed uint64) float64 {
	z := seed + 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return float64((z^z>>31)>>11) / (1 << 53)
}

func anySemantics(t *rapid.T) gradual.Semantics {
	return rapid.SampledFrom(gradual.AllSemantics()).Draw(t, "semantics")
}
