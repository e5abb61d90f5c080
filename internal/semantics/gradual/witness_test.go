package gradual_test

import (
	"context"
	"math"

	"pgregory.net/rapid"

	"argmap/internal/semantics/gradual"
)

// plan is a graph as it is handed to New.
type plan struct {
	nodes       []gradual.Node
	edges       []gradual.Edge
	conjunction gradual.Conjunction
}

// arguments gives a plan of nodes with these base scores.
func arguments(bases ...float64) *plan {
	p := &plan{}
	for _, b := range bases {
		p.nodes = append(p.nodes, gradual.Node{Base: b})
	}
	return p
}

func (p *plan) edge(from, to int, role gradual.Role, weight float64) *plan {
	p.edges = append(p.edges, gradual.Edge{From: int32(from), To: int32(to), Role: role, Weight: weight})
	return p
}

func (p *plan) attack(from, to int) *plan  { return p.edge(from, to, gradual.Attack, 1) }
func (p *plan) support(from, to int) *plan { return p.edge(from, to, gradual.Support, 1) }

func (p *plan) copy() *plan {
	return &plan{append([]gradual.Node{}, p.nodes...), append([]gradual.Edge{}, p.edges...), p.conjunction}
}

// without gives the plan without some nodes, their edges, and the links that they are premises of;
// the numbers stay, and what is left out is an argument of base score 0 without edges.
func (p *plan) without(gone map[int]bool) *plan {
	q := &plan{nodes: append([]gradual.Node{}, p.nodes...), conjunction: p.conjunction}
	out := map[int]bool{}
	for x := range gone {
		out[x] = gone[x]
	}
	for _, e := range p.edges {
		if e.Role == gradual.Premise && gone[int(e.From)] {
			out[int(e.To)] = true
		}
	}
	for x := range q.nodes {
		if out[x] {
			q.nodes[x] = gradual.Node{}
		}
	}
	for _, e := range p.edges {
		if !out[int(e.From)] && !out[int(e.To)] {
			q.edges = append(q.edges, e)
		}
	}
	return q
}

type failer interface {
	Helper()
	Fatalf(format string, args ...any)
	Context() context.Context
}

func (p *plan) build(t failer) *gradual.Graph {
	t.Helper()
	g, err := gradual.New(p.nodes, p.edges, p.conjunction)
	if err != nil {
		t.Fatalf("%v; %+v", err, p)
	}
	return g
}

func (p *plan) evaluate(t *rapid.T, s gradual.Semantics) *gradual.Result {
	return p.build(t).Evaluate(t.Context(), s)
}

// parents lists the weighted strengths of one role, as written in the plan.
func (p *plan) parents(x int, role gradual.Role, s []float64) (strengths []float64) {
	for _, e := range p.edges {
		if int(e.To) == x && e.Role == role && (e.Weight > 0 || role == gradual.Premise) {
			strengths = append(strengths, e.Weight*s[e.From])
		}
	}
	return strengths
}

// counted counts the attackers of card-based semantics.
func (p *plan) counted(x int) (n float64) {
	for _, e := range p.edges {
		if int(e.To) != x || e.Role != gradual.Attack || e.Weight == 0 || p.nodes[e.From].Base == 0 {
			continue
		}
		n++
		for _, q := range p.edges {
			if q.To == e.From && q.Role == gradual.Premise && (q.Weight == 0 || p.nodes[q.From].Base == 0) {
				n--
				break
			}
		}
	}
	return n
}

// define is the table of definitions, written out for one node.
func (p *plan) define(sem gradual.Semantics, x int, s []float64) float64 {
	att, sup := p.parents(x, gradual.Attack, s), p.parents(x, gradual.Support, s)
	w := p.nodes[x].Base
	sum := func(v []float64) (total float64) {
		for _, a := range v {
			total += a
		}
		return total
	}
	top := func(v []float64) (m float64) {
		for _, a := range v {
			m = math.Max(m, a)
		}
		return m
	}
	rest := func(v []float64) float64 {
		product := 1.0
		for _, a := range v {
			product *= 1 - a
		}
		return product
	}
	between := func(h func(float64) float64, e float64) float64 {
		return w + (1-w)*h(math.Max(0, e)) - w*h(math.Max(0, -e))
	}
	var own float64
	switch sem {
	case gradual.DFQuAD:
		own = between(func(x float64) float64 { return x }, rest(att)-rest(sup))
	case gradual.SquaredDFQuAD:
		own = between(func(x float64) float64 { return x / (1 + x) }, rest(att)-rest(sup))
	case gradual.QuadraticEnergy:
		own = between(func(x float64) float64 { return x * x / (1 + x*x) }, sum(sup)-sum(att))
	case gradual.Euler:
		own = 1 - (1-w*w)/(1+w*math.Exp(sum(sup)-sum(att)))
	case gradual.EulerTop:
		own = 1 - (1-w*w)/(1+w*math.Exp(top(sup)-top(att)))
	case gradual.MLP:
		own = 1 / (1 + math.Exp(-(math.Log(w/(1-w)) + sum(sup) - sum(att))))
	case gradual.HCategoriser:
		own = w / (1 + sum(att))
	case gradual.MaxBased:
		own = w / (1 + top(att))
	case gradual.CardBased:
		own = w
		if n := p.counted(x); n > 0 {
			own = w / (1 + n + sum(att)/n)
		}
	}
	premises := p.parents(x, gradual.Premise, s)
	for i, v := range premises {
		if p.conjunction == gradual.Product {
			own *= v
		} else if v <= top(premises) && !smaller(premises, i) {
			own *= v
			break
		}
	}
	return own
}

// smaller reports whether some value is smaller than the i-th.
func smaller(values []float64, i int) bool {
	for _, v := range values {
		if v < values[i] {
			return true
		}
	}
	return false
}

// recursion gives the strengths of an acyclic plan from the definitions.
func (p *plan) recursion(sem gradual.Semantics) []float64 {
	s := make([]float64, len(p.nodes))
	known := make([]bool, len(p.nodes))
	var strength func(x int)
	strength = func(x int) {
		if known[x] {
			return
		}
		known[x] = true
		for _, e := range p.edges {
			if int(e.To) == x {
				strength(int(e.From))
			}
		}
		s[x] = p.define(sem, x, s)
	}
	for x := range p.nodes {
		strength(x)
	}
	return s
}

// flow follows ds/dt = f(s) − s of the whole plan from the base scores, by the classical Runge-Kutta
// method, until it rests; false if it does not by the end of the time.
func (p *plan) flow(sem gradual.Semantics, h, end float64) ([]float64, bool) {
	n := len(p.nodes)
	s := make([]float64, n)
	for x, node := range p.nodes {
		s[x] = node.Base
	}
	slope := func(s []float64) []float64 {
		d := make([]float64, n)
		for x := range d {
			d[x] = p.define(sem, x, s) - s[x]
		}
		return d
	}
	ahead := func(d []float64, by float64) []float64 {
		to := make([]float64, n)
		for x := range to {
			to[x] = s[x] + by*d[x]
		}
		return to
	}
	for time := 0.0; time < end; time += h {
		k1 := slope(s)
		rest := 0.0
		for _, d := range k1 {
			rest = math.Max(rest, math.Abs(d))
		}
		if rest < 1e-11 {
			return s, true
		}
		k2 := slope(ahead(k1, h/2))
		k3 := slope(ahead(k2, h/2))
		k4 := slope(ahead(k3, h))
		for x := range s {
			s[x] += h / 6 * (k1[x] + 2*k2[x] + 2*k3[x] + k4[x])
		}
	}
	return s, false
}

func near(a, b, tolerance float64) bool { return math.Abs(a-b) <= tolerance }

func sameStrengths(t failer, got, want []float64, tolerance float64, about any) {
	t.Helper()
	for x := range want {
		if !near(got[x], want[x], tolerance) {
			t.Fatalf("node %d: %v, want %v; all %v, want %v; %+v", x, got[x], want[x], got, want, about)
		}
	}
}
