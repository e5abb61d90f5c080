// Package why explains the grounded labels of a semantics.Map: what each rests on, which nodes suffice
// to defend an accepted one, and which single removal would change a label.
//
// Everything is computed from the map, its labelling and the rounds in which nodes were decided; the
// same input gives the same answer, and nothing recurses. The labelling must be semantics.Grounded of
// the map: for another one the answers mean nothing.
package why
