package gradual_test

import (
	"context"
	"math"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/semantics/gradual"
)

func TestStrengthsByHand(t *testing.T) {
	cases := []struct {
		name      string
		semantics gradual.Semantics
		plan      *plan
		want      []float64
	}{
		{"an attacker halves", gradual.DFQuAD, arguments(0.5, 0.8).attack(0, 1), []float64{0.5, 0.4}},
		{"a supporter goes half the way", gradual.DFQuAD, arguments(0.5, 0.8).support(0, 1), []float64{0.5, 0.9}},
		{"two attackers", gradual.DFQuAD, arguments(0.5, 0.5, 1).attack(0, 2).attack(1, 2), []float64{0.5, 0.5, 0.25}},
		{"a certain parent saturates", gradual.DFQuAD, arguments(1, 0.7, 0.5).support(0, 2).support(1, 2), []float64{1, 0.7, 1}},
		{"an edge weight multiplies", gradual.DFQuAD, arguments(1, 0.5).edge(0, 1, gradual.Attack, 0.5), []float64{1, 0.25}},
		{"energy one", gradual.QuadraticEnergy, arguments(1, 0.5).support(0, 1), []float64{1, 0.75}},
		{"energy minus two", gradual.QuadraticEnergy, arguments(1, 1, 0.5).attack(0, 2).attack(1, 2), []float64{1, 1, 0.1}},
		{"ebs, energy one", gradual.Euler, arguments(1, 0.5).support(0, 1), []float64{1, 1 - 0.75/(1+0.5*math.E)}},
		{"ebs of 0", gradual.Euler, arguments(1, 0).support(0, 1), []float64{1, 0}},
		{"ebs of 1", gradual.Euler, arguments(1, 1).attack(0, 1), []float64{1, 1}},
		{"ebt takes the greatest", gradual.EulerTop, arguments(1, 1, 0.5).support(0, 2).support(1, 2), []float64{1, 1, 1 - 0.75/(1+0.5*math.E)}},
		{"sqdfquad", gradual.SquaredDFQuAD, arguments(1, 0.5).support(0, 1), []float64{1, 0.75}},
		{"sqdfquad, half", gradual.SquaredDFQuAD, arguments(0.5, 0.6).attack(0, 1), []float64{0.5, 0.4}},
		{"mlp", gradual.MLP, arguments(1, 0.5).support(0, 1), []float64{1, 1 / (1 + 1/math.E)}},
		{"mlp of 0", gradual.MLP, arguments(1, 0).support(0, 1), []float64{1, 0}},
		{"mlp of 1", gradual.MLP, arguments(1, 1).attack(0, 1), []float64{1, 1}},
		{"hcat", gradual.HCategoriser, arguments(1, 0.5, 0.6).attack(0, 2).attack(1, 2), []float64{1, 0.5, 0.24}},
		{"hcat knows no support", gradual.HCategoriser, arguments(1, 0.5).support(0, 1), []float64{1, 0.5}},
		{"mbs", gradual.MaxBased, arguments(1, 0.5, 0.6).attack(0, 2).attack(1, 2), []float64{1, 0.5, 0.3}},
		{"cbs", gradual.CardBased, arguments(1, 0.5, 0, 0.75).attack(0, 3).attack(1, 3).attack(2, 3), []float64{1, 0.5, 0, 0.2}},
		{"cbs, only attackers of 0", gradual.CardBased, arguments(0, 0.75).attack(0, 1), []float64{0, 0.75}},
		{"cbs, an attacker of weight 0 and one of less", gradual.CardBased, arguments(1, 0.5, 0.75).edge(0, 2, gradual.Attack, 0).edge(1, 2, gradual.Attack, 0.5), []float64{1, 0.5, 1.0 / 3}},
		{"cbs, a link without a premise of weight", gradual.CardBased, linked(0), []float64{1, 0, 0.75}},
		{"cbs, a link with one", gradual.CardBased, linked(1), []float64{1, 1, 0.25}},
		{"parallel support and attack", gradual.DFQuAD, arguments(0.5, 0.8).attack(0, 1).support(0, 1), []float64{0.5, 0.8}},
		{
			"parallel support and attack of unequal weight", gradual.QuadraticEnergy,
			arguments(1, 0.5).support(0, 1).edge(0, 1, gradual.Attack, 0.5),
			[]float64{1, 0.6},
		},
		{"a weight of 0 is no edge", gradual.CardBased, arguments(1, 0.5).edge(0, 1, gradual.Attack, 0), []float64{1, 0.5}},
		{"a self-attack under DF-QuAD", gradual.DFQuAD, arguments(0.9).attack(0, 0), []float64{0.9 / 1.9}},
		{"a self-attack under QE", gradual.QuadraticEnergy, arguments(0.9).attack(0, 0), []float64{0.6390}},
		{"a self-attack under Ebs", gradual.Euler, arguments(0.9).attack(0, 0), []float64{0.8623}},
		{"mutual attack of the certain", gradual.DFQuAD, arguments(1, 1).attack(0, 1).attack(1, 0), []float64{0.5, 0.5}},
		{"mutual attack", gradual.HCategoriser, arguments(1, 1).attack(0, 1).attack(1, 0), []float64{math.Phi - 1, math.Phi - 1}},
	}
	for _, c := range cases {
		t.Run(c.semantics.String()+"/"+c.name, func(t *testing.T) {
			r := c.plan.build(t).Evaluate(t.Context(), c.semantics)
			sameStrengths(t, r.Strengths, c.want, 5e-5, c.plan)
			if !r.Converged() {
				t.Fatalf("%+v", r)
			}
		})
	}
}

// linked is an argument that a link attacks whose premise has this weight.
func linked(weight float64) *plan {
	p := arguments(1, 1, 0.75).edge(0, 1, gradual.Premise, weight).attack(1, 2)
	p.nodes[1].Link = true
	return p
}

func TestNoNodes(t *testing.T) {
	for _, s := range gradual.AllSemantics() {
		if r := arguments().build(t).Evaluate(t.Context(), s); len(r.Strengths) != 0 || !r.Converged() || r.Iterations != 0 {
			t.Fatalf("%+v", r)
		}
	}
}

// Without cycles, the strengths are those of a plain recursion over the definitions.
func TestAcyclicStrengthsAreThoseOfTheRecursion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, s := draw(t, shape{nodes: 10, edges: 25, fewest: 5, acyclic: true, links: true}), anySemantics(t)
		r := p.evaluate(t, s)
		if !r.Converged() || r.Iterations != 1 || r.Residual != 0 {
			t.Fatalf("%+v", r)
		}
		want := p.recursion(s)
		sameStrengths(t, r.Strengths, want, 1e-12, p)
		for _, v := range r.Strengths {
			if !(v >= 0 && v <= 1) {
				t.Fatalf("%v", r.Strengths)
			}
		}
	})
}

// On cycles, the strengths are where the continuous model leads, followed by another method, in
// small steps, for all nodes at once.
func TestCyclicStrengthsAreWhereTheModelLeads(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, s := draw(t, shape{nodes: 7, edges: 18, fewest: 7, irregular: true}), anySemantics(t)
		r := p.evaluate(t, s)
		want, rests := p.flow(s, 0.1, 400)
		if !rests || !r.Converged() {
			t.Skip("slow")
		}
		sameStrengths(t, r.Strengths, want, 1e-6, p)
	})
}

// Whatever is drawn, what is called exact is an equilibrium, and the residual is what it says.
func TestExactStrengthsAreEquilibria(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, s := draw(t, shape{nodes: 8, edges: 24, fewest: 6, links: true}), anySemantics(t)
		r := p.evaluate(t, s)
		for x, v := range r.Strengths {
			if off := math.Abs(p.define(s, x, r.Strengths) - v); r.Outcomes[x] == gradual.Exact && off > 2e-9 || off > r.Residual+1e-9 {
				t.Fatalf("node %d is off by %v: %+v; %+v", x, off, r, p)
			}
		}
		if (r.Outcome == gradual.Exact) != (r.Residual < gradual.Tolerance) {
			t.Fatalf("%+v", r)
		}
	})
}

// A base score of 0.0001 creeps up on its own support, too slowly for the limit.
func TestSlowIterationSaysSo(t *testing.T) {
	p := arguments(1e-4, 0.5, 0.5).support(0, 0).support(0, 1)
	r := p.build(t).Evaluate(t.Context(), gradual.DFQuAD)
	if r.Converged() || r.Outcome != gradual.NotConverged || r.Iterations != gradual.MaxIterations || r.Residual < gradual.Tolerance {
		t.Fatalf("%+v", r)
	}
	want := []gradual.Outcome{gradual.NotConverged, gradual.NotConverged, gradual.Exact}
	for x, o := range r.Outcomes {
		if o != want[x] {
			t.Fatalf("node %d: %v; %+v", x, o, r)
		}
	}
	if off := math.Abs(p.define(gradual.DFQuAD, 0, r.Strengths) - r.Strengths[0]); !near(off, r.Residual, 1e-15) {
		t.Fatalf("residual %v, not %v", r.Residual, off)
	}
}

// expiring is a context that ends after it was asked so many times.
type expiring struct {
	context.Context
	left int
}

func (e *expiring) Err() error {
	if e.left--; e.left < 0 {
		return context.DeadlineExceeded
	}
	return nil
}

func TestEndOfContext(t *testing.T) {
	p := long(20_000)
	p.nodes = append(p.nodes, gradual.Node{Base: 1e-4})
	loop := len(p.nodes) - 1
	p.support(loop, loop)
	g := p.build(t)
	whole := g.Evaluate(t.Context(), gradual.DFQuAD)
	for left := range 12 {
		r := g.Evaluate(&expiring{t.Context(), left}, gradual.DFQuAD)
		known := 0
		for x, o := range r.Outcomes {
			switch {
			case o == gradual.Exact && r.Strengths[x] != whole.Strengths[x]:
				t.Fatalf("%d: node %d: %v, want %v", left, x, r.Strengths[x], whole.Strengths[x])
			case o == gradual.Exact:
				known++
			case o == gradual.Unknown && r.Strengths[x] != p.nodes[x].Base:
				t.Fatalf("%d: node %d is unknown and has strength %v", left, x, r.Strengths[x])
			}
		}
		if wanted := min(left*4096, 20_000); known < wanted-5000 || known > wanted+5000 || r.Converged() {
			t.Fatalf("%d: %d are known: %v", left, known, r.Outcome)
		}
		if left < 4 && r.Outcome != gradual.Unknown || left > 6 && r.Outcome != gradual.NotConverged {
			t.Fatalf("%d: %v", left, r.Outcome)
		}
	}
}

// long is a chain of attacks and supports in turn.
func long(n int) *plan {
	p := &plan{}
	for x := range n {
		p.nodes = append(p.nodes, gradual.Node{Base: 0.25 + 0.5*unit(uint64(x))})
		if x > 0 {
			p.edge(x-1, x, gradual.Role(x%2), 1)
		}
	}
	return p
}

func TestLongChainAndGreatCycle(t *testing.T) {
	const n = 100_000
	chain := long(n)
	cycle := chain.copy().attack(n-1, 0)
	for _, s := range gradual.AllSemantics() {
		r := chain.build(t).Evaluate(t.Context(), s)
		want := make([]float64, n)
		copy(want, r.Strengths)
		for x := 1; x < n; x += 997 {
			small := arguments(r.Strengths[x-1], chain.nodes[x].Base).edge(0, 1, gradual.Role(x%2), 1)
			if !near(small.recursion(s)[1], r.Strengths[x], 1e-12) {
				t.Fatalf("%v: node %d of a chain: %v", s, x, r.Strengths[x])
			}
		}
		c := cycle.build(t).Evaluate(t.Context(), s)
		if !c.Converged() || c.Iterations < 2 && !s.AttacksOnly() {
			t.Fatalf("%v: %v after %d: %v", s, c.Outcome, c.Iterations, c.Residual)
		}
		for x := n / 2; x < n; x += 997 { // far from where it was closed
			if !near(c.Strengths[x], want[x], 1e-7) {
				t.Fatalf("%v: node %d of a cycle: %v, want %v", s, x, c.Strengths[x], want[x])
			}
		}
	}
}
