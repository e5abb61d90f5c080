package gradual

import (
	"context"
	"math"
)

// Outcome says what is known of a strength or an influence.
type Outcome uint8

// The outcomes, from the best to the worst.
const (
	// Exact: worked out, up to the tolerance.
	Exact Outcome = iota
	// Estimated: a mean of samples, which has a standard error.
	Estimated
	// NotConverged: an iteration did not settle within its limit or the deadline, here or among what
	// this value depends on; the value is where it stood.
	NotConverged
	// Unknown: the deadline came first, or there is no such value; the number given means nothing.
	Unknown
)

// String gives the code: EXACT, ESTIMATED, NOT_CONVERGED or UNKNOWN.
func (o Outcome) String() string {
	return [...]string{"EXACT", "ESTIMATED", "NOT_CONVERGED", "UNKNOWN"}[o]
}

const (
	// Tolerance bounds max|f(s)−s| for a component that has settled. Where an iteration settles slowly,
	// the strengths may be farther from the equilibrium than that.
	Tolerance = 1e-9
	// MaxIterations bounds the iterations of one component.
	MaxIterations = 10_000
	// Damping is the share δ of the way to f(s) that an iteration goes.
	Damping = 0.5
)

// Result holds the strengths of all nodes.
type Result struct {
	// Semantics is the one asked for.
	Semantics Semantics
	// Strengths holds one for each node, from 0 to 1; where the outcome is Unknown it is the base score.
	Strengths []float64
	// Outcomes holds for each node Exact, NotConverged or Unknown; Outcome is the worst of them.
	Outcomes []Outcome
	Outcome  Outcome
	// Iterations is the largest number of times that a component was gone through, 1 without cycles;
	// Residual is the largest max|f(s)−s| that a component was left with, 0 without cycles.
	Iterations int
	Residual   float64
	// IgnoredSupports counts the support edges that a semantics of attacks only left out.
	IgnoredSupports int
}

// Converged reports whether every strength is what its semantics says.
func (r *Result) Converged() bool { return r.Outcome == Exact }

// Evaluate gives the strength of every node. Strengths are defined by the graph's strongly connected
// components, parents first: a node that is on no cycle has the strength that its semantics makes of
// its parents'. On cycles there may be several equilibria s = f(s), or plain iteration may not settle
// (Mossakowski and Neuhaus 2018); the strengths of a component are where ds/dt = f(s) − s leads from
// the base scores (Potyka 2018), in steps s ← s + δ(f(s)−s), all nodes at once, until max|f(s)−s| <
// Tolerance. Links that nothing attacks or supports follow their premises at once, in every step.
//
// After MaxIterations, or when the context ends, the outcome says so: see Outcomes.
func (g *Graph) Evaluate(ctx context.Context, semantics Semantics) *Result {
	r := newRun(ctx, g, semantics)
	for c := range int32(len(r.ends)) {
		r.visit(c)
	}
	return &Result{
		Semantics: semantics, Strengths: r.s, Outcomes: r.outcomes, Outcome: r.worst,
		Iterations: r.iterations, Residual: r.residual, IgnoredSupports: g.supports - r.supports,
	}
}

// run is an evaluation under way.
type run struct {
	*Graph
	form     form
	patience patience
	// s holds the strengths, next those of a component after the coming step.
	s, next  []float64
	outcomes []Outcome
	worst    Outcome

	iterations int
	residual   float64
	// visited counts nodes, each as often as it was visited.
	visited int
	// gone counts for each node the reasons why it is left out: itself, or a premise of it; nil when
	// all nodes are there. parts finds the components that are left of one.
	gone  []int32
	parts *tarjan
}

func newRun(ctx context.Context, g *Graph, semantics Semantics) *run {
	if semantics.AttacksOnly() {
		g = g.unsupported()
	}
	r := &run{Graph: g, form: forms[semantics], patience: patience{ctx: ctx}}
	r.s = append(make([]float64, 0, len(g.base)), g.base...)
	r.outcomes = make([]Outcome, len(g.base))
	return r
}

// absent reports whether a node is left out: one with its edges, and with the links it is a premise of.
func (r *run) absent(x int32) bool { return len(r.gone) > 0 && r.gone[x] > 0 }

// conduit reports whether a node is a link that nothing attacks or supports: it does nothing but pass
// on the strength of its premises.
func (r *run) conduit(x int32) bool {
	if !r.link[x] {
		return false
	}
	for _, e := range r.in.items[r.in.starts[3*x]:r.in.starts[3*x+2]] {
		if !r.absent(e.from) {
			return false
		}
	}
	return true
}

// f gives the strength that a node should have, by those of its parents.
func (r *run) f(x int32) float64 {
	if r.absent(x) {
		return 0
	}
	strength := r.own(x)
	if premises := r.in.row(x, Premise); len(premises) > 0 {
		strength *= r.conjoin(premises)
	}
	return strength
}

// own gives the strength of a node without regard to its premises.
func (r *run) own(x int32) float64 {
	starts := r.in.starts[3*x : 3*x+3]
	if starts[0] == starts[2] {
		return r.base[x]
	}
	e := r.energy(r.in.items[starts[0]:starts[1]], r.in.items[starts[1]:starts[2]])
	return r.form.influenced(r.base[x], e)
}

// visit evaluates a component whose parents have been visited.
func (r *run) visit(c int32) {
	nodes := r.component(c)
	r.visited += len(nodes)
	switch {
	case !r.patience.lasts(len(nodes)):
		r.mark(nodes, Unknown)
		return
	case !r.cyclic[c]:
		r.s[nodes[0]] = r.f(nodes[0])
		r.iterations = max(r.iterations, 1)
		r.mark(nodes, Exact)
	case len(r.gone) > 0 && r.anyAbsent(nodes):
		r.visitParts(c, nodes)
	default:
		r.mark(nodes, r.settle(nodes))
	}
}

func (r *run) anyAbsent(nodes []int32) bool {
	for _, x := range nodes {
		if r.gone[x] > 0 {
			return true
		}
	}
	return false
}

// visitParts evaluates what is left of a component, which may hang together less than the whole.
func (r *run) visitParts(c int32, nodes []int32) {
	if r.parts == nil {
		r.parts = newTarjan(r.Graph)
	}
	var present []int32
	for _, x := range nodes {
		if r.gone[x] > 0 {
			r.s[x], r.outcomes[x] = 0, Exact
		} else {
			present = append(present, x)
		}
	}
	r.parts.find(present, func(x int32) bool { return r.home[x] == c && r.gone[x] == 0 })
	start := int32(0)
	for i, end := range r.parts.ends {
		part := r.parts.order[start:end]
		start = end
		if r.parts.cyclic[i] {
			r.mark(part, r.settle(part))
			continue
		}
		r.s[part[0]] = r.f(part[0])
		r.mark(part, Exact)
	}
}

// settle iterates a component from its base scores and says how that ended.
func (r *run) settle(nodes []int32) Outcome {
	for _, x := range nodes {
		r.s[x] = r.base[x]
	}
	if r.next == nil {
		r.next = make([]float64, len(r.base))
	}
	for n := 1; ; n++ {
		residual := r.look(nodes)
		settled := residual < Tolerance
		if settled || n == MaxIterations || !r.patience.lasts(len(nodes)) {
			r.iterations, r.residual = max(r.iterations, n), max(r.residual, residual)
			if settled {
				return Exact
			}
			return NotConverged
		}
		for i, x := range nodes {
			r.s[x] += Damping * (r.next[i] - r.s[x])
		}
	}
}

// look sets next to f of the present strengths and gives max|f(s)−s|.
func (r *run) look(nodes []int32) (residual float64) {
	if r.links {
		for _, x := range nodes {
			if r.conduit(x) {
				r.s[x] = r.f(x)
			}
		}
	}
	for i, x := range nodes {
		r.next[i] = r.f(x)
		residual = max(residual, math.Abs(r.next[i]-r.s[x]))
	}
	return residual
}

// mark notes how far the strengths of a component are known: no better than those of its parents.
func (r *run) mark(nodes []int32, outcome Outcome) {
	if outcome == Exact && r.worst == Exact {
		return // as all nodes before
	}
	for _, x := range nodes {
		r.outcomes[x] = Exact
	}
	if outcome != Unknown {
		outcome = max(outcome, r.worstParent(nodes))
	}
	r.worst = max(r.worst, outcome)
	for _, x := range nodes {
		r.outcomes[x] = outcome
	}
}

func (r *run) worstParent(nodes []int32) (worst Outcome) {
	for _, x := range nodes {
		edges, _ := r.in.all(x)
		for _, e := range edges {
			worst = max(worst, r.outcomes[e.from])
		}
	}
	return worst
}

// patience says how long to go on.
type patience struct {
	ctx   context.Context
	spent int
	over  bool
}

// often is the work, in nodes, between two looks at the context.
const often = 1 << 12

// lasts reports whether there is time for more, after so many nodes of work.
func (p *patience) lasts(nodes int) bool {
	if p.spent -= nodes; p.spent < 0 && !p.over {
		p.spent = often
		p.over = p.ctx.Err() != nil
	}
	return !p.over
}
