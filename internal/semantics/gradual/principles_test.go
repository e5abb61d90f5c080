package gradual_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/semantics/gradual"
)

// Principles of Baroni, Rago and Toni 2019 and of Amgoud and Ben-Naim 2018, each for the semantics
// that keep it.

var bipolar = []gradual.Semantics{
	gradual.DFQuAD, gradual.QuadraticEnergy, gradual.Euler, gradual.EulerTop, gradual.SquaredDFQuAD, gradual.MLP,
}

func bipolarSemantics(t *rapid.T) gradual.Semantics {
	return rapid.SampledFrom(bipolar).Draw(t, "semantics")
}

// parent draws a leaf that bears on a node, and its weight.
func (p *plan) parent(t *rapid.T, to int, role gradual.Role) {
	p.nodes = append(p.nodes, gradual.Node{Base: rapid.Float64Range(0, 1).Draw(t, "parent")})
	p.edge(len(p.nodes)-1, to, role, rapid.Float64Range(0, 1).Draw(t, "weight"))
}

// Balance: attackers and supporters of equal strengths leave the base score.
func TestBalance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, s := arguments(rapid.Float64Range(0, 1).Draw(t, "base")), bipolarSemantics(t)
		for range rapid.IntRange(1, 4).Draw(t, "pairs") {
			p.parent(t, 0, gradual.Attack)
			last := p.edges[len(p.edges)-1]
			if rapid.Bool().Draw(t, "two parents") {
				p.nodes = append(p.nodes, p.nodes[last.From])
			}
			p.edge(len(p.nodes)-1, 0, gradual.Support, last.Weight)
		}
		if got := p.evaluate(t, s).Strengths[0]; !near(got, p.nodes[0].Base, 1e-12) {
			t.Fatalf("%v: %v, want %v; %+v", s, got, p.nodes[0].Base, p)
		}
	})
}

// Monotony: an attacker more never raises a strength, a supporter more never lowers it. Neutrality: a
// parent without strength changes nothing.
func TestMonotony(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, s := draw(t, shape{nodes: 8, edges: 16, links: true, acyclic: true}), anySemantics(t)
		topic := len(p.nodes) - 1
		before := p.evaluate(t, s).Strengths[topic]
		for role, sign := range map[gradual.Role]float64{gradual.Attack: -1, gradual.Support: 1} {
			q := p.copy()
			q.parent(t, topic, role)
			if change := q.evaluate(t, s).Strengths[topic] - before; change*sign < -1e-12 {
				t.Fatalf("%v: role %d changes %v by %v; %+v", s, role, before, change, q)
			}
			q.nodes[len(q.nodes)-1].Base = 0
			if after := q.evaluate(t, s).Strengths[topic]; after != before && !near(after, before, 1e-15) {
				t.Fatalf("%v: role %d without strength makes %v of %v; %+v", s, role, after, before, q)
			}
		}
	})
}

// Strengthening: what is above a node and bears on it by attack moves it down when it gains.
func TestStrongerParents(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, s := draw(t, shape{nodes: 6, edges: 10, acyclic: true}), anySemantics(t)
		topic := len(p.nodes) - 1
		role := gradual.Role(rapid.IntRange(0, 1).Draw(t, "role"))
		p.parent(t, topic, role)
		p.nodes[topic+1].Base = 0.01 + 0.99*p.nodes[topic+1].Base // card-based counts what is not 0
		q := p.copy()
		q.nodes[topic+1].Base = rapid.Float64Range(p.nodes[topic+1].Base, 1).Draw(t, "stronger")
		change := q.evaluate(t, s).Strengths[topic] - p.evaluate(t, s).Strengths[topic]
		if role == gradual.Attack && change > 1e-12 || role == gradual.Support && change < -1e-12 {
			t.Fatalf("%v: %v; %+v", s, change, q)
		}
	})
}

// Duality: with attackers and supporters swapped, and the base score turned round, so is the strength.
func TestDuality(t *testing.T) {
	dual := []gradual.Semantics{gradual.DFQuAD, gradual.QuadraticEnergy, gradual.SquaredDFQuAD, gradual.MLP}
	rapid.Check(t, func(t *rapid.T) {
		p := draw(t, shape{nodes: 8, edges: 16, acyclic: true})
		s := rapid.SampledFrom(dual).Draw(t, "semantics")
		topic := len(p.nodes) - 1
		q := p.copy()
		q.nodes[topic].Base = 1 - p.nodes[topic].Base
		for i, e := range q.edges {
			if int(e.To) == topic {
				q.edges[i].Role = gradual.Support - e.Role
			}
		}
		up, down := p.evaluate(t, s).Strengths[topic], q.evaluate(t, s).Strengths[topic]
		if !near(up, 1-down, 1e-12) {
			t.Fatalf("%v: %v and %v; %+v", s, up, down, p)
		}
	})
}

func TestEulerIsNotDual(t *testing.T) {
	up := arguments(1, 0.5).support(0, 1).build(t).Evaluate(t.Context(), gradual.Euler).Strengths[1]
	down := arguments(1, 0.5).attack(0, 1).build(t).Evaluate(t.Context(), gradual.Euler).Strengths[1]
	if near(up, 1-down, 0.04) || down < 0.25 {
		t.Fatalf("%v and %v", up, down)
	}
}

// Directionality: what has no path to a node does not change even the last digit of its strength.
func TestDirectionality(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, s := draw(t, shape{nodes: 9, edges: 16, links: true}), anySemantics(t)
		topic := len(p.nodes) - 1
		above := p.above(topic)
		q := p.copy()
		for x := range q.nodes {
			if !above[x] && rapid.Bool().Draw(t, "changed") {
				q.nodes[x].Base = rapid.Float64Range(0, 1).Draw(t, "base")
			}
		}
		q.edges = slices.DeleteFunc(q.edges, func(e gradual.Edge) bool { return !above[int(e.To)] })
		q.parent(t, topic, gradual.Support)
		q.edges[len(q.edges)-1].From, q.edges[len(q.edges)-1].To = int32(topic), int32(len(q.nodes)-1)
		before, after := p.evaluate(t, s), q.evaluate(t, s)
		for x := range above {
			if before.Strengths[x] != after.Strengths[x] || before.Outcomes[x] != after.Outcomes[x] {
				t.Fatalf("node %d: %v, then %v; %+v; %+v", x, before, after, p, q)
			}
		}
	})
}

// above is a node and what has a path to it.
func (p *plan) above(topic int) map[int]bool {
	above := map[int]bool{topic: true}
	for before := 0; before < len(above); {
		before = len(above)
		for _, e := range p.edges {
			if above[int(e.To)] && (e.Weight > 0 || e.Role == gradual.Premise) {
				above[int(e.From)] = true
			}
		}
	}
	return above
}

// Anonymity: names do not matter.
func TestAnonymity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, s := draw(t, shape{nodes: 9, edges: 20, links: true}), anySemantics(t)
		name := rapid.Permutation(identity(len(p.nodes))).Draw(t, "names")
		q := p.copy()
		for x, node := range p.nodes {
			q.nodes[name[x]] = node
		}
		for i, e := range p.edges {
			q.edges[i].From, q.edges[i].To = int32(name[e.From]), int32(name[e.To])
		}
		r, renamed := p.evaluate(t, s), q.evaluate(t, s)
		if r.Outcome != renamed.Outcome {
			t.Fatalf("%v, %v; %+v", r, renamed, p)
		}
		for x := range p.nodes {
			if !near(r.Strengths[x], renamed.Strengths[name[x]], 1e-9) {
				t.Fatalf("%v: node %d: %v, renamed %v; %+v", s, x, r.Strengths[x], renamed.Strengths[name[x]], p)
			}
		}
	})
}

func identity(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// Parts that hang apart have the strengths that each has alone, to the last digit.
func TestPartsApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, q, s := draw(t, shape{nodes: 6, edges: 12, links: true}), draw(t, shape{nodes: 6, edges: 12, links: true}), anySemantics(t)
		q.conjunction = p.conjunction
		both := p.copy()
		both.nodes = append(both.nodes, q.nodes...)
		for _, e := range q.edges {
			both.edge(int(e.From)+len(p.nodes), int(e.To)+len(p.nodes), e.Role, e.Weight)
		}
		want := slices.Concat(p.evaluate(t, s).Strengths, q.evaluate(t, s).Strengths)
		sameStrengths(t, both.evaluate(t, s).Strengths, want, 0, both)
	})
}
