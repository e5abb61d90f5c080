package dung

import (
	"strings"

	"argmap/internal/fault"
	"argmap/internal/semantics"
)

// Semantics says which sets of nodes are extensions.
type Semantics uint8

// The semantics; the zero value is none of them.
const (
	Grounded Semantics = iota + 1
	Complete
	Preferred
	Stable
	SemiStable
	Stage
	Ideal
	Eager
	CF2
)

// codes are the short names used by the solver competitions (ICCMA), extended by EA and CF2.
var codes = [...]string{"", "GR", "CO", "PR", "ST", "SST", "STG", "ID", "EA", "CF2"}

// All lists the semantics in the order of their declaration.
func All() []Semantics {
	return []Semantics{Grounded, Complete, Preferred, Stable, SemiStable, Stage, Ideal, Eager, CF2}
}

// String gives the short name: GR, CO, PR, ST, SST, STG, ID, EA or CF2.
func (s Semantics) String() string {
	if int(s) >= len(codes) || s == 0 {
		return "?"
	}
	return codes[s]
}

// known refuses a number that is no semantics.
func (s Semantics) known() error {
	if s < Grounded || s > CF2 {
		return fault.New(fault.Invalid, "semantics.unknown", "there is no semantics number %d", s)
	}
	return nil
}

// Parse reads a short name as String gives it, in capitals.
func Parse(code string) (Semantics, error) {
	for _, s := range All() {
		if s.String() == code {
			return s, nil
		}
	}
	return 0, fault.New(fault.Invalid, "semantics.unknown",
		"no semantics is called %q; there are %s", code, strings.Join(codes[1:], ", "))
}

// Outcome says how far an answer can be relied on.
type Outcome uint8

// The outcomes. The zero value promises nothing.
const (
	// Unknown: the context ended first.
	Unknown Outcome = iota
	// Exact: the answer is the one of the definition.
	Exact
	// NoExtension: the semantics has no extension here (only STABLE can). Then no node is accepted
	// credulously and every node sceptically.
	NoExtension
)

// String gives UNKNOWN, EXACT or NO_EXTENSION.
func (o Outcome) String() string {
	return [...]string{"UNKNOWN", "EXACT", "NO_EXTENSION"}[min(o, NoExtension)]
}

// ErrRings refuses STAGE and CF2 for a map in which support runs in rings.
var ErrRings = fault.New(fault.Invalid, "semantics.rings",
	"stage and CF2 are not defined for rings of support: ask for another semantics, or break the ring")

// Extension is one outcome of a semantics: a label for every node.
type Extension []semantics.Label

// In lists the accepted nodes in ascending order.
func (e Extension) In() []int32 {
	var in []int32
	for node, label := range e {
		if label == semantics.In {
			in = append(in, int32(node))
		}
	}
	return in
}
