// Package evaluation says what can be accepted of a map, and how strong it is: labels under any
// semantics and reading, extensions, strengths, what would be if, what changed between two
// revisions, why a label is what it is, in words, and what moves a strength. It computes over snapshots and stores nothing.
//
// Every answer says how far it can be relied on (see Outcome) and which revision it holds for. Work
// is shared: one evaluation answers all that ask the same of the same revision at the same time, and
// is kept in memory up to a budget. When the budget of time of the service, or the context of the
// caller, ends first, the outcome is UNKNOWN and nothing is guessed.
package evaluation
