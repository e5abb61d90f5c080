package carneades

import (
	"iter"
	"strings"

	"argmap/internal/argmap"
)

// Expectation is a label that a file expects of a statement.
type Expectation struct {
	// Name is what the file calls the statement; Claim is nil where the map has none of that name any more.
	Name  string
	Claim *argmap.Element
	Label argmap.Label
}

// Expected lists the labels that the file expects which a map comes from, in its order; none for a map
// that comes from elsewhere.
func Expected(p *argmap.Properties, claims iter.Seq[*argmap.Element]) []Expectation {
	tests := readKept(p).sections["tests"].Members()
	if len(tests) == 0 {
		return nil
	}
	byName, byForm := map[string]*argmap.Element{}, map[string]*argmap.Element{}
	for e := range claims {
		if ours(e.External) {
			first(byName, e.External.ID, e)
			first(byForm, normal(e.External.ID), e)
		}
	}
	var all []Expectation
	for _, m := range tests {
		label := argmap.Label(strings.ToUpper(m.Name))
		for _, x := range premisesOf(toYAML(m.Value)) { // written like premises
			name := clean(nameOf(x.node))
			e := byName[name]
			if e == nil {
				e = byForm[normal(name)]
			}
			all = append(all, Expectation{name, e, label})
		}
	}
	return all
}

// Granted reports whether a claim stands for no statement of the file: it was made for an argument that has no
// premises there.
func Granted(claim *argmap.Element) bool {
	_, is := rawMember(claim, "$granted")
	return is
}

// Convergent is the scheme of arguments whose premises count each alone.
const Convergent = convergent

// Part reports whether an inference is one of the parts of a convergent argument of the file, and names that.
func Part(inference *argmap.Element) (whole string, is bool) {
	return inference.External.ID, inference.Scheme == convergent && partOf(inference)
}

// Value gives what a statement such as price(car,low) says of its subject: the second of two arguments.
// It is empty for any other.
func Value(claim *argmap.Element) string {
	if !ours(claim.External) {
		return ""
	}
	if _, args, ok := arguments(normal(claim.External.ID)); ok && len(args) == 2 {
		return args[1]
	}
	return ""
}
