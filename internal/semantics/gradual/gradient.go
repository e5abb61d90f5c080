package gradual

import (
	"math"
	"slices"
)

// backward is a sweep from a topic to its ancestors.
type backward struct {
	*run
	a *Attribution
	// adjoint is ∂σ(topic)/∂s for each node, through its children.
	adjoint []float64
	// byBase is ∂f/∂w for each node, and bySource ∂f/∂s for the source of each edge.
	byBase, bySource []float64
	// place numbers the nodes of a component.
	place []int32
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
	part := func(role Role) ([]source, []float64) {
		return b.in.items[starts[role]:starts[role+1]], b.bySource[starts[role]:starts[role+1]]
	}
	attackers, byAttacker := part(Attack)
	supporters, bySupporter := part(Support)
	premises, byPremise := part(Premise)

	strength, byBase, all := b.base[x], 1.0, b.conjoin(premises)
	if len(attackers)+len(supporters) > 0 {
		e := b.energy(attackers, supporters)
		strength = b.form.influenced(b.base[x], e)
		var byEnergy float64
		byBase, byEnergy = b.form.slopes(b.base[x], e)
		b.slopesOfEnergy(attackers, byAttacker, -byEnergy*all)
		b.slopesOfEnergy(supporters, bySupporter, byEnergy*all)
	}
	b.slopesOfConjunction(premises, byPremise, strength)
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

// denseLimit is the largest component for which a matrix is laid out.
const denseLimit = 64

// solveDense solves by Gaussian elimination with partial pivoting.
func (b *backward) solveDense(c int32, nodes []int32) Outcome {
	rows := b.system(c, nodes)
	n := len(rows)
	for k := range n {
		pivot := k
		for i := k + 1; i < n; i++ {
			if math.Abs(rows[i][k]) > math.Abs(rows[pivot][k]) {
				pivot = i
			}
		}
		rows[k], rows[pivot] = rows[pivot], rows[k]
		if math.Abs(rows[k][k]) < Tolerance {
			return Unknown
		}
		for i := k + 1; i < n; i++ {
			factor := rows[i][k] / rows[k][k]
			for j := k; factor != 0 && j <= n; j++ {
				rows[i][j] -= factor * rows[k][j]
			}
		}
	}
	for k := n - 1; k >= 0; k-- {
		sum := rows[k][n]
		for j := k + 1; j < n; j++ {
			sum -= rows[k][j] * b.adjoint[nodes[j]]
		}
		b.adjoint[nodes[k]] = sum / rows[k][k]
	}
	return Exact
}

// system lays out (1 − Jᵀ)λ = adjoint, the right side in the last column.
func (b *backward) system(c int32, nodes []int32) [][]float64 {
	n := len(nodes)
	if b.place == nil {
		b.place = make([]int32, len(b.base))
	}
	cells := make([]float64, n*(n+1))
	rows := make([][]float64, n)
	for i, x := range nodes {
		b.place[x] = int32(i)
		rows[i] = cells[i*(n+1) : (i+1)*(n+1)]
		rows[i][i], rows[i][n] = 1, b.adjoint[x]
	}
	for j, x := range nodes {
		edges, first := b.in.all(x)
		for i, e := range edges {
			if b.home[e.from] == c {
				rows[b.place[e.from]][j] -= b.bySource[int(first)+i]
			}
		}
	}
	return rows
}

// solveDamped iterates λ ← λ + δ(adjoint + Jᵀλ − λ). Its errors shrink as those of the iteration by
// which the strengths settled, since the eigenvalues are the same.
func (b *backward) solveDamped(c int32, nodes []int32) Outcome {
	given := make([]float64, len(nodes))
	largest := 0.0
	for i, x := range nodes {
		given[i] = b.adjoint[x]
		largest = max(largest, math.Abs(given[i]))
	}
	sum := make([]float64, len(b.base))
	for range MaxIterations {
		for i, x := range nodes {
			sum[x] = given[i]
		}
		for _, x := range nodes {
			edges, first := b.in.all(x)
			for i, e := range edges {
				if b.home[e.from] == c {
					sum[e.from] += b.bySource[int(first)+i] * b.adjoint[x]
				}
			}
		}
		residual := 0.0
		for _, x := range nodes {
			residual = max(residual, math.Abs(sum[x]-b.adjoint[x]))
			b.adjoint[x] += Damping * (sum[x] - b.adjoint[x])
		}
		if residual < Tolerance*largest {
			return Exact
		}
		if !b.patience.lasts(len(nodes)) {
			return Unknown
		}
	}
	return NotConverged
}
