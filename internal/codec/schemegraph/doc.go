// Package schemegraph is what formats share that write arguments as graphs of atoms and schemes: atoms
// are claims, schemes are relations between them, and bare edges join one to another, so that what an
// edge means follows from the sorts of its ends.
package schemegraph
