package gradual

import (
	"context"
	"slices"

	"argmap/internal/fault"
)

// Attribution says how much each node has to do with the strength of a topic.
type Attribution struct {
	Semantics Semantics
	Method    Method
	Topic     int32
	// Strength is that of the topic, as Evaluate gives it.
	Strength float64
	// Values holds one for each node; 0 for nodes from which no path leads to the topic.
	Values []float64
	// Outcomes holds one for each node, and Outcome the worst of them. Where it is Unknown, the value
	// means nothing.
	Outcomes []Outcome
	Outcome  Outcome
	// Samples counts the orders from which Shapley values were estimated, and StandardErrors holds the
	// standard error of each; 0 and nil for what was not sampled.
	Samples        int
	StandardErrors []float64
	// Passes counts how often, on average, the nodes above the topic were gone through, to evaluate them
	// or to pass influence on. The iterations of a cycle are one.
	Passes float64
	// Iterations and Residual are as in Result, of the evaluation of what bears on the topic with nothing
	// left out.
	Iterations int
	Residual   float64
	// IgnoredSupports is as in Result.
	IgnoredSupports int
}

// Attribute says how much each node has to do with the strength σ(t) of a topic t.
//
// Removal: σ(t) minus what σ(t) is without the node. A node goes with its edges and with the links it
// is a premise of, since premises stand or fall together. The value of the topic itself is 0. Costs,
// for each node above the topic, an evaluation of what lies between the two; the nodes nearest to the
// topic come first.
//
// Gradient: ∂σ(t)/∂w(x), where w is the base score, by one sweep from the topic to its ancestors
// (reverse differentiation), and one linear system for each cyclic component, since s = f(s) there.
// Where σ has a kink, the derivative is one from a side: at E = 0 that of a growing E, and among
// several that are the maximum or minimum, all of it goes to the lowest node number. Where a system is
// singular the equilibrium moves with nothing: outcome Unknown, for the component and all above it.
//
// Shapley: the Shapley values of the game whose players are the nodes above the topic, without the
// topic itself, and in which a set of players is worth what σ(t) is when the other players are removed
// as above. They add up to σ(t) minus what σ(t) is without any player. Exact up to ShapleyExact
// players; beyond that the mean over ShapleySamples orders of arrival from a fixed seed, or as many
// as the context allows, taken in pairs of an order and its reverse: outcome Estimated.
//
// A topic that is no node is INVALID, and so is a number that is no semantics or method.
func (g *Graph) Attribute(ctx context.Context, s Semantics, m Method, topic int32) (*Attribution, error) {
	if topic < 0 || int(topic) >= len(g.base) {
		return nil, fault.InvalidField("topic", "gradual.topic", "there is no node %d; there are %d nodes, numbered from 0", topic, len(g.base))
	}
	if !slices.Contains(AllSemantics(), s) || m >= numMethods {
		return nil, fault.New(fault.Invalid, "gradual.unknown", "there is no semantics number %d with a method number %d", s, m)
	}
	r := newRun(ctx, g, s)
	k := r.coneOf(topic)
	for _, c := range k.components {
		r.visit(c)
	}
	a := &Attribution{
		Semantics: s, Method: m, Topic: topic, Strength: r.s[topic],
		Values: make([]float64, len(g.base)), Outcomes: make([]Outcome, len(g.base)),
		IgnoredSupports: g.supports - r.supports, Iterations: r.iterations, Residual: r.residual,
	}
	switch m {
	case Gradient:
		a.gradient(r, k)
	case Shapley:
		a.shapley(newGame(r, k))
	default:
		a.removal(newGame(r, k))
	}
	a.Outcome = slices.Max(a.Outcomes)
	a.Passes = float64(r.visited) / float64(r.size(k))
	return a, nil
}

func (a *Attribution) removal(g *game) {
	whole, outcomes := slices.Clone(g.s), slices.Clone(g.outcomes)
	for _, x := range slices.Backward(g.players()) {
		if g.patience.over {
			a.Outcomes[x] = Unknown
			continue
		}
		changed := g.leave(x)
		a.Values[x] = whole[a.Topic] - g.s[a.Topic]
		a.Outcomes[x] = max(outcomes[a.Topic], g.outcomes[a.Topic])
		g.note(x, -1)
		for _, c := range changed {
			for _, y := range g.component(c) {
				g.s[y], g.outcomes[y] = whole[y], outcomes[y]
			}
		}
	}
}
