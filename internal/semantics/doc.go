// Package semantics says what can be accepted of a map, by the map reading: claims and links
// (inferences and rebuttals) are nodes alike; a link needs all its premises, an argued claim at
// least one accepted inference, and an accepted attack defeats its target, claim or link.
//
// The package knows nodes by number only. Who builds a Map decides what takes part in it.
package semantics
