package snapshot

import "argmap/internal/argmap"

// tie is how close two strengths must be to count as equal.
const tie = 1e-9

// winner gives the number of the strength that meets a threshold, or -1. There is one at most, for it is
// above all others.
func winner(t argmap.Threshold, strengths []float64) int {
	best, other := -1, 0.0
	for i, s := range strengths {
		switch {
		case best < 0:
			best = i
		case s > strengths[best]:
			best, other = i, strengths[best]
		default:
			other = max(other, s)
		}
	}
	if best < 0 || strengths[best]-other <= t.Margin+tie || t.Ceiling > 0 && other >= t.Ceiling-tie {
		return -1
	}
	return best
}
