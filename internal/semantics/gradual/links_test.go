package gradual_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/semantics/gradual"
)

// reified makes every edge of a plan a link, numbered from the last node on.
func (p *plan) reified() *plan {
	q := &plan{nodes: slices.Clone(p.nodes), conjunction: p.conjunction}
	edges := slices.Clone(p.edges)
	slices.SortStableFunc(edges, func(a, b gradual.Edge) int { return int(a.From - b.From) })
	for _, e := range edges {
		link := len(q.nodes)
		q.nodes = append(q.nodes, gradual.Node{Base: e.Weight, Link: true})
		q.edge(int(e.From), link, gradual.Premise, 1).edge(link, int(e.To), e.Role, 1)
	}
	return q
}

// positive draws a plan whose edges all have a weight above 0, and without links.
func positive(t *rapid.T) *plan {
	p := draw(t, shape{nodes: 7, edges: 14})
	for i := range p.edges {
		p.edges[i].Weight = max(p.edges[i].Weight, 0.01)
	}
	return p
}

// Where no link is attacked and each has one premise, a map has the strengths of the plain graph, to
// the last digit, cycles included, and settles in as many iterations.
func TestLinksWithoutUndercutsAreEdges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, s := positive(t), anySemantics(t)
		plain, reified := p.evaluate(t, s), p.reified().evaluate(t, s)
		sameStrengths(t, reified.Strengths[:len(p.nodes)], plain.Strengths, 0, p)
		if plain.Iterations != reified.Iterations || plain.Residual != reified.Residual || plain.Outcome != reified.Outcome {
			t.Fatalf("%+v, but %+v; %+v", plain, reified, p)
		}
	})
}

// … and the same influences of arguments by removal and by gradient.
func TestInfluencesThroughLinks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, s := positive(t), anySemantics(t)
		m := rapid.SampledFrom([]gradual.Method{gradual.Removal, gradual.Gradient}).Draw(t, "method")
		topic := len(p.nodes) - 1
		plain, reified := p.attribute(t, s, m, topic), p.reified().attribute(t, s, m, topic)
		if plain.Outcome != gradual.Exact || slices.Max(reified.Outcomes[:topic+1]) != gradual.Exact {
			t.Skip("not settled")
		}
		for x, want := range plain.Values {
			if !near(reified.Values[x], want, 1e-6*(1+max(want, -want))) {
				t.Fatalf("%v %v: node %d: %v, want %v; %+v", s, m, x, reified.Values[x], want, p)
			}
		}
	})
}

// Two reasons for a claim: one with two premises, one with one, and an undercut of the first.
func TestUndercutTakesOneReason(t *testing.T) {
	reasons := func(undercutter float64, conjunction gradual.Conjunction) *plan {
		p := arguments(0.5, 0.8, 0.5, undercutter, 0.9, 1, 0.5) // premises 0, 1 and 2; links 4 and 5; claim 6
		p.conjunction = conjunction
		p.nodes[4].Link, p.nodes[5].Link = true, true
		p.edge(0, 4, gradual.Premise, 1).edge(1, 4, gradual.Premise, 0.5).edge(2, 5, gradual.Premise, 1)
		return p.attack(3, 4).support(4, 6).support(5, 6)
	}
	cases := []struct {
		name        string
		undercutter float64
		conjunction gradual.Conjunction
		link, claim float64
	}{
		{"no undercut", 0, gradual.Product, 0.9 * 0.5 * 0.4, 0.5 + 0.5*(1-(1-0.18)*0.5)},
		{"a weak one", 0.5, gradual.Product, 0.45 * 0.5 * 0.4, 0.5 + 0.5*(1-(1-0.09)*0.5)},
		{"a certain one", 1, gradual.Product, 0, 0.75},
		{"no undercut, minimum", 0, gradual.Minimum, 0.9 * 0.4, 0.5 + 0.5*(1-(1-0.36)*0.5)},
		{"a weak one, minimum", 0.5, gradual.Minimum, 0.45 * 0.4, 0.5 + 0.5*(1-(1-0.18)*0.5)},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := reasons(c.undercutter, c.conjunction).build(t).Evaluate(t.Context(), gradual.DFQuAD)
			if !near(r.Strengths[4], c.link, 1e-15) || !near(r.Strengths[6], c.claim, 1e-15) {
				t.Fatalf("%v; want %v and %v", r.Strengths, c.link, c.claim)
			}
		})
	}
	// Removing one of two linked premises takes the whole reason; removing the undercutter gives it back.
	a := reasons(1, gradual.Product).attribute(t, gradual.DFQuAD, gradual.Removal, 6)
	sameStrengths(t, a.Values, []float64{0, 0, 0.25, 0.75 - 0.795, 0, 0.25, 0}, 1e-12, "removal")
}

// A semantics of attacks only leaves supports out, backings too, and says how many.
func TestSupportsLeftOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, s := draw(t, shape{nodes: 8, edges: 20, links: true}), anySemantics(t)
		q := p.copy()
		q.edges = slices.DeleteFunc(q.edges, func(e gradual.Edge) bool { return e.Role == gradual.Support })
		ignored := 0
		for _, e := range p.edges {
			if s.AttacksOnly() && e.Role == gradual.Support && e.Weight > 0 {
				ignored++
			}
		}
		r, without := p.evaluate(t, s), q.evaluate(t, s)
		if r.IgnoredSupports != ignored {
			t.Fatalf("%d supports are said to be left out, not %d", r.IgnoredSupports, ignored)
		}
		if s.AttacksOnly() {
			sameStrengths(t, r.Strengths, without.Strengths, 0, p)
		}
	})
}

// A link whose undercutter is removed follows its premises at once, as in a graph that never had one.
func TestRemovedUndercutter(t *testing.T) {
	p := arguments(0.75, 0.5, 0.9, 0.8) // claims 0 and 1 in a cycle, undercutter 2, link 3 from 0 to 1
	p.nodes[3].Link = true
	p.edge(0, 3, gradual.Premise, 1).support(3, 1).attack(1, 0).attack(2, 3)
	for _, s := range gradual.AllSemantics() {
		a := p.attribute(t, s, gradual.Removal, 1)
		whole := p.build(t).Evaluate(t.Context(), s)
		rest := p.without(map[int]bool{2: true}).build(t).Evaluate(t.Context(), s)
		if want := whole.Strengths[1] - rest.Strengths[1]; !near(a.Values[2], want, 1e-15) {
			t.Fatalf("%v: %v, want %v", s, a.Values[2], want)
		}
	}
}
