package gradual

import (
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
)

const (
	// ShapleyExact is the largest number of players for which all their sets are evaluated.
	ShapleyExact = 12
	// ShapleySamples is the number of orders drawn for more players than that.
	ShapleySamples = 1000
)

func (a *Attribution) shapley(g *game) {
	players := g.players()
	for _, x := range players {
		g.note(x, 1)
	}
	for _, c := range g.components {
		g.visit(c)
	}
	if len(players) <= ShapleyExact {
		a.shapleyExact(g, players)
	} else {
		a.shapleySampled(g, players)
	}
}

// shapleyExact evaluates every set of players, each one player away from the set before (the Gray
// code), and weighs what each player adds to each set.
func (a *Attribution) shapleyExact(g *game, players []int32) {
	n := len(players)
	worth := make([]float64, 1<<n)
	worth[0] = g.s[a.Topic]
	worst := g.outcomes[a.Topic]
	for i := 1; i < len(worth); i++ {
		set, changed := i^i>>1, bits.TrailingZeros(uint(i))
		if set&(1<<changed) != 0 {
			g.enter(players[changed])
		} else {
			g.leave(players[changed])
		}
		worth[set] = g.s[a.Topic]
		worst = max(worst, g.outcomes[a.Topic])
	}
	if g.patience.over {
		worst = Unknown
	}
	for i, x := range players {
		a.Values[x], a.Outcomes[x] = average(worth, n, i), worst
	}
}

// average weighs what player i adds to the sets without it: each size counts the same, and so does
// each set of a size.
func average(worth []float64, players, i int) float64 {
	weights := make([]float64, players)
	sets := 1.0 // of so many of the others
	for size := range players {
		weights[size] = 1 / (float64(players) * sets)
		sets *= float64(players-1-size) / float64(size+1)
	}
	sum := 0.0
	for set := range worth {
		if set&(1<<i) == 0 {
			sum += weights[bits.OnesCount(uint(set))] * (worth[set|1<<i] - worth[set])
		}
	}
	return sum
}

// shapleySampled lets all players enter in a random order, then leave in the same order, which tells
// what they add in the reverse order.
func (a *Attribution) shapleySampled(g *game, players []int32) {
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // samples, to be the same each time; no secret
	order := slices.Clone(players)
	added := make([]float64, len(g.base))
	squares := make([]float64, len(g.base))
	worst, pairs := Estimated, 0
	for ; pairs < ShapleySamples/2; pairs++ {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		ended := a.samplePair(g, order, added)
		if g.patience.over {
			break
		}
		worst = max(worst, ended)
		a.learn(players, added, squares, pairs+1)
	}
	a.Samples = 2 * pairs
	a.StandardErrors = make([]float64, len(g.base))
	for _, x := range players {
		if a.Outcomes[x] = worst; pairs < 2 {
			a.Outcomes[x] = Unknown
			continue
		}
		a.StandardErrors[x] = math.Sqrt(squares[x] / float64(pairs*(pairs-1)))
	}
}

// samplePair sets added to the mean of what each player adds in an order and in its reverse.
func (a *Attribution) samplePair(g *game, order []int32, added []float64) (worst Outcome) {
	before := g.s[a.Topic]
	for _, x := range order {
		g.enter(x)
		added[x] = (g.s[a.Topic] - before) / 2
		before = g.s[a.Topic]
		worst = max(worst, g.outcomes[a.Topic])
	}
	for _, x := range order {
		g.leave(x)
		added[x] += (before - g.s[a.Topic]) / 2
		before = g.s[a.Topic]
		worst = max(worst, g.outcomes[a.Topic])
	}
	return worst
}

// learn adds the n-th pair to the means and sums of squares (Welford 1962).
func (a *Attribution) learn(players []int32, added, squares []float64, n int) {
	for _, x := range players {
		off := added[x] - a.Values[x]
		a.Values[x] += off / float64(n)
		squares[x] += off * (added[x] - a.Values[x])
	}
}
