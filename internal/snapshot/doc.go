// Package snapshot holds one map in memory at one revision, laid out for reading.
//
// A Snapshot is immutable: Apply gives the next revision as another snapshot that shares with the
// first all it did not touch. Records are kept as they came in. Beside them stand adjacency lists of
// int32 slots, an index from id to slot, and the order in which lists are paged. What costs a walk
// over the whole map (labels, roots, names given by imports) is computed when it is first asked for,
// once per snapshot.
//
// The package computes and does no I/O. All of it may be used by many readers at once.
package snapshot
