package gradual

import "math"

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
	for range MaxIterations {
		b.collect(c, nodes, given)
		residual := 0.0
		for _, x := range nodes {
			residual = max(residual, math.Abs(b.sum[x]-b.adjoint[x]))
			b.adjoint[x] += Damping * (b.sum[x] - b.adjoint[x])
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

// collect sets sum to given + Jᵀ·adjoint.
func (b *backward) collect(c int32, nodes []int32, given []float64) {
	if b.sum == nil {
		b.sum = make([]float64, len(b.base))
	}
	for i, x := range nodes {
		b.sum[x] = given[i]
	}
	for _, x := range nodes {
		edges, first := b.in.all(x)
		for i, e := range edges {
			if b.home[e.from] == c {
				b.sum[e.from] += b.bySource[int(first)+i] * b.adjoint[x]
			}
		}
	}
}
