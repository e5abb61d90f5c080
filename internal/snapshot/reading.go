package snapshot

import (
	"fmt"
	"slices"
	"strings"

	"argmap/internal/argmap"
	"argmap/internal/fault"
)

// Reading says how a map is read when it is evaluated (docs/semantics.md has it in plain words). The
// zero value is the map reading, in which everybody's voice counts and questions, issues and
// preferences weigh.
type Reading struct {
	// Support says what a support means; empty is MapReading.
	Support SupportReading
	// Voices are those that count; none means all. A claim to which none of them is committed is never
	// GIVEN.
	Voices []argmap.ID
	// Rebuts says whether a rebutted claim strikes back; empty is Directed.
	Rebuts RebutMode
	// Questions, Issues and Preferences say whether these weigh; empty is Weigh.
	Questions, Issues, Preferences Weighing
}

// SupportReading says what it means that a claim supports another.
type SupportReading string

// The readings of support.
const (
	// MapReading: a link needs all its premises, an ARGUED claim one accepted inference.
	MapReading SupportReading = "MAP"
	// AttacksOnly: no claim needs support, so only attacks decide.
	AttacksOnly SupportReading = "ATTACKS_ONLY"
	// Deductive: who accepts the premises of an inference that stands must accept the claim that it concludes,
	// so that what refutes the claim refutes a premise (Boella, Gabbay, van der Torre and Villata 2010).
	Deductive SupportReading = "DEDUCTIVE"
	// Necessary: what inferences conclude needs every one of them (Nouioua and Risch 2011).
	Necessary SupportReading = "NECESSARY"
	// Evidential: a claim to which a voice that counts is committed is evidence and needs no support, unless
	// it is pinned ARGUED; any other needs one accepted inference (Oren and Norman 2008).
	Evidential SupportReading = "EVIDENTIAL"
	// Balances: inferences are weighed, and the weightiest answer to an issue wins if it meets the standard
	// of proof (Gordon and Walton 2016). There is no framework of needs and attacks behind it.
	Balances SupportReading = "BALANCES"
)

// SupportReadings lists the readings of support in the order of their declaration.
func SupportReadings() []SupportReading {
	return []SupportReading{MapReading, AttacksOnly, Deductive, Necessary, Evidential, Balances}
}

// asks reports whether pressed questions can ask for support: only where it is what a claim needs.
func (r SupportReading) asks() bool { return r != AttacksOnly && r != Deductive && r != Necessary }

// RebutMode says whether a claim that is rebutted strikes back.
type RebutMode string

// The modes.
const (
	// Directed: a rebuttal attacks its target, and that is all.
	Directed RebutMode = "DIRECTED"
	// Mutual: a claim and the only premise of a rebuttal (of kind REBUT) of it attack each other, since
	// what contradicts is contradicted. What undercuts the rebuttal undercuts both attacks.
	Mutual RebutMode = "MUTUAL"
)

// Weighing says whether something is taken into account.
type Weighing string

// The two ways.
const (
	Weigh  Weighing = "WEIGH"
	Ignore Weighing = "IGNORE"
)

// Normal gives the reading with every field set and the voices sorted, each once, so that readings
// that mean the same are equal. A value that is none of the above is INVALID.
func (r Reading) Normal() (Reading, error) {
	r.Support = orElse(r.Support, MapReading)
	r.Rebuts = orElse(r.Rebuts, Directed)
	r.Questions, r.Issues, r.Preferences = orElse(r.Questions, Weigh), orElse(r.Issues, Weigh), orElse(r.Preferences, Weigh)
	r.Voices = slices.Compact(slices.Sorted(slices.Values(r.Voices)))
	if !slices.Contains(SupportReadings(), r.Support) {
		return Reading{}, unknownReading("support", r.Support, SupportReadings())
	}
	if modes := []RebutMode{Directed, Mutual}; !slices.Contains(modes, r.Rebuts) {
		return Reading{}, unknownReading("rebuts", r.Rebuts, modes)
	}
	ways := []Weighing{Weigh, Ignore}
	for _, f := range []struct {
		field string
		value Weighing
	}{{"questions", r.Questions}, {"issues", r.Issues}, {"preferences", r.Preferences}} {
		if !slices.Contains(ways, f.value) {
			return Reading{}, unknownReading(f.field, f.value, ways)
		}
	}
	return r, nil
}

// Key names a reading: it is the same for readings that mean the same. It has a meaning for normal
// readings only.
func (r Reading) Key() string {
	var key strings.Builder
	fmt.Fprintf(&key, "%s %s %s %s %s", r.Support, r.Rebuts, r.Questions, r.Issues, r.Preferences)
	for _, v := range r.Voices {
		fmt.Fprintf(&key, " %q", v)
	}
	return key.String()
}

func orElse[T ~string](value, otherwise T) T {
	if value == "" {
		return otherwise
	}
	return value
}

func unknownReading[T ~string](field string, value T, all []T) error {
	names := make([]string, len(all))
	for i, v := range all {
		names[i] = string(v)
	}
	return fault.InvalidField("reading."+field, "reading.unknown", "%q is no value of %s; there are %s", value, field, strings.Join(names, ", "))
}
