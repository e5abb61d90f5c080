package evaluation

import (
	"argmap/internal/fault"
	"argmap/internal/semantics/dung"
	"argmap/internal/snapshot"
)

// Request says how a map is evaluated.
type Request struct {
	Reading snapshot.Reading
	// Semantics is Grounded where it is none.
	Semantics dung.Semantics
}

func (r Request) semantics() dung.Semantics {
	if r.Semantics == 0 {
		return dung.Grounded
	}
	return r.Semantics
}

// check refuses what has no meaning. The attacks of the deductive reading are written down by way of nodes
// that are no elements, which would count where a semantics compares what is left undecided or looks at
// cycles.
func (r Request) check() error {
	if r.Reading.Support == snapshot.Balances && r.semantics() != dung.Grounded {
		return fault.InvalidField("semantics", "evaluation.balances", "the reading BALANCES is defined for GROUNDED only; ask for that, or read the map otherwise")
	}
	if r.Reading.Support != snapshot.Deductive {
		return nil
	}
	switch r.semantics() {
	case dung.SemiStable, dung.Stage, dung.Eager, dung.CF2:
		return fault.InvalidField("semantics", "evaluation.deductive",
			"the reading DEDUCTIVE is defined for GROUNDED, COMPLETE, PREFERRED, STABLE and IDEAL; ask for one of these, or read the map otherwise")
	case dung.Grounded, dung.Complete, dung.Preferred, dung.Stable, dung.Ideal:
	}
	return nil
}

// Normal gives the request with every field set, so that requests that mean the same are equal. One that
// has no meaning is INVALID.
func (r Request) Normal() (Request, error) {
	reading, err := r.Reading.Normal()
	if err != nil {
		return Request{}, err
	}
	n := Request{Reading: reading, Semantics: r.semantics()}
	return n, n.check()
}
