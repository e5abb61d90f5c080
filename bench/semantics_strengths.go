package main

import (
	"fmt"
	"time"

	"argmap/internal/semantics"
	"argmap/internal/semantics/families"
	"argmap/internal/semantics/gradual"
)

// strengthResult is what one gradual semantics took on the debate.
type strengthResult struct {
	semantics gradual.Semantics
	// laid is from edges to the graph; all is all strengths of the graph; gradient is the attribution
	// of one topic, which went through what lies above it so many times.
	laid, all, gradient []time.Duration
	passes              float64
}

// strength takes all strengths of a debate in which every second edge is a support, and says what one topic
// owes to the others.
func (s *semanticsBench) strength() error {
	nodes, edges := weighed(families.Debate(pick(s.quick, 2000, semanticsSize), 1))
	for _, sem := range []gradual.Semantics{gradual.DFQuAD, gradual.QuadraticEnergy, gradual.Euler} {
		r := strengthResult{semantics: sem}
		err := repeated(pick(s.quick, 2, mostRounds), enoughWhile, func() error { return s.weigh(&r, nodes, edges) })
		if err != nil {
			return fmt.Errorf("%v: %w", sem, err)
		}
		s.strengths = append(s.strengths, r)
		s.say("%-12v layout %v, strengths %v, gradient %v in %.2f passes", sem, median(r.laid), median(r.all), median(r.gradient), r.passes)
	}
	return nil
}

func (s *semanticsBench) weigh(r *strengthResult, nodes []gradual.Node, edges []gradual.Edge) error {
	began := time.Now()
	g, err := gradual.New(nodes, edges, gradual.Product)
	if err != nil {
		return err
	}
	r.laid = append(r.laid, time.Since(began))
	began = time.Now()
	all := g.Evaluate(s.ctx, r.semantics)
	r.all = append(r.all, time.Since(began))
	began = time.Now()
	why, err := g.Attribute(s.ctx, r.semantics, gradual.Gradient, 0)
	r.gradient = append(r.gradient, time.Since(began))
	switch {
	case err != nil:
		return err
	case !all.Converged() || why.Outcome != gradual.Exact || why.Strength != all.Strengths[0]:
		return fmt.Errorf("the strengths are %v, the influences %v, the topic's strength is %v and %v", all.Outcome, why.Outcome, all.Strengths[0], why.Strength)
	}
	r.passes = why.Passes
	return nil
}

// weighed takes every second attack of a framework for a support, and gives the nodes base scores
// between a quarter and three quarters.
func weighed(m *semantics.Map) (nodes []gradual.Node, edges []gradual.Edge) {
	for node := range int32(m.Nodes()) {
		nodes = append(nodes, gradual.Node{Base: 0.25 + float64(node*7919%1000)/2000})
		for _, target := range m.Attacks(node) {
			role := pick(len(edges)%2 == 0, gradual.Attack, gradual.Support)
			edges = append(edges, gradual.Edge{From: node, To: target, Role: role, Weight: 1})
		}
	}
	return nodes, edges
}
