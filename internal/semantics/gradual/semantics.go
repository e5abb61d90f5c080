package gradual

import (
	"strings"

	"argmap/internal/fault"
)

// Semantics is a way to give strengths. Each is an aggregation of the parents' strengths into one
// energy E, and an influence of E on the base score w (the modular form of Mossakowski and Neuhaus
// 2018, arXiv 1807.06685). Edge weights multiply the strength of the source. At E = 0 every one of
// them gives w.
type Semantics uint8

// The semantics. Below, att and sup are a node's attackers and supporters, σ their strengths.
const (
	// DFQuAD: E = ∏att(1−σ) − ∏sup(1−σ); w + (1−w)E upwards, w + wE downwards. (Rago, Toni, Aurisicchio
	// and Baroni 2016.) One parent of strength 1 makes all others of its role irrelevant.
	DFQuAD Semantics = iota
	// QuadraticEnergy: E = Σsup σ − Σatt σ; w + (1−w)·h(E) − w·h(−E) with h(x) = x²/(1+x²) for x > 0,
	// else 0. (Potyka 2018.)
	QuadraticEnergy
	// Euler: E = Σsup σ − Σatt σ; 1 − (1−w²)/(1+w·exp(E)). (Amgoud and Ben-Naim 2018.) It is 0 for w = 0
	// and 1 for w = 1 whatever E is, and never falls below w².
	Euler
	// EulerTop: E = max sup σ − max att σ, with 0 for none; influence as Euler.
	EulerTop
	// SquaredDFQuAD: E as DFQuAD; w + (1−w)·h(E) − w·h(−E) with h(x) = x/(1+x) for x > 0, else 0.
	SquaredDFQuAD
	// MLP: E = Σsup σ − Σatt σ; the logistic function of ln(w/(1−w)) + E, continued by its limits: 0
	// for w = 0 and 1 for w = 1, whatever E is. (Potyka 2021.)
	MLP
	// HCategoriser: w/(1 + Σatt σ). (Besnard and Hunter 2001; with base scores Amgoud, Ben-Naim, Doder
	// and Vesic 2017.) Like the next two it knows attacks only: supports are left out of the graph, and
	// the result says how many.
	HCategoriser
	// MaxBased: w/(1 + max att σ).
	MaxBased
	// CardBased: w/(1 + n + (Σatt σ)/n), where n counts the attackers with a positive base score; a link
	// counts when its premises have one too. w where n = 0.
	CardBased
	numSemantics
)

type aggregation uint8

const (
	byProduct aggregation = iota
	bySum
	byMaximum
	byNumber
)

type influence uint8

const (
	linear influence = iota
	quadratic
	euler
	fractional
	logistic
	ratio
)

// form is the modular form of a semantics.
type form struct {
	code string
	aggregation
	influence
}

var forms = [numSemantics]form{
	DFQuAD:          {"dfquad", byProduct, linear},
	QuadraticEnergy: {"qe", bySum, quadratic},
	Euler:           {"ebs", bySum, euler},
	EulerTop:        {"ebt", byMaximum, euler},
	SquaredDFQuAD:   {"sqdfquad", byProduct, fractional},
	MLP:             {"mlp", bySum, logistic},
	HCategoriser:    {"hcat", bySum, ratio},
	MaxBased:        {"mbs", byMaximum, ratio},
	CardBased:       {"cbs", byNumber, ratio},
}

// AllSemantics lists the semantics in the order of their declaration.
func AllSemantics() []Semantics {
	all := make([]Semantics, numSemantics)
	for s := range numSemantics {
		all[s] = s
	}
	return all
}

// String gives the code: dfquad, qe, ebs, ebt, sqdfquad, mlp, hcat, mbs or cbs.
func (s Semantics) String() string { return forms[s].code }

// AttacksOnly reports whether the semantics knows no supports.
func (s Semantics) AttacksOnly() bool { return forms[s].influence == ratio }

// Parse gives the semantics of a code, as String writes it; the error is INVALID and lists the codes.
func Parse(code string) (Semantics, error) {
	return parse("semantics", code, AllSemantics())
}

// Method is a way to say how much a node has to do with the strength of a topic.
type Method uint8

// The methods; Attribute defines them.
const (
	Removal Method = iota
	Gradient
	Shapley
	numMethods
)

// String gives the name: removal, gradient or shapley.
func (m Method) String() string { return [numMethods]string{"removal", "gradient", "shapley"}[m] }

// ParseMethod gives the method of a name, as String writes it; the error is INVALID and lists the
// names.
func ParseMethod(name string) (Method, error) {
	return parse("method", name, []Method{Removal, Gradient, Shapley})
}

// parse finds the value that is written as code.
func parse[T interface{ String() string }](field, code string, all []T) (T, error) {
	names := make([]string, len(all))
	for i, v := range all {
		if names[i] = v.String(); names[i] == code {
			return v, nil
		}
	}
	var none T
	return none, fault.InvalidField(field, "gradual."+field, "there is no %s %q; it is one of %s", field, code, strings.Join(names, ", "))
}
