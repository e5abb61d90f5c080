package gradual_test

import (
	"math"
	"math/bits"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/fault"
	"argmap/internal/semantics/gradual"
)

func (p *plan) attribute(t failer, s gradual.Semantics, m gradual.Method, topic int) *gradual.Attribution {
	t.Helper()
	a, err := p.build(t).Attribute(t.Context(), s, m, int32(topic))
	if err != nil {
		t.Fatalf("%v", err)
	}
	return a
}

// Two certain supporters and one certain attacker: removal and gradient see the attacker only, since
// each supporter is covered by the other. The base score of the topic is 0.4, the only one that makes
// the removal of the attacker -0.6.
func TestSaturation(t *testing.T) {
	p := arguments(1, 1, 1, 0.4).attack(0, 3).support(1, 3).support(2, 3)
	for method, want := range map[gradual.Method][]float64{
		gradual.Removal:  {-0.6, 0, 0, 0},
		gradual.Gradient: {-0.6, 0, 0, 1},
		gradual.Shapley:  {-1.6 / 3, 0.8 / 3, 0.8 / 3, 0},
	} {
		a := p.attribute(t, gradual.DFQuAD, method, 3)
		sameStrengths(t, a.Values, want, 1e-12, method)
		if a.Strength != 0.4 || a.Outcome != gradual.Exact || a.Samples != 0 || a.StandardErrors != nil {
			t.Fatalf("%+v", a)
		}
	}
}

func TestNoSuchTopic(t *testing.T) {
	g := arguments(1, 0.5).build(t)
	for _, topic := range []int32{-1, 2} {
		if _, err := g.Attribute(t.Context(), gradual.DFQuAD, gradual.Removal, topic); fault.Of(err) != fault.Invalid {
			t.Fatalf("%v", err)
		}
	}
}

// What a node is worth by removal is what the graph says when built again without it.
func TestRemovalIsTheGraphWithoutTheNode(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, s := draw(t, shape{nodes: 8, edges: 20, links: true}), anySemantics(t)
		topic := len(p.nodes) - 1
		a := p.attribute(t, s, gradual.Removal, topic)
		whole := p.evaluate(t, s)
		if a.Strength != whole.Strengths[topic] {
			t.Fatalf("the topic has %v, want %v", a.Strength, whole.Strengths[topic])
		}
		for x := range topic {
			rest := p.without(map[int]bool{x: true}).evaluate(t, s)
			want := whole.Strengths[topic] - rest.Strengths[topic]
			outcome := max(whole.Outcomes[topic], rest.Outcomes[topic])
			if a.Outcomes[x] != outcome || !near(a.Values[x], want, 1e-12) {
				t.Fatalf("without node %d: %v %v, want %v %v; %+v", x, a.Values[x], a.Outcomes[x], want, outcome, p)
			}
		}
	})
}

// The gradient is the limit of difference quotients.
func TestGradientIsTheDifferenceQuotient(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sh := shape{nodes: 7, edges: 14, irregular: true, links: true, acyclic: rapid.Bool().Draw(t, "acyclic")}
		p, s := draw(t, sh), anySemantics(t)
		topic := len(p.nodes) - 1
		a := p.attribute(t, s, gradual.Gradient, topic)
		if a.Outcome != gradual.Exact {
			t.Skip("not settled")
		}
		const h = 1e-4
		for x := range p.nodes {
			high, low := p.copy(), p.copy()
			high.nodes[x].Base += h
			low.nodes[x].Base -= h
			up, down := high.evaluate(t, s), low.evaluate(t, s)
			if !up.Converged() || !down.Converged() {
				t.Skip("not settled")
			}
			quotient := (up.Strengths[topic] - down.Strengths[topic]) / (2 * h)
			if !near(a.Values[x], quotient, 2e-5*(1+math.Abs(quotient))) {
				t.Fatalf("%v: ∂/∂w(%d) = %v, quotient %v; %+v", s, x, a.Values[x], quotient, p)
			}
		}
	})
}

// worths evaluates all sets of the nodes before the topic, by building each graph anew; bit x of a set
// stands for node x.
func (p *plan) worths(t failer, s gradual.Semantics, topic int) (worths []float64, settled bool) {
	settled = true
	for set := range 1 << topic {
		gone := map[int]bool{}
		for x := range topic {
			gone[x] = set&(1<<x) == 0
		}
		r := p.without(gone).build(t).Evaluate(t.Context(), s)
		worths = append(worths, r.Strengths[topic])
		settled = settled && r.Converged()
	}
	return worths, settled
}

// Shapley values are the mean of what a player adds, over all orders of arrival.
func TestShapleyIsTheMeanOverOrders(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, s := draw(t, shape{nodes: 6, edges: 14, links: true}), anySemantics(t)
		topic := len(p.nodes) - 1
		worths, settled := p.worths(t, s, topic)
		a := p.attribute(t, s, gradual.Shapley, topic)
		if !settled {
			t.Skip("not settled")
		}
		want, orders := make([]float64, topic+1), 0.0
		var arrive func(set int, order []int)
		arrive = func(set int, order []int) {
			if len(order) == topic {
				orders++
				for _, x := range order {
					want[x] += worths[set|1<<x] - worths[set]
					set |= 1 << x
				}
				return
			}
			for x := range topic {
				if taken(order)&(1<<x) == 0 {
					arrive(set, append(order, x))
				}
			}
		}
		arrive(0, nil)
		for x := range want {
			want[x] /= orders
		}
		sameStrengths(t, a.Values, want, 1e-9, p)
	})
}

func taken(order []int) (set int) {
	for _, x := range order {
		set |= 1 << x
	}
	return set
}

// Sampled values lie within their standard errors of the exact ones, and add up.
func TestShapleyBySamples(t *testing.T) {
	p := &plan{}
	const players = 14
	for x := range players {
		p.nodes = append(p.nodes, gradual.Node{Base: unit(uint64(x))})
	}
	p.nodes = append(p.nodes, gradual.Node{Base: 0.4})
	for x := range players {
		p.edge(x, min(x+2+x%3, players), gradual.Role(x%2), 1)
	}
	p.support(7, 7).attack(9, 8)
	for _, s := range []gradual.Semantics{gradual.DFQuAD, gradual.QuadraticEnergy, gradual.EulerTop} {
		a := p.attribute(t, s, gradual.Shapley, players)
		if a.Outcome != gradual.Estimated || a.Samples != gradual.ShapleySamples {
			t.Fatalf("%v after %d", a.Outcome, a.Samples)
		}
		worths, _ := p.worths(t, s, players)
		sum := 0.0
		for x := range players {
			exact := 0.0
			for set, worth := range worths {
				if with := set | 1<<x; with != set {
					exact += (worths[with] - worth) / (players * choose(players-1, bits.OnesCount(uint(set))))
				}
			}
			sum += a.Values[x]
			if se := a.StandardErrors[x]; se > 0.02 || !near(a.Values[x], exact, 4*se+1e-12) {
				t.Fatalf("%v: node %d: %v ± %v, exactly %v", s, x, a.Values[x], se, exact)
			}
		}
		if whole := worths[len(worths)-1] - worths[0]; !near(sum, whole, 1e-9) {
			t.Fatalf("%v: the values add up to %v, want %v", s, sum, whole)
		}
		again := p.attribute(t, s, gradual.Shapley, players)
		sameStrengths(t, again.Values, a.Values, 0, "the same seed")
	}
}

func choose(n, k int) float64 {
	sets := 1.0
	for i := range k {
		sets *= float64(n-i) / float64(i+1)
	}
	return sets
}
