// Package carneades labels balances of arguments: statements that are positions of issues, arguments that
// are weighed, and standards of proof that a position must meet to win. The model is that of Gordon and
// Walton (2016, "Formalizing Balancing Arguments", COMMA), as the Carneades system, version 4, computes it.
//
// Maps are read so by the reading BALANCES (docs/semantics.md). It parts from the map reading: an assumption
// is IN whatever speaks against it, a premise that is OUT may only make an argument weigh less, and a
// circle of arguments is left undecided.
package carneades

import (
	"argmap/internal/argmap"
	"argmap/internal/fault"
)

// None stands for no statement.
const None = -1

// Framework is what is labelled. Statements are named by their number.
type Framework struct {
	Statements []Statement
	Arguments  []Argument
	Issues     []Issue
}

// Statement is what can be IN, OUT or UNDECIDED.
type Statement struct {
	// Assumed statements are IN.
	Assumed bool
	// Value is what the statement says of something, for Criteria: "blue" of "the colour is blue".
	Value string
}

// Argument speaks for its conclusion, as much as its weighing gives it weight.
type Argument struct {
	Premises   []Premise
	Conclusion int
	// Undercutter is the statement that, when IN, takes the argument out of account; or None.
	Undercutter int
	Weighing    Weighing
	// Constant is the weight under Constant, from 0 to 1.
	Constant float64
	// Rank orders the arguments of an issue under Preference: the higher, the more it weighs.
	Rank int
	// Criteria are those of the weighing of that name.
	Criteria *Criteria
}

// Premise is a statement, in a role.
type Premise struct {
	Statement int
	Role      string
}

// Issue is a question whose positions exclude each other. A statement is a position of one issue at most.
type Issue struct {
	Positions []int
	// Standard is what the weight of a position is held to; empty is PREPONDERANCE.
	Standard argmap.ProofStandard
}

// Weighing says what an argument weighs once all its premises are IN or OUT and its undercutter, if any, is OUT.
type Weighing uint8

// The weighings. The weight lies from 0 to 1.
const (
	// Linked: 1 when all premises are IN, else 0.
	Linked Weighing = iota
	// Convergent: 1 when a premise is IN, else 0.
	Convergent
	// Cumulative: the share of the premises that are IN; 0 without premises.
	Cumulative
	// Factorized: 0 when a premise is OUT; else the number of premises, over that of the different premises
	// of all arguments about the issue.
	Factorized
	// Constant: as given.
	Constant
	// Preference: 0 when a premise is OUT; else, of n different ranks among the arguments about the issue, the
	// k-th from below of those under Preference weighs k/n. Without an issue it is 1.
	Preference
	// ByCriteria: see Criteria.
	ByCriteria
	weighings
)

// Criteria weigh an option by its properties: each soft one is a premise's role whose issue tells by the
// value of its position that is IN what the property is, and counts by its factor. A premise that is no
// position tells its own value. Several arguments may have the same Criteria.
type Criteria struct {
	// Hard are roles of premises: when one of these is OUT, the weight is 0.
	Hard []string
	Soft []Criterion
}

// Criterion is a soft one.
type Criterion struct {
	Role string
	// Factor is its importance, relative to the others'; 0 or more.
	Factor float64
	// Values give what a value is worth, from 0 to 1; any other is worth 0.
	Values map[string]float64
}

// check refuses numbers that name nothing, weights that are none, and what the model does not have.
func (f *Framework) check() error {
	criteria := map[*Criteria]bool{}
	for i, a := range f.Arguments {
		err := f.checkArgument(i, a)
		if err == nil && !criteria[a.Criteria] {
			criteria[a.Criteria] = true
			err = a.Criteria.check(i)
		}
		if err != nil {
			return err
		}
	}
	home := map[int]int{}
	for i, issue := range f.Issues {
		switch issue.Standard {
		case "", argmap.Preponderance, argmap.ClearAndConvincing, argmap.BeyondReasonableDoubt:
		default:
			return invalid("issue %d has the standard %q; there are PREPONDERANCE, CLEAR_AND_CONVINCING and BEYOND_REASONABLE_DOUBT", i, issue.Standard)
		}
		for _, p := range issue.Positions {
			if !f.has(p) {
				return invalid("issue %d has the position %d; there are %d statements, numbered from 0", i, p, len(f.Statements))
			}
			if other, twice := home[p]; twice {
				return invalid("statement %d is a position of issue %d and again of issue %d; it can be one of one issue, once", p, other, i)
			}
			home[p] = i
		}
	}
	return nil
}

func (f *Framework) has(statement int) bool { return statement >= 0 && statement < len(f.Statements) }

func (f *Framework) checkArgument(i int, a Argument) error {
	switch {
	case !f.has(a.Conclusion):
		return invalid("argument %d concludes statement %d; there are %d, numbered from 0", i, a.Conclusion, len(f.Statements))
	case a.Undercutter != None && !f.has(a.Undercutter):
		return invalid("argument %d is undercut by statement %d; there are %d, numbered from 0", i, a.Undercutter, len(f.Statements))
	case a.Weighing >= weighings:
		return invalid("argument %d has the weighing %d; there is none of that number", i, a.Weighing)
	case !share(a.Constant):
		return invalid("argument %d has the constant weight %v; a weight lies from 0 to 1", i, a.Constant)
	case a.Weighing == ByCriteria && a.Criteria == nil:
		return invalid("argument %d is weighed by criteria and has none", i)
	}
	for _, p := range a.Premises {
		if !f.has(p.Statement) {
			return invalid("argument %d has statement %d for a premise; there are %d, numbered from 0", i, p.Statement, len(f.Statements))
		}
	}
	return nil
}

func (c *Criteria) check(argument int) error {
	if c == nil {
		return nil
	}
	for _, s := range c.Soft {
		if !(s.Factor >= 0 && s.Factor <= maxFactor) { // so written that NaN fails
			return invalid("a criterion of argument %d has the factor %v; a factor lies from 0 to %d", argument, s.Factor, maxFactor)
		}
		for value, worth := range s.Values {
			if !share(worth) {
				return invalid("the value %q is worth %v to argument %d; a worth lies from 0 to 1", value, worth, argument)
			}
		}
	}
	return nil
}

// maxFactor keeps sums of factors finite.
const maxFactor = 1_000_000

// share reports whether a number lies from 0 to 1; NaN does not.
func share(x float64) bool { return x >= 0 && x <= 1 }

func invalid(format string, args ...any) error {
	return fault.New(fault.Invalid, "carneades.framework", format, args...)
}
