package gradual_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/semantics/gradual"
)

// The gradient is the limit of difference quotients.
func TestGradientIsTheDifferenceQuotient(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sh := shape{nodes: 7, edges: 18, fewest: 7, irregular: true, links: true, acyclic: rapid.Bool().Draw(t, "acyclic")}
		p, s := draw(t, sh), anySemantics(t)
		topic := len(p.nodes) - 1
		a := p.attribute(t, s, gradual.Gradient, topic)
		if a.Outcome != gradual.Exact {
			t.Skip("not settled")
		}
		h, tolerance := 1e-4, 2e-4 // strengths on cycles are known to about 1e-9
		if sh.acyclic {
			h, tolerance = 1e-6, 1e-5
		}
		for x := range p.nodes {
			high, low := p.copy(), p.copy()
			high.nodes[x].Base += h
			low.nodes[x].Base -= h
			up, down := high.evaluate(t, s), low.evaluate(t, s)
			if !up.Converged() || !down.Converged() {
				t.Skip("not settled")
			}
			quotient := (up.Strengths[topic] - down.Strengths[topic]) / (2 * h)
			if bend := up.Strengths[topic] + down.Strengths[topic] - 2*a.Strength; math.Abs(bend) > tolerance*h {
				t.Skip("a kink within h")
			}
			if !near(a.Values[x], quotient, tolerance*(1+math.Abs(quotient))) {
				t.Fatalf("%v: ∂/∂w(%d) = %v, quotient %v; %+v", s, x, a.Values[x], quotient, p)
			}
		}
	})
}

// Great components are solved by iteration; the result still is the difference quotient.
func TestGradientInGreatComponent(t *testing.T) {
	p := &plan{}
	const n = 90
	for x := range n {
		p.nodes = append(p.nodes, gradual.Node{Base: 0.2 + 0.6*unit(uint64(x))})
		p.edge(x, (x+1)%n, gradual.Role(x%2), 0.75)
		p.edge(x, (x*7+3)%n, gradual.Role(x/2%2), 0.5)
	}
	p.nodes = append(p.nodes, gradual.Node{Base: 0.4}) // bears on the component from outside
	p.support(n, 5)
	dedupe(p)
	for _, s := range gradual.AllSemantics() {
		a := p.attribute(t, s, gradual.Gradient, 17)
		if a.Outcome != gradual.Exact {
			t.Fatalf("%v: %v", s, a.Outcome)
		}
		felt := 0
		for x := range p.nodes {
			const h = 1e-4
			high, low := p.copy(), p.copy()
			high.nodes[x].Base += h
			low.nodes[x].Base -= h
			up, down := high.build(t).Evaluate(t.Context(), s), low.build(t).Evaluate(t.Context(), s)
			quotient := (up.Strengths[17] - down.Strengths[17]) / (2 * h)
			if !near(a.Values[x], quotient, 1e-4) {
				t.Fatalf("%v: ∂/∂w(%d) = %v, quotient %v", s, x, a.Values[x], quotient)
			}
			if quotient > 1e-3 || quotient < -1e-3 {
				felt++
			}
		}
		if felt < 2 {
			t.Fatalf("%v: only %d nodes are felt", s, felt)
		}
	}
}

// Between two certain mutual attackers every division of strength is an equilibrium under DF-QuAD, so
// there is no derivative for them and what lies above; what does not pass through them has one.
func TestNoGradientOnALineOfEquilibria(t *testing.T) {
	p := arguments(1, 1, 0.5, 0, 0.25).attack(0, 1).attack(1, 0).attack(1, 2).attack(3, 0).support(4, 2)
	a := p.attribute(t, gradual.DFQuAD, gradual.Gradient, 2)
	want := []gradual.Outcome{gradual.Unknown, gradual.Unknown, gradual.Exact, gradual.Unknown, gradual.Exact}
	for x, o := range a.Outcomes {
		if o != want[x] {
			t.Fatalf("node %d: %v; %+v", x, o, a)
		}
	}
	if a.Outcome != gradual.Unknown || !near(a.Values[4], 0.5, 1e-12) {
		t.Fatalf("%+v", a)
	}
}

// Base scores of 0 and 1, under very many parents, have finite gradients under every semantics.
func TestGradientsAreFinite(t *testing.T) {
	for _, s := range gradual.AllSemantics() {
		for _, base := range []float64{0, 1} {
			for role := range gradual.Premise {
				p := arguments(base)
				for x := range 2000 {
					p.nodes = append(p.nodes, gradual.Node{Base: 1})
					p.edge(x+1, 0, role, 1)
				}
				a := p.attribute(t, s, gradual.Gradient, 0)
				if !(a.Strength >= 0 && a.Strength <= 1) || (s == gradual.MLP || s == gradual.Euler) && a.Strength != base {
					t.Fatalf("%v, base score %v, role %d: strength %v", s, base, role, a.Strength)
				}
				for x, v := range a.Values {
					if math.IsNaN(v) || math.IsInf(v, 0) {
						t.Fatalf("%v, base score %v, role %d: node %d has %v", s, base, role, x, v)
					}
				}
			}
		}
	}
}

// At the ends of the scale MLP and Ebs have one-sided derivatives.
func TestGradientAtTheEndsOfTheScale(t *testing.T) {
	for _, s := range []gradual.Semantics{gradual.MLP, gradual.Euler} {
		for _, base := range []float64{0, 1} {
			p := arguments(0.5, 0.75, base).attack(0, 2).support(1, 2).support(0, 1)
			a := p.attribute(t, s, gradual.Gradient, 2)
			inward := p.copy()
			const h = 1e-7
			if inward.nodes[2].Base += h; base == 1 {
				inward.nodes[2].Base = 1 - h
			}
			moved := inward.build(t).Evaluate(t.Context(), s).Strengths[2]
			quotient := (moved - base) / (inward.nodes[2].Base - base)
			if !near(a.Values[2], quotient, 1e-5) || a.Values[0] != 0 || a.Values[1] != 0 {
				t.Fatalf("%v at %v: %v, quotient %v", s, base, a.Values, quotient)
			}
		}
	}
}

// Of several parents or premises that are the extreme, the first has all of the derivative.
func TestGradientAtTies(t *testing.T) {
	top := arguments(0.5, 0.8, 0.8).support(1, 0).support(2, 0)
	a := top.attribute(t, gradual.EulerTop, gradual.Gradient, 0)
	if a.Values[1] <= 0 || a.Values[2] != 0 {
		t.Fatalf("%v", a.Values)
	}
	weakest := arguments(0.25, 0.5, 0.5, 0.75)
	weakest.conjunction = gradual.Minimum
	weakest.nodes[0].Link = true
	for x := 1; x <= 3; x++ {
		weakest.edge(x, 0, gradual.Premise, 1)
	}
	sameStrengths(t, weakest.attribute(t, gradual.DFQuAD, gradual.Gradient, 0).Values, []float64{0.5, 0.25, 0, 0}, 1e-15, weakest)
}

// Along a chain the gradient is a product of slopes, here ½ each under DF-QuAD; a great depth is no
// matter.
func TestGradientAlongAChain(t *testing.T) {
	const n = 100_000
	p := arguments(0.5)
	for x := 1; x < n; x++ {
		p.nodes = append(p.nodes, gradual.Node{Base: 0.5})
		p.attack(x-1, x)
	}
	a := p.attribute(t, gradual.DFQuAD, gradual.Gradient, n-1)
	if a.Outcome != gradual.Exact || !near(a.Strength, 1.0/3, 1e-12) {
		t.Fatalf("%v %v", a.Outcome, a.Strength)
	}
	slope := 2.0 / 3 // ∂σ/∂w = 1 − σ of the attacker
	for x := n - 1; x > n-50; x-- {
		if !near(a.Values[x], slope, 1e-12) {
			t.Fatalf("node %d: %v, want %v", x, a.Values[x], slope)
		}
		slope *= -0.5
	}
}
