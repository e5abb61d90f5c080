package snapshot

import "argmap/internal/semantics"

// StandInKind says what a node stands for that is no element.
type StandInKind uint8

// The kinds. The zero value stands for nothing.
const (
	// StrikesBack: the attack of a rebutted claim, which is Of, on the premise of the rebuttal.
	StrikesBack StandInKind = iota + 1
	// AnyOf: it is accepted when one of the nodes is that its need names.
	AnyOf
	// Refuted: the claim that is Of is attacked by something accepted, or what follows from it is.
	Refuted
	// Entails: what follows from a claim, with other premises of the inference that is Of, is refuted. It
	// attacks the claim.
	Entails
	// InForce: nothing accepted undercuts the inference that is Of.
	InForce
	// AllOf: it is accepted when all the nodes are that its needs name.
	AllOf
)

// StandIn tells what a node is that is no element.
type StandIn struct {
	Kind StandInKind
	// Of is the node of the element that it is about; negative where there is none.
	Of int32
}

// StandIn tells what a node stands for that is no element; false for an element, and for a node that takes
// no part.
func (f *Framework) StandIn(node int32) (StandIn, bool) {
	i := int(node) - len(f.part)
	if i < 0 || i >= len(f.standIns) {
		return StandIn{}, false
	}
	return f.standIns[i], true
}

// stand adds a node that is no element.
func (f *Framework) stand(b *semantics.Builder, s StandIn) int32 {
	f.standIns = append(f.standIns, s)
	return b.Node()
}
