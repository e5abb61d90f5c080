// Package gradual gives the nodes of a map strengths from 0 to 1: each starts from a base score, which
// attackers lower and supporters raise (quantitative bipolar argumentation; Baroni, Rago and Toni 2019,
// "From fine-grained properties to broad principles for gradual argumentation").
//
// A Graph is made once and never changes. A map translates to one node by node: a claim is an
// argument; an inference is a link with its premises and a support edge to each conclusion; a rebuttal
// is a link with its premises and an attack edge to each target, claim or link, so that an undercut
// weakens the inference and not directly what it concludes.
//
// Evaluate gives all strengths under one of nine semantics; Attribute says how much each node has to
// do with the strength of one topic. Both follow one rule for cycles, stated at Evaluate, and both
// take a context: what could not be worked out before its end is marked by an Outcome and never passed
// off as a strength.
package gradual
