package gradual_test

import (
	"fmt"
	"testing"

	"argmap/internal/semantics/gradual"
)

const size = 100_000

// families are graphs of 100,000 nodes in which every second edge is a support.
var families = []struct {
	name string
	plan func() *plan
}{
	{"chain", func() *plan { return long(size) }},
	{"tree", func() *plan { return parented(func(x int) int { return (x - 1) / 2 }) }},
	{"star", func() *plan { return parented(func(int) int { return 0 }) }},
	{"debate", debate},
	{"giant", giant},
}

// parented lets each node bear on an earlier one.
func parented(parent func(x int) int) *plan {
	p := &plan{}
	for x := range size {
		p.nodes = append(p.nodes, gradual.Node{Base: unit(uint64(x))})
		if x > 0 {
			p.edge(x, parent(x), gradual.Role(x%2), 1)
		}
	}
	return p
}

// debate is a forest of replies, each to one of the last few hundred, in which one in twenty nodes
// is in a mutual attack with an earlier one.
func debate() *plan {
	recent := func(x int) int { return max(0, x-1-int(unit(uint64(3*x))*300)) }
	p := parented(recent)
	for x := 20; x < size; x += 20 {
		y := recent(x + 7)
		if y != x && y != recent(x) {
			p.attack(min(x, y), max(x, y)).attack(max(x, y), min(x, y))
		}
	}
	dedupe(p)
	return p
}

// giant is one component: a ring with as many chords again.
func giant() *plan {
	p := &plan{}
	for x := range size {
		p.nodes = append(p.nodes, gradual.Node{Base: unit(uint64(x))})
		p.edge(x, (x+1)%size, gradual.Role(x%2), 1)
		p.edge(x, int(unit(uint64(7*x))*size), gradual.Role(x/2%2), 1)
	}
	dedupe(p)
	return p
}

func dedupe(p *plan) {
	seen := map[gradual.Edge]bool{}
	kept := p.edges[:0]
	for _, e := range p.edges {
		if !seen[e] {
			seen[e] = true
			kept = append(kept, e)
		}
	}
	p.edges = kept
}

func BenchmarkNew(b *testing.B) {
	for _, f := range families {
		p := f.plan()
		b.Run(f.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p.build(b)
			}
		})
	}
}

func BenchmarkEvaluate(b *testing.B) {
	for _, f := range families {
		g := f.plan().build(b)
		for _, s := range []gradual.Semantics{gradual.DFQuAD, gradual.QuadraticEnergy, gradual.Euler} {
			b.Run(fmt.Sprintf("%s/%v", f.name, s), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					r := g.Evaluate(b.Context(), s)
					if !r.Converged() {
						b.Fatalf("%v: %v", r.Outcome, r.Residual)
					}
					b.ReportMetric(float64(r.Iterations), "iterations")
				}
			})
		}
	}
}

func BenchmarkGradient(b *testing.B) {
	for _, f := range families {
		p := f.plan()
		topic := 0
		if f.name == "chain" {
			topic = size - 1
		}
		g := p.build(b)
		b.Run(f.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				a, err := g.Attribute(b.Context(), gradual.QuadraticEnergy, gradual.Gradient, int32(topic))
				if err != nil || a.Outcome != gradual.Exact {
					b.Fatalf("%v %v", a, err)
				}
			}
		})
	}
}

// Removal in a tree costs the depth of each node.
func BenchmarkRemovalTree(b *testing.B) {
	g := parented(func(x int) int { return (x - 1) / 2 }).build(b)
	for b.Loop() {
		a, err := g.Attribute(b.Context(), gradual.QuadraticEnergy, gradual.Removal, 0)
		if err != nil || a.Outcome != gradual.Exact {
			b.Fatalf("%v %v", a, err)
		}
	}
}
