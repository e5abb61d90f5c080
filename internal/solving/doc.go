// Package solving puts the engines of evaluation to use on frameworks that stand in no store: Filter
// answers questions written as lines of JSON, and Solve a problem of the solver competitions (ICCMA).
// docs/solving.md is the contract of both.
//
// It reads from a reader, writes to a writer, and knows nothing else of the world. What is asked decides
// how long an answer takes; the context, or a time limit, ends the search, and the answer then says that
// it is unknown.
package solving
