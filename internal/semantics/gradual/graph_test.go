package gradual_test

import (
	"errors"
	"math"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"argmap/internal/fault"
	"argmap/internal/semantics/gradual"
)

func TestNewRefuses(t *testing.T) {
	two := func() *plan { return arguments(1, 0.5) }
	link := func() *plan {
		p := arguments(1, 0.5, 0.5)
		p.nodes[1].Link = true
		return p
	}
	twice := two().attack(0, 1).support(0, 1).edge(0, 1, gradual.Attack, 0.5)
	nowhere := two().edge(0, 1, gradual.Attack, 0).attack(0, 1)
	noSuch := two()
	noSuch.conjunction = 2
	cases := []struct {
		name, field, says string
		plan              *plan
	}{
		{"a base score above 1", "nodes.1.base", "1.2", arguments(0, 1.2)},
		{"a base score below 0", "nodes.0.base", "-0.1", arguments(-0.1)},
		{"a base score that is no number", "nodes.0.base", "NaN", arguments(math.NaN())},
		{"an infinite base score", "nodes.0.base", "+Inf", arguments(math.Inf(1))},
		{"a weight above 1", "edges.1.weight", "2", two().attack(0, 1).edge(1, 0, gradual.Attack, 2)},
		{"a weight that is no number", "edges.0.weight", "NaN", two().edge(1, 0, gradual.Support, math.NaN())},
		{"an end below", "edges.0.from", "-1", two().attack(-1, 0)},
		{"an end beyond", "edges.0.to", "2 nodes", two().attack(0, 2)},
		{"an end where there are no nodes", "edges.0.from", "0 nodes", arguments().attack(0, 0)},
		{"an unknown role", "edges.0.role", "3", two().edge(0, 1, 3, 1)},
		{"an unknown conjunction", "conjunction", "2", noSuch},
		{"a premise of an argument", "edges.0.to", "no link", two().edge(0, 1, gradual.Premise, 1)},
		{"a link for a premise", "edges.0.from", "link 1", link().edge(1, 1, gradual.Premise, 1)},
		{"two weights for one edge", "edges.2.weight", "edge 0", twice},
		{"two weights for one edge, one 0", "edges.1.weight", "edge 0", nowhere},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			g, err := gradual.New(c.plan.nodes, c.plan.edges, c.plan.conjunction)
			var f *fault.Error
			if g != nil || !errors.As(err, &f) || f.Code != fault.Invalid || f.Field != c.field || !strings.Contains(f.Message, c.says) {
				t.Fatalf("%v", err)
			}
		})
	}
}

// Saying an edge twice, or saying edges in another order, changes not even the last digit.
func TestOrderAndRepetitionOfEdges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, s := draw(t, shape{nodes: 8, edges: 20, links: true}), anySemantics(t)
		q := p.copy()
		if len(p.edges) > 0 {
			q.edges = append(q.edges, rapid.SliceOf(rapid.SampledFrom(p.edges)).Draw(t, "again")...)
			q.edges = rapid.Permutation(q.edges).Draw(t, "order")
		}
		sameStrengths(t, q.evaluate(t, s).Strengths, p.evaluate(t, s).Strengths, 0, p)
	})
}

func TestParse(t *testing.T) {
	codes := "dfquad qe ebs ebt sqdfquad mlp hcat mbs cbs"
	for i, code := range strings.Fields(codes) {
		s, err := gradual.Parse(code)
		if err != nil || s != gradual.AllSemantics()[i] || s.String() != code {
			t.Fatalf("%s: %v %v", code, s, err)
		}
	}
	for i, name := range []string{"removal", "gradient", "shapley"} {
		m, err := gradual.ParseMethod(name)
		if err != nil || int(m) != i || m.String() != name {
			t.Fatalf("%s: %v %v", name, m, err)
		}
	}
	_, err := gradual.Parse("DFQUAD")
	if fault.Of(err) != fault.Invalid || !strings.Contains(err.Error(), "dfquad, qe, ebs") {
		t.Fatalf("%v", err)
	}
	if _, err := gradual.ParseMethod(""); fault.Of(err) != fault.Invalid {
		t.Fatalf("%v", err)
	}
}

// A graph is shared by goroutines; what it works out on first use is worked out once.
func TestSharedGraph(t *testing.T) {
	g := long(200).attack(150, 3).build(t)
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			s, m := gradual.AllSemantics()[i], gradual.Method(i%2)
			r := g.Evaluate(t.Context(), s)
			a, err := g.Attribute(t.Context(), s, m, 199)
			if err != nil || a.Strength != r.Strengths[199] || !r.Converged() {
				t.Errorf("%v %v: %v %v", s, m, a, err)
			}
		})
	}
	group.Wait()
}
