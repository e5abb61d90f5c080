package evaluation

import (
	"strings"

	"argmap/internal/fault"
	"argmap/internal/semantics/dung"
	"argmap/internal/semantics/gradual"
)

// named is a semantics under the name that it has in the interface.
type named[S any] struct {
	name string
	is   S
}

var labelling = []named[dung.Semantics]{
	{"GROUNDED", dung.Grounded},
	{"COMPLETE", dung.Complete},
	{"PREFERRED", dung.Preferred},
	{"STABLE", dung.Stable},
	{"SEMI_STABLE", dung.SemiStable},
	{"STAGE", dung.Stage},
	{"IDEAL", dung.Ideal},
	{"EAGER", dung.Eager},
	{"CF2", dung.CF2},
}

var strengthening = []named[gradual.Semantics]{
	{"DF_QUAD", gradual.DFQuAD},
	{"QUADRATIC_ENERGY", gradual.QuadraticEnergy},
	{"EULER", gradual.Euler},
	{"EULER_TOP", gradual.EulerTop},
	{"SQUARED_DF_QUAD", gradual.SquaredDFQuAD},
	{"MLP", gradual.MLP},
	{"H_CATEGORISER", gradual.HCategoriser},
	{"MAX_BASED", gradual.MaxBased},
	{"CARD_BASED", gradual.CardBased},
}

// ParseSemantics gives the semantics of a name in capitals, as in SEMI_STABLE; the error is INVALID and
// lists the names.
func ParseSemantics(name string) (dung.Semantics, error) { return parse("semantics", labelling, name) }

// ParseStrength gives the gradual semantics of a name in capitals, as in DF_QUAD; the error is INVALID
// and lists the names.
func ParseStrength(name string) (gradual.Semantics, error) {
	return parse("strength", strengthening, name)
}

func parse[S any](field string, all []named[S], name string) (S, error) {
	var names []string
	for _, n := range all {
		if n.name == name {
			return n.is, nil
		}
		names = append(names, n.name)
	}
	noun := "semantics"
	if field == "method" {
		noun = field
	}
	var nothing S
	return nothing, fault.InvalidField(field, "evaluation.semantics", "%q is no %s; there are %s", name, noun, strings.Join(names, ", "))
}
