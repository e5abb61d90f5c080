// Package xaif reads and writes extended AIF, which argument mining tools hand on to each other: the graph
// of package aif in a member "AIF", beside it the text that it was drawn from, with spans that mark what each
// node says, and perhaps which nodes are the issues, positions and arguments of IBIS.
// docs/formats/xaif.md tells the mapping.
package xaif
