package bipolar

import (
	"strings"

	"argmap/internal/fault"
	"argmap/internal/semantics"
	"argmap/internal/semantics/dung"
)

// Reading says what a support means.
type Reading uint8

// The readings; the zero value is none of them.
const (
	AttacksOnly Reading = iota + 1
	Deductive
	Necessary
	Evidential
)

var names = [...]string{"", "attacks", "deductive", "necessary", "evidential"}

// All lists the readings in the order of their declaration.
func All() []Reading { return []Reading{AttacksOnly, Deductive, Necessary, Evidential} }

// String gives the name: attacks, deductive, necessary or evidential.
func (r Reading) String() string {
	if int(r) >= len(names) || r == 0 {
		return "?"
	}
	return names[r]
}

// Parse gives the reading of a name, as String writes it; the error is INVALID and lists the names.
func Parse(name string) (Reading, error) {
	for _, r := range All() {
		if r.String() == name {
			return r, nil
		}
	}
	return 0, fault.New(fault.Invalid, "bipolar.reading", "no reading is called %q; there are %s", name, strings.Join(names[1:], ", "))
}

// Edge leads from one argument to another, by number.
type Edge struct{ From, To int32 }

// Framework is a bipolar framework. An edge said twice counts once; a pair may be joined by an attack and
// a support; an argument may attack or support itself.
type Framework struct {
	// Arguments counts the arguments, which are numbered from 0.
	Arguments int
	Attacks   []Edge
	Supports  []Edge
	// Asserted says of each argument whether it stands by itself: the evidence of the evidential reading,
	// which alone looks at it. Nil says so of all.
	Asserted []bool
}

// MaxAttacks bounds the attacks that the deductive reading may make.
const MaxAttacks = 4_000_000

// Read gives the map that a reading makes of the framework for a semantics. Its first nodes are the
// arguments, by number; further nodes are helpers, of which an outcome is not to be told.
//
// INVALID is the error for an edge whose end is no argument, for Asserted of another length, and for a
// reading or semantics that is none; EXHAUSTED, for more than MaxAttacks attacks under the deductive
// reading.
func (f Framework) Read(r Reading, sem dung.Semantics) (*semantics.Map, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	switch r {
	case AttacksOnly:
		return f.attacked().Map(), nil
	case Deductive:
		return f.deductive(sem)
	case Necessary:
		b := f.attacked()
		for _, s := range f.Supports {
			b.NeedOne(s.To, s.From)
		}
		return b.Map(), nil
	case Evidential:
		return f.evidential(), nil
	default:
		return nil, fault.New(fault.Invalid, "bipolar.reading", "there is no reading number %d", r)
	}
}

func (f Framework) check() error {
	for _, e := range f.Attacks {
		if err := f.checkEdge("attacks", e); err != nil {
			return err
		}
	}
	for _, e := range f.Supports {
		if err := f.checkEdge("supports", e); err != nil {
			return err
		}
	}
	if f.Asserted != nil && len(f.Asserted) != f.Arguments {
		return fault.InvalidField("asserted", "bipolar.asserted", "%d marks for %d arguments", len(f.Asserted), f.Arguments)
	}
	return nil
}

func (f Framework) checkEdge(field string, e Edge) error {
	for _, end := range []int32{e.From, e.To} {
		if end < 0 || int(end) >= f.Arguments {
			return fault.InvalidField(field, "bipolar.edge", "there is no argument %d; there are %d, numbered from 0", end, f.Arguments)
		}
	}
	return nil
}

// attacked gives a builder with the attacks as they are.
func (f Framework) attacked() *semantics.Builder {
	b := semantics.NewBuilder(f.Arguments)
	for _, a := range f.Attacks {
		b.Attack(a.From, a.To)
	}
	return b
}

// evidential lets each argument that is not asserted need one of its supporters.
func (f Framework) evidential() *semantics.Map {
	b := f.attacked()
	supporters := make([][]int32, f.Arguments)
	for _, s := range f.Supports {
		supporters[s.To] = append(supporters[s.To], s.From)
	}
	for node, asserted := range f.Asserted {
		if !asserted {
			b.NeedOne(int32(node), supporters[node]...)
		}
	}
	return b.Map()
}
