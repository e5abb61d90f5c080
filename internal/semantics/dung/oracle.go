package dung

import "context"

// literal says one thing of one node of a part.
type literal struct {
	node int32
	is   claim
}

type claim uint8

const (
	isIn claim = iota
	isOut
	notIn
	notOut
	// settled is IN or OUT.
	settled
	isUndecided
)

// holds tells whether the literal is true of a status.
func (l literal) holds(s status) bool {
	switch l.is {
	case isIn:
		return s == in
	case isOut:
		return s == out
	case notIn:
		return s != in
	case notOut:
		return s != out
	case settled:
		return s != undecided
	default:
		return s == undecided
	}
}

// oracle finds labellings of a part by its rule. Errors are those of the context.
type oracle interface {
	// find looks for a labelling in which all of given and at least one of some hold (some may be nil:
	// no such demand), and with it all that was required, and gives it to status.
	find(ctx context.Context, given, some []literal) (bool, error)
	// require demands of all further labellings that at least one of the literals holds.
	require(some []literal)
	// next looks for a labelling that no earlier next has given; between calls of next the oracle must
	// not be used otherwise.
	next(ctx context.Context) (bool, error)
	// labels gives the labelling that was found last; it is overwritten by the next one.
	labels() []status
}

// maxBits is the number of nodes in a part that is searched over bit sets.
const maxBits = 64

// oracle chooses how to search a part.
func (s *Solver) oracle(p *part) oracle {
	if len(p.nodes) <= s.bits {
		return newBits(p)
	}
	return newSat(p)
}
