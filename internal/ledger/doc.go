// Package ledger is the one room that commits, loads, caches and follows maps. Use-cases reach a
// map's log through it; what it hands out are immutable snapshots.
//
// Writing: the proposals for one map wait in a queue. Whatever waits is validated, one after the
// other, on successive snapshots, and appended in one compare-and-set statement; when somebody else
// moved the head, the tail is applied and everything is validated again. A proposal that fails fails
// alone. A lost connection is followed up by the write id, and the same change set is sent again
// until its outcome is known or the time for it is over.
//
// Reading: a LATEST read is proven by a look-up of the head that began after the read arrived; all
// reads that wait share it, whatever their maps. A SESSION read is served from memory when the
// snapshot there is new enough. An AS-OF read replays the log from the nearest state below.
//
// What is open: with Options.KeepQuestions the open questions of a map are worked out and kept in the
// store behind its commits, once for all that came since the last time. A commit never waits for that,
// and the store says for which revision it holds.
//
// Memory: the latest snapshots share a budget in bytes, and the least recently used goes. A map
// that alone is above the budget is never kept and never loaded per read: it is refused with
// EXHAUSTED "map.too_large", at once for a minute after each try, and no commit may take a map that
// far. Snapshots of past revisions have a quarter of the budget beside it, paragraphs one of their own.
package ledger
