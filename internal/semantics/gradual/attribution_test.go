package gradual_test

import (
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
	for _, ask := range []struct {
		s gradual.Semantics
		m gradual.Method
	}{{99, gradual.Removal}, {gradual.DFQuAD, 99}} {
		if _, err := g.Attribute(t.Context(), ask.s, ask.m, 0); fault.Reason(err) != "gradual.unknown" {
			t.Fatalf("%+v: %v", ask, err)
		}
	}
}

// What a node is worth by removal is what the graph says when built again without it.
func TestRemovalIsTheGraphWithoutTheNode(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, s := draw(t, shape{nodes: 8, edges: 20, fewest: 6, links: true, acyclic: rapid.Bool().Draw(t, "acyclic")}), anySemantics(t)
		topic := len(p.nodes) - 1
		a := p.attribute(t, s, gradual.Removal, topic)
		whole, above := p.evaluate(t, s), p.above(topic)
		if a.Strength != whole.Strengths[topic] {
			t.Fatalf("the topic has %v, want %v", a.Strength, whole.Strengths[topic])
		}
		for x := range topic {
			rest := p.without(map[int]bool{x: true}).evaluate(t, s)
			want := whole.Strengths[topic] - rest.Strengths[topic]
			outcome := max(whole.Outcomes[topic], rest.Outcomes[topic])
			if !above[x] {
				want, outcome = 0, gradual.Exact
			}
			if a.Outcomes[x] != outcome || !near(a.Values[x], want, 1e-12) {
				t.Fatalf("without node %d: %v %v, want %v %v; %+v", x, a.Values[x], a.Outcomes[x], want, outcome, p)
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
		p, s := draw(t, shape{nodes: 6, edges: 14, fewest: 5, links: true, acyclic: rapid.Bool().Draw(t, "acyclic")}), anySemantics(t)
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

// When the context ends, what is called exact is what it would have been.
func TestAttributionUntilTheEndOfTheContext(t *testing.T) {
	p := long(6000)
	for x := range 60 {
		p.attack(100*x+50, 100*x+40)
	}
	g := p.build(t)
	const topic = 5999
	for _, m := range []gradual.Method{gradual.Removal, gradual.Gradient, gradual.Shapley} {
		for _, left := range []int{0, 1, 2, 3, 9} {
			ending := &expiring{t.Context(), left}
			a, err := g.Attribute(ending, gradual.QuadraticEnergy, m, topic)
			if err != nil {
				t.Fatalf("%v", err)
			}
			count := map[gradual.Outcome]int{}
			for x, o := range a.Outcomes {
				count[o]++
				if o == gradual.Exact && m == gradual.Removal && x != topic && x%500 == 0 {
					without := p.without(map[int]bool{x: true}).build(t).Evaluate(t.Context(), gradual.QuadraticEnergy)
					if !near(a.Values[x], a.Strength-without.Strengths[topic], 1e-12) {
						t.Fatalf("%v, %d left: node %d: %v", m, left, x, a.Values[x])
					}
				}
			}
			unended := m == gradual.Gradient && left == 9
			if (a.Outcome == gradual.Unknown) == unended || left < 2 && count[gradual.Unknown] < 5999 {
				t.Fatalf("%v, %d left: %v, %v", m, left, a.Outcome, count)
			}
			if m == gradual.Removal && left == 9 && count[gradual.Exact] < 5 {
				t.Fatalf("%v", count)
			}
		}
	}
}

// The strengths of samples that were cut short say how few they are.
func TestShapleyCutShort(t *testing.T) {
	p := long(100)
	a, err := p.build(t).Attribute(&expiring{t.Context(), 20}, gradual.DFQuAD, gradual.Shapley, 99)
	if err != nil || a.Outcome != gradual.Estimated || a.Samples < 4 || a.Samples >= gradual.ShapleySamples || a.Samples%2 != 0 {
		t.Fatalf("%+v %v", a, err)
	}
	alone := 0.0
	for x, v := range a.Values {
		alone += v
		if a.StandardErrors[x] < 0 || x > 95 && x < 99 && a.StandardErrors[x] == 0 {
			t.Fatalf("node %d: %v", x, a.StandardErrors[x])
		}
	}
	if want := a.Strength - p.nodes[99].Base; !near(alone, want, 1e-9) {
		t.Fatalf("the values add up to %v, want %v", alone, want)
	}
}

// A node of base score 0.0001 that supports itself settles too slowly. What depends on it says so, and
// so does what depends on the graph in which the node's certain attacker is removed.
func TestInfluencesThatDoNotSettle(t *testing.T) {
	slow := arguments(0.5, 1e-4, 0.5).support(1, 1).support(1, 2).attack(0, 2)
	for _, m := range []gradual.Method{gradual.Removal, gradual.Gradient, gradual.Shapley} {
		a := slow.attribute(t, gradual.DFQuAD, m, 2)
		if a.Outcomes[0] != gradual.NotConverged || a.Outcomes[1] != gradual.NotConverged || a.Outcome != gradual.NotConverged {
			t.Fatalf("%v: %+v", m, a)
		}
	}
	held := arguments(0.5, 1, 1e-4, 0.5).support(2, 2).support(2, 3).attack(1, 2).attack(0, 3)
	a := held.attribute(t, gradual.DFQuAD, gradual.Removal, 3)
	for x, want := range []gradual.Outcome{gradual.Exact, gradual.NotConverged, gradual.Exact, gradual.Exact} {
		if a.Outcomes[x] != want {
			t.Fatalf("node %d: %+v", x, a)
		}
	}
	if a = held.attribute(t, gradual.DFQuAD, gradual.Shapley, 3); a.Outcomes[0] != gradual.NotConverged {
		t.Fatalf("%+v", a)
	}
}

// A game of 2^12 sets is not taken for played when the context ends half-way.
func TestExactShapleyUntilTheEndOfTheContext(t *testing.T) {
	p := long(gradual.ShapleyExact + 1)
	for left, want := range map[int]gradual.Outcome{0: gradual.Unknown, 2: gradual.Unknown, 1000: gradual.Exact} {
		a, err := p.build(t).Attribute(&expiring{t.Context(), left}, gradual.DFQuAD, gradual.Shapley, gradual.ShapleyExact)
		if err != nil || a.Outcome != want || a.Samples != 0 {
			t.Fatalf("%d left: %+v %v", left, a, err)
		}
	}
}
