package solving

import (
	"context"
	"strings"

	"argmap/internal/fault"
	"argmap/internal/semantics/gradual"
)

// qbaf answers with the strengths of arguments.
func qbaf(ctx context.Context, q *request) (*answer, error) {
	sem, err := q.gradual()
	if err != nil {
		return nil, err
	}
	r, g, err := q.graph()
	if err != nil {
		return nil, err
	}
	found := g.Evaluate(ctx, sem)
	if found.Outcome == gradual.Unknown {
		return unknown(), nil
	}
	converged := found.Converged()
	return &answer{Strengths: numbers(r, found.Strengths), Converged: &converged, Ignored: found.IgnoredSupports}, nil
}

// attribution answers with what each argument has to do with the strength of one.
func attribution(ctx context.Context, q *request) (*answer, error) {
	method, err := gradual.ParseMethod(strings.ToLower(q.Method))
	if err != nil {
		return nil, missing("method", q.Method, "removal, gradient or shapley")
	}
	sem, err := q.gradual()
	if err != nil {
		return nil, err
	}
	r, g, err := q.graph()
	if err != nil {
		return nil, err
	}
	topic, err := r.find("topic", "argument", q.Topic)
	if err != nil {
		return nil, err
	}
	found, err := g.Attribute(ctx, sem, method, topic)
	if err != nil {
		return nil, err
	}
	return attributed(r, found), nil
}

func attributed(r *roster, found *gradual.Attribution) *answer {
	a := &answer{Samples: found.Samples, Ignored: found.IgnoredSupports}
	a.Attribution = record{r, func(i int) []byte {
		if found.Outcomes[i] == gradual.Unknown {
			return []byte("null")
		}
		return decimal(found.Values[i])
	}}
	if found.StandardErrors != nil {
		a.Errors = numbers(r, found.StandardErrors)
	}
	if found.Outcome != gradual.Exact {
		a.Outcome = found.Outcome.String()
	}
	return a
}

func numbers(r *roster, values []float64) record {
	return record{r, func(i int) []byte { return decimal(values[i]) }}
}

// gradual reads the code of a gradual semantics; DF-QuAD where there is none.
func (q *request) gradual() (gradual.Semantics, error) {
	if q.Semantics == "" {
		return gradual.DFQuAD, nil
	}
	sem, err := gradual.Parse(strings.ToLower(q.Semantics))
	if err != nil {
		return 0, errUnsupported
	}
	return sem, nil
}

// graph reads arguments with weights, attacks and supports.
func (q *request) graph() (*roster, *gradual.Graph, error) {
	r, weights, err := q.arguments()
	if err != nil {
		return nil, nil, err
	}
	nodes := make([]gradual.Node, len(weights))
	for i, weight := range weights {
		field := at("arguments", i) + ".weight"
		if weight == nil {
			return nil, nil, fault.InvalidField(field, "solve.weight", "it is missing; it is the base score of %q, from 0 to 1", r.names[i])
		}
		if nodes[i].Base, err = share(field, *weight); err != nil {
			return nil, nil, err
		}
	}
	attacks, err := q.edges("attacks", q.Attacks, r, true)
	if err != nil {
		return nil, nil, err
	}
	supports, err := q.edges("supports", q.Supports, r, true)
	if err != nil {
		return nil, nil, err
	}
	if err := agree("attacks", r, attacks); err != nil {
		return nil, nil, err
	}
	if err := agree("supports", r, supports); err != nil {
		return nil, nil, err
	}
	edges := append(inRole(gradual.Attack, attacks), inRole(gradual.Support, supports)...)
	g, err := gradual.New(nodes, edges, gradual.Product)
	return r, g, err
}

// agree refuses a pair that is said twice with different weights.
func agree(field string, r *roster, edges []edge) error {
	said := make(map[[2]int32]float64, len(edges))
	for i, e := range edges {
		pair := [2]int32{e.from, e.to}
		if weight, twice := said[pair]; twice && weight != e.weight {
			return fault.InvalidField(at(field, i), "solve.weight", "%q to %q is said twice, with the weights %v and %v", r.names[e.from], r.names[e.to], weight, e.weight)
		}
		said[pair] = e.weight
	}
	return nil
}

func inRole(role gradual.Role, of []edge) []gradual.Edge {
	edges := make([]gradual.Edge, len(of))
	for i, e := range of {
		edges[i] = gradual.Edge{From: e.from, To: e.to, Role: role, Weight: e.weight}
	}
	return edges
}
