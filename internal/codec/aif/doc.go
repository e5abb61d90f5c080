// Package aif reads and writes the Argument Interchange Format as AIFdb and its siblings write it in
// JSON: a list of nodes, a list of edges, and who said what. docs/formats/aif.md tells the mapping.
//
// Nothing of a file is lost. What the fields of a record say is not kept twice: beside them a record's
// Raw holds only its place in the file and what the fields do not say, by a shape that many records
// share; the shapes stand in the Raw of the map's properties. So a map gives back the same lists, objects
// and values in the same order, from records in any order, and a record that was edited since gives its
// new content in its old place.
//
// Package xaif reads and writes the same graph within a larger object; both are a Dialect.
package aif
