package gradual

import "slices"

// backward is a sweep from a topic to its ancestors.
type backward struct {
	*run
	a *Attribution
	// adjoint is ∂σ(topic)/∂s for each node, through its children.
	adjoint []float64
	// byBase is ∂f/∂w for each node, and bySource ∂f/∂s for the source of each edge.
	byBase, bySource []float64
	// place numbers the nodes of a component, and sum holds their next adjoints.
	place []int32
	sum   []float64
}

func (a *Attribution) gradient(r *run, k *cone) {
	b := &backward{
		run: r, a: a, adjoint: make([]float64, len(r.base)),
		byBase: make([]float64, len(r.base)), bySource: make([]float64, len(r.in.items)),
	}
	b.adjoint[a.Topic] = 1
	a.Outcomes[a.Topic] = r.outcomes[a.Topic]
	for _, c := range slices.Backward(k.components) {
		b.pass(c)
	}
}

// pass gives the nodes of a component their values and passes on what falls to their parents.
func (b *backward) pass(c int32) {
	nodes := b.component(c)
	b.visited += len(nodes)
	outcome := Exact
	for _, x := range nodes {
		outcome = max(outcome, b.a.Outcomes[x])
	}
	if !b.patience.lasts(len(nodes)) {
		outcome = Unknown
	}
	if outcome != Unknown {
		outcome = max(outcome, b.solve(c, nodes))
	}
	for _, x := range nodes {
		b.a.Outcomes[x] = outcome
		if outcome != Unknown {
			b.a.Values[x] = b.adjoint[x] * b.byBase[x]
		}
		edges, first := b.in.all(x)
		for i, e := range edges {
			if b.home[e.from] != c {
				b.a.Outcomes[e.from] = max(b.a.Outcomes[e.from], outcome)
				b.adjoint[e.from] += b.adjoint[x] * b.bySource[int(first)+i]
			}
		}
	}
}

// solve makes the adjoints of a component, which hold what comes from its children, final: on a cycle
// they solve λ = adjoint + Jᵀλ, where J holds the derivatives of f within the component.
func (b *backward) solve(c int32, nodes []int32) Outcome {
	nothing := true
	for _, x := range nodes {
		b.byBase[x] = b.slopes(x)
		nothing = nothing && b.adjoint[x] == 0
	}
	switch {
	case nothing || !b.cyclic[c]:
		return Exact
	case len(nodes) <= denseLimit:
		return b.solveDense(c, nodes)
	default:
		return b.solveDamped(c, nodes)
	}
}

// slopes fills bySource for the edges that end in a node and gives ∂f/∂w.
func (b *backward) slopes(x int32) (byBase float64) {
	starts := b.in.starts[3*x : 3*x+4]
	if starts[0] == starts[3] {
		return 1
	}
	part := func(role Role) ([]source, []float64) {
		return b.in.items[starts[role]:starts[role+1]], b.bySource[starts[role]:starts[role+1]]
	}
	attackers, byAttacker := part(Attack)
	supporters, bySupporter := part(Support)
	premises, byPremise := part(Premise)

	byBase, all := 1.0, b.conjoin(premises)
	if len(attackers)+len(supporters) > 0 {
		var byEnergy float64
		byBase, byEnergy = b.form.slopes(b.base[x], b.energy(attackers, supporters))
		b.slopesOfEnergy(attackers, byAttacker, -byEnergy*all)
		b.slopesOfEnergy(supporters, bySupporter, byEnergy*all)
	}
	if len(premises) > 0 {
		b.slopesOfConjunction(premises, byPremise, b.own(x))
	}
	return byBase * all
}

// slopesOfEnergy sets to, for each parent of one role, to its part in the derivative of the energy
// times k.
func (b *backward) slopesOfEnergy(parents []source, to []float64, k float64) {
	switch b.form.aggregation {
	case byProduct:
		for i, p := range parents {
			to[i] = 1 - p.weight*b.s[p.from]
		}
		others(to)
		for i, p := range parents {
			to[i] *= k * p.weight
		}
	case bySum:
		for i, p := range parents {
			to[i] = k * p.weight
		}
	case byMaximum:
		b.slopeOfFirst(parents, to, b.top(parents), k)
	default:
		n := b.number(parents)
		for i, p := range parents {
			if b.counts[p.from] {
				to[i] = k * p.weight / n
			}
		}
	}
}

func (b *backward) slopesOfConjunction(premises []source, to []float64, k float64) {
	if b.conjunction == Minimum {
		b.slopeOfFirst(premises, to, b.conjoin(premises), k)
		return
	}
	for i, p := range premises {
		to[i] = p.weight * b.s[p.from]
	}
	others(to)
	for i, p := range premises {
		to[i] *= k * p.weight
	}
}

// slopeOfFirst gives all to the first of the sources that reach an extreme.
func (b *backward) slopeOfFirst(sources []source, to []float64, extreme, k float64) {
	for i, p := range sources {
		if p.weight*b.s[p.from] == extreme {
			to[i] = k * p.weight
			return
		}
	}
}

// others replaces each factor by the product of all the others.
func others(factors []float64) {
	zeros, product := 0, 1.0
	for _, f := range factors {
		if f == 0 {
			zeros++
		} else {
			product *= f
		}
	}
	for i, f := range factors {
		switch {
		case f == 0 && zeros == 1:
			factors[i] = product
		case zeros > 0:
			factors[i] = 0
		default:
			factors[i] = product / f
		}
	}
}
