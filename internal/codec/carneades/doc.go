// Package carneades reads and writes the YAML files of the Carneades system, version 4: argument graphs
// of statements, issues and arguments (Gordon and Walton 2016, "Formalizing Balancing Arguments").
//
// A statement is a claim, an argument an inference, its undercutter a rebuttal of kind UNDERCUT, and an
// issue a question whose answers exclude each other under a proof standard. Statements that are assumed
// are asserted by the one voice of the file; to all others nobody is committed, so that they need an
// argument, as they do in Carneades. An argument of the scheme "convergent" is an inference for each of
// its premises, and one without premises rests on a claim that is granted.
//
// What else a file holds is kept in Raw, as JSON: of an element, the members of its statement, issue or
// argument ("weight", "parameters", "meta", "assumed", …); of the map, an object with the sections of
// the file that are no records ("sections": "language", "argument_schemes", "weighing_functions",
// "tests", …). Members whose names begin with "$" are this package's own. A scalar of YAML that JSON
// cannot say is {"$yaml": "0x1f"}.
package carneades
