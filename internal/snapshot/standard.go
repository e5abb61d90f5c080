package snapshot

import (
	"fmt"

	"argmap/internal/argmap"
)

// rule is what a standard of proof asks of the strength s of an answer, when o is the strength of the
// strongest other answer: s must exceed o by more than margin, and o lie below ceiling where there is
// one.
type rule struct{ margin, ceiling float64 }

// rules are the standards. Gordon and Walton (2009, "Proof burdens and standards") leave the numbers
// open; these are those of the Carneades system, version 4, whose weights of arguments our strengths
// take the place of: a margin of 0.5, and at most 0.3 for doubts. A margin above 0.5 also means that s
// itself is above 0.5, which is the least weight that the paper asks for.
var rules = map[argmap.ProofStandard]rule{
	argmap.Preponderance:         {margin: 0},
	argmap.ClearAndConvincing:    {margin: 0.5},
	argmap.BeyondReasonableDoubt: {margin: 0.5, ceiling: 0.3},
}

// tie is how close two strengths must be to count as equal.
const tie = 1e-9

// formula writes the rule.
func (r rule) formula() string {
	text := "s > o"
	if r.margin > 0 {
		text = fmt.Sprintf("s > o + %g", r.margin)
	}
	if r.ceiling > 0 {
		text += fmt.Sprintf(" and o < %g", r.ceiling)
	}
	return text
}

// winner gives the number of the strength that meets the rule, or -1. There is one at most, for it is
// above all others.
func (r rule) winner(strengths []float64) int {
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
	if best < 0 || strengths[best]-other <= r.margin+tie || r.ceiling > 0 && other >= r.ceiling-tie {
		return -1
	}
	return best
}
